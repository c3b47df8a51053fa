"""Blocks put together."""

from synth.claims.document import Document, Part, SourceFormat, Table
from synth.claims.types import PaperId, Span
from synth.documents.build import Block, Kind, PageSize, build_document
from tests.documents.conftest import texts


def built(*blocks: Block, pages: int = 0, tables: list[Table] | None = None) -> Document:
    return build_document(
        list(blocks), paper=PaperId("2101.00001"), version=1, format=SourceFormat.TEXT, title="T", tables=tables,
        page_sizes=[PageSize(100, 200)] * pages,
    )  # fmt: skip


def block(kind: Kind, text: str, at: int = 0, **more: object) -> Block:
    return Block(kind, text, ((0, at),), **more)  # type: ignore[arg-type]  # fields by name


def test_sections_follow_each_other_and_cover_the_text() -> None:
    document = built(
        block(Kind.TEXT, "Ada."), block(Kind.HEADING, "Abstract"), block(Kind.TEXT, "We win."),
        block(Kind.HEADING, "1 Data"), block(Kind.TEXT, "Much."),
    )  # fmt: skip

    assert document.text == "Ada.\n\nAbstract\nWe win.\n\n1 Data\nMuch."
    assert [document.quote(section.span) for section in document.sections] == [
        "Ada.\n\n", "Abstract\nWe win.\n\n", "1 Data\nMuch.",
    ]  # fmt: skip


def test_heading_is_no_sentence_and_a_reference_is_one() -> None:
    document = built(
        block(Kind.HEADING, "References"), block(Kind.REFERENCE, "A. Hale. 2019. Gates. arXiv:1905.01234.")
    )

    assert texts(document) == ["A. Hale. 2019. Gates. arXiv:1905.01234."]
    assert document.sentences[0].part is Part.REFERENCES


def test_pages_cover_the_text_and_an_empty_page_holds_nothing() -> None:
    document = built(
        block(Kind.TEXT, "First page.", page=1),
        block(Kind.TEXT, "Third page goes on.", page=3, page_breaks=((6, 4),)),
        pages=4,
    )

    assert [document.quote(page.span) for page in document.pages] == ["First page.\n", "", "Third ", "page goes on."]
    assert document.page_of(document.text.index("goes")) == 4


def test_table_spans_its_rows_and_its_caption() -> None:
    table = Table("Table 1: A.", (("a", "1"),), 0, Span(0, 0), label="Table 1")
    document = built(
        block(Kind.TEXT, "Before."), block(Kind.ROW, "a 1", table=0), block(Kind.CAPTION, "Table 1: A.", table=0),
        tables=[table],
    )  # fmt: skip

    assert document.quote(document.tables[0].span) == "a 1\nTable 1: A."


def test_source_map_leads_from_each_block_to_its_place() -> None:
    document = built(block(Kind.TEXT, "One.", 50), block(Kind.TEXT, "Two.", 10))

    assert document.original_offset(document.text.index("Two")) == 10
    assert document.original_offset(1) == 51


def test_prose_without_any_heading_is_body() -> None:
    document = built(block(Kind.TITLE, "A title"), block(Kind.TEXT, "We win."))

    assert texts(document, Part.BODY) == ["We win."]
    assert texts(document, Part.FRONT) == ["A title"]


def test_document_of_nothing_is_empty() -> None:
    assert built().text == ""
    assert built().sentences == ()
