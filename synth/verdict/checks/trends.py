"""The words of direction of a text: what rises or falls, gets better or worse, changes or stays as it is."""

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.negation import is_negated
from synth.verdict.checks.orders import BETTER, EVEN, HIGHER_IS_BETTER, LESS, LOWER_IS_BETTER, MORE, PAIRED, WORSE
from synth.verdict.checks.words import words

_REACH: Final = 7
_AUXILIARIES: Final = words("is are was were be been keeps keep kept not")
_ARTICLES: Final = words("the a an this")
_THINGS: Final = words("growth degradation damage damaged rise stable")
"""Words that are directions only beside what is measured: "cell growth" is a thing."""
_ADJECTIVES: Final = words(
    "higher larger bigger greater longer deeper wider heavier smaller fewer lower shorter shallower lighter narrow",
    "highest largest biggest greatest longest lowest smallest fewest shortest",
)
"""What may only say of which thing something is told: "larger batches raise latency", "when the beam is narrow"."""
_PACED: Final = words("time latency runtime speed throughput")
_GAPS: Final = words("difference differences gap gaps margin margins")
_DOING: Final = words("using making having keeping taking")
_MARK: Final = 2
_AFTER: Final = 3
_FAR_DENIAL: Final = 8
_STATISTICAL: Final = words("significant significantly statistically noticeable meaningful measurable")
_NOBODY: Final = words("none nobody nothing neither")
_CHANGE_NOUNS: Final = words(
    "gain gains benefit benefits improvement improvements reduction drop increase decrease loss"
)
_WRITINGS: Final = words("body interest attention evidence literature")
_KINDS: Final = words("slow poor effective robust costly stable double")
"""Words that tell one thing from another where a noun follows."""
_BECOMES: Final = words("reduces reduce reduced")
_GAINS: Final = words("gain gains improvements benefit benefits increases losses drop drops")
_PACE: Final = words("faster fastest slower slowest slow slows slowed accelerate accelerates accelerated speedup")
_CLAUSE: Final = 3
_FAR: Final = 99
_DIFFERENCES: Final = words(
    "difference differences effect effects change changes significant significantly significance affect affected",
    "differ differed differs",
)
_UP_DOWN: Final = {"up": 1, "down": -1}
_GOES: Final = words("go goes went gone going comes came is are")
_OBJECT: Final = 2  # words behind a direction that are its object
_CHANGES: Final = words("differ differs differed affect affects affected")
SOME: Final = 2
"""The sign of something that changes or differs, whichever way."""
_ALL: Final = MORE | LESS | BETTER | WORSE | EVEN | _DIFFERENCES | _CHANGES | frozenset(_UP_DOWN)
"""Every word that may be one of direction."""
_AGAINST: Final = words("than compared versus vs vs. relative")
_ONE: Final = words(
    "more most less least top tops level above below gap times time minus well extend extends extended added adds",
    "stays",
)
"""Words of the lists that mostly say something else in a sentence without a comparison."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One word of direction and what it is about.

    Attributes:
        sign: 1 up or better, -1 down or worse, 0 no change, 2 some change.
        is_judged: The sign tells better from worse; else more from less.
        about: Keys of the words near it.
        against: Keys of what it is held against ("than ...", "compared with ..."); may be empty.
        before: Keys of the sentence before it, and of a condition behind it ("when ...").
        object: Keys of the words right behind it.
        denied: The sign that is denied, 0 where none is: "does not improve" leaves open whether it gets worse.
        is_pace: It tells quicker from slower, which says nothing about how good something is.
    """

    word: str
    sign: int
    is_judged: bool
    about: frozenset[str]
    against: frozenset[str]
    before: frozenset[str]
    denied: int = 0
    is_pace: bool = False
    object: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def trends(text: str) -> tuple[Trend, ...]:
    """The words of direction of a text.

    >>> [(item.word, item.sign, item.is_judged) for item in trends("It lowers the error but raises latency.")]
    [('lowers', 1, True), ('raises', -1, True)]
    """
    analysis = analyse(text)
    found = []
    for at, word in enumerate(analysis.words):
        low = word.low.replace("-", "")
        if low not in _ALL or _is_said_of_none(analysis, at):
            continue
        if low in _DIFFERENCES and is_negated(analysis, at):
            sign, is_judged = 0, False
        elif low in _CHANGES:
            sign, is_judged = SOME, False
        elif (
            (low in _ONE and not _is_counted(analysis, at))
            or (low in _THINGS and not _is_of_results(analysis, at))
            or _is_condition(analysis, at)
            or _is_a_thing(analysis, at)
            or _is_a_state(analysis, at)
            or _is_a_kind(analysis, at)
            or _is_aside(analysis, at)
        ):
            continue
        elif low in EVEN:
            if not _is_predicate(analysis, at) or is_negated(analysis, at):
                continue
            sign, is_judged = 0, False
        elif low in BETTER | WORSE:
            is_less = at > 0 and analysis.words[at - 1].low == "less"  # "less effective"
            sign, is_judged = (1 if (low in BETTER) != is_less else -1), True
        elif low in _UP_DOWN and at and analysis.words[at - 1].low in _GOES:
            sign, is_judged = _judged(analysis, at, _UP_DOWN[low])
        elif low in MORE | LESS:
            sign, is_judged = _judged(analysis, at, 1 if low in MORE else -1)
        else:
            continue
        denied = sign if sign in {1, -1} and _is_denied(analysis, at) else 0
        begin = next(place for place, other in enumerate(analysis.words) if other.sentence == word.sentence)
        about, against, before = _about(analysis, at), _against(analysis, at), analysis.keys_between(begin, at)
        before |= _condition(analysis, at)
        thing = analysis.keys_between(at + 1, at + 1 + _OBJECT)
        sign = 0 if denied else sign
        found.append(Trend(word.low, sign, is_judged, about, against, before, denied, _is_paced(analysis, at), thing))
    return tuple(found)


