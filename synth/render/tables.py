"""Lists for a terminal or a pipe: papers, claims, one claim in full, and the state of a workspace."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

from synth.claims.types import Claim, ClaimId
from synth.ports import Failure, Paper, PaperStatus, Report, Run
from synth.render.claims import reported_words
from synth.render.layout import columns
from synth.render.references import key_of
from synth.render.screen import WIDTH, citation, counts_line, failure_lines, next_lines, papers_line
from synth.render.withdrawn import withdrawal_line
from synth.render.words import counted, label_of, plain, share, symbol_of
from synth.verdict.types import ClaimVerdict, Label, Outcome

_MAX_FAILURES: Final = 10


def papers_table(papers: Sequence[Paper], *, width: int = WIDTH) -> str:
    """One line for each paper: id with version, status, year, title or the reason why it is missing."""
    rows = [
        (
            key_of(paper.id, paper.version),
            _state(paper),
            paper.published[:4],
            paper.title if paper.status is PaperStatus.AVAILABLE else _missing(paper),
        )
        for paper in papers
    ]
    return columns(rows, width=width, heads=("PAPER", "STATUS", "YEAR", "TITLE")) if rows else "no papers yet"


def claims_table(
    claims: Sequence[Claim], verdicts: Mapping[ClaimId, ClaimVerdict] | None = None, *, width: int = WIDTH
) -> str:
    """One line for each claim: short id, mark, label, confidence, type and text."""
    known = verdicts or {}
    rows = [(claim.id[:8], *_standing(known.get(claim.id)), claim.type.value, claim.text) for claim in claims]
    heads = ("CLAIM", "", "LABEL", "CONF", "TYPE", "TEXT")
    return columns(rows, width=width, heads=heads, right=(3,)) if rows else "no claims yet"


def claim_sheet(claim: Claim, verdict: ClaimVerdict | None = None, *, width: int = WIDTH) -> str:
    """Everything known of one claim: its text, where it is stated, the verdict, its checks and its quotes."""
    lines = [f"{claim.id}  {claim.type.value}{'  (cut off in its source)' if claim.truncated else ''}"]
    lines += _wrapped(claim.text, width)
    if claim.stated_by:
        lines.append(f"stated by  {plain(', '.join(claim.stated_by))}")
    if verdict is None:
        return "\n".join([*lines, "not checked yet: synth verify"])
    reported = reported_words(verdict)
    lines += ["", f"{symbol_of(verdict)} {label_of(verdict)} {share(verdict.confidence)}: {plain(verdict.reason)}"]
    if reported:
        lines.append(f"reported  {reported}")
    if verdict.probabilities is not None:
        shares = (f"{label.value.replace('_', ' ')} {share(verdict.probabilities.of(label))}" for label in Label)
        lines.append(f"  {', '.join(shares)}")
    said = [check for check in verdict.checks if check.outcome is not Outcome.SILENT]
    lines += [f"  {plain(check.name)}: {check.outcome.value}: {plain(check.why)}" for check in said]
    for item in verdict.evidence:
        lines += ["", *_wrapped(f"“{item.quote}”", width), f"  {plain(citation(item))}"]
    return "\n".join(lines)


def status_text(
    *,
    workspace: str,
    papers: Sequence[Paper],
    claims: Sequence[Claim],
    verdicts: Sequence[ClaimVerdict],
    failures: Sequence[Failure] = (),
    reports: Sequence[Report] = (),
    runs: Sequence[Run] = (),
    question: str = "",
    next_commands: Sequence[str] = (),
    width: int = WIDTH,
) -> str:
    """What is in a workspace, what failed and will be tried again, and what to do next."""
    waiting = len({claim.id for claim in claims} - {verdict.claim.id for verdict in verdicts})
    rows = [("workspace", workspace)]
    if question:
        rows.append(("question", question))
    rows += [
        ("papers", papers_line(papers)),
        ("claims", f"{counted(len(claims), 'claim')}, {waiting} waiting to be checked"),
        ("verdicts", counts_line(verdicts)),
    ]
    if withdrawn := withdrawal_line(papers, verdicts):
        rows.append(("", withdrawn))
    if reports:
        rows.append(("audited", ", ".join(f"“{report.title}”" for report in reports)))
    if runs:
        last = max(runs, key=lambda run: run.started_at)
        rows.append(("last run", f"{last.command} {last.key}, {last.started_at:%Y-%m-%d %H:%M %Z}"))
    lines = [columns(rows, width=width)]
    if failures:
        lines += ["", "will be tried again:", *failure_lines(failures, width=width, most=_MAX_FAILURES)]
    return "\n".join([*lines, *next_lines(next_commands, width=width)])


def _standing(verdict: ClaimVerdict | None) -> tuple[str, str, str]:
    if verdict is None:
        return ("", "not checked yet", "")
    return (symbol_of(verdict), label_of(verdict), share(verdict.confidence))


def _state(paper: Paper) -> str:
    """Its status; that a paper at hand was withdrawn is said with it."""
    words = paper.status.value.replace("_", " ")
    return f"{words}, withdrawn" if paper.withdrawn and paper.status is PaperStatus.AVAILABLE else words


def _missing(paper: Paper) -> str:
    return ": ".join(part for part in (paper.title, paper.reason) if part)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(plain(text).strip(), width, initial_indent="  ", subsequent_indent="  ")
