"""Claims before whole tables: what two rows, a column or all of it say."""

from collections.abc import Callable, Sequence
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
_Question = Callable[[Grid, Reading], Answer | None]


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


def compared(case: Case) -> Answer | None:
    """Whether two rows or columns are in the claim's order; None where the table does not tell."""
    return None if _has_exception(case) else _answered(case, _compared)


def topped(case: Case) -> Answer | None:
    """Whether what the claim calls the best, the lowest, ... is that in the table; None where it does not tell."""
    return None if _has_exception(case) else _answered(case, _topped)


def counted(case: Case) -> Answer | None:
    """Whether a comparison holds in as many columns as the claim says: all, both, three of five; None where untold."""
    return None if _has_exception(case) or count_of(case.claim) is None else _answered(case, _counted)


def apart(case: Case) -> Answer | None:
    """Whether two rows or columns are as far apart as the claim says; None where the table does not tell."""
    return _answered(case, _apart) if case.claim.measures else None


def removed(case: Case) -> Answer | None:
    """Whether going without a part does what the claim says; None where the table does not tell."""
    return _answered(case, _removed)


def _answered(case: Case, question: _Question) -> Answer | None:
    """A table's answer; None where another table of the document says the opposite."""
    found = table_of(case)
    answer = question(*found) if found else None
    if found is None or answer is None:
        return None
    for grid in case.context.grids:
        told = table_reading(case, grid) if grid is not found[0] else None
        is_rival = told is not None and not told.is_foreign and told.weight >= found[1].weight
        other = question(grid, told) if told and is_rival else None
        if other is not None and other[0] != answer[0]:
            return None
    return answer


def _has_exception(case: Case) -> bool:
    """Whether the claim takes something out of what it says."""
    return bool(case.claim.lows & _EXCEPT)


def _compared(grid: Grid, told: Reading) -> Answer | None:
    """The answer to the first comparison; where several columns could be meant they must agree."""
    for ours in comparisons(told.claim.text):
        answers = [(said, pair) for pair in pairs_of(grid, told, ours) if (said := holds(ours, pair)) is not None]
        if len({said for said, _ in answers}) == 1 and not _is_elsewhere(grid, told, [pair for _, pair in answers]):
            is_so, pair = answers[0]
            return is_so, f"{grid.name}: {pair}" + ("" if is_so else f"; the claim says {ours.word!r}")
    return None


def _is_elsewhere(grid: Grid, told: Reading, pairs: Sequence[Pair]) -> bool:
    """Whether a score that the claim states stands in the table, but with none of the numbers that it would compare."""
    used = {value for pair in pairs for value in (pair.one, pair.two)}
    scores = {item.value for item in told.claim.measures if item.step < 1}
    return bool(scores & {*grid.values.values()} - used)


def _topped(grid: Grid, told: Reading) -> Answer | None:
    """The answer to the superlatives: the first that does not hold, else the first."""
    answers = [answer for item in superlatives(told.claim) if (answer := ranked(grid, told, item)) is not None]
    chosen = next((answer for answer in answers if not answer.is_so), answers[0] if answers else None)
    return (chosen.is_so, chosen.why) if chosen else None


def _counted(grid: Grid, told: Reading) -> Answer | None:
    """The answer to the first comparison or superlative that has as many columns as the claim says."""
    count = count_of(told.claim)
    for lines, why in tallies(grid, told) if count else ():
        if count is None or len(lines) < _FEW or count.whole not in {None, len(lines)}:
            continue
        held = sum(lines)
        is_so = held == len(lines) if count.part is None else held == count.part
        return is_so, f"{grid.name}: {held} of {len(lines)}, {why}"
    return None


def _apart(grid: Grid, told: Reading) -> Answer | None:
    """The answer to the differences that a claim states of two sides, or of a part that is taken away."""
    numbers = differences(told.claim)
    is_mean = bool(_MEANS & told.claim.lows)
    for ours in comparisons(told.claim.text) if numbers else ():
        pairs = [pair for pair in pairs_of(grid, told, ours) if pair.good or (pair.is_named and not ours.is_judged)]
        if pairs and not (len(pairs) > 1 and is_mean):
            return _measured(grid, told, numbers, pairs)
    found = changes(grid, told) if numbers else None
    pairs = [pair for pair in found[0] if pair.good or pair.is_named] if found else []
    return _measured(grid, told, numbers, pairs) if pairs else None


def _measured(grid: Grid, told: Reading, numbers: Sequence[Quantity], pairs: Sequence[Pair]) -> Answer:
    """Whether each number is the difference of some pair."""
    number = misfit(numbers, pairs)
    if number is None:
        return True, f"{grid.name}: {next(pair for pair in pairs if fits(numbers[0], pair))}"
    return False, f"{grid.name}: {pairs[0]}; the claim says {told.claim.text[number.span.start : number.span.end]}"


def _removed(grid: Grid, told: Reading) -> Answer | None:
    """The answer to what going without a part does; the columns that could be meant must agree."""
    said = changes(grid, told)
    answers = []
    for pair in said[0] if said else ():
        order = ((pair.one > pair.two) - (pair.one < pair.two)) * (pair.good if said and said[2] else 1)
        if order and pair.good and said and said[1]:
            answers.append((order == said[1], pair))
    if len({is_so for is_so, _ in answers}) != 1:
        return None
    return answers[0][0], f"{grid.name}: {answers[0][1]}"
