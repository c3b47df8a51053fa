"""A table taken apart: its rows and columns by their headers, its numbers parsed once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.document import Document, Part
from synth.claims.lexicon import SCALES
from synth.claims.types import Span
from synth.evidence.passages import column_headers
from synth.evidence.types import Passage
from synth.verdict.checks.amounts import amounts
from synth.verdict.checks.analysis import analyse
from synth.verdict.checks.headers import OURS, OWN, shortened, spelt_out

_PLAIN: Final = re.compile(
    r"[*†‡§^~(]*(?P<value>[-+−–]?(?:\d{1,3}(?:,\d{3})+|\d+)?\.?\d+)(?P<scale>[kKMB])?\s?%?\)?"
    r"\s?(?:(?:±|\+/-|\+-)[\s\d.]+|\([^()]*\))?[*†‡§^)]*"
)
_ROW: Final = re.compile(r"(?P<head>[^:;=]*?): (?P<cells>[^:;=]+ = [^\s;]+(?:; [^:;=]+ = [^\s;]+)*)")
_CELL: Final = re.compile(r"\s*(?P<column>[^;=]+?) = (?P<value>[^;]+)")
_TELLING: Final = 3  # texts of a row that together name it
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_LONGEST: Final = 60
"""Characters of a cell that may still be part of a row's header, not a text of its own."""
_WITHOUT: Final = re.compile(r"^\s*[-–−]\s?[A-Za-z]|\bw/?o\b|\b(?:without|no|removing|minus)\b", re.IGNORECASE)
_EMPTY: Final = frozenset({"", "-", "–", "—", "n/a", "N/A"})


@dataclass(frozen=True, slots=True)
class Head:
    """A row or a column by its header.

    Attributes:
        text: As printed.
        keys: Common forms of its words and its numbers, with those of every other text of the row.
        size: How many keys the header has as printed, without what its abbreviations stand for.
        is_without: Whether it says what was taken away: "- attention", "w/o attention".
        group: The header above a group of rows; empty without groups.
        group_keys: Common forms of the group's words.
    """

    text: str
    keys: frozenset[str]
    size: int = 0
    is_without: bool = False
    group: str = ""
    group_keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table's numbers under two axes of headers. One table has one grid, so two are equal only if they are the same.

    Attributes:
        values: (row, column) -> the number of a cell that holds exactly one.
        shown: (row, column) -> the same as printed.
        keys: Common forms of all words of headers, groups, texts and caption.
    """

    label: str
    caption: str
    span: Span
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    values: Mapping[tuple[int, int], float]
    shown: Mapping[tuple[int, int], str]
    keys: frozenset[str]

    @property
    def name(self) -> str:
        """What to call it: "Table 3"."""
        return self.label or "the table"


def grids_of(document: Document) -> tuple[Grid, ...]:
    """The grids of a document's tables, abbreviations of the paper in the place of what they stand for."""
    found = []
    for table in document.tables:
        if len(table.rows) > table.header_rows and table.rows[0]:
            rows = [tuple(shortened(cell, document.abbreviations) for cell in row) for row in table.rows]
            headers = tuple(shortened(header, document.abbreviations) for header in column_headers(table))
            found.append(_grid(headers, rows[table.header_rows :], table.label, table.caption, table.span))
    return tuple(found)


def grid_of(passage: Passage, grids: Sequence[Grid]) -> Grid | None:
    """The grid that a row or a caption belongs to; a row of an unknown table is a grid by itself; None for text."""
    if passage.part is Part.CAPTION and passage.table:
        return next((grid for grid in grids if grid.label == passage.table and grid.caption), None)
    if not passage.cells:
        return _of_window(passage) if passage.part is Part.TABLE else None
    for grid in grids:
        is_inside = grid.span.overlaps(passage.span) or grid.span == passage.span
        if is_inside and (grid.label, grid.caption) == (passage.table, passage.caption):
            return grid
    return _of_row(passage)


@lru_cache(maxsize=4096)
def _of_row(passage: Passage) -> Grid:
    """A grid of one row."""
    (corner, head), *cells = passage.cells
    headers, row = (corner, *(column for column, _ in cells)), (head, *(value for _, value in cells))
    return _grid(headers, [row], passage.table, passage.caption, passage.span)


