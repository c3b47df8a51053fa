"""One thing of a family in the place of another: nurses for physicians, rats for mice, the mean for the median."""

from typing import Final

from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.context import Case
from synth.verdict.checks.families import OTHERS, SAME
from synth.verdict.checks.stems import stem

_LEAST_SHARED: Final = 0.4
"""Share of the claim's content words that the passage must hold."""
_REACH: Final = 5  # words around two words of one family in which both sides must agree
_SINGLE: Final = frozenset({"single", "sole"})
_ONCE: Final = _SINGLE | {"one", "1"}
_COUNT_REACH: Final = 2  # words behind a count in which its noun stands


def relative_in_place(case: Case) -> tuple[str, str] | None:
    """A word of the claim, and another of its family that stands among the same words; None if there is none.

    The passage must not have the claim's own word anywhere, nor the claim the passage's.
    """
    claim, here = case.claim, case.here
    if claim.lows.isdisjoint(OTHERS):
        return None
    for at, word in enumerate(claim.words):
        others = OTHERS.get(word.low, frozenset()) & here.lows - claim.lows
        rest = claim.keys - word.keys
        if not others or _held(word.low, here) or len(rest & here.keys) < _LEAST_SHARED * len(rest):
            continue
        for place, other in enumerate(here.words):
            if other.low in others and not _held(other.low, claim) and _near(claim, at) & _near(here, place):
                return word.text, other.text
    return None


def single_or_more(case: Case) -> tuple[str, str] | None:
    """A noun that one side counts as several and the other calls single; None if there is none."""
    for one, other in ((case.claim, case.here), (case.here, case.claim)):
        if one.lows.isdisjoint(_SINGLE) or other.lows & _ONCE:
            continue
        nouns = [
            (word.text, one.keys_between(at + 1, at + 1 + _COUNT_REACH))
            for at, word in enumerate(one.words)
            if word.low in _SINGLE
        ]
        for said, noun in nouns:
            for place, count in enumerate(other.words):
                is_several = count.number.isdigit() and int(count.number) > 1
                if is_several and noun & other.keys_between(place + 1, place + 1 + _COUNT_REACH):
                    return (count.text, said) if other is case.claim else (said, count.text)
    return None


def _held(low: str, analysis: Analysis) -> bool:
    """Whether a text holds a word of a family or another of its meaning, in compounds too."""
    return any(stem(word) in analysis.keys for word in SAME[low])


def _near(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys and numbers around a word."""
    return analysis.keys_between(at - _REACH, at + 1 + _REACH) - analysis.words[at].keys
