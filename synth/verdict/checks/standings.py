"""Two rows or two columns of a table that a comparison holds against each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from synth.verdict.checks.grids import Grid, Head
from synth.verdict.checks.headers import OURS, OWN
from synth.verdict.checks.measures import goodness, quickness
from synth.verdict.checks.mentions import Mention, Reading, column_mentions, mentions
from synth.verdict.checks.sides import Comparison
from synth.verdict.checks.words import words

_SCORING: Final = words("higher lower above below exceed exceeds exceeded")
"""Words that compare scores where the claim names no column."""
_EQUAL: Final = words("same equal equals equally identical tie ties tied")
"""Words that make things equal in what the claim names."""
_YEARS: Final = range(1900, 2100)
_DECIMALS: Final = re.compile(r"^[^.]*\.?|(?<=\d)\D.*$")
"""What is no decimal place of a printed number."""
_ALIKE: Final = 0.02
_UNLIKE: Final = 0.1
"""Up to which share two values are as good as equal, and from which they are not."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers of a table, the first side's and the second side's, with what they have in common.

    Attributes:
        first: Header of the first side's row (or column).
        common: Header of the column (or row) of both.
        is_named: Whether the claim names it.
        good: 1 if more is better here, -1 if less is, 0 if unknown.
        pace: 1 if the numbers tell speed, -1 if they tell how long something takes, else 0.
    """

    first: str
    second: str
    common: str
    is_named: bool
    one: float
    two: float
    shown: tuple[str, str]
    good: int
    pace: int

    @property
    def step(self) -> float:
        """What the last digit of the finer number is worth."""
        return min(10.0 ** -len(_DECIMALS.sub("", shown)) for shown in self.shown)

    def __str__(self) -> str:
        common = f" in {self.common}" if self.common else ""
        return f"{self.first} {self.shown[0]}, {self.second} {self.shown[1]}{common}"


def pairs_of(grid: Grid, told: Reading, ours: Comparison) -> tuple[Pair, ...]:
    """The pairs of numbers that the two sides of a comparison stand for; empty where the table does not tell."""
    sides = _sides(told, ours)
    for heads, is_row in ((grid.rows, True), (grid.columns, False)):
        ones, twos = (_side(told, inside, heads) for inside in sides)
        if not ones or not twos or set(_lines(ones)) & set(_lines(twos)):
            continue
        used = {at for item in (*ones, *twos) for at in item.words}
        others = _of_clause(grid, told, ours, used, is_row=is_row)
        found = tuple(_pairs(grid, told, _lines(ones), _lines(twos), _lines(others), is_row=is_row))
        if found:
            return found
    return ()


def _of_clause(grid: Grid, told: Reading, ours: Comparison, used: set[int], *, is_row: bool) -> tuple[Mention, ...]:
    """The columns (or rows) that the clause of the word that compares names; those of the claim where it names none."""
    words_ = told.claim.words
    clauses = {word.clause for word in words_ if word.low == ours.word}
    inside = [at for at, word in enumerate(words_) if word.clause in clauses and at not in used]
    near = column_mentions(told.claim, inside, grid) if is_row else mentions(told.claim, inside, grid.rows)
    return near or tuple(item for item in (told.columns if is_row else told.rows) if {*item.words} - used)


def _sides(told: Reading, ours: Comparison) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The words of the two sides; what both hold goes by whether it stands before the word that compares."""
    words_ = told.claim.words
    place = next((at for at, word in enumerate(words_) if word.low == ours.word), len(words_))
    ones: list[int] = []
    twos: list[int] = []
    for at, word in enumerate(words_):
        names = word.keys | ({word.number} if word.number else frozenset())
        is_first, is_second = bool(names & ours.first), bool(names & ours.second)
        if not (is_first or is_second):
            continue
        is_ahead = at < place if is_first and is_second else is_first
        (ones if is_ahead else twos).append(at)
    return tuple(ones), tuple(twos)


