import json
from pathlib import Path

import pytest

from tests.cli.conftest import PAPERS, RunSynth


@pytest.fixture
def record(synth: RunSynth, workspace: Path) -> Path:
    """The run.json of a report about two papers."""
    assert synth("fetch", PAPERS / "similarity.pdf", PAPERS / "overlap.pdf", "--claims-per-paper", "3").code == 0
    assert synth("verify", "--no-attack").code == 0
    assert synth("render", "report", "--format", "json").code == 0
    (found,) = workspace.glob("reports/*/run.json")
    return found


def test_run_is_the_same_again_and_a_difference_is_told_with_its_cause(synth: RunSynth, record: Path) -> None:
    again = synth("replay", record, "--strict", "--json").document
    assert (again["same"], again["changed"], again["moved"], again["causes"]) == (True, [], [], [])
    assert again["claims"] == len(json.loads(record.with_name("report.json").read_text())["claims"]) > 0
    assert "verdicts are the same" in synth("replay", record).out

    # the same texts under a key that the workspace does not know: the report beside the record has the verdicts
    document = json.loads(record.read_text()) | {"key": "f" * 12}
    document["models"]["minilm"] = "sha256:another"
    report = json.loads(record.with_name("report.json").read_text()) | {"run": "f" * 12}
    claim = report["claims"][0]
    claim["label"] = claim["status"] = None
    claim |= {"status": "source_unavailable", "probabilities": None, "confidence": None, "verified": False}
    record.write_text(json.dumps(document))
    record.with_name("report.json").write_text(json.dumps(report))

    ended = synth("replay", record, "--strict")

    assert ended.code == 10
    assert "model minilm: was sha256:another, is sha256:" in ended.out
    assert "was source unavailable" in ended.out
    assert f"{again['claims'] - 1} of {again['claims']} verdicts are the same, 1 differ" in ended.out

    record.with_name("report.json").unlink()
    unknown = synth("replay", record)
    assert unknown.code == 2
    assert "does not know run ffffffffffff" in unknown.err


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "No such file"), ("{", "cannot read"), ("[]", "holds no JSON object"), ("{}", "not the record of a run")],
)
def test_file_that_is_no_record_is_a_clear_error(synth: RunSynth, workspace: Path, text: str | None, said: str) -> None:
    path = workspace / "run.json"
    if text is not None:
        path.write_text(text)

    ended = synth("replay", path)

    assert ended.code == 2
    assert said in ended.err
    assert "hint: synth render report writes run.json" in ended.err
