"""What several papers together say of one claim: who supports it, who contradicts it."""

import dataclasses
import re
from collections.abc import Sequence
from typing import Final

from synth.claims.types import Claim, PaperId
from synth.verdict.types import ClaimVerdict, Label, Outcome, PaperVerdict, Probabilities, Status

_FOR = (Label.SUPPORTED, Label.PARTIAL)
_NOTHING = Probabilities(0.0, 0.0, 0.0, 1.0)
_CONTEST = 2.0  # support with less than this many times a contradiction's odds is contested
_CLEAR = 0.5  # a paper whose label is less likely than not is not cited for or against a claim

_OWN_WORK: Final = re.compile(
    r"[Tt]he authors\b|\w[\w'-]+ et al\."
    r"|\w[\w'-]+ (?:and|&) [A-Z]\w+ (?:analy[sz]e|argue|collect|describe|evaluate|introduce|investigate|present|propose"
    r"|report|study|suggest|test|train|use)\b"
)


def is_about_own_work(claim: Claim) -> bool:
    """Whether a paper's claim tells what its authors did: no other paper can confirm or deny that.

    Claims extracted from papers name the authors where the paper says "we"; see ``claims.resolve``.
    """
    return bool(claim.stated_by) and _OWN_WORK.match(claim.text) is not None


def overall_verdict(claim: Claim, by_paper: Sequence[PaperVerdict], *, missing: Sequence[PaperId] = ()) -> ClaimVerdict:
    """One verdict out of one for each paper.

    A paper that states the claim does not corroborate it, so the others decide. One that the claim does not cite counts
    only where it is likelier than not to bear on it. The surest paper that supports
    or contradicts gives label and evidence. Where another paper contradicts nearly as surely, there is no tick: a
    reader should see both quotes.

    Args:
        claim: The claim.
        by_paper: A verdict for each paper that could be read.
        missing: Papers that should have been asked and could not be read.
    """
    if not by_paper:
        return ClaimVerdict(claim, Status.SOURCE_UNAVAILABLE, _missing_reason(missing))
    others = [verdict for verdict in by_paper if verdict.paper not in claim.stated_by]
    telling = sorted(
        (verdict for verdict in others if _is_telling(verdict, claim)),
        key=lambda verdict: (-verdict.confidence, verdict.paper),
    )
    after = f"; not readable: {', '.join(missing)}" if missing else ""
    if not telling:
        return _silent_verdict(claim, by_paper, others, after)
    deciding = telling[0]
    is_contested = any(
        verdict.label is Label.REFUTED and verdict.confidence >= _CLEAR and _odds(deciding) < _CONTEST * _odds(verdict)
        for verdict in telling
    )
    return ClaimVerdict(
        claim=claim,
        status=Status.CHECKED,
        reason=_agreement_reason(deciding, telling, others) + after,
        label=deciding.label,
        probabilities=deciding.probabilities,
        verified=deciding.verified and not is_contested,
        checks=deciding.checks,
        evidence=deciding.evidence,
        by_paper=tuple(by_paper),
    )


def silenced(item: PaperVerdict, why: str) -> PaperVerdict:
    """The same paper as one that says nothing of the claim; the chance of its label counts for that."""
    shares = dict(zip(Label, item.probabilities.values, strict=True))
    shares[Label.NOT_ENOUGH_INFO] += shares[item.label]
    shares[item.label] = 0.0
    best = max(shares, key=lambda label: shares[label])
    if best is not Label.NOT_ENOUGH_INFO:
        shares = dict.fromkeys(Label, 0.0) | {Label.NOT_ENOUGH_INFO: 1.0}
    probabilities = Probabilities(**{label.value: min(share, 1.0) for label, share in shares.items()})
    unheard = Label.NOT_ENOUGH_INFO
    return dataclasses.replace(item, label=unheard, probabilities=probabilities, reason=why, verified=False)


def _is_telling(verdict: PaperVerdict, claim: Claim) -> bool:
    """Whether a paper bears on the claim; one that the claim does not cite only if its label is likelier than not.

    A contradiction that a check names counts too: what stands against it is support, not silence.
    """
    is_named = verdict.label is Label.REFUTED and any(check.outcome is Outcome.CONFLICT for check in verdict.checks)
    is_sure = verdict.paper in claim.cites or verdict.confidence >= _CLEAR or is_named
    return is_sure and verdict.label is not Label.NOT_ENOUGH_INFO


def _odds(verdict: PaperVerdict) -> float:
    """How many times likelier the label is than all others together."""
    return verdict.confidence / max(1.0 - verdict.confidence, 1e-6)


def _silent_verdict(
    claim: Claim, by_paper: Sequence[PaperVerdict], others: Sequence[PaperVerdict], after: str
) -> ClaimVerdict:
    """No other paper bears on the claim; the one that comes nearest is shown."""
    nearest = min(others, key=lambda verdict: (verdict.confidence, verdict.paper), default=None)
    if nearest is not None and nearest.label is not Label.NOT_ENOUGH_INFO:
        nearest = silenced(nearest, f"undecided: {nearest.reason}")
    if claim.stated_by:
        asked = "about its authors' own work, so no other paper was asked"
        told = asked if is_about_own_work(claim) else "no other paper here says more"
        reason = f"stated by {', '.join(claim.stated_by)}; {told}"
    else:
        reason = nearest.reason if nearest else "no paper to compare with"
    shown = nearest or by_paper[0]
    return ClaimVerdict(
        claim=claim,
        status=Status.CHECKED,
        reason=reason + after,
        label=Label.NOT_ENOUGH_INFO,
        probabilities=nearest.probabilities if nearest else _NOTHING,
        checks=nearest.checks if nearest else (),
        evidence=shown.evidence,
        by_paper=tuple(by_paper),
    )


def _agreement_reason(deciding: PaperVerdict, telling: Sequence[PaperVerdict], others: Sequence[PaperVerdict]) -> str:
    """The deciding paper's reason, then who stands with it and who against it."""
    if len(others) == 1:
        return deciding.reason
    parts = [f"{deciding.paper}: {deciding.reason}"]
    clear = [verdict for verdict in telling if verdict.confidence >= _CLEAR or verdict is deciding]
    supporters = [verdict.paper for verdict in clear if verdict.label in _FOR]
    opponents = [verdict.paper for verdict in clear if verdict.label is Label.REFUTED]
    if supporters and opponents:
        parts.append(
            f"the papers disagree: supported by {', '.join(supporters)}, contradicted by {', '.join(opponents)}"
        )
    elif len(clear) > 1:
        parts.append(f"{'supported' if supporters else 'contradicted'} by {', '.join(supporters or opponents)}")
    return "; ".join(parts)


def _missing_reason(missing: Sequence[PaperId]) -> str:
    """Why there was nothing to read."""
    return f"no text at hand of {', '.join(missing)}" if missing else "no paper at hand to check it against"
