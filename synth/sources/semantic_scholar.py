"""Semantic Scholar: search by relevance.

Source:
    https://api.semanticscholar.org/api-docs/graph: ``/paper/search``, at most 100 papers on a page and 1,000 in all,
    one request a second with a key in the header ``x-api-key``, back off on 429.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from synth.config import Settings
from synth.ports.search import Page
from synth.sources.http import Http
from synth.sources.search import MOST_ON_A_PAGE, MOST_RECORDS, JsonApi, arxiv_id_in, clean, plain_doi, record, up_to
from synth.synthesis.literature import Database, Found, Period

_FIELDS: Final = "title,abstract,authors,publicationDate,year,externalIds,url,venue"


class SemanticScholar:
    """Semantic Scholar behind our polite client; see ``ports.search.LiteratureSource``."""

    def __init__(self, settings: Settings, http: Http) -> None:
        url = f"{settings.semantic_scholar_url.rstrip('/')}/graph/v1/paper/search"
        self._api = JsonApi(http, url, key_name="SEMANTIC_SCHOLAR_API_KEY")

    def search(self, query: str, period: Period, limit: int) -> Iterator[Page]:
        """At most ``limit`` papers, page by page."""
        return up_to(limit, self._pages(query, period, min(limit, MOST_ON_A_PAGE)))

    def _pages(self, query: str, period: Period, size: int) -> Iterator[Page]:
        days = f"{period.first_day}:{period.last_day}"
        asked: dict[str, str | int] = {
            "query": query,
            "fields": _FIELDS,
            "publicationDateOrYear": "" if days == ":" else days,
            "limit": size,
        }
        offset = 0
        while offset + size <= MOST_RECORDS:
            page, fields, _ = self._api.fetch(asked | {"offset": offset}, _page)
            yield page
            if fields.get("next") is None:  # the last page names no next one
                return
            offset = int(fields["next"])


def _page(fields: Any) -> Page:
    return Page(tuple(map(_found, fields.get("data") or ())), int(fields["total"]))


def _found(paper: Mapping[str, Any]) -> Found:
    ids = paper.get("externalIds") or {}
    return record(
        Database.SEMANTIC_SCHOLAR,
        title=clean(paper.get("title")),
        name=str(paper["paperId"]),
        authors=tuple(clean(author.get("name")) for author in paper.get("authors") or ()),
        published=paper.get("publicationDate") or str(paper.get("year") or ""),
        abstract=clean(paper.get("abstract")),
        arxiv=arxiv_id_in([ids.get("ArXiv"), ids.get("DOI")]),
        doi=plain_doi(ids.get("DOI")),
        url=paper.get("url") or "",
        venue=clean(paper.get("venue")),
    )
