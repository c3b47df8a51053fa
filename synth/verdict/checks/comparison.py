"""Comparison: who is better, larger or faster than whom."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.document import Part
from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.extremes import extremes
from synth.verdict.checks.leaders import fits, leaders
from synth.verdict.checks.negation import is_doubted
from synth.verdict.checks.orders import MEASURING
from synth.verdict.checks.sides import Comparison, comparisons, sign_of
from synth.verdict.checks.tables import compared, topped
from synth.verdict.checks.values import valued
from synth.verdict.checks.words import words
from synth.verdict.types import Check

NAME: Final = "comparison"
_TOP: Final = words("best strongest highest fastest largest lowest smallest fewest sharpest easiest stronger")
_BOTTOM: Final = words("worst weakest slowest poorest hardest weaker")
_CLOSE: Final = "close"
_SETTINGS: Final = words("setting settings case cases run runs epoch checkpoint configuration configurations practice")
_SETTING_REACH: Final = 3
_REACH: Final = 12


@dataclass(frozen=True, slots=True)
class Peak:
    """What is said to be the best or the worst of all: keys of the words around that word."""

    about: frozenset[str]
    sign: int
    word: str


@lru_cache(maxsize=16384)
def peaks(text: str) -> tuple[Peak, ...]:
    """The superlatives of a text that judge.

    >>> [(item.sign, sorted(item.about)) for item in peaks("SENet-50 is the strongest backbone.")]
    [(1, ['50', 'backbon', 'senet'])]
    """
    analysis = analyse(text)
    found = []
    places = [at for at, word in enumerate(analysis.words) if word.low in _TOP | _BOTTOM]
    for at in places:
        if not is_doubted(analysis, at) and not _is_of_setting(analysis, at):
            word = analysis.words[at]
            sign, is_judged = sign_of(word, analysis.words[at + 1 : at + 4])
            first, past = _stretch(analysis, at, places)
            found.append(Peak(analysis.keys_between(first, past) - word.keys - MEASURING, sign * is_judged, word.low))
    return tuple(item for item in found if item.sign)


def _is_of_setting(analysis: Analysis, at: int) -> bool:
    """Whether a superlative tells under what settings, not who won: "on best and median settings"."""
    return any(word.low in _SETTINGS for word in analysis.words[at + 1 : at + 1 + _SETTING_REACH])


def check(case: Case) -> Check:
    """Compare the order of the claim's two sides with the passage's, or with that of the table that it belongs to."""
    of_table = _of_table(case)
    if case.passage.part is Part.TABLE or case.passage.cells:
        return of_table or silent(NAME, "the table does not hold both sides")
    return of_table or _of_text(case) or silent(NAME, "no comparison of the same two sides")


def _of_text(case: Case) -> Check | None:
    """What the passage says of the order of the claim's two sides; None if it does not tell."""
    against = None
    for ours in comparisons(case.claim.text):
        for theirs in comparisons(case.here.text):
            turn = _orientation(ours, theirs) if ours.is_pace == theirs.is_pace else 0
            if turn > 0 and _is_another_version(ours.first, theirs.first):
                if ours.sign == theirs.sign and ours.is_denied == theirs.is_denied:
                    said = _named(case, theirs.first) or "another version"
                    against = against or conflict(NAME, f"the passage says {theirs.word!r} of {said}")
                continue
            if turn == 0 or (ours.is_judged != theirs.is_judged and ours.sign * theirs.sign):
                continue
            is_same = ours.sign == turn * theirs.sign
            if not is_same and _CLOSE in {ours.word, theirs.word}:
                continue  # who comes second may still be close
            if ours.is_denied == theirs.is_denied and is_same:
                return agree(NAME, f"the order of the two sides is the same here ({theirs.word})")
            if ours.is_denied == theirs.is_denied or is_same:
                against = against or conflict(NAME, _why(case, ours, theirs, turn))
    is_caption = bool(case.passage.table)  # "compared with the best results": that is what the table is for
    rest = (_of_leaders, _of_values, _of_two_peaks, _of_peaks) if not is_caption else (_of_values,)
    return _of_extremes(case) or against or next((answer for of in rest if (answer := of(case))), None)


def _of_table(case: Case) -> Check | None:
    """What the table says that a row or caption belongs to; None where it does not tell."""
    found = compared(case) or topped(case)
    if found is None:
        return None
    return agree(NAME, found[1]) if found[0] else conflict(NAME, found[1])


