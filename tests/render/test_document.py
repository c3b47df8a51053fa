import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from synth.render.data import ReportData
from synth.render.document import json_text, report_document, run_document, verify_document
from tests.render.samples import RUN, VERIFIED_REPORT, make_audit, make_blind_audit, make_hostile

SCHEMAS = Path(__file__).parents[2] / "synth" / "schemas"


def validator() -> jsonschema.Draft202012Validator:
    schemas: dict[str, Any] = {
        name: json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")) for name in ("verify-1", "claim-1")
    }
    registry: Registry[Any] = Registry().with_resources(
        (f"synth:{name}", Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return jsonschema.Draft202012Validator(schemas["verify-1"], registry=registry)


@pytest.mark.parametrize("data", [VERIFIED_REPORT, make_audit(), make_blind_audit(), make_hostile()])
def test_documents_follow_the_published_schema(data: ReportData) -> None:
    for document in (verify_document(data), report_document(data)):
        validator().validate(json.loads(json_text(document)))


def test_command_says_whether_a_report_was_audited() -> None:
    assert verify_document(VERIFIED_REPORT)["command"] == "verify"
    assert verify_document(make_audit())["command"] == "audit"


def test_counts_of_the_report_add_up() -> None:
    counts = report_document(make_audit())["counts"]

    assert counts["read"] + counts["unavailable"] == counts["named"]
    assert sum(counts[name] for name in ("refuted", "unsupported", "partial", "verified", "alone", "unchecked")) == 3


def test_run_record_holds_everything_and_is_the_same_in_any_order() -> None:
    record = run_document(RUN)

    assert (record["key"], record["started_at"]) == ("0123456789ab", "2026-07-08T09:30:00+00:00")
    assert record["models"] == {"minilm": "sha256:00112233aabbccdd"}
    assert json.loads(json_text(record)) == record


def test_half_a_character_is_written_as_its_escape() -> None:
    text = json_text({"title": "a\ud800b"})

    assert "\\ud800" in text
    text.encode("utf-8")
    assert json.loads(text) == {"title": "a\ud800b"}
