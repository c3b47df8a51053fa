"""Fit the scorer: ranker, stack and calibrations, on labelled sets that may train what ships."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from synth.evidence.fuse import Ranker
from synth.pipeline.judging import Encode, Prepared, Question, cached_encode, judge, prepare
from synth.ports import Encoder, EntailmentModel, Progress, VectorCache
from synth.training.data import LabelledClaim, LabelledSet
from synth.training.derived import origin_of
from synth.training.job_data import fold_of, is_seen
from synth.training.ranker import RankRows, fit_ranker
from synth.training.stack import FOLDS, document_folds, fit_stack
from synth.verdict.calibrate import fit_calibration
from synth.verdict.features import Judged, features_of
from synth.verdict.score import STACKS, TABLE, Scorer, Stack, stack_name
from synth.verdict.types import Label

MOST_CLAIMS: Final = 1500  # of one set, if it says nothing else
_SET_WEIGHT: Final = 1000.0  # of a set of weight 1, whatever its size
_TABLE_BOOST: Final = 10.0  # how much more a row about a table counts in the stack for tables


@dataclass(frozen=True, slots=True)
class _Row:
    """A labelled claim with its features."""

    set: str
    document: str
    kind: str
    label: Label
    weight: float
    calibrates: bool
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """A labelled set and what it is for.

    Attributes:
        weight: How much the set counts in the stack, whatever its size; 0 leaves it out.
        ranks: Whether its gold sentences teach the ranker.
        calibrates: Whether its claims are like those that users ask about.
        most: Claims at most; of more a sample is taken.
    """

    labelled: LabelledSet
    weight: float = 1.0
    ranks: bool = True
    calibrates: bool = True
    most: int = MOST_CLAIMS


def fit_scorer(
    sets: Sequence[TrainingSet],
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    folds: Sequence[EntailmentModel] = (),
    cache: VectorCache | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Ranker, stack and calibrations as plain data; equal inputs give equal data.

    The calibrations are fitted on logits that each claim gets from a stack which did not see its document.

    Args:
        sets: Labelled claims that may train what ships.
        encoder: The encoder that will be used.
        entailment: The entailment model that will be used.
        folds: For sets that it was trained on: models that were trained like it, each without one fold of documents.
        cache: Remembers vectors.
        seed: Of sampling and folds.
        progress: Told how many sets are done.
    """
    encode = cached_encode(encoder, cache)
    questions = [_questions(item.labelled, encode, item.most, seed) for item in sets]
    pooled = [_rank_rows(asked) for item, asked in zip(sets, questions, strict=True) if item.ranks]
    ranker = fit_ranker([claims for claims in pooled if claims])
    used = entailment.hash if entailment else "none"
    scorer = Scorer(hash="", entailment=used, ranker=Ranker.from_json(ranker), stacks={}, calibrations={})
    rows: list[_Row] = []
    for at, (item, asked) in enumerate(zip(sets, questions, strict=True)):
        if item.weight:
            rows.extend(_feature_rows(item, asked, entailment, folds if is_seen(item.labelled.name) else (), scorer))
        if progress:
            progress("sets measured", at + 1, len(sets))
    return {
        "sets": {
            f"{item.labelled.name}/{item.labelled.split}": len(asked)
            for item, asked in zip(sets, questions, strict=True)
        },
        "seed": seed,
        "encoder": encoder.hash,
        "entailment": used,
        "entailment_folds": [model.hash for model in folds],
        "ranker": ranker,
        "stacks": {name: _fit(rows, name) for name in STACKS},
        "calibrations": _calibrations(rows, seed),
    }


def _questions(item: LabelledSet, encode: Encode, most: int, seed: int) -> list[tuple[LabelledClaim, Question]]:
    """The set's claims, sampled if there are many, each with its vector and its document."""
    order = np.random.default_rng(seed).permutation(len(item.claims))[:most]
    claims = [item.claims[at] for at in sorted(order)]
    prepared = {key: prepare(item.documents[key], encode) for key in dict.fromkeys(claim.document for claim in claims)}
    vectors = encode([claim.text for claim in claims])
    return [
        (claim, (claim.text, vector, prepared[claim.document])) for claim, vector in zip(claims, vectors, strict=True)
    ]


def gold_passages(claim: LabelledClaim, prepared: Prepared) -> frozenset[int]:
    """Indexes of the passages that are the claim's gold sentences."""
    sentences = prepared.document.sentences
    spans = {sentences[index].span for index in claim.gold if index < len(sentences)}
    return frozenset(at for at, passage in enumerate(prepared.index.passages) if passage.span in spans)


def _rank_rows(questions: Sequence[tuple[LabelledClaim, Question]]) -> list[RankRows]:
    """Features and gold flags of the pooled passages of each claim that has gold among them."""
    found = []
    for claim, (text, vector, prepared) in questions:
        if gold := gold_passages(claim, prepared):
            rows, features = prepared.index.measure(text, vector)
            found.append((features, np.array([row in gold for row in rows])))
    return found


def _feature_rows(
    item: TrainingSet,
    questions: Sequence[tuple[LabelledClaim, Question]],
    entailment: EntailmentModel | None,
    folds: Sequence[EntailmentModel],
    scorer: Scorer,
) -> list[_Row]:
    """The features of each claim that has candidates; with ``folds``, as the model sees it that has not seen it."""
    judged: list[list[Judged]] = [[] for _ in questions]
    for number, model in enumerate(folds or [entailment]):
        read = [
            at for at, (claim, _) in enumerate(questions) if not folds or fold_of(origin_of(claim.document)) == number
        ]
        answers = judge([questions[at][1] for at in read], entailment=model, scorer=scorer)
        for at, answer in zip(read, answers, strict=True):
            judged[at] = answer
    return [
        _Row(
            set=item.labelled.name,
            document=origin_of(claim.document),  # a claim asked elsewhere stays in the fold of its own document
            kind=prepared.kind,
            label=claim.label,
            weight=item.weight * _SET_WEIGHT / len(questions),
            calibrates=item.calibrates,
            features=features_of(text, found, prepared.index),
        )
        for (claim, (text, _, prepared)), found in zip(questions, judged, strict=True)
        if found
    ]


def _fit(rows: Sequence[_Row], name: str) -> dict[str, Any]:
    """One of the stacks: that for text sees no tables, that for tables sees all and tables most."""
    seen = [row for row in rows if stack_name(row.kind) in ("text", name)]
    weights = [row.weight * (_TABLE_BOOST if row.kind == TABLE else 1.0) for row in seen]
    return fit_stack([row.features for row in seen], [row.label for row in seen], np.array(weights))


def _calibrations(rows: Sequence[_Row], seed: int) -> list[dict[str, Any]]:
    """One calibration for each kind of document, on logits from stacks that did not see the row's document."""
    folds = document_folds([row.document for row in rows], seed=seed)
    made = []
    for kind in sorted({row.kind for row in rows if row.calibrates}):
        used = [at for at, row in enumerate(rows) if row.kind == kind and row.calibrates]
        logits = np.zeros((len(rows), len(Label)))
        for fold in range(FOLDS):
            held = [at for at in used if folds[at] == fold]
            if held:
                rest = [row for at, row in enumerate(rows) if folds[at] != fold]
                logits[held] = Stack.from_json(_fit(rest, stack_name(kind))).logits([rows[at].features for at in held])
        name = "+".join(dict.fromkeys(rows[at].set for at in used))
        made.append(fit_calibration(logits[used], [rows[at].label for at in used], kind=kind, name=name))
    return [dataclasses.asdict(item) for item in made]
