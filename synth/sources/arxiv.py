"""Papers from arXiv: metadata in batches, then HTML, TeX source or PDF, whichever there is first."""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from synth.claims.types import PaperId
from synth.config import Settings
from synth.errors import SourceError
from synth.ports import Paper, PaperRequest, PaperStatus, Progress, SourceFile
from synth.sources.cache import Cache, Record
from synth.sources.feed import BATCH, Feed
from synth.sources.formats import kind_of, problem_of, suffix_of
from synth.sources.http import Http

OFFLINE: Final = "not in the cache, and --offline is set"

_FOLDERS: Final = {"html": "html", "latex": "src", "pdf": "pdf"}
"""Where the site keeps each kind of text, best first: HTML and TeX carry tables and mathematics, a PDF their looks."""

_NAMES: Final = {"html": "HTML", "latex": "TeX source", "pdf": "PDF"}
_WITHDRAWN: Final = re.compile(
    r"^\W*withdrawn\b(?!\s+from\b)"
    r"|\b(?:paper|article|manuscript|submission|preprint|work|e-?print|this version)\s+(?:has\s+been|is|was)\s+"
    r"(?:\w+\s+)?withdrawn\b(?!\s+from\b)"
    r"|\bwithdrawn\s+by\s+(?:the\s+|its\s+)?(?:authors?|arxiv|submitter)\b",
    re.IGNORECASE,
)
_ABSENT: Final = "arXiv does not have it"
_WITHOUT_FILES: Final = "arXiv has no files of it"
_NO_FILES: Final = b"File unavailable for"  # arXiv's page for a version without files

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Haul:
    """What was got of one version, and what was not, and why."""

    files: dict[str, SourceFile]
    absent: dict[str, str] = field(default_factory=dict)  # kind -> arXiv does not have it
    failed: dict[str, str] = field(default_factory=dict)  # kind -> it may come another time

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.files)

    @property
    def reasons(self) -> str:
        """Why each missing kind is missing."""
        return "; ".join(f"{_NAMES[kind]}: {why}" for kind, why in (self.absent | self.failed).items())


