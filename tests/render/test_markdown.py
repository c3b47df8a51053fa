import html
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from synth.render.data import ReportData
from synth.render.markdown import escaped, markdown_of
from synth.render.view import view_of
from synth.render.words import plain
from tests.render.samples import HOSTILE, VERIFIED_REPORT, make_audit, make_blind_audit, make_hostile

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
BLOCKS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "code_block"),
    *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
    *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("blockquote_open", "blockquote_close"),
}
INLINE = {"text", "softbreak", "strong_open", "strong_close", "link_open", "link_close"}


def tokens(markdown: str) -> list[Token]:
    return PARSER.parse(markdown)


def inline_tokens(markdown: str) -> Iterator[Token]:
    for token in tokens(markdown):
        yield from token.children or ()


def shown(token: Token) -> str:
    return "".join(child.content for child in token.children or () if child.type == "text")


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_is_shown_as_it_stands(text: str) -> None:
    text = " ".join(plain(text).split())

    (_, inline, _) = tokens(escaped(text))
    assert [child.type for child in inline.children or ()] == ["text"]
    assert inline.children[0].content == text if inline.children else False


@given(st.text(alphabet="\\`*_{}[]()<>#+-.!|~$&;:=^\"'/@ \t1aäwW:htp", min_size=1, max_size=12))
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    text = " ".join(text.split())
    cells = [token for token in tokens(f"| {escaped(text)} | b |\n|---|---|\n") if token.type == "inline"]
    blocks = tokens(escaped(text))

    assert shown(cells[0]) == text
    assert [token.type for token in blocks] == (["paragraph_open", "inline", "paragraph_close"] if text else [])
    assert {child.type for token in blocks for child in token.children or ()} <= {"text"}


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_stays_in_its_table_cell(text: str) -> None:
    text = " ".join(plain(text).split())
    cells = [token for token in tokens(f"| a | b |\n|---|---|\n| {escaped(text)} | last |\n") if token.type == "inline"]

    assert [shown(cell) for cell in cells] == ["a", "b", text, "last"]


@pytest.mark.parametrize("data", [VERIFIED_REPORT, make_audit(), make_blind_audit(), make_hostile()])
def test_report_holds_only_the_markup_of_the_template(data: ReportData) -> None:
    markdown = markdown_of(view_of(data))

    assert {token.type for token in tokens(markdown)} <= BLOCKS
    assert {token.type for token in inline_tokens(markdown)} <= INLINE
    links = [str(token.attrs["href"]) for token in inline_tokens(markdown) if token.type == "link_open"]
    assert links
    for link in links:
        assert link.startswith(("http://arxiv.org/abs/", "https://doi.org/10."))


def test_hostile_claims_make_one_row_each() -> None:
    all_tokens = tokens(markdown_of(view_of(make_hostile())))

    rows = [token for token in all_tokens if token.type == "tr_open"]
    assert len(rows) == 1 + len(HOSTILE)
    titles = [after.content for token, after in pairwise(all_tokens) if token.tag == "h2"]
    assert [title for title in titles if title[:1].isalnum()][:2] == ["Abstract", "1 Introduction"]


def test_formulas_are_not_set() -> None:
    assert escaped(r"$\lambda$ is 1") == r"\$\\lambda\$ is 1"


def test_numbers_and_names_stay_readable() -> None:
    text = "mBERT improves by 2.1 points (p < 0.05) on PAWS-X; see 3.2!"

    assert html.unescape(escaped(text)) == text


def test_reported_flag_stands_beside_ours() -> None:
    lines = markdown_of(view_of(make_audit())).splitlines()

    assert "| Claim | Verified | Confidence | Label | Reported |" in lines
    assert "| Wider encoders lose less under noise. | × | 0.87 | refuted | ✓ 0.16 |" in lines


def test_without_sources_nothing_is_ticked_or_crossed() -> None:
    rows = [line for line in markdown_of(view_of(make_blind_audit())).splitlines() if line.startswith("| ")]

    assert len(rows) == 4
    for row in rows[1:]:
        assert "| – | – | source unavailable |" in row


def test_local_paper_has_no_link() -> None:
    markdown = markdown_of(view_of(make_hostile()))

    assert "/secret/" not in markdown
