"""Numbers: does each value of the claim stand in the passage."""

from collections.abc import Sequence
from typing import Final

from synth.claims.quantities import Bound, Quantity
from synth.claims.units import PERCENT, POINTS, TIMES
from synth.verdict.checks.amounts import amounts, is_turned_bound, matches, shown
from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.derived import derived
from synth.verdict.checks.durations import SECONDS, in_unit, unit_of
from synth.verdict.checks.labels import labelled
from synth.verdict.checks.names import is_in, is_ordinary, names_of, stands_in
from synth.verdict.checks.orders import HIGHER_IS_BETTER
from synth.verdict.checks.rows import is_of_another_row, other_value
from synth.verdict.checks.stems import running_text
from synth.verdict.checks.tables import apart
from synth.verdict.checks.words import FUNCTION_WORDS, SAME_UNITS, SCORE_UNITS, UNIT_FAMILIES, words
from synth.verdict.types import Check

NAME: Final = "numbers"
_MIN_SHARED: Final = 0.4
"""Share of the claim's content words a passage must hold before a missing number counts against the claim."""

_SMALL: Final = 10
"""Whole numbers up to here without a unit number things more often than they measure them."""

_REACH: Final = 3  # words around a number that say what it is
_MIN_AROUND: Final = 2
_COMMA: Final = 2
_SLIP: Final = 10.5
"""How many times a wrong value may be the right one: a digit too many is an error, 118,000 for 4 is another number."""
_BOUNDS: Final = {
    Bound.OVER: "more than",
    Bound.AT_LEAST: "at least",
    Bound.UNDER: "less than",
    Bound.AT_MOST: "at most",
}
_OPENINGS: Final = words("on for in of among within with across over")
_NO: Final = words("no not never none nobody neither nor cannot")
_METRICS: Final = (SCORE_UNITS | words("loss error perplexity likelihood correlation kappa mse rmse")) - {
    PERCENT,
    POINTS,
}
"""What scores measure; scores of two different ones say nothing about each other."""
NOT_NOUNS: Final = frozenset[str]().union(*UNIT_FAMILIES) | SCORE_UNITS | {TIMES}


def check(case: Case) -> Check:
    """Compare the values; a conflict needs another value in the place of the claimed one."""
    claimed = amounts(case.claim.text)
    if not claimed:
        return silent(NAME, "the claim states no number")
    if (gap := apart(case)) is not None:
        return agree(NAME, gap[1]) if gap[0] else conflict(NAME, gap[1])
    found = amounts(case.here.text)
    is_denied = (case.claim.lows | case.here.lows) & _NO
    for number in claimed if not is_denied else ():  # "no more than four" is at most four
        turned = next((item for item in found if is_turned_bound(number, item)), None)
        if turned is not None and not any(matches(number, item) for item in found if item is not turned):
            return conflict(
                NAME,
                f"the passage says {_BOUNDS[turned.bound]} {shown(case.here.text, turned)}, the claim "
                f"{_BOUNDS[number.bound]} that",
            )
    pairs = {at: [item for item in found if matches(number, item)] for at, number in enumerate(claimed)}
    taken = [item for items in pairs.values() for item in items]
    missing = [number for at, number in enumerate(claimed) if not pairs[at] and not derived(number, found)]
    if not missing:
        said = _listed(case, claimed)
        is_other = is_of_another_row(case)
        return silent(NAME, f"{said} is of another row") if is_other else agree(NAME, f"{said} stands here too")
    free = [item for item in found if item not in taken]
    is_row = bool(case.passage.cells and case.context.grids)
    why = other_value(case, missing[0]) if is_row else _other_number(case, missing, free)
    if why:
        return conflict(NAME, why)
    return silent(NAME, f"{shown(case.claim.text, missing[0])} does not stand here")


def _other_number(case: Case, missing: Sequence[Quantity], free: list[Quantity]) -> str:
    """The number that stands in the passage in the place of one that is missing, in words; empty without."""
    for number in missing:
        rival = _rival(case, number, free)
        if rival is not None:
            return f"the passage says {shown(case.here.text, rival)}, the claim {shown(case.claim.text, number)}"
    return ""


def _rival(case: Case, number: Quantity, free: list[Quantity]) -> Quantity | None:
    """The number that stands in the passage where the claim has another one; of several the one labelled alike."""
    keys = case.claim.keys
    if case.passage.cells and not analyse(case.passage.cells[0][1]).keys & keys:
        return None  # another row of the table
    if _is_of_others(case):
        return None
    free = [
        item
        for item in free
        if _is_near(number, item) and not _is_of_a_part(case, item) and not _is_of_another_metric(case, number, item)
    ]
    labels = {item.quantity: item.own for item in labelled(case.here.text)}
    rivals = []
    if len(keys & (case.here.keys | case.around)) >= _MIN_SHARED * len(keys):
        rivals = _alike(case, number, free)
    rivals = rivals or [item for item in free if _is_in_its_place(case, number, item)]
    return max(rivals, key=lambda item: len(labels.get(item, frozenset()) & keys), default=None)


