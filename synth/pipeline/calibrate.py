"""Fit the confidence to labelled claims of a user's own."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from synth.errors import ModelError
from synth.pipeline.judging import Question, cached_encode, judge, prepare, questions_of, stack_logits
from synth.ports import Encoder, EntailmentModel, Progress, VectorCache
from synth.training.data import LabelledClaim, LabelledSet
from synth.verdict.calibrate import Calibration, fit_calibration
from synth.verdict.score import Scorer
from synth.verdict.types import Label


def calibrate_on(
    sets: Sequence[LabelledSet],
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    cache: VectorCache | None = None,
    unasked: Collection[Label] = (),
) -> list[Calibration]:
    """One calibration for each kind of document among the labelled claims.

    Args:
        sets: Labelled claims that the scorer was not fitted on.
        encoder: The encoder that will be used.
        entailment: The entailment model that will be used.
        scorer: Its ranker and stack stay as they are.
        cache: Remembers vectors.
        unasked: Labels that nobody could give in these sets.

    Raises:
        ModelError: If there are too few claims of a kind, or one label only.
    """
    encode = cached_encode(encoder, cache)
    questions: list[Question] = []
    claims: list[LabelledClaim] = []
    for item in sets:
        prepared = {
            key: prepare(item.documents[key], encode) for key in dict.fromkeys(claim.document for claim in item.claims)
        }
        questions += questions_of(
            [claim.text for claim in item.claims], [prepared[claim.document] for claim in item.claims], encode
        )
        claims += item.claims
    logits = stack_logits(questions, judge(questions, entailment=entailment, scorer=scorer), scorer)
    name = "+".join(f"{item.name}/{item.split}" for item in sets)
    kinds = np.array([document.kind for _, _, document in questions])
    return [
        fit_calibration(
            logits[kinds == kind],
            [claims[at].label for at in np.flatnonzero(kinds == kind)],
            kind=kind,
            name=name,
            unasked=unasked,
        )
        for kind in sorted(set(kinds.tolist()))
    ]


def recalibrated(
    data: Mapping[str, Any],
    groups: Sequence[Sequence[LabelledSet]],
    *,
    name: str,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
    unasked: Collection[Label] = (),
) -> dict[str, Any]:
    """A scorer's data with other calibrations; all else stays, what was measured at its fit (``by_folds``) too.

    Args:
        data: The scorer as plain data.
        groups: Sets that neither the scorer nor the model was fitted on; those of a group are calibrated together.
        name: What reports call the sets.
        encoder: The encoder that will be used.
        entailment: The entailment model that will be used.
        cache: Remembers vectors.
        progress: Told how many groups are done.
        unasked: Labels that nobody could give in the sets.

    Raises:
        ModelError: If the data are no scorer, or one for another model, or there are too few claims of a kind.
    """
    scorer, used = Scorer.from_json(data, digest=""), entailment.hash if entailment else "none"
    if scorer.entailment != used:
        raise ModelError(
            f"the scorer was fitted with another entailment model ({scorer.entailment}, asked for is {used})",
            hint="give --entailment the model that the scorer was fitted with",
        )
    made: dict[str, Calibration] = {}
    for at, sets in enumerate(groups):
        fresh = calibrate_on(sets, encoder=encoder, entailment=entailment, scorer=scorer, cache=cache, unasked=unasked)
        made |= {item.kind: dataclasses.replace(item, set=name) for item in fresh}
        if progress:
            progress("groups calibrated", at + 1, len(groups))
    kept = [item for item in data["calibrations"] if item["kind"] not in made]
    return {**data, "calibrations": [*(dataclasses.asdict(made[kind]) for kind in sorted(made)), *kept]}
