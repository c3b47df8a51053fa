"""An answer worded by a model behind a loopback server."""

import json
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.cli.conftest import RunSynth

TRUE = "All combination taggers outperform their best component tagger."
FALSE = "Combining taggers makes every parser ten times slower on Mars."
QUESTION = "Does combining several taggers give a more accurate tagger than the best single one?"


def test_sentences_that_no_paper_carries_are_dropped(synth: RunSynth, workspace: Path, httpserver: HTTPServer) -> None:
    (workspace / "voting.txt").write_text(f"{TRUE} We thank all readers of this text.\n", encoding="utf-8")
    (workspace / "letters.txt").write_text("The tag set of the letters has 42 labels.\n", encoding="utf-8")
    answer = {"choices": [{"message": {"content": json.dumps({"sentences": [TRUE, FALSE]})}}]}
    httpserver.expect_request("/v1/chat/completions").respond_with_json(answer)

    synth("fetch", workspace / "voting.txt", workspace / "letters.txt", "--question", QUESTION)
    synth("verify")
    result = synth("render", "report", "--format", "json", "--llm", httpserver.url_for("/v1"), "small", "--json")

    assert result.code == 0, result.err
    report = json.loads(Path(result.document["files"]["report.json"]).read_text(encoding="utf-8"))
    told = report["synthesis"]["answer"]
    assert (told["outcome"], told["rephrased"], told["dropped"]) == ("yes", [TRUE], 1)


def test_server_that_is_not_there_is_named(synth: RunSynth, workspace: Path) -> None:
    (workspace / "voting.txt").write_text(f"{TRUE} We thank all readers of this text.\n", encoding="utf-8")
    synth("fetch", workspace / "voting.txt", "--question", QUESTION)
    synth("verify")

    result = synth("render", "report", "--format", "json", "--llm", "http://127.0.0.1:9/v1", "small")

    assert result.code == 5
    assert "127.0.0.1:9" in result.err
