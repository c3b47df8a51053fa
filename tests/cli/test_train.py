"""``synth train``: what it refuses."""

from pathlib import Path

from click.testing import CliRunner

from synth.cli import main


def test_missing_model_of_a_fold_is_named(tmp_path: Path) -> None:
    (tmp_path / "fold-0").mkdir()
    (tmp_path / "fold-0" / "entailment.onnx").touch()

    ended = CliRunner().invoke(
        main, ["train", "--data", str(tmp_path), "--folds", str(tmp_path), "--out", str(tmp_path / "out.json")]
    )

    assert ended.exit_code == 2
    assert "no fold-1/entailment.onnx in" in ended.stderr
    assert not (tmp_path / "out.json").exists()
