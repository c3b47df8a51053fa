"""``synth replay``: a run done again, and what is said where something is not as it was."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.arxiv_server import ArxivServer
from tests.cli.conftest import PAPERS, RunSynth
from tests.cli.test_main_job import REPORT

SCHEMA = json.loads(files("synth").joinpath("schemas/replay-1.json").read_text(encoding="utf-8"))


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
    jsonschema.validate(again, SCHEMA, cls=jsonschema.Draft202012Validator)
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
    assert "model minilm: not the file of the run (sha256:another then, sha256:" in ended.out
    assert "was source unavailable" in ended.out
    assert f"{again['claims'] - 1} of {again['claims']} verdicts are the same, 1 differ" in ended.out

    record.with_name("report.json").unlink()
    unknown = synth("replay", record)
    assert unknown.code == 2
    assert "does not know run ffffffffffff" in unknown.err


@pytest.fixture
def audited(synth: RunSynth, arxiv: ArxivServer, workspace: Path) -> Path:  # noqa: ARG001 - it must be running
    """The run.json of an audit with a verified claim that was attacked."""
    (workspace / "report.md").write_text(REPORT, encoding="utf-8")
    assert synth("audit", "report.md", "-q").code == 0
    assert synth("render", "report", "--audit", "", "--format", "json").code == 0
    (found,) = workspace.glob("reports/*/run.json")
    return found


def rewritten(record: Path, **changes: Any) -> Path:
    """The record and the report beside it under a key that no workspace knows, with some of the record changed."""
    run = json.loads(record.read_text()) | {"key": "f" * 12}
    for name, fields in changes.items():
        run[name] |= fields
    report = json.loads(record.with_name("report.json").read_text()) | {"run": "f" * 12}
    record.write_text(json.dumps(run))
    record.with_name("report.json").write_text(json.dumps(report))
    return record


def test_attacks_are_replayed_and_an_altered_claim_that_now_differs_is_named(synth: RunSynth, audited: Path) -> None:
    again = synth("replay", audited, "--strict", "--json")
    assert again.code == 0, again.out
    assert again.document["attack"]["altered"] > 0
    assert again.document["attack"]["changed"] == []
    assert "altered claims are the same" in synth("replay", audited).out
    assert synth("replay", audited, "--no-attack", "--json").document["attack"] is None

    rewritten(audited)
    report = json.loads(audited.with_name("report.json").read_text())
    attack = next(claim["attack"] for claim in report["claims"] if claim["attack"])
    attack["items"][0] |= {"caught": False, "label": "supported", "confidence": 0.75}
    audited.with_name("report.json").write_text(json.dumps(report))
    ended, told = synth("replay", audited, "--strict"), synth("replay", audited, "--json").document

    assert ended.code == 10
    assert "was passed (supported 0.75), is caught" in ended.out
    assert "verdicts are the same" in ended.out
    assert "altered claims are the same, 1 differ" in ended.out
    assert not told["same"]
    assert [item["text"] for item in told["attack"]["changed"]] == [attack["items"][0]["text"]]
    jsonschema.validate(told, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_another_model_file_another_text_and_a_missing_text_are_told_in_sentences(
    synth: RunSynth, audited: Path
) -> None:
    inputs = {"2104.00001v2": "sha256:0123456789abcdef", "2104.00009v1": "sha256:fedcba9876543210"}
    out = synth("replay", rewritten(audited, inputs=inputs, models={"minilm": "sha256:another"}), "--no-attack").out

    assert "text of 2104.00001v2: not the text of the run (sha256:0123456789ab then, sha256:" in out
    assert "text of 2104.00009v1: not in this workspace; what was decided from it cannot be the same" in out
    assert "model minilm: not the file of the run (sha256:another then" in out


def test_run_whose_texts_are_all_gone_names_what_to_do(synth: RunSynth, audited: Path) -> None:
    run = json.loads(audited.read_text())
    run["inputs"] = {"claims": run["inputs"]["claims"], "2104.00009v1": "sha256:fedcba9876543210"}
    audited.write_text(json.dumps(run))
    ended = synth("replay", audited)

    assert ended.code == 3
    assert "none of the 1 texts of run" in ended.err


@pytest.mark.parametrize("setting", ["encoder", "entailment", "calibration"])
def test_model_or_calibration_that_is_not_there_any_more_is_named(synth: RunSynth, audited: Path, setting: str) -> None:
    ended = synth("replay", rewritten(audited, settings={setting: "/nowhere/at/all"}))

    assert ended.code == 5
    assert "/nowhere/at/all" in ended.err


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
