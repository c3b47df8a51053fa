"""Stacks and calibrations from claims that were measured: fitted by folds of documents, and by sets."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.pipeline.evaluate import Scored, figures_of
from synth.training.data import LabelledClaim
from synth.training.stack import FOLDS, document_folds, fit_stack
from synth.training.written import NAME as WRITTEN
from synth.verdict.calibrate import Calibration, fit_calibration, measured
from synth.verdict.decide import deciding_checks, is_ticked, label_of, probabilities_of
from synth.verdict.features import Judged
from synth.verdict.score import STACKS, TABLE, Scores, Stack, stack_name
from synth.verdict.types import Label

_BY_FOLDS: Final = (
    "n", "auroc", "balanced_accuracy", "macro_f1", "twins", "twin_pairs", "hit_at", "ece", "ece_expected", "brier_skill"
)  # fmt: skip
_KNOWN: Final = 2
"""How often a claim counts as one of a known kind in a calibration, for once as one of an unknown kind. Source: counted
alike, and without an entailment model, the ECE of scifact and citint train is .06 above what perfect calibration shows;
so it is at most .05, and known kinds alone ask too much of claims of other kinds."""
_TABLE_BOOST: Final = 10.0  # how much more a row about a table counts in the stack for tables


@dataclass(frozen=True, slots=True)
class Row:
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


def fit_on(rows: Sequence[Row], name: str) -> dict[str, Any]:
    """One of the stacks: that for text sees no tables, that for tables sees all and tables most."""
    seen = [row for row in rows if stack_name(row.kind) in ("text", name)]
    weights = [row.weight * (_TABLE_BOOST if row.kind == TABLE else 1.0) for row in seen]
    return fit_stack([row.features for row in seen], [row.claim.label for row in seen], np.array(weights))


def calibrations_of(rows: Sequence[Row], seed: int) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
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


def _logits_by_folds(rows: Sequence[Row], folds: NDArray[np.int64]) -> Scores:
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
                logits[held] = Stack.from_json(fit_on(rest, name)).logits([rows[at].features for at in held])
    return logits


def _logits_by_sets(rows: Sequence[Row]) -> Scores:
    """(n, 4) of the rows of text that calibrate, each from a stack that has seen no claim of its set; else zeros."""
    logits = np.zeros((len(rows), len(Label)))
    for family in dict.fromkeys(_family(row.set) for row in rows if row.calibrates and row.kind != TABLE):
        rest = [row for row in rows if _family(row.set) != family]
        held = [
            at for at, row in enumerate(rows) if row.calibrates and row.kind != TABLE and _family(row.set) == family
        ]
        if rest:
            logits[held] = Stack.from_json(fit_on(rest, "text")).logits([rows[at].features for at in held])
    return logits


def _family(name: str) -> str:
    """The set that a set was made of.

    >>> _family("written-papers-elsewhere"), _family("tabfact_pairs-placed"), _family("twins")
    ('written-papers', 'tabfact_pairs', 'twins')
    """
    return "-".join(name.split("-")[: 2 if name.startswith(f"{WRITTEN}-") else 1])


def _calibration(rows: Sequence[Row], places: Sequence[int], scores: tuple[Scores, Scores], kind: str) -> Calibration:
    """Fitted on some of the rows, each as a claim of a kind that the stack knows and as one of a kind that it does not.

    Users' claims are of either. Asked about a set that the stack has not seen, one fitted on known kinds alone is too
    sure. Of tables there are too few sets for that. What is told of it is measured on the rows as known ones.
    """
    name = "+".join(dict.fromkeys(rows[at].set.partition("-")[0] for at in places))  # what a set was made of
    known, strange = (some[list(places)] for some in scores)
    labels = [rows[at].claim.label for at in places]
    if kind == TABLE or not strange.any():
        return fit_calibration(known, labels, kind=kind, name=name)
    logits, truth = np.concatenate([known] * _KNOWN + [strange]), labels * (_KNOWN + 1)
    return measured(fit_calibration(logits, truth, kind=kind, name=name), known, labels)


def _scored(row: Row, shares: Scores, calibration: Calibration) -> Scored:
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
