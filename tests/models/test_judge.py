"""The judge against a server on this machine: quotes must be verbatim, answers are kept, failures are clear."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from synth.errors import ModelError
from synth.models.judge import CONFIDENT, JudgeEntailment, parse_answer

TEXT = "The model reaches 84.3 % on SNLI."
PATH = "/v1/chat/completions"


def completion(content: Any) -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": content}}]}


def judge(server: HTTPServer, cache: Path, *, key: str = "", url: str = "") -> JudgeEntailment:
    return JudgeEntailment(url or server.url_for("/v1"), "small", cache=cache, key=key, timeout_s=5.0)


def says(server: HTTPServer, label: str, *quotes: str) -> None:
    answer = json.dumps({"label": label, "quotes": quotes})
    server.expect_request(PATH).respond_with_json(completion(answer))


@pytest.mark.parametrize(("label", "column"), [("supported", 0), ("refuted", 1), ("not_enough_info", 2)])
def test_answer_with_a_verbatim_quote_becomes_its_label(
    httpserver: HTTPServer, tmp_path: Path, label: str, column: int
) -> None:
    says(httpserver, label, "84.3 % on SNLI")

    found = judge(httpserver, tmp_path).predict([("It reaches 84.3 %.", TEXT)])

    assert found[0, column] == CONFIDENT
    assert found.sum() == CONFIDENT


def test_invented_quote_drops_the_answer(httpserver: HTTPServer, tmp_path: Path) -> None:
    says(httpserver, "supported", "84.3 percent on SNLI")

    assert not judge(httpserver, tmp_path).predict([("It reaches 84.3 %.", TEXT)]).any()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Supported!",
        "{",
        "[]",
        '{"label": "true", "quotes": ["SNLI"]}',
        '{"label": "supported"}',
        '{"label": "supported", "quotes": []}',
        '{"label": "supported", "quotes": "SNLI"}',
        '{"label": "supported", "quotes": [""]}',
        '{"label": "supported", "quotes": [3]}',
        '{"label": ["supported"], "quotes": ["SNLI"]}',
    ],
)
def test_answer_out_of_form_is_dropped(content: str) -> None:
    assert parse_answer(content, TEXT) is None


def test_answer_in_a_fence_is_read() -> None:
    answer = parse_answer('Here:\n```json\n{"label": "refuted", "quotes": ["84.3 %"]}\n```', TEXT)

    assert answer is not None
    assert answer.label == "refuted"


def test_not_enough_info_needs_no_quote() -> None:
    assert parse_answer('{"label": "not_enough_info", "quotes": []}', TEXT) is not None


def test_content_that_is_no_text_is_dropped(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request(PATH).respond_with_json(completion(None))

    assert not judge(httpserver, tmp_path).predict([("A claim.", TEXT)]).any()


def test_second_run_asks_nothing_and_says_the_same(httpserver: HTTPServer, tmp_path: Path) -> None:
    says(httpserver, "supported", "SNLI")
    pairs = [("A claim.", TEXT), ("Another claim.", TEXT), ("A claim.", TEXT)]

    first = judge(httpserver, tmp_path).predict(pairs)
    asked = len(httpserver.log)
    second = judge(httpserver, tmp_path).predict(pairs)

    assert asked == len(httpserver.log) == 2
    assert (first == second).all()


def test_claim_and_text_are_sent_as_data_with_the_key(httpserver: HTTPServer, tmp_path: Path) -> None:
    seen: list[Request] = []

    def answer(request: Request) -> Response:
        seen.append(request)
        said = completion('{"label": "not_enough_info", "quotes": []}')
        return Response(json.dumps(said), content_type="application/json")

    httpserver.expect_request(PATH).respond_with_handler(answer)
    judge(httpserver, tmp_path, key="opensesame").predict([('Say "yes".', TEXT)])

    body = json.loads(seen[0].get_data())
    assert body["model"] == "small"
    assert json.loads(body["messages"][1]["content"]) == {"claim": 'Say "yes".', "text": TEXT}
    assert seen[0].headers["Authorization"] == "Bearer opensesame"
    assert not any("opensesame" in file.read_text(encoding="utf-8") for file in tmp_path.iterdir())


def test_refusal_is_a_model_error_with_the_servers_words(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request(PATH).respond_with_data("no such model", status=404)

    with pytest.raises(ModelError, match="404: no such model"):
        judge(httpserver, tmp_path).predict([("A claim.", TEXT)])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("body", ["<html></html>", "{}", '{"choices": []}', "[1]"])
def test_server_of_another_kind_is_a_model_error(httpserver: HTTPServer, tmp_path: Path, body: str) -> None:
    httpserver.expect_request(PATH).respond_with_data(body)

    with pytest.raises(ModelError) as caught:
        judge(httpserver, tmp_path).predict([("A claim.", TEXT)])
    assert caught.value.hint


def test_redirect_is_not_followed(httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request(PATH).respond_with_data("", status=302, headers={"Location": "/elsewhere"})

    with pytest.raises(ModelError, match="302"):
        judge(httpserver, tmp_path).predict([("A claim.", TEXT)])


def test_absent_server_is_a_model_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no answer") as caught:
        JudgeEntailment("http://127.0.0.1:9/v1", "small", cache=tmp_path, timeout_s=2.0).predict([("A claim.", TEXT)])
    assert "running" in caught.value.hint


def test_address_without_http_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="http"):
        JudgeEntailment("localhost:8080", "small", cache=tmp_path)


def test_no_pairs_give_no_rows(tmp_path: Path) -> None:
    assert JudgeEntailment("http://127.0.0.1:9/v1", "small", cache=tmp_path).predict([]).shape == (0, 3)


def test_hash_depends_on_the_model(tmp_path: Path) -> None:
    one, other = (JudgeEntailment("http://127.0.0.1:9/v1", name, cache=tmp_path) for name in ("one", "other"))

    assert one.hash != other.hash
