"""LaTeXML's pages, as arXiv serves them, and what other pages may do to us."""

import pytest

from synth.claims.document import Document, Part, SourceFormat
from synth.errors import SourceError
from tests.documents.conftest import DATA, Read, texts

FILLER = "<p>" + "The gates of the model were open in the first layer and shut in the last one. " * 8 + "</p>"


@pytest.fixture(scope="module")
def page(read: Read) -> Document:
    """LaTeXML's output for quiet_gates.tex."""
    return read("html", (DATA / "quiet_gates.html").read_bytes())


def test_title_authors_and_sections_are_read(page: Document) -> None:
    assert page.format is SourceFormat.HTML
    assert page.title == "Quiet Gates: Sparse Routing for Small Translation Models"
    assert page.authors == ("Ada Marsh", "Bo Lindqvist")
    assert [(section.title, section.part) for section in page.sections] == [
        ("", Part.FRONT),
        ("Abstract", Part.ABSTRACT),
        ("1 Introduction", Part.BODY),
        ("2 Method", Part.BODY),
        ("2.1 Gates", Part.BODY),
        ("3 Results", Part.BODY),
        ("Limitations", Part.BODY),
        ("References", Part.REFERENCES),
        ("Appendix A Prompts", Part.APPENDIX),
    ]


def test_formulas_read_as_the_printed_page_does(page: Document) -> None:
    assert "The weight λ is set to 1, and states have the shape B × T × E." in texts(page)
    assert "A learning rate of 3 × 10^-4 was used; Müller and Schütze did the same." in texts(page)


def test_sentence_goes_on_through_a_displayed_formula(page: Document) -> None:
    (sentence,) = [text for text in texts(page) if text.startswith("The loss is")]

    assert sentence.endswith("where Lgate keeps gates open with p ≤ 0.05.")
    assert "(1)" not in sentence


def test_footnote_stands_outside_the_sentence_it_hangs_on(page: Document) -> None:
    assert "Code is available." in texts(page)
    assert "At https://example.org/tern." in texts(page)


def test_list_items_are_sentences_without_bullets(page: Document) -> None:
    assert "First, each token picks two experts." in texts(page)
    assert not any("•" in text for text in texts(page))


def test_table_repeats_merged_cells_and_knows_its_headers(page: Document) -> None:
    (table,) = page.tables

    assert table.label == "Table 1"
    assert table.caption == "Table 1: BLEU of dense and sparse models. Best in bold."
    assert table.header_rows == 2
    assert table.rows == (
        ("", "BLEU", "BLEU"),
        ("Model", "WMT14", "IWSLT"),
        ("Dense", "27.3", "34.1"),
        ("Tern", "27.1", "34.4"),
    )
    assert "Tern | 27.1 | 34.4" in texts(page, Part.TABLE)


def test_references_are_entries_with_arxiv_ids(page: Document) -> None:
    assert [reference.arxiv for reference in page.references] == ["1905.01234", None]


def test_offsets_lead_back_to_the_page(page: Document) -> None:
    source = (DATA / "quiet_gates.html").read_text(encoding="utf-8")

    for start in ("Routing tokens", "We ask whether", "First, each token", "Dense", "We tested one"):
        at = page.original_offset(page.text.index(start))
        assert source[at:].startswith(start)


def test_scripts_styles_navigation_and_hidden_parts_are_left_out(read: Read) -> None:
    document = read(
        "html",
        f"<body><nav>Menu</nav><script>alert(1)</script><style>p{{}}</style><h1>Gates</h1>{FILLER}"
        "<template>no</template><footer>Foot</footer></body>",
    )

    assert document.title == "Gates"
    assert not any(word in document.text for word in ("Menu", "alert", "p{}", "Foot", "no\n"))


def test_entities_of_a_document_type_are_not_expanded(read: Read) -> None:
    bomb = "".join(f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{"&l0;" * 9}">' for n in range(9))
    document = read(
        "html",
        f'<!DOCTYPE html [{bomb}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        f"<body>{FILLER}<p>&l8; &file; end.</p></body>",
    )

    assert len(document.text) < 5_000
    assert "root:" not in document.text


def test_deep_nesting_is_refused_or_flattened(read: Read) -> None:
    depth = 20_000
    try:
        document = read("html", "<div>" * depth + FILLER + "</div>" * depth)
    except SourceError as error:
        reason = str(error)
    else:
        reason = "" if "first layer" in document.text else "text lost"

    assert reason in {"", "the page is nested too deeply"} or reason.startswith(("not readable", "the page holds no"))


def test_absurd_spans_do_not_blow_up_a_table(read: Read) -> None:
    document = read(
        "html", f"<body>{FILLER}<table><tr><td colspan=99999 rowspan=99999>a</td><td>b</td></tr></table></body>"
    )

    assert len(document.tables[0].rows) == 1
    assert len(document.tables[0].rows[0]) <= 101


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "<html><body><h1>404 Not Found</h1></body></html>",
        "<p>No HTML for this paper: HTML is not available.</p>",
    ],
)
def test_error_pages_and_empty_pages_are_no_papers(read: Read, body: str) -> None:
    with pytest.raises(SourceError) as caught:
        read("html", body)

    assert caught.value.hint


def test_page_is_decoded_by_its_own_word(read: Read) -> None:
    page = f'<head><meta charset="iso-8859-1"></head><body>{FILLER}<p>Schütze wins.</p></body>'

    assert "Schütze wins." in texts(read("html", page.encode("latin-1")))
