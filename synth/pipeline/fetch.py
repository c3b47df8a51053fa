"""Fetch papers, read them, extract their claims; each paper is saved before the next is asked for."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from synth.claims.document import Document
from synth.claims.types import PaperId
from synth.errors import SourceError
from synth.ports import Failure, Paper, PaperRequest, PaperSource, PaperStatus, Progress, Reader, Store

Extract = Callable[[Document], int]
"""Extracts and saves the claims of a document; how many were new."""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What a fetch did."""

    papers: tuple[Paper, ...] = ()
    failures: tuple[Failure, ...] = ()
    claims_new: int = 0
    claims_by_paper: dict[str, int] = field(default_factory=dict)


def due_requests(
    asked: Sequence[PaperRequest], known: Iterable[Paper], *, refresh: bool, retry: bool = True
) -> tuple[PaperRequest, ...]:
    """What has to be fetched: what was asked for and is not at hand, then what failed before.

    Args:
        asked: Requests of this command, in order.
        known: Papers of the workspace.
        refresh: Fetch what is at hand again, too.
        retry: Take up what an earlier run did not get.
    """
    papers = list(known)
    at_hand = _at_hand(papers)
    newest = {paper.id for paper in papers if paper.status is PaperStatus.AVAILABLE and _asked_newest(paper.request)}

    def is_due(request: PaperRequest) -> bool:
        if refresh:
            return True
        if request.version is None:
            return request.paper not in newest
        return (request.paper, request.version) not in at_hand

    again = [
        paper.request or PaperRequest(paper.id, paper.version)
        for paper in papers
        if paper.status is not PaperStatus.AVAILABLE or refresh
    ]
    wanted = [*asked, *(again if retry else [])]
    unique = {(request.paper, request.version): request for request in reversed(wanted)}
    return tuple(request for request in reversed(unique.values()) if is_due(request))


def _asked_newest(request: PaperRequest | None) -> bool:
    return request is None or request.version is None


def fetch_all(
    requests: Sequence[PaperRequest],
    *,
    source: PaperSource,
    reader: Reader,
    store: Store,
    extract: Extract | None,
    progress: Progress,
) -> FetchResult:
    """Fetch, read and mine each paper; one that fails is recorded with its reason and the rest go on.

    All requests are saved as wanted first, so that a killed fetch is taken up by the next one.

    Args:
        extract: None leaves the claims alone (an audit brings its own).
    """
    at_hand = _at_hand(store.papers())
    store.save_papers([_wanted(request) for request in requests if (request.paper, request.version) not in at_hand])
    done: list[Paper] = []
    claims: dict[str, int] = {}
    for paper in source.fetch_papers(requests):
        read, document = _read(paper, reader)
        if document is not None:
            store.save_document(document)
            claims[read.id] = extract(document) if extract else 0
        if read.status is PaperStatus.AVAILABLE or (read.id, read.version) not in at_hand:
            store.save_papers([read])  # a failed refresh does not forget what is at hand
        done.append(read)
        progress(f"{read.id} {_words(read)}", len(done), len(requests))
    left = tuple(failure_of(paper) for paper in store.papers() if paper.status is not PaperStatus.AVAILABLE)
    store.save_failures("fetch", left)
    failed = tuple(failure_of(paper) for paper in done if paper.status is not PaperStatus.AVAILABLE)
    return FetchResult(tuple(done), tuple(dict.fromkeys((*failed, *left))), sum(claims.values()), claims)


def current_papers(papers: Iterable[Paper]) -> list[Paper]:
    """The papers without versions that a later one has taken the place of.

    Where the latest version was asked for, the newest that could be had is the one that counts; a version that was
    asked for by its number stays.
    """
    listed = list(papers)
    newest: dict[PaperId, int] = {}
    for paper in listed:
        if paper.status is PaperStatus.AVAILABLE and _asked_newest(paper.request):
            newest[paper.id] = max(paper.version or 0, newest.get(paper.id, 0))
    return [
        paper
        for paper in listed
        if not (
            paper.status is PaperStatus.AVAILABLE
            and _asked_newest(paper.request)
            and (paper.version or 0) < newest[paper.id]
        )
    ]


def _at_hand(papers: Iterable[Paper]) -> set[tuple[PaperId, int | None]]:
    return {(paper.id, paper.version) for paper in papers if paper.status is PaperStatus.AVAILABLE}


def failure_of(paper: Paper) -> Failure:
    """A paper that could not be had, as a failure that names what was asked for."""
    item = paper.id if paper.version is None else f"{paper.id}v{paper.version}"
    if paper.request is not None and paper.request.cited_as:
        item = paper.request.cited_as
    return Failure("fetch", item, paper.reason or "not tried yet")


def _wanted(request: PaperRequest) -> Paper:
    return Paper(request.paper, request.version, request.title, PaperStatus.WANTED, "not tried yet", request=request)


def _read(paper: Paper, reader: Reader) -> tuple[Paper, Document | None]:
    """The paper and its text; a paper whose files hold no text is unavailable, and says why."""
    if paper.status is not PaperStatus.AVAILABLE:
        return paper, None
    try:
        document = reader.read_document(paper)
    except SourceError as error:
        reason = f"{error} ({error.hint})" if error.hint else str(error)
        return dataclasses.replace(paper, status=PaperStatus.UNAVAILABLE, reason=reason), None
    return dataclasses.replace(paper, title=paper.title or document.title or _file_name(paper)), document


def _file_name(paper: Paper) -> str:
    """The name of a local paper's file, for one that tells no title."""
    path = paper.request.path if paper.request else None
    return (path or "").replace("\\", "/").rpartition("/")[2].rpartition(".")[0]


def _words(paper: Paper) -> str:
    if paper.status is PaperStatus.AVAILABLE:
        return f"read: {paper.title}"
    return f"{paper.status.value.replace('_', ' ')}: {paper.reason}"
