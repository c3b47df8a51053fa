"""How two claims stand to each other: one finding in other words, findings that exclude each other, or neither."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.verdict.checks import CHECKS, CheckContext
from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.context import case_of
from synth.verdict.checks.orders import BETTER, EVEN, LESS, MORE, WORSE
from synth.verdict.types import Check, Outcome

# The bounds below were chosen with the pairs of tests/synthesis/data/agreement.tsv in view: what is reached on these
# pairs says that the rules can be told apart, not how well they do elsewhere.
NEAR: Final = 0.6
"""Cosine below which two claims are not compared at all."""
_SAME: Final = 0.75  # cosine of one finding in other words
_SAME_TYPED: Final = 0.65  # the same where numbers or a comparison agree as well
_SAME_NARROWER: Final = 0.78  # the same where one names something that the other does not
_LEAST_SHARED: Final = 0.2  # share of all content words that both have
_QUOTE_SHARED: Final = 0.3  # the same for a sentence of another paper, which is longer than a claim
_OPPOSED_SHARED: Final = 0.45  # what excludes must be about the same
_OPPOSED_SHARED_READ: Final = 0.6  # the same where only the entailment model says that it excludes
_OTHER_NUMBER_SHARED: Final = 0.7  # another number for the very same thing
_CONTRADICTED: Final = 0.9  # the surer direction of reading
_CONTRADICTED_BACK: Final = 0.25  # the other one
_TELLING: Final = frozenset({"numbers", "units", "comparison", "polarity", "quantifiers", "direction"})
_ORDERS: Final = MORE | LESS | BETTER | WORSE | EVEN


class Relation(StrEnum):
    """How two claims stand to each other."""

    SAME = "same"
    OPPOSITE = "opposite"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What models say of two claims.

    Attributes:
        cosine: Of their vectors, in [-1, 1].
        contradiction: Probability that the first excludes the second, and the second the first; zeros without a model.
    """

    cosine: float
    contradiction: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Related:
    """A relation with its reason."""

    relation: Relation
    why: str = ""


def related(one: str, other: str, likeness: Likeness) -> Related:
    """How two claims stand to each other; the same whichever comes first.

    Typed checks decide where they speak (numbers, comparisons, negation, quantifiers, direction); similarity of words
    and meaning says whether both are about the same, and the entailment model may say that they exclude each other.
    """
    first, second = sorted((one, other))
    ours, theirs = analyse(first), analyse(second)
    shared, extra = _shared(ours, theirs), _extra_names(ours, theirs)
    if not _may_be_related(ours, theirs, shared, extra, likeness.cosine):  # most pairs: spares them the checks
        return Related(Relation.OTHER)
    checks = (*_checks(first, second), *_checks(second, first))
    agreed = {check.name for check in checks if check.outcome is Outcome.AGREE}
    against = [check for check in checks if check.outcome is Outcome.CONFLICT and check.name not in agreed]
    excluded = _exclusion(against, agreed, shared, likeness)
    if excluded:
        return Related(Relation.OPPOSITE, excluded) if not any(extra) else Related(Relation.OTHER)
    if not _has_other_numbers(ours, theirs) and _is_same(against, agreed, shared, likeness, is_narrower=any(extra)):
        return Related(Relation.SAME, "the same in other words")
    return Related(Relation.OTHER)


def _may_be_related(
    ours: Analysis, theirs: Analysis, shared: float, extra: tuple[frozenset[str], frozenset[str]], cosine: float
) -> bool:
    """Whether any outcome of the checks could make two claims one finding, or findings that exclude each other."""
    if cosine < NEAR or all(extra):
        return False
    least = _SAME_NARROWER if any(extra) else _SAME_TYPED
    may_be_same = shared >= _LEAST_SHARED and cosine >= least and not _has_other_numbers(ours, theirs)
    return may_be_same or (shared >= _OPPOSED_SHARED and not any(extra))


