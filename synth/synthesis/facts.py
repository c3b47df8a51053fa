"""What the reviewers read, gathered from verdicts, findings and references."""

from collections.abc import Collection, Sequence
from typing import Final

from synth.claims.types import ClaimId
from synth.synthesis.bare import bare
from synth.synthesis.concepts import MEASURE, question_concepts
from synth.synthesis.consistency import Inconsistency
from synth.synthesis.copied import Copied
from synth.synthesis.findings import CLEAR, Finding
from synth.synthesis.reviewers import ClaimFacts, Facts, ReferenceFacts
from synth.verdict.checks.analysis import analyse
from synth.verdict.types import ClaimVerdict, Label, Outcome, Status

ID_DIGITS: Final = 8  # of a claim's id: enough to tell a report's claims apart


def facts_of(
    question: str,
    verdicts: Sequence[ClaimVerdict],
    found: Sequence[Finding],
    references: Sequence[ReferenceFacts],
    *,
    inconsistencies: Sequence[Inconsistency] = (),
    copied: Sequence[Copied] = (),
) -> Facts:
    """What the reviewers read of verdicts (with their relevance), findings and references."""
    homes = {claim: finding for finding in found for claim in finding.claims}
    lifted = {item.text for item in copied if item.what == "claim"}
    claims = tuple(_claim(verdict, homes.get(verdict.claim.id), lifted) for verdict in verdicts)
    asked = [concept for concept in question_concepts(question) if concept.weight > MEASURE] if question else []
    standing = [bare(verdict.claim.text) for verdict, fact in zip(verdicts, claims, strict=True) if not fact.is_refuted]
    return Facts(
        claims,
        tuple(references),
        concepts=tuple(concept.name for concept in asked),
        covered=tuple(concept.name for concept in asked if any(concept.is_in(text) for text in standing)),
        faults=tuple(dict.fromkeys(item.kind for item in inconsistencies)),
        is_abstract_copied=any(item.what == "abstract" for item in copied),
    )


def is_good(verdict: ClaimVerdict, opposed: Collection[ClaimId]) -> bool:
    """Whether the papers carry a claim: it has the tick, or a paper states it and none at hand contradicts it."""
    return verdict.verified or (bool(verdict.claim.stated_by) and verdict.claim.id not in opposed)


def _claim(verdict: ClaimVerdict, finding: Finding | None, lifted: Collection[str]) -> ClaimFacts:
    claim = verdict.claim
    opponents = finding.opponents if finding else ()
    agreed = any(check.name == "numbers" and check.outcome is Outcome.AGREE for check in verdict.checks)
    attack = verdict.attack
    return ClaimFacts(
        id=claim.id[:ID_DIGITS],
        is_checked=verdict.status is Status.CHECKED,
        is_good=is_good(verdict, {claim.id} if opponents else ()),
        is_ticked=verdict.verified,
        is_refuted=verdict.label is Label.REFUTED and (verdict.confidence or 0.0) >= CLEAR,
        has_quote=bool(verdict.evidence) and (verdict.label is not Label.NOT_ENOUGH_INFO or bool(claim.stated_by)),
        has_numbers=bool(analyse(bare(claim.text)).measures),
        numbers_agree=bool(claim.stated_by) or agreed,
        on_topic=None if verdict.relevance is None else bool(verdict.relevance["on_topic"]),
        voices=len(finding.supporters) if finding else 0,
        is_opposed=bool(opponents),
        survives=None if attack is None else attack["discriminating"],
        is_whole=not claim.truncated and claim.text not in lifted,
    )