def _is_of_others(case: Case) -> bool:
    """Whether the claim names what the passage does not, and the passage something else: the number may be of that."""
    missing = [name for name in names_of(case.claim, case.context) if not (is_ordinary(name) or stands_in(name, case))]
    others = [name for name in names_of(case.here, case.context) if not (is_ordinary(name) or is_in(name, case.claim))]
    return bool(missing and others)


def _is_of_a_part(case: Case, item: Quantity) -> bool:
    """Whether the number is said of a part that its sentence begins with, such as "On the seven oldest papers, ..."."""
    at = case.here.index_at(item.span.start)
    same = [word for word in case.here.words[: at + 1] if word.sentence == case.here.words[at].sentence]
    past = next((place for place, word in enumerate(same) if word.level >= _COMMA), 0)
    opening = same[:past]
    if not opening or opening[0].low not in _OPENINGS or not any(word.number for word in opening):
        return False
    return not frozenset[str]().union(*(word.keys for word in opening)) & case.claim.keys


def _is_near(number: Quantity, item: Quantity) -> bool:
    """Whether two values differ but could be taken for each other."""
    low, high = sorted((abs(number.value), abs(in_unit(item, number.unit).value)))
    return low < high <= low * _SLIP


def _alike(case: Case, number: Quantity, free: list[Quantity]) -> list[Quantity]:
    """Numbers of the passage that count or measure in the unit of the claim's."""
    if number.unit:
        unit = SAME_UNITS.get(number.unit, number.unit)
        return [item for item in free if SAME_UNITS.get(item.unit, item.unit) == unit or _measure_alike(item, number)]
    if (number.value <= _SMALL and number.step >= 1) or _is_counted(case.claim.text, number):
        return []
    rivals = [item for item in free if not item.unit and item.step == number.step]
    return [item for item in rivals if not _is_counted(case.here.text, item)]


def _measure_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two units measure the same: percent and points, points and BLEU, hours and days."""
    units = {one.unit, other.unit}
    is_time = unit_of(one) in SECONDS and unit_of(other) in SECONDS
    return units <= {PERCENT, POINTS} or is_time or (POINTS in units and units <= SCORE_UNITS)


def _is_of_another_metric(case: Case, number: Quantity, item: Quantity) -> bool:
    """Whether both sides name what their scores measure, and it is not the same."""
    if not (_is_score(number) and _is_score(item)):
        return False
    ours = case.claim.lows & _METRICS
    theirs = case.here.lows & _METRICS
    return bool(ours and theirs) and not ours & theirs


def _is_score(number: Quantity) -> bool:
    """Whether a number may be a result: a percentage, points, or a bare decimal."""
    return number.unit in SCORE_UNITS or (not number.unit and number.step < 1)


def _is_in_its_place(case: Case, number: Quantity, item: Quantity) -> bool:
    """Whether the same words stand around two numbers that can measure the same thing: "0.7 IoU" and "IoU 0.5"."""
    if _is_score(number) != _is_score(item) or {number.unit, item.unit} & NOT_NOUNS - {PERCENT, POINTS}:
        return False
    ours, theirs = (around(side, of) for side, of in ((case.claim, number), (case.here, item)))
    return len(ours & theirs) >= (_MIN_AROUND if number.unit or number.step >= 1 else 1)


def around(analysis: Analysis, number: Quantity) -> frozenset[str]:
    """Keys right around a number of the text, up to the next comma on each side."""
    first = analysis.index_at(number.span.start)
    past = analysis.index_at(number.span.end - 1) + 1
    begin, end = first, past
    while begin > max(first - _REACH, 0) and analysis.words[begin - 1].level < _COMMA:
        begin -= 1
    while end < min(past + _REACH, len(analysis.words)) and analysis.words[end].level < _COMMA:
        end += 1
    return frozenset[str]().union(*(word.keys for word in (*analysis.words[begin:first], *analysis.words[past:end])))


def _is_counted(text: str, number: Quantity) -> bool:
    """Whether a word that may be a unit stands right behind a number."""
    after = running_text(text)[number.span.end :].split(maxsplit=1)
    return bool(after) and after[0][0].islower() and after[0].strip(".,;)") not in FUNCTION_WORDS | HIGHER_IS_BETTER


def _listed(case: Case, numbers: tuple[Quantity, ...]) -> str:
    return " and ".join(dict.fromkeys(shown(case.claim.text, number) for number in numbers))