def is_worth_reading(one: str, other: str, cosine: float) -> bool:
    """Whether the entailment model's word could change how two claims stand to each other."""
    if cosine < NEAR:
        return False
    ours, theirs = analyse(one), analyse(other)
    return _shared(ours, theirs) >= _OPPOSED_SHARED_READ and not any(_extra_names(ours, theirs))


@lru_cache(maxsize=131072)  # asked when a verdict is weighed and when its voices are counted
def is_about_same(claim: str, quote: str, cosine: float) -> bool:
    """Whether a quote is about what a claim is about, so that it can confirm or contradict it."""
    if cosine < NEAR:
        return False
    ours, theirs = analyse(claim), analyse(quote)
    return _shared(ours, theirs) >= _QUOTE_SHARED and not all(_extra_names(ours, theirs))


def _checks(claim: str, passage: str) -> list[Check]:
    """The checks that tell one finding from another, claim against claim."""
    case = case_of(claim, Passage(passage, Span(0, len(passage))), CheckContext())
    return [check(case) for name, check in CHECKS.items() if name in _TELLING]


@lru_cache(maxsize=16384)
def _content(text: str) -> frozenset[str]:
    """Common forms of what a claim is about: neither orders ("better") nor numbers."""
    kept = (word.keys for word in analyse(text).words if word.low.replace("-", "") not in _ORDERS and not word.number)
    return frozenset[str]().union(*kept)


def _shared(one: Analysis, other: Analysis) -> float:
    """The share of the content words of both that both have."""
    ours, theirs = _content(one.text), _content(other.text)
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _extra_names(one: Analysis, other: Analysis) -> tuple[frozenset[str], frozenset[str]]:
    """The names of each that the other does not hold: they speak of other data, languages, or systems."""
    return _lone_names(one, other.keys), _lone_names(other, one.keys)


def _lone_names(analysis: Analysis, there: frozenset[str]) -> frozenset[str]:
    """The names of one claim that the other one's words do not hold."""
    names = (word.keys for word in analysis.words if word.is_name)
    return frozenset[str]().union(*(keys for keys in names if not keys & there))


def _has_other_numbers(one: Analysis, other: Analysis) -> bool:
    """Whether both give numbers and none is given by both: ".553 on Twins" and "59.9 % of Twins" are two findings."""
    return bool(one.measures and other.measures) and not any(
        ours.equals(theirs) for ours in one.measures for theirs in other.measures
    )


def _exclusion(against: list[Check], agreed: set[str], shared: float, likeness: Likeness) -> str:
    """Why two claims cannot both be true; empty if they can."""
    numbers = [check for check in against if check.name in {"numbers", "units"}]
    others = [check for check in against if check not in numbers]
    if numbers:
        return numbers[0].why if shared >= _OTHER_NUMBER_SHARED and not others else ""
    for check in others:  # equal numbers outweigh a direction that is worded otherwise, but not a swapped comparison
        if shared >= _OPPOSED_SHARED and (check.name == "comparison" or "numbers" not in agreed):
            return check.why
    surer, back = max(likeness.contradiction), min(likeness.contradiction)
    is_read = surer >= _CONTRADICTED and back >= _CONTRADICTED_BACK and shared >= _OPPOSED_SHARED_READ
    return "read side by side, they exclude each other" if is_read and not agreed & {"numbers", "comparison"} else ""


def _is_same(against: list[Check], agreed: set[str], shared: float, likeness: Likeness, *, is_narrower: bool) -> bool:
    """Whether two claims that do not exclude each other are one finding."""
    if shared < _LEAST_SHARED or any(check.name != "direction" or "numbers" not in agreed for check in against):
        return False
    if is_narrower:
        return likeness.cosine >= _SAME_NARROWER
    return likeness.cosine >= (_SAME_TYPED if agreed & {"numbers", "comparison"} else _SAME)
