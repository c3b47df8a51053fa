"""A language model behind a loopback server in the place of the entailment model."""

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.cli.conftest import RunSynth

LINES = [f"The tagger of village {n} reaches {80 + n}.5 % on the letters of its people." for n in range(12)]


@pytest.fixture
def letters(workspace: Path) -> Path:
    file = workspace / "letters.txt"
    file.write_text("\n\n".join(LINES) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def labelled(workspace: Path) -> Path:
    rows = []
    for n, line in enumerate(LINES * 4):
        wrong = line.replace(".5 %", ".9 %")
        rows.append({"id": str(n), "doc_id": "d", "claim": wrong if n % 2 else line, "evidence": []})
        rows[-1]["label"] = "refuted" if n % 2 else "supported"
    file = workspace / "my.claims.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    documents = {"doc_id": "d", "title": "", "sentences": LINES}
    (workspace / "my.docs.jsonl").write_text(json.dumps(documents) + "\n", encoding="utf-8")
    return file


def answer(request: Request) -> Response:
    asked = json.loads(json.loads(request.data)["messages"][1]["content"])
    label = "supported" if asked["claim"] in asked["text"] else "refuted"
    said = json.dumps({"label": label, "quotes": [asked["text"][:30]]})
    return Response(json.dumps({"choices": [{"message": {"content": said}}]}), content_type="application/json")


def test_judge_needs_a_calibration_and_verifies_with_it(
    synth: RunSynth, letters: Path, labelled: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v1/chat/completions").respond_with_handler(answer)
    judge = ("--judge", httpserver.url_for("/v1"), "small")
    assert synth("fetch", letters).code == 0
    assert synth("claims", "add", LINES[3]).code == 0

    refused = synth("verify", *judge)
    made = synth("calibrate", labelled, *judge, "--out", "judge.json")
    verified = synth("verify", "--no-attack", "--calibration", "judge.json", *judge, "--json")

    assert refused.code == 5
    assert "synth calibrate" in refused.err
    assert made.code == 0, made.err
    assert verified.code == 0, verified.err
    assert all("entails" in piece["scores"] for claim in verified.document["claims"] for piece in claim["evidence"])


def test_answers_are_kept(synth: RunSynth, labelled: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/v1/chat/completions").respond_with_handler(answer)
    given = ("calibrate", labelled, "--judge", httpserver.url_for("/v1"), "small", "--out")
    synth(*given, "one.json")
    asked = len(httpserver.log)

    synth(*given, "two.json")

    assert asked > 0
    assert len(httpserver.log) == asked


def test_server_that_is_not_there_is_named(synth: RunSynth, labelled: Path) -> None:
    result = synth("calibrate", labelled, "--judge", "http://127.0.0.1:9/v1", "small")

    assert result.code == 5
    assert "127.0.0.1:9" in result.err
