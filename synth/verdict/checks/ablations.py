"""What happens when a part is taken away: rows like "- attention" before the row of the whole."""

from collections.abc import Iterator
from typing import Final

from synth.verdict.checks.grids import Grid, Head
from synth.verdict.checks.headers import OURS
from synth.verdict.checks.mentions import REMOVALS, Reading, mentions
from synth.verdict.checks.negation import NEGATIONS
from synth.verdict.checks.orders import BETTER, LESS, MORE, WORSE
from synth.verdict.checks.standings import Pair, pair_at
from synth.verdict.checks.stems import stem
from synth.verdict.checks.words import words

_WHOLE: Final = frozenset(stem(word) for word in words("full complete whole all")) | {OURS}
_ADDING: Final = words("adding adds added add more most less least top than above below")
_DROPPED: Final = REMOVALS | _ADDING
_UNDECIDED: Final = words("largest smallest biggest greatest highest lowest than most least similar same unchanged")
"""Words that compare what is taken away with what else is."""


def changes(grid: Grid, told: Reading) -> tuple[tuple[Pair, ...], int, bool] | None:
    """What a claim says of a part that the table takes away: numbers without and with it, which way, how it is meant.

    Returns:
        The pairs (without the part, with it), the claim's sign for going without it (0 where it has none), and whether
        that sign judges; None where the claim or the table does not tell.
    """
    words_ = told.claim.words
    lows = told.claim.lows
    is_removal = bool((REMOVALS - {"no"}) & lows)
    denials = lows & (NEGATIONS - REMOVALS)
    parts = [at for at, head in enumerate(grid.rows) if head.is_without or _is_added(head)]
    if not parts or denials or lows & _UNDECIDED:
        return None
    found = mentions(told.claim, range(len(words_)), [grid.rows[at] for at in parts], with_removed=True)
    if len(found) != 1 or len(found[0].lines) != 1:
        return None
    first = 0 if is_removal else found[0].words[-1]  # "attention helps", not "the drop shows that attention"
    said = {at: word.low for at, word in enumerate(words_) if at >= first and at not in found[0].words}
    said = {at: low for at, low in said.items() if low not in _DROPPED}
    judged = {1 if low in BETTER else -1 for low in said.values() if low in BETTER | WORSE}
    plain = {1 if low in MORE else -1 for low in said.values() if low in MORE | LESS}
    signs = judged or plain
    sign = next(iter(signs)) * (1 if is_removal else -1) if len(signs) == 1 else 0
    row = parts[found[0].lines[0]]
    columns = [at for item in told.columns for at in item.lines] or list(range(len(grid.columns)))
    pairs = tuple(
        pair
        for column in columns
        for without, whole in _compared(grid, row)
        if (pair := pair_at(grid, told, (without, column), (whole, column), is_named=bool(told.columns))) is not None
    )
    return pairs, sign, bool(judged)


def _is_added(head: Head) -> bool:
    """Whether a row says what was added: "+ CRF"."""
    return head.text.startswith("+")


def _compared(grid: Grid, row: int) -> Iterator[tuple[int, int]]:
    """The rows without and with a part: for what was added, before the row above as well as before the plain row."""
    plain = [at for at in range(row) if not grid.rows[at].is_without and not _is_added(grid.rows[at])]
    if _is_added(grid.rows[row]):
        yield from ((at, row) for at in dict.fromkeys((*plain[-1:], *([row - 1] if row else []))))
        return
    told = [at for at, head in enumerate(grid.rows) if head.keys & _WHOLE and not head.is_without]
    yield from ((row, at) for at in (told[:1] if len(told) == 1 else plain[-1:] if not told else ()))
