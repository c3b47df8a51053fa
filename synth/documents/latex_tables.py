r"""Tabulars of TeX -> rows of cells."""

import re
from collections.abc import Callable, Iterator

from synth.claims.latex import argument_at
from synth.documents.grids import MAX_SPAN, Cell

_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|Xhline\{[^{}]*\}|specialrule\{[^{}]*\}\{[^{}]*\}\{[^{}]*\})"
    r"|\\(?:cline|cmidrule|addlinespace|arrayrulecolor|rowcolor|cellcolor|columncolor)\s*(?:\([^)]*\))?(?:\[[^\]]*\])?(?:\s*\([^)]*\))?(?:\{[^{}]*\})?"
)
_SPLIT = re.compile(r"\\\\(?:\[[^\]]*\])?\*?|\\tabularnewline\b|\\cr\b|\\[&\\{}]|&|[{}]|\\begin\b|\\end\b")


def written_rows(text: str, start: int, end: int, plain: Callable[[str], str]) -> Iterator[list[tuple[Cell, int]]]:
    """The rows of the tabular whose inside begins at ``start``, each cell with its place in the source.

    Args:
        plain: Resolves the markup of a cell.
    """
    while start < end and text[start] in "[{* \n":  # width, position, columns
        if text[start] in "* \n":
            start += 1
        elif text[start] == "[":
            start = text.find("]", start) + 1 or end
        else:
            start = argument_at(text, start)[1]
    row: list[tuple[Cell, int]] = []
    covered: dict[int, int] = {}  # columns that a cell above reaches into, and how many rows further
    for fragment, at, ends_row in _cells(text, start, _before_end(text, start, end)):
        row.append((_cell(fragment, plain), at))
        if ends_row:
            if any(cell.text for cell, _ in row):
                yield _uncovered(row, covered)
            row = []


def _uncovered(row: list[tuple[Cell, int]], covered: dict[int, int]) -> list[tuple[Cell, int]]:
    r"""A row without the empty cells that TeX wants below a ``\multirow``."""
    kept: list[tuple[Cell, int]] = []
    column = 0
    for cell, at in row:
        if covered.get(column, 0) > 0 and not cell.text:
            covered[column] -= 1
        else:
            kept.append((cell, at))
            covered.update(dict.fromkeys(range(column, column + min(cell.columns, MAX_SPAN)), cell.rows - 1))
        column += cell.columns
    return kept


def _before_end(text: str, start: int, end: int) -> int:
    r"""The place of the ``\end`` that closes the stretch."""
    place = text.rfind("\\end", start, end)
    return place if place >= 0 else end


def _cells(text: str, start: int, end: int) -> Iterator[tuple[str, int, bool]]:
    """Cells, their places, and whether each is the last of its row; braces and inner tabulars are not cut."""
    depth, begun = 0, start
    for match in _SPLIT.finditer(text, start, end):
        depth += {"{": 1, "\\begin": 1, "}": -1, "\\end": -1}.get(match[0], 0)
        ends_row = match[0].startswith(("\\\\", "\\tabular", "\\cr"))
        if depth <= 0 and (ends_row or match[0].startswith("&")):
            yield text[begun : match.start()], begun, ends_row
            begun = match.end()
    yield text[begun:end], begun, True


def _cell(fragment: str, plain: Callable[[str], str]) -> Cell:
    """A cell with the columns and rows it covers."""
    fragment = _RULES.sub(" ", fragment).strip()
    columns = rows = 1
    for _ in range(2):  # a \multirow may stand in a \multicolumn
        match = re.match(r"\\(multicolumn|multirow)\*?\s*(?:\[[^\]]*\])?\s*\{\s*(-?\d+)\s*\}", fragment)
        if match is None:
            break
        _, place = argument_at(fragment, match.end())  # columns' layout, or the width
        if fragment[place : place + 1] == "[":
            place = fragment.find("]", place) + 1
        content, stop = argument_at(fragment, place)
        count = abs(int(match[2][:4]))
        columns, rows = (count, rows) if match[1] == "multicolumn" else (columns, count)
        fragment = f"{content} {fragment[stop:]}".strip()
    inner = re.sub(
        r"\\begin\s*\{(?:tabular|array)\}(?:\[[^\]]*\])?\{[^{}]*\}|\\end\s*\{(?:tabular|array)\}|\\\\", " ", fragment
    )
    return Cell(" ".join(plain(inner).split()), columns=columns, rows=rows)
