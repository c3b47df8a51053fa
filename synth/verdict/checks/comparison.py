"""Comparison: who is better, larger or faster than whom."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, Word, analyse
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.negation import is_negated
from synth.verdict.checks.orders import BETTER, EVEN, HIGHER_IS_BETTER, LESS, LOWER_IS_BETTER, MORE, WORSE
from synth.verdict.checks.words import words
from synth.verdict.types import Check

NAME: Final = "comparison"
_BEATS: Final = words(
    "outperform outperforms outperformed outperforming beat beats beaten beating surpass surpasses surpassed",
    "surpassing outscore outscores outscored exceed exceeds exceeded exceeding top tops topped",
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
_COMPARED: Final = words("compared opposed relative contrast contrary")
_REACH: Final = 12
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


@lru_cache(maxsize=16384)
def comparisons(text: str) -> tuple[Comparison, ...]:
    """The comparisons of a text whose two sides are both named.

    >>> [(sorted(item.first), item.sign, sorted(item.second)) for item in comparisons("LSTMs are better than CNNs.")]
    [(['lstm'], 1, ['cnn'])]
    """
    analysis = analyse(text)
    found = []
    for at, word in enumerate(analysis.words):
        if _plain(word) in _BEATS | _LOSES:
            found.append(_of_verb(analysis, at))
        elif word.low in _SECOND:
            found.append(_of_link(analysis, at))
        elif word.low in _COMPARED:
            found.append(_of_compared(analysis, at))
    return tuple(item for item in found if item is not None and item.first and item.second)


def _plain(word: Word) -> str:
    """A word without hyphens: "out-performs"."""
    return word.low.replace("-", "")


def _of_compared(analysis: Analysis, at: int) -> Comparison | None:
    """Read "compared with Y, X is better": the word that says how stands behind the comma."""
    words_ = analysis.words
    is_opening = at == 0 or words_[at - 1].level > 0 or words_[at - 1].low == "as"
    past = next((place for place in range(at + 1, len(words_)) if words_[place].level >= _MARK), len(words_))
    end = next((place for place in range(past + 1, len(words_)) if words_[place].level >= _CLAUSE), len(words_))
    if not is_opening or past >= end:
        return None
    for place in range(past + 1, end):
        if words_[place].low in BETTER | WORSE | MORE | LESS and not is_negated(analysis, place):
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
    if is_negated(analysis, at):
        return None
    return Comparison(_before(analysis, at), _behind(analysis, begin), sign, is_judged=True, word=words_[at].low)


def _of_link(analysis: Analysis, at: int) -> Comparison | None:
    """Read "X is better than Y": the word that says how stands before the link."""
    words_ = analysis.words
    wanted = _SECOND[words_[at].low]
    stop = max(at - (_REACH if words_[at].low in {"than", "over"} else 3), -1)
    for place in range(at - 1, stop, -1):
        word = words_[place]
        if word.level >= _CLAUSE:
            return None
        if word.low in wanted:
            sign, is_judged = _sign(word, words_[max(place - 3, 0) : at])
            if is_negated(analysis, place):
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
    return against or silent(NAME, "no comparison of the same two sides")


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
    names = [
        " ".join(dict.fromkeys(word.text for word in case.here.words if word.keys & (side & mine)))
        for side, mine in ((first, ours.first), (second, ours.second))
    ]
    told = [name for name in names if name]
    return f"the passage orders {' and '.join(told)} the other way ({theirs.word}, not {ours.word})"
