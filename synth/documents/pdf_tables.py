"""Tables of a PDF: words by their places -> rows and cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from synth.documents.grids import header_rows_of, is_number
from synth.documents.pdf_frame import Frame
from synth.documents.pdf_lines import Line, opened_page, opened_pdf
from synth.documents.pieces import Piece

COLUMN_GAP = 0.35  # of a line's height: white space at least this wide in (nearly) all rows parts two columns
_PLAIN_NUMBER = re.compile(r"^[-−+]?\d[\d.,]*%?$")
HEADING_GAP = 0.63  # likewise, between two headings in one row
MAX_COLUMNS = 40  # more are no columns but the letters of a picture


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a table and its place on the page."""

    text: str
    x0: float
    x1: float
    y: float  # the middle of its line
    height: float


def words_of(data: bytes, lines: Sequence[Line], starts: Mapping[int, int]) -> dict[int, list[Word]]:
    """The words of lines, by the lines' offsets.

    Args:
        starts: The offset of each page's first character in the original.
    """
    found: dict[int, list[Word]] = {}
    with opened_pdf(data) as document:
        for number in sorted({line.page for line in lines}):
            with opened_page(document, number - 1) as opened:
                if opened is not None:
                    for line in (item for item in lines if item.page == number):
                        found[line.start] = list(_words(*opened, line, starts[number]))
    return found


def _words(text_page: pypdfium2.PdfTextPage, frame: Frame, line: Line, page_start: int) -> Iterator[Word]:
    """The words of one line."""
    places = [(here, origin - page_start) for here, origin in [(0, line.start), *line.pieces]]
    box = pdfium.FS_RECTF()
    for start, end in _word_spans(line.text):
        edges = []
        for place in (start, end - 1):
            here, origin = max(item for item in places if item[0] <= place)
            pdfium.FPDFText_GetLooseCharBox(text_page, origin + place - here, box)
            edges.append(frame.place(box.left, box.bottom, box.right, box.top))
        yield Word(_clean(line.text[start:end]), edges[0][0], edges[1][2], (line.y0 + line.y1) / 2, line.height)


def _word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a line begin and end."""
    spans: list[tuple[int, int]] = []
    start = None
    for place, char in enumerate(f"{text} "):
        if char.isspace():
            if start is not None:
                spans.append((start, place))
            start = None
        elif start is None:
            start = place
    return spans


def _clean(text: str) -> str:
    """A word as the document's text has it."""
    piece = Piece()
    piece.append_clean(text, 0)
    return piece.text


def grid_in(words: Sequence[Word]) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The rows and cells that words make by their places, and how many rows are headers.

    Returns:
        Rows of equal length; no rows where there are not at least two of two columns.
    """
    rows = _rows(words)
    body = [row for row in rows if sum(is_number(word.text) for word in row) >= max(1, len(row) // 3)] or rows
    columns = _columns(body)
    if len(rows) < 2 or not 2 <= len(columns) <= MAX_COLUMNS:
        return (), 0
    first = next((index for index, row in enumerate(rows) if row is body[0]), 0)
    grid = [_header(row, columns) if index < first else _cells(row, columns) for index, row in enumerate(rows)]
    return tuple(grid), header_rows_of(grid)


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words by printed line, from top to bottom and left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda item: (item.y, item.x0)):
        if rows and word.y - rows[-1][0].y < 0.5 * word.height:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda item: item.x0) for row in rows]


def _columns(rows: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """The stretches across the page in which there is print, parted by white space all the way down."""
    gap = COLUMN_GAP * median(word.height for row in rows for word in row) if rows else 0.0
    covered: list[list[float]] = []
    for word in sorted((word for row in rows for word in row), key=lambda item: item.x0):
        if covered and word.x0 - covered[-1][1] < gap:
            covered[-1][1] = max(covered[-1][1], word.x1)
        else:
            covered.append([word.x0, word.x1])
    return [part for start, end in covered for part in _split(rows, start, end)]


def _split(rows: Sequence[Sequence[Word]], start: float, end: float) -> list[tuple[float, float]]:
    """A column of two or more numbers in every row is as many columns, set close together."""
    inside = [[word for word in row if start <= word.x0 and word.x1 <= end] for row in rows]
    filled = [words for words in inside if words]
    counts = {len(words) for words in filled}
    count = counts.pop() if len(counts) == 1 else 1
    if count == 1 or len(filled) < 2 or not all(_PLAIN_NUMBER.match(word.text) for words in filled for word in words):
        return [(start, end)]
    return [
        (min(words[place].x0 for words in filled), max(words[place].x1 for words in filled)) for place in range(count)
    ]


def _cells(row: Sequence[Word], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """The words of a row in the columns they stand in."""
    cells = ["" for _ in columns]
    for word in row:
        place = max(range(len(columns)), key=lambda index: _overlap(word.x0, word.x1, columns[index]))
        cells[place] = f"{cells[place]} {word.text}".strip()
    return tuple(cells)


def _header(row: Sequence[Word], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """A row above the numbers: a heading stands over every column that is nearer to it than to others."""
    runs: list[tuple[str, float, float]] = []
    gap = HEADING_GAP * row[0].height
    for word in row:
        if runs and word.x0 - runs[-1][2] < gap:
            runs[-1] = (f"{runs[-1][0]} {word.text}", runs[-1][1], word.x1)
        else:
            runs.append((word.text, word.x0, word.x1))
    lead = [""] if runs[0][1] > columns[0][1] else []  # nothing over the rows' names
    if len(lead) + len(runs) == len(columns):
        return (*lead, *(text for text, _, _ in runs))
    cells = _cells(row, columns)
    if all(cells[1:]):
        return cells
    bounds = [float("-inf"), *((left[2] + right[1]) / 2 for left, right in pairwise(runs)), float("inf")]
    headings: list[str] = []
    for index, (start, end) in enumerate(columns):
        over = [text for text, x0, x1 in runs if min(x1, end) > max(x0, start)]
        middle = (start + end) / 2
        near = next(place for place, (low, high) in enumerate(pairwise(bounds)) if low <= middle < high)
        # The first column holds the rows' names: what stands beside it is no heading of theirs.
        headings.append(over[0] if over else ("" if index == 0 else runs[near][0]))
    return tuple(headings)


def _overlap(x0: float, x1: float, column: tuple[float, float]) -> float:
    """How much of a word lies in a column; less than nothing is its distance."""
    return min(x1, column[1]) - max(x0, column[0])
