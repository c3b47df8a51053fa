"""Claims found by a model behind a loopback server."""

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.cli.conftest import RunSynth

SENTENCE = "Our tagger reaches an accuracy of 91.2% on the letters."


@pytest.fixture
def letters(workspace: Path) -> Path:
    file = workspace / "letters.txt"
    file.write_text(
        f"Letters are old and many.\n\n{SENTENCE}\n\nWe thank all readers of the letters.\n", encoding="utf-8"
    )
    return file


def test_claims_with_verbatim_quotes_are_kept_and_others_dropped(
    synth: RunSynth, letters: Path, httpserver: HTTPServer
) -> None:
    good = {"claim": "The tagger reaches 91.2% on the letters.", "quote": SENTENCE, "type": "result", "importance": 0.9}
    bad = good | {"claim": "The tagger reaches 99.9%.", "quote": "It reaches 99.9%."}
    answer = {"choices": [{"message": {"content": json.dumps({"claims": [good, bad]})}}]}
    httpserver.expect_request("/v1/chat/completions").respond_with_json(answer)

    result = synth("fetch", letters, "--llm", httpserver.url_for("/v1"), "small")

    assert result.code == 0, result.err
    assert [claim["text"] for claim in synth("claims", "list", "--json").document["claims"]] == [good["claim"]]


def test_server_that_is_not_there_is_named(synth: RunSynth, letters: Path) -> None:
    result = synth("fetch", letters, "--llm", "http://127.0.0.1:9/v1", "small")

    assert result.code == 5
    assert "127.0.0.1:9" in result.err
