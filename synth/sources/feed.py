"""arXiv's query API: what is known of papers, asked for in batches of ids."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from synth.claims.ids import parse_arxiv_id
from synth.claims.types import PaperId
from synth.errors import SourceError, UsageError
from synth.sources.cache import Record
from synth.sources.http import Http

BATCH: Final = 100  # ids in one request; the API takes more, but a URL has its limits

_ERROR_BYTES: Final = 10_000  # an error feed holds one entry
_TOTAL: Final = re.compile(rb"<opensearch:totalResults[^>]*>\s*(\d+)")
_SUMMARY: Final = re.compile(r"<summary[^>]*>(.*?)</summary>", re.DOTALL)

logger = logging.getLogger(__name__)


class _RejectedError(SourceError):
    """arXiv calls an id malformed, and for that one refuses the whole batch."""


@dataclass(frozen=True, slots=True)
class _Page:
    """As much of a response as the arxiv package looks at."""

    content: bytes
    status_code: int = 200


class _FeedSession:
    """Stands in for the session of the arxiv package, which has neither patience nor limits."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self.total: int | None = None

    def get(self, url: str, **_: Any) -> _Page:
        """A page that is a feed; anything else is an error with a name."""
        reply = self._http.fetch(url)
        if b"/api/errors#" in reply.content:
            raise _RejectedError(" ".join(_SUMMARY.findall(reply.content[:_ERROR_BYTES].decode("utf-8", "replace"))))
        if reply.status != 200:
            raise SourceError(f"arXiv's query API answered with HTTP {reply.status}")
        if b"<feed" not in reply.content[:2000]:
            raise SourceError("arXiv's query API answered with something that is no feed")
        if b"</feed>" not in reply.content[-200:]:
            raise SourceError("arXiv's query API sent a feed that is cut off")
        total = _TOTAL.search(reply.content)
        self.total = int(total[1]) if total else None
        return _Page(reply.content)


class Feed:
    """The metadata of papers on arXiv.

    Args:
        http: Does the asking.
        api_url: The address of the query API.
    """

    def __init__(self, http: Http, api_url: str) -> None:
        import arxiv

        self._arxiv = arxiv
        self._client = arxiv.Client(page_size=BATCH, delay_seconds=0.0, num_retries=0)  # our Http waits and retries
        self._client.query_url_format = f"{api_url}{'&' if '?' in api_url else '?'}{{}}"
        self._session = _FeedSession(http)
        self._client._session = self._session  # noqa: SLF001 - the package has no other door for a session

    def fetch_records(self, ids: Sequence[str]) -> dict[tuple[PaperId, int], Record]:
        """What arXiv knows of the ids, by paper and version; ids it does not know are left out.

        Args:
            ids: At most ``BATCH`` ids with or without a version; without one stands for the latest.

        Raises:
            SourceError: If arXiv cannot be asked or gives no usable answer.
        """
        if not ids:
            return {}
        try:
            return self._page(ids)
        except _RejectedError as error:
            logger.info("arXiv refuses a batch of %d ids: %s", len(ids), error)
            named = [id_ for id_ in ids if re.search(rf"(?<![\w.]){re.escape(id_)}(?![\w.])", str(error))]
            if named or len(ids) == 1:
                return self.fetch_records([id_ for id_ in ids if id_ not in named]) if named else {}
            half = len(ids) // 2
            return self.fetch_records(ids[:half]) | self.fetch_records(ids[half:])

    @property
    def total(self) -> int | None:
        """How many papers the last answer says there are."""
        return self._session.total

    def search_records(self, query: str, *, limit: int) -> Iterator[Record]:
        """The papers that a query in arXiv's language finds, the most relevant first, at most ``limit``.

        Raises:
            SourceError: If arXiv cannot be asked, refuses the query, or gives no usable answer.
        """
        self._client.page_size = min(limit, BATCH)
        try:
            yield from map(_record, self._client.results(self._arxiv.Search(query=query, max_results=limit)))
        except _RejectedError as error:
            raise SourceError(f"arXiv does not understand the query: {error}") from error
        except (self._arxiv.ArxivError, UsageError, ValueError) as error:
            raise SourceError(f"arXiv's query API sent a feed that cannot be read: {error}") from error

    def _page(self, ids: Sequence[str]) -> dict[tuple[PaperId, int], Record]:
        """One request, or two when arXiv counts ids that it does not know (arxiv.py issue 82)."""
        records: dict[tuple[PaperId, int], Record] = {}
        search = self._arxiv.Search(id_list=list(ids), max_results=len(ids))
        try:
            for result in self._client.results(search):
                record = _record(result)
                if record.version is not None:
                    records[record.paper, record.version] = record
        except self._arxiv.UnexpectedEmptyPageError:
            logger.debug("arXiv counted an id that it does not know")
        except (self._arxiv.ArxivError, UsageError, ValueError) as error:  # ValueError: a date that is none
            raise SourceError(f"arXiv's query API sent a feed that cannot be read: {error}") from error
        return records


def _record(result: Any) -> Record:
    """An entry of the feed as ours.

    Raises:
        UsageError: If the entry's id is no arXiv id.
    """
    paper, version = parse_arxiv_id(result.entry_id)
    return Record(
        paper=paper,
        version=version,
        title=" ".join(result.title.split()),
        authors=tuple(" ".join(author.name.split()) for author in result.authors),
        published=result.published.date().isoformat(),
        abstract=" ".join(result.summary.split()),
        doi=(result.doi or "").strip(),
        comment=" ".join((result.comment or "").split()),
        journal=" ".join((result.journal_ref or "").split()),
    )
