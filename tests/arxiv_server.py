"""A loopback server in arXiv's shape, with faults on demand.

It answers ``/api/query?id_list=...`` with the Atom feed that arXiv sends, and ``/html/ID``, ``/src/ID``
and ``/pdf/ID`` with what a test put there, or with the pages that arXiv sends when there is nothing.
"""

import threading
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

NO_HTML = (
    "<!DOCTYPE html><html><head><title>arXiv</title></head><body><h1>No HTML for '{id}'</h1>"
    "<p>HTML is not available for the source.</p></body></html>"
)
NO_FILES = (
    "<!DOCTYPE html><html><head><title>No file for {id}</title></head><body><h1>File unavailable for {id}</h1>"
    "<p>HTML or source was not provided to generate HTML or a PDF.</p></body></html>"
)
_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/SkuXkYxumgL1drFIL7NufdnpkFc</id>
  <title>arXiv Query: search_query=&amp;id_list={ids}&amp;start={start}&amp;max_results={size}</title>
  <updated>2026-08-04T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query?search_query=&amp;id_list={ids}" type="application/atom+xml"/>
  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
{entries}</feed>
"""
_ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{id}</id>
    <title>{title}</title>
    <updated>2022-05-17T08:00:00Z</updated>
    <link href="https://arxiv.org/abs/{id}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{id}" rel="related" type="application/pdf" title="pdf"/>
    <summary>{abstract}</summary>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <published>2021-04-17T17:21:00Z</published>
    {comment}<arxiv:primary_category term="cs.CL"/>
    {doi}{journal}{authors}
  </entry>
"""
_ERROR = """  <entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_{id}</id>
    <title>Error</title>
    <summary>incorrect id format for {id}</summary>
    <updated>2026-08-04T00:00:00Z</updated>
    <link href="https://arxiv.org/api/errors#incorrect_id_format_for_{id}" rel="alternate" type="text/html"/>
    <author><name>arXiv api core</name></author>
  </entry>
"""


@dataclass(frozen=True)
class ServedPaper:
    """One version of a paper as the server has it; None is what it does not have."""

    id: str
    version: int
    title: str
    html: bytes | None = None
    source: bytes | None = None
    pdf: bytes | None = None
    withdrawn: bool = False
    comment: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ("Ada Lovelace", "Kurt Gödel")
    doi: str = ""
    journal: str = ""


@dataclass
class Fault:
    """What a path does instead of answering.

    Attributes:
        status: The status sent; 200 with a body of your own is an error page that lies.
        body: Sent instead of the thing itself; None sends the thing itself.
        truncate: Send only this many bytes, though the header promises all of them.
        drop: Close the connection without a word.
        delay_s: Wait before answering.
        times: How many requests meet the fault.
    """

    prefix: str
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    truncate: int | None = None
    drop: bool = False
    delay_s: float = 0.0
    times: int = 1_000_000


@dataclass(frozen=True)
class SeenRequest:
    """A request that the server saw."""

    path: str  # with the query
    user_agent: str
    at: float  # monotonic seconds


