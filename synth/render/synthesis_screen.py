"""The synthesis on the terminal: the answer, what does not fit in the report, and the reviewers, in a few lines."""

import textwrap
from typing import Final

from synth.render.data import ReportData
from synth.render.screen import WIDTH
from synth.render.synthesis_view import (
    OUTCOMES,
    PANEL_NOTE,
    copied_words,
    panel_words,
    point_words,
    relevance_words,
    review_words,
)
from synth.render.words import plain
from synth.synthesis.types import Synthesis

_INDENT: Final = "  "


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
        lines.append(f"answer: {outcome}" + (f" ({answer.strength.value})" if answer.sentences else ""))
        lines.append(_INDENT + answer.summary.text)
        lines += [f"{_INDENT}would settle it: {item}" for item in answer.would_settle]
        lines.append(relevance_words(synthesis, claims))
    lines += [f"! {item.text}" for item in synthesis.inconsistencies]
    lines += [f"! {text}" for text in copied_words(synthesis)]
    lines.append(f"reviewers: {panel_words(synthesis.panel)}")
    for review in synthesis.panel.reviews:
        points = "; ".join(point_words(point) for point in review.points if point.of)
        lines.append(f"{_INDENT}{review.reviewer} {review_words(review)}" + (f": {points}" if points else ""))
    lines.append(f"{_INDENT}{PANEL_NOTE[0].lower()}{PANEL_NOTE[1:]}")
    return [part for line in lines if line for part in _wrapped(line, width)]


def _wrapped(text: str, width: int) -> list[str]:
    """A line as several that fit, the later ones set in."""
    indent = _INDENT if text.startswith(_INDENT) else ""
    return textwrap.wrap(plain(text).strip(), width, initial_indent=indent, subsequent_indent=indent + _INDENT)
