"""Small verdicts to gather: papers that say the same, and papers that do not."""

from synth.claims.ids import claim_id, text_hash
from synth.claims.types import Claim, ClaimType, Origin, PaperId, Reported, Span
from synth.verdict.types import (
    Check,
    ClaimVerdict,
    Evidence,
    Label,
    Outcome,
    PaperVerdict,
    Probabilities,
    Status,
)

ONE, TWO, THREE = PaperId("2101.00001"), PaperId("2102.00002"), PaperId("2103.00003")
SURE = Probabilities(0.9, 0.04, 0.03, 0.03)
REFUTED = Probabilities(0.03, 0.04, 0.9, 0.03)


def quote(text: str, paper: PaperId, cosine: float = 0.9) -> Evidence:
    return Evidence(paper, 1, "3 Results", 4, Span(0, len(text)), text, text_hash(text), scores={"cosine": cosine})


def said(
    paper: PaperId, text: str, label: Label = Label.SUPPORTED, *, cosine: float = 0.9, checks: tuple[Check, ...] = ()
) -> PaperVerdict:
    shares = SURE if label is Label.SUPPORTED else REFUTED if label is Label.REFUTED else Probabilities(0, 0, 0, 1)
    evidence = (quote(text, paper, cosine),)
    verified = label is Label.SUPPORTED
    return PaperVerdict(paper, 1, label, shares, f"the passage: {label.value}", checks, evidence, verified)


def stated(text: str, paper: PaperId = ONE, *others: PaperVerdict, importance: float = 0.5) -> ClaimVerdict:
    """A claim that a paper states, and what other papers say of it."""
    claim = Claim(claim_id(text), text, ClaimType.RESULT, Origin(paper), stated_by=(paper,), importance=importance)
    by_paper = (said(paper, text), *others)
    return ClaimVerdict(claim, Status.CHECKED, "stated", Label.NOT_ENOUGH_INFO, Probabilities(0, 0, 0, 1),
                        by_paper=by_paper)  # fmt: skip


def audited(
    text: str,
    item: PaperVerdict | None = None,
    *,
    verified: bool = False,
    reported: Reported | None = None,
    truncated: bool = False,
) -> ClaimVerdict:
    """A claim of a report, and what the paper that it rests on says."""
    claim = Claim(
        claim_id(text), text, ClaimType.RESULT, Origin(None, "0123456789ab"), reported=reported, truncated=truncated
    )
    if item is None:
        return ClaimVerdict(claim, Status.SOURCE_UNAVAILABLE, "no text at hand")
    return ClaimVerdict(
        claim,
        Status.CHECKED,
        item.reason,
        item.label,
        item.probabilities,
        verified=verified,
        checks=item.checks,
        evidence=item.evidence,
        by_paper=(item,),
    )


def conflict(name: str, why: str = "the passage says less") -> Check:
    return Check(name, Outcome.CONFLICT, why)
