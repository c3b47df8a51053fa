"""Direction: does something rise or fall, help or hurt, or stay as it is."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks import comparison
from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.negation import is_negated
from synth.verdict.checks.orders import BETTER, EVEN, HIGHER_IS_BETTER, LESS, LOWER_IS_BETTER, MORE, WORSE
from synth.verdict.checks.words import words
from synth.verdict.types import Check, Outcome

NAME: Final = "direction"
_REACH: Final = 7
_AUXILIARIES: Final = words("is are was were be been keeps keep kept not")
_MIN_SHARED: Final = 1
_MIN_SHARED_EVEN: Final = 2
"""Content words that two directions must have in common; more where one of them says that nothing changes."""
_MARK: Final = 2
_CLAUSE: Final = 3
_DIFFERENCES: Final = words(
    "difference differences effect effects change changes significant significantly significance affect affected",
    "differ differed differs",
)
_AGAINST: Final = words("than compared versus vs vs. relative")
_ONE: Final = words(
    "more most less least top tops level above below gap times time minus well extend extends extended",
)
"""Words of the lists that mostly say something else in a sentence without a comparison."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One word of direction and what it is about.

    Attributes:
        sign: 1 up or better, -1 down or worse, 0 no change.
        is_judged: The sign tells better from worse; else more from less.
        about: Keys of the words near it.
        against: Keys of what it is held against ("than ...", "compared with ..."); may be empty.
        before: Keys of the sentence before it.
    """

    word: str
    sign: int
    is_judged: bool
    about: frozenset[str]
    against: frozenset[str]
    before: frozenset[str]


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
        if low in _DIFFERENCES and is_negated(analysis, at):
            sign, is_judged = 0, False
        elif low in _ONE or _is_condition(analysis, at):
            continue
        elif low in EVEN:
            if not _is_predicate(analysis, at):
                continue
            sign, is_judged = 0, False
        elif low in BETTER | WORSE:
            is_less = at > 0 and analysis.words[at - 1].low == "less"  # "less effective"
            sign, is_judged = (1 if (low in BETTER) != is_less else -1), True
        elif low in MORE | LESS:
            sign, is_judged = _judged(analysis, at, 1 if low in MORE else -1)
        else:
            continue
        if sign and is_negated(analysis, at):
            sign = 0
        begin = next(place for place, other in enumerate(analysis.words) if other.sentence == word.sentence)
        before = analysis.keys_between(begin, at)
        found.append(Trend(word.low, sign, is_judged, _about(analysis, at), _against(analysis, at), before))
    return tuple(found)


def _is_condition(analysis: Analysis, at: int) -> bool:
    """Whether a direction is what is done or given, not what follows: "increasing the width", "as the pose grows"."""
    words_ = analysis.words
    if words_[at].low.endswith("ing") and not (at and words_[at - 1].low in _AUXILIARIES):
        return True
    for place in range(at - 1, max(at - _REACH, 0) - 1, -1):
        if words_[place].level >= _MARK:
            return False
        if words_[place].low in {"as", "when", "if"}:
            return not (place and words_[place - 1].low in {"such", "well"})
    return False


def _is_predicate(analysis: Analysis, at: int) -> bool:
    """Whether a word like "same" is said of something ("were the same in both"), not put before it ("same number")."""
    after = analysis.words[at + 1 : at + 2]
    return not after or not (after[0].keys or after[0].number)


def _judged(analysis: Analysis, at: int, sign: int) -> tuple[int, bool]:
    """The sign in terms of better and worse, where what moves is known to be good or bad."""
    near = [analysis.words[place].low for place in _window(analysis, at, 4)]
    good, bad = any(low in HIGHER_IS_BETTER for low in near), any(low in LOWER_IS_BETTER for low in near)
    if good == bad:
        return sign, False
    return (sign if good else -sign), True


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


def check(case: Case) -> Check:
    """Compare the directions of what both sides speak about; silent where the comparison check has spoken."""
    if comparison.check(case).outcome is not Outcome.SILENT:
        return silent(NAME, "the comparison says more")
    told: list[Check] = []
    found = trends(case.here.text)
    for ours in trends(case.claim.text):
        best = 0
        answers: list[Check] = []
        for theirs in found:
            shared = len(ours.about & theirs.about)
            least = _MIN_SHARED if ours.sign * theirs.sign else _MIN_SHARED_EVEN
            if shared < max(best, least) or not _is_same_side(ours, theirs):
                continue
            if shared > best:
                best, answers = shared, []
            answers.append(_answer(ours, theirs))
        if len({answer.outcome for answer in answers}) == 1 and not _is_evened(ours, found, answers[0]):
            told.append(answers[0])
    outcomes = {answer.outcome for answer in told}
    return told[0] if len(outcomes) == 1 else silent(NAME, "no direction that both speak of")


def _is_evened(ours: Trend, found: tuple[Trend, ...], answer: Check) -> bool:
    """Whether a conflict with "no change" falls because the passage says elsewhere that nothing changes."""
    return answer.outcome is Outcome.CONFLICT and ours.sign == 0 and any(item.sign == 0 for item in found)


def _is_same_side(ours: Trend, theirs: Trend) -> bool:
    """Whether two trends can be compared: of one kind, and not about what the claim only holds its subject against."""
    if ours.is_judged != theirs.is_judged and ours.sign * theirs.sign:
        return False
    subject, other = ours.before - ours.against, ours.against - ours.before
    around = theirs.about | theirs.before
    return not around & other or bool(around & subject) or bool(theirs.against & subject)


def _answer(ours: Trend, theirs: Trend) -> Check:
    """Two trends of the same thing, turned round where the passage holds the claim's subject against the other."""
    subject, other = ours.before - ours.against, ours.against - ours.before
    is_turned = bool(other and theirs.against & subject) and not theirs.against & other
    sign = -theirs.sign if is_turned else theirs.sign
    if ours.sign == sign:
        why = f"both say {theirs.word!r}" if ours.word == theirs.word else f"{theirs.word!r} fits {ours.word!r}"
        return agree(NAME, why)
    return conflict(NAME, f"the passage says {theirs.word!r} where the claim says {ours.word!r}")
