import gzip
import io
import tarfile

import pytest

from synth.sources.formats import kind_of, problem_of, suffix_of
from tests.sources.conftest import HTML, SOURCE, TEX, make_pdf


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("main.tex"), io.BytesIO())
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "suffix"),
    [
        (make_pdf(), "pdf", "pdf"),
        (b"\n\n" + make_pdf(), "pdf", "pdf"),
        (HTML.encode(), "html", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<html xmlns='x'>", "html", "html"),
        (TEX, "latex", "tex"),
        (SOURCE, "latex", "gz"),
        (tar(), "latex", "tar"),
        (gzip.compress(tar()), "latex", "gz"),
        (b"PK\x03\x04", "latex", "zip"),
        ("Größe hilft.".encode(), "text", "txt"),
        (b"Width helps in \\emph{most} cases.", "text", "txt"),
    ],
)
def test_kind_is_told_by_content(data: bytes, kind: str, suffix: str) -> None:
    assert (kind_of(data), suffix_of(kind, data)) == (kind, suffix)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0", b"%!PS-Adobe-3.0", b"\0" * 10])
def test_other_bytes_have_no_kind(data: bytes) -> None:
    assert kind_of(data) == ""


@pytest.mark.parametrize(
    ("kind", "data"),
    [("pdf", make_pdf()), ("html", HTML.encode()), ("latex", SOURCE), ("latex", TEX), ("text", b"Hi.")],
)
def test_whole_file_has_no_problem(kind: str, data: bytes) -> None:
    assert problem_of(kind, data) == ""


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("pdf", b"", "empty (0 bytes)"),
        ("html", b" \n", "empty (2 bytes)"),
        ("pdf", make_pdf(password="secret"), "encrypted"),
        ("pdf", make_pdf()[:-60], "cut off"),
        ("pdf", b"%PDF-1.4 rubbish %%EOF", "broken"),
        ("pdf", b"Just text, really.", "no PDF"),
        ("pdf", HTML.encode(), "a web page, not a PDF"),
        ("pdf", b"<html><title>404 Not Found</title></html>", "error page: '404 Not Found'"),
        ("html", b"Just text, really.", "not HTML"),
        ("html", b"<html><body>Bye.</body></html>", "only 4 characters"),
        ("latex", HTML.encode(), "a web page, not TeX"),
        ("latex", make_pdf(), "it is a PDF"),
        ("latex", b"%!PS-Adobe-3.0", "PostScript"),
        ("text", b"\x89PNG\0", "neither PDF"),
    ],
)
def test_useless_file_is_named(kind: str, data: bytes, words: str) -> None:
    assert words in problem_of(kind, data)


def test_pdf_that_opens_without_a_password_is_not_encrypted_to_us() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=100, height=100)
    writer.encrypt("", "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)

    assert problem_of("pdf", buffer.getvalue()) == ""


@pytest.mark.parametrize(
    "title", ["Error correction with transformers", "Notes on 404 pages", "Just a Moment Ago", "Forbidden transitions"]
)
def test_paper_may_have_a_title_that_sounds_like_an_error(title: str) -> None:
    page = f"<html><head><title>{title}</title></head><body>{'Width helps. ' * 60}</body></html>"

    assert problem_of("html", page.encode()) == ""


@pytest.mark.parametrize(
    "title",
    ["Error", "Error 404", "Error: gone", "503 Service Unavailable", "Page not found", "Just a moment...", "Forbidden"],
)
def test_long_error_page_gives_itself_away_by_its_title(title: str) -> None:
    page = f"<html><head><title>{title}</title></head><body>{'We are sorry. ' * 60}</body></html>"

    assert "error page" in problem_of("html", page.encode())


def test_page_made_by_latexml_is_a_paper_whatever_its_title() -> None:
    page = '<html><head><title>Error</title></head><body><article class="ltx_document">Why?</article></body></html>'

    assert problem_of("html", page.encode()) == ""


def test_page_where_latexml_gave_up_is_no_paper() -> None:
    page = '<html><body class="ltx_document">Conversion to HTML had a Fatal error and exited abruptly.</body></html>'

    assert "breaks off" in problem_of("html", page.encode())


@pytest.mark.parametrize("piece", [b"<script>", b"<h1>", b"<", b"<a ", b"<title>"])
def test_page_of_broken_tags_is_judged_in_one_pass(piece: bytes) -> None:
    page = b"<html>" + piece * (2_000_000 // len(piece))

    assert "characters of text" in problem_of("html", page)


def test_scripts_are_no_text() -> None:
    page = "<html><script>" + "let it = be; " * 100 + "</script><STYLE>p {}</STYLE>Bye</html>"

    assert "only 3 characters" in problem_of("html", page.encode())


def test_long_page_of_another_kind_is_a_paper() -> None:
    page = "<html><head><title>Width</title><style>p {}</style></head><body>" + "Width helps. " * 60 + "</body></html>"

    assert problem_of("html", page.encode()) == ""
