"""What a command says at its end: one screen that a person can act on, without colour."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from synth.ports import Failure, Paper, PaperStatus
from synth.render.attack import attack_line
from synth.render.claims import place_of, reported_words
from synth.render.layout import elided, excerpt
from synth.render.references import by_file, key_of
from synth.render.withdrawn import withdrawal_line
from synth.render.words import TITLES, Standing, counted, label_of, share, standing_of, symbol_of
from synth.verdict.types import ClaimVerdict, Evidence

WIDTH: Final = 100
HEIGHT: Final = 40
_SHOWN: Final = (Standing.REFUTED, Standing.UNSUPPORTED, Standing.PARTIAL)
_MAX_FAILURES: Final = 4
_MAX_REASONS: Final = 3
_INDENT: Final = " " * 12


def verdict_screen(
    verdicts: Sequence[ClaimVerdict],
    *,
    papers: Sequence[Paper] = (),
    failures: Sequence[Failure] = (),
    next_commands: Sequence[str] = (),
    width: int = WIDTH,
    height: int = HEIGHT,
) -> str:
    """The end of ``verify`` and ``audit``: refuted, unsupported and partial claims, counts, what to do next.

    An audited report's own flag and score stand beside ours. What does not fit is counted, not dropped.

    Args:
        verdicts: All verdicts of the run.
        papers: The papers they were checked against.
        failures: What could not be done.
        next_commands: What to type next, one each.
        width: Columns of the terminal.
        height: Lines of the terminal, at least 20; the text is at most that long.
    """
    foot = _foot(verdicts, papers, failures, next_commands, width)
    shown = sorted(
        (verdict for verdict in verdicts if standing_of(verdict) in _SHOWN),
        key=lambda verdict: (_SHOWN.index(standing_of(verdict)), -(verdict.confidence or 0.0)),
    )
    room = max(height - len(foot) - 2, 5)  # one line for what is left out, one for the prompt
    lines, used = _items(shown, papers, room, width)
    if used < len(shown):
        lines.append(f"... {len(shown) - used} more: synth claims list")
    return "\n".join([*lines, *([""] if lines else []), *foot])


def counts_line(verdicts: Sequence[ClaimVerdict]) -> str:
    """The claims by where they stand; the numbers sum to the first.

    >>> counts_line(())
    '0 claims'
    """
    counts = Counter(standing_of(verdict) for verdict in verdicts)
    parts = [f"{counts[standing]} {TITLES[standing]}" for standing in Standing if counts[standing]]
    return ": ".join(part for part in (counted(len(verdicts), "claim"), ", ".join(parts)) if part)


def papers_line(papers: Sequence[Paper]) -> str:
    """How many papers were read, and how many of the others there are by reason."""
    counts = Counter(paper.status for paper in papers)
    parts = [f"{counts[PaperStatus.AVAILABLE]} read"]
    parts += [
        f"{counts[status]} {status.value.replace('_', ' ')}"
        for status in PaperStatus
        if counts[status] and status is not PaperStatus.AVAILABLE
    ]
    return f"{counted(len(papers), 'paper')}: {', '.join(parts)}"


def citation(item: Evidence) -> str:
    """Where a quote stands: "2104.08645v2, section 4 Results, page 6"."""
    return ", ".join(part for part in (key_of(item.paper, item.version), place_of(item)) if part)


def _items(shown: Sequence[ClaimVerdict], papers: Sequence[Paper], room: int, width: int) -> tuple[list[str], int]:
    """Lines of as many claims as there is room for, and how many that are."""
    lines: list[str] = []
    title = ""
    for used, verdict in enumerate(shown):
        head = TITLES[standing_of(verdict)].upper()
        item = [*([f"{head}"] if head != title else []), *_item(verdict, papers, width)]
        if len(lines) + len(item) > room:
            return lines, used
        lines, title = lines + item, head
    return lines, len(shown)


def _item(verdict: ClaimVerdict, papers: Sequence[Paper], width: int) -> list[str]:
    """A claim, why, and the quote with its place."""
    claim, rest = verdict.claim, width - len(_INDENT)
    reported = reported_words(verdict)
    said = [
        f"{label_of(verdict)} {share(verdict.confidence)}",
        f"reported {reported}" if reported else "",
        by_file(verdict.reason, papers),
    ]
    lines = [
        f"{symbol_of(verdict)} {claim.id[:8]}  {elided(claim.text, rest)}",
        _INDENT + elided("; ".join(part for part in said if part), rest),
    ]
    for item in verdict.evidence[:1]:
        where = by_file(citation(item), papers)
        lines.append(f"{_INDENT}“{excerpt(item.quote, item.marks[0].start if item.marks else 0, rest - 2)}”")
        lines.append(_INDENT + elided(where, rest))
    return lines


def _foot(
    verdicts: Sequence[ClaimVerdict],
    papers: Sequence[Paper],
    failures: Sequence[Failure],
    next_commands: Sequence[str],
    width: int,
) -> list[str]:
    lines = [counts_line(verdicts), *_unchecked_lines(verdicts, width)]
    if attacked := attack_line(verdicts):
        lines.append(elided(attacked, width))
    if papers:
        lines.append(papers_line(papers))
    if withdrawn := withdrawal_line(papers, verdicts):
        lines.append(elided(withdrawn, width))
    lines += failure_lines(failures, width=width, most=_MAX_FAILURES)
    return lines + next_lines(next_commands, width=width)


def next_lines(commands: Sequence[str], *, width: int) -> list[str]:
    """What to type next, one command a line."""
    starts = ["next: ", *["      "] * (len(commands) - 1)]
    return [start + elided(command, width - len(start)) for start, command in zip(starts, commands, strict=False)]


def _unchecked_lines(verdicts: Sequence[ClaimVerdict], width: int) -> list[str]:
    """Why claims were not checked, each of the commonest reasons once; the rest is counted."""
    reasons = Counter(verdict.reason for verdict in verdicts if standing_of(verdict) is Standing.UNCHECKED)
    shown = reasons.most_common(_MAX_REASONS)
    lines = [elided(f"{counted(number, 'claim')} not checked: {reason}", width) for reason, number in shown]
    rest = reasons.total() - sum(number for _, number in shown)
    return [*lines, f"{counted(rest, 'claim')} not checked for other reasons"] if rest else lines


def failure_lines(failures: Sequence[Failure], *, width: int, most: int) -> list[str]:
    """What failed and why, one line each; the rest is counted."""
    lines = [elided(f"failed: {failure.item}: {failure.reason}", width) for failure in failures[:most]]
    left = len(failures) - most
    return lines + ([f"... {left} more: synth status"] if left > 0 else [])
