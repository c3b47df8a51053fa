"""How a row stands among the rows of its table, or a column among the columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from synth.verdict.checks.grids import Grid, Head
from synth.verdict.checks.measures import goodness, kind_of
from synth.verdict.checks.mentions import Mention, Reading, column_mentions, mentions
from synth.verdict.checks.orders import MEASURING
from synth.verdict.checks.superlatives import BARE, SCORING, Superlative
from synth.verdict.checks.words import words

_GENERIC: Final = words(
    "model models system systems method methods approach approaches result results performance performances score",
    "scores value values number numbers overall all others other every any variant variants setting settings the",
    "configuration configurations option options architecture architectures of both two three four five six seven",
    "eight nine ten compared tested evaluated considered reported average rate performing variants them these",
)
"""Words that do not narrow what something is the best of."""
_CHANGES: Final = words(
    "increase increases improvement improvements gain gains drop drops difference differences gap gaps reduction",
    "decline declines decrease change changes degradation boost",
)
"""What no cell holds unless its header says so."""
_OUTSIDE: Final = words(
    "human humans oracle upper bound bounds total sum average mean std random gold chance all totals others"
)
"""Words of rows that compete with no other row."""
_CASES: Final = words("for when with if")
"""Words between "is highest" and what it is highest for."""
_FILTERS: Final = words("at on in under")
_CONDITIONS: Final = words("when where whose if")
"""Words before what only says where something is the most."""
_SPREAD: Final = 10.0
"""How many times a number of a row may be another of the same measure."""
_DOING: Final = words("perform performs performed performing work works worked do does did")
"""Verbs by which "X performs best on news" may say where X is best as well as who is best there."""
_NEAR: Final = 3
_BOTH: Final = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a row (or column) stands among its rivals where a claim puts it, and what the table says."""

    is_so: bool
    why: str


def ranked(grid: Grid, told: Reading, item: Superlative) -> Standing | None:
    """Whether what a claim calls the best, the lowest, ... is that; None where the table does not tell.

    What follows the superlative says what is measured. A claim that names a row and a column, and neither there, may
    speak of the row among the rows or of the column among the columns: then both must give one answer.
    """
    rows = mentions(told.claim, item.around, grid.rows) or told.rows
    columns = column_mentions(told.claim, item.around, grid) or told.columns
    if not _is_measured(grid, told, item, (*rows, *columns)):
        return None
    by_row, by_column = (any(set(found.words) & {*item.phrase} for found in side) for side in (columns, rows))
    if (by_row and by_column) or (item.word in BARE and not (by_row or by_column)):
        return None
    as_row = None if by_column else _ranked(grid, told, item, rows, columns, is_row=True)
    if by_row or (not item.is_predicate and rows and not by_column):
        return as_row
    as_column = _ranked(grid, told, item, columns, rows, is_row=False)
    if by_column or not (rows and columns):
        return as_row or as_column
    return _chosen(told, item, rows, columns, (as_row, as_column))


def _chosen(
    told: Reading,
    item: Superlative,
    rows: Sequence[Mention],
    columns: Sequence[Mention],
    answers: tuple[Standing | None, Standing | None],
) -> Standing | None:
    """Of "X is best on Y" the answer for what is told of: X; for Y in "highest for Y"; both if they are one."""
    words_, link = told.claim.words, item.at + 1
    if link < len(words_) and words_[link].low in _CASES:
        behind = set(range(link, link + _NEAR + 1))
        return answers[0] if any(behind & set(found.words) for found in rows) else answers[1]
    if not _DOING & {word.low for word in words_[max(item.at - _BOTH, 0) : item.at]}:
        return answers[0] if rows[0].words < columns[0].words and not rows[0].keys <= MEASURING else answers[1]
    found = [answer for answer in answers if answer is not None]
    return found[0] if len(found) == _BOTH and found[0].is_so == found[1].is_so else None


def standings_of(grid: Grid, told: Reading, item: Superlative) -> tuple[Standing, ...]:
    """How the one row that a claim speaks of stands in each column; empty where it is not one."""
    subject = _subject(told, item, mentions(told.claim, item.around, grid.rows))
    if subject is None or len(subject.lines) != 1 or _is_narrowed(grid, told, item, told.rows):
        return ()
    found = [_standing(grid, told, item, subject.lines[0], line, is_row=True) for line in range(len(grid.columns))]
    return tuple(standing for standing in found if standing is not None)


def _is_measured(grid: Grid, told: Reading, item: Superlative, found: Sequence[Mention]) -> bool:
    """Whether the table holds what there is said to be most of."""
    named = {at for mention in found for at in mention.words}
    words_ = told.claim.words
    headers = frozenset[str]().union(*(head.keys for head in (*grid.rows, *grid.columns)))
    if words_[item.at].keys & headers:
        return False  # a header says "best" itself
    for at in item.phrase:
        word = words_[at]
        if at not in named and (word.low in _CHANGES or _is_foreign(grid, told, at)):
            return False
    return True


def _is_foreign(grid: Grid, told: Reading, at: int) -> bool:
    """Whether a word is content that neither the table nor every table knows."""
    word = told.claim.words[at]
    return bool(word.keys) and word.low not in _GENERIC and not word.keys <= grid.keys


