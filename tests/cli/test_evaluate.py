import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from synth.cli import main

DOCUMENT = {"doc_id": "d", "title": "Owls", "sentences": ["We study owls.", "Owls hunt at night.", "Thanks to all."]}


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    rows = [
        {"id": str(n), "claim": text, "doc_id": "d", "label": label, "evidence": [1]}
        for n in range(20)
        for text, label in ((f"Owls hunt at night, says line {n}.", "supported"), (f"Cats sing in the sun {n}.", "nei"))
    ]
    file = tmp_path / "birds" / "dev.claims.jsonl"
    file.parent.mkdir()
    file.write_text("\n".join(map(json.dumps, rows)))
    (file.parent / "dev.docs.jsonl").write_text(json.dumps(DOCUMENT))
    return file


def test_evaluate_prints_one_document_with_the_promised_fields(claims: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(claims), "--entailment", "none", "--json"])

    assert result.exit_code == 0, result.stderr
    (figures,) = json.loads(result.stdout)["sets"]
    assert {
        "name", "split", "n", "auroc", "balanced_accuracy", "macro_f1", "recall_at", "hit_at", "ece", "ece_expected",
        "brier_skill", "claims_per_s", "baselines",
    } <= set(figures)  # fmt: skip
    assert (figures["name"], figures["split"], figures["n"]) == ("birds", "dev", 40)


def test_evaluate_for_people_names_set_and_similarities(claims: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(claims), "--entailment", "none"])

    assert "birds/dev  n=40" in result.stdout
    assert "auroc of  bm25" in result.stdout


def test_evaluate_draws_reliability_and_risk_coverage(claims: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra figures")
    given = ["evaluate", str(claims), "--entailment", "none", "--figures", str(tmp_path / "figures")]

    result = CliRunner().invoke(main, given)

    assert result.exit_code == 0, result.stderr
    drawn = {file.name for file in (tmp_path / "figures").iterdir()}
    assert drawn == {"reliability.svg", "reliability.png", "risk-coverage.svg", "risk-coverage.png"}


def test_calibration_of_ones_own_is_used_by_evaluate(claims: Path, tmp_path: Path) -> None:
    out = tmp_path / "calibration.json"
    runner = CliRunner()

    made = runner.invoke(main, ["calibrate", str(claims), "--entailment", "none", "--out", str(out)])
    used = runner.invoke(main, ["evaluate", str(claims), "--entailment", "none", "--calibration", str(out), "--json"])

    assert made.exit_code == 0, made.stderr
    assert "abstract: 40 claims of birds/dev" in made.stdout
    assert used.exit_code == 0, used.stderr
    assert json.loads(used.stdout)["sets"][0]["brier_skill"] > 0


def test_missing_paper_folder_is_a_usage_error(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps({"claim": "Owls hunt at night.", "paper": "P05-1053", "label": "supported"}))

    result = CliRunner().invoke(main, ["evaluate", str(file), "--entailment", "none"])

    assert result.exit_code == 2
    assert "--papers" in result.stderr


def test_paper_that_is_not_in_the_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps({"claim": "Owls hunt at night.", "paper": "../secret", "label": "supported"}))

    result = CliRunner().invoke(main, ["evaluate", str(file), "--papers", str(tmp_path), "--entailment", "none"])

    assert result.exit_code == 2
    assert "no ../secret.pdf" in result.stderr


def test_too_few_claims_to_calibrate_on_is_a_model_error(claims: Path, tmp_path: Path) -> None:
    short = claims.parent / "few.claims.jsonl"
    short.write_text("\n".join(claims.read_text().splitlines()[:5]))
    (claims.parent / "few.docs.jsonl").write_text(json.dumps(DOCUMENT))

    result = CliRunner().invoke(
        main, ["calibrate", str(short), "--entailment", "none", "--out", str(tmp_path / "c.json")]
    )

    assert result.exit_code == 5
    assert "too few" in result.stderr
    assert not (tmp_path / "c.json").exists()
