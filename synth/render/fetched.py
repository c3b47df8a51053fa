"""What ``synth fetch`` says at its end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from synth.claims.types import Claim, ClaimType
from synth.ports import Failure, Paper, PaperStatus
from synth.render.layout import elided
from synth.render.references import file_of, key_of
from synth.render.screen import WIDTH, failure_lines, papers_line
from synth.render.words import counted, plain

_MAX_PAPERS: Final = 12
_MAX_FAILURES: Final = 8
_MAX_UNRESOLVED: Final = 3


def fetch_screen(
    papers: Sequence[Paper],
    *,
    at_hand: int,
    claims: Sequence[Claim],
    claims_by_paper: Mapping[str, int],
    failures: Sequence[Failure] = (),
    unresolved: Sequence[str] = (),
    width: int = WIDTH,
) -> str:
    """What was read in this run, what failed and why, what is in the workspace now, and the next command.

    Args:
        papers: The papers of this run.
        at_hand: Papers of the workspace that can be read.
        claims: All claims of the workspace.
        claims_by_paper: New claims by paper id.
        failures: What could not be had, of this run and earlier ones.
        unresolved: Bibliography entries without an arXiv id.
    """
    read = [paper for paper in papers if paper.status is PaperStatus.AVAILABLE]
    lines = [_read_line(paper, claims_by_paper.get(paper.id, 0), width) for paper in read[:_MAX_PAPERS]]
    if len(read) > _MAX_PAPERS:
        lines.append(f"... {len(read) - _MAX_PAPERS} more: synth papers")
    lines += failure_lines(failures, width=width, most=_MAX_FAILURES)
    lines += [elided(f"no arXiv id in: {plain(entry)}", width) for entry in unresolved[:_MAX_UNRESOLVED]]
    if len(unresolved) > _MAX_UNRESOLVED:
        lines.append(f"... {len(unresolved) - _MAX_UNRESOLVED} more entries without an arXiv id")
    if not papers:
        lines.append("nothing to fetch: all that was named is at hand (--refresh fetches it again)")
    elif len(papers) > len(read):
        lines.append(papers_line(papers))
    lines += ["", f"in the workspace: {counted(at_hand, 'paper')} to read, {_claims_line(claims)}"]
    lines.append(f"next: {_next(at_hand, claims)}")
    return "\n".join(lines)


def _next(at_hand: int, claims: Sequence[Claim]) -> str:
    if not at_hand:
        return "synth fetch, with other papers or once the reasons above are gone"
    return "synth verify" if claims else "synth claims add 'A claim to check'"


def _read_line(paper: Paper, new_claims: int, width: int) -> str:
    """One paper that was read: its file or id, its new claims, its title."""
    name = file_of(paper) or key_of(paper.id, paper.version)
    return elided(f"✓ {name}  {counted(new_claims, 'new claim')}  {plain(paper.title)}", width)


def _claims_line(claims: Sequence[Claim]) -> str:
    counts = Counter(claim.type for claim in claims)
    parts = ", ".join(f"{counts[kind]} {kind.value}" for kind in ClaimType if counts[kind])
    return f"{counted(len(claims), 'claim')}{f' ({parts})' if parts else ''}"
