import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from synth.claims.document import Document, Part, Section, Sentence, SourceFormat
from synth.claims.types import PaperId, Reported, Span
from synth.render.export import COLUMNS, csv_text, jsonl, scifact
from synth.verdict.record import verdict_of
from synth.verdict.types import ClaimVerdict, Label
from tests.render.samples import (
    ALONE,
    CONTRADICTED,
    CORROBORATED,
    HOSTILE,
    NARROW,
    make_blind_audit,
    make_evidence,
    make_hostile,
    make_verdict,
)

SCHEMAS = Path(__file__).parents[2] / "synth" / "schemas"


def rows_of(verdicts: list[ClaimVerdict]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(verdicts), newline="")))


def document_of(*sentences: str) -> Document:
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    text = " ".join(sentences)
    return Document(
        NARROW,
        1,
        SourceFormat.TEXT,
        "Depth, Not Width",
        text,
        (Section("", Span(0, len(text)), Part.BODY),),
        tuple(Sentence(span, 0, Part.BODY) for span in spans),
    )


def test_each_json_line_is_a_claim_record_with_a_schema_version() -> None:
    schema = json.loads((SCHEMAS / "claim-1.json").read_text(encoding="utf-8"))
    verdicts = [CONTRADICTED, CORROBORATED, ALONE, *make_blind_audit().verdicts, *make_hostile().verdicts]

    lines = jsonl(verdicts).splitlines()
    assert len(lines) == len(verdicts)
    for line, verdict in zip(lines, verdicts, strict=True):
        record: dict[str, Any] = json.loads(line)
        assert record["schema_version"] == 1
        jsonschema.validate(record, schema)
        assert verdict_of(record).claim == verdict.claim


def test_csv_has_one_row_a_claim_under_its_header() -> None:
    rows = rows_of([CONTRADICTED, CORROBORATED])

    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["label"] == "refuted"
    assert rows[0]["verified"] == "false"
    assert rows[0]["conflicts"] == "the claim says less, the paper says more"
    assert (rows[1]["paper"], rows[1]["version"], rows[1]["page"]) == ("2102.00002", "1", "6")
    assert rows[1]["p_supported"] == "0.91"


def test_csv_of_an_unavailable_source_leaves_verified_empty() -> None:
    row = rows_of([make_blind_audit().verdicts[0]])[0]

    assert (row["label"], row["verified"], row["confidence"]) == ("source unavailable", "", "")
    assert (row["reported_verified"], row["reported_confidence"]) == ("true", "0.16")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "＝1", "\x00=1", "\u202e=1"],
)
def test_spreadsheet_formula_is_text(text: str) -> None:
    row = rows_of([make_verdict(text, reason=text, evidence=(make_evidence(text),))])[0]

    for column in ("text", "reason", "quote"):
        assert row[column].startswith("'")


def test_ordinary_text_gets_no_apostrophe() -> None:
    assert rows_of([make_verdict("Width = 64 helps -- a lot.")])[0]["text"] == "Width = 64 helps -- a lot."


def test_csv_stays_whole_with_hostile_claims() -> None:
    rows = rows_of(list(make_hostile().verdicts))

    assert len(rows) == len(HOSTILE)
    assert all(None not in row for row in rows)


def test_scifact_evidence_points_to_the_sentences_of_the_corpus() -> None:
    document = document_of("We study depth.", "With 10% noise we lose 4.1 points.", "It ends.")
    start = document.text.index("With")
    quote = document.sentences[1]
    evidence = make_evidence(document.quote(quote.span))
    verdict = make_verdict("Noise costs 4.1 points.", evidence=(evidence_at(evidence.quote, start),))

    claims, corpus = scifact([verdict, ALONE], {(NARROW, 1): document})
    claim, alone = (json.loads(line) for line in claims.splitlines())
    (entry,) = (json.loads(line) for line in corpus.splitlines())
    assert claim["evidence"] == {"1": [{"sentences": [1], "label": "SUPPORT"}]}
    assert claim["cited_doc_ids"] == [1]
    assert entry["doc_id"] == 1
    assert entry["abstract"][1] == "With 10% noise we lose 4.1 points."
    assert (alone["evidence"], alone["label"]) == ({}, "not_enough_info")


def test_scifact_calls_refuted_contradict_and_partial_nothing() -> None:
    document = document_of("x" * 1300)
    verdicts = [make_verdict("a", label, evidence=(make_evidence("x"),)) for label in (Label.REFUTED, Label.PARTIAL)]

    refuted, partial = (json.loads(line) for line in scifact(verdicts, {(NARROW, 1): document})[0].splitlines())
    assert refuted["evidence"]["1"][0]["label"] == "CONTRADICT"
    assert (partial["evidence"], partial["label"]) == ({}, "partial")


def test_reported_flags_are_exported() -> None:
    row = rows_of([make_verdict("a", reported=Reported(verified=False, confidence=None))])[0]

    assert (row["reported_verified"], row["reported_confidence"]) == ("false", "")


def evidence_at(quote: str, start: int) -> Any:
    import dataclasses

    return dataclasses.replace(make_evidence(quote, PaperId(NARROW)), span=Span(start, start + len(quote)))
