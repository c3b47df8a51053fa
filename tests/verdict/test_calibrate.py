import dataclasses

import numpy as np
import pytest

from synth.errors import ModelError
from synth.verdict.calibrate import Calibration, certified_threshold, fit_calibration, softmax
from synth.verdict.metrics import ece, ece_expected
from synth.verdict.types import Label

LABELS = tuple(Label)


def drawn(n: int, *, scale: float = 1.0, seed: int = 0) -> tuple[np.ndarray, list[Label]]:
    """Logits, and labels that come true with the probabilities of the logits times ``scale``."""
    generator = np.random.default_rng(seed)
    logits = generator.normal(size=(n, 4)) * 2
    shares = softmax(logits * scale)
    return logits, [LABELS[generator.choice(4, p=row)] for row in shares]


def test_overconfident_scores_are_scaled_down() -> None:
    logits, truth = drawn(3000, scale=0.5)

    fitted = fit_calibration(logits, truth, kind="paper", name="drawn")

    assert fitted.scale == pytest.approx(0.5, abs=0.06)


def test_calibrated_probabilities_are_as_good_as_perfect_ones_on_other_rows() -> None:
    logits, truth = drawn(2000, scale=0.4)
    fitted = fit_calibration(logits, truth, kind="paper", name="drawn")
    others, labels = drawn(2000, scale=0.4, seed=1)

    supported = fitted.probabilities(others)[:, 0]

    assert ece(supported, np.array([label is Label.SUPPORTED for label in labels])) < ece_expected(supported) + 0.02


def test_probabilities_sum_to_one() -> None:
    logits, truth = drawn(60)

    assert fit_calibration(logits, truth, kind="paper", name="x").probabilities(logits).sum(axis=1) == pytest.approx(1)


def test_five_rows_are_too_few() -> None:
    with pytest.raises(ModelError, match="5 labelled claims are too few"):
        fit_calibration(*drawn(5), kind="paper", name="x")


def test_one_class_is_refused() -> None:
    with pytest.raises(ModelError, match="all labelled claims are supported"):
        fit_calibration(np.zeros((40, 4)), [Label.SUPPORTED] * 40, kind="paper", name="x")


def test_scores_that_are_no_numbers_are_refused() -> None:
    logits, truth = drawn(40)
    logits[3, 1] = np.nan

    with pytest.raises(ModelError, match="no numbers"):
        fit_calibration(logits, truth, kind="paper", name="x")


def test_threshold_is_certified_where_high_scores_are_right() -> None:
    probability = np.concatenate([np.full(300, 0.9), np.full(300, 0.6)])
    positive = np.concatenate([np.ones(300, bool), np.zeros(300, bool)])

    assert certified_threshold(probability, positive) == (0.65, True)


def test_threshold_that_would_take_most_ticks_is_not_given() -> None:
    sure, others = np.full(50, 0.97), np.full(300, 0.6)
    positive = np.concatenate([np.ones(50, bool), np.arange(300) % 3 > 0])
    assert certified_threshold(np.concatenate([sure, others[:40]]), positive[:90]) == (0.65, True)
    assert certified_threshold(np.concatenate([sure, others]), positive) == (0.5, False)


def test_threshold_is_not_certified_where_scores_say_nothing() -> None:
    probability = np.full(300, 0.9)

    assert certified_threshold(probability, np.arange(300) % 2 == 0) == (0.5, False)


def test_calibration_goes_through_its_data_unchanged() -> None:
    fitted = fit_calibration(*drawn(60), kind="paper", name="x")

    assert Calibration.from_json(dataclasses.asdict(fitted)) == fitted


@pytest.mark.parametrize(
    "change", [{"shift": [1, 2]}, {"shift": ["a", 0, 0, 0]}, {"scale": float("nan")}, {"unknown": 1}, {"shift": None}]
)
def test_damaged_calibration_is_refused(change: dict[str, object]) -> None:
    fields = dataclasses.asdict(fit_calibration(*drawn(60), kind="paper", name="x")) | change

    with pytest.raises(ModelError, match="not a calibration"):
        Calibration.from_json(fields)


@pytest.mark.parametrize(("stretch", "lift"), [(6.0, 0.0), (1.0, 8.0), (1.0, 15.0)])
def test_scores_far_from_probabilities_are_brought_back_too(stretch: float, lift: float) -> None:
    logits, truth = drawn(400, scale=0.3)
    far = logits * stretch + np.array([0.0, 0.0, 0.0, lift])

    near, fitted = (fit_calibration(some, truth, kind="paper", name="drawn") for some in (logits, far))

    assert fitted.scale == pytest.approx(near.scale / stretch, abs=0.05)
    assert np.abs(fitted.probabilities(far) - near.probabilities(logits)).max() < 0.1
