"""What the searched databases have in common: JSON or an error with a name, and clean fields out of it."""

import html
import json
import re
import urllib.parse
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from synth.claims.ids import parse_arxiv_id
from synth.claims.types import PaperId
from synth.config import Settings
from synth.errors import SourceError, UsageError
from synth.ports.search import LiteratureSource, Page, Register
from synth.sources.http import Http, Reply
from synth.sources.throttle import Throttle, shared_throttle
from synth.synthesis.literature import Database, Found, RecordId

MOST_ON_A_PAGE: Final = 100  # all of these databases give as many
MOST_RECORDS: Final = 1000  # of one answer; Semantic Scholar gives no more
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_SAID_CHARS: Final = 200
_BROKEN: Final = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")
_ARXIV_ADDRESS: Final = re.compile(r"arxiv\.org/(?:abs|pdf|html)/([^\s?#]+?)(?:\.pdf)?(?=$|[?#])", re.IGNORECASE)


class JsonApi:
    """One database that answers in JSON. Its errors do not name it: whoever asked knows whom.

    Args:
        http: Does the asking.
        url: The address of what is asked, without the query.
        key_name: The setting that holds its key; empty if it takes none.
    """

    def __init__(self, http: Http, url: str, *, key_name: str = "") -> None:
        self._http = http
        self._url = url
        self._key_name = key_name

    def fetch(
        self, parameters: Mapping[str, str | int], read: Callable[[Any], Page]
    ) -> tuple[Page, Any, Mapping[str, str]]:
        """One answer: as a page, as it came, and its headers in small letters.

        Raises:
            SourceError: If there is no answer, no JSON, a refusal, or JSON of another shape.
        """
        filled = {name: value for name, value in parameters.items() if value != ""}
        reply = self._http.fetch(f"{self._url}?{urllib.parse.urlencode(filled)}")
        fields = self._fields(reply)
        try:
            return read(fields), fields, reply.headers
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise SourceError(f"answered in another shape than expected: {error!r}"[:300]) from error

    def _fields(self, reply: Reply) -> Any:
        if reply.status in {401, 403}:
            wanted = f": set {self._key_name}" if self._key_name else ""
            raise SourceError(f"refuses the key, or wants one (HTTP {reply.status}){wanted}")
        try:
            fields = json.loads(reply.content)
        except ValueError as error:
            if reply.status != 200:
                raise SourceError(f"answered with HTTP {reply.status}") from error
            what = "JSON that is cut off" if reply.content.lstrip()[:1] in {b"{", b"["} else "something that is no JSON"
            raise SourceError(f"answered with {what}") from error
        if reply.status != 200:
            raise SourceError(f"answered with HTTP {reply.status}{_said(fields)}")
        return fields


def _said(fields: Any) -> str:
    """What a refusal says of itself."""
    if not isinstance(fields, dict):
        return ""
    said = fields.get("message") or fields.get("error") or ""
    if isinstance(said, list) and said and isinstance(said[0], dict):  # Crossref lists what it does not like
        said = said[0].get("message", "")
    return f": {clean(said)[:_SAID_CHARS]}" if isinstance(said, str) and said else ""


def clean(text: str | None) -> str:
    r"""Text without tags, entities and line breaks.

    >>> clean("<jats:p>a &lt; b,\n <i>really</i></jats:p>")
    'a < b, really'
    """
    return " ".join(html.unescape(_TAG.sub("", text or "")).split())


def plain_doi(text: str | None) -> str:
    """A DOI in small letters without an address before it; one that arXiv gave is left to ``arxiv_id_in``.

    >>> plain_doi("https://doi.org/10.18653/V1/P19-1493")
    '10.18653/v1/p19-1493'
    """
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", (text or "").strip().lower())
    return "" if doi.startswith("10.48550/arxiv.") or not doi.startswith("10.") else doi


def arxiv_id_in(texts: Sequence[str | None]) -> PaperId | None:
    """The arXiv id that one of some addresses, DOIs or ids names; None if none does."""
    for text in filter(None, texts):
        address = _ARXIV_ADDRESS.search(text)
        try:
            return parse_arxiv_id(address[1] if address else text)[0]
        except UsageError:  # an address elsewhere
            continue
    return None


def record(database: Database, *, title: str, retracted: bool = False, **fields: Any) -> Found:
    """A record whose rank is not counted yet."""
    says_so = re.match(r"\W*(?:retracted|withdrawn)\b(?!\s+from)", title, re.IGNORECASE) is not None
    whole = {name: _whole(value) for name, value in fields.items()}
    return Found(RecordId(database, 0), title=_whole(title), retracted=retracted or says_so, **whole)


def _whole(value: Any) -> Any:
    """Text without halves of characters and NULs, which JSON can carry and nothing else can."""
    if isinstance(value, str):
        return value.translate(_BROKEN)
    return tuple(map(_whole, value)) if isinstance(value, tuple) else value


def up_to(limit: int, pages: Iterator[Page]) -> Iterator[Page]:
    """Pages until there are enough records; what is too much of the last is left away."""
    got = 0
    for page in pages:
        yield Page(page.found[: limit - got], page.stated)
        got += len(page.found)
        if got >= limit:
            return


def build_sources(
    settings: Settings, databases: Sequence[Database], *, throttle: Throttle | None = None
) -> dict[Database, LiteratureSource]:
    """The databases as the settings have them.

    Args:
        settings: Addresses, keys, limits and contact.
        databases: Those wanted.
        throttle: Decides when a request may start; by default arXiv's is that of this process, others have their own.
    """
    from synth.sources.arxiv_search import ArxivSearch
    from synth.sources.crossref import Crossref
    from synth.sources.openalex import OpenAlex
    from synth.sources.semantic_scholar import SemanticScholar

    makers: dict[Database, Callable[[Settings, Http], LiteratureSource]] = {
        Database.ARXIV: ArxivSearch,
        Database.SEMANTIC_SCHOLAR: SemanticScholar,
        Database.OPENALEX: OpenAlex,
        Database.CROSSREF: Crossref,
    }
    return {name: makers[name](settings, _http(settings, name, throttle)) for name in databases}


def build_register(settings: Settings, *, throttle: Throttle | None = None) -> Register:
    """Who knows the latest version of each paper: arXiv."""
    from synth.sources.arxiv_search import ArxivSearch

    return ArxivSearch(settings, _http(settings, Database.ARXIV, throttle))


def _http(settings: Settings, database: Database, throttle: Throttle | None) -> Http:
    is_arxiv = database is Database.ARXIV
    gap_s = settings.arxiv_gap_s if is_arxiv else settings.search_gap_s
    key = settings.semantic_scholar_api_key if database is Database.SEMANTIC_SCHOLAR else ""
    return Http(
        throttle=throttle or (shared_throttle(gap_s) if is_arxiv else Throttle(gap_s)),
        contact=settings.contact,
        timeout_s=settings.timeout_s,
        max_bytes=settings.max_bytes,
        first_wait_s=gap_s,
        headers={"x-api-key": key} if key else None,
    )
