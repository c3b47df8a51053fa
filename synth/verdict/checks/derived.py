"""Numbers that follow from two others: a difference, a ratio, a share, a relative change."""

from collections.abc import Iterator
from typing import Final

from synth.claims.quantities import Bound, Quantity
from synth.claims.units import PERCENT, POINTS, TIMES
from synth.verdict.checks.amounts import ABOVE, BELOW, NEAR, ROUGH, are_comparable, is_fraction
from synth.verdict.checks.words import SCORE_UNITS

_FEW: Final = 4
"""Of more numbers than this some pair has nearly any ratio."""


def derived(claimed: Quantity, found: tuple[Quantity, ...]) -> tuple[Quantity, Quantity] | None:
    """Two numbers of a passage that the claim's follows from; None if there are none.

    It may state their difference, their ratio, the share that one is of the other, or how much one is above the other.
    """
    return gap_of(claimed, found) or _ratio_of(claimed, found)


def gap_of(claimed: Quantity, found: tuple[Quantity, ...]) -> tuple[Quantity, Quantity] | None:
    """Two numbers of a passage whose difference in points the claim states; None if there are none."""
    if claimed.unit not in SCORE_UNITS:
        return None
    for one, other in _pairs(found):
        slack = 0.5 * max(claimed.step, min(one.step, other.step)) * (1 + 1e-6)
        slack = max(slack, ROUGH * claimed.value) if claimed.bound is Bound.ABOUT else slack
        gap = abs(one.value - other.value)
        if abs(gap - claimed.value) <= slack or _is_bounded(claimed, gap):
            return one, other
    return None


def _ratio_of(claimed: Quantity, found: tuple[Quantity, ...]) -> tuple[Quantity, Quantity] | None:
    """Two numbers of a passage whose ratio the claim states, as a factor, a share or a relative change."""
    for one, other in _pairs(found):
        low, high = sorted((abs(one.value), abs(other.value)))
        if low == 0 or (one.unit and claimed.unit == PERCENT and not _is_countable(one, other)):
            continue
        is_factor = abs(high / low - claimed.value) <= ROUGH * claimed.value or _is_bounded(claimed, high / low)
        if claimed.unit == TIMES and is_factor:
            return one, other
        ratios = (
            (100 * low / high,)
            if is_fraction(claimed)
            else (100 * low / high, 100 - 100 * low / high, 100 * high / low - 100)
        )
        is_rough = is_fraction(claimed) or claimed.bound is Bound.ABOUT
        slack = max(ROUGH * claimed.value if is_rough else 0.0, 0.5 * claimed.step)
        if (
            claimed.unit == PERCENT
            and len(found) <= _FEW
            and any(abs(item - claimed.value) <= slack for item in ratios)
        ):
            return one, other
    return None


def _is_bounded(claimed: Quantity, value: float) -> bool:
    """Whether a value lies where a bound of the claim allows: 13.6 for "more than 13"."""
    low, high = sorted((claimed.value, value))
    return high <= low * (1 + NEAR) and claimed.bound in (ABOVE if value > claimed.value else BELOW)


def _pairs(found: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of different numbers that can measure the same thing."""
    for at, one in enumerate(found):
        yield from (
            (one, other) for other in found[at + 1 :] if are_comparable(one, other) and one.value != other.value
        )


def _is_countable(one: Quantity, other: Quantity) -> bool:
    """Whether both numbers count or measure things, so that one may be a share of the other."""
    return not {one.unit, other.unit} & {PERCENT, POINTS, TIMES}
