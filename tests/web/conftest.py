"""A workspace with verdicts made by hand, its review page served on loopback, and a browser to look at it."""

import dataclasses
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
import requests
import uvicorn

from synth.claims.document import Document
from synth.claims.ids import claim_id, text_hash
from synth.claims.types import Claim, ClaimType, Origin, PaperId, Span
from synth.documents.pictures import PdfPictures
from synth.documents.read import FileReader
from synth.pipeline.desk import ReviewDesk
from synth.ports import Paper, PaperStatus, Run, SourceFile
from synth.store.engine import SqlStore, open_store
from synth.store.review import SqlReviews
from synth.verdict.quote import marks_of
from synth.verdict.types import Check, ClaimVerdict, Evidence, Label, Outcome, PaperVerdict, Probabilities, Status
from synth.web.app import build_app
from synth.web.guard import CSRF_HEADER, Door
from synth.web.serve import bound, door_to
from tests.conftest import fixed_clock

PDF = Path(str(files("synth.demo"))) / "papers" / "overlap.pdf"
PRINTED = PaperId("2104.00001")
WEB = PaperId("2104.00002")
CSRF = "the-page-knows"
TOKEN = "shown-once"
_WEB_PAGE = """<html><head><title>Only on the Web</title></head><body><h1>Only on the Web</h1><h2>1 Results</h2>
<p>We read forty papers. Wide models lose less under noise than narrow ones. Nobody knows why this is so.</p>
</body></html>
"""
CLAIMS = {
    "BM25 finds the evidence sentence more often than embeddings when documents are long.": Label.SUPPORTED,
    "Embeddings find the evidence sentence more often than BM25.": Label.REFUTED,
    "On WiCE it puts an evidence sentence among the first five for 97.2 % of the claims.": Label.SUPPORTED,
    "Retrieval inside a paper needs no model at all.": Label.NOT_ENOUGH_INFO,
    "Similarity scores separate supported claims in part.": Label.PARTIAL,
}
WEB_CLAIM = "Wide models lose less under noise."


def make_verdict(text: str, label: Label, document: Document, *, quote: str = "") -> ClaimVerdict:
    """A verdict that rests on a sentence of the document, with all that a sheet can show."""
    start = document.text.find(quote) if quote else document.sentences[3].span.start
    span = Span(start, start + len(quote)) if quote else document.sentences[3].span
    words = document.quote(span)
    evidence = Evidence(
        document.paper,
        document.version,
        "Abstract",
        document.page_of(span.start),
        span,
        words,
        text_hash(words),
        scores={"cosine": 0.81},
        marks=marks_of(text, words),
    )
    shares = Probabilities(**{each.value: 0.7 if each is label else 0.1 for each in Label})
    checks = (Check("numbers", Outcome.CONFLICT, "97.2 is not 94.4"), Check("names", Outcome.AGREE, "both name BM25"))
    claim = Claim(claim_id(text), text, ClaimType.RESULT, Origin(), importance=0.5)
    item = PaperVerdict(document.paper, document.version, label, shares, "it says so", checks, (evidence,))
    attack = {
        "mutants": 2,
        "caught": 1,
        "rate": 0.5,
        "discriminating": True,
        "items": [_altered("BM25 never finds it.", caught=False), _altered("It finds 3.", caught=True)],
    }
    return ClaimVerdict(
        claim,
        Status.CHECKED,
        f"{document.paper}: it says so",
        label,
        shares,
        verified=label is Label.SUPPORTED,
        checks=checks,
        evidence=(evidence,),
        by_paper=(item,),
        attack=attack if label is Label.SUPPORTED else None,
    )


def _altered(text: str, *, caught: bool) -> dict[str, object]:
    return {"kind": "number", "text": text, "change": "", "label": "partial", "confidence": 0.6, "caught": caught}