def _side(told: Reading, inside: tuple[int, ...], heads: Sequence[Head]) -> tuple[Mention, ...]:
    """The rows or columns that the words of one side name; none for "our model" where no header is the paper's own."""
    words_ = told.claim.words
    owns = tuple(at - 1 for at in inside if at and words_[at - 1].low in OWN)
    found = mentions(told.claim, (*owns, *inside), heads)
    is_known = any(OURS in heads[at].keys for item in found for at in item.lines)
    is_named = any(words_[at].is_name for item in found for at in item.words)
    is_whole = all(heads[at].keys <= item.keys for item in found for at in item.lines)
    return () if owns and not (is_known or is_named or is_whole) else found


def _lines(found: Sequence[Mention]) -> tuple[int, ...]:
    return tuple(at for item in found for at in item.lines)


def _pairs(
    grid: Grid, told: Reading, ones: Sequence[int], twos: Sequence[int], others: Sequence[int], *, is_row: bool
) -> Iterator[Pair]:
    """The numbers of both sides that have the other header in common; rows of one group where there are groups."""
    heads, across = (grid.rows, grid.columns) if is_row else (grid.columns, grid.rows)
    for one, two in _alike(told, heads, ones, twos):
        for other in others or range(len(across)):
            here, there = ((one, other), (two, other)) if is_row else ((other, one), (other, two))
            pair = pair_at(grid, told, here, there, is_named=bool(others))
            if pair is not None:
                yield pair


def _alike(told: Reading, heads: Sequence[Head], ones: Sequence[int], twos: Sequence[int]) -> list[tuple[int, int]]:
    """Of all pairs of rows those of one group, of those the ones that differ in nothing but what the claim names."""
    pairs = [(one, two) for one in ones for two in twos]
    pairs = [(one, two) for one, two in pairs if heads[one].group == heads[two].group] or pairs
    said = told.claim.keys
    return [(one, two) for one, two in pairs if heads[one].keys - said == heads[two].keys - said] or pairs


def pair_at(grid: Grid, told: Reading, here: tuple[int, int], there: tuple[int, int], *, is_named: bool) -> Pair | None:
    """The numbers of two cells of one column or of one row; None where one of them holds none."""
    if here not in grid.values or there not in grid.values:
        return None
    is_row = here[1] == there[1]
    one, two = ((grid.rows[cell[0]] if is_row else grid.columns[cell[1]]).text for cell in (here, there))
    common = (grid.columns[here[1]] if is_row else grid.rows[here[0]]).text
    return Pair(
        one,
        two,
        common,
        is_named,
        grid.values[here],
        grid.values[there],
        (grid.shown[here], grid.shown[there]),
        goodness(grid, common, told.claim.text),
        quickness(common),
    )


def holds(ours: Comparison, pair: Pair) -> bool | None:
    """Whether two numbers are in a comparison's order; None where they do not tell."""
    if ours.sign == 0:
        return None if ours.is_denied or not _can_be_even(ours, pair) else _are_even(pair)
    if _are_dates(pair):
        return None
    order = (pair.one > pair.two) - (pair.one < pair.two)
    if ours.is_pace:
        order *= pair.pace
    elif ours.is_judged:
        order *= pair.good
    elif not pair.is_named and ours.word not in _SCORING:
        return None
    if order == 0:
        return None
    return (order == ours.sign) != ours.is_denied


def _can_be_even(ours: Comparison, pair: Pair) -> bool:
    """Whether the pair may be what is said to be even: what the claim names, or how good something is."""
    return pair.is_named if ours.word in _EQUAL else pair.good != 0


def _are_dates(pair: Pair) -> bool:
    """Whether two numbers look like years."""
    return all(value in _YEARS and value == int(value) for value in (pair.one, pair.two))


def _are_even(pair: Pair) -> bool | None:
    """Whether two numbers are as good as equal; None in between."""
    gap = abs(pair.one - pair.two)
    most = max(abs(pair.one), abs(pair.two))
    return True if gap <= _ALIKE * most else False if gap > _UNLIKE * most else None
