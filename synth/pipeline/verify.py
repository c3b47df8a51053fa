"""Check claims against papers: a verdict for each claim and paper, then one for each claim."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.claims.document import Document
from synth.claims.types import Claim, ClaimId, PaperId
from synth.evidence.lexical import terms
from synth.evidence.semantic import cosine_matrix
from synth.pipeline.judging import Prepared, Question, judge, shares_of
from synth.pipeline.library import Library
from synth.ports import Encoder, EntailmentModel, Matrix, Paper, Progress, Reader, Store
from synth.synthesis.agreement import is_about_own_work, overall_verdict
from synth.verdict.checkable import why_uncheckable
from synth.verdict.decide import is_ticked, paper_verdict
from synth.verdict.record import paper_verdict_fields, paper_verdict_of
from synth.verdict.score import UNCITED, Scorer
from synth.verdict.types import ClaimVerdict, PaperVerdict, Status

CHUNK: Final = 64  # questions (a claim and a paper) decided and saved together; what a kill can lose
MOST_PAPERS: Final = 12  # read closely for a claim that names none; of more, the nearest
_VERSION: Final = 1  # part of every key: a change in how verdicts are made starts anew
_KEY_DIGITS: Final = 32
Asked = tuple[Claim, Document]


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
    asked_of: Mapping[ClaimId, Sequence[PaperId]] | None = None,
    library: Library | None = None,
) -> list[ClaimVerdict]:
    """Decide each claim, saving as it goes; what the same models said of the same claim and text is reused.

    Args:
        claims: A claim with ``cites`` is checked against those papers, another against all.
        documents: The papers that could be read, each once. Of more than ``MOST_PAPERS`` the nearest are read.
        encoder: Vectors of meaning; kept in the store.
        entailment: The model that reads claim and sentence; None leaves it out.
        scorer: Fitted ranker, stack and calibrations.
        store: Where vectors and the verdicts of single papers are kept.
        reader: Finds the boxes of quotes in PDFs; None leaves them out.
        papers: Metadata of the documents' papers, for ``reader``.
        progress: Told how many questions (a claim and a paper) are answered.
        asked_of: Papers to ask instead of those that a claim cites, by claim.
        library: The same documents, some of them prepared already.

    Returns:
        One verdict for each claim, in their order.
    """
    known = {document.paper: document for document in documents}
    whys = [why_uncheckable(claim.text) for claim in claims]
    library = library or Library(documents, encoder, store)
    near = _near_papers(
        [claim for claim, why in zip(claims, whys, strict=True) if not (why or claim.cites)], library, encoder, store
    )
    asked = [
        [known[paper] for paper in _papers_for(claim, near, asked_of or {}) if paper in known] if not why else []
        for claim, why in zip(claims, whys, strict=True)
    ]
    questions = [(claim, document) for claim, texts in zip(claims, asked, strict=True) for document in texts]
    models = (encoder.hash, entailment.hash if entailment else "none", scorer.hash, "boxes" if reader else "")
    keys = question_keys(questions, models)
    decide = _decider(library, entailment, scorer, _locator(papers, reader))
    answers = _answered(dict(zip(keys, questions, strict=True)), decide, library, store, progress)
    found = iter(keys)
    return [
        _overall(claim, why, [answers[next(found)] for _ in texts], known, scorer)
        for claim, why, texts in zip(claims, whys, asked, strict=True)
    ]


def _papers_for(
    claim: Claim, near: Mapping[ClaimId, Sequence[PaperId]], asked_of: Mapping[ClaimId, Sequence[PaperId]]
) -> Sequence[PaperId]:
    """Which papers a claim is asked of; what its authors say that they did, no other paper can know."""
    papers = asked_of.get(claim.id) or claim.cites or near.get(claim.id, ())
    return [paper for paper in papers if paper in claim.stated_by] if is_about_own_work(claim) else papers


def _answered(
    questions: Mapping[str, Asked],
    decide: Callable[[Sequence[Asked]], list[dict[str, Any]]],
    library: Library,
    store: Store,
    progress: Progress | None,
) -> Mapping[str, Mapping[str, Any]]:
    """The answer to each question by its key, from the store or fresh; fresh ones are saved as they come.

    Paper by paper, so that what is read of a paper is read once.
    """
    answers = dict(store.verdicts_by_key(list(questions)))
    place = {paper: at for at, paper in enumerate(library.documents)}
    due = sorted((key for key in questions if key not in answers), key=lambda key: place[questions[key][1].paper])
    library.expect(dict.fromkeys(questions[key][1].paper for key in due))
    for start in range(0, len(due), CHUNK):
        if progress:
            progress("questions answered", len(answers), len(questions))
        chunk = due[start : start + CHUNK]
        fresh = dict(zip(chunk, decide([questions[key] for key in chunk]), strict=True))
        store.save_keyed(fresh)
        answers |= fresh
    if progress:
        progress("questions answered", len(questions), len(questions))
    return answers


def question_keys(questions: Sequence[Asked], models: Sequence[str]) -> list[str]:
    """For each question the hash of all that its answer depends on: claim, text of the paper, models."""
    documents = {id(document): _document_hash(document) for _, document in questions}
    return [
        _hash(*models, documents[id(document)], _cited(claim, document), claim.text) for claim, document in questions
    ]


def _cited(claim: Claim, document: Document) -> str:
    """Whether the claim names the paper: another calibration speaks for papers that it does not name."""
    return "" if document.paper in claim.cites else UNCITED


def _document_hash(document: Document) -> str:
    """Hash of what is read of a document."""
    tables = json.dumps([(table.caption, table.rows) for table in document.tables], ensure_ascii=False)
    whole = "\n".join([document.paper, str(document.version), document.text, tables])
    return hashlib.sha256(whole.encode()).hexdigest()


def _near_papers(
    claims: Sequence[Claim], library: Library, encoder: Encoder, store: Store
) -> Mapping[ClaimId, Sequence[PaperId]]:
    """For each claim the papers to read closely: all where there are few, else those with the nearest passage."""
    papers = tuple(library.documents)
    if len(papers) <= MOST_PAPERS:
        return dict.fromkeys((claim.id for claim in claims), papers)
    whole = hashlib.sha256("".join(map(_document_hash, library.documents.values())).encode()).hexdigest()
    keys = {claim.id: _hash("near", encoder.hash, whole, claim.text) for claim in claims}
    known = dict(store.verdicts_by_key(list(keys.values())))
    due = [claim for claim in claims if keys[claim.id] not in known]
    if due:
        vectors = library.encode([claim.text for claim in due])
        scores = np.stack([_nearness(due, vectors, library[paper]) for paper in papers])  # (papers, claims)
        order = np.argsort(-scores, axis=0, kind="stable")[:MOST_PAPERS]
        fresh = {keys[claim.id]: {"papers": [papers[at] for at in sorted(order[:, n])]} for n, claim in enumerate(due)}
        store.save_keyed(fresh)
        known |= fresh
    return {claim.id: known[keys[claim.id]]["papers"] for claim in claims}


def _nearness(claims: Sequence[Claim], vectors: Matrix, prepared: Prepared) -> NDArray[np.float64]:
    """(n,) the best cosine of each claim in a paper plus the share of its terms that the paper holds."""
    if not prepared.index.passages:
        return np.full(len(claims), -1.0)
    vocabulary = prepared.index.lexical.vocabulary
    held = [
        sum(term in vocabulary for term in found) / max(len(found), 1)
        for found in (terms(claim.text) for claim in claims)
    ]
    best: NDArray[np.float64] = cosine_matrix(vectors, prepared.index.vectors).max(axis=1) + np.array(held)
    return best


def _hash(*parts: str) -> str:
    """The key of whatever depends on these parts only."""
    return hashlib.sha256("\n".join([str(_VERSION), *parts]).encode()).hexdigest()[:_KEY_DIGITS]


def _decider(
    library: Library,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    locate: Callable[[PaperVerdict, Document], PaperVerdict],
) -> Callable[[Sequence[Asked]], list[dict[str, Any]]]:
    """What answers some questions at a time, as records."""

    def decide(chunk: Sequence[Asked]) -> list[dict[str, Any]]:
        texts = list(dict.fromkeys(claim.text for claim, _ in chunk))
        vectors = dict(zip(texts, library.encode(texts), strict=True))
        texts_of = [
            library[document.paper].as_uncited if _cited(claim, document) else library[document.paper]
            for claim, document in chunk
        ]
        verdicts = _paper_verdicts(
            [(claim.text, vectors[claim.text], prepared) for (claim, _), prepared in zip(chunk, texts_of, strict=True)],
            entailment,
            scorer,
        )
        return [
            paper_verdict_fields(locate(verdict, document)) | {"kind": prepared.kind}
            for verdict, (_, document), prepared in zip(verdicts, chunk, texts_of, strict=True)
        ]

    return decide


def _paper_verdicts(
    questions: Sequence[Question], entailment: EntailmentModel | None, scorer: Scorer
) -> list[PaperVerdict]:
    """The verdict of each claim in each paper."""
    judged = judge(questions, entailment=entailment, scorer=scorer)
    shares = shares_of(questions, judged, scorer)
    return [
        paper_verdict(text, items, row.tolist(), prepared.document)
        for (text, _, prepared), items, row in zip(questions, judged, shares, strict=True)
    ]


def _overall(
    claim: Claim,
    why: str,
    records: Sequence[Mapping[str, Any]],
    known: Mapping[PaperId, Document],
    scorer: Scorer,
) -> ClaimVerdict:
    """One verdict for the claim; papers it cites that are not at hand are named."""
    if why:
        return ClaimVerdict(claim, Status.UNCHECKABLE, why)
    verdicts = [paper_verdict_of(record) for record in records]
    ticked = {
        verdict.paper
        for verdict, record in zip(verdicts, records, strict=True)
        if is_ticked(verdict.label, verdict.probabilities, scorer.calibration_for(record["kind"]), verdict.checks)
    }
    return overall_verdict(
        claim, verdicts, ticked=ticked, missing=[paper for paper in claim.cites if paper not in known]
    )


def _locator(papers: Sequence[Paper], reader: Reader | None) -> Callable[[PaperVerdict, Document], PaperVerdict]:
    """What adds the boxes of each quote, and the page where only the PDF tells it."""
    known = {(paper.id, paper.version): paper for paper in papers}

    def locate(verdict: PaperVerdict, document: Document) -> PaperVerdict:
        paper = known.get((verdict.paper, verdict.version))
        if reader is None or paper is None:
            return verdict
        pieces = []
        for piece in verdict.evidence:
            boxes = reader.boxes_of(paper, document, piece.span)
            page = boxes[0].page if boxes else piece.page  # the printed place is surer than the text's order
            pieces.append(dataclasses.replace(piece, boxes=boxes, page=page))
        return dataclasses.replace(verdict, evidence=tuple(pieces))

    return locate
