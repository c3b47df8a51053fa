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
_ARTICLES: Final = words("the a an this")
_THINGS: Final = words("growth degradation damage damaged rise stable")
"""Words that are directions only beside what is measured: "cell growth" is a thing."""
_DOING: Final = words("using making having keeping taking")
_MIN_SHARED: Final = 1
_MIN_SHARED_FAR: Final = 2
"""Content words that two directions must have in common; more where one of them says that nothing changes or where
they only share a subject."""
_MARK: Final = 2
_AFTER: Final = 3
_FAR_DENIAL: Final = 8
_STATISTICAL: Final = words("significant significantly statistically noticeable meaningful measurable")
_NOBODY: Final = words("none nobody nothing neither")
_KINDS: Final = words("slow poor effective robust costly stable")
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
        sign: 1 up or better, -1 down or worse, 0 no change.
        is_judged: The sign tells better from worse; else more from less.
        about: Keys of the words near it.
        against: Keys of what it is held against ("than ...", "compared with ..."); may be empty.
        before: Keys of the sentence before it.
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
        if _is_said_of_none(analysis, at):
            continue
        if low in _DIFFERENCES and is_negated(analysis, at):
            sign, is_judged = 0, False
        elif (
            low in _ONE
            or (low in _THINGS and not _is_of_results(analysis, at))
            or _is_condition(analysis, at)
            or _is_a_kind(analysis, at)
        ):
            continue
        elif low in EVEN:
            if not _is_predicate(analysis, at) or is_negated(analysis, at):
                continue
            sign, is_judged = 0, False
        elif low in BETTER | WORSE:
            is_less = at > 0 and analysis.words[at - 1].low == "less"  # "less effective"
            sign, is_judged = (1 if (low in BETTER) != is_less else -1), True
        elif low in MORE | LESS:
            sign, is_judged = _judged(analysis, at, 1 if low in MORE else -1)
        else:
            continue
        denied = sign if sign and _is_denied(analysis, at) else 0
        begin = next(place for place, other in enumerate(analysis.words) if other.sentence == word.sentence)
        about, against, before = _about(analysis, at), _against(analysis, at), analysis.keys_between(begin, at)
        sign = 0 if denied else sign
        found.append(Trend(word.low, sign, is_judged, about, against, before, denied, low in _PACE))
    return tuple(found)


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


def _is_said_of_none(analysis: Analysis, at: int) -> bool:
    """Whether nothing is said to move so ("none of them improves"), which leaves open what moves how."""
    here = analysis.words[at].sentence
    return any(word.low in _NOBODY and word.sentence == here for word in analysis.words[:at])


def _is_a_kind(analysis: Analysis, at: int) -> bool:
    """Whether a word names a kind ("the slow layer") or a limit ("reduces to the plain model"), not a direction."""
    words_, low = analysis.words, analysis.words[at].low
    after = words_[at + 1 : at + 1 + _AFTER]
    if low in _KINDS:
        return bool(after) and bool(after[0].keys)
    to = next((place for place, word in enumerate(after) if word.low == "to"), None)
    return low in _BECOMES and to is not None and not (after[to + 1 :] and after[to + 1].number)


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
            shared = _shared(ours, theirs)
            if shared < max(best, 1) or not _is_same_side(ours, theirs):
                continue
            answer = _answer(ours, theirs)
            if answer is None:
                continue
            if shared > best:
                best, answers = shared, []
            answers.append(answer)
        if len({answer.outcome for answer in answers}) == 1 and not _is_evened(ours, found, answers[0]):
            told.append(answers[0])
    outcomes = {answer.outcome for answer in told}
    return told[0] if len(outcomes) == 1 else silent(NAME, "no direction that both speak of")


def _shared(ours: Trend, theirs: Trend) -> int:
    """How many content words two directions have in common; 0 if those are too few to compare them."""
    shared = len((ours.about | ours.before - ours.against) & (theirs.about | theirs.before - theirs.against))
    is_near = bool(ours.about & theirs.about) and bool(ours.sign * theirs.sign)
    return shared if shared >= (_MIN_SHARED if is_near else _MIN_SHARED_FAR) else 0


def _is_evened(ours: Trend, found: tuple[Trend, ...], answer: Check) -> bool:
    """Whether a conflict with "no change" falls because the passage says elsewhere that nothing changes."""
    is_even = ours.sign == 0 and not ours.denied
    return answer.outcome is Outcome.CONFLICT and is_even and any(item.sign == 0 for item in found)


def _is_same_side(ours: Trend, theirs: Trend) -> bool:
    """Whether two trends can be compared: of one kind, and not about what the claim only holds its subject against."""
    is_mixed = ours.is_judged != theirs.is_judged or ours.is_pace != theirs.is_pace
    if is_mixed and (ours.sign or ours.denied) and (theirs.sign or theirs.denied):
        return False
    subject, other = ours.before - ours.against, ours.against - ours.before
    around = theirs.about | theirs.before
    return not around & other or bool(around & subject) or bool(theirs.against & subject)


def _answer(ours: Trend, theirs: Trend) -> Check | None:
    """Two trends of the same thing, turned round where the passage holds the claim's subject against the other.

    None where what one denies leaves open what the other says.
    """
    subject, other = ours.before - ours.against, ours.against - ours.before
    is_turned = bool(other and theirs.against & subject) and not theirs.against & other
    turn = -1 if is_turned else 1
    is_same = ours.sign == turn * theirs.sign and ours.denied == turn * theirs.denied
    is_against = ours.sign != turn * theirs.sign
    if ours.denied or theirs.denied:
        is_against = turn * (ours.denied * theirs.sign + ours.sign * theirs.denied) > 0
    if is_same:
        return agree(
            NAME, f"both say {theirs.word!r}" if ours.word == theirs.word else f"{theirs.word!r} fits {ours.word!r}"
        )
    if is_against:
        return conflict(NAME, f"the passage says {theirs.word!r} where the claim says {ours.word!r}")
    return None
