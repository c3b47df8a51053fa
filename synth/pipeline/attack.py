"""Attack verdicts: alter each verified claim so that it is false, and see whether it is still verified."""

import dataclasses
from collections.abc import Sequence

from synth.claims.document import Document
from synth.claims.ids import claim_id
from synth.claims.types import Claim, PaperId
from synth.pipeline.library import Library
from synth.pipeline.verify import verify_claims
from synth.ports import Encoder, EntailmentModel, Progress, Store
from synth.synthesis.scope import weighed
from synth.verdict.attack import LIMIT, Mutant, NameIndex, mutants, names_of
from synth.verdict.attack.outcome import attack_of
from synth.verdict.score import Scorer
from synth.verdict.types import ClaimVerdict, Label


def attack_verdicts(
    verdicts: Sequence[ClaimVerdict],
    documents: Sequence[Document],
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    store: Store,
    limit: int = LIMIT,
    progress: Progress | None = None,
    library: Library | None = None,
) -> list[ClaimVerdict]:
    """The verdicts, those of verified claims with what came of an attack on them.

    A mutant is decided like a claim, by the same models and rules against the papers that support the original, and
    kept like one: the mutants of a claim that was attacked before are not decided again.

    Args:
        verdicts: Of ``verify_claims``.
        documents: The papers they were decided from.
        encoder: As for the verdicts, like ``entailment`` and ``scorer``.
        entailment: The model that reads claim and sentence; None leaves it out.
        scorer: Fitted ranker, stack and calibrations.
        store: Where the verdicts of mutants are kept.
        limit: How many mutants of one claim at most.
        progress: Told how many mutants are decided.
        library: The same documents, some of them prepared already.
    """
    tried = _mutated(verdicts, documents, limit)
    answers = verify_claims(
        [claim for _, _, claim in tried],
        documents,
        encoder=encoder,
        entailment=entailment,
        scorer=scorer,
        store=store,
        progress=_renamed(progress),
        library=library,
        asked_of={claim.id: supporting(verdicts[at]) for at, _, claim in tried},
    )
    found_for: dict[int, list[tuple[Mutant, ClaimVerdict]]] = {at: [] for at, _ in enumerate(verdicts)}
    for (at, mutant, _), answer in zip(tried, answers, strict=True):
        found_for[at].append((mutant, weighed(answer, stated_by=verdicts[at].claim.stated_by)))
    return [
        dataclasses.replace(verdict, attack=attack_of(found_for[at])) if verdict.verified else verdict
        for at, verdict in enumerate(verdicts)
    ]


def _mutated(
    verdicts: Sequence[ClaimVerdict], documents: Sequence[Document], limit: int
) -> list[tuple[int, Mutant, Claim]]:
    """The mutants of all verified claims as claims, each with the place of its verdict."""
    known = {document.paper: document for document in documents}
    names: dict[PaperId, NameIndex] = {}
    made: list[tuple[int, Mutant, Claim]] = []
    for at, verdict in enumerate(verdicts):
        papers = [paper for paper in supporting(verdict) if paper in known]
        for paper in papers:
            if paper not in names:
                names[paper] = names_of(_sentences(known[paper]))
        others = {name for paper in papers for name in names[paper].others(verdict.claim.text)}
        if papers:
            found = mutants(verdict.claim.text, names=sorted(others), limit=limit)
            made += [(at, mutant, _as_claim(mutant, verdict.claim)) for mutant in found]
    return made


def supporting(verdict: ClaimVerdict) -> tuple[PaperId, ...]:
    """The papers that carry a claim's tick; none where it has no tick."""
    if not verdict.verified:
        return ()
    return tuple(
        item.paper
        for item in verdict.by_paper
        if item.label is Label.SUPPORTED and item.paper not in verdict.claim.stated_by
    )


def _as_claim(mutant: Mutant, claim: Claim) -> Claim:
    """The mutant as a claim that cites what the original cites; nobody states it."""
    return dataclasses.replace(claim, id=claim_id(mutant.text), text=mutant.text, stated_by=(), reported=None)


def _sentences(document: Document) -> list[str]:
    return [document.quote(sentence.span) for sentence in document.sentences]


def _renamed(progress: Progress | None) -> Progress | None:
    """The same progress under the name of what is being decided here."""
    if progress is None:
        return None
    tell = progress
    return lambda _what, done, total: tell("altered claims decided", done, total)
