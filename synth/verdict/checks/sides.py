"""Who is held against whom: the comparisons of a text, with their two sides."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, Word, analyse
from synth.verdict.checks.negation import is_doubted, is_negated
from synth.verdict.checks.orders import (
    BEATS,
    BETTER,
    EVEN,
    HIGHER_IS_BETTER,
    LESS,
    LOSES,
    LOWER_IS_BETTER,
    MEASURING,
    MORE,
    PAIRED,
    WORSE,
)
from synth.verdict.checks.stems import stem
from synth.verdict.checks.words import words

_SECOND: Final[dict[str, frozenset[str]]] = {
    "than": MORE | LESS | BETTER | WORSE,
    "over": BETTER | MORE | words("preferred preferable"),
    "upon": words("improve improves improved improving"),
    "to": words("superior inferior equal equivalent comparable similar identical close preferred preferable"),
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
_QUICK: Final = words("fast accurate good strong large big high efficient effective robust quick well much many long")
_SLOW: Final = words("slow small little few weak low bad poor short")
"""What "twice as ... as" makes more or less of."""
_FACTORS: Final = words("times twice double thrice")
_NO_SAMENESS: Final = words("much many long soon far well such")
"""Words between two "as" that need not compare: "as well as", "as long as"."""
PACE: Final = words("faster fastest slower slowest slow slows slowed quicker fast quick")
_PREFERS: Final = words("prefer prefers preferred preferring favour favours favoured favor favors favored")
_GOING_ON: Final = words("but yet though although which")
_GOES_ON: Final = words(
    "is are was were has have performs perform performed achieves achieve reaches reach obtains gets gives yields stays"
    " remains does comes falls works outperforms beats surpasses matches"
)
"""Verbs by which a sentence goes on with the same subject."""
_CHOICE: Final = 6  # words between "preferred" and the "to" that names the other side
_FORMER: Final = frozenset({stem("former")})
_LATTER: Final = frozenset({stem("latter")})
_REACH: Final = 12
_NEAR: Final = 2
_MARK: Final = 2
_CLAUSE: Final = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and how the first stands to the second.

    Attributes:
        sign: 1 if the first side is better or has more, -1 if worse or less, 0 if both are even.
        is_judged: The sign tells better from worse; else more from less.
        is_denied: All that is said is that the sign is not this one: "does not outperform".
    """

    first: frozenset[str]
    second: frozenset[str]
    sign: int
    is_judged: bool
    word: str
    is_denied: bool = False

    @property
    def is_pace(self) -> bool:
        """Whether it tells quicker from slower, which says nothing about how good something is."""
        return self.word in PACE


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
        if _plain(word) in BEATS | LOSES:
            item = _of_verb(analysis, at)
        elif word.low in _PREFERS:
            item = _of_choice(analysis, at)
        elif word.low in _SECOND:
            item = _of_link(analysis, at)
        elif word.low in _COMPARED:
            item = _of_compared(analysis, at)
        elif word.low in _EVENLY and analysis.low_behind(at) not in PAIRED.get(word.low, ()):
            item = _of_pair(analysis, at)
        elif word.low in BETTER | WORSE and found:
            item = _carried(analysis, at, *found[-1])
        item = item and _told_apart(_spelt_out(analysis, at, item))
        if item is not None and item.first and item.second:
            found.append((at, item))
    return tuple(item for _, item in found)


def _told_apart(item: Comparison) -> Comparison:
    """A comparison without the words that only say what is measured, as far as something is left."""
    first, second = ((side - MEASURING) or side for side in (item.first, item.second))
    return item if first == second else replace(item, first=first, second=second)


def _spelt_out(analysis: Analysis, at: int, item: Comparison) -> Comparison:
    """Names for "the former" and "the latter": the two words around the last "and" before them."""
    words_ = analysis.words
    links = [place for place in range(1, at) if words_[place].low == "and" and words_[place - 1].keys]
    if not links or not (_FORMER | _LATTER) & (item.first | item.second):
        return item
    pair = {_FORMER: words_[links[0] - 1].keys, _LATTER: words_[links[0] + 1].keys}
    first, second = (
        frozenset[str]().union(*(keys for said, keys in pair.items() if said & side)) or side
        for side in (item.first, item.second)
    )
    return replace(item, first=first, second=second)


def _carried(analysis: Analysis, at: int, place: int, last: Comparison) -> Comparison | None:
    """Read "X has more than Y and is faster": the second word of comparison has the sides of the first."""
    words_ = analysis.words
    if words_[at].sentence != words_[place].sentence or not {"and", "but"} & {word.low for word in words_[place:at]}:
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
    if not is_opening:
        return _of_trailing(analysis, at)
    if past >= end:
        return None
    for place in range(past + 1, end):
        if words_[place].low in BETTER | WORSE | MORE | LESS and not is_doubted(analysis, place):
            sign, is_judged = sign_of(words_[place], words_[place : place + 3])
            sides = analysis.keys_between(past + 1, end), analysis.keys_between(at + 1, past)
            return Comparison(*sides, sign, is_judged, words_[place].low)
    return None


