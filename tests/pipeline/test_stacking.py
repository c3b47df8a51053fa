"""What the calibrations are fitted on: claims of known kinds, and the same as claims of kinds that are not known."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from synth.pipeline import stacking
from synth.pipeline.stacking import Row, calibrations_of
from synth.training.data import LabelledClaim
from synth.verdict.calibrate import Calibration, Scores, fit_calibration
from synth.verdict.types import Label

SETS = ("letters", "letters-withheld", "notes")
EACH = 40


def row(name: str, at: int, generator: np.random.Generator) -> Row:
    """A claim whose only measurement tells true from false; in notes it tells half as much."""
    label = (Label.SUPPORTED, Label.REFUTED, Label.NOT_ENOUGH_INFO)[at % 3]
    sense = (1.0, -1.0, 0.0)[at % 3] * (0.5 if name == "notes" else 1.0)
    claim = LabelledClaim(f"{name}-{at}", "c", f"{name}-{at}", label, frozenset())
    features = {"sense": sense + float(generator.normal()) / 2}
    return Row(
        set=name,
        claim=claim,
        document=claim.document,
        kind="paper",
        weight=1.0,
        calibrates=True,
        features=features,
        judged=(),
        gold=frozenset(),
    )


@pytest.fixture
def rows() -> list[Row]:
    generator = np.random.default_rng(0)
    return [row(name, at, generator) for name in SETS for at in range(EACH)]


def test_each_set_is_also_judged_by_a_stack_that_has_seen_nothing_of_it(
    rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []
    fit = stacking.fit_on

    def remembered(some: Sequence[Row], name: str) -> dict[str, Any]:
        seen.append({one.set for one in some})
        return fit(some, name)

    monkeypatch.setattr(stacking, "fit_on", remembered)

    stacking._logits_by_sets(rows)

    assert seen == [{"notes"}, {"letters", "letters-withheld"}]


def test_what_is_told_of_a_calibration_counts_each_claim_once(rows: list[Row]) -> None:
    (made,), by_folds = calibrations_of(rows, 0)

    assert made["n"] == len(rows)
    assert set(by_folds) == set(SETS)


def test_claim_counts_twice_as_one_of_a_known_kind_and_once_as_one_of_an_unknown_kind(
    rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[list[float], int]] = []

    def remembered(logits: Scores, truth: Sequence[Label], *, kind: str, name: str) -> Calibration:
        given.append((sorted(logits[:, 0].tolist()), len(truth)))
        return fit_calibration(logits, truth, kind=kind, name=name)

    monkeypatch.setattr("synth.pipeline.stacking.fit_calibration", remembered)
    known, strange = np.full((len(rows), 4), 0.25), np.full((len(rows), 4), 0.5)

    stacking._calibration(rows, range(len(rows)), (known, strange), "paper")

    assert given == [([0.25] * 2 * len(rows) + [0.5] * len(rows), 3 * len(rows))]


def test_only_set_is_calibrated_as_a_known_one() -> None:
    generator = np.random.default_rng(0)
    alone = [row("letters", at, generator) for at in range(3 * EACH)]

    (made,), _ = calibrations_of(alone, 0)

    assert made["n"] == len(alone)
    assert made["scale"] > 0.5
