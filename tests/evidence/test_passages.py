import dataclasses

from synth.claims.document import Document, Part, Section, Sentence, SourceFormat, Table
from synth.claims.types import PaperId, Span
from synth.evidence.passages import passages_of
from tests.conftest import MakeDocument

TEXT = "Width helps. It costs time. Table 1: Accuracy. Model XNLI PAWS BERT 80.1 90.2 Ours 81.3 91.0 [1] A book."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def document() -> Document:
    def sentence(words: str, part: Part) -> Sentence:
        return Sentence(span(words), 0, part)

    return Document(
        paper=PaperId("2104.08645"),
        version=1,
        format=SourceFormat.HTML,
        title="A Paper",
        text=TEXT,
        sections=(Section("4 Results", Span(0, len(TEXT)), Part.BODY),),
        sentences=(
            sentence("Width helps.", Part.BODY),
            sentence("It costs time.", Part.BODY),
            sentence("Table 1: Accuracy.", Part.CAPTION),
            sentence("BERT 80.1 90.2", Part.TABLE),
            sentence("[1] A book.", Part.REFERENCES),
        ),
        tables=(
            Table(
                "Table 1: Accuracy.",
                (("Model", "XNLI", "PAWS"), ("BERT", "80.1", "90.2"), ("Ours", "81.3", "91.0")),
                1,
                span("Table 1: Accuracy. Model XNLI PAWS BERT 80.1 90.2 Ours 81.3 91.0"),
                label="Table 1",
            ),
        ),
    )


def test_bibliography_is_no_evidence() -> None:
    assert all("A book" not in passage.text for passage in passages_of(document()))


def test_table_row_reads_as_header_and_values() -> None:
    rows = [passage for passage in passages_of(document()) if passage.cells]

    assert [row.text for row in rows] == ["BERT: XNLI = 80.1; PAWS = 90.2", "Ours: XNLI = 81.3; PAWS = 91.0"]
    assert rows[1].cells == (("Model", "Ours"), ("XNLI", "81.3"), ("PAWS", "91.0"))
    assert rows[1].caption == "Table 1: Accuracy."


def test_row_is_located_in_the_text_and_replaces_its_sentence() -> None:
    rows = [passage for passage in passages_of(document()) if passage.part is Part.TABLE]

    assert [document().quote(row.span) for row in rows] == ["BERT 80.1 90.2", "Ours 81.3 91.0"]


def test_row_that_cannot_be_located_stands_for_the_whole_table() -> None:
    (table,) = document().tables
    moved = dataclasses.replace(table, rows=(*table.rows[:2], ("Theirs", "1", "2")))

    last = passages_of(dataclasses.replace(document(), tables=(moved,)))[-1]
    rows = [p for p in passages_of(dataclasses.replace(document(), tables=(moved,))) if "Theirs" in p.text]

    assert rows[0].span == table.span
    assert last.cells


def test_merged_header_rows_are_joined_once() -> None:
    (table,) = document().tables
    merged = dataclasses.replace(
        table,
        rows=(("Model", "Accuracy", "Accuracy"), ("Model", "XNLI", "PAWS"), ("BERT", "80.1", "90.2")),
        header_rows=2,
    )

    rows = [p for p in passages_of(dataclasses.replace(document(), tables=(merged,))) if p.cells]

    assert rows[0].text == "BERT: Accuracy XNLI = 80.1; Accuracy PAWS = 90.2"


def test_table_without_header_keeps_its_values() -> None:
    (table,) = document().tables
    bare = dataclasses.replace(table, rows=(("BERT", "80.1", "90.2"),), header_rows=0)

    rows = [p for p in passages_of(dataclasses.replace(document(), tables=(bare,))) if p.cells]

    assert rows[0].text == "BERT: 80.1; 90.2"


def test_sentence_knows_the_one_before_it_and_a_caption_does_not() -> None:
    first, second, caption, *_ = passages_of(document())

    assert (first.before, second.before) == ("", "Width helps.")
    assert caption.table == "Table 1"


def test_single_word_is_no_passage(make_document: MakeDocument) -> None:
    assert [passage.text for passage in passages_of(make_document("rouge-1_f1", "It holds."))] == ["It holds."]


def test_document_without_sentences_has_no_passages() -> None:
    empty = dataclasses.replace(document(), sentences=(), tables=())

    assert passages_of(empty) == ()
