"""Score the verifier on labelled claims, beside the four similarities it has to beat."""

import dataclasses
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from synth.claims.document import Document, Part
from synth.evidence.fuse import RANK_FEATURES, Ranker, searched_text
from synth.evidence.semantic import cosine_matrix
from synth.pipeline.judging import (
    Encode,
    Prepared,
    Question,
    cached_encode,
    judge,
    parts_of,
    prepare,
    questions_of,
    shares_of,
)
from synth.ports import Encoder, EntailmentModel, Matrix, VectorCache
from synth.training.data import LabelledClaim, LabelledSet
from synth.verdict.decide import deciding_checks, is_ticked, label_of, paper_verdict, probabilities_of
from synth.verdict.metrics import (
    auroc,
    balanced_accuracy,
    brier_skill,
    ece,
    ece_expected,
    hit_at,
    macro_f1,
    recall_at,
    reliability_bins,
    risk_coverage,
)
from synth.verdict.parts import check_of
from synth.verdict.score import Scorer
from synth.verdict.types import Check, Label, PaperVerdict

KS: Final = (1, 3, 5)
_QUOTE_SHARE: Final = 90  # partial_ratio from which a passage counts as holding a gold quote
_DIGITS: Final = 4
PARTS: Final = ("checks", "ranker", "tables")
"""What an evaluation can leave out; the entailment model is left out by giving none."""
_COSINE_ONLY: Final = Ranker(
    np.zeros(len(RANK_FEATURES)),
    np.ones(len(RANK_FEATURES)),
    np.array([float(name == "cosine") for name in RANK_FEATURES]),
    0.0,
)
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """One labelled claim with what synth says of it.

    Attributes:
        shares: Calibrated probabilities in the order of ``Label``.
        is_ticked: Whether a reader would see its tick.
        ranked: Indexes of its passages, best first.
        gold: Indexes of the passages that carry its label.
        baselines: The four similarities.
    """

    claim: LabelledClaim
    shares: Scores
    said: Label
    is_ticked: bool
    ranked: tuple[int, ...]
    gold: frozenset[int]
    baselines: Mapping[str, float]


def evaluate_set(
    labelled: LabelledSet,
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    now_s: Callable[[], float],
    cache: VectorCache | None = None,
    without: Collection[str] = (),
) -> dict[str, Any]:
    """The figures of one set, ready for JSON.

    Args:
        labelled: Claims with labels and documents.
        encoder: Vectors of meaning.
        entailment: Reads claim and sentence; None leaves it out.
        scorer: What is being scored.
        now_s: A clock in seconds, for the speed.
        cache: Remembers vectors.
        without: Parts of ``PARTS`` that are left out, the rest as fitted with them.
    """
    start_s = now_s()
    rows = score_claims(labelled, encoder=encoder, entailment=entailment, scorer=scorer, cache=cache, without=without)
    return {
        "name": labelled.name,
        "split": labelled.split,
        **figures_of(rows),
        "claims_per_s": len(rows) / max(now_s() - start_s, 1e-9),
    }


def score_claims(
    labelled: LabelledSet,
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    cache: VectorCache | None = None,
    without: Collection[str] = (),
) -> list[Scored]:
    """What synth says of each claim of a set."""
    encode = cached_encode(encoder, cache)
    scorer = dataclasses.replace(scorer, ranker=_COSINE_ONLY, reranker=None) if "ranker" in without else scorer
    prepared = {
        key: prepare(_text_only(labelled.documents[key]) if "tables" in without else labelled.documents[key], encode)
        for key in dict.fromkeys(claim.document for claim in labelled.claims)
    }
    questions = questions_of(
        [claim.text for claim in labelled.claims], [prepared[claim.document] for claim in labelled.claims], encode
    )
    judged = judge(questions, entailment=entailment, scorer=scorer)
    if "checks" in without:
        judged = [[dataclasses.replace(item, checks=()) for item in items] for items in judged]
    shares = shares_of(questions, judged, scorer)
    parts = _part_checks(questions, encode, entailment, scorer)
    scored = []
    for at, (claim, question, items, row) in enumerate(zip(labelled.claims, questions, judged, shares, strict=True)):
        probabilities = probabilities_of(row.tolist())
        said = label_of(probabilities)
        checks = (*deciding_checks(said, items), *parts.get(at, ()))
        scored.append(
            Scored(
                claim=claim,
                shares=row,
                said=said,
                is_ticked=is_ticked(said, probabilities, scorer.calibration_for(question[2].kind), checks),
                ranked=tuple(item.candidate.index for item in items if not item.is_window),
                gold=gold_of(claim, question[2]),
                baselines=_baselines(question),
            )
        )
    return scored


