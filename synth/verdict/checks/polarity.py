"""Polarity: does one side deny what the other says."""

from typing import Final

from synth.claims.document import Part
from synth.claims.verbs import Form, base_of, form_of
from synth.verdict.checks.analysis import Analysis, Word
from synth.verdict.checks.chosen import rejected
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.ellipsis import denied_subject, turned_pair
from synth.verdict.checks.negation import negated
from synth.verdict.checks.opposites import (
    ALIKE,
    DENYING,
    DENYING_PLAINLY,
    EITHER_OR,
    LOOK_ALIKES,
    NEEDS,
    OPPOSITES,
    PREFIXES,
)
from synth.verdict.checks.orders import BETTER, HIGHER_IS_BETTER, LESS, LOWER_IS_BETTER, MORE, WORSE
from synth.verdict.checks.words import FUNCTION_WORDS, words
from synth.verdict.types import Check

NAME: Final = "polarity"
_MIN_SHARED: Final = 0.4
"""Share of the claim's content words that the passage must hold."""
_MIN_SHARED_OPPOSITE: Final = 0.25
"""The same where both sides have more in common: two opposites said of one thing, or what is taken and what is not."""

_NEAR: Final = 6  # words around an opposite in which both sides must agree
_WHOLE: Final = frozenset({"all", "every", "each"})
_NEAR_TURNED: Final = 8  # the same of a denied opposite
_NEAR_VERB: Final = 4  # the same of a denied verb
_NEAR_DENIAL: Final = 6  # words between a word that may deny and what it denies
_MARK: Final = 2
_BEFORE: Final = 2
_PARTICIPLES: Final = words("trained tested evaluated run used built")
_CHOOSING: Final = words("instead rather")
_SIDES: Final = frozenset({"with", "without"})
_OF_SETS: Final = frozenset({"training", "test"})
"""Opposites only before the same word: "training set" and "test set"."""
_VERBAL: Final = words("not never cannot fails fail failed unable longer")
"""Negations of the verb behind them; "longer" as in "no longer"."""
_HEAD_REACH: Final = 4
_BETWEEN: Final = words("be been being been yet also to ever longer")
"""What may stand between "not" and its verb, besides adverbs."""
_REMOVING: Final = words(
    "out exclude excludes excluded excluding drop drops dropped reject rejects rejected remove removes removed discard"
    " discards discarded skip skips skipped"
)
_NEEDING: Final = words("need needs needed require requires required use uses used without")
_NO_PREFIXES: Final = ("no-", "non-")
_LONG: Final = 5  # letters of a word that a prefix may turn round


def check(case: Case) -> Check:
    """Compare what is negated on both sides, then look for opposites of the claim's words."""
    claim, here = case.claim, case.here
    if case.passage.part is Part.TABLE:
        return silent(NAME, "a table denies nothing")
    share = len(claim.keys & (here.keys | case.around)) / max(len(claim.keys), 1)
    if share < _MIN_SHARED_OPPOSITE:
        return silent(NAME, "the passage speaks of something else")
    against = _against(case)
    if against:
        return conflict(NAME, against)
    if subject := denied_subject(case):
        said = agree if negated(claim) else conflict
        return said(NAME, f"the passage denies it of {subject!r}")
    turned = _not_the_opposite(claim, here)
    if turned:
        return agree(NAME, f"{turned[0]!r} is what {turned[1]!r} means")
    denial = _of_denials(claim, here) if share >= _MIN_SHARED else None
    return denial or silent(NAME, "nothing that one side denies and the other says")


def _against(case: Case) -> str:
    """Why the passage says the opposite of the claim, or took something else; empty where it does neither."""
    if opposite := turned_pair(case) or _opposite(case.claim, case.here):
        return f"the passage says {opposite[1]!r}, the claim {opposite[0]!r}"
    if left := rejected(case):
        return f"the claim takes {left[0]!r}, the passage does not: {left[1]!r}"
    return ""


def _of_denials(claim: Analysis, here: Analysis) -> Check | None:
    """What follows from the words that each side negates; None if nothing does."""
    ours, theirs, shared = _denied(claim), _denied(here), claim.keys & here.keys
    taken, left = ours & _asserted(here), theirs & _asserted(claim)
    if taken and left and (claim.lows | here.lows) & _CHOOSING:
        return conflict(NAME, f"the passage takes {_words(here, taken)}, the claim {_words(here, left)}")
    both, one = ours & theirs & shared, (ours ^ theirs) & shared
    if both:
        return agree(NAME, f"both deny {_words(here, both)}")
    verb = _plainly_denied(claim, here)
    if verb is not None:
        who = "the claim denies" if verb in claim.words else "the passage denies"
        return conflict(NAME, f"{who} {verb.text!r}, the other side does not")
    is_other = bool(one & ours) and not ours <= here.keys and bool(claim.lows & _NEEDING)
    if one and not is_other and _is_plain(claim, here, one):  # "needs no labelled text" is no denial of text
        who = "the claim denies" if one & ours else "the passage denies"
        return conflict(NAME, f"{who} {_words(here, one)}, the other side does not")
    return None


