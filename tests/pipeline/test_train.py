"""Fitting a scorer: what it holds, and that the figures it tells are of documents that it did not see."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from synth.evidence.rerank import RERANK_FEATURES
from synth.pipeline.train import TrainingSet, fit_scorer
from synth.ports import EntailmentModel, Matrix
from synth.training.data import LabelledClaim, LabelledSet
from synth.verdict.score import Scorer
from synth.verdict.types import Label
from tests.conftest import FakeEncoder, MakeDocument

PAPERS = 20
SUBJECTS = ("stove", "lamp", "chair")
LABELS = {"heats": Label.SUPPORTED, "cools": Label.REFUTED, "paints": Label.NOT_ENOUGH_INFO}


class ReadsVerbs:
    """Knows that heating and cooling exclude each other, and finds everything else beside the point."""

    name, hash = "reads verbs", "sha256:0123456789abcdef"

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """Logits by the two verbs and the two subjects."""
        return np.array([self._logits(*pair) for pair in pairs], "f4")

    @staticmethod
    def _logits(claim: str, passage: str) -> tuple[float, float, float]:
        if "heats" not in passage or claim.split()[1] != passage.split()[1] or "paints" in claim:
            return (-3.0, -3.0, 3.0)
        return (3.0, -3.0, -3.0) if "heats" in claim else (-3.0, 3.0, -3.0)


@pytest.fixture
def labelled(make_document: MakeDocument) -> LabelledSet:
    """Of each paper three claims about each of three things, of which only the heating stands in the paper."""
    documents, claims = {}, []
    for at in range(PAPERS):
        key = f"2001.{at:05}"
        lines = [f"The {subject} heats room {at} well." for subject in SUBJECTS]
        documents[key] = make_document(*lines, *(f"Table {n} stands by wall {at}." for n in range(9)), paper=key)
        for n, subject in enumerate(SUBJECTS):
            for verb, label in LABELS.items():
                name = f"{key}-{subject}-{verb}"
                pair = f"{key}-{subject}-cools" if label is Label.SUPPORTED else ""
                gold = frozenset() if label is Label.NOT_ENOUGH_INFO else frozenset({n})
                claims.append(
                    LabelledClaim(name, f"The {subject} {verb} room {at}.", key, label, gold, kind=verb, pair=pair)
                )
    return LabelledSet("rooms", "train", tuple(claims), documents)


def fitted(labelled: LabelledSet, model: EntailmentModel | None) -> dict[str, Any]:
    return fit_scorer([TrainingSet(labelled)], encoder=FakeEncoder(), entailment=model)


def test_scorer_fitted_with_a_model_puts_passages_in_order_by_its_reading(labelled: LabelledSet) -> None:
    model = ReadsVerbs()
    data = fitted(labelled, model)
    scorer = Scorer.from_json(data, digest="sha256:0")
    assert scorer.entailment == model.hash
    assert scorer.reranker is not None
    weights = dict(zip(RERANK_FEATURES, scorer.reranker.weights, strict=True))
    assert weights["said"] - weights["unsaid"] > 0


def test_scorer_fitted_without_a_model_has_no_second_order(labelled: LabelledSet) -> None:
    assert Scorer.from_json(fitted(labelled, None), digest="sha256:0").reranker is None


def test_figures_by_folds_tell_what_reading_is_worth(labelled: LabelledSet) -> None:
    with_model, without = (fitted(labelled, model)["by_folds"]["rooms"] for model in (ReadsVerbs(), None))
    assert with_model["n"] == without["n"] == len(labelled.claims)
    assert with_model["auroc"] > 0.95
    assert with_model["hit_at"]["5"] == 1.0
    assert with_model["twins"] > 0.95


def test_equal_inputs_give_an_equal_scorer(labelled: LabelledSet) -> None:
    assert fitted(labelled, ReadsVerbs()) == fitted(labelled, ReadsVerbs())


def test_calibration_is_fitted_on_the_share_of_a_set_that_was_asked_for(labelled: LabelledSet) -> None:
    found = fit_scorer([TrainingSet(labelled, calibrates=0.5)], encoder=FakeEncoder(), entailment=None)

    assert [item["n"] for item in found["calibrations"]] == [len(labelled.claims) // 2]


def test_set_that_the_model_knows_teaches_the_stack_only_where_no_model_reads(labelled: LabelledSet) -> None:
    known = TrainingSet(dataclasses.replace(labelled, name="known"), is_known=True)

    with_model, without = (
        fit_scorer([TrainingSet(labelled), known], encoder=FakeEncoder(), entailment=model)["by_folds"]
        for model in (ReadsVerbs(), None)
    )

    assert set(with_model) == {"rooms"}
    assert set(without) == {"rooms", "known"}
