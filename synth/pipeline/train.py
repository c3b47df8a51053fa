"""Fit the scorer: ranker, stack and calibrations, on labelled sets that may train what ships."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from synth.evidence.fuse import Ranker
from synth.evidence.rerank import Reranker
from synth.pipeline.judging import ALL, Encode, cached_encode, judge, prepare, questions_of
from synth.pipeline.readers import Asked, Remembering, by_reader, gold_passages, reranker_of
from synth.pipeline.stacking import Row, calibrations_of, fit_on
from synth.ports import Encoder, EntailmentModel, Progress, VectorCache
from synth.training.data import LabelledSet
from synth.training.derived import origin_of
from synth.training.job_data import is_by_folds
from synth.training.ranker import RankRows, fit_ranker
from synth.verdict.features import features_of
from synth.verdict.score import STACKS, Scorer

MOST_CLAIMS: Final = 1500  # of one set, if it says nothing else
_SET_WEIGHT: Final = 1000.0  # of a set of weight 1, whatever its size


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """A labelled set and what it is for.

    Attributes:
        weight: How much the set counts in the stack, whatever its size; 0 leaves it out.
        ranks: Whether its gold sentences teach the ranker.
        calibrates: The share of its claims that the calibration is fitted on: 0 where none are like those that users
            ask about.
        most: Claims at most; of more a sample is taken.
        is_known: Whether the entailment model that ships has read its claims with their labels: then it teaches the
            stack only where no model reads.
    """

    labelled: LabelledSet
    weight: float = 1.0
    ranks: bool = True
    calibrates: float = 1.0
    most: int = MOST_CLAIMS
    is_known: bool = False

    @property
    def name(self) -> str:
        """Of the set and its split."""
        return f"{self.labelled.name}/{self.labelled.split}"


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
    """Rankers, stacks and calibrations as plain data; equal inputs give equal data.

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
    ranker = _fitted_ranker(sets, questions)
    used = entailment.hash if entailment else "none"
    scorer = Scorer(hash="", entailment=used, ranker=Ranker.from_json(ranker), stacks={}, calibrations={})
    models, reranker = _models(sets, entailment, folds), None
    if entailment is not None:
        reranker = _fitted_reranker(sets, questions, models, scorer.ranker)
        scorer = dataclasses.replace(scorer, reranker=Reranker.from_json(reranker))
    rows = _all_rows(sets, questions, models, scorer, progress)
    calibrations, by_folds = calibrations_of(rows, seed)
    return {
        "sets": {item.name: len(asked) for item, asked in zip(sets, questions, strict=True)},
        "seed": seed,
        "encoder": encoder.hash,
        "entailment": used,
        "entailment_folds": [model.hash for model in folds],
        "ranker": ranker,
        "reranker": reranker,
        "stacks": {name: fit_on(rows, name) for name in STACKS},
        "calibrations": calibrations,
        "by_folds": by_folds,
    }


def _models(
    sets: Sequence[TrainingSet], entailment: EntailmentModel | None, folds: Sequence[EntailmentModel]
) -> list[list[EntailmentModel | None]]:
    """Who reads each set: the model, or those by folds where it was trained on the set."""
    parts: list[EntailmentModel | None] = [Remembering(model) for model in folds]
    whole: list[EntailmentModel | None] = [Remembering(entailment) if entailment else None]
    return [parts if folds and is_by_folds(item.labelled.name) else whole for item in sets]


def _fitted_ranker(sets: Sequence[TrainingSet], questions: Sequence[Sequence[Asked]]) -> dict[str, Any]:
    pooled = [_rank_rows(asked) for item, asked in zip(sets, questions, strict=True) if item.ranks]
    return fit_ranker([claims for claims in pooled if claims])


def _fitted_reranker(
    sets: Sequence[TrainingSet],
    questions: Sequence[Sequence[Asked]],
    models: Sequence[Sequence[EntailmentModel | None]],
    ranker: Ranker,
) -> dict[str, Any]:
    """The second order, fitted on the sets that teach the first."""
    ranked = [at for at, item in enumerate(sets) if item.ranks]
    return reranker_of([questions[at] for at in ranked], [models[at] for at in ranked], ranker)


def _questions(item: LabelledSet, encode: Encode, most: int, seed: int) -> list[Asked]:
    """The set's claims, sampled if there are many, each with its vector and its document."""
    order = np.random.default_rng(seed).permutation(len(item.claims))[:most]
    claims = [item.claims[at] for at in sorted(order)]
    prepared = {key: prepare(item.documents[key], encode) for key in dict.fromkeys(claim.document for claim in claims)}
    documents = [prepared[claim.document] for claim in claims]
    return list(zip(claims, questions_of([claim.text for claim in claims], documents, encode), strict=True))


def _rank_rows(questions: Sequence[Asked]) -> list[RankRows]:
    """Features and gold flags of the pooled passages of each claim that has gold among them."""
    found = []
    for claim, (text, vector, prepared) in questions:
        if gold := gold_passages(claim, prepared):
            rows, features = prepared.index.measure(text, vector)
            found.append((features, np.array([row in gold for row in rows])))
    return found


def _all_rows(
    sets: Sequence[TrainingSet],
    questions: Sequence[Sequence[Asked]],
    models: Sequence[Sequence[EntailmentModel | None]],
    scorer: Scorer,
    progress: Progress | None,
) -> list[Row]:
    """The rows of each set that teaches the stack; what the entailment model knows does not, where one reads."""
    rows: list[Row] = []
    for at, item in enumerate(sets):
        if item.weight and not (item.is_known and models[at] != [None]):
            rows += _feature_rows(item, questions[at], models[at], scorer)
        if progress:
            progress("sets measured", at + 1, len(sets))
    return rows


def _feature_rows(
    item: TrainingSet, questions: Sequence[Asked], models: Sequence[EntailmentModel | None], scorer: Scorer
) -> list[Row]:
    """The features of each claim that has candidates; with models by folds, as the one sees it that has not seen it."""
    judged = by_reader(models, questions, lambda some, model: judge(some, entailment=model, scorer=scorer, read=ALL))
    return [
        Row(
            set=item.labelled.name,
            claim=claim,
            document=origin_of(claim.document),  # a claim asked elsewhere stays in the fold of its own document
            kind=prepared.kind,
            weight=item.weight * _SET_WEIGHT / len(questions),
            calibrates=_is_taken(at, item.calibrates),
            features=features_of(text, found, prepared.index),
            judged=found,
            gold=gold_passages(claim, prepared),
        )
        for at, ((claim, (text, _, prepared)), found) in enumerate(zip(questions, judged, strict=True))
        if found
    ]


def _is_taken(at: int, share: float) -> bool:
    """Whether the claim at a place is among a share of all, evenly spread.

    >>> [_is_taken(at, 0.5) for at in range(4)]
    [False, True, False, True]
    """
    return int((at + 1) * share) > int(at * share)