def _denied(analysis: Analysis) -> frozenset[str]:
    """Keys that stand under a negation and nowhere else."""
    under = frozenset[str]().union(*(analysis.words[at].keys for at in negated(analysis)))
    return under - _asserted(analysis) - _given(analysis)


def _asserted(analysis: Analysis) -> frozenset[str]:
    """Keys that stand under no negation."""
    under = negated(analysis)
    return frozenset[str]().union(*(word.keys for at, word in enumerate(analysis.words) if at not in under))


def _given(analysis: Analysis) -> frozenset[str]:
    """Keys of what a clause opens with as its condition: "Without glue, the chair ..."."""
    words, found = analysis.words, frozenset[str]()
    for at, word in enumerate(words):
        opens = at == 0 or words[at - 1].level >= _MARK
        opens = opens or (words[at - 1].low in _PARTICIPLES and (at == 1 or words[at - _BEFORE].level >= _MARK))
        if word.low == "without" and opens:
            found |= analysis.keys_between(at + 1, at + 1 + _NEAR)
    return found


def _is_plain(claim: Analysis, here: Analysis, keys: frozenset[str]) -> bool:
    """Whether one side negates, once, and the other neither negates nor says the same of the keys in other words."""
    for one, other in ((claim, here), (here, claim)):
        if negated(one) and not negated(other):
            is_twice = one.lows & _REMOVING  # "what is not local is left out"
            return not (is_twice or _is_by_halves(other)) and not _is_said_otherwise(other, keys)
    return False


def _is_by_halves(analysis: Analysis) -> bool:
    """Whether what is said of most is denied of the rest: "unless"."""
    return any(word.low == "unless" for word in analysis.words)


def _plainly_denied(claim: Analysis, here: Analysis) -> Word | None:
    """A verb right behind the "not" of one side that the other side, without any "not", says of the same things."""
    for one, other in ((claim, here), (here, claim)):
        said, denied = one.lows, negated(other)
        if _is_by_halves(other):
            continue
        for at in _denied_verbs(one):
            base = base_of(one.words[at].low)
            if any(base_of(word.low) == base for place, word in enumerate(one.words) if place not in negated(one)):
                continue
            for place, word in enumerate(other.words):
                is_same = base_of(word.low) == base and bool(
                    _near(one, at, _NEAR_VERB) & _near(other, place, _NEAR_VERB)
                )
                is_free = not any(other.words[no].sentence == word.sentence for no in denied)
                if is_same and is_free and not _is_doubted(other, place, DENYING_PLAINLY - said):
                    return one.words[at]
    return None


def _denied_verbs(analysis: Analysis) -> list[int]:
    """Indexes of the first verb behind each "not" and its like."""
    words, found = analysis.words, []
    for at, word in enumerate(words):
        if word.low not in _VERBAL and not word.low.endswith(("n't", "n’t")):
            continue
        for place in range(at + 1, min(at + 1 + _HEAD_REACH, len(words))):
            form, low = form_of(words[place].low), words[place].low
            if form is not None and form is not Form.AUXILIARY:
                found.append(place)
            if form is not Form.AUXILIARY and not low.endswith("ly") and low not in _BETWEEN:
                break
    return found


def _is_doubted(analysis: Analysis, at: int, doubting: frozenset[str]) -> bool:
    """Whether one of some words stands near a place."""
    near = [word.low for word in analysis.words[max(at - _NEAR_DENIAL, 0) : at + 1 + _NEAR_DENIAL]]
    is_but = "but" in near and not _WHOLE.isdisjoint(near)  # "all of the systems but one"
    return is_but or not doubting.isdisjoint(near)


def _is_said_otherwise(analysis: Analysis, keys: frozenset[str]) -> bool:
    """Whether a word that may deny stands near one of the keys."""
    words = analysis.words
    denying = [at for at, word in enumerate(words) if word.low in DENYING or word.low.startswith(_NO_PREFIXES)]
    places = [at for at, word in enumerate(words) if word.keys & keys]
    return any(abs(at - place) <= _NEAR_DENIAL for at in denying for place in places)


