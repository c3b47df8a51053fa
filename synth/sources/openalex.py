"""OpenAlex: a catalogue of all fields; abstracts come as an index of words.

Source:
    https://developers.openalex.org: search, cursor paging (only with a key), at most 100 works on a page, 100
    requests a second, a free key since February 2026.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from synth.config import Settings
from synth.ports.search import Page
from synth.sources.http import Http
from synth.sources.search import MOST_ON_A_PAGE, JsonApi, arxiv_id_in, clean, plain_doi, record, up_to
from synth.synthesis.literature import Database, Found, Period

_FIELDS: Final = "id,doi,display_name,authorships,publication_date,abstract_inverted_index,locations,is_retracted"


class OpenAlex:
    """OpenAlex behind our polite client; see ``ports.search.LiteratureSource``."""

    def __init__(self, settings: Settings, http: Http) -> None:
        url = f"{settings.openalex_url.rstrip('/')}/works"
        self._api = JsonApi(http, url, key_name="OPENALEX_API_KEY")
        self._key = settings.openalex_api_key

    def search(self, query: str, period: Period, limit: int) -> Iterator[Page]:
        """At most ``limit`` works, page by page."""
        return up_to(limit, self._pages(query, period, min(limit, MOST_ON_A_PAGE)))

    def _pages(self, query: str, period: Period, size: int) -> Iterator[Page]:
        days = {"from_publication_date": period.first_day, "to_publication_date": period.last_day}
        asked: dict[str, str | int] = {
            "search": query,
            "filter": ",".join(f"{name}:{day}" for name, day in days.items() if day),
            "select": _FIELDS,
            "per_page": size,
            "api_key": self._key,
        }
        place: dict[str, str | int] = {"cursor": "*"} if self._key else {"page": 1}
        while True:
            page, fields, _ = self._api.fetch(asked | place, _page)
            yield page
            cursor = fields["meta"].get("next_cursor")
            if len(page.found) < size or (self._key and not cursor):
                return
            place = {"cursor": cursor} if self._key else {"page": int(place["page"]) + 1}


def _page(fields: Any) -> Page:
    return Page(tuple(map(_found, fields["results"])), int(fields["meta"]["count"]))


def _found(work: Mapping[str, Any]) -> Found:
    places = [place.get("landing_page_url") or "" for place in work.get("locations") or ()]
    sources = [(place.get("source") or {}).get("display_name") for place in work.get("locations") or ()]
    return record(
        Database.OPENALEX,
        title=clean(work.get("display_name")),
        name=str(work["id"]).rpartition("/")[2],
        authors=tuple(clean(item["author"].get("display_name")) for item in work.get("authorships") or ()),
        published=work.get("publication_date") or "",
        abstract=text_of(work.get("abstract_inverted_index") or {}),
        arxiv=arxiv_id_in([work.get("doi"), *places]),
        doi=plain_doi(work.get("doi")),
        url=work.get("doi") or str(work["id"]),
        venue=clean(next(filter(None, sources), "")),
        retracted=bool(work.get("is_retracted")),
    )


def text_of(index: Mapping[str, list[int]]) -> str:
    """The text behind an index that tells for each word where it stands.

    >>> text_of({"helps": [1], "Width": [0, 2]})
    'Width helps Width'
    """
    places = sorted((place, word) for word, at in index.items() for place in at)
    return clean(" ".join(word for _, word in places))
