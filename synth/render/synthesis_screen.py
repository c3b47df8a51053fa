"""The synthesis on the terminal: the answer, what does not fit in the report, and the reviewers, in a few lines."""

import textwrap
from typing import Final

from synth.render.data import ReportData
from synth.render.screen import WIDTH
from synth.render.synthesis_view import (
    OUTCOMES,
    copied_words,
    panel_words,
    relevance_words,
    review_words,
)
from synth.render.words import plain
from synth.synthesis.types import Synthesis

_INDENT: Final = "  "
_SHOWN: Final = 3  # faults of a report on the terminal; the report has all of them


def synthesis_screen(data: ReportData, *, width: int = WIDTH) -> str:
    """What ``audit`` and ``verify`` print of what the claims together say; empty where nothing was made of them."""
    if data.synthesis is None:
        return ""
    return "\n".join(synthesis_lines(data.synthesis, claims=len(data.verdicts), width=width))


def synthesis_lines(synthesis: Synthesis, *, claims: int, width: int = WIDTH) -> list[str]:
    """The lines of ``synthesis_screen``; every one fits the width.

    Args:
        claims: How many there are in all.
        width: Columns of the terminal.
    """
    answer = synthesis.answer
    lines = []
    if answer.question:
        outcome = OUTCOMES[answer.outcome].lower()
        strength = f" ({answer.strength.value})" if answer.sentences else ""
        lines.append(f"answer: {outcome}{strength}; {relevance_words(synthesis, claims)}")
    faults = [*copied_words(synthesis), *(item.text for item in synthesis.inconsistencies)]
    lines += [f"! {text}" for text in faults[:_SHOWN]]
    if len(faults) > _SHOWN:
        lines.append(f"! ... {len(faults) - _SHOWN} more in the report")
    scored = [(review.score, review) for review in synthesis.panel.reviews if review.score is not None]
    lowest = min(scored, key=lambda pair: pair[0], default=None)
    worst = f"; lowest: {lowest[1].reviewer} {review_words(lowest[1])}" if lowest else ""
    lines.append(f"reviewers: {panel_words(synthesis.panel)}{worst}; their points are in the report")
    return [part for line in lines if line for part in _wrapped(line, width)]


def _wrapped(text: str, width: int) -> list[str]:
    """A line as several that fit, the later ones set in."""
    indent = _INDENT if text.startswith(_INDENT) else ""
    return textwrap.wrap(plain(text).strip(), width, initial_indent=indent, subsequent_indent=indent + _INDENT)
