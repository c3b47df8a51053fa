"""Comparison: who is better, larger or faster than whom."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, Word, analyse
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.negation import is_doubted
from synth.verdict.checks.orders import BETTER, EVEN, HIGHER_IS_BETTER, LESS, LOWER_IS_BETTER, MEASURING, MORE, WORSE
from synth.verdict.checks.words import words
from synth.verdict.types import Check

NAME: Final = "comparison"
_BEATS: Final = words(
    "outperform outperforms outperformed outperforming beat beats beaten beating surpass surpasses surpassed",
    "surpassing outscore outscores outscored exceed exceeds exceeded exceeding tops topped",
)
"""Verbs whose object is the loser."""
_LOSES: Final = words(
    "underperform underperforms underperformed underperforming trail trails trailed trailing",
)
"""Verbs whose object is the winner."""
_SECOND: Final[dict[str, frozenset[str]]] = {
    "than": MORE | LESS | BETTER | WORSE,
    "over": BETTER | MORE,
    "to": words("superior inferior equal equivalent comparable similar identical"),
    "of": words("ahead short"),
    "behind": words("falls fall fell stays stay is are lags lag lagged slightly far running comes"),
    "with": words("par level"),
    "as": words("good well same"),
}
_BEHIND: Final = words("short falls fall fell stays stay is are slightly far running comes")
"""Words before "behind" and "of" that make the first side the loser."""
_MATCHES: Final = words("matches matched matching equals equalled equaled")
_EVENLY: Final = _MATCHES | words("equally comparably similarly same equal comparable similar identical")
"""Words that say that two things do as well as each other."""
_COMPARED: Final = words("compared opposed relative contrast contrary")
_TOP: Final = words("best strongest highest fastest largest lowest smallest fewest sharpest easiest stronger")
_BOTTOM: Final = words("worst weakest slowest poorest hardest weaker")
_REACH: Final = 12
_NEAR: Final = 2
_NEXT: Final = 1
_MARK: Final = 2
_CLAUSE: Final = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and how the first stands to the second.

    Attributes:
        sign: 1 if the first side is better or has more, -1 if worse or less, 0 if both are even.
        is_judged: The sign tells better from worse; else more from less.
    """

    first: frozenset[str]
    second: frozenset[str]
    sign: int
    is_judged: bool
    word: str


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
    for at, word in enumerate(analysis.words):
        if word.low in _TOP | _BOTTOM and not is_doubted(analysis, at):
            sign, is_judged = _sign(word, analysis.words[at + 1 : at + 4])
            keys = analysis.keys_between(max(at - _REACH, 0), at + _REACH // 2)
            found.append(Peak(keys - word.keys - MEASURING, sign if is_judged else 0, word.low))
    return tuple(item for item in found if item.sign)


@lru_cache(maxsize=16384)
def comparisons(text: str) -> tuple[Comparison, ...]:
    """The comparisons of a text whose two sides are both named.

    >>> [(sorted(item.first), item.sign, sorted(item.second)) for item in comparisons("LSTMs are better than CNNs.")]
    [(['lstm'], 1, ['cnn'])]
    """
    analysis = analyse(text)
    found: list[tuple[int, Comparison]] = []
    for at, word in enumerate(analysis.words):
        item = None
        if _plain(word) in _BEATS | _LOSES:
            item = _of_verb(analysis, at)
        elif word.low in _SECOND:
            item = _of_link(analysis, at)
        elif word.low in _COMPARED:
            item = _of_compared(analysis, at)
        elif word.low in _EVENLY:
            item = _of_pair(analysis, at)
        elif word.low in BETTER | WORSE and found:
            item = _carried(analysis, at, *found[-1])
        if item is not None and item.first and item.second:
            found.append((at, item))
    return tuple(item for _, item in found)


def _carried(analysis: Analysis, at: int, place: int, last: Comparison) -> Comparison | None:
    """Read "X has more than Y and is faster": the second word of comparison has the sides of the first."""
    words_ = analysis.words
    if words_[at].sentence != words_[place].sentence or "and" not in {word.low for word in words_[place:at]}:
        return None
    rest = [word.low for word in words_[at + 1 :] if word.sentence == words_[at].sentence]
    if {"than", "over", "to"} & set(rest) or is_doubted(analysis, at):
        return None
    return Comparison(
        last.first, last.second, 1 if words_[at].low in BETTER else -1, is_judged=True, word=words_[at].low
    )


def _plain(word: Word) -> str:
    """A word without hyphens: "out-performs"."""
    return word.low.replace("-", "")


def _of_pair(analysis: Analysis, at: int) -> Comparison | None:
    """Read "X and Y perform equally well", "X matches Y"."""
    words_ = analysis.words
    if words_[at].low in _MATCHES:
        return Comparison(_before(analysis, at), _behind(analysis, at + 1), 0, is_judged=True, word=words_[at].low)
    links = [place for place in range(max(at - _REACH, 0), at) if words_[place].low == "and"]
    if not links or any(words_[place].level >= _MARK for place in range(links[-1], at)):
        return None
    sides = _before(analysis, links[-1]), analysis.keys_between(links[-1] + 1, at)
    return Comparison(*sides, 0, is_judged=True, word=words_[at].low)


def _of_compared(analysis: Analysis, at: int) -> Comparison | None:
    """Read "compared with Y, X is better": the word that says how stands behind the comma."""
    words_ = analysis.words
    is_opening = at == 0 or words_[at - 1].level > 0 or words_[at - 1].low == "as"
    past = next((place for place in range(at + 1, len(words_)) if words_[place].level >= _MARK), len(words_))
    end = next((place for place in range(past + 1, len(words_)) if words_[place].level >= _CLAUSE), len(words_))
    if not is_opening or past >= end:
        return None
    for place in range(past + 1, end):
        if words_[place].low in BETTER | WORSE | MORE | LESS and not is_doubted(analysis, place):
            sign, is_judged = _sign(words_[place], words_[place : place + 3])
            sides = analysis.keys_between(past + 1, end), analysis.keys_between(at + 1, past)
            return Comparison(*sides, sign, is_judged, words_[place].low)
    return None


def _of_verb(analysis: Analysis, at: int) -> Comparison | None:
    """Read "X outperforms Y" and "Y is outperformed by X"."""
    words_ = analysis.words
    sign = 1 if _plain(words_[at]) in _BEATS else -1
    if at + 1 < len(words_) and words_[at + 1].low == "by":
        sign, begin = -sign, at + 2
    else:
        begin = at + 1
    if is_doubted(analysis, at):
        return None
    return Comparison(_before(analysis, at), _behind(analysis, begin), sign, is_judged=True, word=words_[at].low)


def _of_link(analysis: Analysis, at: int) -> Comparison | None:
    """Read "X is better than Y": the word that says how stands before the link."""
    words_ = analysis.words
    wanted = _SECOND[words_[at].low]
    reach = _REACH if words_[at].low in {"than", "over"} else _NEXT if words_[at].low == "with" else _NEAR
    stop = max(at - 1 - reach, -1)
    for place in range(at - 1, stop, -1):
        word = words_[place]
        if word.level >= _CLAUSE:
            return None
        if word.low in wanted:
            sign, is_judged = _sign(word, words_[max(place - 3, 0) : at])
            if is_judged and place and words_[place - 1].low == "less" and word.low in BETTER | WORSE:
                sign = -sign
            if is_doubted(analysis, place):
                return None
            return Comparison(_before(analysis, place), _behind(analysis, at + 1), sign, is_judged, word.low)
    return None


def _sign(word: Word, around: tuple[Word, ...]) -> tuple[int, bool]:
    """Which way a word of comparison points, and whether it judges; "lower error" is better."""
    low = word.low
    if low in EVEN or low in {"good", "well"}:
        return 0, True
    if low in BETTER or low in WORSE or low in _BEHIND:
        return (1 if low in BETTER else -1), True
    sign = 1 if low in MORE else -1
    near = {item.low for item in around}
    if near & LOWER_IS_BETTER or (near & WORSE and not near & HIGHER_IS_BETTER):
        return -sign, True
    return sign, bool(near & (HIGHER_IS_BETTER | BETTER))


def _before(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys of the side before a word, back to where its clause begins."""
    words_ = analysis.words
    begin = at
    while begin > 0 and words_[begin - 1].level < _CLAUSE and words_[begin - 1].sentence == words_[at].sentence:
        begin -= 1
    return analysis.keys_between(begin, at)


def _behind(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys of the side behind a word, up to the next mark or clause."""
    words_ = analysis.words
    past = at
    while past < len(words_) and past < at + _REACH and words_[past].level < _MARK:
        past += 1
    return analysis.keys_between(at, past)


def check(case: Case) -> Check:
    """Compare the order of the claim's two sides with the passage's."""
    against = None
    for ours in comparisons(case.claim.text):
        for theirs in comparisons(case.here.text):
            turn = _orientation(ours, theirs)
            if turn == 0 or (ours.is_judged != theirs.is_judged and ours.sign * theirs.sign):
                continue
            if ours.sign == turn * theirs.sign:
                return agree(NAME, f"the order of the two sides is the same here ({theirs.word})")
            against = against or conflict(NAME, _why(case, ours, theirs, turn))
    return against or _of_peaks(case) or silent(NAME, "no comparison of the same two sides")


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


def _named(case: Case, keys: frozenset[str]) -> str:
    """The words of the passage that keys came from."""
    return " ".join(dict.fromkeys(word.text for word in case.here.words if word.keys & keys))


def _orientation(ours: Comparison, theirs: Comparison) -> int:
    """1 if the claim's first side is the passage's first, -1 if its second, 0 if neither is clear."""
    one, two = ours.first - ours.second, ours.second - ours.first
    first, second = theirs.first - theirs.second, theirs.second - theirs.first
    straight = len(one & first) * len(two & second)
    turned = len(one & second) * len(two & first)
    if straight or turned:
        return (straight > turned) - (turned > straight)
    return 0


def _why(case: Case, ours: Comparison, theirs: Comparison, turn: int) -> str:
    """The two orders in words."""
    first, second = (theirs.first, theirs.second) if turn > 0 else (theirs.second, theirs.first)
    names = [_named(case, first & ours.first), _named(case, second & ours.second)]
    told = [name for name in names if name]
    return f"the passage orders {' and '.join(told)} the other way ({theirs.word}, not {ours.word})"
