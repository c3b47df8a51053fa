"""What a person says of verdicts: decisions, where they are kept, and what the review page is given to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from synth.claims.document import Box
from synth.claims.types import ClaimId, PaperId, Span
from synth.ports.papers import Paper
from synth.verdict.types import ClaimVerdict, Evidence, Label, Status


class Action(StrEnum):
    """What a person did."""

    ACCEPT = "accept"
    REJECT = "reject"  # the verdict is wrong, without saying which label is right
    RELABEL = "relabel"
    EVIDENCE = "evidence"  # another passage is the evidence
    NOTE = "note"
    UNDO = "undo"


class Stance(StrEnum):
    """Where a person's opinion of a verdict stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Place:
    """A passage: characters ``span`` of one version of a paper."""

    paper: PaperId
    version: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Chosen:
    """The passage that a person names as evidence, with its words and their hash."""

    place: Place
    quote: str
    hash: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person holds of a claim; ``label`` is set where they accepted or corrected one."""

    stance: Stance = Stance.OPEN
    label: Label | None = None
    evidence: Chosen | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return self == Opinion()


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict that a person looked at."""

    status: Status
    label: Label | None
    verified: bool
    confidence: float | None

    @classmethod
    def of(cls, verdict: ClaimVerdict) -> "Judged":
        """What of a verdict a decision refers to."""
        return cls(verdict.status, verdict.label, verdict.verified, verdict.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing a person did. Decisions are only ever added: undoing one is a decision too.

    Attributes:
        revision: 1 for the first decision on a claim, then one more each time.
        text: The claim's words, so that a decision can be read by itself.
        undoes: The revision that an undo takes back.
        number: Its place among all decisions, from 1; 0 before it is kept.
    """

    claim: ClaimId
    revision: int
    at: datetime
    reviewer: str
    action: Action
    before: Opinion
    after: Opinion
    judged: Judged
    why: str = ""
    text: str = ""
    undoes: int | None = None
    number: int = 0


class Reviews(Protocol):
    """Where decisions are kept."""

    def decisions(self, *, after: int = 0) -> Sequence[Decision]:
        """All decisions whose number is larger than ``after``, in the order in which they were made."""
        ...

    def save_decision(self, decision: Decision) -> None:
        """Add a decision.

        Raises:
            ConflictError: If the claim's next revision is another one: somebody decided meanwhile.
        """
        ...

    def state_of_verdicts(self) -> str:
        """A word that changes whenever verdicts are added or removed."""
        ...


class PagePictures(Protocol):
    """Pages of papers as pictures. Raises SourceError where the paper's PDF is gone or unreadable."""

    def page_size(self, paper: Paper, page: int) -> tuple[float, float]:
        """Width and height of a page (from 1) as it is shown, in points."""
        ...

    def page_png(self, paper: Paper, page: int) -> bytes:
        """The page as a PNG."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims to list; an empty field means all.

    Attributes:
        label: A label, or a status where nothing was checked.
        stance: A stance, or ``noted`` for claims with a note.
        words: Each of them stands in the claim's text, or the whole is the start of its id.
    """

    label: str = ""
    stance: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A claim with its verdict and what a person holds of it.

    Attributes:
        revision: Of the newest decision; 0 without any.
        is_outdated: The verdict changed after the last decision.
    """

    verdict: ClaimVerdict
    opinion: Opinion
    revision: int
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The claims that were wanted, how many there are in all, and how many of all have a stance."""

    items: tuple[Item, ...]
    total: int
    decided: int


class Finder(StrEnum):
    """Who found a passage."""

    DECIDED = "decided"  # the passage that decided the verdict
    VERDICT = "verdict"  # another one that was read for it
    SEARCH = "search"  # a full-text search for the claim's words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that is, or could be, the evidence."""

    evidence: Evidence
    title: str
    found_by: Finder
    is_chosen: bool

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.evidence.paper, self.evidence.version, self.evidence.span)


@dataclass(frozen=True, slots=True)
class PageView:
    """A page to show: its size in points, and the passage's boxes on it."""

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The passage in view: the words around it, and the pages it stands on where there are pictures of them."""

    candidate: Candidate
    before: str
    after: str
    pages: tuple[PageView, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page shows of one claim.

    Attributes:
        titles: Those of the papers it names, by id.
        withdrawn: What is said of the withdrawal of the paper whose quote decided; empty for one that stands.
    """

    item: Item
    candidates: tuple[Candidate, ...]
    shown: Shown | None
    history: tuple[Decision, ...]
    titles: dict[PaperId, str]
    can_undo: bool
    withdrawn: str = ""


class Desk(Protocol):
    """What the review page asks for. Any method may raise StoreError."""

    def listing(self, wanted: Wanted) -> Listing:
        """The claims to list, those that ask for attention first."""
        ...

    def sheet(self, claim: str, place: Place | None = None) -> Sheet:
        """One claim with the passage at ``place`` in view, else the one that decided.

        Raises:
            UsageError: If there is no such claim.
        """
        ...

    def decide(
        self,
        claim: str,
        action: Action,
        *,
        seen: int,
        reviewer: str,
        label: Label | None = None,
        place: Place | None = None,
        why: str = "",
    ) -> Decision:
        """Keep what a person did.

        Raises:
            ConflictError: If ``seen`` is not the claim's newest revision.
            UsageError: If there is no such claim or passage, or the action makes no sense for it.
        """
        ...

    def page_png(self, paper: str, version: int | None, page: int) -> bytes:
        """A page as a picture.

        Raises:
            SourceError: If there is no such page, or its PDF is gone.
        """
        ...
