"""What a text asserts: claims, where they stand, and how a report flagged them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

PaperId = NewType("PaperId", str)
"""``2104.08645``, ``hep-th/9901001``, or ``local:<12 hex digits of the content's hash>``; never with a version."""

ClaimId = NewType("ClaimId", str)
"""16 hex digits of the hash of the claim's normalised text; see ``claims.ids.claim_id``."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``[start, end)`` of a text.

    Raises:
        ValueError: If the range is empty in the wrong direction or starts below zero.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share a character.

        >>> Span(0, 3).overlaps(Span(3, 5))
        False
        """
        return self.start < other.end and other.start < self.end


class ClaimType(StrEnum):
    """What kind of statement a claim is."""

    RESULT = "result"
    COMPARISON = "comparison"
    METHOD = "method"
    SETTING = "setting"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim was read: a paper or a report (never both), and the characters of its text.

    ``paper`` and ``report`` are both None for a claim that a person added by hand.
    """

    paper: PaperId | None = None
    report: str | None = None  # the report's id: 12 hex digits of its content's hash
    span: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report itself says of a claim: its tick and its score, taken over as they stand."""

    verified: bool | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One self-contained assertion.

    Attributes:
        text: The assertion in plain characters, markup resolved, never cut by us.
        truncated: The source itself broke off (reports cut claims at 120 characters).
        stated_by: Papers from which the same claim was extracted, in order of first sight.
        cites: Papers the claim is attributed to by the report; empty means all of the report's.
        importance: Share in [0, 1]; orders the claims of a paper.
    """

    id: ClaimId
    text: str
    type: ClaimType
    origin: Origin
    truncated: bool = False
    stated_by: tuple[PaperId, ...] = ()
    cites: tuple[PaperId, ...] = ()
    reported: Reported | None = None
    importance: float = 0.5
