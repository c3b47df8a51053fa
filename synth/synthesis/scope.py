"""A claim that is broader than its evidence: what is too broad, and the label that follows from it."""

import dataclasses
import re
from collections.abc import Sequence
from typing import Any, Final

from synth.claims.quantities import Bound, Quantity
from synth.claims.types import PaperId
from synth.synthesis.bearing import with_bearing
from synth.verdict.checks.analysis import analyse
from synth.verdict.types import Check, ClaimVerdict, Label, Outcome, Probabilities

KINDS: Final = {"scope": "setting", "quantifiers": "quantifier", "hedges": "hedge dropped"}
"""The typed checks that speak of how far a claim reaches, and what a reader calls it.

Source:
    On the gold evidence of 1,498 twins, 41 of the 46 claims that one of them objects to are not supported.
"""
_AVERAGE: Final = re.compile(r"\b(?:on average|averaged?|mean|in total|overall)\b", re.IGNORECASE)
_PEAK: Final = re.compile(r"\b(?:up to|as (?:high|much|many) as|at most|at best|maximum)\b", re.IGNORECASE)


def weighed(verdict: ClaimVerdict, *, stated_by: Sequence[PaperId] | None = None) -> ClaimVerdict:
    """A verdict after both rules that no single passage can tell: what is about the claim, and how far it reaches.

    Args:
        stated_by: Of the claim that this one was made from by altering it; then it is weighed as that one is.
    """
    if stated_by is not None:
        verdict = dataclasses.replace(verdict, claim=dataclasses.replace(verdict.claim, stated_by=tuple(stated_by)))
    return with_scope(with_bearing(verdict))


def with_scope(verdict: ClaimVerdict) -> ClaimVerdict:
    """The verdict with ``scope`` filled, and labelled partial if the claim reaches further than what supports it.

    The chance of support then counts for partial: the evidence carries the claim, but not as broadly as it is put.
    """
    found = too_broad(verdict)
    if not found:
        return verdict
    verdict = dataclasses.replace(verdict, scope={"too_broad": [dict(item) for item in found]})
    if verdict.label is not Label.SUPPORTED or verdict.probabilities is None:
        return verdict
    shares = verdict.probabilities
    moved = Probabilities(0.0, min(shares.partial + shares.supported, 1.0), shares.refuted, shares.not_enough_info)
    why = "; ".join(item["why"] for item in found)
    return dataclasses.replace(
        verdict,
        label=Label.PARTIAL,
        probabilities=moved,
        verified=False,
        reason=f"broader than its evidence: {why}; {verdict.reason}",
    )


def too_broad(verdict: ClaimVerdict) -> tuple[dict[str, Any], ...]:
    """What of a supported or partly supported claim is broader than the quote that decides; kind and reason of each."""
    if verdict.label not in (Label.SUPPORTED, Label.PARTIAL) or not verdict.evidence:
        return ()
    if verdict.evidence[0].paper in verdict.claim.stated_by:
        return ()
    against = [check for check in verdict.checks if _objects(check)]
    found = [{"kind": KINDS[check.name], "why": check.why} for check in against]
    if why := peak_for_level(verdict.claim.text, verdict.evidence[0].quote):
        found.append({"kind": "up to", "why": why})
    return tuple(found)


def _objects(check: Check) -> bool:
    return check.name in KINDS and check.outcome is Outcome.CONFLICT


def peak_for_level(claim: str, quote: str) -> str:
    """Why a claim gives a number as a level or an average that the quote gives as a peak; empty if it does not.

    >>> peak_for_level("It gains 3.2 points.", "It gains up to 3.2 points.")
    'the source says at most 3.2 points, the claim says 3.2 points'
    """
    if _PEAK.search(claim):
        return ""
    ours, theirs = analyse(claim), analyse(quote)
    for said in ours.measures:
        same = [item for item in theirs.measures if item.equals(said)]
        if said.bound is not Bound.AT_MOST and same and all(item.bound is Bound.AT_MOST for item in same):
            told = "on average" if _AVERAGE.search(claim) else "says"
            return f"the source says at most {_shown(theirs.text, same[0])}, the claim {told} {_shown(ours.text, said)}"
    return ""


def _shown(text: str, quantity: Quantity) -> str:
    digits = text[quantity.span.start : quantity.span.end]
    unit = quantity.unit if quantity.unit in {"points", "percent", "times"} and quantity.unit not in digits else ""
    return f"{digits} {'' if '%' in digits else unit}".strip()
