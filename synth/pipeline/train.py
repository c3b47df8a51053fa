"""Fit the scorer: ranker, stack and calibrations, on labelled sets that may train what ships."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.evidence.fuse import Ranker
from synth.evidence.rerank import Reranker
from synth.pipeline.evaluate import Scored, figures_of
from synth.pipeline.judging import ALL, Encode, cached_encode, judge, prepare, questions_of
from synth.pipeline.readers import Asked, Remembering, by_reader, gold_passages, reranker_of
from synth.ports import Encoder, EntailmentModel, Progress, VectorCache
from synth.training.data import LabelledClaim, LabelledSet
from synth.training.derived import origin_of
from synth.training.job_data import is_by_folds
from synth.training.ranker import RankRows, fit_ranker
from synth.training.stack import FOLDS, document_folds, fit_stack
from synth.training.written import NAME as WRITTEN
from synth.verdict.calibrate import Calibration, fit_calibration, measured
from synth.verdict.decide import deciding_checks, is_ticked, label_of, probabilities_of
from synth.verdict.features import Judged, features_of
from synth.verdict.score import STACKS, TABLE, Scorer, Scores, Stack, stack_name
from synth.verdict.types import Label

MOST_CLAIMS: Final = 1500  # of one set, if it says nothing else
_SET_WEIGHT: Final = 1000.0  # of a set of weight 1, whatever its size
_BY_FOLDS: Final = (
    "n", "auroc", "balanced_accuracy", "macro_f1", "twins", "twin_pairs", "hit_at", "ece", "ece_expected", "brier_skill"
)  # fmt: skip
_TABLE_BOOST: Final = 10.0  # how much more a row about a table counts in the stack for tables


@dataclass(frozen=True, slots=True)
class _Row:
    """A labelled claim with its features.

    Attributes:
        document: The document that it is really about.
        gold: Indexes of the passages that carry its label.
    """

    set: str
    claim: LabelledClaim
    document: str
    kind: str
    weight: float
    calibrates: bool
    features: Mapping[str, float]
    judged: Sequence[Judged]
    gold: frozenset[int]


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
    calibrations, by_folds = _calibrations(rows, seed)
    return {
        "sets": {item.name: len(asked) for item, asked in zip(sets, questions, strict=True)},
        "seed": seed,
        "encoder": encoder.hash,
        "entailment": used,
        "entailment_folds": [model.hash for model in folds],
        "ranker": ranker,
        "reranker": reranker,
        "stacks": {name: _fit(rows, name) for name in STACKS},
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
) -> list[_Row]:
    """The rows of each set that teaches the stack; what the entailment model knows does not, where one reads."""
    rows: list[_Row] = []
    for at, item in enumerate(sets):
        if item.weight and not (item.is_known and models[at] != [None]):
            rows += _feature_rows(item, questions[at], models[at], scorer)
        if progress:
            progress("sets measured", at + 1, len(sets))
    return rows


def _feature_rows(
    item: TrainingSet, questions: Sequence[Asked], models: Sequence[EntailmentModel | None], scorer: Scorer
) -> list[_Row]:
    """The features of each claim that has candidates; with models by folds, as the one sees it that has not seen it."""
    judged = by_reader(models, questions, lambda some, model: judge(some, entailment=model, scorer=scorer, read=ALL))
    return [
        _Row(
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


def _fit(rows: Sequence[_Row], name: str) -> dict[str, Any]:
    """One of the stacks: that for text sees no tables, that for tables sees all and tables most."""
    seen = [row for row in rows if stack_name(row.kind) in ("text", name)]
    weights = [row.weight * (_TABLE_BOOST if row.kind == TABLE else 1.0) for row in seen]
    return fit_stack([row.features for row in seen], [row.claim.label for row in seen], np.array(weights))


def _calibrations(rows: Sequence[_Row], seed: int) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """One calibration for each kind of document, on logits from stacks that did not see the row's document.

    And of each set the figures that stack and calibration reach by folds of documents that neither has seen.
    """
    folds = document_folds([row.document for row in rows], seed=seed)
    logits = _logits_by_folds(rows, folds), _logits_by_sets(rows)
    made, scored = [], dict[str, list[Scored]]()
    for kind in sorted({row.kind for row in rows if row.calibrates}):
        used = [at for at, row in enumerate(rows) if row.kind == kind and row.calibrates]
        made.append(_calibration(rows, used, logits, kind))
        for fold in range(FOLDS):
            held = [at for at in used if folds[at] == fold]
            calibration = _calibration(rows, [at for at in used if folds[at] != fold], logits, kind)
            for at, shares in zip(held, calibration.probabilities(logits[0][held]), strict=True):
                scored.setdefault(rows[at].set, []).append(_scored(rows[at], shares, calibration))
    figures = {name: figures_of(some) for name, some in scored.items()}
    return [dataclasses.asdict(item) for item in made], {
        name: {key: found[key] for key in _BY_FOLDS if key in found} for name, found in figures.items()
    }


def _logits_by_folds(rows: Sequence[_Row], folds: NDArray[np.int64]) -> Scores:
    """(n, 4) of the rows that calibrate, each from a stack that did not see its document; zeros for the others."""
    logits = np.zeros((len(rows), len(Label)))
    for fold in range(FOLDS):
        rest = [row for at, row in enumerate(rows) if folds[at] != fold]
        for name in STACKS:
            held = [
                at
                for at, row in enumerate(rows)
                if folds[at] == fold and row.calibrates and stack_name(row.kind) == name
            ]
            if held:
                logits[held] = Stack.from_json(_fit(rest, name)).logits([rows[at].features for at in held])
    return logits


def _logits_by_sets(rows: Sequence[_Row]) -> Scores:
    """(n, 4) of the rows of text that calibrate, each from a stack that has seen no claim of its set; else zeros."""
    logits = np.zeros((len(rows), len(Label)))
    for family in dict.fromkeys(_family(row.set) for row in rows if row.calibrates and row.kind != TABLE):
        rest = [row for row in rows if _family(row.set) != family]
        held = [
            at for at, row in enumerate(rows) if row.calibrates and row.kind != TABLE and _family(row.set) == family
        ]
        if rest:
            logits[held] = Stack.from_json(_fit(rest, "text")).logits([rows[at].features for at in held])
    return logits


def _family(name: str) -> str:
    """The set that a set was made of.

    >>> _family("written-papers-elsewhere"), _family("tabfact_pairs-placed"), _family("twins")
    ('written-papers', 'tabfact_pairs', 'twins')
    """
    return "-".join(name.split("-")[: 2 if name.startswith(f"{WRITTEN}-") else 1])


def _calibration(rows: Sequence[_Row], places: Sequence[int], logits: tuple[Scores, Scores], kind: str) -> Calibration:
    """Fitted on some of the rows, each as a claim of a kind that the stack knows and as one of a kind that it does not.

    Users' claims are of either. Asked about a set that the stack has not seen, one fitted on known kinds alone is too
    sure. Of tables there are too few sets for that. What is told of it is measured on the rows as known ones.
    """
    name = "+".join(dict.fromkeys(rows[at].set.partition("-")[0] for at in places))  # what a set was made of
    known, strange = (some[list(places)] for some in logits)
    labels = [rows[at].claim.label for at in places]
    if kind == TABLE or not strange.any():
        return fit_calibration(known, labels, kind=kind, name=name)
    return measured(fit_calibration(np.concatenate([known, strange]), labels * 2, kind=kind, name=name), known, labels)


def _scored(row: _Row, shares: Scores, calibration: Calibration) -> Scored:
    """What a reader would be told of a row."""
    probabilities = probabilities_of(shares.tolist())
    said = label_of(probabilities)
    return Scored(
        claim=row.claim,
        shares=shares,
        said=said,
        is_ticked=is_ticked(said, probabilities, calibration, deciding_checks(said, row.judged)),
        ranked=tuple(item.candidate.index for item in row.judged if not item.is_window),
        gold=row.gold,
        baselines={},
    )