class ArxivServer:
    """The server as a context manager.

    Attributes:
        requests: All requests so far, oldest first.
        malformed: Ids that the query API refuses as malformed, with the whole batch they come in.
        counts_unknown: Whether the feed counts ids that it does not know, as arXiv's did for years.
    """

    def __init__(self) -> None:
        self.requests: list[SeenRequest] = []
        self.malformed: set[str] = set()
        self.counts_unknown = False
        self._papers: dict[str, ServedPaper] = {}
        self._latest: dict[str, int] = {}
        self._faults: list[Fault] = []
        self._lock = threading.Lock()
        self._httpd = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._httpd.daemon_threads = True
        self._thread = threading.Thread(target=self._httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close the door: from now on connections are refused. May be called twice."""
        if self._thread.is_alive():
            self._httpd.shutdown()
            self._httpd.server_close()
            self._thread.join()

    @property
    def site_url(self) -> str:
        """What ``SYNTH_ARXIV_SITE_URL`` should be."""
        return f"http://127.0.0.1:{self._httpd.server_address[1]}"

    @property
    def api_url(self) -> str:
        """What ``SYNTH_ARXIV_API_URL`` should be."""
        return f"{self.site_url}/api/query"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, oldest first, without queries."""
        return [urlsplit(request.path).path for request in self.requests]

    def add_paper(
        self,
        id: str,  # noqa: A002 - arXiv's word
        version: int = 1,
        title: str = "A Paper",
        *,
        html: bytes | str | None = None,
        source: bytes | None = None,
        pdf: bytes | None = None,
        withdrawn: bool = False,
        comment: str = "",
        abstract: str = "We show a thing.",
        authors: tuple[str, ...] = ("Ada Lovelace", "Kurt Gödel"),
        doi: str = "",
        journal: str = "",
    ) -> ServedPaper:
        """Put a version of a paper on the server; the highest one added is the latest."""
        if withdrawn and not comment:
            comment = "This paper has been withdrawn by the author due to an error in equation (3)"
        page = html.encode() if isinstance(html, str) else html
        paper = ServedPaper(id, version, title, page, source, pdf, withdrawn, comment, abstract, authors, doi, journal)
        self._papers[f"{id}v{version}"] = paper
        self._latest[id] = max(version, self._latest.get(id, 0))
        return paper

    def alias(self, other: str, id: str) -> None:  # noqa: A002 - arXiv's word
        """Answer to another way of writing an id, as arXiv does for math.GT/0309136."""
        self._latest[other] = self._latest[id]
        self._papers |= {name.replace(id, other): paper for name, paper in self._papers.items() if paper.id == id}

    def fault(
        self,
        prefix: str,
        *,
        status: int = 200,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        truncate: int | None = None,
        drop: bool = False,
        delay_s: float = 0.0,
        times: int = 1_000_000,
    ) -> None:
        """Let paths that start with ``prefix`` fail; of several faults, the first that is left is met."""
        if status != 200 and body is None:
            body = f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>".encode()
        self._faults.append(Fault(prefix, status, body, headers or {}, truncate, drop, delay_s, times))

    def heal(self) -> None:
        """Take all faults away."""
        self._faults.clear()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        """A handler class that knows this server."""
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                agent = self.headers.get("User-Agent", "")
                with server._lock:
                    server.requests.append(SeenRequest(self.path, agent, time.monotonic()))
                    fault = server._next_fault(self.path)
                if fault:
                    time.sleep(fault.delay_s)
                    if fault.drop:
                        self.close_connection = True
                        return
                status, kind, body = server._answer(self.path)
                if fault and fault.body is not None:
                    status, kind, body = fault.status, "text/html", fault.body
                self._send(status, kind, body, fault)

            def _send(self, status: int, kind: str, body: bytes, fault: Fault | None) -> None:
                headers = {
                    "Date": formatdate(usegmt=True),
                    "Content-Type": kind,
                    "Content-Length": str(len(body)),
                } | (fault.headers if fault else {})
                self.send_response_only(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(body[: fault.truncate] if fault and fault.truncate is not None else body)
                except ConnectionError:  # the client had enough, as it does with a file beyond its limit
                    return

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Tests are quiet."""

        return Handler

    def _next_fault(self, path: str) -> Fault | None:
        """The fault that a request meets, used up by one."""
        for fault in self._faults:
            if fault.times > 0 and path.startswith(fault.prefix):
                fault.times -= 1
                return fault
        return None

    def _answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and body of a healthy answer."""
        parts = urlsplit(path)
        if parts.path == "/api/query":
            return self._feed(parse_qs(parts.query))
        _, folder, name = (*unquote(parts.path).split("/", 2), "", "")[:3]
        paper = self._paper(name)
        page = NO_FILES if paper and paper.withdrawn else NO_HTML if folder == "html" else "<h1>Not found</h1>"
        missing = (404, "text/html; charset=utf-8", page.format(id=name).encode())
        if paper is None or paper.withdrawn:
            return missing
        kinds = {"html": "text/html; charset=utf-8", "src": "application/gzip", "pdf": "application/pdf"}
        body = {"html": paper.html, "src": paper.source, "pdf": paper.pdf}.get(folder)
        return missing if body is None else (200, kinds[folder], body)

    def _paper(self, name: str) -> ServedPaper | None:
        """The paper of an id with or without a version."""
        return self._papers.get(name) or self._papers.get(f"{name}v{self._latest.get(name, 0)}")

    def _feed(self, query: dict[str, list[str]]) -> tuple[int, str, bytes]:
        """The Atom feed for a list of ids, newest paper first as arXiv likes it."""
        ids = [name for name in query.get("id_list", [""])[0].split(",") if name]
        start, size = int(query.get("start", ["0"])[0]), int(query.get("max_results", ["10"])[0])
        kind = "application/atom+xml; charset=utf-8"
        if bad := next((name for name in ids if name in self.malformed), None):
            feed = _FEED.format(ids=bad, start=0, size=1, total=1, entries=_ERROR.format(id=escape(bad)))
            return 400, kind, feed.encode()
        known = {f"{paper.id}v{paper.version}": paper for name in ids if (paper := self._paper(name))}
        papers = sorted(known.values(), key=lambda paper: paper.id, reverse=True)
        total = len(ids) if self.counts_unknown else len(papers)
        entries = "".join(_entry(paper) for paper in papers[start : start + size])
        feed = _FEED.format(ids=escape(",".join(ids)), start=start, size=size, total=total, entries=entries)
        return 200, kind, feed.encode()


def _entry(paper: ServedPaper) -> str:
    """A paper as an entry of the feed, its title broken over two lines as arXiv breaks long ones."""
    return _ENTRY.format(
        id=f"{paper.id}v{paper.version}",
        title=escape(paper.title).replace(" ", "\n  ", 1),
        abstract=f"  {escape(paper.abstract)}\n",
        comment=f"<arxiv:comment>{escape(paper.comment)}</arxiv:comment>\n    " if paper.comment else "",
        doi=f"<arxiv:doi>{escape(paper.doi)}</arxiv:doi>\n    " if paper.doi else "",
        journal=(f"<arxiv:journal_ref>{escape(paper.journal)}</arxiv:journal_ref>\n    " if paper.journal else ""),
        authors="\n    ".join(f"<author>\n      <name>{escape(name)}</name>\n    </author>" for name in paper.authors),
    )
