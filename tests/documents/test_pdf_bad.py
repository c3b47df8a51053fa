"""PDFs that cannot be read say why, and what to do."""

import io
import random

import pypdf
import pytest

from synth.documents.pdf_fallback import NO_PLACES, pypdf_pages
from synth.errors import SourceError
from tests.documents.conftest import Read, Typeset, texts


def encrypted(pdf: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "zero bytes"),
        (b"%PDF-1.7\nnothing else", "not readable as a PDF"),
        (b"<html>404</html>", "not readable as a PDF"),
    ],
)
def test_bytes_that_are_no_pdf_are_refused_with_a_hint(read: Read, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read("pdf", data)

    assert caught.value.hint


def test_encrypted_pdf_is_refused_by_name(read: Read, two_columns: bytes) -> None:
    with pytest.raises(SourceError, match="encrypted") as caught:
        read("pdf", encrypted(two_columns, "secret"))

    assert "password" in caught.value.hint


def test_pdf_that_opens_without_a_password_is_read(read: Read, two_columns: bytes) -> None:
    assert "We repeated each experiment with five seeds." in texts(read("pdf", encrypted(two_columns, "")))


def test_page_without_text_is_a_scan(read: Read, typeset: Typeset) -> None:
    with pytest.raises(SourceError, match="holds no text: scanned") as caught:
        read("pdf", typeset("#rect(width: 50pt)"))

    assert "OCR" in caught.value.hint


def test_one_empty_page_is_a_warning(read: Read, typeset: Typeset) -> None:
    document = read("pdf", typeset("Some words stand on this page.\n#pagebreak()\n#rect()"))

    assert document.warnings == ("page 2 holds no text: scanned?",)


def test_pdf_cut_in_the_middle_is_refused_or_says_so(read: Read, two_columns: bytes) -> None:
    with pytest.raises(SourceError, match="not readable as a PDF"):
        read("pdf", two_columns[: len(two_columns) // 2])
    without_end = two_columns[: two_columns.rindex(b"%%EOF")]

    assert "the PDF has no end mark: cut off?" in read("pdf", without_end).warnings


def test_damaged_bytes_are_read_or_refused_and_nothing_else(read: Read, typeset: Typeset) -> None:
    pdf = typeset("The gates are open in the first layer.\n#pagebreak()\nThey are shut in the last one.")
    chance = random.Random(7)  # noqa: S311 - damage, no secret
    outcomes = set()
    for _ in range(150):
        damaged = bytearray(pdf)
        for _ in range(chance.choice([1, 5, 50])):
            place = chance.randrange(len(damaged) - 60)
            damaged[place : place + chance.randrange(2)] = chance.randbytes(chance.randrange(3))
        try:
            document = read("pdf", bytes(damaged))
        except SourceError:
            outcomes.add("refused")
        else:
            outcomes.add("read")
            assert all(0 <= item.span.start < item.span.end <= len(document.text) for item in document.sentences)

    assert outcomes == {"read", "refused"}


def test_pypdf_reads_the_same_words_as_pdfium(two_columns: bytes) -> None:
    words = " ".join(line.text for page in pypdf_pages(two_columns) for line in page.lines)

    assert "Earlier gates were opened by chance." in words


def test_document_read_by_pypdf_says_that_it_has_no_boxes(
    read: Read, typeset: Typeset, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = typeset("The gates are open, and pdfium was not asked at all.")

    def refuse(_: bytes) -> None:
        raise SourceError("not readable as a PDF")

    monkeypatch.setattr("synth.documents.pdf.pages_of", refuse)

    assert NO_PLACES in read("pdf", pdf).warnings
