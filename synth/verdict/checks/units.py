"""Units: is an equal number counted in the same unit; percent or points; relative or absolute; millions or billions."""

import math
import re
from typing import Final

from synth.claims.quantities import Quantity
from synth.claims.units import PERCENT, POINTS, TIMES
from synth.verdict.checks.amounts import amounts, is_fraction, shown
from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.derived import gap_of
from synth.verdict.checks.stems import running_text, stem
from synth.verdict.checks.words import (
    ABSOLUTE_WORDS,
    GAUGES,
    RELATIVE_WORDS,
    SAME_UNITS,
    SCORE_UNITS,
    SHARE_WORDS,
    UNIT_FAMILIES,
    words,
)
from synth.verdict.types import Check, Outcome

NAME: Final = "units"
_REACH: Final = 3
_ANYTHING: Final = words("people instance thing item element unit member")
"""Nouns that may stand for what another noun names more closely."""
_SHARES: Final = frozenset({PERCENT, POINTS})
_SCALES: Final = (1e3, 1e6, 1e9)
_SHORT: Final = 3  # letters of an abbreviated unit
_RATE: Final = re.compile(r"[\s$€£]*(?:[A-Za-z$€£-]+\s)?(?:per\s|/\s?|an?\s|each\s|every\s)(?P<of>[A-Za-z]{2,})")
_LEVEL: Final = re.compile(r"\s*(?:vs\.?|versus|against|compared)\s")
_OF_SOMETHING: Final = words("of fewer less reduction")
"""Words right behind a percentage that make it a share of something rather than points."""


def check(case: Case) -> Check:
    """Compare the units of equal numbers."""
    found = amounts(case.here.text)
    answers = []
    for number in amounts(case.claim.text):
        equal = [item for item in found if math.isclose(item.value, number.value, rel_tol=1e-9)]
        answers.append(_of_number(case, number, equal, found))
    for outcome in (Outcome.CONFLICT, Outcome.AGREE):
        for answer in answers:
            if answer is not None and answer.outcome is outcome:
                return answer
    of_all = _rescaled(case, found) or _rerated(case, found) or _recounted(case, found)
    return of_all or silent(NAME, "no equal numbers with units")


def _rescaled(case: Case, found: tuple[Quantity, ...]) -> Check | None:
    """Whether the same digits count the same things in another scale: 8.7 million letters for 8.7 billion."""
    for number in amounts(case.claim.text):
        for item in found if number.unit and number.unit not in SCORE_UNITS | {TIMES} else ():
            low, high = sorted((abs(number.value), abs(item.value)))
            is_scale = low > 0 and any(math.isclose(high, low * scale, rel_tol=1e-9) for scale in _SCALES)
            if is_scale and _plain(item.unit) == _plain(number.unit) and len(f"{low:g}".strip("0.")) > 1:
                told, claimed = shown(case.here.text, item), shown(case.claim.text, number)
                return conflict(NAME, f"the passage says {told}, the claim {claimed}")
    return None


def _rerated(case: Case, found: tuple[Quantity, ...]) -> Check | None:
    """Whether an equal number is given for each of something else: 32 dollars a letter for 32 dollars an hour."""
    for number in amounts(case.claim.text):
        ours = _rate(case.claim.text, number)
        rates = {_rate(case.here.text, item) for item in found if item.value == number.value}
        if ours and rates and all(rate and not _is_alike(ours, rate) for rate in rates):
            return conflict(NAME, f"it is for each {rates.pop()} here, the claim says for each {ours}")
    return None


def _rate(text: str, number: Quantity) -> str:
    """What a number is given for each of, "hr" for "32$ USD / hr"; empty where nothing is said."""
    match = _RATE.match(running_text(text), number.span.end)
    return match["of"].lower() if match else ""


def _is_alike(one: str, other: str) -> bool:
    """Whether two words may be the same thing, one of them abbreviated: "hr" and "hour"."""
    short, long = sorted((stem(one), stem(other)), key=len)
    return short == long or (len(short) <= _SHORT and short[0] == long[0])


def _recounted(case: Case, found: tuple[Quantity, ...]) -> Check | None:
    """Whether the passage counts another thing by a number of the claim; None if that cannot be told.

    It does where it counts the claim's thing by another number ("eleven wards of three hospitals" against "eleven
    hospitals"), or where the thing stands elsewhere in the paper and the same words stand before both numbers.
    """
    for number in amounts(case.claim.text):
        if (
            not _is_thing(number.unit)
            or _plain(number.unit) in _ANYTHING
            or any(_plain(item.unit) == _plain(number.unit) and item.value == number.value for item in found)
        ):
            continue
        equal = [item for item in found if item.value == number.value and _is_thing(item.unit)]
        if not equal or stem(equal[0].unit) in case.claim.keys:
            continue
        thing = stem(number.unit)
        other = next(
            (item for item in found if _plain(item.unit) == _plain(number.unit) and _is_of(case, equal[0], item)), None
        )
        is_elsewhere = thing in case.context.keys and thing not in case.here.keys | case.around
        if other is not None or (is_elsewhere and _before(case.claim, number) & _before(case.here, equal[0])):
            told = shown(case.here.text, equal[0] if other is None else other)
            return conflict(NAME, f"the passage says {told}, the claim {shown(case.claim.text, number)}")
    return None


