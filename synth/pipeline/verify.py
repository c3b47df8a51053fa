"""Check claims against papers: a verdict for each claim and paper, then one for each claim."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Final

from synth.claims.document import Document
from synth.claims.types import Claim, PaperId
from synth.pipeline.judging import Prepared, Question, cached_encode, judge, prepare, stack_logits
from synth.ports import Encoder, EntailmentModel, Paper, Progress, Reader, Store
from synth.synthesis.agreement import overall_verdict
from synth.verdict.checkable import why_uncheckable
from synth.verdict.decide import is_ticked, paper_verdict
from synth.verdict.record import claim_fields, record_of, verdict_of
from synth.verdict.score import Scorer
from synth.verdict.types import ClaimVerdict, Evidence, PaperVerdict, Status

CHUNK: Final = 8  # claims decided and saved together; what a kill can lose
_VERSION: Final = 1  # part of the key: a change in how verdicts are made starts anew


def verdict_key(
    documents: Sequence[Document], encoder: Encoder, entailment: EntailmentModel | None, scorer: Scorer
) -> str:
    """12 hex digits of everything but the claim that a verdict depends on: papers, models, calibration."""
    parts = [
        str(_VERSION),
        encoder.hash,
        entailment.hash if entailment else "none",
        scorer.hash,
        *sorted(_document_hash(document) for document in documents),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _document_hash(document: Document) -> str:
    """Hash of what is read of a document."""
    tables = json.dumps([(table.caption, table.rows) for table in document.tables], ensure_ascii=False)
    whole = "\n".join([document.paper, str(document.version), document.text, tables])
    return hashlib.sha256(whole.encode()).hexdigest()


def verify_claims(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    store: Store,
    reader: Reader | None = None,
    papers: Sequence[Paper] = (),
    progress: Progress | None = None,
) -> list[ClaimVerdict]:
    """Decide each claim, saving as it goes; what was decided before on the same papers and models is reused.

    Args:
        claims: A claim with ``cites`` is checked against those papers, another against all.
        documents: The papers that could be read.
        encoder: Vectors of meaning; kept in the store.
        entailment: The model that reads claim and sentence; None leaves it out.
        scorer: Fitted ranker, stack and calibrations.
        store: Where vectors and verdicts are kept.
        reader: Finds the boxes of quotes in PDFs; None leaves them out.
        papers: Metadata of the documents' papers, for ``reader``.
        progress: Told how many claims are done.

    Returns:
        One verdict for each claim, in their order.
    """
    cause = verdict_key(documents, encoder, entailment, scorer)
    keys = {claim: _claim_key(claim, cause) for claim in claims}
    known = store.verdicts_by_key(list(keys.values()))
    done = {claim: verdict_of(known[key]) for claim, key in keys.items() if key in known}
    due = [claim for claim in keys if claim not in done]
    if due:
        decide = _decider(documents, encoder=encoder, entailment=entailment, scorer=scorer, store=store)
        locate = _locator(documents, papers, reader)
        for start in range(0, len(due), CHUNK):
            if progress:
                progress("claims verified", len(done), len(done) + len(due) - start)
            fresh = [locate(verdict) for verdict in decide(due[start : start + CHUNK])]
            store.save_keyed({keys[verdict.claim]: record_of(verdict) for verdict in fresh})
            done |= {verdict.claim: verdict for verdict in fresh}
    if progress:
        progress("claims verified", len(done), len(done))
    return [done[claim] for claim in claims]


def _claim_key(claim: Claim, cause: str) -> str:
    """What one verdict depends on: the claim as it stands, and everything else."""
    fields = json.dumps(claim_fields(claim), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{cause}\n{fields}".encode()).hexdigest()[:24]


def _decider(
    documents: Sequence[Document],
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    store: Store,
) -> Callable[[Sequence[Claim]], list[ClaimVerdict]]:
    """What decides a few claims at a time, with the documents prepared once."""
    encode = cached_encode(encoder, store)
    prepared = {document.paper: prepare(document, encode) for document in documents}

    def decide(claims: Sequence[Claim]) -> list[ClaimVerdict]:
        vectors = dict(zip(claims, encode([claim.text for claim in claims]), strict=True))
        whys = {claim: why_uncheckable(claim.text) for claim in claims}
        asked = [
            (claim, prepared[paper])
            for claim in claims
            if not whys[claim]
            for paper in (claim.cites or tuple(prepared))
            if paper in prepared
        ]
        decided = _paper_verdicts(
            [(claim.text, vectors[claim], document) for claim, document in asked], entailment, scorer
        )
        return [
            ClaimVerdict(claim, Status.UNCHECKABLE, whys[claim])
            if whys[claim]
            else _overall(
                claim,
                [verdict for (of, _), verdict in zip(asked, decided, strict=True) if of == claim],
                prepared,
                scorer,
            )
            for claim in claims
        ]

    return decide


def _paper_verdicts(
    questions: Sequence[Question], entailment: EntailmentModel | None, scorer: Scorer
) -> list[PaperVerdict]:
    """The verdict of each claim in each paper."""
    if not questions:
        return []
    judged = judge(questions, entailment=entailment, scorer=scorer)
    logits = stack_logits(questions, judged, scorer)
    return [
        paper_verdict(
            text,
            items,
            scorer.calibration_for(document.kind).probabilities(row[None, :])[0].tolist(),
            document.document,
        )
        for (text, _, document), items, row in zip(questions, judged, logits, strict=True)
    ]


def _overall(
    claim: Claim, verdicts: Sequence[PaperVerdict], prepared: dict[PaperId, Prepared], scorer: Scorer
) -> ClaimVerdict:
    """One verdict for the claim; papers it cites that are not at hand are named."""
    ticked = {
        verdict.paper
        for verdict in verdicts
        if is_ticked(verdict.label, verdict.probabilities, scorer.calibration_for(prepared[verdict.paper].kind))
    }
    missing = [paper for paper in claim.cites if paper not in prepared]
    return overall_verdict(claim, verdicts, ticked=ticked, missing=missing)


def _locator(
    documents: Sequence[Document], papers: Sequence[Paper], reader: Reader | None
) -> Callable[[ClaimVerdict], ClaimVerdict]:
    """What adds the boxes of each quote that is shown."""
    texts = {document.paper: document for document in documents}
    known = {(paper.id, paper.version): paper for paper in papers}

    def boxed(evidence: Evidence) -> Evidence:
        paper = known.get((evidence.paper, evidence.version))
        if reader is None or paper is None:
            return evidence
        boxes = reader.boxes_of(paper, texts[evidence.paper], evidence.span)
        page = evidence.page if evidence.page is not None or not boxes else boxes[0].page
        return dataclasses.replace(evidence, boxes=boxes, page=page)

    def locate(verdict: ClaimVerdict) -> ClaimVerdict:
        by_paper = tuple(
            dataclasses.replace(one, evidence=tuple(boxed(piece) for piece in one.evidence)) for one in verdict.by_paper
        )
        shown = {piece.hash + piece.paper + str(piece.span): piece for one in by_paper for piece in one.evidence}
        evidence = tuple(shown[piece.hash + piece.paper + str(piece.span)] for piece in verdict.evidence)
        return dataclasses.replace(verdict, by_paper=by_paper, evidence=evidence)

    return locate
