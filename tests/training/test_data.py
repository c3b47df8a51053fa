import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from synth.claims.document import Document, Part
from synth.claims.types import Span
from synth.errors import UsageError
from synth.evidence.passages import passages_of
from synth.training.data import read_labelled
from synth.verdict.types import Label
from tests.conftest import MakeDocument

CLAIM = {"id": "c1", "claim": "Owls hunt at night.", "doc_id": "d1", "label": "supported", "evidence": [1]}
DOCUMENT = {"doc_id": "d1", "title": "Owls", "sentences": ["We study owls.", "Owls hunt at night."]}


def write(folder: Path, claims: list[dict[str, Any]], documents: list[dict[str, Any]] | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "dev.claims.jsonl"
    file.write_text("\n".join(map(json.dumps, claims)) + "\n", encoding="utf-8")
    if documents is not None:
        (folder / "dev.docs.jsonl").write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
    return file


def test_claims_and_documents_are_read_beside_each_other(tmp_path: Path) -> None:
    labelled = read_labelled(write(tmp_path / "birds", [CLAIM], [DOCUMENT]))

    (claim,) = labelled.claims
    document = labelled.documents["d1"]
    assert (labelled.name, labelled.split) == ("birds", "dev")
    assert claim.label is Label.SUPPORTED
    assert [document.quote(document.sentences[index].span) for index in claim.gold] == ["Owls hunt at night."]


def test_compressed_files_read_the_same(tmp_path: Path) -> None:
    plain = write(tmp_path / "birds", [CLAIM], [DOCUMENT])
    for name in ("dev.claims.jsonl", "dev.docs.jsonl"):
        (plain.parent / f"{name}.gz").write_bytes(gzip.compress((plain.parent / name).read_bytes()))

    assert read_labelled(plain.parent / "dev.claims.jsonl.gz") == read_labelled(plain)


def test_nei_means_not_enough_info(tmp_path: Path) -> None:
    labelled = read_labelled(write(tmp_path / "birds", [CLAIM | {"label": "nei", "evidence": []}], [DOCUMENT]))

    assert labelled.claims[0].label is Label.NOT_ENOUGH_INFO


def test_table_becomes_rows_and_a_caption(tmp_path: Path) -> None:
    table = {
        "caption": "Table 5: Scores.",
        "columns": ["[EMPTY]", "F1"],
        "rows": [["[BOLD] Ours", "0.54"], ["BERT", "0.01"]],
    }

    document = read_labelled(write(tmp_path / "tables", [CLAIM | {"table": table}])).documents["d1"]

    caption, *rows = passages_of(document)
    assert (caption.part, caption.table) == (Part.CAPTION, "Table 5")
    assert [row.text for row in rows] == ["Ours: F1 = 0.54", "BERT: F1 = 0.01"]


def test_paper_is_read_where_no_document_is_given(tmp_path: Path, make_document: MakeDocument) -> None:
    claim = {
        "id": "c1",
        "claim": "Owls hunt.",
        "paper": "P05-1053",
        "label": "refuted",
        "evidence": "Owls sleep. [...] 12",
    }
    asked: list[str] = []

    def read_paper(name: str) -> Document:
        asked.append(name)
        return make_document("Owls sleep.")

    labelled = read_labelled(write(tmp_path / "contrast", [claim]), read_paper=read_paper)

    assert asked == ["P05-1053"]
    assert labelled.claims[0].quotes == ("Owls sleep.", "12")


def test_missing_document_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no document 'd1'") as caught:
        read_labelled(write(tmp_path / "birds", [CLAIM]))

    assert "--papers" in caught.value.hint


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"label": "true"}, "unknown label 'true'"),
        ({"claim": " "}, "needs a claim"),
        ({"doc_id": None}, "needs a claim"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=f"line 2: {message}"):
        read_labelled(write(tmp_path / "birds", [CLAIM, CLAIM | change], [DOCUMENT]))


@pytest.mark.parametrize("content", ["{", "[1]", "\x00"])
def test_file_that_is_no_jsonl_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "dev.claims.jsonl"
    file.write_text(content)

    with pytest.raises(UsageError, match=r"dev\.claims\.jsonl"):
        read_labelled(file)


def test_empty_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "dev.claims.jsonl"
    file.write_text("\n")

    with pytest.raises(UsageError, match="no labelled claims"):
        read_labelled(file)


def test_sentence_spans_follow_each_other(tmp_path: Path) -> None:
    document = read_labelled(write(tmp_path / "birds", [CLAIM], [DOCUMENT])).documents["d1"]

    assert [sentence.span for sentence in document.sentences] == [Span(0, 14), Span(15, 34)]


@pytest.mark.shared_data
@pytest.mark.parametrize("name", ["scifact/dev", "wice/dev", "citint/dev", "scitab/dev", "scirex/dev", "twins/train"])
def test_real_set_reads_whole(shared_data: Path, name: str) -> None:
    labelled = read_labelled(shared_data / f"{name}.claims.jsonl.gz")

    assert {claim.document for claim in labelled.claims} <= set(labelled.documents)
    assert all(
        index < len(labelled.documents[claim.document].sentences) for claim in labelled.claims for index in claim.gold
    )
