"""What ``synth refresh`` says: news of papers, and verdicts that changed with both quotes."""

from collections.abc import Sequence
from typing import Any, Final

from synth.ports import Paper
from synth.ports.search import Latest
from synth.render.layout import elided
from synth.render.screen import WIDTH
from synth.render.words import counted, label_of, share
from synth.verdict.types import ClaimVerdict, PaperVerdict

_INDENT: Final = " " * 10
Turn = tuple[PaperVerdict, PaperVerdict]
"""What a paper said of a claim, and says now."""


def news_line(paper: Paper, latest: Latest, words: Sequence[str], *, width: int = WIDTH) -> str:
    """One paper with what is new about it."""
    at_hand = paper.id if paper.version is None else f"{paper.id}v{paper.version}"
    return elided(f"{at_hand}: {'; '.join(words)} ({latest.title or paper.title})", width)


def change_lines(before: ClaimVerdict, after: ClaimVerdict, turns: Sequence[Turn], *, width: int = WIDTH) -> str:
    """A verdict that changed: the claim, what was said and what is said now, each with its quote."""
    lines = [f"{before.claim.id[:8]}  {elided(before.claim.text, width - 10)}"]
    if (before.status, before.label, before.verified) != (after.status, after.label, after.verified):
        lines += _side("was", before, width) + _side("now", after, width)
    for old, new in turns:
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


def refresh_foot(*, looked_at: int, news: int, affected: int, changed: int, resting: Sequence[ClaimVerdict]) -> str:
    """The numbers at the end, and the ticked claims that rest on a withdrawn paper."""
    lines = [f"rests on a withdrawn paper: {verdict.claim.id[:8]} {verdict.claim.text}"[:WIDTH] for verdict in resting]
    lines.append(
        f"{counted(looked_at, 'paper')} looked at, {news} with news; {counted(affected, 'claim')} verified again,"
        f" {counted(changed, 'verdict')} changed"
    )
    return "\n".join(lines)


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
