"""The PDF: what it says, where it links to, and that foreign text is only ever text."""

import json
import sys
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.errors import MissingPackageError, RenderError
from synth.render.data import ReportData
from synth.render.pdf import escaped, pdf_of, typst_of
from synth.render.view import view_of
from synth.render.words import plain
from tests.render.samples import HOSTILE, VERIFIED_REPORT, make_audit, make_blind_audit, make_hostile
from tests.render.test_synthesis import NO, YES, with_synthesis

typst = pytest.importorskip("typst", reason="the extra pdf is not installed")


def text_of(pdf: bytes) -> str:
    """The words of all pages, one space between them."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(_page_text(page) for page in opened).split())
    finally:
        opened.close()


def _page_text(page: pypdfium2.PdfPage) -> str:
    layer = page.get_textpage()
    try:
        return str(layer.get_text_bounded())
    finally:
        layer.close()
        page.close()


def letters(text: str) -> str:
    """What is left when a line break may stand anywhere: letters and digits."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())


@pytest.mark.parametrize("data", [VERIFIED_REPORT, make_audit(), make_blind_audit()], ids=["papers", "audit", "blind"])
def test_pdf_says_what_the_report_says(data: ReportData) -> None:
    view = view_of(data)

    words = letters(text_of(pdf_of(view)))

    for claim in view.claims:
        assert letters(claim.text) in words
    for statement in (*view.abstract, *view.results, *view.limitations):
        assert letters(statement.text) in words
    for reference in view.references:
        assert letters(reference.link) in words


def test_short_report_is_at_most_two_pages() -> None:
    pages = pypdfium2.PdfDocument(pdf_of(view_of(make_audit())))

    assert len(pages) <= 2
    pages.close()


def test_equal_reports_give_equal_bytes() -> None:
    assert pdf_of(view_of(VERIFIED_REPORT)) == pdf_of(view_of(VERIFIED_REPORT))


def test_links_lead_to_versions_at_arxiv() -> None:
    assert '#link("http://arxiv.org/abs/2101.00001v2")' in typst_of(view_of(VERIFIED_REPORT))
    assert b"http://arxiv.org/abs/2101.00001v2" in pdf_of(view_of(VERIFIED_REPORT))


def test_hostile_text_is_set_as_it_stands() -> None:
    words = letters(text_of(pdf_of(view_of(make_hostile()))))

    for text in HOSTILE:
        latin = "".join(letter for letter in letters(plain(text)) if letter.isascii())
        assert latin in words


def test_answer_findings_and_reviewers_are_set_whatever_they_hold() -> None:
    view = view_of(with_synthesis(make_audit(), (YES, NO, *HOSTILE)))

    words = letters(text_of(pdf_of(view)))

    assert view.synthesis is not None
    assert letters(f"Answer: {view.synthesis.answer.outcome}") in words
    assert letters(view.synthesis.score) in words
    assert letters("What Does Not Fit in the Report") in words


@settings(deadline=None, max_examples=25)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_text_is_one_typst_string(text: str) -> None:
    shown = plain(text)

    found = typst.query(f"#metadata({escaped(shown)[1:-1]}) <it>".encode(), "<it>", field="value", one=True)

    assert json.loads(found) == shown


def test_wrong_template_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "report.typ.j2").write_text("one\n\n#nothing()\n", encoding="utf-8")

    with pytest.raises(RenderError, match=r"report\.typ\.j2, line 3 of the text it made: unknown variable: nothing"):
        pdf_of(view_of(VERIFIED_REPORT), templates=tmp_path)


def test_without_typst_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(MissingPackageError, match="PDF needs typst") as raised:
        pdf_of(view_of(VERIFIED_REPORT))
    assert raised.value.hint == "pip install 'synth[pdf]'"


def test_report_of_eighteen_claims_takes_two_pages() -> None:
    texts = tuple(
        f"The parser reaches {at}% accuracy on XNLI with a beam of {at} and no other change." for at in range(18)
    )
    view = view_of(with_synthesis(make_audit(), texts))

    opened = pypdfium2.PdfDocument(pdf_of(view))
    try:
        assert (len(view.claims), len(opened)) == (18, 2)
    finally:
        opened.close()