def _is_of(case: Case, part: Quantity, whole: Quantity) -> bool:
    """Whether one number counts parts of what the other counts: "eleven wards of three hospitals"."""
    between = running_text(case.here.text)[part.span.end : whole.span.start].split()
    return 1 < len(between) <= _REACH and between[-1] == "of"


def _is_thing(unit: str) -> bool:
    """Whether a unit is a noun that is counted."""
    return bool(unit) and unit not in SCORE_UNITS | {TIMES} and not any(unit in family for family in UNIT_FAMILIES)


def _before(analysis: Analysis, number: Quantity) -> frozenset[str]:
    """Keys of the words right before a number."""
    at = analysis.index_at(number.span.start)
    return analysis.keys_between(at - _REACH, at)


def _of_number(case: Case, number: Quantity, equal: list[Quantity], found: tuple[Quantity, ...]) -> Check | None:
    """How the unit of one number compares; None if that cannot be told."""
    if number.unit in _SHARES and not is_fraction(number):
        answer = _relative(case, number, equal, found)
        if answer is not None:
            return answer
    units = {_plain(item.unit) for item in equal} - {""}
    ours = _plain(number.unit)
    if not ours or not units:
        return None
    if ours in units:
        return agree(NAME, f"{shown(case.claim.text, number)} is given in the same unit here")
    if not any(_is_clash(ours, unit) for unit in units) or len(units) < len({item.unit for item in equal}):
        return None
    return conflict(
        NAME, f"the passage says {shown(case.here.text, equal[0])}, the claim {shown(case.claim.text, number)}"
    )


def _plain(unit: str) -> str:
    return SAME_UNITS.get(unit, unit)


def _is_clash(ours: str, theirs: str) -> bool:
    """Whether two different units cannot mean the same; papers write "%" for points, but not the other way round."""
    if (TIMES in {ours, theirs} and _SHARES & {ours, theirs}) or (ours, theirs) == (PERCENT, POINTS):
        return True
    is_gauged = {ours, theirs} <= {PERCENT, TIMES, *GAUGES} and not GAUGES.isdisjoint({ours, theirs})
    return is_gauged or any(ours in family and theirs in family for family in UNIT_FAMILIES)


def _relative(case: Case, number: Quantity, equal: list[Quantity], found: tuple[Quantity, ...]) -> Check | None:
    """Whether a relative change is sold as points, or points as a relative change."""
    ours, theirs = _words(case.claim.text), _words(case.here.text)
    says_relative, says_points = bool(ours & RELATIVE_WORDS), number.unit == POINTS or bool(ours & ABSOLUTE_WORDS)
    if says_relative and not says_points and (told := _no_relative(case, number, equal, found)):
        return conflict(NAME, told)
    if says_points and not says_relative:
        shares = [item for item in equal if item.unit == PERCENT and _is_share(case.here.text, item)]
        if shares and len(shares) == len(equal):
            return conflict(NAME, f"{shown(case.here.text, shares[0])} is a share of something here, not points")
    if number.unit == PERCENT and any(not item.unit and 0 < item.value < 1 for item in equal):
        bare = next(item for item in equal if not item.unit)
        if theirs & SHARE_WORDS and ours & SHARE_WORDS:
            return conflict(NAME, f"{shown(case.here.text, bare)} is a share of 1 here, not a percentage")
    return None


def _no_relative(case: Case, number: Quantity, equal: list[Quantity], found: tuple[Quantity, ...]) -> str:
    """Why a number that the claim calls a relative change is none in the passage; empty where it may be one."""
    theirs = _words(case.here.text)
    if any(item.unit == POINTS for item in equal) or (equal and theirs & ABSOLUTE_WORDS):
        return f"{shown(case.claim.text, number)} are points here, not a relative change"
    is_called = bool(theirs & RELATIVE_WORDS)
    if equal and not is_called and any(item.unit != PERCENT for item in equal):
        return f"{shown(case.here.text, equal[0])} is not called a relative change here"
    levels = [item for item in equal if _LEVEL.match(running_text(case.here.text), item.span.end)]
    if levels and not is_called:
        return f"{shown(case.here.text, levels[0])} is one of two values here, not a change"
    gap = gap_of(number, found) if not equal else None
    if gap:
        one, other = (shown(case.here.text, item) for item in gap)
        return f"{shown(case.claim.text, number)} is the difference of {one} and {other}"
    return ""


def _is_share(text: str, item: Quantity) -> bool:
    """Whether a percentage is said to be of something."""
    after = [word.strip(".,;()").lower() for word in text[item.span.end :].split()[:2]]
    return bool(after) and (after[0] in _OF_SOMETHING or "relative" in after)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;()").lower() for word in text.split())
