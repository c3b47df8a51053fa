"""Polarity: does one side deny what the other says."""

from typing import Final

from synth.claims.document import Part
from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.negation import negated
from synth.verdict.checks.opposites import DENYING, OPPOSITES, PREFIXES
from synth.verdict.checks.words import FUNCTION_WORDS, words
from synth.verdict.types import Check

NAME: Final = "polarity"
_MIN_SHARED: Final = 0.4
"""Share of the claim's content words that the passage must hold."""

_NEAR: Final = 4  # words around an opposite in which both sides must agree
_SIDES: Final = frozenset({"with", "without"})
_REMOVING: Final = words(
    "out exclude excludes excluded excluding drop drops dropped reject rejects rejected remove removes removed discard"
    " discards discarded skip skips skipped"
)
_NO_PREFIXES: Final = ("no-", "non-")
_LONG: Final = 5  # letters of a word that a prefix may turn round


def check(case: Case) -> Check:
    """Compare what is negated on both sides, then look for opposites of the claim's words."""
    claim, here = case.claim, case.here
    if case.passage.part is Part.TABLE:
        return silent(NAME, "a table denies nothing")
    if len(claim.keys & (here.keys | case.around)) < _MIN_SHARED * len(claim.keys):
        return silent(NAME, "the passage speaks of something else")
    opposite = _opposite(claim, here)
    ours, theirs = _denied(claim), _denied(here)
    shared = claim.keys & here.keys
    both, one = ours & theirs & shared, (ours ^ theirs) & shared
    if both and not opposite:
        return agree(NAME, f"both deny {_words(here, both)}")
    if opposite:
        mine, found = opposite
        return conflict(NAME, f"the passage says {found!r}, the claim {mine!r}")
    if one and _is_plain(claim, here):
        who = "the claim denies" if one & ours else "the passage denies"
        return conflict(NAME, f"{who} {_words(here, one)}, the other side does not")
    return silent(NAME, "nothing that one side denies and the other says")


def _denied(analysis: Analysis) -> frozenset[str]:
    """Keys that stand under a negation and nowhere else."""
    under = negated(analysis)
    free = frozenset[str]().union(*(word.keys for at, word in enumerate(analysis.words) if at not in under))
    return frozenset[str]().union(*(analysis.words[at].keys for at in under)) - free


def _is_plain(claim: Analysis, here: Analysis) -> bool:
    """Whether one side negates, once, and the other neither negates nor says the same in other words."""
    for one, other in ((claim, here), (here, claim)):
        if negated(one) and not negated(other):
            is_twice = any(word.low in _REMOVING for word in one.words)  # "what is not local is left out"
            return not is_twice and not any(
                word.low in DENYING or word.low.startswith(_NO_PREFIXES) for word in other.words
            )
    return False


def _opposite(claim: Analysis, here: Analysis) -> tuple[str, str] | None:
    """A word of the claim whose opposite the passage has in its stead, both negated or neither."""
    ours, theirs = negated(claim), negated(here)
    said = {word.low for word in claim.words}
    found = {word.low: at for at, word in enumerate(here.words)}
    for at, word in enumerate(claim.words):
        for other in _opposites_of(word.low) - said if word.low not in found else ():
            place = found.get(other)
            if place is None or (at in ours) != (place in theirs) or (word.low in _SIDES and (ours or theirs)):
                continue
            if _near(claim, at) & (_near(here, place) - _elsewhere(here, place)):
                return word.text, here.words[place].text
    return None


def _near(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys around a word; only those behind "with" and "without"."""
    first = at + 1 if analysis.words[at].low in _SIDES else at - _NEAR
    return analysis.keys_between(first, at + 1 + _NEAR) - analysis.words[at].keys


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
    without = {low.removeprefix(prefix) for prefix in PREFIXES if low.startswith(prefix)}
    return listed | {word for word in without if len(word) >= _LONG} | {f"{prefix}{low}" for prefix in PREFIXES}


def _words(analysis: Analysis, keys: frozenset[str]) -> str:
    texts = dict.fromkeys(word.text for word in analysis.words if word.keys & keys)
    return " ".join(list(texts)[:4])
