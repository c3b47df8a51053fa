"""Withdrawn papers: which verdicts rest on them, and how loudly that is said."""

import textwrap
from collections.abc import Collection, Iterable, Sequence

from synth.claims.types import PaperId
from synth.ports import Paper, PaperStatus
from synth.render.layout import elided
from synth.render.references import key_of
from synth.render.words import counted, label_of, plain, quoted, share, symbol_of
from synth.verdict.types import ClaimVerdict, Label

_MOST_VERDICTS = 8  # under one paper on a screen; --json has all


def resting_on(verdicts: Iterable[ClaimVerdict], papers: Collection[PaperId]) -> tuple[ClaimVerdict, ...]:
    """The supported, partial and refuted claims whose deciding quote comes from one of the papers."""
    return tuple(
        verdict
        for verdict in verdicts
        if verdict.label not in {None, Label.NOT_ENOUGH_INFO}
        and verdict.evidence
        and verdict.evidence[0].paper in papers
    )


def withdrawn_of(papers: Iterable[Paper]) -> list[Paper]:
    """The papers at hand that are withdrawn; one whose newest version stands is not."""
    newest: dict[PaperId, Paper] = {}
    for paper in papers:
        known = newest.get(paper.id)
        if paper.status is PaperStatus.AVAILABLE and (known is None or (paper.version or 0) >= (known.version or 0)):
            newest[paper.id] = paper
    return [paper for paper in newest.values() if paper.withdrawn]


def found_in(verdicts: Iterable[ClaimVerdict], paper: PaperId) -> int:
    """How many of the claims were found in the text of a paper."""
    return sum(paper in {*verdict.claim.stated_by, verdict.claim.origin.paper} for verdict in verdicts)


def withdrawal_warnings(papers: Iterable[Paper], verdicts: Sequence[ClaimVerdict]) -> tuple[str, ...]:
    """A sentence for each withdrawn paper whose text was used, for the head of a report."""
    return tuple(
        f"{quoted(paper.title or paper.id)} ({key_of(paper.id, paper.version)}) is withdrawn;"
        f" {_rests(resting_on(verdicts, {paper.id}))}{_stated(found_in(verdicts, paper.id))}."
        f" arXiv says: {elided(paper.withdrawn, 200).rstrip('.')}."
        for paper in withdrawn_of(papers)
    )


def withdrawal_line(papers: Iterable[Paper], verdicts: Sequence[ClaimVerdict]) -> str:
    """The withdrawn papers that verdicts rest on, in one line for a screen; empty if there are none."""
    names = {paper.id: key_of(paper.id, paper.version) for paper in withdrawn_of(papers)}
    resting = resting_on(verdicts, names)
    if not resting:
        return ""
    used = dict.fromkeys(names[verdict.evidence[0].paper] for verdict in resting)
    return f"! withdrawn: {', '.join(used)}; {_rests(resting)}"


def withdrawal_lines(paper: Paper, verdicts: Sequence[ClaimVerdict], *, width: int) -> str:
    """A withdrawn paper, what arXiv says of it, and each verdict that rests on it."""
    resting = resting_on(verdicts, {paper.id})
    head = f"! WITHDRAWN {key_of(paper.id, paper.version)}  "
    lines = [
        head + elided(paper.title, width - len(head)),
        *textwrap.wrap(f"arXiv says: {plain(paper.withdrawn)}", width, initial_indent="  ", subsequent_indent="  "),
        f"  {_rests(resting)}{_stated(found_in(verdicts, paper.id))}",
    ]
    for verdict in resting[:_MOST_VERDICTS]:
        said = f"  {symbol_of(verdict)} {verdict.claim.id[:8]}  {label_of(verdict)} {share(verdict.confidence)}  "
        lines.append(said + elided(verdict.claim.text, width - len(said)))
    if len(resting) > _MOST_VERDICTS:
        lines.append(f"  ... {len(resting) - _MOST_VERDICTS} more: --json")
    return "\n".join(lines)


def _rests(resting: Sequence[ClaimVerdict]) -> str:
    if not resting:
        return "no verdict rests on its text"
    ticked = sum(verdict.verified for verdict in resting)
    marked = f" ({ticked} with a tick)" if ticked else ""
    return f"{counted(len(resting), 'verdict')} {'rests' if len(resting) == 1 else 'rest'} on its text{marked}"


def _stated(claims: int) -> str:
    return f"; {counted(claims, 'claim')} {'was' if claims == 1 else 'were'} found in it" if claims else ""
