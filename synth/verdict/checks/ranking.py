"""A comparison before table rows: which of the two sides has the higher value there."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.evidence.types import Passage
from synth.verdict.checks.amounts import amounts
from synth.verdict.checks.analysis import analyse
from synth.verdict.checks.orders import HIGHER_IS_BETTER, LOWER_IS_BETTER
from synth.verdict.checks.sides import Comparison
from synth.verdict.checks.words import SCORE_UNITS, words

_ROW: Final = re.compile(r"(?P<head>[^:;=]*?): (?P<cells>[^:;=]+ = [^\s;]+(?:; [^:;=]+ = [^\s;]+)*)")
_ODD: Final = re.compile(r"^\s*[-–−+]|\bw/o\b|\bwithout\b|[.→]\s|→")
_CELL: Final = re.compile(r"\s*(?P<column>[^;=]+?) = (?P<value>[^;]+)")


_EXCEPT: Final = words("except but excluding besides")
GOOD: Final = HIGHER_IS_BETTER | SCORE_UNITS - LOWER_IS_BETTER
"""What a table measures that one wants more of."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Two values of a table that a comparison is about.

    Attributes:
        sign: How the first side stands to the second: 1 higher (better if the comparison judges), -1 lower.
        first: Where the first side's value stands, with the value.
    """

    sign: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class _Entry:
    row: str
    column: str
    value: float
    shown: str


def ranked(claim: str, ours: Comparison, passage: Passage) -> Ranked | None:
    """How the table's values order the two sides of a comparison; None where they do not tell.

    The sides are told by two rows and a column in common, or by two columns and a row in common. Where several
    columns (or rows) could be meant they must agree.
    """
    entries = () if _EXCEPT & {word.low for word in analyse(claim).words} else entries_of(passage)
    first, second = ours.first - ours.second, ours.second - ours.first
    by_row: Callable[[_Entry], str] = lambda entry: entry.row  # noqa: E731 - two names for one place
    by_column: Callable[[_Entry], str] = lambda entry: entry.column  # noqa: E731 - as above
    for side, other in ((by_row, by_column), (by_column, by_row)):
        one, two = (_header(keys, map(side, entries)) for keys in (first, second))
        if not one or not two or one == two:
            continue
        pairs = _pairs(entries, one, two, side, other)
        wanted = _header(
            analyse(claim).keys - analyse(one).keys - analyse(two).keys, (other(entry) for entry, _ in pairs)
        )
        pairs = [pair for pair in pairs if not wanted or other(pair[0]) == wanted]
        signs = {_sign(ours, pair, (claim, passage.caption)) for pair in pairs}
        if len(signs) == 1:
            entry, rival = pairs[0]
            return Ranked(signs.pop(), f"{one} {entry.shown}", f"{two} {rival.shown}")
    return None


@lru_cache(maxsize=4096)
def entries_of(passage: Passage) -> tuple[_Entry, ...]:
    """The numbers of a row, or of several rows in one window, with their two headers.

    Left out are cells of several numbers and rows that say what was taken away ("- attention", "w/o attention").
    """
    if passage.cells:
        (_, head), *cells = passage.cells
        rows: list[tuple[str, list[tuple[str, str]]]] = [(head, list(cells))]
    else:
        rows = [
            (row["head"].strip(), [(cell["column"], cell["value"]) for cell in _CELL.finditer(row["cells"])])
            for row in _ROW.finditer(passage.text)
        ]
    return tuple(
        _Entry(head, column, found[0].value, value.strip(" ."))
        for head, cells in rows
        if not _ODD.search(head)
        for column, value in cells
        if len(found := amounts(value)) == 1
    )


def _pairs(
    entries: Sequence[_Entry], one: str, two: str, side: Callable[[_Entry], str], other: Callable[[_Entry], str]
) -> list[tuple[_Entry, _Entry]]:
    """Values of both sides that have the other header in common."""
    return [
        (entry, rival)
        for entry in entries
        for rival in entries
        if side(entry) == one and side(rival) == two and other(entry) == other(rival)
    ]


def _header(keys: frozenset[str], headers: Iterable[str]) -> str:
    """The header that the words speak of; empty if none or several do."""
    told = {header: analyse(header).keys for header in dict.fromkeys(headers)}
    shares = {header: len(of & keys) / len(of) for header, of in told.items() if of & keys}
    best = max(shares.values(), default=0.0)
    found = [header for header, share in shares.items() if share == best]
    return found[0] if len(found) == 1 else ""


def _sign(ours: Comparison, pair: tuple[_Entry, _Entry], about: tuple[str, str]) -> int:
    """The order of two values, turned round where less is better and the comparison judges.

    What is measured is told by the headers, else by the claim, else by the caption.
    """
    entry, rival = pair
    sign = (entry.value > rival.value) - (entry.value < rival.value)
    for text in (f"{entry.row} {entry.column}", *about):
        said = {word.low for word in analyse(text).words}
        if said & (LOWER_IS_BETTER | GOOD):
            return -sign if ours.is_judged and not said & GOOD else sign
    return sign
