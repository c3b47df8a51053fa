"""Check a report that someone else wrote: fetch what it cites, verify what it claims."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from synth.claims.document import Document
from synth.claims.types import Claim
from synth.pipeline.fetch import due_requests, failure_of, fetch_all
from synth.ports import Failure, Paper, PaperRequest, PaperSource, PaperStatus, Progress, Reader, Report, Store
from synth.verdict.types import ClaimVerdict

_LEAST_TITLE: Final = 15  # a shorter title may stand in a reference by chance
_SAME_TITLE: Final = 92.0  # of 100

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
    begin: Callable[[Document], None] | None = None,
    progress: Progress,
) -> AuditResult:
    """Fetch the papers a report cites and verify its claims against them.

    Args:
        extra: Papers the user gives beside the references (a local copy of a cited paper, say); they are
            searched too.
        verify: Decides the claims; a claim none of whose papers can be read comes back as source_unavailable.
        begin: Told of each paper as soon as it is read, while the others are still being read.
    """

    def begun(document: Document) -> int:
        if begin:
            begin(document)
        return 0  # an audit brings its own claims

    store.save_report(report)  # before the network: a killed audit is known
    wanted = tuple(dict.fromkeys((*report.references, *extra)))
    fetch_all(
        due_requests(wanted, store.papers(), refresh=False, retry=False),
        source=source,
        reader=reader,
        store=store,
        extract=begun,
        progress=progress,
    )
    report = with_titles_resolved(report, store.papers())
    store.save_report(report)
    papers = cited_papers(tuple(dict.fromkeys((*report.references, *extra))), store.papers())
    documents = [
        document
        for paper in papers
        if paper.status is PaperStatus.AVAILABLE
        and (document := store.document_of(paper.id, paper.version)) is not None
    ]
    verdicts = tuple(verify(report.claims, documents))
    failures = tuple(failure_of(paper) for paper in papers if paper.status is not PaperStatus.AVAILABLE)
    return AuditResult(report, papers, verdicts, failures)


def with_titles_resolved(report: Report, papers: Sequence[Paper]) -> Report:
    """The report with references that name no id, but the title of a paper at hand, resolved to that paper."""
    readable = [paper for paper in papers if paper.status is PaperStatus.AVAILABLE and len(paper.title) >= _LEAST_TITLE]
    found: list[PaperRequest] = []
    left: list[str] = []
    for entry in report.unresolved_references:
        paper = next((paper for paper in readable if _names(entry, paper.title)), None)
        if paper is None:
            left.append(entry)
        else:
            found.append(paper.request or PaperRequest(paper.id, paper.version, title=paper.title))
    if not found:
        return report
    references = tuple(dict.fromkeys((*report.references, *found)))
    warnings = tuple(warning for warning in report.warnings if "arXiv paper" not in warning)  # no longer so
    if left:
        warnings += (f"{len(left)} of {len(references) + len(left)} references name no paper that is at hand",)
    return dataclasses.replace(report, references=references, unresolved_references=tuple(left), warnings=warnings)


def _names(entry: str, title: str) -> bool:
    """Whether a bibliography entry holds a title, up to typing and line breaks."""
    return fuzz.partial_ratio(default_process(title), default_process(entry)) >= _SAME_TITLE


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
