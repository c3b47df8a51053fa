"""Whether what another paper says is about the claim at all."""

import dataclasses
from typing import Final

from synth.claims.types import Claim
from synth.synthesis.agreement import overall_verdict
from synth.synthesis.bare import bare
from synth.synthesis.pairs import is_about_same
from synth.verdict.types import ClaimVerdict, Label, PaperVerdict, Probabilities, Status

ELSEWHERE: Final = "its closest passage speaks of something else"


def with_bearing(verdict: ClaimVerdict) -> ClaimVerdict:
    """The verdict without papers that only seem to confirm or contradict what another paper states.

    A claim read in a paper names no other paper, so that all are asked; the nearest passage of most of them is about
    other data or another task, and another number there contradicts nothing. What a claim cites is always heard.

    Source:
        Ten papers of one field asked for each other's 150 claims: read one by one, none of the 40 passages that were
        taken for support or contradiction was about the claim, and none passes ``is_about_same``.
    """
    claim = verdict.claim
    if verdict.status is not Status.CHECKED or not claim.stated_by:
        return verdict
    by_paper = tuple(item if _is_heard(claim, item) else _elsewhere(item) for item in verdict.by_paper)
    if by_paper == verdict.by_paper:
        return verdict
    ticked = {item.paper for item in verdict.evidence[:1]} if verdict.verified else set()
    anew = overall_verdict(claim, by_paper, ticked=ticked)
    return dataclasses.replace(
        verdict,
        reason=anew.reason,
        label=anew.label,
        probabilities=anew.probabilities,
        verified=anew.verified,
        checks=anew.checks,
        evidence=anew.evidence,
        by_paper=by_paper,
    )


def _is_heard(claim: Claim, item: PaperVerdict) -> bool:
    """Whether a paper's verdict counts: it states the claim, is cited by it, says nothing, or speaks of the same."""
    if item.paper in (*claim.stated_by, *claim.cites) or item.label is Label.NOT_ENOUGH_INFO or not item.evidence:
        return True
    best = item.evidence[0]
    return is_about_same(bare(claim.text), best.quote, best.scores.get("cosine", 0.0))


def _elsewhere(item: PaperVerdict) -> PaperVerdict:
    """The same paper as one that says nothing of the claim; the chance of its label counts for that."""
    shares = dict(zip(Label, item.probabilities.values, strict=True))
    shares[Label.NOT_ENOUGH_INFO] += shares[item.label]
    shares[item.label] = 0.0
    best = max(shares, key=lambda label: shares[label])
    if best is not Label.NOT_ENOUGH_INFO:
        shares = dict.fromkeys(Label, 0.0) | {Label.NOT_ENOUGH_INFO: 1.0}
    probabilities = Probabilities(**{label.value: min(share, 1.0) for label, share in shares.items()})
    return dataclasses.replace(item, label=Label.NOT_ENOUGH_INFO, probabilities=probabilities, reason=ELSEWHERE)
