"""Boosted trees as plain data say what scikit-learn's own say."""

import json

import numpy as np
import pytest

from synth.training.forest import SETTINGS, fit_forest
from synth.verdict.forest import Forest


@pytest.fixture
def rows() -> tuple[np.ndarray, list[int]]:
    draw = np.random.default_rng(0)
    table = np.round(draw.normal(size=(600, 5)), 3)
    truth = np.where(table[:, 0] * table[:, 1] > 0, 0, np.where(table[:, 2] > 0, 2, 3))
    return table, truth.tolist()


def test_plain_trees_give_scikit_learns_probabilities(rows: tuple[np.ndarray, list[int]]) -> None:
    from sklearn.ensemble import HistGradientBoostingClassifier

    table, truth = rows
    theirs = HistGradientBoostingClassifier(**SETTINGS, early_stopping=False, random_state=0).fit(table, truth)

    logits = Forest.from_json(json.loads(json.dumps(fit_forest(table, truth, np.ones(600), classes=4)))).logits(table)
    ours = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)

    assert np.abs(ours[:, [0, 2, 3]] - theirs.predict_proba(table)).max() < 1e-3


def test_class_that_never_occurs_is_never_said(rows: tuple[np.ndarray, list[int]]) -> None:
    table, truth = rows
    logits = Forest.from_json(fit_forest(table, truth, np.ones(600), classes=4)).logits(table)

    assert (logits.argmax(axis=1) != 1).all()


def test_trees_learn_what_a_straight_line_cannot(rows: tuple[np.ndarray, list[int]]) -> None:
    table, truth = rows
    logits = Forest.from_json(fit_forest(table, truth, np.ones(600), classes=4)).logits(table)

    assert np.mean(logits.argmax(axis=1) == np.array(truth)) > 0.9


def test_growing_twice_gives_the_same_trees(rows: tuple[np.ndarray, list[int]]) -> None:
    table, truth = rows

    assert fit_forest(table, truth, np.ones(600), classes=4) == fit_forest(table, truth, np.ones(600), classes=4)
