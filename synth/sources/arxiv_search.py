"""Searching arXiv, and asking it what is new, through the same reader of feeds as everything else that asks arXiv."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from synth.claims.types import PaperId
from synth.config import Settings
from synth.ports.search import Latest, Page
from synth.sources.arxiv import withdrawal_of
from synth.sources.cache import Record
from synth.sources.feed import BATCH, Feed
from synth.sources.http import Http
from synth.sources.search import record
from synth.synthesis.literature import Database, Found, Period

_FIRST_DAY = "1991-08-14"  # arXiv's own
_LAST_DAY = "2999-12-31"


class ArxivSearch:
    """arXiv's query API, or a mirror in its shape; see ``ports.search.LiteratureSource`` and ``Register``.

    Source:
        https://info.arxiv.org/help/api/user-manual.html#query_details: Boolean operators, ``submittedDate:[.. TO ..]``.
    """

    def __init__(self, settings: Settings, http: Http) -> None:
        self._feed = Feed(http, settings.arxiv_api_url)

    def search(self, query: str, period: Period, limit: int) -> Iterator[Page]:
        """At most ``limit`` papers, page by page."""
        records = self._feed.search_records(_dated(query, period), limit=limit)
        while found := tuple(map(_found, islice(records, BATCH))):
            yield Page(found, self._feed.total)

    def fetch_latest(self, papers: Sequence[PaperId]) -> Mapping[PaperId, Latest]:
        """What arXiv knows of papers now; those that it does not know are left out.

        Raises:
            SourceError: If arXiv cannot be asked.
        """
        latest: dict[PaperId, Latest] = {}
        for start in range(0, len(papers), BATCH):
            for found in self._feed.fetch_records(papers[start : start + BATCH]).values():
                latest[found.paper] = _latest(found)
        return latest


def _dated(query: str, period: Period) -> str:
    """The query with the period as arXiv writes it."""
    if not period.since and not period.until:
        return query
    start, end = period.first_day or _FIRST_DAY, period.last_day or _LAST_DAY
    return f"({query}) AND submittedDate:[{start.replace('-', '')}0000 TO {end.replace('-', '')}2359]"


def _found(found: Record) -> Found:
    return record(
        Database.ARXIV,
        title=found.title,
        name=f"{found.paper}v{found.version}",
        authors=found.authors,
        published=found.published,
        abstract=found.abstract,
        arxiv=found.paper,
        doi=found.doi.lower(),
        url=f"https://arxiv.org/abs/{found.paper}v{found.version}",
        venue=found.journal,
        retracted=bool(withdrawal_of(found)),
    )


def _latest(found: Record) -> Latest:
    return Latest(found.paper, found.version or 1, found.title, withdrawal_of(found), found.doi, found.journal)
