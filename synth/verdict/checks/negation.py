"""What a negation reaches."""

from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.words import words

NEGATIONS: Final = words(
    "not no never none neither nor without cannot can't n't lack lacks lacking lacked fail fails failed failing",
    "absence absent unable hardly scarcely nothing nobody avoid avoids avoided skip skips skipped skipping omit",
    "omits omitted ignore ignores ignored exclude excludes excluded disregard disregards disregarded discard",
    "discards discarded prevent prevents refrain cease instead rather impossible infeasible unnecessary",
)
_BOUNDS: Final = words("than above below over exceed exceeds exceeding beyond until")
"""Words that turn a negation into a bound: "no more than four days", "never above 64"."""
_JUDGING: Final = words("better worse faster slower stronger weaker cheaper easier harder closer")
_REPLACES: Final = {"instead": "of", "rather": "than"}
_NO_DENIALS: Final = frozenset({("not", "only"), ("not", "simply"), ("no", "matter")})
_JUST: Final = words("alone only just merely solely")
_NARROW: Final = words(
    "no without lack lacks lacking absence avoid avoids skip skips skipped omit omits omitted unlike",
)
"""Negations of a noun phrase; the others reach to the end of their clause."""
_NARROW_REACH: Final = 4
_TWICE: Final = 2  # words between two negations that undo each other: "not without", but not "no X has no Y"
_TURN: Final = 3  # words before the "not" of "did or did not"
_REACH: Final = 4
_MARK: Final = 2
_DENIALS: Final = words("no not never none neither nor cannot hardly without fails fail failed")
_BOUND_REACH: Final = 8
_AMOUNT_REACH: Final = 3  # words between a bound and its number


def reach_of(low: str) -> int:
    """How many words a negation reaches at most."""
    return _NARROW_REACH if low in _NARROW or low in _REPLACES else _REACH


@lru_cache(maxsize=16384)
def negated(analysis: Analysis) -> frozenset[int]:
    """Indexes of the words that a negation reaches.

    "not only" negates nothing, "no more than" is a bound, "not ... but ..." ends at "but".
    """
    found: set[int] = set()
    all_words = analysis.words
    for at, word in enumerate(all_words):
        low = word.low
        is_no = _is_no(low)
        after = all_words[at + 1].low if at + 1 < len(all_words) else ""
        if not is_no or (low, after) in _NO_DENIALS or (low in _REPLACES and after != _REPLACES[low]):
            continue
        if low in {"no", "not", "never"} and is_bound(analysis, at):
            continue
        if _is_either_way([before.low for before in all_words[max(at - _TURN, 0) : at]], low):
            continue
        if at and all_words[at - 1].low == "to" and (at == 1 or all_words[at - _TWICE].level >= _MARK):
            continue  # "To prevent spread, we ..." says that it spreads
        first = at + 2 if low in _REPLACES else at + 1
        if low in _REPLACES and any(word.number for word in all_words[first : first + 1]):
            continue  # "22 rather than 15 months" keeps the months
        if _JUST & {word.low for word in all_words[first : first + reach_of(low)]}:
            continue  # "instead of X alone" keeps X
        is_twice = any(_is_no(before.low) for before in all_words[max(at - _TWICE, 0) : at])
        is_act = low in _REPLACES and first < len(all_words) and all_words[first].low.endswith("ing")
        reach = 1 if is_act else reach_of(low)  # "rather than pruning the tree, we smooth it"
        for place in range(first, min(first + reach, len(all_words))):
            if all_words[place].level >= 2 or (low in _NARROW and _begins_anew(analysis, first, place)):
                break
            found = found ^ {place} if is_twice else found | {place}
    return frozenset(found)


def _is_no(low: str) -> bool:
    """Whether a word negates."""
    return low in NEGATIONS or low.endswith(("n't", "n’t"))


def _is_either_way(before: list[str], low: str) -> bool:
    """Whether both ways are meant, "did or did not", "with or without", "whether or not", but not "little or no"."""
    if len(before) == _TURN and before[1] == "or" and before[0] == before[2]:
        return True
    return (*before[-2:], low) in {("with", "or", "without"), ("whether", "or", "not")}


def _begins_anew(analysis: Analysis, first: int, place: int) -> bool:
    """Whether a name begins a clause behind a phrase that opens a sentence: "Without the outlier XNet needs ..."."""
    words, before = analysis.words, analysis.words[first:place]
    if first > 1 and words[first - 2].sentence == words[place].sentence:
        return False
    return analysis.words[place].is_name and any(word.keys for word in before) and not before[-1].is_name


def is_bound(analysis: Analysis, at: int) -> bool:
    """Whether a negation only bounds an amount: "no more than four days", but not "may not hold over time"."""
    for place in range(at + 1, min(at + 1 + _BOUND_REACH, len(analysis.words))):
        if place == at + 1 and analysis.words[place].low in _JUDGING:
            return False  # "no better than"
        if analysis.words[place].low in _BOUNDS:
            behind = analysis.words[place + 1 : place + 1 + _AMOUNT_REACH]
            return analysis.words[place].low == "than" or any(word.number for word in behind)
    return False


def is_negated(analysis: Analysis, at: int) -> bool:
    """Whether a negation reaches the word at an index."""
    return at in negated(analysis)


def is_doubted(analysis: Analysis, at: int) -> bool:
    """Whether a negation stands anywhere before a word in its sentence: "there is no evidence that X is better"."""
    here = analysis.words[at].sentence
    is_denied = any(word.low in _DENIALS and word.sentence == here for word in analysis.words[:at])
    return is_denied or is_negated(analysis, at)
