"""What the use cases need from the outside world: protocols only.

Each has a ten-line fake in ``tests/conftest.py``. Adapters implement them without importing each other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from synth.claims.document import Box, Document
from synth.claims.types import Claim, ClaimId, PaperId, Span
from synth.verdict.types import ClaimVerdict

Matrix = NDArray[np.float32]
Clock = Callable[[], datetime]
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


class PaperStatus(StrEnum):
    """Whether a paper's text is at hand, and if not, why."""

    WANTED = "wanted"  # asked for, not tried yet
    AVAILABLE = "available"
    UNAVAILABLE = "unavailable"  # tried and failed; retried by the next fetch
    WITHDRAWN = "withdrawn"
    NOT_FOUND = "not_found"  # the source says that there is no such paper


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A paper as the user named it.

    Attributes:
        paper: The arXiv id without version, or ``local:...`` for a file.
        version: The version asked for; None means the latest.
        path: The file to read, for a local paper.
        cited_as: The text it was asked by, for messages.
    """

    paper: PaperId
    version: int | None = None
    path: str | None = None
    cited_as: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a paper as it was received, kept in the workspace's cache."""

    kind: str  # html, latex, pdf, text
    path: str  # relative to the cache folder
    sha256: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper and what is known about it. ``version`` is the one whose text is at hand."""

    id: PaperId
    version: int | None
    title: str
    status: PaperStatus
    reason: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""  # ISO date
    abstract: str = ""
    url: str = ""
    doi: str = ""
    files: tuple[SourceFile, ...] = ()
    request: PaperRequest | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that could not be done; kept until a later run does it."""

    command: str
    item: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One command's run: everything needed to do it again."""

    key: str  # 12 hex digits of the hash of command, settings, inputs and models; not of the time
    command: str
    started_at: datetime
    settings: Mapping[str, Any] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)  # name -> hash
    versions: Mapping[str, str] = field(default_factory=dict)  # package -> version
    inputs: Mapping[str, str] = field(default_factory=dict)  # what -> hash
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A written report as it was read: what it says of itself, its claims, its references."""

    id: str  # 12 hex digits of the content's hash
    path: str
    title: str
    author: str
    date: str
    abstract: str
    topic: str  # the text after "This paper examines:"
    question: str
    stated_counts: Mapping[str, float]  # papers, claims, verified, quality_score as stated
    claims: tuple[Claim, ...]
    references: tuple[PaperRequest, ...]
    unresolved_references: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class PaperSource(Protocol):
    """Where papers come from."""

    def fetch_papers(self, requests: Sequence[PaperRequest]) -> Iterator[Paper]:
        """Metadata and files of each request, one by one as they are done.

        A failure is a paper with a status and a reason, never an exception; the caller saves each paper
        before it asks for the next, so that an interrupted fetch loses nothing.
        """
        ...


class Reader(Protocol):
    """Turns a paper's files into its text."""

    def read_document(self, paper: Paper) -> Document:
        """The best document its files give; raises SourceError if none holds text."""
        ...

    def boxes_of(self, paper: Paper, document: Document, span: Span) -> tuple[Box, ...]:
        """Line boxes of a span; empty when there is no PDF."""
        ...


class Encoder(Protocol):
    """Turns texts into vectors of meaning."""

    @property
    def name(self) -> str:
        """A name a person knows it by."""
        ...

    @property
    def hash(self) -> str:
        """``sha256:`` and 16 hex digits of weights and graph."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """(n, d) float32, rows of length 1."""
        ...


class EntailmentModel(Protocol):
    """Says how a premise bears on a hypothesis."""

    @property
    def name(self) -> str:
        """A name a person knows it by."""
        ...

    @property
    def hash(self) -> str:
        """``sha256:`` and 16 hex digits of the weights."""
        ...

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """(n, 3) float32 logits of supported, refuted, not enough info for (claim, sentence) pairs."""
        ...


class VectorCache(Protocol):
    """Vectors kept by model and text hash, so that nothing is embedded twice."""

    def vectors_of(self, model: str, hashes: Sequence[str]) -> Mapping[str, Matrix]:
        """The vectors known, by text hash."""
        ...

    def save_vectors(self, model: str, vectors: Mapping[str, Matrix]) -> None:
        """Keep vectors; existing ones stay as they are."""
        ...


class Store(VectorCache, Protocol):
    """The workspace's memory. Each ``save_`` is one transaction and may be repeated without effect."""

    def save_papers(self, papers: Sequence[Paper]) -> None:
        """Insert or replace papers by id and version."""
        ...

    def papers(self) -> Sequence[Paper]:
        """All papers, in the order they were first asked for."""
        ...

    def save_document(self, document: Document) -> None:
        """Insert or replace the document of a paper's version, with its sentences in the search index.

        The paper must be there.
        """
        ...

    def document_of(self, paper: PaperId, version: int | None) -> Document | None:
        """The stored document, or None."""
        ...

    def save_claims(self, claims: Sequence[Claim]) -> int:
        """Insert claims; how many were new. ``stated_by`` of known claims is extended."""
        ...

    def claims(self, *, prefix: str = "") -> Sequence[Claim]:
        """All claims whose id starts with ``prefix``, in the order of their sources."""
        ...

    def delete_claims(self, ids: Sequence[ClaimId]) -> int:
        """Remove claims with their verdicts; how many there were."""
        ...

    def save_report(self, report: Report) -> None:
        """Keep a report that was read, with its claims."""
        ...

    def reports(self) -> Sequence[Report]:
        """All reports that were audited, oldest first."""
        ...

    def save_verdicts(self, run_key: str, verdicts: Sequence[ClaimVerdict]) -> None:
        """Insert or replace the verdicts of a run, by claim; the run and the claims must be there."""
        ...

    def verdicts(self, *, run_key: str | None = None) -> Sequence[ClaimVerdict]:
        """The verdicts of a run, or the newest of each claim."""
        ...

    def verdicts_by_key(self, keys: Sequence[str]) -> Mapping[str, dict[str, Any]]:
        """The records kept by ``save_keyed``, of those keys that are known."""
        ...

    def save_keyed(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep what one paper says of one claim by the hash of all it depends on; existing ones stay as they are."""
        ...

    def save_run(self, run: Run) -> None:
        """Insert or replace a run by its key."""
        ...

    def runs(self) -> Sequence[Run]:
        """All runs, oldest first."""
        ...

    def save_failures(self, command: str, failures: Sequence[Failure]) -> None:
        """Replace the failures of a command."""
        ...

    def failures(self) -> Sequence[Failure]:
        """What failed and was not done since."""
        ...

    def save_note(self, key: str, value: str) -> None:
        """Keep a word about the workspace itself (the research question)."""
        ...

    def note(self, key: str) -> str:
        """The word kept under ``key``, or an empty string."""
        ...

    def search_sentences(self, query: str, *, limit: int = 20) -> Sequence[tuple[PaperId, Span, str]]:
        """Sentences that hold words of the query, best first (full-text search)."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
