"""Plain text that fits a terminal: widths as they are seen, cuts between words, aligned columns."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from synth.render.words import plain

_ELLIPSIS: Final = "…"
_GAP: Final = "  "


def seen_width(text: str) -> int:
    """How many columns a terminal uses: two for wide letters, none for accents that combine.

    >>> seen_width("模型 x")
    6
    """
    return sum(_columns(character) for character in text)


def elided(text: str, width: int) -> str:
    """Text of at most ``width`` columns without controls, cut after a word where it is too long.

    >>> elided("Wider encoders lose less under noise.", 16)
    'Wider encoders…'
    """
    text = plain(text).strip()
    if seen_width(text) <= width:
        return text
    used = kept = 0
    for character in text:
        if used + _columns(character) > width - 1:
            break
        used, kept = used + _columns(character), kept + 1
    head = text[:kept]
    if not text[kept].isspace() and " " in head.strip():
        head = head.rpartition(" ")[0]  # the word that was cut goes
    return head.rstrip(" ,;:(") + _ELLIPSIS


def excerpt(text: str, start: int, width: int) -> str:
    """At most ``width`` columns of a text that show the character at ``start``; what is cut off is marked.

    >>> excerpt("First we say how. Then accuracy falls by 4 points.", 41, 24)
    '…by 4 points.'
    """
    before, after = plain(text[:start]), plain(text[start:])
    room = width // 3  # what stands before the place gets a third
    if seen_width(before + after) <= width or seen_width(before) <= room:
        return elided(before + after, width)
    words = before.split(" ")
    lead = words.pop()  # the start of a word that the place cuts through
    while words and seen_width(f"{words[-1]} {lead}") <= room:
        lead = f"{words.pop()} {lead}"
    return _ELLIPSIS + elided(lead + after, width - 1)


def columns(rows: Sequence[Sequence[str]], *, width: int, heads: Sequence[str] = (), right: Sequence[int] = ()) -> str:
    """Rows as aligned columns; the last column takes what is left of the width.

    Args:
        rows: Equally long rows of texts.
        width: Columns of the terminal.
        heads: Titles of the columns; none are printed without them.
        right: Numbers of the columns that are aligned to the right.
    """
    table = [[plain(cell).strip() for cell in row] for row in ([heads] if heads else []) + list(rows)]
    if not table:
        return ""
    sizes = [max(seen_width(row[place]) for row in table) for place in range(len(table[0]) - 1)]
    rest = max(width - sum(sizes) - len(_GAP) * len(sizes), 10)
    return "\n".join(_line(row, sizes, rest, right) for row in table)


def _line(row: Sequence[str], sizes: Sequence[int], rest: int, right: Sequence[int]) -> str:
    cells = []
    for place, (cell, size) in enumerate(zip(row[:-1], sizes, strict=True)):
        space = " " * (size - seen_width(cell))
        cells.append(space + cell if place in right else cell + space)
    return _GAP.join([*cells, elided(row[-1], rest)]).rstrip()


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
