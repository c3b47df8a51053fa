"""Papers and reports as they come from outside, and who brings and reads them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from synth.claims.document import Box, Document
from synth.claims.types import Claim, PaperId, Span


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
    """A paper and what is known about it. ``version`` is the one whose text is at hand.

    Attributes:
        withdrawn: What its source says of a withdrawal, of this or of a later version; empty if it was not withdrawn.
    """

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
    journal: str = ""  # where it was published, as arXiv has it
    files: tuple[SourceFile, ...] = ()
    request: PaperRequest | None = None
    withdrawn: str = ""


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
