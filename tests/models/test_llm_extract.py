"""Claims from a language model, against a server on this machine."""

import json
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from synth.claims.types import ClaimType
from synth.errors import ModelError
from synth.models.chat import ChatServer
from synth.models.llm_extract import MAX_TEXT, SCHEMA, extract_claims_by
from tests.conftest import MakeDocument

PATH = "/v1/chat/completions"
SENTENCE = "Our tagger reaches 91.2% on letters."
GOOD = {"claim": "Roe's tagger reaches 91.2% on letters.", "type": "result", "quote": SENTENCE, "importance": 0.9}

OTHER = GOOD | {"claim": "Wide beams cut the errors."}


def says(server: HTTPServer, *claims: Any) -> None:
    server.expect_request(PATH).respond_with_json(completion(json.dumps({"claims": claims})))


def completion(content: Any) -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": content}}]}


def chat(server: HTTPServer, *, key: str = "") -> ChatServer:
    return ChatServer(server.url_for("/v1"), "small", key=key, timeout_s=5.0)


def test_claim_with_a_verbatim_quote_is_kept(httpserver: HTTPServer, make_document: MakeDocument) -> None:
    document = make_document("Letters are old.", SENTENCE)
    says(httpserver, GOOD)

    (claim,) = extract_claims_by(chat(httpserver), document, limit=5)

    assert (claim.text, claim.type, claim.importance) == (GOOD["claim"], ClaimType.RESULT, 0.9)
    assert document.quote(claim.origin.span) == SENTENCE
    assert claim.stated_by == (document.paper,)


@pytest.mark.parametrize(
    "bad",
    [
        OTHER | {"quote": "Our tagger reaches 91.3% on letters."},
        OTHER | {"quote": ""},
        GOOD | {"claim": " "},
        OTHER | {"type": "opinion"},
        OTHER | {"importance": "high"},
        {"claim": "It reaches 91.2%."},
        "It reaches 91.2%.",
    ],
)
def test_claim_without_a_quote_or_out_of_form_is_dropped(
    httpserver: HTTPServer, make_document: MakeDocument, bad: Any
) -> None:
    says(httpserver, bad, GOOD)

    claims = extract_claims_by(chat(httpserver), make_document(SENTENCE), limit=5)

    assert [claim.text for claim in claims] == [GOOD["claim"]]


@pytest.mark.parametrize("content", ["", "No claims.", "{", "[]", '{"claims": 3}'])
def test_answer_out_of_form_gives_no_claims(httpserver: HTTPServer, make_document: MakeDocument, content: str) -> None:
    httpserver.expect_request(PATH).respond_with_json(completion(content))

    assert extract_claims_by(chat(httpserver), make_document(SENTENCE), limit=5) == ()


def test_limit_keeps_the_most_important(httpserver: HTTPServer, make_document: MakeDocument) -> None:
    says(httpserver, GOOD | {"claim": "Letters are old.", "importance": 0.1}, GOOD)

    (claim,) = extract_claims_by(chat(httpserver), make_document(SENTENCE), limit=1)

    assert claim.text == GOOD["claim"]


def test_long_paper_is_asked_about_in_pieces_of_whole_sentences(
    httpserver: HTTPServer, make_document: MakeDocument
) -> None:
    asked: list[str] = []

    def answer(request: Request) -> Response:
        asked.append(request.get_json()["messages"][1]["content"])
        return Response(json.dumps(completion('{"claims": []}')), content_type="application/json")

    httpserver.expect_request(PATH).respond_with_handler(answer)
    sentence = "Letters are old."

    extract_claims_by(chat(httpserver), make_document(*[sentence] * (2 * MAX_TEXT // len(sentence))), limit=5)

    assert len(asked) == 3
    assert all(piece.startswith("Letters") and piece.endswith("old.") and len(piece) <= MAX_TEXT for piece in asked)


def test_server_is_asked_for_the_schema_with_the_key(httpserver: HTTPServer, make_document: MakeDocument) -> None:
    says(httpserver)

    extract_claims_by(chat(httpserver, key="abc"), make_document(SENTENCE), limit=5)

    request, _ = httpserver.log[0]
    assert request.get_json()["response_format"]["json_schema"]["schema"] == SCHEMA
    assert request.headers["Authorization"] == "Bearer abc"


def test_key_is_not_shown(httpserver: HTTPServer) -> None:
    assert "abc" not in repr(chat(httpserver, key="abc"))


def test_refusal_is_a_clear_error(httpserver: HTTPServer, make_document: MakeDocument) -> None:
    httpserver.expect_request(PATH).respond_with_data("no such model", status=404)

    with pytest.raises(ModelError, match="404: no such model"):
        extract_claims_by(chat(httpserver), make_document(SENTENCE), limit=5)


def test_reply_that_is_no_completion_is_a_clear_error(httpserver: HTTPServer, make_document: MakeDocument) -> None:
    httpserver.expect_request(PATH).respond_with_data("<html>", status=200)

    with pytest.raises(ModelError, match="answered 200"):
        extract_claims_by(chat(httpserver), make_document(SENTENCE), limit=5)


def test_server_that_is_not_there_is_a_clear_error(make_document: MakeDocument) -> None:
    with pytest.raises(ModelError, match=r"no answer from 127\.0\.0\.1:9"):
        extract_claims_by(ChatServer("http://127.0.0.1:9/v1", "small", timeout_s=2.0), make_document(SENTENCE), limit=5)


def test_address_must_be_http() -> None:
    with pytest.raises(ModelError, match="not an http"):
        ChatServer("file:///etc", "small")
