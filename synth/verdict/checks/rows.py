"""A claimed number before a table row: is it in the row and the column that the claim names."""

from dataclasses import dataclass

from synth.claims.quantities import Quantity
from synth.verdict.checks.amounts import amounts, matches
from synth.verdict.checks.analysis import analyse
from synth.verdict.checks.context import Case
from synth.verdict.checks.names import names_of, stands_in, text_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claimed number stands in a row.

    Attributes:
        is_there: Row and column are those that the claim names; else the claim names others.
        here: The row or column that the number stands in.
        claimed: What the claim names in its stead; empty where it is there.
    """

    is_there: bool
    here: str
    claimed: str = ""


def place_of(case: Case, number: Quantity) -> Place | None:
    """Where a number of the claim stands in a table row; None if it does not or the claim names neither place.

    The column is told by the headers of the other columns, the row by a name that the row does not hold.
    """
    if not case.passage.cells:
        return None
    (_, row), *cells = case.passage.cells
    holding = [header for header, value in cells if any(matches(number, item) for item in amounts(value))]
    if not holding:
        return None
    told = {header: analyse(header).keys & case.claim.keys for header, _ in cells}
    here = max(holding, key=lambda header: len(told[header]))
    elsewhere = [header for header in told if header not in holding and told[header] - told[here]]
    if elsewhere and not told[here]:
        return Place(is_there=False, here=here, claimed=elsewhere[0])
    header = analyse(row)
    is_row = bool(header.keys & case.claim.keys)
    missing = [name for name in names_of(case.claim, case.context) if not stands_in(name, case)]
    is_named = bool(names_of(header, case.context)) and not is_row
    if missing and is_named and any(word.low in case.context.names for word in missing[0]):
        return Place(is_there=False, here=row, claimed=text_of(missing[0]))
    if is_row and (told[here] or len(cells) == 1):
        return Place(is_there=True, here=f"{row}, {here}".strip(", "))
    return None
