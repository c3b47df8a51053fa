"""What was decided about a claim, by what evidence, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from synth.claims.document import Box
from synth.claims.types import Claim, PaperId, Span


class Label(StrEnum):
    """What a careful annotator who reads the whole document would say of the claim."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    REFUTED = "refuted"
    NOT_ENOUGH_INFO = "not_enough_info"


class Status(StrEnum):
    """Whether a claim could be checked at all."""

    CHECKED = "checked"
    SOURCE_UNAVAILABLE = "source_unavailable"
    UNCHECKABLE = "uncheckable"  # a question, a single word, symbols, another language


class Outcome(StrEnum):
    """The answer of one typed check."""

    AGREE = "agree"
    CONFLICT = "conflict"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Check:
    """One typed check's answer, with a sentence a person understands."""

    name: str
    outcome: Outcome
    why: str


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Shares in [0, 1] that sum to 1: the chance of each label.

    Raises:
        ValueError: If a share lies outside [0, 1] or the sum is not 1 to six digits.
    """

    supported: float
    partial: float
    refuted: float
    not_enough_info: float

    def __post_init__(self) -> None:
        values = self.values
        if any(not 0.0 <= value <= 1.0 for value in values) or abs(sum(values) - 1.0) > 1e-6:
            raise ValueError(f"not probabilities: {values}")

    @property
    def values(self) -> tuple[float, float, float, float]:
        """In the order of ``Label``."""
        return (self.supported, self.partial, self.refuted, self.not_enough_info)

    def of(self, label: Label) -> float:
        """The share of one label."""
        share: float = getattr(self, label.value)
        return share


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that carries evidence, with the headers that lead to it."""

    table: str  # "Table 3"
    row: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim piece of a document and how well it matches the claim.

    Attributes:
        quote: Exactly ``document.text[span]``.
        hash: ``sha256:`` and 16 hex digits of the quote's UTF-8 bytes.
        marks: Spans inside the quote whose words carry the verdict.
        scores: Similarities and model outputs by name; similarities, not probabilities.
        part: The part of a compound claim that the piece was found for; empty for the claim as a whole.
    """

    paper: PaperId
    version: int | None
    section: str
    page: int | None
    span: Span
    quote: str
    hash: str
    boxes: tuple[Box, ...] = ()
    cell: Cell | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    marks: tuple[Span, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """What one paper says of one claim.

    ``verified`` says that it supports the claim at least as surely as the threshold of its calibration asks; it is set
    where the verdicts of all papers are put together.
    """

    paper: PaperId
    version: int | None
    label: Label
    probabilities: Probabilities
    reason: str
    checks: tuple[Check, ...] = ()
    evidence: tuple[Evidence, ...] = ()  # best first; evidence[0] decided
    verified: bool = False

    @property
    def confidence(self) -> float:
        """The calibrated probability of the label, in [0, 1]."""
        return self.probabilities.of(self.label)


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What all papers together say of one claim.

    ``label``, ``probabilities`` and ``confidence`` are None unless the status is ``checked``. ``verified``
    is the tick: supported, and at least as likely as the calibration's threshold, never below .5. ``scope``,
    ``relevance``, ``rerun`` and ``review`` say what else is known of the claim, None where nothing is; see the schema.
    """

    claim: Claim
    status: Status
    reason: str
    label: Label | None = None
    probabilities: Probabilities | None = None
    verified: bool = False
    checks: tuple[Check, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    by_paper: tuple[PaperVerdict, ...] = ()
    attack: Mapping[str, Any] | None = None
    scope: Mapping[str, Any] | None = None
    relevance: Mapping[str, Any] | None = None
    rerun: Mapping[str, Any] | None = None
    review: Mapping[str, Any] | None = None

    @property
    def confidence(self) -> float | None:
        """The calibrated probability of the shown label, in [0, 1]."""
        if self.label is None or self.probabilities is None:
            return None
        return self.probabilities.of(self.label)


@dataclass(frozen=True, slots=True)
class CalibrationNote:
    """Which calibration stands behind the confidences shown."""

    set: str
    n: int
    ece: float
    ece_expected: float
    kind: str  # abstract, paper or table
    bins: tuple[tuple[float, float, int], ...] = ()  # (mean probability of support, share supported, claims)