@lru_cache(maxsize=4096)
def _of_window(passage: Passage) -> Grid | None:
    """A grid of the rows that stand in one text; None if there are none."""
    rows = {
        row["head"].strip(): {cell["column"]: cell["value"].strip(" .") for cell in _CELL.finditer(row["cells"])}
        for row in _ROW.finditer(passage.text)
    }
    columns = tuple(dict.fromkeys(column for cells in rows.values() for column in cells))
    lines = [(head, *(cells.get(column, "") for column in columns)) for head, cells in rows.items()]
    return _grid(("", *columns), lines, passage.table, passage.caption, passage.span) if lines else None


def _grid(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]], label: str, caption: str, span: Span) -> Grid:
    """Headers and cells as a grid; a row without values heads the group of the rows below it."""
    lines: list[tuple[str, list[str]]] = []
    values: dict[tuple[int, int], float] = {}
    shown: dict[tuple[int, int], str] = {}
    group, last = "", ""
    for row in rows:
        if _is_group(row):
            group = next(cell for cell in row if cell.strip() not in _EMPTY).strip()
            continue
        last = row[0].strip() if row[0].strip() not in _EMPTY else last
        texts = [last]
        for at, cell in enumerate(row[1:], start=1):
            value = value_of(cell)
            if value is not None:
                values[len(lines), at] = value
                shown[len(lines), at] = cell.strip().rstrip(".")
            elif cell.strip() not in _EMPTY and len(cell) <= _LONGEST and _WORD.search(cell):
                texts.append(cell.strip())
        lines.append((group, texts))
    heads = tuple(_head(group, texts, lines) for group, texts in lines)
    columns = tuple(Head(header, header_keys(header), len(_printed_keys(header))) for header in headers)
    keys = header_keys(caption).union(*(head.keys | head.group_keys for head in (*heads, *columns)))
    return Grid(label, caption, span, heads, columns, values, shown, keys)


def _head(group: str, texts: Sequence[str], lines: Sequence[tuple[str, list[str]]]) -> Head:
    """A row by its first text, or by the first ones where other rows begin alike."""
    texts = [text for text in texts if value_of(text) is None] or texts
    is_repeated = sum(texts[0] in others for of, others in lines if of == group) > 1
    name = ", ".join(texts[:_TELLING]) if is_repeated else texts[0]
    keys = frozenset[str]().union(*(header_keys(text) for text in texts))
    size = len(frozenset[str]().union(*(_printed_keys(text) for text in texts)))
    return Head(name, keys, size, bool(_WITHOUT.search(name)), group, header_keys(group))


def _is_group(row: tuple[str, ...]) -> bool:
    """Whether a row holds nothing but one text, in its first cell or in all of them."""
    texts = {cell.strip() for cell in row} - _EMPTY
    return len(texts) == 1 and len(row) > 1 and row[0].strip() in texts and value_of(row[0]) is None


@lru_cache(maxsize=16384)
def header_keys(text: str) -> frozenset[str]:
    """Common forms of a header's words, with its numbers and what its abbreviations stand for.

    >>> sorted(header_keys("GCN+RC (9)")), sorted(header_keys("Dev Acc"))
    (['9', 'gcn', 'rc'], ['acc', 'accurac', 'dev'])
    """
    return _printed_keys(text) | _printed_keys(spelt_out(text))


def _printed_keys(text: str) -> frozenset[str]:
    """Common forms of a header's words as printed, with its numbers."""
    analysis = analyse(text)
    keys = analysis.keys_between(0, len(analysis.words))
    return keys | {OURS} if analysis.lows & OWN else keys


def value_of(cell: str) -> float | None:
    """The number of a cell that holds exactly one; None for a text, a pair of numbers or nothing.

    >>> [value_of(cell) for cell in ("84.1*", "-0.5 ± .2", "71.1/79.5", "BERT", ".64", "3k (5%)")]
    [84.1, -0.5, None, None, 0.64, 3000.0]
    """
    match = _PLAIN.fullmatch(cell.strip())
    if match:
        value = float(match["value"].replace(",", "").replace("−", "-").replace("–", "-"))
        return value * (SCALES[match["scale"].lower()] if match["scale"] else 1.0)
    found = amounts(cell) if any(sign.isdigit() for sign in cell) else ()
    if len(found) != 1 or found[0].high is not None or found[0].span.start > 1:
        return None
    return found[0].value


def row_of(grid: Grid, passage: Passage) -> int | None:
    """The index of the row that a passage is; None for a caption."""
    values = [value.strip().rstrip(".") for _, value in passage.cells[1:] if value_of(value) is not None]
    lines = [[shown for (row, _), shown in grid.shown.items() if row == at] for at in range(len(grid.rows))]
    return next((at for at, line in enumerate(lines) if line == values), None) if values else None
