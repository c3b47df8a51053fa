"""Loopback stand-ins in the shape of the searched databases, with faults on demand.

One server answers for all: ``/arxiv`` as arXiv's query API does (Atom), ``/s2`` as Semantic Scholar, ``/openalex`` and
``/crossref`` as the databases of these names (JSON). Each serves the works a test gave it, whatever the query.
"""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id><title>arXiv Query</title><updated>2026-08-04T00:00:00Z</updated>
  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
{entries}</feed>
"""
_ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{arxiv}v1</id><title>{title}</title><updated>{date}T08:00:00Z</updated>
    <summary>{abstract}</summary><published>{date}T08:00:00Z</published>
    <arxiv:primary_category term="cs.CL"/>{doi}{comment}{authors}
  </entry>
"""


@dataclass(frozen=True)
class Work:
    """A paper as a database has it; None is what it does not know."""

    title: str | None
    arxiv: str | None = None
    doi: str | None = None
    abstract: str | None = None
    date: str = "2021-04-17"
    authors: tuple[str, ...] = ("Ada Lovelace", "Kurt Gödel")
    comment: str = ""
    retracted: bool = False


@dataclass
class Fault:
    """What a database sends instead of its answer, this many times."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    after: int = 0  # healthy answers before it
    delay_s: float = 0.0  # of silence instead of an answer, or until the server is stopped
    times: int = 1_000_000


@dataclass(frozen=True)
class Seen:
    """A request that came: to which database, with which parameters and headers."""

    database: str
    parameters: dict[str, str]
    headers: dict[str, str]


class SearchServers:
    """The databases as a context manager.

    Attributes:
        requests: All requests so far, oldest first.
        keys: Databases that refuse a request without this key.
    """

    def __init__(self) -> None:
        self.requests: list[Seen] = []
        self.keys: dict[str, str] = {}
        self.works: dict[str, list[Work]] = {"arxiv": [], "semantic_scholar": [], "openalex": [], "crossref": []}
        self.faults: dict[str, Fault] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._httpd = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._httpd.daemon_threads = True
        self._thread = threading.Thread(target=self._httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._httpd.shutdown()
        self._httpd.server_close()
        self._thread.join()

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that point here."""
        root = f"http://127.0.0.1:{self._httpd.server_address[1]}"
        return {
            "arxiv_api_url": f"{root}/arxiv",
            "arxiv_site_url": root,
            "semantic_scholar_url": f"{root}/s2",
            "openalex_url": f"{root}/openalex",
            "crossref_url": f"{root}/crossref",
            "arxiv_gap_s": 0.0,
            "search_gap_s": 0.0,
        }

    def asked(self, database: str) -> list[dict[str, str]]:
        """The parameters of the requests to one database."""
        return [seen.parameters for seen in self.requests if seen.database == database]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with server._lock:
                    status, kind, body, headers, delay_s = server._answer(self.path, dict(self.headers.items()))
                if delay_s:
                    server._stopped.wait(delay_s)
                    return
                self.send_response_only(status)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        return Handler

    def _answer(self, path: str, headers: dict[str, str]) -> tuple[int, str, bytes, dict[str, str], float]:
        parts = urlsplit(path)
        name = parts.path.strip("/").partition("/")[0].replace("s2", "semantic_scholar")
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        self.requests.append(Seen(name, asked, headers))
        fault = self.faults.get(name)
        if fault and fault.after:
            fault.after -= 1
        elif fault and fault.times:
            fault.times -= 1
            return fault.status, "text/html", fault.body, fault.headers, fault.delay_s
        key = self.keys.get(name)
        if key and key not in (asked.get("api_key"), headers.get("x-api-key")):
            return 403, "application/json", b'{"message": "Forbidden"}', {}, 0.0
        answer, limits = _ANSWERS[name](self.works[name], asked)
        body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        return 200, "application/atom+xml" if name == "arxiv" else "application/json", body, limits, 0.0


