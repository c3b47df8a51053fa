"""Claims before whole tables: what two rows, a column or all of it say."""

from collections.abc import Sequence
from typing import Final

from synth.verdict.checks.context import Case
from synth.verdict.checks.grids import Grid, grid_of, header_keys
from synth.verdict.checks.mentions import Reading, reading
from synth.verdict.checks.ranks import ranked
from synth.verdict.checks.sides import comparisons
from synth.verdict.checks.standings import Pair, holds, pairs_of
from synth.verdict.checks.superlatives import superlatives
from synth.verdict.checks.words import words

_EXCEPT: Final = words("except but excluding besides")
Answer = tuple[bool, str]
"""Whether the table carries the claim, and what it says."""


def table_of(case: Case) -> tuple[Grid, Reading] | None:
    """The table that a passage belongs to and what the claim names of it; None for text and for foreign claims."""
    grid = grid_of(case.passage, case.context.grids)
    if grid is None:
        return None
    told = reading(case.claim.text, grid, case.around | header_keys(case.context.title))
    return None if told.is_foreign else (grid, told)


def topped(case: Case) -> Answer | None:
    """Whether what the claim calls the best, the lowest, ... is that in the table; None where it does not tell."""
    found = table_of(case)
    if found is None or _EXCEPT & {word.low for word in case.claim.words}:
        return None
    grid, told = found
    answers = [answer for item in superlatives(told.claim) if (answer := ranked(grid, told, item)) is not None]
    against = next((answer for answer in answers if not answer.is_so), None)
    chosen = against or (answers[0] if answers else None)
    return (chosen.is_so, chosen.why) if chosen else None


def compared(case: Case) -> Answer | None:
    """Whether two rows or columns are in the claim's order; None where the table does not tell.

    Where several columns could be meant they must agree.
    """
    found = table_of(case)
    if found is None or _EXCEPT & {word.low for word in case.claim.words}:
        return None
    grid, told = found
    for ours in comparisons(told.claim.text):
        answers = [
            (answer, pair)
            for pair in pairs_of(grid, told, ours.first, ours.second)
            if (answer := holds(ours, pair)) is not None
        ]
        if len({answer for answer, _ in answers}) == 1 and not _is_elsewhere(grid, told, [pair for _, pair in answers]):
            answer, pair = answers[0]
            return answer, f"{grid.name}: {pair}" + ("" if answer else f"; the claim says {ours.word!r}")
    return None


def _is_elsewhere(grid: Grid, told: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether a score that the claim states stands in the table, but with none of the numbers that it would compare."""
    used = {value for pair in pairs for value in (pair.one, pair.two)}
    scores = {item.value for item in told.claim.measures if item.step < 1}
    return bool(scores & {*grid.values.values()} - used)