def _of_peaks(case: Case) -> Check | None:
    """What one side calls the best, before a comparison of two on the other; None if they do not meet."""
    for text, other in ((case.claim.text, case.here.text), (case.here.text, case.claim.text)):
        for peak in peaks(text):
            for pair in comparisons(other):
                if not pair.is_judged or not pair.sign:
                    continue
                first, second = (
                    (one - two) & peak.about for one, two in ((pair.first, pair.second), (pair.second, pair.first))
                )
                if bool(first) == bool(second):
                    continue
                is_top = bool(first) == (pair.sign > 0)
                if is_top == (peak.sign > 0):
                    return agree(NAME, f"{peak.word!r} fits {pair.word!r}")
                return conflict(
                    NAME, f"{_named(case, first | second)} comes second in one of the two, first in the other"
                )
    return None


def _stretch(analysis: Analysis, at: int, places: list[int]) -> tuple[int, int]:
    """The words that a superlative is about: in its clause, up to the "and" that parts it from the next one."""
    near = range(max(at - _REACH, 0), min(at + _REACH // 2, len(analysis.words)))
    inside = [place for place in near if analysis.words[place].clause == analysis.words[at].clause]
    first, past = inside[0], inside[-1] + 1
    for other in places:
        low, high = sorted((at, other))
        link = next((place for place in range(low, high) if analysis.words[place].level), None)
        if other != at and link is not None:
            first, past = (max(first, link), past) if other < at else (first, min(past, link))
    return first, past


def _of_extremes(case: Case) -> Check | None:
    """Whether both sides say alike where something is most; None if they do not both say so of the same thing."""
    for ours in extremes(case.claim.text):
        for theirs in extremes(case.here.text):
            if not ours.about & theirs.about:
                continue
            if ours.sign == theirs.sign:
                return agree(NAME, f"both say {theirs.words!r}")
            return conflict(NAME, f"the passage says {theirs.words!r}, the claim {ours.words!r}")
    return None


def _of_values(case: Case) -> Check | None:
    """Whether two numbers of the passage are in the claim's order; None if they do not tell."""
    for ours in comparisons(case.claim.text):
        found = valued(case.claim.text, ours, case.here.text) if ours.sign else None
        if found is None:
            continue
        if (ours.sign == found.sign) != ours.is_denied:
            return agree(NAME, f"the values are {found.first} and {found.second}")
        return conflict(NAME, f"the values are {found.first} and {found.second}, the claim says {ours.word!r}")
    return None


def _of_leaders(case: Case) -> Check | None:
    """Two sides on one side of the case, only who is ahead on the other; None if they do not meet."""
    for text, other in ((case.claim.text, case.here.text), (case.here.text, case.claim.text)):
        for leader in leaders(text):
            for pair in comparisons(other):
                is_fit = fits(pair, leader)
                if is_fit:
                    return agree(NAME, f"{leader.word!r} fits {pair.word!r}")
                if is_fit is False:
                    return conflict(NAME, f"{_named(case, leader.subject)} is {leader.word!r} on one side only")
    return None


def _of_two_peaks(case: Case) -> Check | None:
    """What both sides call the best or the worst; None if they do not speak of the same."""
    claimed, found = peaks(case.claim.text), peaks(case.here.text)
    for ours in claimed:
        alike = [item for item in found if item.sign == ours.sign]
        other = [item for item in found if item.sign != ours.sign]
        if not alike or not other:
            continue
        mine = frozenset[str]().union(*(item.about for item in alike))
        foreign = frozenset[str]().union(*(item.about for item in other))
        straight, turned = ours.about & mine - foreign, ours.about & foreign - mine
        if turned and not straight:
            return conflict(NAME, f"{_named(case, turned)} is {other[0].word!r} here, {ours.word!r} in the claim")
        if straight and not turned:
            return agree(NAME, f"{_named(case, straight)} is {ours.word!r} on both sides")
    return None


def _named(case: Case, keys: frozenset[str]) -> str:
    """The words of the passage that keys came from."""
    return " ".join(dict.fromkeys(word.text for word in case.here.words if word.keys & keys or word.number in keys))


def _orientation(ours: Comparison, theirs: Comparison) -> int:
    """1 if the claim's first side is the passage's first, -1 if its second, 0 if neither is clear."""
    one, two = ours.first - ours.second, ours.second - ours.first
    first, second = theirs.first - theirs.second, theirs.second - theirs.first
    straight = len(one & first) * len(two & second)
    turned = len(one & second) * len(two & first)
    if straight or turned:
        return (straight > turned) - (turned > straight)
    return 0


def _is_another_version(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sides share a name and differ in its number: "Model-1" and "Model-3"."""
    ours, theirs = ({key for key in side if key.isdigit()} for side in (one, other))
    return bool(ours and theirs) and not ours & theirs


def _why(case: Case, ours: Comparison, theirs: Comparison, turn: int) -> str:
    """The two orders in words."""
    first, second = (theirs.first, theirs.second) if turn > 0 else (theirs.second, theirs.first)
    names = [_named(case, first & ours.first), _named(case, second & ours.second)]
    told = [name for name in names if name]
    return f"the passage orders {' and '.join(told)} the other way ({theirs.word}, not {ours.word})"
