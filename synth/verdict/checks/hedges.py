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
    "empirically certain certainly undoubtedly conclude concludes concluded",
)
"""Words of one who has shown it."""
_SHOWN: Final = _PROOF | words("show shows shown showed observe observed observes find found finds validated validate")
_LATER: Final = words("future untested unexplored unexamined later hope hopes plan")
"""Words of one who has not tried yet."""
_ONLY_A_GUESS: Final = words("merely only conjectured conjectures hypothesised hypothesized suspected guess")
_MIN_SHARED: Final = 0.25
"""Share of the claim's content words that the passage must hold."""


def check(case: Case) -> Check:
    """Compare how sure both sides are, where both say so."""
    if len(case.claim.keys & (case.here.keys | case.around)) < _MIN_SHARED * len(case.claim.keys):
        return silent(NAME, "the passage speaks of something else")
    ours_guess, ours_proof, ours_later = (_first(case.claim, of) for of in (_GUESS, _PROOF, _LATER))
    guess, shown, later = (_first(case.here, of) for of in (_GUESS, _SHOWN, _LATER))
    doubt = guess or later
    if ours_proof and not ours_guess and doubt and not _first(case.here, _PROOF):
        return conflict(NAME, f"the passage only says {doubt!r}, the claim {ours_proof!r}")
    if (ours_later or (_first(case.claim, _ONLY_A_GUESS) and ours_guess)) and shown and not doubt:
        return conflict(NAME, f"the passage says {shown!r}, the claim {ours_later or ours_guess!r}")
    if (ours_guess or ours_later) and doubt:
        return agree(NAME, f"both are cautious: {doubt!r}")
    if ours_proof and shown and not doubt:
        return agree(NAME, f"both are sure: {shown!r}")
    return silent(NAME, "no difference in how sure both sides are")


def _first(analysis: Analysis, of: frozenset[str]) -> str:
    """The first word of a list that a text holds, as it stands there; else empty. "May" as a month does not count."""
    return next((word.text for word in analysis.words if word.low in of and not word.is_name), "")
