"""A claimed number before a table: is it in the row and the column that the claim names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from synth.claims.quantities import Quantity
from synth.claims.units import POINTS
from synth.verdict.checks.amounts import amounts, differ, is_fraction, matches, shown
from synth.verdict.checks.analysis import Word, analyse
from synth.verdict.checks.context import Case
from synth.verdict.checks.gaps import differences
from synth.verdict.checks.grids import Grid, Head, grid_of, row_of
from synth.verdict.checks.headers import OURS, OWN
from synth.verdict.checks.labels import labelled
from synth.verdict.checks.mentions import Mention, Reading, mentions
from synth.verdict.checks.names import names_of, stands_in, text_of
from synth.verdict.checks.tables import table_of, table_reading
from synth.verdict.checks.words import words

_TELLING: Final = 20
"""Whole numbers below this stand in many cells."""
_AGAINST: Final = words("than over against versus vs vs. compared relative")
"""Words before what a result is only held against."""
_REACH: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claimed number stands in a table.

    Attributes:
        is_there: Row and column are those that the claim names; else the claim names others.
        here: The row or column that the number stands in.
        claimed: What the claim names in its stead; empty where it is there.
    """

    is_there: bool
    here: str
    claimed: str = ""


def place_of(case: Case, number: Quantity) -> Place | None:
    """Where a number of the claim stands in a table; None if it does not or the claim names neither place."""
    if not case.passage.cells:
        return None
    grid = grid_of(case.passage, case.context.grids)
    if grid is None or (not case.context.grids and len(grid.rows) == 1):
        return _place_in_row(case, number)
    place = _place_in(grid, table_reading(case, grid), number)
    return None if place and not place.is_there and _may_stand_in(case, grid, number) else place


def _may_stand_in(case: Case, grid: Grid, number: Quantity) -> bool:
    """Whether another table of the document may hold a number where the claim says that it stands."""
    weight = table_reading(case, grid).weight
    for other in case.context.grids:
        if other is not grid and number.value in other.values.values():
            told = table_reading(case, other)
            place = _place_in(other, told, number)
            if place.is_there if place else told.weight >= weight:
                return True
    return False


def _place_in(grid: Grid, told: Reading, number: Quantity) -> Place | None:
    """Where a number stands in a table, by the rows and columns that the words around it name."""
    labels = next((item for item in labelled(told.claim.text) if item.quantity.value == number.value), None)
    if labels is None or is_fraction(number) or number.value in {item.value for item in differences(told.claim)}:
        return None
    holding = [cell for cell in grid.shown if any(matches(number, item) for item in amounts(grid.shown[cell]))]
    numbered = {at for _, at in grid.shown}
    is_only = sum(not _is_small(item) for item in told.claim.measures) == 1
    reaches = (labels.own, labels.own | labels.shared, *([told.claim.keys | _numbers(told)] if is_only else []))
    rows, columns = (
        next((found for keys in reaches if (found := _named(told, keys, heads))), ())
        for heads in (grid.rows, grid.columns)
    )
    in_rows = {at for item in rows for at in item.lines}
    in_columns = {at for item in columns for at in item.lines} & numbered
    if not holding or not in_rows or not (in_columns or len(numbered) == 1):
        return None
    there = [cell for cell in holding if cell[0] in in_rows and (cell[1] in in_columns or not in_columns)]
    if there:
        return Place(is_there=True, here=_shown(grid, there[0]))
    aside = [cell for cell in holding if (cell[0] in in_rows) != (cell[1] in in_columns)]
    is_filled = any((row, column) in grid.shown for row in in_rows for column in in_columns or numbered)
    if (
        len(rows) > 1
        or len(columns) > 1
        or not aside
        or not is_filled
        or _is_small(number)
        or _is_own(grid, told, in_rows)
    ):
        return None  # of several rows, which goes with the number?
    claimed = _texts(grid.columns, in_columns) if aside[0][0] in in_rows else _texts(grid.rows, in_rows)
    return Place(is_there=False, here=_shown(grid, aside[0]), claimed=claimed)


def is_of_another_row(case: Case) -> bool:
    """Whether a passage is a row of a table of which the claim names other rows."""
    found = table_of(case)
    if found is None or not found[1].rows:
        return False
    row = row_of(found[0], case.passage)
    return row is not None and not any(row in item.lines for item in found[1].rows)


def other_value(case: Case, number: Quantity) -> str:
    """What a table has in the one cell that the claim names for a score that is not there; empty if unclear."""
    found = table_of(case)
    if found is None or any(number.value in other.values.values() for other in case.context.grids):
        return ""
    grid, told = found
    if number.step >= 1 or sum(item.step < 1 for item in told.claim.measures) != 1:
        return ""
    rows, columns = ({at for item in side for at in item.lines} for side in (told.rows, told.columns))
    cells = [cell for cell in grid.shown if cell[0] in rows and cell[1] in columns]
    if len(cells) != 1 or number.unit == POINTS or _is_own(grid, told, rows) or differences(told.claim):
        return ""
    values = amounts(grid.shown[cells[0]])
    if len(values) != 1 or not differ(number, values[0]):
        return ""
    said = shown(case.claim.text, number)
    return f"{grid.name}: {grid.shown[cells[0]]} at {_shown(grid, cells[0])}; the claim says {said}"


def _is_small(number: Quantity) -> bool:
    """Whether a number is a small count, which stands in many cells."""
    return number.step >= 1 and number.value < _TELLING


def _numbers(told: Reading) -> frozenset[str]:
    """The numbers of a claim, which may name a row: "for k = 20"."""
    return frozenset(word.number for word in told.claim.words if word.number)


def _named(told: Reading, keys: frozenset[str], heads: Sequence[Head]) -> tuple[Mention, ...]:
    """The rows or columns that some keys of the claim name."""
    inside = [at for at, word in enumerate(told.claim.words) if word.keys & keys or word.number in keys]
    found = mentions(told.claim, inside, heads, with_removed=True)
    return tuple(item for item in found if not _AGAINST & {word.low for word in _before(told, item)})


def _before(told: Reading, item: Mention) -> Sequence[Word]:
    """The words right before a mention."""
    return told.claim.words[max(item.words[0] - _REACH, 0) : item.words[0]]


def _is_own(grid: Grid, told: Reading, rows: set[int]) -> bool:
    """Whether the claim tells of the paper's own system and the row may be of another."""
    is_own = bool(told.claim.lows & OWN)
    return is_own and not any(OURS in grid.rows[at].keys for at in rows)


def _shown(grid: Grid, cell: tuple[int, int]) -> str:
    """A cell's two headers."""
    return ", ".join(text for text in (grid.rows[cell[0]].text, grid.columns[cell[1]].text) if text)


def _texts(heads: Sequence[Head], lines: set[int]) -> str:
    """The headers of some rows or columns, once each."""
    return " or ".join(dict.fromkeys(heads[at].text for at in sorted(lines)))


def _place_in_row(case: Case, number: Quantity) -> Place | None:
    """Where a number stands in a row of which nothing else is known.

    The column is told by the headers of the other columns, the row by a name that the row does not hold.
    """
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
