"""Times given in two units, and times that can be told in others: "1 hour and 40 minutes", "48 hours" for two days."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from synth.claims.quantities import Quantity
from synth.claims.types import Span
from synth.verdict.checks.words import SAME_UNITS

SECONDS: Final[dict[str, float]] = {
    "ms": 1e-3, "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0,
}  # fmt: skip
"""How many seconds a unit of time has."""
_JOINT: Final = re.compile(r"\s?(?:[a-z]+)?,?\s(?:and\s)?")


def unit_of(quantity: Quantity) -> str:
    """A unit under its common name."""
    return SAME_UNITS.get(quantity.unit, quantity.unit)


def joined(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Numbers with hours and the minutes behind them made one: "1 hour and 40 minutes" is 1.67 hours."""
    last: Quantity | None = None
    for item in found:
        if last is not None and _belongs(text, last, item):
            factor = SECONDS[unit_of(item)] / SECONDS[unit_of(last)]
            last = replace(
                last,
                value=last.value + item.value * factor,
                step=item.step * factor,
                span=Span(last.span.start, item.span.end),
            )
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def _belongs(text: str, large: Quantity, small: Quantity) -> bool:
    """Whether a number goes on with a smaller unit of time."""
    one, two = SECONDS.get(unit_of(large), 0.0), SECONDS.get(unit_of(small), 0.0)
    between = text[large.span.end : small.span.start]
    return one > two > 0 and small.value * two < one and bool(_JOINT.fullmatch(between))


def in_unit(found: Quantity, unit: str) -> Quantity:
    """A time in another unit of time; any other number as it is."""
    target, source = SECONDS.get(SAME_UNITS.get(unit, unit)), SECONDS.get(unit_of(found))
    if target is None or source is None or target == source:
        return found
    factor = source / target
    high = None if found.high is None else found.high * factor
    return replace(found, value=found.value * factor, high=high, step=found.step * factor, unit=unit)
