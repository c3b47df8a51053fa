"""Fakes of the ports and small builders. Nothing here touches the network or the clock."""

import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from synth.claims.document import Box, Document, Page, Part, Section, Sentence, SourceFormat
from synth.claims.ids import claim_id
from synth.claims.types import Claim, ClaimType, Origin, PaperId, Span
from synth.errors import SourceError
from synth.ports import Matrix, Paper, PaperRequest, PaperStatus

MakeClaim = Callable[..., Claim]
MakeDocument = Callable[..., Document]


def pytest_report_header() -> str:
    """Say which labelled data the run can see."""
    return f"shared data: {shared_data_folder() or 'absent, tests marked shared_data are skipped'}"


def shared_data_folder() -> Path | None:
    """Where the labelled sets lie, or None in a clone without them."""
    named = os.environ.get("SYNTH_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "data"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of labelled sets; skips the test where there is none."""
    folder = shared_data_folder()
    if folder is None:
        pytest.skip("the labelled sets are not beside this clone; set SYNTH_SHARED_DATA to their folder")
    return folder


@pytest.fixture(autouse=True)
def _only_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("SYNTH_") and name != "SYNTH_SHARED_DATA":
            monkeypatch.delenv(name)


@pytest.fixture
def make_claim() -> MakeClaim:
    """Build a claim; a test names only what it cares about."""

    def make(
        text: str = "Width helps.",
        *,
        paper: str | None = None,
        report: str | None = None,
        stated_by: Sequence[str] = (),
        cites: Sequence[str] = (),
        start: int = 0,
    ) -> Claim:
        return Claim(
            id=claim_id(text),
            text=text,
            type=ClaimType.RESULT,
            origin=Origin(PaperId(paper) if paper else None, report, Span(start, start + len(text))),
            stated_by=tuple(map(PaperId, stated_by)),
            cites=tuple(map(PaperId, cites)),
        )

    return make


@pytest.fixture
def make_document() -> MakeDocument:
    """Build a one-page document out of sentences."""

    def make(*sentences: str, paper: str = "2104.08645", version: int | None = 1, title: str = "A Paper") -> Document:
        spans, offset = [], 0
        for sentence in sentences:
            spans.append(Span(offset, offset + len(sentence)))
            offset += len(sentence) + 1
        text = " ".join(sentences)
        whole = Span(0, len(text))
        return Document(
            paper=PaperId(paper),
            version=version,
            format=SourceFormat.PDF,
            title=title,
            text=text,
            sections=(Section("1 Results", whole, Part.BODY),),
            sentences=tuple(Sentence(span, 0, Part.BODY) for span in spans),
            pages=(Page(1, whole, 612.0, 792.0),),
        )

    return make


def fixed_clock() -> datetime:
    """A clock that stands still."""
    return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class FakeEncoder:
    """Bag of hashed words: texts that share words are near each other."""

    name = "fake"
    hash = "sha256:0000000000000000"

    def encode(self, texts: Sequence[str]) -> Matrix:
        rows = np.zeros((len(texts), 256), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[zlib.crc32(word.encode()) % 256] += 1.0
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(norms == 0.0, 1.0, norms), np.float32)


class FakeSource:
    """Yields the papers it was given; an unknown id is not found. Stops with an exception after ``breaks_after``."""

    def __init__(self, papers: Sequence[Paper], *, breaks_after: int | None = None) -> None:
        self._papers = {paper.id: paper for paper in papers}
        self._breaks_after = breaks_after
        self.asked: list[PaperRequest] = []

    def fetch_papers(self, requests: Sequence[PaperRequest]) -> Iterator[Paper]:
        for count, request in enumerate(requests):
            if count == self._breaks_after:
                raise KeyboardInterrupt
            self.asked.append(request)
            known = self._papers.get(request.paper)
            yield known or Paper(
                request.paper, request.version, "", PaperStatus.NOT_FOUND, "no such paper", request=request
            )


class FakeReader:
    """Reads the documents it was given; any other paper holds no text."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def read_document(self, paper: Paper) -> Document:
        if paper.id not in self._documents:
            raise SourceError("holds no text: scanned?", hint="run it through OCR first")
        return self._documents[paper.id]

    def boxes_of(self, paper: Paper, document: Document, span: Span) -> tuple[Box, ...]:  # noqa: ARG002 - the port's
        page = document.page_of(span.start)
        return () if page is None else (Box(page, 0.0, 0.0, 10.0, 10.0),)
