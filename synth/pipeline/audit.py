"""Check a report that someone else wrote: fetch what it cites, verify what it claims."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from synth.claims.document import Document
from synth.claims.types import Claim
from synth.pipeline.fetch import due_requests, failure_of, fetch_all
from synth.ports import Failure, Paper, PaperRequest, PaperSource, PaperStatus, Progress, Reader, Report, Store
from synth.verdict.types import ClaimVerdict

Verify = Callable[[Sequence[Claim], Sequence[Document]], Sequence[ClaimVerdict]]
"""Decides claims against documents; see ``pipeline.verify``."""


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What an audit found: a verdict for each claim of the report, and its papers as they could be had."""

    report: Report
    papers: tuple[Paper, ...]
    verdicts: tuple[ClaimVerdict, ...]
    failures: tuple[Failure, ...]


def audit_report(
    report: Report,
    *,
    extra: Sequence[PaperRequest] = (),
    source: PaperSource,
    reader: Reader,
    store: Store,
    verify: Verify,
    progress: Progress,
) -> AuditResult:
    """Fetch the papers a report cites and verify its claims against them.

    Args:
        extra: Papers the user gives beside the references (a local copy of a cited paper, say); they are
            searched too.
        verify: Decides the claims; a claim none of whose papers can be read comes back as source_unavailable.
    """
    store.save_report(report)
    wanted = tuple(dict.fromkeys((*report.references, *extra)))
    fetch_all(
        due_requests(wanted, store.papers(), refresh=False, retry=False),
        source=source,
        reader=reader,
        store=store,
        extract=None,
        progress=progress,
    )
    papers = cited_papers(wanted, store.papers())
    documents = [
        document
        for paper in papers
        if paper.status is PaperStatus.AVAILABLE
        and (document := store.document_of(paper.id, paper.version)) is not None
    ]
    verdicts = tuple(verify(report.claims, documents))
    failures = tuple(failure_of(paper) for paper in papers if paper.status is not PaperStatus.AVAILABLE)
    return AuditResult(report, papers, verdicts, failures)


def cited_papers(requests: Sequence[PaperRequest], known: Sequence[Paper]) -> tuple[Paper, ...]:
    """For each request the paper at hand: the version asked for, or the newest one that can be read."""
    found: dict[tuple[str, int | None], Paper] = {}
    for request in requests:
        fitting = [paper for paper in known if paper.id == request.paper and request.version in (None, paper.version)]
        if fitting:
            best = max(fitting, key=lambda paper: (paper.status is PaperStatus.AVAILABLE, paper.version or 0))
            found[best.id, best.version] = best
        else:
            found[request.paper, request.version] = Paper(
                request.paper, request.version, request.title, PaperStatus.WANTED, "not fetched", request=request
            )
    return tuple(found.values())