def _opposite(claim: Analysis, here: Analysis) -> tuple[str, str] | None:
    """A word of the claim whose opposite the passage has in its stead, both negated or neither."""
    ours, theirs = negated(claim), negated(here)
    said = claim.lows | {low.replace("-", "") for low in claim.lows}
    said |= {low.removesuffix("s") for low in said}
    found = {word.low: at for at, word in enumerate(here.words)}
    moves = claim.lows & (MORE | LESS | BETTER | WORSE)
    for at, word in enumerate(claim.words):
        is_said = {word.low, f"{word.low}s", *ALIKE.get(word.low, ())} & found.keys()
        others = frozenset[str]() if is_said else _opposites_of(word.low) - said
        if moves and word.low in LOWER_IS_BETTER:
            continue
        if moves and word.low in HIGHER_IS_BETTER:
            others &= HIGHER_IS_BETTER  # what rises or falls: whether that fits is a matter of direction
        for other in others:
            place = found.get(other)
            if place is None or (at in ours) != (place in theirs) or (word.low in _SIDES and (ours or theirs)):
                continue
            if _is_same_slot(claim, at, here, place):
                return word.text, here.words[place].text
    return _denied_alike(claim, here)


def _not_the_opposite(claim: Analysis, here: Analysis) -> tuple[str, str] | None:
    """What one side denies and its opposite on the other: "not pretrained" is "from scratch"."""
    ours, theirs = negated(claim), negated(here)
    both = claim.lows & here.lows
    kinds = EITHER_OR.keys() & here.lows - both
    turning = [(place, other) for place, other in enumerate(here.words) if other.low in kinds] if kinds else []
    for at, word in enumerate(claim.words):
        for place, other in turning:
            if word.low in both or word.low not in EITHER_OR[other.low] or (at in ours) == (place in theirs):
                continue
            if _near(claim, at, _NEAR_TURNED) & _near(here, place, _NEAR_TURNED):
                return _with_not(other, is_negated=place in theirs), _with_not(word, is_negated=at in ours)
    return None


def _is_same_slot(claim: Analysis, at: int, here: Analysis, place: int) -> bool:
    """Whether two words stand among the same things."""
    is_of_set = claim.words[at].low in _OF_SETS
    if is_of_set and not claim.keys_between(at + 1, at + 2) & here.keys_between(place + 1, place + 2):
        return False
    return bool(_near(claim, at) & (_near(here, place) - _elsewhere(here, place)))


def _denied_alike(claim: Analysis, here: Analysis) -> tuple[str, str] | None:
    """Two words that say the same, of which one is negated: "needed" and "not necessary"."""
    ours, theirs = negated(claim), negated(here)
    for at, word in enumerate(claim.words):
        if word.low not in NEEDS:
            continue
        for place, other in enumerate(here.words):
            if other.low not in ALIKE.get(word.low, frozenset()) or (at in ours) == (place in theirs):
                continue
            if not _near(claim, at, _NEAR_TURNED) & (_near(here, place, _NEAR_TURNED) - _elsewhere(here, place)):
                continue
            return _with_not(word, is_negated=at in ours), _with_not(other, is_negated=place in theirs)
    return None


def _with_not(word: Word, *, is_negated: bool) -> str:
    return f"not {word.text}" if is_negated else word.text


def _near(analysis: Analysis, at: int, reach: int = _NEAR) -> frozenset[str]:
    """Keys around a word; only those behind "with" and "without"."""
    first = at + 1 if analysis.words[at].low in _SIDES else at - reach
    return analysis.keys_between(first, at + 1 + reach) - analysis.words[at].keys


def _elsewhere(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys that also stand far from a word: what it is said of cannot be told by them."""
    words = analysis.words
    return analysis.keys_between(0, max(at - _NEAR, 0)) | analysis.keys_between(
        min(at + 1 + _NEAR, len(words)), len(words)
    )


def _opposites_of(low: str) -> frozenset[str]:
    """The opposites of a word: listed ones, and those that a prefix makes."""
    listed = OPPOSITES.get(low, frozenset())
    if len(low) < _LONG or low in FUNCTION_WORDS:
        return listed
    without = {low.removeprefix(prefix) for prefix in PREFIXES if low.startswith(prefix) and low not in LOOK_ALIKES}
    prefixed = {f"{prefix}{low}" for prefix in PREFIXES} - LOOK_ALIKES
    return listed | {word for word in without if len(word) >= _LONG} | prefixed


def _words(analysis: Analysis, keys: frozenset[str]) -> str:
    texts = dict.fromkeys(word.text for word in analysis.words if word.keys & keys)
    return " ".join(list(texts)[:4])
