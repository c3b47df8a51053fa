"""Databases that are searched, what arXiv knows now, and where searches are kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from synth.claims.types import PaperId
from synth.synthesis.literature import Found, Period, Search


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a database's answer.

    Attributes:
        found: Records in the database's order; their rank is counted by whoever asked.
        stated: How many records the database says it has in all; None if it does not say.
    """

    found: tuple[Found, ...]
    stated: int | None = None


class LiteratureSource(Protocol):
    """A database of papers that can be searched."""

    def search(self, query: str, period: Period, limit: int) -> Iterator[Page]:
        """At most ``limit`` records for a query in the database's own language, page by page.

        Raises:
            SourceError: If it cannot be asked, or a page cannot be read; the pages before it stand.
        """
        ...


@dataclass(frozen=True, slots=True)
class Latest:
    """What arXiv knows of a paper now.

    Attributes:
        version: The latest.
        withdrawn: arXiv's words about a withdrawal, or an empty string.
        journal: Where it was published, or an empty string.
    """

    paper: PaperId
    version: int
    title: str = ""
    withdrawn: str = ""
    doi: str = ""
    journal: str = ""


class Register(Protocol):
    """Who knows the latest version of each paper."""

    def fetch_latest(self, papers: Sequence[PaperId]) -> Mapping[PaperId, Latest]:
        """The latest version of each paper that is known; raises SourceError if nobody can be asked."""
        ...


class Searches(Protocol):
    """The searches of a workspace."""

    def save_search(self, search: Search) -> None:
        """Insert or replace a search by its key, with all its records, in one transaction."""
        ...

    def searches(self) -> Sequence[Search]:
        """All searches, oldest first."""
        ...