def _part_checks(
    questions: Sequence[Question], encode: Encode, entailment: EntailmentModel | None, scorer: Scorer
) -> Mapping[int, tuple[Check, ...]]:
    """What the parts of each compound claim say of it, by the claim's place."""
    asked = [(at, part, prepared) for at, (text, _, prepared) in enumerate(questions) for part in parts_of(text)]
    if not asked:
        return {}
    about = questions_of([part for _, part, _ in asked], [prepared for _, _, prepared in asked], encode)
    judged = judge(about, entailment=entailment, scorer=scorer)
    found: dict[int, dict[str, PaperVerdict]] = {}
    for (at, part, prepared), items, row in zip(asked, judged, shares_of(about, judged, scorer), strict=True):
        found.setdefault(at, {})[part] = paper_verdict(part, items, row.tolist(), prepared.document)
    return {at: (check_of(parts),) for at, parts in found.items()}


def _text_only(document: Document) -> Document:
    """The document without its tables, and without what only stands in them."""
    sentences = tuple(sentence for sentence in document.sentences if sentence.part is not Part.TABLE)
    return dataclasses.replace(document, tables=(), sentences=sentences)


def gold_of(claim: LabelledClaim, prepared: Prepared) -> frozenset[int]:
    """Indexes of the passages that are the claim's gold sentences or hold its gold quotes."""
    sentences, passages = prepared.document.sentences, prepared.index.passages
    spans = {sentences[index].span for index in claim.gold if index < len(sentences)}
    found = {at for at, passage in enumerate(passages) if passage.span in spans}
    if claim.quotes:
        shares = process.cdist(
            claim.quotes, [prepared.document.quote(passage.span) for passage in passages], scorer=fuzz.partial_ratio
        )
        for quote, row in zip(claim.quotes, shares, strict=True):
            found |= {
                at
                for at in np.flatnonzero(row >= _QUOTE_SHARE).tolist()
                if len(passages[at].span) * 2 >= min(len(quote), 80)  # a short heading inside the quote is not it
            }
    return frozenset(found)


def _baselines(question: Question) -> dict[str, float]:
    """The best BM25 score, cosine and token_set share of any passage, and the mean of the latter two."""
    text, vector, prepared = question
    texts = [searched_text(passage) for passage in prepared.index.passages]
    if not texts:
        return {"bm25": 0.0, "cosine": 0.0, "fuzzy": 0.0, "mean": 0.0}
    cosine = float(cosine_matrix(_row(vector), prepared.index.vectors).max())
    fuzzy = float(process.cdist([text], texts, scorer=fuzz.token_set_ratio, processor=default_process).max()) / 100
    bm25 = float(prepared.index.lexical.scores(text).max())
    return {"bm25": bm25, "cosine": cosine, "fuzzy": fuzzy, "mean": (cosine + fuzzy) / 2}


def _row(vector: Matrix) -> Matrix:
    """A vector as a matrix of one row."""
    return vector[None, :]


