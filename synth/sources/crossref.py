"""Crossref: what publishers register; many records have no abstract.

Source:
    https://api.crossref.org/swagger-ui: ``query.bibliographic``, ``rows`` and ``offset`` (at most 10,000 in all);
    ``mailto`` for the polite pool; how often it may be asked stands in ``x-rate-limit-limit`` and -``interval``.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from synth.config import Settings
from synth.ports.search import Page
from synth.sources.http import Http
from synth.sources.search import MOST_ON_A_PAGE, JsonApi, arxiv_id_in, clean, plain_doi, record, up_to
from synth.synthesis.literature import Database, Found, Period

_FIELDS: Final = "DOI,title,subtitle,author,abstract,issued,container-title,URL,relation"
_INTERVAL: Final = re.compile(r"(\d+)\s*([smh])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600}
_HEADING: Final = re.compile(r"<jats:title>\s*(?:Abstract|Summary)\s*</jats:title>", re.IGNORECASE)
_PREPRINT: Final = "has-preprint"


class Crossref:
    """Crossref behind our polite client; see ``ports.search.LiteratureSource``."""

    def __init__(self, settings: Settings, http: Http) -> None:
        self._http = http
        self._api = JsonApi(http, f"{settings.crossref_url.rstrip('/')}/works")
        self._mailto = settings.crossref_mailto or (settings.contact if "@" in settings.contact else "")

    def search(self, query: str, period: Period, limit: int) -> Iterator[Page]:
        """At most ``limit`` works, page by page."""
        return up_to(limit, self._pages(query, period, min(limit, MOST_ON_A_PAGE)))

    def _pages(self, query: str, period: Period, size: int) -> Iterator[Page]:
        days = {"from-pub-date": period.first_day, "until-pub-date": period.last_day}
        asked: dict[str, str | int] = {
            "query.bibliographic": query,
            "filter": ",".join(f"{name}:{day}" for name, day in days.items() if day),
            "select": _FIELDS,
            "rows": size,
            "mailto": self._mailto,
        }
        offset, is_full = 0, True
        while is_full:
            page, _, headers = self._api.fetch(asked | {"offset": offset}, _page)
            self._http.slow_down(gap_s_of(headers))
            yield page
            offset, is_full = offset + size, len(page.found) == size


def gap_s_of(headers: Mapping[str, str]) -> float:
    """The seconds between two requests that the headers of an answer ask for; 0 if they ask for nothing.

    >>> gap_s_of({"x-rate-limit-limit": "5", "x-rate-limit-interval": "10s"})
    2.0
    """
    limit, interval = headers.get("x-rate-limit-limit", ""), _INTERVAL.match(headers.get("x-rate-limit-interval", ""))
    if not limit.isdigit() or not int(limit) or interval is None:
        return 0.0
    return int(interval[1]) * _SECONDS[interval[2]] / int(limit)


def _page(fields: Any) -> Page:
    message = fields["message"]
    return Page(tuple(map(_found, message["items"])), int(message["total-results"]))


def _found(work: Mapping[str, Any]) -> Found:
    titles = [clean(title) for title in (work.get("title") or [""])[:1] + (work.get("subtitle") or [])[:1]]
    preprints = (work.get("relation") or {}).get(_PREPRINT) or ()
    parts = ((work.get("issued") or {}).get("date-parts") or [[]])[0]
    return record(
        Database.CROSSREF,
        title=": ".join(filter(None, titles)),
        name=work["DOI"],
        authors=tuple(_name(author) for author in work.get("author") or ()),
        published="-".join(f"{part:02d}" for part in parts if part),
        abstract=clean(_HEADING.sub("", work.get("abstract") or "")),
        arxiv=arxiv_id_in([work["DOI"], *(item.get("id") for item in preprints)]),
        doi=plain_doi(work["DOI"]),
        url=work.get("URL") or "",
        venue=clean((work.get("container-title") or [""])[0]),
    )


def _name(author: Mapping[str, Any]) -> str:
    """A person's name, or that of a group."""
    return clean(" ".join(filter(None, (author.get("given"), author.get("family")))) or author.get("name"))
