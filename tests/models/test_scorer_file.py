import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from synth.errors import ModelError
from synth.models.scorer_file import calibration_file, read_scorer
from synth.ports import Matrix
from synth.verdict.calibrate import Calibration

OWN = Calibration("paper", "mine", 50, 0.03, 0.05, 0.7, (0.1, 0.0, 0.0, -0.1), tick=0.8, certified=True)


class OtherModel:
    """An entailment model that no scorer was fitted with."""

    name = "other"
    hash = "sha256:ffffffffffffffff"

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        return np.zeros((len(pairs), 3), np.float32)


def test_scorer_without_entailment_ships_and_is_calibrated_for_each_kind() -> None:
    scorer = read_scorer(None)

    assert scorer.entailment == "none"
    assert set(scorer.calibrations) >= {"abstract", "paper"}
    assert all(0.5 <= calibration.tick < 1.0 for calibration in scorer.calibrations.values())


def test_own_calibration_replaces_that_of_its_kind_only(tmp_path: Path) -> None:
    file = tmp_path / "calibration.json"
    file.write_text(calibration_file([OWN], None))

    scorer = read_scorer(None, calibration=str(file))

    assert scorer.calibrations["paper"] == OWN
    assert scorer.calibrations["abstract"] == read_scorer(None).calibrations["abstract"]
    assert scorer.hash != read_scorer(None).hash


def test_calibration_of_another_model_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "calibration.json"
    file.write_text(calibration_file([OWN], OtherModel()))

    with pytest.raises(ModelError, match="made with another entailment model"):
        read_scorer(None, calibration=str(file))


def test_unknown_entailment_model_needs_its_own_calibration() -> None:
    with pytest.raises(ModelError, match="no calibration for the entailment model 'other'") as caught:
        read_scorer(OtherModel())

    assert "synth calibrate" in caught.value.hint


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"entailment": "none", "calibrations": [{"kind": 1}]}', "\xff"])
def test_damaged_calibration_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "calibration.json"
    file.write_text(content, encoding="latin-1")

    with pytest.raises(ModelError, match="calibration"):
        read_scorer(None, calibration=str(file))


def test_nan_in_a_calibration_is_refused(tmp_path: Path) -> None:
    fields = json.loads(calibration_file([OWN], None))
    fields["calibrations"][0]["scale"] = float("nan")
    file = tmp_path / "calibration.json"
    file.write_text(json.dumps(fields))

    with pytest.raises(ModelError, match="finite"):
        read_scorer(None, calibration=str(file))
