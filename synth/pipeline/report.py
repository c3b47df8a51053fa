"""Gather what a report is made from."""

import json
from collections.abc import Sequence

from synth.errors import UsageError
from synth.pipeline.audit import cited_papers
from synth.pipeline.fetch import current_papers, failure_of
from synth.pipeline.flow import flow_of
from synth.ports import Clock, Paper, PaperStatus, Report, Run, Store
from synth.render.data import ReportData
from synth.render.withdrawn import withdrawal_warnings
from synth.synthesis.literature import Search
from synth.verdict.types import CalibrationNote, ClaimVerdict, Label, Status

_ORDER = (Label.REFUTED, Label.PARTIAL, Label.SUPPORTED, Label.NOT_ENOUGH_INFO)


def newest_run(store: Store) -> Run:
    """The newest ``synth verify`` of all claims.

    Raises:
        UsageError: If nothing was verified yet.
    """
    runs = [run for run in store.runs() if run.command == "verify"]
    if not runs:
        raise UsageError("nothing was verified yet", hint="synth verify")
    return max(runs, key=lambda run: run.started_at)


def papers_report(
    store: Store, run: Run, *, clock: Clock, title: str = "", author: str = "", search: Search | None = None
) -> ReportData:
    """What the papers of the workspace say of each other's claims, from one ``synth verify``.

    Args:
        search: The literature search that found the papers; None if there was none.
    """
    question = store.note("question")
    papers = asked_papers(store)
    verdicts = tuple(sorted(store.verdicts(run_key=run.key), key=place_of))
    return ReportData(
        run=run,
        date=clock().date(),
        papers=papers,
        verdicts=verdicts,
        failures=tuple(failure_of(paper) for paper in papers if paper.status is not PaperStatus.AVAILABLE),
        calibration=_notes(store, run),
        title=title or question.rstrip("?").strip(),
        author=author,
        topic=_topic(papers),
        question=question,
        rerun=(*_fetch_commands(papers, question), "synth verify", "synth render report"),
        warnings=withdrawal_warnings(papers, verdicts),
        flow=flow_of(search, papers, store.claims()) if search else None,
    )


def audit_data(
    store: Store,
    prefix: str,
    *,
    clock: Clock,
    title: str = "",
    author: str = "",
    verdicts: Sequence[ClaimVerdict] | None = None,
) -> ReportData:
    """What the audit of a report found.

    Args:
        prefix: Of the audited report's id; empty is fine when only one was audited.
        verdicts: Those that were saved just now; None reads them.

    Raises:
        UsageError: If no audited report fits, or several do.
    """
    report = _report(store, prefix)
    key = store.note(f"audit:{report.id}")
    run = next((run for run in store.runs() if run.key == key), None)
    if run is None:
        raise UsageError(f"the audit of {report.path} was not finished", hint=f"synth audit {report.path}")
    saved = store.verdicts(run_key=run.key) if verdicts is None else verdicts
    by_claim = {verdict.claim.id: verdict for verdict in saved}
    papers = cited_papers(report.references, store.papers())
    used = {item.paper for verdict in by_claim.values() for item in verdict.by_paper}
    beside = [
        paper
        for paper in store.papers()
        if paper.id in used and paper.status is PaperStatus.AVAILABLE and paper.id not in {one.id for one in papers}
    ]
    return ReportData(
        run=run,
        date=clock().date(),
        papers=(*papers, *beside),
        verdicts=tuple(by_claim[claim.id] for claim in report.claims if claim.id in by_claim),
        failures=tuple(failure_of(paper) for paper in papers if paper.status is not PaperStatus.AVAILABLE),
        calibration=_notes(store, run),
        report=report,
        title=title,
        author=author,
        topic=report.topic,
        question=report.question,
        rerun=(f"synth audit {report.path}", f"synth render report --audit {report.id[:8]}"),
        warnings=(*withdrawal_warnings((*papers, *beside), tuple(by_claim.values())), *report.warnings),
    )


def asked_papers(store: Store) -> tuple[Paper, ...]:
    """The papers of the workspace; one that only an audit asked for, and did not get, is the audit's matter."""
    by_audits = {(request.paper, request.version) for report in store.reports() for request in report.references}
    return tuple(
        paper
        for paper in current_papers(store.papers())
        if paper.status is PaperStatus.AVAILABLE
        or paper.request is None
        or (paper.request.paper, paper.request.version) not in by_audits
    )


def _report(store: Store, prefix: str) -> Report:
    found = [report for report in store.reports() if report.id.startswith(prefix.lower())]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{report.id[:8]} {report.title}" for report in store.reports())
    raise UsageError(
        f"{len(found) or 'no'} audited reports fit {prefix!r}",
        hint=f"audited: {known}" if known else "synth audit FILE",
    )


def _notes(store: Store, run: Run) -> tuple[CalibrationNote, ...]:
    kept = store.note(f"calibration:{run.key}")
    return tuple(CalibrationNote(**fields) for fields in json.loads(kept)) if kept else ()


def place_of(verdict: ClaimVerdict) -> tuple[int, float]:
    """Refuted first, then partial, supported, what nobody else says, and what could not be checked."""
    if verdict.status is not Status.CHECKED or verdict.label is None:
        return (len(_ORDER), -verdict.claim.importance)
    return (_ORDER.index(verdict.label), -verdict.claim.importance)


def _topic(papers: Sequence[Paper]) -> str:
    titles = [paper.title for paper in papers if paper.title]
    return "; ".join(titles[:3]) + (f"; and {len(titles) - 3} more" if len(titles) > 3 else "")


def _fetch_commands(papers: Sequence[Paper], question: str) -> tuple[str, ...]:
    """The fetch that brings the same papers in the same versions."""
    names = [
        paper.request.cited_as
        if paper.request is not None and paper.request.path
        else f"{paper.id}{'' if paper.version is None else f'v{paper.version}'}"
        for paper in papers
    ]
    quoted = json.dumps(question, ensure_ascii=False)
    return (f"synth fetch {' '.join(names)}" + (f" --question {quoted}" if question else ""),)
