"""Seven automated reviewers: each a stated rubric over stored facts, each point traceable to the facts behind it.

This is arithmetic over verdicts, not peer review. What a rubric counts as good is always a claim or a reference for
which something holds and that is not refuted, as a share of all it looks at: a further refuted claim can lower a score
and never raise it, and a reference that is resolved can raise it and never lower it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean, pstdev
from typing import Final

OUT_OF: Final = 10.0
_DIGITS: Final = 1
_MOST_FAULTS: Final = 5  # inconsistencies after which writing has no point left


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What is stored of one claim, as far as the reviewers read it.

    Attributes:
        id: Its first 8 digits.
        is_checked: Whether a source could be read for it.
        is_good: Verified, or stated by a paper and contradicted by none.
        is_ticked: Whether it has the tick: a paper that does not state it itself carries it.
        is_refuted: Labelled refuted, more likely than not.
        has_quote: Whether a verbatim passage with its place carries the verdict.
        has_numbers: Whether it gives numbers; ``numbers_agree`` whether the passage gives the same.
        on_topic: Whether it bears on the question; None without a question.
        voices: Papers that state or support it; ``is_opposed`` whether one says otherwise.
        survives: Whether its altered twins were told from it; None if it was not attacked.
        is_whole: Neither cut off nor copied word for word.
    """

    id: str
    is_checked: bool
    is_good: bool
    is_refuted: bool
    is_ticked: bool = False
    has_quote: bool = False
    has_numbers: bool = False
    numbers_agree: bool = False
    on_topic: bool | None = None
    voices: int = 0
    is_opposed: bool = False
    survives: bool | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class ReferenceFacts:
    """What is stored of one entry of the reference list."""

    id: str
    is_resolved: bool
    is_read: bool
    has_version: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the reviewers look at.

    Attributes:
        concepts: What the question asks about; ``covered`` which of them a claim that is not refuted speaks of.
        faults: The kinds of inconsistencies found in the report's text.
        is_abstract_copied: Whether the abstract stands in another text.
    """

    claims: tuple[ClaimFacts, ...]
    references: tuple[ReferenceFacts, ...]
    concepts: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    is_abstract_copied: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a rubric: how much of what it looks at is good.

    Attributes:
        what: What is counted, in words.
        weight: Share of the reviewer's ten points.
        missing: Ids of what is not good.
    """

    what: str
    good: int
    of: int
    weight: float
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """How much is good, in [0, 1]."""
        return self.good / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's score with its points; ``score`` is None where there was nothing to look at."""

    reviewer: str
    rubric: str
    points: tuple[Point, ...]

    @property
    def score(self) -> float | None:
        """Out of ten."""
        looked = [point for point in self.points if point.of]
        if not looked:
            return None
        whole = sum(point.weight for point in looked)
        return round(OUT_OF * sum(point.weight * point.share for point in looked) / whole, _DIGITS)


@dataclass(frozen=True, slots=True)
class Panel:
    """All reviews together."""

    reviews: tuple[Review, ...]

    @property
    def scores(self) -> tuple[float, ...]:
        """The scores of those that had something to look at."""
        return tuple(review.score for review in self.reviews if review.score is not None)

    @property
    def score(self) -> float | None:
        """The mean out of ten; None if no reviewer had anything to look at."""
        return round(mean(self.scores), _DIGITS) if self.scores else None

    @property
    def spread(self) -> float:
        """The standard deviation between the reviewers."""
        return round(pstdev(self.scores), _DIGITS) if self.scores else 0.0


def reviewed(facts: Facts) -> Panel:
    """What each reviewer says of the facts."""
    return Panel(tuple(Review(name, rubric, tuple(points(facts))) for name, rubric, points in REVIEWERS))


def _share(
    what: str, claims: Sequence[ClaimFacts], is_good: Callable[[ClaimFacts], bool], weight: float = 1.0
) -> Point:
    """How many claims are good in some way and not refuted."""
    missing = tuple(claim.id for claim in claims if claim.is_refuted or not is_good(claim))
    return Point(what, len(claims) - len(missing), len(claims), weight, missing)


