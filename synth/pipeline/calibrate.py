"""Fit the confidence to labelled claims of a user's own."""

from collections.abc import Sequence

import numpy as np

from synth.pipeline.judging import Question, cached_encode, judge, prepare, questions_of, stack_logits
from synth.ports import Encoder, EntailmentModel, VectorCache
from synth.training.data import LabelledClaim, LabelledSet
from synth.verdict.calibrate import Calibration, fit_calibration
from synth.verdict.score import Scorer


def calibrate_on(
    sets: Sequence[LabelledSet],
    *,
    encoder: Encoder,
    entailment: EntailmentModel | None,
    scorer: Scorer,
    cache: VectorCache | None = None,
) -> list[Calibration]:
    """One calibration for each kind of document among the labelled claims.

    Args:
        sets: Labelled claims that the scorer was not fitted on.
        encoder: The encoder that will be used.
        entailment: The entailment model that will be used.
        scorer: Its ranker and stack stay as they are.
        cache: Remembers vectors.

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
        )
        for kind in sorted(set(kinds.tolist()))
    ]
