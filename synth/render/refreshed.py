"""What ``synth refresh`` says: news of papers, and verdicts that changed with both quotes."""

from collections.abc import Sequence
from typing import Any, Final

from synth.ports import Paper
from synth.render.layout import elided
from synth.render.references import key_of
from synth.render.screen import WIDTH
from synth.render.words import counted, label_of, share
from synth.verdict.types import ClaimVerdict, PaperVerdict

_INDENT: Final = " " * 10
Turn = tuple[PaperVerdict, PaperVerdict]
"""What a paper said of a claim, and says now."""


def news_lines(paper: Paper, words: Sequence[str], *, width: int = WIDTH) -> str:
    """One paper and what is new about it, each on its line."""
    lines = [f"{_INDENT}{elided(line, width - len(_INDENT))}" for line in words]
    head = f"{key_of(paper.id, paper.version)}  "
    return "\n".join([head + elided(paper.title, width - len(head)), *lines])


def change_lines(before: ClaimVerdict, after: ClaimVerdict, turns: Sequence[Turn], *, width: int = WIDTH) -> str:
    """A verdict that changed: the claim, what was said and what is said now, each with its quote."""
    lines = [f"{before.claim.id[:8]}  {elided(before.claim.text, width - 10)}"]
    if (before.status, before.label, before.verified) != (after.status, after.label, after.verified):
        lines += _side("was", before, width) + _side("now", after, width)
    shown = [side.evidence[0].quote for side in (before, after) if side.evidence]
    for old, new in turns:
        if [item.quote for side in (old, new) for item in side.evidence[:1]] == shown:
            continue  # its two quotes stand above
        lines += [
            f"{_INDENT}{elided(_paper_words(side, word), width - 10)}" for side, word in ((old, "said"), (new, "says"))
        ]
    return "\n".join(lines)


def _side(word: str, verdict: ClaimVerdict, width: int) -> list[str]:
    tick = ", verified" if verdict.verified else ""
    quote = verdict.evidence[0] if verdict.evidence else None
    lines = [f"{_INDENT}{word} {_label(verdict)}{tick}"]
    if quote is not None:
        version = "" if quote.version is None else f"v{quote.version}"
        lines.append(f"{_INDENT}{elided(f'{quote.paper}{version}: “{quote.quote}”', width - 10)}")
    return lines


def _label(verdict: ClaimVerdict) -> str:
    if verdict.label is None:
        return verdict.status.value.replace("_", " ")
    return f"{label_of(verdict)} {share(verdict.confidence)}"


def _paper_words(item: PaperVerdict, word: str) -> str:
    version = "" if item.version is None else f"v{item.version}"
    quote = f": “{item.evidence[0].quote}”" if item.evidence else ""
    return f"{item.paper}{version} {word} {item.label.value.replace('_', ' ')} {item.confidence:.2f}{quote}"


def refresh_foot(
    *, looked_at: int, news: int, withdrawn: int, affected: int, changed: int, resting: int, dry_run: bool
) -> str:
    """The numbers at the end.

    Args:
        looked_at: Papers that arXiv was asked about.
        news: Those of them about which something is new.
        withdrawn: Papers at hand that are withdrawn, whether that is new or not.
        affected: Claims that were verified again, or would be.
        changed: Verdicts that are others now.
        resting: Verdicts that rest on the text of a withdrawn paper.
        dry_run: Nothing was fetched or changed.
    """
    papers = f"{counted(looked_at, 'paper')} looked at: {news} with news"
    if withdrawn:
        papers += f", {withdrawn} withdrawn under {counted(resting, 'verdict')}"
    if dry_run:
        again = f"{counted(affected, 'claim')} would be verified again\ndry run: nothing was fetched or changed"
    else:
        again = f"{counted(affected, 'claim')} verified again, {counted(changed, 'verdict')} changed"
    return f"{papers}; {again}"


def change_fields(before: ClaimVerdict, after: ClaimVerdict, turns: Sequence[Turn]) -> dict[str, Any]:
    """A change as JSON."""
    return {
        "claim": before.claim.id,
        "text": before.claim.text,
        "before": _verdict_fields(before),
        "after": _verdict_fields(after),
        "papers": [
            {"paper": old.paper, "before": _paper_fields(old), "after": _paper_fields(new)} for old, new in turns
        ],
    }


def _verdict_fields(verdict: ClaimVerdict) -> dict[str, Any]:
    quote = verdict.evidence[0] if verdict.evidence else None
    return {
        "status": verdict.status.value,
        "label": verdict.label.value if verdict.label else None,
        "verified": verdict.verified,
        "confidence": verdict.confidence,
        "paper": quote.paper if quote else None,
        "version": quote.version if quote else None,
        "quote": quote.quote if quote else None,
    }


def _paper_fields(item: PaperVerdict) -> dict[str, Any]:
    return {
        "version": item.version,
        "label": item.label.value,
        "confidence": item.confidence,
        "quote": item.evidence[0].quote if item.evidence else None,
    }