def _condition(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys of a clause with "when" or "if" that follows in the sentence."""
    words_ = analysis.words
    for place in range(at + 1, len(words_)):
        if words_[place].sentence != words_[at].sentence:
            break
        if words_[place].low in {"when", "if"}:
            past = next((on for on in range(place + 1, len(words_)) if words_[on].level >= _MARK), len(words_))
            return analysis.keys_between(place + 1, past)
    return frozenset()


def _is_condition(analysis: Analysis, at: int) -> bool:
    """Whether a direction is what is done or given, not what follows: "increasing the width", "as the pose grows"."""
    words_ = analysis.words
    if at and words_[at - 1].low in _DOING and not words_[at].low.endswith("s"):
        return True
    if words_[at].low.endswith("ing") and not (at and words_[at - 1].low in _AUXILIARIES | _ARTICLES):
        return True
    for place in range(at - 1, max(at - _REACH, 0) - 1, -1):
        if words_[place].level >= _MARK:
            return False
        if words_[place].low in {"as", "when", "if"}:
            return not (place and words_[place - 1].low in {"such", "well"})
    return False


def _is_counted(analysis: Analysis, at: int) -> bool:
    """Whether "adds" adds points and "less" is less of something measured: "adds 0.8 points", "needs less memory"."""
    after = analysis.words[at + 1 : at + 2]
    if analysis.words[at].low in {"adds", "added"}:
        return any(word.number for word in after)
    return analysis.words[at].low in {"more", "less"} and any(word.low in LOWER_IS_BETTER for word in after)


def _is_said_of_none(analysis: Analysis, at: int) -> bool:
    """Whether nothing is said to move so ("none of them improves"), which leaves open what moves how."""
    here = analysis.words[at].sentence
    return any(word.low in _NOBODY and word.sentence == here for word in analysis.words[:at])


def _is_a_state(analysis: Analysis, at: int) -> bool:
    """Whether an adjective says of which thing something is told, not which way it moves: "larger batches raise it"."""
    words_ = analysis.words
    if words_[at].low not in _ADJECTIVES:
        return False
    if any(word.low in _GAPS for word in words_[max(at - 2, 0) : at]):  # "the difference is larger" leaves open which
        return True
    if words_[at].low == "narrow":
        return not any(word.low in {"the", "a", "this"} for word in words_[at + 1 : at + 2])
    moves = MORE | LESS | BETTER | WORSE
    behind = itertools.takewhile(lambda word: word.low not in moves, words_[at + 1 : at + 1 + _AFTER])
    if any(word.low in HIGHER_IS_BETTER | LOWER_IS_BETTER for word in behind):
        return False
    near = (words_[place].low for place in _window(analysis, at, _REACH))
    return any(low in moves - _ADJECTIVES - _ONE - _THINGS for low in near)


def _is_a_thing(analysis: Analysis, at: int) -> bool:
    """Whether a change is what something else is said of: "the gain of adapters is largest there"."""
    words_ = analysis.words
    if words_[at].low not in _CHANGE_NOUNS or not at:
        return False
    before = words_[at - 1].low
    behind = [word.low for word in words_[at + 1 :] if word.sentence == words_[at].sentence]
    is_subject = before in _ARTICLES | {"its", "these", "their"} or before.endswith(("'s", "’s", "s'", "s’"))
    return is_subject and any(low in MORE | LESS | BETTER | WORSE for low in behind)


def _is_a_kind(analysis: Analysis, at: int) -> bool:
    """Whether a word names a kind ("the slow layer") or a limit ("reduces to the plain model"), not a direction."""
    words_, low = analysis.words, analysis.words[at].low
    after = words_[at + 1 : at + 1 + _AFTER]
    if low in _KINDS:
        return bool(after) and bool(after[0].keys)
    to = next((place for place, word in enumerate(after) if word.low == "to"), None)
    return low in _BECOMES and to is not None and not (after[to + 1 :] and after[to + 1].number)


def _is_aside(analysis: Analysis, at: int) -> bool:
    """Whether a word of the lists moves nothing: "increasing body of evidence", ", similar to Roe", "tied to age"."""
    words_, low = analysis.words, analysis.words[at].low
    after = analysis.low_behind(at)
    is_behind_a_mark = at > 0 and words_[at - 1].level >= _MARK
    is_likened = low == "similar" and after == "to" and is_behind_a_mark
    return is_likened or (low.endswith("ing") and after in _WRITINGS) or after in PAIRED.get(low, ())


def _is_denied(analysis: Analysis, at: int) -> bool:
    """Whether a direction is negated; "without boxes improves" negates the boxes only."""
    low = analysis.words[at].low
    before = [word.low for word in analysis.words[max(at - _FAR_DENIAL, 0) : at]]
    no = next((place for place in range(len(before) - 1, -1, -1) if before[place] in {"not", "no"}), None)
    if no is not None and any(each in _STATISTICAL for each in before[no:]):
        return True  # "did not result in a significant improvement"
    is_verb = low.endswith(("s", "ed")) or f"{low}s" in MORE | LESS | BETTER | WORSE
    if is_verb and low not in _GAINS and "without" in {word.low for word in analysis.words[:at]}:
        return is_negated(analysis, at) and any(
            word.low in {"not", "no", "never"} for word in analysis.words[max(at - _AFTER, 0) : at]
        )
    return is_negated(analysis, at)


def _is_predicate(analysis: Analysis, at: int) -> bool:
    """Whether a word like "same" is said of something ("were the same in both"), not put before it ("same number")."""
    after, before = analysis.words[at + 1 : at + 2], analysis.words[max(at - 2, 0) : at]
    if {word.low for word in before} & {"than", "as"}:
        return False
    return not after or not (after[0].keys or after[0].number)


def _judged(analysis: Analysis, at: int, sign: int) -> tuple[int, bool]:
    """The sign in terms of better and worse, where what moves is known to be good or bad."""
    near = [(abs(place - at), analysis.words[place].low) for place in _window(analysis, at, 4)]
    good = min((gap for gap, low in near if low in HIGHER_IS_BETTER), default=_FAR)
    bad = min((gap for gap, low in near if low in LOWER_IS_BETTER), default=_FAR)
    if good == bad:
        return sign, False
    return (sign if good < bad else -sign), True


def _is_paced(analysis: Analysis, at: int) -> bool:
    """Whether a direction tells quicker from slower."""
    measures = HIGHER_IS_BETTER | LOWER_IS_BETTER | _PACED
    near = [(abs(place - at), analysis.words[place].low) for place in _window(analysis, at, 4)]
    nearest = min((item for item in near if item[1] in measures), default=(0, ""))[1]
    return analysis.words[at].low in _PACE or nearest in _PACED


def _is_of_results(analysis: Analysis, at: int) -> bool:
    """Whether something one wants more of or less of stands near."""
    return any(analysis.words[place].low in HIGHER_IS_BETTER | LOWER_IS_BETTER for place in _window(analysis, at, 4))


def _window(analysis: Analysis, at: int, reach: int) -> list[int]:
    """Indexes around a word in its clause."""
    here = analysis.words[at]
    inside = range(max(at - reach, 0), min(at + reach + 1, len(analysis.words)))
    return [place for place in inside if place != at and analysis.words[place].clause == here.clause]


def _about(analysis: Analysis, at: int) -> frozenset[str]:
    keys = (analysis.words[place].keys for place in _window(analysis, at, _REACH) if not _is_order(analysis, place))
    return frozenset[str]().union(*keys)


def _is_order(analysis: Analysis, at: int) -> bool:
    low = analysis.words[at].low
    return low in MORE or low in LESS or low in BETTER or low in WORSE or low in EVEN or low in _DIFFERENCES


def _against(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys behind "than" or "compared with" in the rest of the clause."""
    words_ = analysis.words
    for place in range(at + 1, len(words_)):
        if words_[place].level >= _CLAUSE:
            break
        if words_[place].low in _AGAINST:
            past = next((on for on in range(place + 1, len(words_)) if words_[on].level >= _MARK), len(words_))
            return analysis.keys_between(place + 1, past)
    return frozenset()
