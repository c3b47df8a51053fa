"""What a claim calls the best, the lowest, the second highest."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.verbs import form_of
from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.negation import is_negated
from synth.verdict.checks.orders import BEATS
from synth.verdict.checks.words import words

_BEST: Final = words("best strongest top-performing best-performing top-scoring")
_WORST: Final = words("worst weakest poorest worst-performing")
_MOST: Final = words("most highest largest greatest biggest maximum longest")
_LEAST: Final = words("least lowest smallest fewest minimum shortest")
BARE: Final = words("most least")
"""Superlatives that make others of adjectives; they count only what a header names."""
SCORING: Final = words("highest lowest greatest maximum minimum")
"""Superlatives of scores; the others are about what the claim names."""
_OTHERS: Final = words("others other rest every any all")
"""Words behind "outperforms" that make what outperforms the best."""
_RANKS: Final = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_OUT_OF: Final = re.compile(r"\b(?:among|amongst|out of|of (?:the|all|our|these|its)|within|than)\s", re.IGNORECASE)
_ONE_OF: Final = re.compile(
    r"\b(?:one|some|two|three|among|amongst|nearly|almost|close to|near|next to|at)(?: of)?(?: the| our)?\s?$"
)
_SETTING: Final = words("on for in at with under when by")
_NOT: Final = words("not never no neither nor cannot without hardly")
_LONGEST: Final = 7
_MARK: Final = 2
_AFTER: Final = 3  # words behind "out of the" that say out of what


@dataclass(frozen=True, slots=True)
class Superlative:
    """A superlative of a claim.

    Attributes:
        at: Index of its word.
        rank: 1 for the best, 2 for the second best.
        sign: 1 for the most, -1 for the least of something.
        is_judged: The sign tells best from worst; else most from least.
        is_predicate: Whether no noun follows: "is highest on news".
        phrase: Indexes of the words of what there is most of: "highest values of precision".
        out_of: Indexes of the words that say what it is the best of: "of all models".
        around: Indexes of the words up to the claim's other superlatives.
    """

    at: int
    word: str
    rank: int
    sign: int
    is_judged: bool
    is_denied: bool
    is_predicate: bool
    phrase: range
    out_of: range
    around: range


@lru_cache(maxsize=8192)
def superlatives(analysis: Analysis) -> tuple[Superlative, ...]:
    """The superlatives of a claim that a table can settle; none where "one of the" or a denial makes one vague."""
    places = [at for at, word in enumerate(analysis.words) if _ranked(word.low)[1] in _BEST | _WORST | _MOST | _LEAST]
    found = (_superlative(analysis, at, places) for at in places)
    ahead = (_ahead(analysis, at) for at in range(len(analysis.words)))
    return tuple(item for item in (*found, *ahead) if item is not None)


def _ahead(analysis: Analysis, at: int) -> Superlative | None:
    """Read "X outperforms all others", "X is better than any other model": X is the best; None for other words."""
    words_ = analysis.words
    low = words_[at].low.replace("-", "")
    if low in BEATS or (low in {"than", "to", "of"} and at and words_[at - 1].low in {"better", "superior", "ahead"}):
        begin = at + 1
    else:
        return None
    rest = [word.low for word in words_[begin : begin + _AFTER]]
    is_denied = _denied(analysis, at)
    if not _OTHERS & set(rest) or is_denied is None:
        return None
    return Superlative(
        at=at,
        word=low,
        rank=1,
        sign=1,
        is_judged=True,
        is_denied=is_denied,
        is_predicate=False,
        phrase=range(0),
        out_of=range(begin, _end(analysis, begin)),
        around=range(len(words_)),
    )


def _end(analysis: Analysis, begin: int) -> int:
    """The end of a noun phrase: the next mark or what it is measured on."""
    words_ = analysis.words
    past = begin
    while past < min(begin + _LONGEST, len(words_)) and words_[past].level < _MARK and words_[past].low not in _SETTING:
        past += 1
    return past


def _ranked(low: str) -> tuple[str, str]:
    """The rank in a word and the word without it: "second-best"."""
    first, _, rest = low.partition("-")
    return (first, rest) if first in _RANKS else ("", low)


def _superlative(analysis: Analysis, at: int, places: list[int]) -> Superlative | None:
    """The superlative at a word; None where it is vague."""
    words_ = analysis.words
    rank, low = _ranked(words_[at].low)
    rank = rank or (words_[at - 1].low if at else "")
    is_denied = _denied(analysis, at)
    if is_denied is None or _ONE_OF.search(analysis.text[: words_[at].start].lower()):
        return None
    phrase = _phrase(analysis, at)
    return Superlative(
        at,
        words_[at].low,
        _RANKS.get(rank, 1),
        1 if low in _BEST | _MOST else -1,
        low in _BEST | _WORST,
        is_denied,
        not any(words_[place].keys for place in phrase),
        phrase,
        _out_of(analysis, at),
        _around(analysis, at, places),
    )


def _denied(analysis: Analysis, at: int) -> bool | None:
    """Whether the superlative is denied: "does not reach the best", "the best is not"; None where that is unclear."""
    words_ = analysis.words
    denials = [
        place
        for place, word in enumerate(words_)
        if word.sentence == words_[at].sentence and (word.low in _NOT or word.low.endswith(("n't", "n’t")))
    ]
    if not denials:
        return False
    is_behind = denials[0] > at and words_[denials[0]].low == "not" and form_of(words_[denials[0] - 1].low) is not None
    is_plain = words_[denials[0]].clause == words_[at].clause and (is_behind or is_negated(analysis, at))
    return True if len(denials) == 1 and is_plain else None


def _phrase(analysis: Analysis, at: int) -> range:
    """The words of the noun phrase behind a superlative, up to a mark, a verb or what it is measured on."""
    words_ = analysis.words
    past = at + 1
    while past < min(at + _LONGEST, len(words_)) and words_[past].level < _MARK:
        is_verb = past > at + 1 and form_of(words_[past].low) is not None and not words_[past].is_name
        if words_[past].low in _SETTING or is_verb or _OUT_OF.match(analysis.text, words_[past].start):
            break
        past += 1
    return range(at + 1, past)


def _out_of(analysis: Analysis, at: int) -> range:
    """The words behind "among", "of all", ... behind a superlative; none without."""
    scope = _OUT_OF.search(analysis.text, analysis.words[at].end)
    if scope is None or analysis.words[analysis.index_at(scope.start())].sentence != analysis.words[at].sentence:
        return range(0)
    if "all" in scope[0].lower():
        return range(0)
    first = analysis.index_at(scope.end())
    return range(first, min(first + _AFTER, len(analysis.words)))


def _around(analysis: Analysis, at: int, places: list[int]) -> range:
    """The words around a superlative, up to the strongest break before the next one on either side."""
    first, past = 0, len(analysis.words)
    for other in places:
        low, high = sorted((at, other))
        breaks = [place for place in range(low + 1, high) if analysis.words[place].level]
        if other == at or not breaks:
            continue
        cut = max(breaks, key=lambda place: (analysis.words[place].level, place))
        first, past = (max(first, cut), past) if other < at else (first, min(past, cut))
    return range(first, past)