def _is_narrowed(grid: Grid, told: Reading, item: Superlative, found: Sequence[Mention]) -> bool:
    """Whether something narrows what it is the best of: "the best baseline", "of the neural models"."""
    named = {at for mention in found for at in mention.words}
    words_ = told.claim.words
    known = MEASURING | grid.columns[0].keys  # "Model", "Language"
    return any(
        words_[at].keys and words_[at].low not in _GENERIC and at not in named and not words_[at].keys <= known
        for at in (*item.phrase, *item.out_of)
    )


def _ranked(
    grid: Grid,
    told: Reading,
    item: Superlative,
    subjects: Sequence[Mention],
    places: Sequence[Mention],
    *,
    is_row: bool,
) -> Standing | None:
    """The answer with rows (or columns) as subjects and columns (or rows) as the places where they stand."""
    subject = _subject(told, item, subjects)
    if subject is None or (not places and not item.is_judged and item.word not in SCORING):
        return None
    across = grid.columns if is_row else grid.rows
    kinds = {kind_of(head.text) for at, head in enumerate(grid.columns) if any(at == of for _, of in grid.values)}
    is_told = any(kinds) or bool(kind_of(grid.caption)) or any(kind_of(across[at].text) for at in _lines(places))
    if not is_row and (len(kinds) > 1 or not is_told):
        return None  # precision is not compared with recall
    answers: list[Standing] = []
    for lines in [place.lines for place in places] or [tuple(range(len(across)))]:
        found = [_standing(grid, told, item, at, line, is_row=is_row) for line in lines for at in subject.lines]
        told_here = [standing for standing in found if standing is not None]
        if len({standing.is_so for standing in told_here}) != 1:
            return None
        answers.append(told_here[0])
    chosen = next((found for found in answers if not found.is_so), answers[0])
    is_excused = not chosen.is_so and not item.is_denied and _is_narrowed(grid, told, item, (*subjects, *places))
    return None if is_excused else chosen


def _lines(found: Sequence[Mention]) -> tuple[int, ...]:
    return tuple(at for mention in found for at in mention.lines)


def _subject(told: Reading, item: Superlative, subjects: Sequence[Mention]) -> Mention | None:
    """What is said to be the best: the last one named before the superlative, else the first one behind."""
    subjects = [found for found in subjects if not found.keys <= MEASURING]
    before = [found for found in subjects if found.words[0] < item.at]
    near = before[-_BOTH:][::-1] or subjects[:_BOTH]
    if not near or (len(near) == _BOTH and _are_joined(told, *sorted(near, key=lambda found: found.words))):
        return None
    words_, first = told.claim.words, near[0].words[0]
    between = words_[slice(*sorted((first, item.at)))]
    ahead = [word.low for word in words_[max(first - _BOTH, 0) : first]]
    is_setting = first > item.at and bool(_FILTERS & {*ahead})
    if first > item.at and not item.is_predicate and ahead[-1] in {"for", "of"} and "that" not in ahead:
        return None  # "the highest score for X is 3" says nothing of others
    is_case = item.is_predicate and words_[item.at + 1 : item.at + 2] and words_[item.at + 1].low in _CASES
    is_setting = is_setting or bool(_CONDITIONS & {word.low for word in between} and not is_case)
    return None if is_setting else near[0]


def _are_joined(told: Reading, one: Mention, other: Mention) -> bool:
    """Whether only "and" or a comma stands between two mentions."""
    between = told.claim.words[one.words[-1] + 1 : other.words[0]]
    return all(word.level or not word.keys for word in between)


def _standing(grid: Grid, told: Reading, item: Superlative, at: int, line: int, *, is_row: bool) -> Standing | None:
    """Whether one row (or column) has the rank in one column (or row); None where that cannot be told."""
    heads, across = (grid.rows, grid.columns) if is_row else (grid.columns, grid.rows)
    cells = {other: (other, line) if is_row else (line, other) for other in range(len(heads))}
    values = {other: grid.values[cell] for other, cell in cells.items() if cell in grid.values}
    measure = across[line].text if is_row else f"{heads[at].text} {across[line].text}"
    sign = item.sign * goodness(grid, measure, told.claim.text) if item.is_judged else item.sign
    fields = [found for found in _fields(told, heads, at, values) if len(found) > item.rank]
    if at not in values or sign == 0 or not fields or not (is_row or _is_even(values)):
        return None
    holds = {sum(sign * values[other] > sign * values[at] for other in found) == item.rank - 1 for found in fields}
    if len(holds) != 1:
        return None
    field = max(fields, key=len)
    rival = max((other for other in field if other != at), key=lambda other: sign * values[other])
    place = f" in {across[line].text}" if across[line].text else ""
    shown, against = (f"{heads[of].text} {grid.shown[cells[of]]}" for of in (at, rival))
    return Standing(holds.pop() != item.is_denied, f"{grid.name}: {shown}, {against}{place}")


def _is_even(values: dict[int, float]) -> bool:
    """Whether the numbers of a row can be of one measure."""
    sizes = [abs(value) for value in values.values() if value]
    return bool(sizes) and max(sizes) <= _SPREAD * min(sizes)


def _fields(told: Reading, heads: Sequence[Head], at: int, values: dict[int, float]) -> Iterator[tuple[int, ...]]:
    """Those that one row competes with, itself among them: in its group, and in the whole table."""
    competing = tuple(other for other in values if other == at or not {*heads[other].text.lower().split()} & _OUTSIDE)
    group = tuple(other for other in competing if heads[other].group == heads[at].group)
    is_repeated = any(other not in group and heads[other].keys == heads[at].keys for other in competing)
    yield group
    if not is_repeated and not heads[at].group_keys & told.claim.keys:
        yield competing
