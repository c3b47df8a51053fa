"""The numbers of a PRISMA 2020 flow diagram, counted from the records of a search.

Source:
    Page et al. (2021), The PRISMA 2020 statement, figure 1, https://doi.org/10.1136/bmj.n71.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from synth.claims.types import PaperId
from synth.synthesis.literature import Decider, Fate, Search

Reasons = tuple[tuple[str, int], ...]
"""Reasons with how often each occurred, the most frequent first."""

NO_CLAIMS = "no claim found in its text"
NO_REASON = "no reason given"


class Retrieval(StrEnum):
    """Whether a paper's text could be had."""

    RETRIEVED = "retrieved"
    FAILED = "failed"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Sought:
    """A paper of the workspace, as far as the flow needs it.

    Attributes:
        reason: Why it could not be retrieved.
        claims: How many claims were found in its text.
    """

    paper: PaperId
    retrieval: Retrieval
    reason: str = ""
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Stream:
    """Reports from wish to inclusion.

    ``sought == not_retrieved + pending + assessed`` and ``assessed == excluded + included``.

    Attributes:
        pending: Not tried yet.
    """

    sought: int
    not_retrieved: int
    pending: int
    assessed: int
    excluded: int
    included: int
    why_not_retrieved: Reasons = ()
    why_excluded: Reasons = ()


@dataclass(frozen=True, slots=True)
class FlowCounts:
    """The numbers of the diagram; they add up by construction.

    ``identified == duplicates + removed + screened`` and
    ``screened == undecided + excluded_by_automation + excluded_by_person + databases.sought``.

    Attributes:
        key: Of the search.
        identified_by: Records by database; a database that failed gave what it gave.
        undecided: Screened records that wait for a person.
        failed: Databases that did not give all that was asked of them, with the reason.
        databases: Reports found by the search.
        others: Reports that came into the workspace in other ways: named by hand, or by an earlier search.
    """

    key: str
    question: str
    searched_on: str
    identified_by: Reasons
    duplicates: int
    removed: int
    screened: int
    undecided: int
    excluded_by_automation: int
    excluded_by_person: int
    databases: Stream
    others: Stream
    why_duplicate: Reasons = ()
    why_removed: Reasons = ()
    failed: tuple[tuple[str, str], ...] = ()

    @property
    def identified(self) -> int:
        """All records."""
        return sum(count for _, count in self.identified_by)

    @property
    def excluded(self) -> int:
        """Records that were screened and left out."""
        return self.excluded_by_automation + self.excluded_by_person

    @property
    def included(self) -> int:
        """Reports included, however they were found."""
        return self.databases.included + self.others.included


def flow_counts(search: Search, reports: Iterable[Sought]) -> FlowCounts:
    """Count what became of each record of a search and of each paper in the workspace.

    Args:
        search: The search.
        reports: The papers of the workspace, each once.
    """
    by_id = {report.paper: report for report in reports}
    fates = Counter(decision.fate for decision in search.decisions)
    excluded = Counter(decision.by for decision in search.decisions if decision.fate is Fate.EXCLUDED)
    papers = _papers(search)
    sought = [papers[decision.id] for decision in search.decisions if decision.fate is Fate.SOUGHT]
    screened = len(search.found) - len(search.duplicates) - fates[Fate.REMOVED]
    return FlowCounts(
        key=search.key,
        question=search.question,
        searched_on=search.started_at.date().isoformat(),
        identified_by=tuple((answer.database.title, len(answer.found)) for answer in search.answers),
        duplicates=len(search.duplicates),
        removed=fates[Fate.REMOVED],
        screened=screened,
        undecided=screened - fates[Fate.EXCLUDED] - fates[Fate.SOUGHT] - fates[Fate.NOT_RETRIEVED],
        excluded_by_automation=excluded[Decider.AUTOMATION],
        excluded_by_person=excluded[Decider.PERSON],
        databases=_stream(
            [by_id.get(paper, Sought(paper, Retrieval.PENDING)) for paper in sought],
            [decision.reason for decision in search.decisions if decision.fate is Fate.NOT_RETRIEVED],
        ),
        others=_stream([report for paper, report in by_id.items() if paper not in set(sought)], []),
        why_duplicate=_counted(pair.why for pair in search.duplicates),
        why_removed=_counted(
            decision.reason.partition(" (")[0] for decision in search.decisions if decision.fate is Fate.REMOVED
        ),
        failed=tuple((answer.database.title, answer.failure) for answer in search.failures),
    )


def _papers(search: Search) -> Mapping[object, PaperId]:
    """The arXiv id of each record that stays: its own, or that of a duplicate."""
    own = {found.id: found.arxiv for found in search.found}
    for pair in search.duplicates:
        own[pair.of] = own[pair.of] or own[pair.id]
    return {key: paper for key, paper in own.items() if paper is not None}


def _stream(reports: list[Sought], unobtainable: list[str]) -> Stream:
    failed = [report for report in reports if report.retrieval is Retrieval.FAILED]
    assessed = [report for report in reports if report.retrieval is Retrieval.RETRIEVED]
    empty = sum(report.claims == 0 for report in assessed)
    return Stream(
        sought=len(reports) + len(unobtainable),
        not_retrieved=len(failed) + len(unobtainable),
        pending=len(reports) - len(failed) - len(assessed),
        assessed=len(assessed),
        excluded=empty,
        included=len(assessed) - empty,
        why_not_retrieved=_counted([*unobtainable, *(report.reason for report in failed)]),
        why_excluded=((NO_CLAIMS, empty),) if empty else (),
    )


def _counted(reasons: Iterable[str]) -> Reasons:
    return tuple(
        sorted(Counter(reason or NO_REASON for reason in reasons).items(), key=lambda item: (-item[1], item[0]))
    )
