"""The steps between a document and what is known about a claim in it; shared by verify, evaluate and calibrate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from synth.claims.atoms import atoms_of
from synth.claims.citations import as_asked
from synth.claims.document import Document
from synth.claims.ids import text_hash
from synth.evidence.fuse import Candidate, PassageIndex, Ranker, searched_text
from synth.evidence.passages import passages_of
from synth.evidence.rerank import Shares
from synth.evidence.windows import together_of, window_of
from synth.ports import Encoder, EntailmentModel, Matrix, VectorCache
from synth.verdict.calibrate import softmax
from synth.verdict.checks import CheckContext, context_of, run_checks
from synth.verdict.decide import kind_of
from synth.verdict.features import KEPT, Judged, features_of
from synth.verdict.reading import as_read
from synth.verdict.score import Scorer, Scores
from synth.verdict.types import Label

READ: Final = 8  # single passages that the entailment model reads for a claim and a paper, then put in order anew
WIDE: Final = 2  # a window, where support spreads, and the kept passages together
ALL: Final = READ + WIDE
FEW: Final = 3  # single passages that are read where reading is dear
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


def questions_of(claims: Sequence[str], documents: Sequence[Prepared], encode: Encode) -> list[Question]:
    """What is asked: each claim without its citation marks, its vector, and the document beside it."""
    texts = [as_asked(claim) for claim in claims]
    return list(zip(texts, encode(texts), documents, strict=True))


def parts_of(claim: str) -> tuple[str, ...]:
    """The parts of a compound claim; none where it asserts one thing."""
    atoms = atoms_of(claim)
    return atoms if len(atoms) > 1 else ()


def full_read(entailment: EntailmentModel | None, scorer: Scorer) -> int:
    """How many passages a model reads of each question if nothing limits it: fewer if it is not the scorer's own.

    Another model may be a hundred times larger, or ask a server for each passage.
    """
    return ALL if entailment is not None and entailment.hash == scorer.entailment else FEW + WIDE


def judge(
    questions: Sequence[Question],
    *,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    read: int | None = None,
) -> list[list[Judged]]:
    """For each claim and document the best passages, with checks and entailment, then a window where support spreads.

    Args:
        questions: The claim's text, its (d,) vector, and the document.
        entailment: Reads all pairs in one go; None leaves it out, and windows with it.
        scorer: Its ranker puts the passages in order.
        read: How many texts of each question the entailment model reads: single passages, of ``FEW + WIDE`` or more
            all but two, then a window and the kept passages together. None for all that ``full_read`` says.
    """
    read = full_read(entailment, scorer) if read is None else read
    is_wide = entailment is not None and read >= FEW + WIDE
    found = _in_order(questions, entailment, scorer, singles=read - WIDE * is_wide)
    windows = [
        window_of(text, [candidate for candidate, _ in candidates], prepared.index) if is_wide else None
        for (text, _, prepared), candidates in zip(questions, found, strict=True)
    ]
    pairs = [
        _wide_pairs(question, candidates, window) if is_wide else (None, None)
        for question, candidates, window in zip(questions, found, windows, strict=True)
    ]
    shares = _read_pairs([pair for some in pairs for pair in some if pair is not None], entailment)
    judged = []
    for (text, _, prepared), candidates, window, (wide, whole) in zip(questions, found, windows, pairs, strict=True):
        together = shares[whole] if whole is not None else None
        items = [(candidate, said, False) for candidate, said in candidates]
        if window is not None and wide is not None:
            items.append((window, shares[wide], True))
        judged.append(
            [
                Judged(candidate, run_checks(text, candidate.passage, prepared.context), said, is_window, together)
                for candidate, said, is_window in items
            ]
        )
    return judged


def _wide_pairs(
    question: Question, candidates: Sequence[tuple[Candidate, Shares | None]], window: Candidate | None
) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """What the entailment model reads of a claim beside single passages: the window, and those kept as one text."""
    claim, _, prepared = question
    kept = [candidate for candidate, _ in candidates]
    return (
        _pair(claim, searched_text(window.passage), prepared) if window is not None else None,
        _pair(claim, together_of(kept), prepared) if len(kept) > 1 else None,
    )


def _in_order(
    questions: Sequence[Question], entailment: EntailmentModel | None, scorer: Scorer, *, singles: int
) -> list[list[tuple[Candidate, Shares | None]]]:
    """The ``KEPT`` best candidates of each question after some were read, each with what the model says of it."""
    found = []
    for candidates, read in read_candidates(questions, entailment, scorer.ranker, singles=singles):
        anew = scorer.reranker.reordered(candidates, read) if scorer.reranker else candidates
        said = {candidate.index: shares for candidate, shares in zip(candidates, read, strict=False)}
        found.append([(candidate, said.get(candidate.index)) for candidate in anew[:KEPT]])
    return found


def read_candidates(
    questions: Sequence[Question], entailment: EntailmentModel | None, ranker: Ranker, *, singles: int
) -> list[tuple[tuple[Candidate, ...], list[Shares]]]:
    """For each question the likeliest passages as the ranker puts them, and what the model says of the first of them.

    Args:
        questions: As for ``judge``.
        entailment: Reads all pairs in one go; None reads none.
        ranker: Puts the passages in order.
        singles: How many of each question are read.
    """
    ranked = [
        prepared.index.candidates(text, vector, ranker, limit=max(KEPT, singles))
        for text, vector, prepared in questions
    ]
    pairs = [
        [_pair(text, searched_text(candidate.passage), prepared) for candidate in candidates[:singles]]
        if entailment
        else []
        for (text, _, prepared), candidates in zip(questions, ranked, strict=True)
    ]
    shares = _read_pairs([pair for some in pairs for pair in some], entailment)
    return [(candidates, [shares[pair] for pair in some]) for candidates, some in zip(ranked, pairs, strict=True)]


def _pair(claim: str, text: str, prepared: Prepared) -> tuple[str, str]:
    """What the entailment model reads of a claim and a text of the document."""
    return as_read(claim, text, prepared.context.abbreviations), text


def _read_pairs(
    pairs: Sequence[tuple[str, str]], entailment: EntailmentModel | None
) -> Mapping[tuple[str, str], Shares]:
    """Shares of supported, refuted and not enough info of each pair of claim and passage."""
    unique = list(dict.fromkeys(pairs))
    if entailment is None or not unique:
        return {}
    shares = [softmax(np.asarray(row, float)) for row in entailment.predict(unique)]
    return {pair: (float(row[0]), float(row[1]), float(row[2])) for pair, row in zip(unique, shares, strict=True)}


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