def _of_choice(analysis: Analysis, at: int) -> Comparison | None:
    """Read "they preferred X to Y"; "X was preferred to Y" is read at its link."""
    words_ = analysis.words
    place = next((on for on in range(at + 1, min(at + _CHOICE, len(words_))) if words_[on].low in {"to", "over"}), 0)
    if place <= at + 1 or is_doubted(analysis, at):
        return None
    sides = analysis.keys_between(at + 1, place), _behind(analysis, place + 1)
    return Comparison(*sides, 1, is_judged=True, word=words_[at].low)


def _of_trailing(analysis: Analysis, at: int) -> Comparison | None:
    """Read "X is more accurate compared with Y"."""
    words_ = analysis.words
    if at + 1 >= len(words_) or words_[at + 1].low not in {"with", "to"}:
        return None
    for place in range(at - 1, max(at - _REACH, 0) - 1, -1):
        if words_[place].level >= _CLAUSE:
            return None
        if words_[place].low in BETTER | WORSE | MORE | LESS and not is_doubted(analysis, place):
            sign, is_judged = sign_of(words_[place], words_[place:at])
            return Comparison(_before(analysis, place), _behind(analysis, at + 2), sign, is_judged, words_[place].low)
    return None


def _of_verb(analysis: Analysis, at: int) -> Comparison | None:
    """Read "X outperforms Y" and "Y is outperformed by X"."""
    words_ = analysis.words
    sign, begin = 1 if _plain(words_[at]) in BEATS else -1, at + 1
    if at + 1 < len(words_) and words_[at + 1].low == "by":
        sign, begin = -sign, at + 2
    denied = is_doubted(analysis, at)
    if denied and not is_negated(analysis, at):
        return None
    sides = _before(analysis, at), _behind(analysis, begin)
    return Comparison(*sides, sign, is_judged=True, word=words_[at].low, is_denied=denied)


def _of_link(analysis: Analysis, at: int) -> Comparison | None:
    """Read "X is better than Y": the word that says how stands before the link."""
    words_ = analysis.words
    if words_[at].low == "as" and (item := _of_as(analysis, at)) is not None:
        return item
    wanted = _SECOND[words_[at].low]
    reach = _REACH if words_[at].low in {"than", "over"} else 1 if words_[at].low == "with" else _NEAR
    stop = max(at - 1 - reach, -1)
    for place in range(at - 1, stop, -1):
        word = words_[place]
        if word.level >= _CLAUSE:
            return None
        if word.low in wanted:
            sign, is_judged = sign_of(word, words_[max(place - 3, 0) : at])
            if is_judged and place and words_[place - 1].low == "less" and word.low in BETTER | WORSE:
                sign = -sign
            denied = is_doubted(analysis, place)
            if denied and not (sign and is_negated(analysis, place)):
                return None
            first = _before(analysis, place) | analysis.keys_between(place + 1, at)
            return Comparison(first, _behind(analysis, at + 1), sign, is_judged, word.low, denied)
    return None


def _of_as(analysis: Analysis, at: int) -> Comparison | None:
    """Read "X is as fast as Y", "not as fast as", "three times as fast as"."""
    words_ = analysis.words
    if at < _NEAR or words_[at - _NEAR].low != "as" or words_[at - 1].low in _NO_SAMENESS - _QUICK:
        return None
    how, before = words_[at - 1].low, words_[at - _NEAR - 1].low if at > _NEAR else ""
    factor = before in _FACTORS
    if how in _NO_SAMENESS and not factor:
        return None
    quick = -1 if how in _SLOW else 1
    sign = quick if factor else -quick if before == "not" or is_negated(analysis, at - _NEAR) else 0
    if sign and how not in _QUICK | _SLOW:
        return None
    first = _before(analysis, at - _NEAR - 1) if at > _NEAR else frozenset[str]()
    return Comparison(first, _behind(analysis, at + 1), sign, is_judged=True, word=how)


def sign_of(word: Word, around: tuple[Word, ...]) -> tuple[int, bool]:
    """Which way a word of comparison points, and whether it judges; "lower error" is better."""
    low = word.low
    if low in EVEN or low in {"good", "well", "close"}:
        return 0, True
    if low.startswith("prefer"):
        return 1, True
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
    found = analysis.keys_between(begin, at)
    if not found and begin > 1 and words_[begin - 1].low in _GOING_ON:  # "X is slower but more accurate than Y"
        return _before(analysis, begin - 1)
    return found


def _behind(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys of the side behind a word, up to the next mark or clause."""
    words_ = analysis.words
    past = at
    while past < min(at + _REACH, len(words_)) and words_[past].level < _MARK:
        if past > at and words_[past].low in _GOES_ON and words_[past - 1].low in {"and", "but"}:
            break  # "than the old one and performs on par with"
        past += 1
    if past < len(words_) and words_[past].level == _CLAUSE and not analysis.keys_between(at, past):
        return _behind(analysis, past + 1)  # "than the one which ..."
    return analysis.keys_between(at, past)
