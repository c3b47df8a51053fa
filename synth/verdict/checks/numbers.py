"""Numbers: does each value of the claim stand in the passage."""

from typing import Final

from synth.claims.quantities import Quantity
from synth.verdict.checks.amounts import amounts, are_comparable, derived, matches, shown
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.types import Check

NAME: Final = "numbers"
_MIN_SHARED: Final = 0.3
"""Share of the claim's content words a passage must hold before a missing number counts against the claim."""


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
    """The number that stands in the passage where the claim has another one."""
    keys = case.claim.keys
    shared = keys & (case.here.keys | case.around)
    rivals = [item for item in free if are_comparable(number, item) and bool(number.unit) == bool(item.unit)]
    if not rivals or len(shared) < _MIN_SHARED * len(keys):
        return None
    same = [item for item in rivals if item.unit == number.unit]
    return (same or rivals)[0]


def _listed(case: Case, numbers: tuple[Quantity, ...]) -> str:
    return " and ".join(dict.fromkeys(shown(case.claim.text, number) for number in numbers))