@dataclass(frozen=True)
class Place:
    """A workspace on disk, with the store open."""

    root: Path
    store: SqlStore
    printed: Document

    @property
    def cache(self) -> Path:
        """Where its PDF lies."""
        return self.root / "db" / "cache"

    def desk(self) -> ReviewDesk:
        """A desk as the command builds it, with a clock that stands still."""
        return ReviewDesk(
            store=self.store,
            reviews=SqlReviews(self.store),
            reader=FileReader(self.cache),
            pictures=PdfPictures(self.cache),
            clock=fixed_clock,
        )

    def add(self, *verdicts: ClaimVerdict, run: str = "0123456789ab") -> None:
        """Keep claims with their verdicts."""
        self.store.save_claims([verdict.claim for verdict in verdicts])
        self.store.save_run(Run(run, "verify", fixed_clock()))
        self.store.save_verdicts(run, verdicts)


def make_place(root: Path) -> Place:
    """Two papers, a printed one and one from the web, and six claims, in a folder."""
    cache = root / "db" / "cache"
    cache.mkdir(parents=True)
    shutil.copyfile(PDF, cache / "overlap.pdf")
    (cache / "page.html").write_text(_WEB_PAGE, encoding="utf-8")
    store = open_store(f"sqlite:///{root}/db/synth.db")
    papers = [
        Paper(PRINTED, 1, "Word Overlap", PaperStatus.AVAILABLE, files=(SourceFile("pdf", "overlap.pdf", "h"),)),
        Paper(WEB, 2, "Only on the Web", PaperStatus.AVAILABLE, files=(SourceFile("html", "page.html", "h"),)),
    ]
    store.save_papers(papers)
    documents = [FileReader(cache).read_document(paper) for paper in papers]
    for document in documents:
        store.save_document(document)
    made = Place(root, store, documents[0])
    made.add(
        *(make_verdict(text, label, documents[0]) for text, label in CLAIMS.items()),
        make_verdict(WEB_CLAIM, Label.SUPPORTED, documents[1], quote="Wide models lose less under noise"),
    )
    return made


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A workspace to review."""
    made = make_place(tmp_path)
    yield made
    made.store.close()


@dataclass
class Site:
    """The page as it is served."""

    url: str
    door: Door
    session: requests.Session

    def get(self, path: str = "", **options: object) -> requests.Response:
        """Ask for a page."""
        return self.session.get(self.url + path, timeout=10, **options)  # type: ignore[arg-type]  # passed on

    def decide(
        self,
        claim: str,
        action: str,
        *,
        seen: int = 0,
        why: str = "",
        reviewer: str = "Ada",
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Post a decision as the page does; ``headers`` replace those of the page."""
        return self.session.post(
            f"{self.url}claim/{claim}/decision",
            data={"action": action, "seen": str(seen), "reviewer": reviewer, "why": why} | dict(fields or {}),
            headers={CSRF_HEADER: self.door.csrf} if headers is None else dict(headers),
            timeout=10,
        )


Serve = Callable[..., Site]


@pytest.fixture
def serve(place: Place) -> Iterator[Serve]:
    """Serve the workspace; called again, a second server of the same workspace."""
    running: list[tuple[uvicorn.Server, threading.Thread, requests.Session]] = []

    def start(*, token: str = "", desk: ReviewDesk | None = None) -> Site:
        listening = bound("127.0.0.1", 0)
        door = door_to(listening, "127.0.0.1", csrf=CSRF, token=token)
        app = build_app(desk or place.desk(), door, reviewer="Ada")
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", ws="none", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        session = requests.Session()
        running.append((server, thread, session))
        return Site(f"http://127.0.0.1:{listening.getsockname()[1]}/", door, session)

    yield start
    for server, thread, session in running:
        session.close()
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def site(serve: Serve) -> Site:
    """The workspace's page."""
    return serve()


def verdict_of(place: Place, text: str) -> ClaimVerdict:
    """The newest verdict of a claim by its text."""
    return next(verdict for verdict in place.store.verdicts() if verdict.claim.text == text)


def relabelled(verdict: ClaimVerdict, label: Label) -> ClaimVerdict:
    """The verdict with another label."""
    return dataclasses.replace(verdict, label=label, verified=False)
