"""Claims before whole tables: what two rows, a column or all of it say."""

from collections.abc import Sequence
from typing import Final

from synth.claims.quantities import Quantity
from synth.verdict.checks.ablations import changes
from synth.verdict.checks.context import Case
from synth.verdict.checks.counts import count_of, tallies
from synth.verdict.checks.gaps import differences, fits, misfit
from synth.verdict.checks.grids import Grid, grid_of, header_keys
from synth.verdict.checks.mentions import Reading, reading
from synth.verdict.checks.ranks import ranked
from synth.verdict.checks.sides import comparisons
from synth.verdict.checks.standings import Pair, holds, pairs_of
from synth.verdict.checks.superlatives import superlatives
from synth.verdict.checks.words import words

_EXCEPT: Final = words("except but excluding besides")
_MEANS: Final = words("average mean overall averaged")
_FEW: Final = 2
Answer = tuple[bool, str]
"""Whether the table carries the claim, and what it says."""


def table_of(case: Case) -> tuple[Grid, Reading] | None:
    """The table that a passage belongs to and what the claim names of it; None for text and for foreign claims."""
    grid = grid_of(case.passage, case.context.grids)
    if grid is None:
        return None
    told = table_reading(case, grid)
    return None if told.is_foreign else (grid, told)


def table_reading(case: Case, grid: Grid) -> Reading:
    """What the claim names of a table of the document."""
    return reading(case.claim.text, grid, case.around | header_keys(case.context.title))


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
        answers = [(answer, pair) for pair in pairs_of(grid, told, ours) if (answer := holds(ours, pair)) is not None]
        if len({answer for answer, _ in answers}) == 1 and not _is_elsewhere(grid, told, [pair for _, pair in answers]):
            answer, pair = answers[0]
            return answer, f"{grid.name}: {pair}" + ("" if answer else f"; the claim says {ours.word!r}")
    return None


def apart(case: Case) -> Answer | None:
    """Whether two rows or columns are as far apart as the claim says; None where the table does not tell."""
    found = table_of(case)
    if found is None:
        return None
    grid, told = found
    numbers = differences(told.claim)
    for ours in comparisons(told.claim.text) if numbers else ():
        pairs = [pair for pair in pairs_of(grid, told, ours) if pair.good or (pair.is_named and not ours.is_judged)]
        if not pairs or (len(pairs) > 1 and _MEANS & {word.low for word in told.claim.words}):
            continue
        number = misfit(numbers, pairs)
        if number is None:
            return True, f"{grid.name}: {next(pair for pair in pairs if fits(numbers[0], pair))}"
        said = told.claim.text[number.span.start : number.span.end]
        return False, f"{grid.name}: {pairs[0]}; the claim says {said}"
    return _apart_without(grid, told, numbers)


def _apart_without(grid: Grid, told: Reading, numbers: Sequence[Quantity]) -> Answer | None:
    """Whether going without a part costs as much as the claim says; None where the table does not tell."""
    found = changes(grid, told) if numbers else None
    pairs = [pair for pair in found[0] if pair.good or pair.is_named] if found else []
    if not pairs:
        return None
    number = misfit(numbers, pairs)
    if number is None:
        return True, f"{grid.name}: {next(pair for pair in pairs if fits(numbers[0], pair))}"
    said = told.claim.text[number.span.start : number.span.end]
    return False, f"{grid.name}: {pairs[0]}; the claim says {said}"


def removed(case: Case) -> Answer | None:
    """Whether going without a part does what the claim says; None where the table does not tell."""
    found = table_of(case)
    said = changes(*found) if found else None
    if found is None or said is None:
        return None
    pairs, sign, is_judged = said
    answers = []
    for pair in pairs:
        order = ((pair.one > pair.two) - (pair.one < pair.two)) * (pair.good if is_judged else 1)
        if order and pair.good:
            answers.append((order == sign, pair))
    if len({answer for answer, _ in answers}) != 1:
        return None
    return answers[0][0], f"{found[0].name}: {answers[0][1]}"


def counted(case: Case) -> Answer | None:
    """Whether a comparison holds in as many columns as the claim says: all, both, three of five; None where untold."""
    found = table_of(case)
    if found is None or _EXCEPT & {word.low for word in case.claim.words}:
        return None
    grid, told = found
    count = count_of(told.claim)
    if count is None:
        return None
    for lines, why in tallies(grid, told):
        if len(lines) < _FEW or count.whole not in {None, len(lines)}:
            continue
        held = sum(lines)
        is_so = held == len(lines) if count.part is None else held == count.part
        return is_so, f"{grid.name}: {held} of {len(lines)}, {why}"
    return None


def _is_elsewhere(grid: Grid, told: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether a score that the claim states stands in the table, but with none of the numbers that it would compare."""
    used = {value for pair in pairs for value in (pair.one, pair.two)}
    scores = {item.value for item in told.claim.measures if item.step < 1}
    return bool(scores & {*grid.values.values()} - used)
