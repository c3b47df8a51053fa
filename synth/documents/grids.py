"""Tables as grids: merged cells repeated, header rows told from the rest, labels out of captions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_SPAN = 100  # no printed table merges more columns or rows; a page that says so is broken or hostile
MAX_CELLS = 20_000
_LABEL = re.compile(
    r"^(Table|Tab\.?|Figure|Fig\.?|Algorithm|Listing)\s*([A-Z]?\.?\d+(?:\.\d+)*|[IVX]+)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"[-+±−~≈<>]?\s?\d[\d.,]*")
_LONG = {"tab": "Table", "fig": "Figure"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is written: once, with the rows and columns it covers."""

    text: str
    columns: int = 1
    rows: int = 1
    is_header: bool = False


def grid_of(written: Sequence[Sequence[Cell]]) -> tuple[tuple[str, ...], ...]:
    """Rows of equal length, each cell in every place it covers; short rows are filled up with empty cells.

    >>> grid_of([[Cell("", rows=2), Cell("BLEU", columns=2)], [Cell("A"), Cell("B")]])
    (('', 'BLEU', 'BLEU'), ('', 'A', 'B'))
    """
    places: dict[tuple[int, int], str] = {}
    width = 0
    for row, cells in enumerate(written):
        column = 0
        for cell in cells:
            while (row, column) in places:
                column += 1
            columns, rows = min(max(cell.columns, 1), MAX_SPAN), min(max(cell.rows, 1), MAX_SPAN, len(written) - row)
            for down in range(rows):
                for right in range(columns):
                    places.setdefault((row + down, column + right), cell.text)
            column += columns
            width = max(width, column)
            if len(places) > MAX_CELLS:
                return ()
    return tuple(tuple(places.get((row, column), "") for column in range(width)) for row in range(len(written)))


def header_rows_of(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are column headers: those before the first that is mostly numbers.

    A table without numbers, or that begins with them, has one or none.

    >>> header_rows_of([["Model", "BLEU"], ["Dense", "27.3"]]), header_rows_of([["1", "2"], ["3", "4"]])
    (1, 0)
    """
    for index, row in enumerate(rows):
        values = [cell for cell in row[1:] if cell.strip()]
        if values and 2 * sum(is_number(cell) for cell in values) >= len(values):
            return index if index <= len(rows) // 2 else 0
    return 1 if len(rows) > 1 and len(rows[0]) > 1 else 0


def is_number(text: str) -> bool:
    """Whether a cell holds a number, perhaps with a sign, a unit, a mark or a deviation.

    >>> is_number("84.6 ± 0.3"), is_number("92%"), is_number("WMT14")
    (True, True, False)
    """
    return _NUMBER.match(text.strip()) is not None


def label_of(caption: str) -> str:
    """The label a caption begins with, in full; empty if it has none.

    >>> label_of("Tab. 3: Results"), label_of("Results")
    ('Table 3', '')
    """
    match = _LABEL.match(caption)
    if match is None:
        return ""
    kind = match[1].rstrip(".").lower()
    return f"{_LONG.get(kind, kind.capitalize())} {match[2]}"
