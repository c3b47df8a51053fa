"""``synth train --keep``: what it refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from synth.cli import main
from synth.errors import ModelError
from synth.models.registry import build_encoder
from synth.pipeline.calibrate import recalibrated

SHIPPED = Path(__file__).parents[2] / "synth" / "verdict" / "data"


@pytest.mark.parametrize("text", ["{", "[1]", "\ufeff"])
def test_file_that_holds_no_scorer_is_refused_before_anything_is_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "scorer.json"
    file.write_text(text)

    ended = CliRunner().invoke(
        main, ["train", "--data", str(tmp_path), "--keep", str(file), "--out", str(tmp_path / "out.json")]
    )

    assert ended.exit_code == 2
    assert "scorer.json: not a scorer" in ended.stderr
    assert "hint: make one with `synth train`" in ended.stderr
    assert not (tmp_path / "out.json").exists()


def test_folds_have_nothing_to_do_where_the_stacks_stay(tmp_path: Path) -> None:
    keep = str(SHIPPED / "scorer-none.json")

    ended = CliRunner().invoke(
        main,
        ["train", "--data", str(tmp_path), "--keep", keep, "--folds", str(tmp_path), "--out", str(tmp_path / "o")],
    )

    assert ended.exit_code == 2
    assert "nothing for --folds to do" in ended.stderr


def test_scorer_of_another_model_is_not_calibrated_without_it() -> None:
    data = json.loads((SHIPPED / "scorer-entailment.json").read_bytes())

    with pytest.raises(ModelError, match="another entailment model"):
        recalibrated(data, [], name="x", encoder=build_encoder("minilm"), entailment=None)