def figures_of(rows: Sequence[Scored]) -> dict[str, Any]:
    """All figures of a set that its labels allow; None stands for one that they do not.

    Balanced accuracy is that of the tick: supported claims that get it, others that do not.
    """
    truth = [row.claim.label for row in rows]
    positive = np.array([label is Label.SUPPORTED for label in truth])
    supported = np.array([row.shares[0] for row in rows])
    gold, ranked = [row.gold for row in rows], [row.ranked for row in rows]
    figures: dict[str, Any] = {
        "n": len(rows),
        "auroc": _figure(auroc(supported, positive)),
        "balanced_accuracy": _figure(
            balanced_accuracy([str(flag) for flag in positive], [str(row.is_ticked) for row in rows])
        ),
        "macro_f1": _figure(macro_f1(truth, said_among(rows, set(truth)))) if len(set(truth)) > 1 else None,
        "recall_at": {str(k): _figure(recall_at(gold, ranked, k)) for k in KS},
        "hit_at": {str(k): _figure(hit_at(gold, ranked, k)) for k in KS},
        "ece": _figure(ece(supported, positive)),
        "ece_expected": _figure(ece_expected(supported)),
        "brier_skill": _figure(brier_skill(supported, positive)),
        "reliability": reliability_bins(supported, positive),
        "risk_coverage": risk_coverage(
            np.array([row.shares.max() for row in rows]), np.array([row.said is row.claim.label for row in rows])
        ),
        "supported_called_refuted": _figure(
            _share([row.said is Label.REFUTED for row in rows if row.claim.label is Label.SUPPORTED])
        ),
        "baselines": {
            name: _figure(auroc(np.array([row.baselines[name] for row in rows]), positive))
            for name in rows[0].baselines
        },
    }
    pairs = twin_pairs(rows)
    if pairs:
        figures["twins"] = _figure(float(np.mean([(a > b) + (a == b) / 2 for a, b in pairs])))
        figures["twin_pairs"] = len(pairs)
    if kinds := sorted({row.claim.kind for row in rows if row.claim.kind}):
        figures["by_kind"] = {kind: _kind_figures([row for row in rows if row.claim.kind == kind]) for kind in kinds}
    return figures


def said_among(rows: Sequence[Scored], labels: set[Label]) -> list[Label]:
    """The likeliest label of each row among those that the set's annotators used."""
    known = [at for at, label in enumerate(Label) if label in labels]
    order = list(Label)
    return [order[max(known, key=lambda at: float(row.shares[at]))] for row in rows]


def twin_pairs(rows: Sequence[Scored]) -> list[tuple[float, float]]:
    """The scores of (true twin, false twin) of each pair."""
    by_id = {row.claim.id: row for row in rows}
    return [
        (float(row.shares[0]), float(other.shares[0]))
        for row in rows
        if row.claim.label is Label.SUPPORTED
        and (other := by_id.get(row.claim.pair)) is not None
        and other.claim.label is not Label.SUPPORTED
    ]


def _kind_figures(rows: Sequence[Scored]) -> dict[str, Any]:
    """Accuracy of the tick for one kind of claim, and which share of true and of false ones gets it."""
    right = [row.is_ticked == (row.claim.label is Label.SUPPORTED) for row in rows]
    supported = np.array([row.shares[0] for row in rows])
    positive = np.array([row.claim.label is Label.SUPPORTED for row in rows])
    return {
        "n": len(rows),
        "accuracy": _figure(float(np.mean(right))),
        "auroc": _figure(auroc(supported, positive)),
        "ticked_true": _figure(_share([row.is_ticked for row in rows if row.claim.label is Label.SUPPORTED])),
        "ticked_false": _figure(_share([row.is_ticked for row in rows if row.claim.label is not Label.SUPPORTED])),
    }


def _share(flags: Sequence[bool]) -> float:
    """How many of the flags are up; nan for none."""
    return float(np.mean(flags)) if flags else float("nan")


def _figure(value: float) -> float | None:
    """A figure for JSON: rounded, and None for "not a number"."""
    return None if np.isnan(value) else round(float(value), _DIGITS)