def _of_references(
    what: str, references: Sequence[ReferenceFacts], is_good: Callable[[ReferenceFacts], bool], weight: float
) -> Point:
    missing = tuple(reference.id for reference in references if not is_good(reference))
    return Point(what, len(references) - len(missing), len(references), weight, missing)


def _checked(facts: Facts) -> list[ClaimFacts]:
    return [claim for claim in facts.claims if claim.is_checked]


def _coverage(facts: Facts) -> list[Point]:
    absent = tuple(name for name in facts.concepts if name not in facts.covered)
    return [
        _of_references("references that name a paper", facts.references, lambda item: item.is_resolved, 0.3),
        _of_references("references read in full text", facts.references, lambda item: item.is_read, 0.3),
        Point(
            "concepts of the question that a claim speaks of",
            len(facts.concepts) - len(absent),
            len(facts.concepts),
            0.4,
            absent,
        ),
    ]


def _grounding(facts: Facts) -> list[Point]:
    checked = _checked(facts)
    return [
        _share("checked claims that the papers carry", checked, lambda claim: claim.is_good, 0.5),
        _share("checked claims that another paper confirms", checked, lambda claim: claim.is_ticked, 0.2),
        _share("claims that could be checked and stand", facts.claims, lambda claim: claim.is_checked, 0.3),
    ]


def _numbers(facts: Facts) -> list[Point]:
    counted = [claim for claim in _checked(facts) if claim.has_numbers]
    return [_share("claims with numbers that stand so in the paper", counted, lambda claim: claim.numbers_agree)]


def _relevance(facts: Facts) -> list[Point]:
    asked = [claim for claim in facts.claims if claim.on_topic is not None]
    return [
        _share("claims that bear on the question", asked, lambda claim: claim.on_topic is True, 0.5),
        _share(
            "claims that bear on it and that the papers carry",
            asked,
            lambda claim: claim.on_topic is True and claim.is_good,
            0.5,
        ),
    ]


def _agreement(facts: Facts) -> list[Point]:
    checked = _checked(facts)
    return [
        _share("checked claims that no paper contradicts", checked, lambda claim: not claim.is_opposed, 0.6),
        _share("checked claims that more than one paper makes", checked, lambda claim: claim.voices > 1, 0.4),
    ]


def _reproducibility(facts: Facts) -> list[Point]:
    attacked = [claim for claim in facts.claims if claim.survives is not None or claim.is_refuted]
    return [
        _share(
            "claims whose verdict rests on a quote with its place", facts.claims, lambda claim: claim.has_quote, 0.5
        ),
        _of_references("references pinned to a version", facts.references, lambda item: item.has_version, 0.3),
        _share(
            "verified or refuted claims that are told from altered twins",
            attacked,
            lambda claim: claim.survives is True,
            0.2,
        ),
    ]


def _writing(facts: Facts) -> list[Point]:
    faults = min(len(facts.faults), _MOST_FAULTS)
    own = int(not facts.is_abstract_copied)
    return [
        _share("claims that are whole and in own words", facts.claims, lambda claim: claim.is_whole, 0.3),
        Point(
            "contradictions within the report avoided", _MOST_FAULTS - faults, _MOST_FAULTS, 0.4, tuple(facts.faults)
        ),
        Point("abstract of its own", own, 1, 0.3, () if own else ("abstract",)),
    ]


REVIEWERS: Final[tuple[tuple[str, str, Callable[[Facts], list[Point]]], ...]] = (
    ("coverage", "Are the references real and read, and does the report speak of what the question asks?", _coverage),
    ("grounding", "Do the papers carry the claims?", _grounding),
    ("numbers", "Do the numbers stand so in the papers?", _numbers),
    ("relevance", "Do the claims bear on the question?", _relevance),
    ("agreement", "Do the papers agree with the claims and with each other?", _agreement),
    ("reproducibility", "Can a reader find each claim's place again, and does its verdict hold?", _reproducibility),
    ("writing", "Is the report one with itself, whole, and in its own words?", _writing),
)
"""Name, question, and rubric of each reviewer; weights are shares of its ten points, and lines with nothing to look at
are left out."""
