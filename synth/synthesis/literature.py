"""A literature search as a value: what was asked of whom, what came back, and what became of each record.

The words are those of PRISMA 2020 (https://www.prisma-statement.org): a *record* is what a database gave, a *report* is
the paper itself, which is *sought* for retrieval, *assessed* and *included*.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from synth.claims.types import PaperId
from synth.errors import UsageError

_DAY: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class Database(StrEnum):
    """A database that can be searched; in the order in which they are asked."""

    ARXIV = "arxiv"
    SEMANTIC_SCHOLAR = "semantic_scholar"
    OPENALEX = "openalex"
    CROSSREF = "crossref"

    @property
    def title(self) -> str:  # type: ignore[override]  # the name a person knows, not str.title
        """The name a person knows it by."""
        return _TITLES[self.value]


_TITLES: Final = {
    "arxiv": "arXiv",
    "semantic_scholar": "Semantic Scholar",
    "openalex": "OpenAlex",
    "crossref": "Crossref",
}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last moment of dates such as 2019, 2019-03 or 2019-03-15; empty is open.

    Raises:
        UsageError: If one is no date, or the end lies before the start.
    """

    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for text in filter(None, (self.since, self.until)):
            if not _is_date(text):
                raise UsageError(f"not a date: {text[:40]!r}", hint="write it like 2019, 2019-03 or 2019-03-15")
        if self.since and self.until and self.last_day < self.first_day:
            raise UsageError(f"the period ends ({self.until}) before it starts ({self.since})")

    @property
    def first_day(self) -> str:
        """The first day as an ISO date, or an empty string."""
        return self.since and (self.since + "-01-01"[len(self.since) - 4 :] if len(self.since) < 10 else self.since)

    @property
    def last_day(self) -> str:
        """The last day as an ISO date, or an empty string.

        >>> Period(until="2020-02").last_day
        '2020-02-29'
        """
        if not self.until or len(self.until) == 10:
            return self.until
        month = self.until if len(self.until) == 7 else f"{self.until}-12"
        days = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
        return f"{month}-{days}"

    def may_hold(self, published: str) -> bool:
        """Whether a day, month or year can lie in the period; an unknown date can.

        >>> [Period(since="2019-03").may_hold(day) for day in ("2019", "2019-02-28", "")]
        [True, False, True]
        """
        start, end = self.first_day[: len(published)], self.last_day[: len(published)]
        return (not start or published >= start) and (not end or published <= end)


def _is_date(text: str) -> bool:
    if not _DAY.fullmatch(text) or text.startswith("0000"):
        return False
    return len(text) < 10 or int(text[8:]) <= calendar.monthrange(int(text[:4]), int(text[5:7]))[1]


@dataclass(frozen=True, slots=True, order=True)
class RecordId:
    """Which record of a search: the database it came from and its place there, from 1."""

    database: Database
    rank: int

    def __str__(self) -> str:
        return f"{self.database.value}:{self.rank}"


@dataclass(frozen=True, slots=True)
class Found:
    """One record as a database gave it. What it did not say is empty.

    Attributes:
        name: The database's own id of it.
        published: An ISO day, month or year.
        arxiv: The arXiv id without version.
        doi: In small letters, without an address before it.
        retracted: The database says that it was retracted or withdrawn.
    """

    id: RecordId
    title: str
    name: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    abstract: str = ""
    arxiv: PaperId | None = None
    doi: str = ""
    url: str = ""
    venue: str = ""
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What one database answered.

    Attributes:
        stated: How many records it says it has for the query; None if it does not say.
        failure: Why there may be more than was received; empty when all that was asked for came.
    """

    database: Database
    query: str
    asked_at: datetime
    stated: int | None = None
    failure: str = ""
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two records of one paper: ``id`` goes, ``of`` stays.

    Attributes:
        why: "same DOI", "same arXiv id" or "same title".
        score: The similarity of the titles as a share in [0, 1].
    """

    id: RecordId
    of: RecordId
    why: str
    score: float


class Fate(StrEnum):
    """What became of a record that is no duplicate."""

    REMOVED = "removed"  # before screening: outside the period, no title, retracted
    EXCLUDED = "excluded"  # screened, and not relevant
    SOUGHT = "sought"  # its text is wanted; ``synth fetch`` gets it
    NOT_RETRIEVED = "not_retrieved"  # wanted, and nobody here can get it


class Decider(StrEnum):
    """Who decided; PRISMA 2020 asks to tell them apart."""

    AUTOMATION = "automation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a record, who decided it, and why.

    Attributes:
        relevance: To the question, as a share in [0, 1]; None for one that was not screened.
    """

    id: RecordId
    fate: Fate
    by: Decider
    reason: str
    relevance: float | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that a person made to what is asked, before it was asked.

    Attributes:
        before: What the program would have asked, or the person changed before; empty where nothing was.
        after: What is asked instead; empty where the database is left out.
    """

    database: Database
    before: str
    after: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Search:
    """A search from its question to its last decision.

    Attributes:
        key: 12 hex digits of the hash of question, queries, period and limit.
        queries: What each database is asked, in the order they are asked.
        limit: The most records taken from one database.
        edits: How a person changed the queries, in the order in which it was done.
        decisions: At most one for each record that is no duplicate; none yet for one that waits for a person.
    """

    key: str
    question: str
    started_at: datetime
    queries: tuple[tuple[Database, str], ...]
    period: Period = Period()
    limit: int = 50
    answers: tuple[Answer, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    decisions: tuple[Decision, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def found(self) -> tuple[Found, ...]:
        """All records, in the order of the databases and their ranks."""
        return tuple(found for answer in self.answers for found in answer.found)

    @property
    def failures(self) -> tuple[Answer, ...]:
        """The databases that did not give all that was asked of them."""
        return tuple(answer for answer in self.answers if answer.failure)