def _arxiv(works: list[Work], asked: dict[str, str]) -> tuple[str, dict[str, str]]:
    start, size = int(asked["start"]), int(asked["max_results"])
    entries = "".join(
        _ENTRY.format(
            arxiv=work.arxiv,
            title=escape(work.title or ""),
            abstract=escape(work.abstract or ""),
            date=work.date,
            doi=f"<arxiv:doi>{work.doi}</arxiv:doi>" if work.doi else "",
            comment=f"<arxiv:comment>{escape(work.comment)}</arxiv:comment>" if work.comment else "",
            authors="".join(f"<author><name>{escape(name)}</name></author>" for name in work.authors),
        )
        for work in works[start : start + size]
    )
    return _FEED.format(start=start, size=size, total=len(works), entries=entries), {}


def _semantic_scholar(works: list[Work], asked: dict[str, str]) -> tuple[Any, dict[str, str]]:
    start, end = int(asked["offset"]), int(asked["offset"]) + int(asked["limit"])
    data = [
        {
            "paperId": f"{number:040x}",
            "title": work.title,
            "abstract": work.abstract,
            "authors": [{"authorId": "1", "name": name} for name in work.authors],
            "publicationDate": work.date if len(work.date) == 10 else None,
            "year": int(work.date[:4]),
            "externalIds": {"CorpusId": number}
            | ({"ArXiv": work.arxiv} if work.arxiv else {})
            | ({"DOI": work.doi} if work.doi else {}),
            "url": f"https://www.semanticscholar.org/paper/{number:040x}",
            "venue": "",
        }
        for number, work in enumerate(works[start:end], start)
    ]
    following = {"next": end} if end < len(works) else {}
    return {"total": len(works), "offset": start, "data": data} | following, {}


def _openalex(works: list[Work], asked: dict[str, str]) -> tuple[Any, dict[str, str]]:
    size = int(asked["per_page"])
    is_cursor = "cursor" in asked
    place = asked["cursor"] if is_cursor else str((int(asked["page"]) - 1) * size)
    start = 0 if place == "*" else int(place)
    results = [_openalex_work(number, work) for number, work in enumerate(works[start : start + size], start)]
    meta: dict[str, Any] = {"count": len(works), "per_page": size}
    if is_cursor:
        meta["next_cursor"] = str(start + size) if start + size < len(works) else None
    return {"meta": meta, "results": results}, {}


def _openalex_work(number: int, work: Work) -> dict[str, Any]:
    index: dict[str, list[int]] = {}
    for place, word in enumerate((work.abstract or "").split()):
        index.setdefault(word, []).append(place)
    places = [{"landing_page_url": f"http://arxiv.org/abs/{work.arxiv}", "source": None}] if work.arxiv else []
    return {
        "id": f"https://openalex.org/W{number + 1}",
        "doi": f"https://doi.org/{work.doi}" if work.doi else None,
        "display_name": work.title,
        "authorships": [{"author": {"display_name": name}} for name in work.authors],
        "publication_date": work.date,
        "abstract_inverted_index": index or None,
        "locations": places,
        "is_retracted": work.retracted,
    }


def _crossref(works: list[Work], asked: dict[str, str]) -> tuple[Any, dict[str, str]]:
    start = int(asked["offset"])
    items = [
        {
            "DOI": work.doi or f"10.5555/{number}",
            "author": [dict(zip(("given", "family"), name.split(), strict=True)) for name in work.authors],
            "issued": {"date-parts": [[int(part) for part in work.date.split("-")]]},
            "URL": f"https://doi.org/{work.doi}",
        }
        | ({"title": [work.title]} if work.title else {})
        | (
            {"abstract": f"<jats:title>Abstract</jats:title> <jats:p>{escape(work.abstract)}</jats:p>"}
            if work.abstract
            else {}
        )
        | (
            {"relation": {"has-preprint": [{"id": f"10.48550/arXiv.{work.arxiv}", "id-type": "doi"}]}}
            if work.arxiv
            else {}
        )
        for number, work in enumerate(works[start : start + int(asked["rows"])], start)
    ]
    message = {"total-results": len(works), "items": items}
    limits = {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"}
    return {"status": "ok", "message-type": "work-list", "message": message}, limits


_ANSWERS = {"arxiv": _arxiv, "semantic_scholar": _semantic_scholar, "openalex": _openalex, "crossref": _crossref}
