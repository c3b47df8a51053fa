"""Polarity: does one side deny what the other says."""

from typing import Final

from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.negation import negated
from synth.verdict.checks.opposites import OPPOSITES, PREFIXES
from synth.verdict.types import Check

NAME: Final = "polarity"
_MIN_SHARED: Final = 0.3
"""Share of the claim's content words that the passage must hold."""


def check(case: Case) -> Check:
    """Compare what is negated on both sides, then look for opposites of the claim's words."""
    claim, here = case.claim, case.here
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
    if len(one) >= 1 and (ours or theirs) and _is_plain(claim, here, one):
        who = "the claim denies" if one & ours else "the passage denies"
        return conflict(NAME, f"{who} {_words(here, one)}, the other side does not")
    return silent(NAME, "nothing that one side denies and the other says")


def _denied(analysis: Analysis) -> frozenset[str]:
    """Keys that stand under a negation and nowhere else."""
    under = negated(analysis)
    free = frozenset[str]().union(*(word.keys for at, word in enumerate(analysis.words) if at not in under))
    return frozenset[str]().union(*(analysis.words[at].keys for at in under)) - free


def _is_plain(claim: Analysis, here: Analysis, one: frozenset[str]) -> bool:
    """Whether only one side negates at all and the words denied are most of what both share behind the negation."""
    return bool(one) and (not negated(claim) or not negated(here))


def _opposite(claim: Analysis, here: Analysis) -> tuple[str, str] | None:
    """A word of the claim whose opposite the passage has in its stead, neither negated nor both."""
    ours, theirs = negated(claim), negated(here)
    found = {word.low: at for at, word in enumerate(here.words)}
    for at, word in enumerate(claim.words):
        low = word.low
        if low in found:
            continue
        for other in _opposites_of(low):
            place = found.get(other)
            if (
                place is not None
                and (at in ours) == (place in theirs)
                and other not in {item.low for item in claim.words}
            ):
                return word.text, here.words[place].text
    return None


def _opposites_of(low: str) -> frozenset[str]:
    made = {low.removeprefix(prefix) for prefix in PREFIXES if low.startswith(prefix)}
    return OPPOSITES.get(low, frozenset()) | made | {f"{prefix}{low}" for prefix in PREFIXES}


def _words(analysis: Analysis, keys: frozenset[str]) -> str:
    texts = dict.fromkeys(word.text for word in analysis.words if word.keys & keys)
    return " ".join(list(texts)[:4])
