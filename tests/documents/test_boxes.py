"""Where words stand on the page."""

from synth.claims.document import Document
from synth.claims.types import Span
from synth.documents.boxes import boxes_of
from tests.documents.conftest import DATA, Read, Typeset


def span_of(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def test_span_on_one_line_has_one_box_of_its_size(read: Read, typeset: Typeset) -> None:
    pdf = typeset("#set page(width: 300pt, height: 300pt, margin: 50pt)\n#set text(10pt)\nGates are open.")
    document = read("pdf", pdf)

    (box,) = boxes_of(pdf, document, span_of(document, "Gates are open."))

    assert box.page == 1
    assert 49 < box.x0 < 52
    assert 48 < box.y0 < 55
    assert 55 < box.y1 < 65
    assert 110 < box.x1 < 130


def test_sentence_over_a_column_and_a_page_has_a_box_for_each_line(paper: Document, two_columns: bytes) -> None:
    boxes = boxes_of(two_columns, paper, span_of(paper, "We repeated each experiment with five seeds."))

    assert [box.page for box in boxes] == [1, 2]
    assert boxes[0].x0 > 200  # the right column
    assert boxes[1].x0 < 50  # the left one of the next page
    assert boxes[1].y0 < 70


def test_boxes_are_in_reading_order_and_inside_the_page(paper: Document, two_columns: bytes) -> None:
    for sentence in paper.sentences:
        boxes = boxes_of(two_columns, paper, sentence.span)

        assert boxes
        for box in boxes:
            assert 0 <= box.x0 < box.x1 <= 400
            assert 0 <= box.y0 < box.y1 <= 500


def test_words_read_from_tex_are_found_in_the_pdf(read: Read, two_columns: bytes) -> None:
    source = read("latex", (DATA / "quiet_gates.tex").read_bytes())
    quote = "The weight λ is set to 1, and states have the shape B × T × E."

    boxes = boxes_of(two_columns, source, span_of(source, quote))

    assert {box.page for box in boxes} == {1}
    assert len(boxes) == 3


def test_words_that_the_pdf_does_not_hold_have_no_box(read: Read, two_columns: bytes) -> None:
    other = read("text", "Nothing of this kind was ever printed on any page of that paper.")

    assert boxes_of(two_columns, other, Span(0, len(other.text))) == ()


def test_two_words_are_too_few_to_be_looked_for(read: Read, two_columns: bytes) -> None:
    other = read("text", "We ask.")

    assert boxes_of(two_columns, other, Span(0, 7)) == ()


def test_quote_that_differs_in_a_word_is_still_found(read: Read, two_columns: bytes) -> None:
    other = read("text", "Sparse gates reach 34.4 BLEU on the IWSLT set, which is 0.3 more than the dense model.")

    assert [box.page for box in boxes_of(two_columns, other, Span(0, len(other.text)))] == [1, 1, 1]
