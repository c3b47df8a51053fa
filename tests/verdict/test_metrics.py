import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.verdict import metrics


def test_auroc_is_one_when_every_positive_stands_above_every_negative() -> None:
    assert metrics.auroc(np.array([0.9, 0.8, 0.2]), np.array([True, True, False])) == 1.0


def test_auroc_counts_ties_half() -> None:
    assert metrics.auroc(np.array([0.5, 0.5]), np.array([True, False])) == 0.5


def test_auroc_of_one_class_is_no_number() -> None:
    assert np.isnan(metrics.auroc(np.array([0.5, 0.6]), np.array([True, True])))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=2, max_size=40))
def test_auroc_equals_the_share_of_pairs_in_order(rows: list[tuple[float, bool]]) -> None:
    positives = [score for score, flag in rows if flag]
    negatives = [score for score, flag in rows if not flag]
    if not positives or not negatives:
        return
    pairs = [(a > b) + (a == b) / 2 for a in positives for b in negatives]

    found = metrics.auroc(np.array([score for score, _ in rows]), np.array([flag for _, flag in rows]))

    assert found == pytest.approx(np.mean(pairs))


def test_balanced_accuracy_weighs_a_rare_label_like_a_common_one() -> None:
    assert metrics.balanced_accuracy(["a"] * 9 + ["b"], ["a"] * 10) == 0.5


def test_macro_f1_of_right_answers_is_one() -> None:
    assert metrics.macro_f1(["a", "b", "b"], ["a", "b", "b"]) == 1.0


def test_recall_counts_gold_and_hit_counts_claims() -> None:
    gold = [frozenset({1, 2}), frozenset({5}), frozenset[int]()]
    ranked = [[1, 9, 2], [7, 8, 9], [1, 2, 3]]

    assert metrics.recall_at(gold, ranked, 1) == 0.25
    assert metrics.hit_at(gold, ranked, 1) == 0.5


def test_ece_is_zero_where_shares_come_true() -> None:
    probability = np.array([0.25] * 4)

    assert metrics.ece(probability, np.array([True, False, False, False]), bins=1) == 0.0


def test_expected_ece_shrinks_as_rows_grow() -> None:
    few, many = (metrics.ece_expected(np.linspace(0.05, 0.95, n)) for n in (50, 2000))

    assert few > 0.08
    assert many < 0.03


def test_brier_skill_of_the_base_rate_is_zero_and_of_the_truth_one() -> None:
    positive = np.array([True, False, False, False])

    assert metrics.brier_skill(np.full(4, 0.25), positive) == 0.0
    assert metrics.brier_skill(positive.astype(float), positive) == 1.0
