"""What a PDF's pages say, in the order a person reads them."""

from pathlib import Path

import pytest

from synth.claims.document import Document, Part, SourceFormat
from synth.documents.boxes import boxes_of
from tests.documents.conftest import Read, Typeset, texts


def test_sentences_come_in_reading_order_of_two_columns(paper: Document) -> None:
    body = " ".join(texts(paper, Part.BODY))

    order = ["Routing tokens", "Nobody has investigated", "Earlier gates", "Sparse gates reach", "Quiet gates help"]
    places = [body.index(start) for start in order]
    assert places == sorted(places)


def test_sentence_that_a_column_and_a_page_cut_is_whole(paper: Document) -> None:
    assert "We repeated each experiment with five seeds." in texts(paper)


def test_hyphens_at_line_ends_are_joined(paper: Document) -> None:
    assert "straightforward implementations underperform" in paper.text
    assert "multilingual vocabularies influence" in paper.text


def test_ligatures_are_letters(paper: Document) -> None:
    assert "The efficient filter fits every baseline that we could find." in texts(paper, Part.ABSTRACT)


def test_running_heads_and_page_numbers_are_left_out(paper: Document) -> None:
    assert "Quiet Gates for Small Models" not in paper.text
    assert not any(text.strip() in {"1", "2"} for text in texts(paper))


def test_footnote_is_a_sentence_of_its_own_without_its_mark(paper: Document) -> None:
    assert "The code is public and small enough to read." in texts(paper)
    assert any(text.endswith("repeated that observation.") for text in texts(paper))


def test_inline_mathematics_is_readable(paper: Document) -> None:
    assert "The weight λ is set to 1, and states have the shape B × T × E." in texts(paper)


def test_title_and_sections_are_recognised(paper: Document) -> None:
    assert paper.title == "Quiet Gates: Sparse Routing for Small Translation Models"
    assert [(section.title, section.part) for section in paper.sections] == [
        ("", Part.FRONT),
        ("Abstract", Part.ABSTRACT),
        ("1 Introduction", Part.BODY),
        ("1.1 Earlier gates", Part.BODY),
        ("2 Results", Part.BODY),
        ("3 Conclusion", Part.BODY),
        ("References", Part.REFERENCES),
    ]


def test_caption_is_a_sentence_of_its_own(paper: Document) -> None:
    assert texts(paper, Part.CAPTION) == ["Table 1: BLEU of dense and sparse models on two test sets."]


def test_table_has_its_cells_label_and_page(paper: Document) -> None:
    (table,) = paper.tables

    assert (table.label, table.page, table.header_rows) == ("Table 1", 1, 1)
    assert table.rows == (
        ("Model", "WMT14", "IWSLT"),
        ("Dense", "27.3", "34.1"),
        ("Sparse gates", "27.1", "34.4"),
        ("Random gates", "25.0", "31.9"),
    )
    assert "Dense 27.3 34.1" in paper.quote(table.span)


def test_references_stand_apart_with_their_arxiv_ids(paper: Document) -> None:
    assert [reference.arxiv for reference in paper.references] == ["1905.01234", None]
    assert paper.references[1].text.endswith("In Proceedings of Nothing, pages 1–9.")
    assert not any("Hale" in text for text in texts(paper, Part.BODY))


def test_abbreviations_are_found_where_they_are_introduced(paper: Document) -> None:
    assert paper.abbreviations == (("STM", "small translation models"),)


def test_spans_pages_and_sections_fit_together(paper: Document) -> None:
    assert paper.format is SourceFormat.PDF
    assert [page.number for page in paper.pages] == [1, 2]
    assert paper.pages[0].span.end == paper.pages[1].span.start
    assert paper.pages[1].span.end == len(paper.text)
    for sentence in paper.sentences:
        section = paper.sections[sentence.section]
        assert section.span.start <= sentence.span.start < sentence.span.end <= section.span.end
        assert paper.quote(sentence.span).strip() == paper.quote(sentence.span) != ""
    assert [section.span.start for section in paper.sections[1:]] == [s.span.end for s in paper.sections[:-1]]


def test_reading_twice_gives_the_same_document(paper: Document, read: Read, two_columns: bytes) -> None:
    assert read("pdf", two_columns) == paper


def test_heading_in_bold_type_begins_a_section_without_a_number(read: Read, typeset: Typeset) -> None:
    document = read(
        "pdf",
        typeset(
            "#set page(width: 300pt, height: 300pt)\n#set heading(numbering: none)\n#set text(10pt)\n"
            "= Abstract\nWe measure gates in small models and report what we found.\n"
            "= Routing at night\nAt night the gates are closed and nothing is routed anywhere at all.\n"
        ),
    )

    assert [section.title for section in document.sections] == ["Abstract", "Routing at night"]


def test_prose_beyond_the_first_page_is_body_even_before_the_first_heading(read: Read, typeset: Typeset) -> None:
    document = read("pdf", typeset("Ada Marsh\n#pagebreak()\nWe win on all sets.\n#pagebreak()\n= Results\nAs said."))

    assert "We win on all sets." in texts(document, Part.BODY)


def test_rotated_page_is_read_like_any_other(read: Read, typeset: Typeset) -> None:
    source = "#set page(width: 200pt, height: 300pt, margin: 20pt)\n#rotate(90deg, reflow: true, box(width: 250pt)[{}])"
    plain = typeset(
        source.format("The gates of this wide page are open in the first layer only, and in no other layer.")
    )
    rotated = plain.replace(b"/MediaBox", b"/Rotate 270/MediaBox")
    assert rotated != plain

    document = read("pdf", rotated)

    assert texts(document) == ["The gates of this wide page are open in the first layer only, and in no other layer."]
    assert (document.pages[0].width, document.pages[0].height) == (300, 200)
    boxes = boxes_of(rotated, document, document.sentences[0].span)
    assert all(box.x1 - box.x0 > box.y1 - box.y0 and box.x1 <= 300 and box.y1 <= 200 for box in boxes)
    assert [box.y0 for box in boxes] == sorted(box.y0 for box in boxes)


def test_number_of_a_single_page_is_left_out(read: Read, typeset: Typeset) -> None:
    document = read("pdf", typeset('#set page(footer: "17")\nThe only page of this paper has few words.'))

    assert texts(document) == ["The only page of this paper has few words."]


@pytest.mark.shared_data
def test_real_paper_has_its_sections_tables_and_references(read: Read, shared_data: Path) -> None:
    document = read("pdf", (shared_data / "papers" / "2020.acl-main.207.pdf").read_bytes())

    titles = [section.title for section in document.sections]
    assert titles[1:4] == ["Abstract", "1 Introduction", "2 Model"]
    assert "3.2 Citation Prediction" in titles
    assert document.title.startswith("SPECTER: Document-level Representation Learning")
    assert len(document.references) > 50
    assert ("SPECTER (Ours)", "82.0", "86.4") in {row[:3] for table in document.tables for row in table.rows}
    assert "2270" not in texts(document)


@pytest.mark.shared_data
def test_every_real_pdf_is_read_with_spans_that_fit(read: Read, shared_data: Path) -> None:
    for path in sorted((shared_data / "papers").glob("*.pdf"))[:8]:
        document = read("pdf", path.read_bytes())

        assert len(document.sentences) > 50, path.name
        assert all(document.quote(s.span) == document.quote(s.span).strip() for s in document.sentences)
        starts = [page.span.start for page in document.pages]
        assert starts == sorted(starts), path.name
        here = [offset for offset, _ in document.source_map]
        assert here == sorted(here), path.name
