"""Two numbers of one sentence that settle a comparison: "the oak film has 2 hours, the elm film 17"."""

from dataclasses import dataclass
from typing import Final

from synth.claims.units import PERCENT, POINTS
from synth.verdict.checks.amounts import are_comparable, differ
from synth.verdict.checks.analysis import analyse
from synth.verdict.checks.durations import SECONDS, in_unit, unit_of
from synth.verdict.checks.labels import Labelled, labelled
from synth.verdict.checks.orders import LOWER_IS_BETTER
from synth.verdict.checks.sides import Comparison
from synth.verdict.checks.words import SCORE_UNITS, TEXT_UNITS, words

_SIZE: Final = words("larger bigger smaller")
_LENGTH: Final = words("longer shorter")
_AMOUNT: Final = words("more fewer less higher lower")


@dataclass(frozen=True, slots=True)
class Ranked:
    """Two numbers that a comparison is about.

    Attributes:
        sign: How the first side's stands to the second side's: 1 higher, -1 lower.
    """

    sign: int
    first: str
    second: str


def valued(claim: str, ours: Comparison, passage: str) -> Ranked | None:
    """How the numbers of a passage order the two sides of a comparison; None where they do not tell.

    Each side must have one number of its own, and the numbers must measure what the comparison is about.
    """
    first, second = ours.first - ours.second, ours.second - ours.first
    ones = [item for item in labelled(passage) if item.own & first and not item.own & second]
    others = [item for item in labelled(passage) if item.own & second and not item.own & first]
    if len(ones) != 1 or len(others) != 1 or not _can_order(claim, ours, ones[0], others[0], passage):
        return None
    one, other = ones[0].quantity, in_unit(others[0].quantity, ones[0].quantity.unit)
    sign = (one.value > other.value) - (one.value < other.value)
    return Ranked(sign, f"{one.value:g}", f"{other.value:g}")


def _can_order(claim: str, ours: Comparison, one: Labelled, other: Labelled, passage: str) -> bool:
    """Whether two numbers measure what a comparison is about."""
    here, there = one.quantity, in_unit(other.quantity, one.quantity.unit)
    if not are_comparable(here, there) or not differ(here, there) or one.sentence != other.sentence:
        return False
    is_score = here.unit in SCORE_UNITS | {PERCENT, POINTS} or (not here.unit and here.step < 1)
    if ours.word in _SIZE:
        return not is_score
    if ours.word in _LENGTH:
        return unit_of(here) in SECONDS or here.unit in TEXT_UNITS
    said = {word.low for text in (claim, passage) for word in analyse(text).words}
    if ours.word in _AMOUNT:
        shared = analyse(claim).keys & analyse(passage).keys - ours.first - ours.second
        return bool(shared) or here.unit in said
    return ours.is_judged and is_score and not ours.is_pace and not said & LOWER_IS_BETTER
