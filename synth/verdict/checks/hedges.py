"""Hedges: is a guess sold as a proof, or a result as a guess."""

from typing import Final

from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.words import words
from synth.verdict.types import Check

NAME: Final = "hedges"
_GUESS: Final = words(
    "suggest suggests suggested suspect suspects hypothesize hypothesizes hypothesise hypothesises hypothesized",
    "conjecture conjectures conjectured believe believes speculate speculates think thinks may might could",
    "possible possibly perhaps likely probably probable plausible potentially potential seem seems appear appears",
    "hint hints presumably indication tentative tentatively expect expects assume assumes arguably suspected",
)
"""Words of one who is not sure."""
_PROOF: Final = words(
    "prove proves proved proven demonstrate demonstrates demonstrated establish establishes established confirm",
    "confirms confirmed verify verifies verified conclusively guarantee guarantees guaranteed definitively",
    "empirically certainly undoubtedly conclude concludes concluded",
)
"""Words of one who has shown it."""
_SHOWN: Final = _PROOF | words("show shows shown showed observe observed observes find found finds validated validate")
_TOLD_AS_SHOWN: Final = _SHOWN | words("reports reported tested tried explored examined studied evaluated")
"""Words of a claim that tells something as done or seen; many say so of what others only suggest."""
_OPINION: Final = words(
    "suspect suspects suspected hypothesize hypothesizes hypothesise hypothesises hypothesized conjecture conjectures",
    "conjectured believe believes speculate speculates think thinks hope hopes",
)
"""Words of one who tells what he thinks, not what he saw."""
_LATER: Final = words("future untested unexplored unexamined later hope hopes plan")
"""Words of one who has not tried yet."""
_ONLY_A_GUESS: Final = words("merely only conjectured conjectures hypothesised hypothesized suspected guess")
_MIN_SHARED: Final = 0.25
"""Share of the claim's content words that the passage must hold."""


def check(case: Case) -> Check:
    """Compare how sure both sides are, where both say so."""
    if len(case.claim.keys & (case.here.keys | case.around)) < _MIN_SHARED * len(case.claim.keys):
        return silent(NAME, "the passage speaks of something else")
    return _difference(case) or _likeness(case) or silent(NAME, "no difference in how sure both sides are")


def _difference(case: Case) -> Check | None:
    """A side that is surer than the other; None if there is none."""
    claim, here = case.claim, case.here
    guess, later, shown = (_first(claim, of) for of in (_GUESS, _LATER, _TOLD_AS_SHOWN))
    proof = _first(claim, _PROOF)
    doubt, opinion = _first(here, _GUESS | _LATER), _first(here, _OPINION | _LATER)
    if proof and not guess and doubt and not _first(here, _PROOF):
        return conflict(NAME, f"the passage only says {doubt!r}, the claim {proof!r}")
    if shown and not guess and not later and opinion and not _first(here, _SHOWN):
        return conflict(NAME, f"the passage only says {opinion!r}, the claim {shown!r}")
    if (later or (_first(claim, _ONLY_A_GUESS) and guess)) and _first(here, _SHOWN) and not doubt:
        return conflict(NAME, f"the passage says {_first(here, _SHOWN)!r}, the claim {later or guess!r}")
    return None


def _likeness(case: Case) -> Check | None:
    """Both sides cautious, or both sure; None if neither."""
    doubt = _first(case.here, _GUESS | _LATER)
    if _first(case.claim, _GUESS | _LATER) and doubt:
        return agree(NAME, f"both are cautious: {doubt!r}")
    if _first(case.claim, _PROOF) and _first(case.here, _SHOWN) and not doubt:
        return agree(NAME, f"both are sure: {_first(case.here, _SHOWN)!r}")
    return None


def _first(analysis: Analysis, of: frozenset[str]) -> str:
    """The first word of a list that a text holds, as it stands there; else empty. "May" as a month does not count."""
    return next((word.text for word in analysis.words if word.low in of and not word.is_name), "")
