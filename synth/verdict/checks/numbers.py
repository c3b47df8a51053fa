"""Numbers: does each value of the claim stand in the passage."""

from typing import Final

from synth.claims.quantities import Quantity
from synth.claims.units import PERCENT, POINTS
from synth.verdict.checks.amounts import amounts, derived, matches, shown
from synth.verdict.checks.analysis import analyse
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.labels import labelled
from synth.verdict.checks.orders import HIGHER_IS_BETTER
from synth.verdict.checks.stems import running_text
from synth.verdict.checks.words import FUNCTION_WORDS
from synth.verdict.types import Check

NAME: Final = "numbers"
_MIN_SHARED: Final = 0.4
"""Share of the claim's content words a passage must hold before a missing number counts against the claim."""

_SMALL: Final = 10
"""Whole numbers up to here without a unit number things more often than they measure them."""


def check(case: Case) -> Check:
    """Compare the values; a conflict needs another value in the place of the claimed one."""
    claimed = amounts(case.claim.text)
    if not claimed:
        return silent(NAME, "the claim states no number")
    found = amounts(case.here.text)
    pairs = {at: [item for item in found if matches(number, item)] for at, number in enumerate(claimed)}
    taken = [item for items in pairs.values() for item in items]
    missing = [number for at, number in enumerate(claimed) if not pairs[at] and not derived(number, found)]
    if not missing:
        return agree(NAME, f"{_listed(case, claimed)} stands here too")
    free = [item for item in found if item not in taken]
    for number in missing:
        rival = _rival(case, number, free)
        if rival is not None:
            return conflict(
                NAME, f"the passage says {shown(case.here.text, rival)}, the claim {shown(case.claim.text, number)}"
            )
    return silent(NAME, f"{shown(case.claim.text, missing[0])} does not stand here")


def _rival(case: Case, number: Quantity, free: list[Quantity]) -> Quantity | None:
    """The number that stands in the passage where the claim has another one; of several the one labelled alike."""
    keys = case.claim.keys
    if len(keys & (case.here.keys | case.around)) < _MIN_SHARED * len(keys):
        return None
    if case.passage.cells and not analyse(case.passage.cells[0][1]).keys & keys:
        return None  # another row of the table
    if number.unit:
        rivals = [item for item in free if item.unit == number.unit or {item.unit, number.unit} <= {PERCENT, POINTS}]
    elif (number.value <= _SMALL and number.step >= 1) or _is_counted(case.claim.text, number):
        rivals = []
    else:
        rivals = [item for item in free if not item.unit and item.step == number.step]
        rivals = [item for item in rivals if not _is_counted(case.here.text, item)]
    labels = {item.quantity: item.own for item in labelled(case.here.text)}
    return max(rivals, key=lambda item: len(labels.get(item, frozenset()) & keys), default=None)


def _is_counted(text: str, number: Quantity) -> bool:
    """Whether a word that may be a unit stands right behind a number."""
    after = running_text(text)[number.span.end :].split(maxsplit=1)
    return bool(after) and after[0][0].islower() and after[0].strip(".,;)") not in FUNCTION_WORDS | HIGHER_IS_BETTER


def _listed(case: Case, numbers: tuple[Quantity, ...]) -> str:
    return " and ".join(dict.fromkeys(shown(case.claim.text, number) for number in numbers))
