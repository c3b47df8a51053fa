"""The best of a paper's files, and what happens when it is not good."""

import hashlib
from pathlib import Path

import pytest

from synth.claims.document import SourceFormat
from synth.claims.types import PaperId, Span
from synth.documents.read import FileReader, read_bytes
from synth.errors import SourceError
from synth.ports import Paper, PaperStatus, SourceFile
from tests.documents.conftest import DATA

HTML = (DATA / "quiet_gates.html").read_bytes()
TEX = (DATA / "quiet_gates.tex").read_bytes()


def paper_of(folder: Path, **files: bytes) -> Paper:
    kept = []
    for kind, data in files.items():
        (folder / f"paper.{kind}").write_bytes(data)
        kept.append(SourceFile(kind, f"paper.{kind}", hashlib.sha256(data).hexdigest()))
    return Paper(PaperId("2101.00001"), 2, "Quiet Gates", PaperStatus.AVAILABLE, files=tuple(kept))


def test_html_is_preferred_to_tex_and_tex_to_pdf(tmp_path: Path, two_columns: bytes) -> None:
    reader = FileReader(tmp_path)

    assert reader.read_document(paper_of(tmp_path, pdf=two_columns, latex=TEX, html=HTML)).format is SourceFormat.HTML
    assert reader.read_document(paper_of(tmp_path, pdf=two_columns, latex=TEX)).format is SourceFormat.LATEX
    assert reader.read_document(paper_of(tmp_path, text=b"Gates work.", pdf=two_columns)).format is SourceFormat.PDF


def test_file_without_text_falls_to_the_next(tmp_path: Path, two_columns: bytes) -> None:
    paper = paper_of(tmp_path, html=b"<p>404 Not Found</p>", latex=b"\\documentclass{article}", pdf=two_columns)

    document = FileReader(tmp_path).read_document(paper)

    assert document.format is SourceFormat.PDF
    assert (document.paper, document.version, document.title) == ("2101.00001", 2, "Quiet Gates")


def test_paper_of_which_no_file_can_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="zero bytes"):
        FileReader(tmp_path).read_document(paper_of(tmp_path, html=b"", pdf=b""))


def test_paper_without_files_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no file to read"):
        FileReader(tmp_path).read_document(paper_of(tmp_path))


def test_file_missing_from_the_cache_is_named(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, text=b"x")
    (tmp_path / "paper.text").unlink()

    with pytest.raises(SourceError, match=r"paper\.text") as caught:
        FileReader(tmp_path).read_document(paper)

    assert "--refresh" in caught.value.hint


def test_unknown_kind_of_file_is_refused() -> None:
    with pytest.raises(SourceError, match="unknown kind"):
        read_bytes("docx", b"", paper=PaperId("x"), version=None, title="")


def test_html_document_gets_its_boxes_from_the_pdf_beside_it(tmp_path: Path, two_columns: bytes) -> None:
    reader = FileReader(tmp_path)
    paper = paper_of(tmp_path, html=HTML, pdf=two_columns)
    document = reader.read_document(paper)
    start = document.text.index("The weight λ")

    assert {box.page for box in reader.boxes_of(paper, document, Span(start, start + 60))} == {1}


def test_paper_without_a_readable_pdf_has_no_boxes(tmp_path: Path) -> None:
    reader = FileReader(tmp_path)
    document = reader.read_document(paper_of(tmp_path, html=HTML))

    assert reader.boxes_of(paper_of(tmp_path, html=HTML), document, Span(0, 50)) == ()
    assert reader.boxes_of(paper_of(tmp_path, html=HTML, pdf=b"%PDF broken"), document, Span(0, 50)) == ()
