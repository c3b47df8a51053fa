"""The steps between a document and what is known about a claim in it; shared by verify, evaluate and calibrate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from synth.claims.document import Document
from synth.claims.ids import text_hash
from synth.evidence.fuse import Candidate, PassageIndex, searched_text
from synth.evidence.passages import passages_of
from synth.ports import Encoder, EntailmentModel, Matrix, VectorCache
from synth.verdict.calibrate import softmax
from synth.verdict.checks import CheckContext, context_of, run_checks
from synth.verdict.decide import kind_of
from synth.verdict.features import KEPT, Judged, features_of
from synth.verdict.score import Scorer, Scores
from synth.verdict.types import Label

ENTAILED: Final = 3  # passages that the entailment model reads for a claim and a paper
Encode = Callable[[Sequence[str]], Matrix]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be asked about claims."""

    document: Document
    index: PassageIndex
    context: CheckContext
    kind: str


Question = tuple[str, Matrix, Prepared]
"""A claim's text, its (d,) vector, and the document it is checked against."""


def cached_encode(encoder: Encoder, cache: VectorCache | None) -> Encode:
    """The encoder with a memory: a text seen before is looked up."""

    def encode(texts: Sequence[str]) -> Matrix:
        if cache is None or not texts:
            return encoder.encode(texts)
        hashes = [text_hash(text) for text in texts]
        known = dict(cache.vectors_of(encoder.hash, list(dict.fromkeys(hashes))))
        missing = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        if missing:
            fresh = dict(zip(missing, encoder.encode(list(missing.values())), strict=True))
            cache.save_vectors(encoder.hash, fresh)
            known |= fresh
        return np.stack([known[key] for key in hashes])

    return encode


def prepare(document: Document, encode: Encode) -> Prepared:
    """Passages, their index and what the checks need to know of the document."""
    passages = passages_of(document)
    vectors = encode([searched_text(passage) for passage in passages])
    return Prepared(document, PassageIndex(passages, vectors), context_of(document), kind_of(passages))


def judge(
    questions: Sequence[Question], *, entailment: EntailmentModel | None, scorer: Scorer, read: int = ENTAILED
) -> list[list[Judged]]:
    """For each claim and document the best passages, with checks and entailment.

    Args:
        questions: The claim's text, its (d,) vector, and the document.
        entailment: Reads all pairs in one go; None leaves it out.
        scorer: Its ranker puts the passages in order.
        read: How many passages of each question the entailment model reads.
    """
    found = [prepared.index.candidates(text, vector, scorer.ranker, limit=KEPT) for text, vector, prepared in questions]
    shares = _entailment_shares(questions, found, entailment, read)
    return [
        [
            Judged(candidate, run_checks(text, candidate.passage, prepared.context), shares.get((at, rank)))
            for rank, candidate in enumerate(candidates)
        ]
        for at, ((text, _, prepared), candidates) in enumerate(zip(questions, found, strict=True))
    ]


def _entailment_shares(
    questions: Sequence[Question],
    found: Sequence[Sequence[Candidate]],
    entailment: EntailmentModel | None,
    read: int,
) -> Mapping[tuple[int, int], tuple[float, float, float]]:
    """Shares of supported, refuted and not enough info by (question, rank) for the first passages of each."""
    if entailment is None:
        return {}
    places = [(at, rank) for at, candidates in enumerate(found) for rank in range(min(len(candidates), read))]
    pairs = [(questions[at][0], searched_text(found[at][rank].passage)) for at, rank in places]
    unique = list(dict.fromkeys(pairs))
    logits = dict(zip(unique, entailment.predict(unique), strict=True)) if unique else {}
    shares = {pair: softmax(np.asarray(row, float)) for pair, row in logits.items()}
    return {
        place: (float(shares[pair][0]), float(shares[pair][1]), float(shares[pair][2]))
        for place, pair in zip(places, pairs, strict=True)
    }


def stack_logits(questions: Sequence[Question], judged: Sequence[Sequence[Judged]], scorer: Scorer) -> Scores:
    """(n, 4) uncalibrated logits in the order of ``Label``; a claim without candidates gets the stack's average."""
    logits = np.zeros((len(questions), len(Label)))
    for at, ((text, _, prepared), items) in enumerate(zip(questions, judged, strict=True)):
        row = features_of(text, items, prepared.index) if items else {}
        logits[at] = scorer.stack_for(prepared.kind).logits([row])[0]
    return logits


def shares_of(questions: Sequence[Question], judged: Sequence[Sequence[Judged]], scorer: Scorer) -> Scores:
    """(n, 4) calibrated probabilities in the order of ``Label``; a document without passages has no information."""
    logits = stack_logits(questions, judged, scorer)
    shares = np.zeros((len(questions), len(Label)))
    for at, ((_, _, prepared), items) in enumerate(zip(questions, judged, strict=True)):
        if items:
            shares[at] = scorer.calibration_for(prepared.kind).probabilities(logits[at : at + 1])[0]
        else:
            shares[at, list(Label).index(Label.NOT_ENOUGH_INFO)] = 1.0
    return shares