class ArxivSource:
    """arXiv, or a mirror in its shape, behind our cache.

    Args:
        http: Does all the asking.
        cache: Where files are kept.
        settings: Addresses, and whether PDFs are wanted for evidence boxes.
        offline: Use the cache alone.
        refresh: Ask again for what the cache holds.
        progress: Told of each step.
    """

    def __init__(
        self,
        *,
        http: Http,
        cache: Cache,
        settings: Settings,
        offline: bool = False,
        refresh: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self._http = http
        self._cache = cache
        self._site_url = settings.arxiv_site_url.rstrip("/")
        self._api_url = settings.arxiv_api_url
        self._boxes = settings.boxes
        self._offline = offline
        self._refresh = refresh and not offline
        self._progress = progress or (lambda _what, _done, _total: None)

    def fetch_papers(self, requests: Sequence[PaperRequest]) -> Iterator[Paper]:
        """Each request as a paper, in order, as soon as it is done; a failure is a status with a reason.

        Raises:
            StoreError: If the cache cannot be written: no further paper could be kept.
        """
        for start in range(0, len(requests), BATCH):
            batch = requests[start : start + BATCH]
            self._progress("asking arXiv about papers", start, len(requests))
            answers = self._look_up(batch)
            for number, request in enumerate(batch, start):
                self._progress(f"fetching {_name(request.paper, request.version)}", number, len(requests))
                answer = answers[request]
                yield answer if isinstance(answer, Paper) else self._paper(request, answer)

    def _look_up(self, requests: Sequence[PaperRequest]) -> dict[PaperRequest, Record | Paper]:
        """The record of each request, from the cache or from arXiv, or the paper that it failed as."""
        answers: dict[PaperRequest, Record | Paper] = {}
        for request in requests:
            if record := self._kept(request):
                answers[request] = record
        open_requests = [request for request in requests if request not in answers]
        if self._offline:
            return answers | {request: _unavailable(request, OFFLINE) for request in open_requests}
        try:
            return answers | self._ask(open_requests)
        except SourceError as error:
            logger.warning("%s", error)
            return answers | {request: _unavailable(request, str(error)) for request in open_requests}

    def _kept(self, request: PaperRequest) -> Record | None:
        """What the cache knows of a request; a request for the latest is served by the latest known then."""
        if self._refresh:
            return None
        version = request.version or self._cache.latest_of(request.paper)
        if version is None and self._offline:
            version = self._cache.highest_of(request.paper)
        return None if version is None else self._cache.record_of(request.paper, version)

    def _ask(self, requests: Sequence[PaperRequest]) -> dict[PaperRequest, Record | Paper]:
        """The records of requests as arXiv has them now."""
        if not requests:
            return {}
        feed = Feed(self._http, self._api_url)
        found = feed.fetch_records([_name(request.paper, request.version) for request in requests])
        answers: dict[PaperRequest, Record | Paper] = {}
        for request in requests:
            if record := _choose(request, found.values()):
                answers[request] = replace(record, paper=request.paper)
        unknown = [request for request in requests if request not in answers]
        others = self._latest(feed, [request.paper for request in unknown if request.version])
        return answers | {request: _not_found(request, others) for request in unknown}

    def _latest(self, feed: Feed, papers: Sequence[PaperId]) -> Iterable[Record]:
        """The latest versions of papers of which we know only a version that is not there."""
        try:
            return feed.fetch_records(list(dict.fromkeys(papers))).values()
        except SourceError as error:  # it would only have made a message clearer
            logger.info("the latest versions are unknown: %s", error)
            return ()

    def _paper(self, request: PaperRequest, record: Record) -> Paper:
        """A paper with the files that could be had."""
        known = None if self._refresh else self._cache.record_of(record.paper, record.version)
        haul = _Haul({file.kind: file for file in known.files} if known else {})
        if known and known.files:  # what arXiv did not have then is not asked for again while there is text to read
            haul.absent |= dict.fromkeys(known.absent, _ABSENT)
        speaks_of_withdrawal = bool(withdrawal_of(record))
        if not self._offline:
            kinds = ("pdf",) if speaks_of_withdrawal else tuple(_FOLDERS)
            self._haul(record, haul, kinds)
        if haul.has_text:
            record = replace(record, files=tuple(haul.files.values()), absent=tuple(sorted(haul.absent)))
            self._cache.save_record(record, is_latest=request.version is None and not self._offline)
        status, reason = self._judge(haul, record, speaks_of_withdrawal=speaks_of_withdrawal)
        return Paper(
            id=record.paper,
            version=record.version,
            title=record.title or request.title,
            status=status,
            reason=reason,
            authors=record.authors,
            published=record.published,
            abstract=record.abstract,
            url=f"{self._site_url}/abs/{_name(record.paper, record.version)}",
            doi=record.doi,
            journal=record.journal,
            files=record.files,
            request=request,
            withdrawn=withdrawal_of(record),
        )

    def _haul(self, record: Record, haul: _Haul, kinds: Sequence[str]) -> None:
        """Fetch the first kind of text there is, and the PDF where boxes are wanted."""
        for kind in kinds:
            if haul.has_text:
                break
            self._fetch_file(record, haul, kind)
        if self._boxes and haul.has_text and "pdf" not in haul.files.keys() | haul.absent.keys() | haul.failed.keys():
            self._fetch_file(record, haul, "pdf")

    def _fetch_file(self, record: Record, haul: _Haul, kind: str) -> None:
        """Fetch one kind of file and note what came of it."""
        url = f"{self._site_url}/{_FOLDERS[kind]}/{_name(record.paper, record.version)}"
        try:
            reply = self._http.fetch(url)
        except SourceError as error:
            haul.failed[kind] = str(error)
            return
        if reply.status != 200:
            absent = reply.status in {404, 410}
            why = _WITHOUT_FILES if _NO_FILES in reply.content else _ABSENT
            (haul.absent if absent else haul.failed)[kind] = why if absent else f"HTTP {reply.status}"
            return
        found = "pdf" if kind == "latex" and kind_of(reply.content) == "pdf" else kind  # a PDF was all they gave
        if problem := problem_of(found, reply.content):
            haul.failed[kind] = problem
            logger.info("%s: %s", url, problem)
            return
        suffix = suffix_of(found, reply.content)
        haul.files[found] = self._cache.save_file(
            record.paper, record.version, kind=found, suffix=suffix, data=reply.content
        )
        haul.failed.pop(found, None)

    def _judge(self, haul: _Haul, record: Record, *, speaks_of_withdrawal: bool) -> tuple[PaperStatus, str]:
        """Whether a paper can be read, and what a person should know about it."""
        words = f"arXiv says: {_note(record)}"
        if haul.has_text:
            notes = [words] if speaks_of_withdrawal else []
            if self._boxes and not self._offline and "pdf" not in haul.files:
                notes.append(f"no PDF, so no pages and boxes: {(haul.absent | haul.failed).get('pdf', '')}")
            return PaperStatus.AVAILABLE, "; ".join(notes)
        if self._offline:
            return PaperStatus.UNAVAILABLE, OFFLINE
        if not haul.failed and (speaks_of_withdrawal or _WITHOUT_FILES in haul.absent.values()):
            earlier = record.version is not None and record.version > 1
            advice = f"; an earlier version may still be there: {_name(record.paper, 1)}" if earlier else ""
            return PaperStatus.WITHDRAWN, (words if speaks_of_withdrawal else "arXiv has withdrawn its files") + advice
        return PaperStatus.UNAVAILABLE, haul.reasons


def withdrawal_of(record: Record) -> str:
    """What arXiv says of a paper's withdrawal; empty for one that was not withdrawn."""
    speaks = any(_WITHDRAWN.search(text) for text in (record.comment, record.abstract[:200]))
    return _note(record) if speaks else ""


def _note(record: Record) -> str:
    return (record.comment or record.abstract)[:288]


def _name(paper: PaperId, version: int | None) -> str:
    """An id with its version, as arXiv writes it."""
    return paper if version is None else f"{paper}v{version}"


def _same(one: PaperId, other: PaperId) -> bool:
    """Whether two ids name one paper: arXiv drops the subject class of old ids (math.GT/0309136)."""
    return re.sub(r"\.[A-Z]{2}/", "/", one) == re.sub(r"\.[A-Z]{2}/", "/", other)


def _choose(request: PaperRequest, records: Iterable[Record]) -> Record | None:
    """The record that answers a request: its version, or the highest one there is."""
    fitting = [record for record in records if _same(record.paper, request.paper)]
    if request.version is not None:
        fitting = [record for record in fitting if record.version == request.version]
    return max(fitting, key=lambda record: record.version or 0, default=None)


def _unavailable(request: PaperRequest, reason: str) -> Paper:
    """A paper that could not be asked about."""
    return Paper(request.paper, request.version, request.title, PaperStatus.UNAVAILABLE, reason, request=request)


def _not_found(request: PaperRequest, others: Iterable[Record]) -> Paper:
    """A paper that arXiv does not have, at least not in this version."""
    latest = _choose(replace(request, version=None), others)
    reason = (
        f"arXiv has no version {request.version} of {request.paper}, the latest is {latest.version}"
        if latest
        else f"arXiv has no paper {request.paper}"
    )
    title = latest.title if latest else request.title
    return Paper(request.paper, request.version, title, PaperStatus.NOT_FOUND, reason, request=request)
