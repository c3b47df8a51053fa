from itertools import pairwise

import pytest
from lxml import etree, html

from synth.render.data import ReportData
from synth.render.html import html_of
from synth.render.view import view_of
from synth.render.words import plain
from tests.render.samples import HOSTILE, VERIFIED_REPORT, make_audit, make_blind_audit, make_hostile

ELEMENTS = {
    *("a", "b", "bdi", "blockquote", "body", "br", "code", "dd", "details", "dl", "dt", "figcaption"),
    *(
        "button",
        "fieldset",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "head",
        "header",
        "html",
        "image",
        "img",
        "input",
        "label",
        "legend",
        "li",
        "main",
        "mark",
        "meta",
        "ol",
    ),
    *(
        "p",
        "pre",
        "rect",
        "script",
        "section",
        "symbol",
        "use",
        "span",
        "style",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
    ),
    *("th", "thead", "time", "title", "tr", "ul"),
}
ATTRIBUTES = {
    *(
        "alt",
        "aria-describedby",
        "aria-hidden",
        "autocomplete",
        "data-claim",
        "data-standing",
        "for",
        "hidden",
        "placeholder",
        "src",
        "type",
        "viewbox",
        "aria-label",
        "aria-labelledby",
        "charset",
        "class",
        "content",
        "data-head",
        "datetime",
        "dir",
        "height",
        "href",
        "http-equiv",
    ),
    *("id", "lang", "name", "open", "rel", "role", "scope", "text-anchor", "value", "width", "x", "y"),
}
REPORTS = {
    "papers": VERIFIED_REPORT,
    "audit": make_audit(),
    "blind audit": make_blind_audit(),
    "hostile": make_hostile(),
}


def page_of(data: ReportData) -> html.HtmlElement:
    return html.document_fromstring(html_of(view_of(data)).encode("utf-8", "replace"))


@pytest.mark.parametrize("data", REPORTS.values(), ids=REPORTS)
def test_page_holds_only_the_elements_and_attributes_of_the_template(data: ReportData) -> None:
    page = page_of(data)

    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= ELEMENTS
    assert {name for element in elements for name in element.attrib} <= ATTRIBUTES
    assert not page.xpath("//comment() | //processing-instruction()")


@pytest.mark.parametrize("data", REPORTS.values(), ids=REPORTS)
def test_page_loads_nothing_and_links_only_to_archives_and_itself(data: ReportData) -> None:
    text = html_of(view_of(data))
    page = page_of(data)

    ids = set(page.xpath("//@id"))
    links = page.xpath("//@href")
    assert links
    for link in links:
        assert link.startswith(("http://arxiv.org/abs/", "http://arxiv.org/pdf/", "https://doi.org/10.")) or (
            link.startswith("#") and link[1:] in ids
        )
    style = page.xpath("string(//style)")
    assert "url(" not in style
    assert "@import" not in style
    assert "default-src 'none'" in text


@pytest.mark.parametrize("data", REPORTS.values(), ids=REPORTS)
def test_ids_are_unique(data: ReportData) -> None:
    ids = page_of(data).xpath("//@id")

    assert len(ids) == len(set(ids))


def test_hostile_claims_stand_in_the_table_as_they_were_written() -> None:
    cells = page_of(make_hostile()).xpath("//table[@class='claims']//td[@class='text']")

    shown = [" ".join(cell.text_content().split()) for cell in cells]
    assert shown == [" ".join(plain(text).split()) for text in HOSTILE]


def test_controls_that_reorder_or_colour_text_are_gone() -> None:
    text = html_of(view_of(make_hostile()))

    assert not set("\u202e\u202c\x1b\x00\x07") & set(text)


def test_deciding_words_are_marked_in_the_quote() -> None:
    page = page_of(VERIFIED_REPORT)

    assert page.xpath("//blockquote//mark/text()") == ["more", "4.1 points"]
    assert page.xpath("string(//blockquote)") == "Wider encoders lose more under noise in all our runs."


def test_refuted_claims_are_open_and_verified_ones_closed() -> None:
    page = page_of(make_audit())

    assert [(claim.get("class"), "open" in claim.attrib) for claim in page.xpath("//details[@id]")] == [
        ("claim refuted", True),
        ("claim verified", False),
        ("claim unsupported", True),
    ]


def test_bar_is_told_in_words_too() -> None:
    label = page_of(make_audit()).xpath("string(//svg/@aria-label)")

    assert label == "Claims: 1 refuted, 1 without support, 1 verified"


def test_nothing_is_ticked_where_no_source_was_read() -> None:
    page = page_of(make_blind_audit())

    assert page.xpath("//td[@class='mark']/text()") == ["–", "–", "–"]
    assert "None of 3 claims could be checked" in page.xpath("string(//p[@class='headline'])")


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(element.tag[1]) for element in page_of(make_audit()).iter("h1", "h2", "h3")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_page_is_well_formed_text_without_broken_entities() -> None:
    parser = etree.HTMLParser(recover=False)

    etree.fromstring(html_of(view_of(VERIFIED_REPORT)).split("<main>")[0] + "</body></html>", parser)
