"""A number beside the one that the claim's words go with: "62M cards, and the full text of 7M of them"."""

from typing import Final

from synth.claims.quantities import Quantity
from synth.claims.units import TIMES
from synth.verdict.checks.amounts import amounts, matches
from synth.verdict.checks.context import Case
from synth.verdict.checks.numbers import around
from synth.verdict.checks.orders import HOLLOW
from synth.verdict.checks.words import SCORE_UNITS

_LEAST: Final = 3
"""Words around the claim's number that stand around another one. Source: before the gold sentences of 21,947 written
claims, 10,545 of them true, it speaks on one, which is false; with two words of any unit, on 12 true and 24 false."""


def of_its_neighbour(case: Case) -> tuple[Quantity, Quantity, frozenset[str]] | None:
    """The passage's number that a claim gives, a later one that the claim's words go with, and those words.

    None where the passage has the claim's number in several places, or one of the claim's words beside it. What is
    said once goes before an earlier number, or behind several that count nothing of their own ("in 70% and 45% of").
    """
    claimed, found = amounts(case.claim.text), amounts(case.here.text)
    for number in claimed:
        homes = [item for item in found if matches(number, item)]
        if len(homes) != 1 or homes[0].unit in {"", TIMES, *SCORE_UNITS}:
            continue
        at_home = around(case.here, homes[0])
        said = around(case.claim, number) - HOLLOW - _counted(case, number, homes[0])
        later = [item for item in found if item.span.start > homes[0].span.start and not said & at_home]
        for rival in later:
            foreign = said & around(case.here, rival) - at_home
            is_free = rival.value != homes[0].value and not any(matches(other, rival) for other in claimed)
            if is_free and len(foreign) >= _LEAST and _sentence(case, rival) == _sentence(case, homes[0]):
                return homes[0], rival, foreign
    return None


def _counted(case: Case, *numbers: Quantity) -> frozenset[str]:
    """Keys of what numbers count: the unit says it in the singular."""
    units = tuple(number.unit for number in numbers if number.unit)
    words = (*case.claim.words, *case.here.words)
    return frozenset[str]().union(*(word.keys for word in words if word.low.startswith(units)))


def _sentence(case: Case, number: Quantity) -> int:
    return case.here.words[min(case.here.index_at(number.span.start), len(case.here.words) - 1)].sentence
