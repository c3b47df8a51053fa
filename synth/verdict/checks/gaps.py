"""How far two rows of a table are apart: "by 1.6 points", "twice", "more than 3 % better"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from synth.claims.quantities import Quantity
from synth.claims.types import Span
from synth.claims.units import PERCENT, POINTS, TIMES
from synth.verdict.checks.amounts import matches
from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.orders import BETTER, LESS, MORE, WORSE
from synth.verdict.checks.standings import Pair
from synth.verdict.checks.words import SCORE_UNITS, words

_BEFORE: Final = re.compile(
    r"\b(?:by|costs?|loses?|gains?|adds?|saves?|(?:gains?|improvements?|difference|gap|margin|drop|increase|decrease|reduction|loss|lead)\s(?:of|is|was))"
    r"\s?(?:about|around|roughly|nearly|almost|more than|over|at least|up to|only|just|a full)?\s?$",
    re.IGNORECASE,
)
_OF_DIFFERENCE: Final = (
    MORE | LESS | BETTER | WORSE | words("gain improvement difference gap margin drop lead")
) - words(
    "best top tops",
)
_BETWEEN: Final = words("percent percentage point points absolute relative absolutely relatively % bleu f1 accuracy in")
_RANGE: Final = re.compile(r"\s?[∼~–-]\s?\d")
_REACH: Final = 4
_DECIMALS: Final = 6


def differences(claim: Analysis) -> tuple[Quantity, ...]:
    """The numbers of a claim that say how far two things are apart.

    >>> from synth.verdict.checks.analysis import analyse
    >>> [item.value for item in differences(analyse("XNet (81.2) beats YNet by 1.6 points and is 2 points better."))]
    [1.6, 2.0]
    """
    return tuple(item for item in claim.measures if _is_difference(claim, item))


def _is_difference(claim: Analysis, number: Quantity) -> bool:
    """Whether a number says how far two things are apart, by the words right before or right behind it."""
    at = claim.index_at(number.span.end - 1) + 1
    behind = claim.words[at : at + _REACH]
    if number.unit not in SCORE_UNITS | {TIMES, ""}:
        return bool(behind) and behind[0].low in MORE | LESS
    if _RANGE.match(claim.text, number.span.end):
        return False
    if number.unit == TIMES or _BEFORE.search(claim.text[: number.span.start]):
        return number.high is None
    for word in behind:
        if word.low in _OF_DIFFERENCE:
            return number.high is None
        if word.low not in _BETWEEN:
            return False
    return False


def fits(number: Quantity, pair: Pair) -> bool:
    """Whether two numbers of a table are as far apart as a number says: by a difference, or by a share or a factor."""
    return any(matches(number, found) for found in _apart(number, pair))


def _apart(number: Quantity, pair: Pair) -> Iterator[Quantity]:
    """How far two numbers are apart in the unit of a claimed number."""
    gap, least, most = abs(pair.one - pair.two), *sorted((abs(pair.one), abs(pair.two)))
    if number.unit == TIMES:
        if least:
            yield _quantity(most / least, TIMES, number.step)
        return
    yield _quantity(gap, number.unit, pair.step)
    if most <= 1:
        yield _quantity(100 * gap, number.unit, 100 * pair.step)
    if number.unit == PERCENT:
        for base in (pair.one, pair.two):
            if base:
                yield _quantity(100 * gap / abs(base), PERCENT, number.step)


def _quantity(value: float, unit: str, step: float) -> Quantity:
    """A computed number, rounded to the step it is told in."""
    digits = max(0, min(_DECIMALS, len(f"{step:.6f}".rstrip("0").partition(".")[2])))
    return Quantity(round(value, digits), unit or POINTS, Span(0, 1), step=step)


def misfit(numbers: Sequence[Quantity], pairs: Sequence[Pair]) -> Quantity | None:
    """The first number that no pair is apart by; None if each has one."""
    return next((number for number in numbers if not any(fits(number, pair) for pair in pairs)), None)
