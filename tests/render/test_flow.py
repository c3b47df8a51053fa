"""The flow diagram: its numbers, its shape, and text that stays inside its boxes."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from synth.errors import RenderError
from synth.render.flow import flow_csv, flow_rows, flow_svg, queries_csv, records_csv, write_flow
from synth.render.flow_drawing import drawing_of
from synth.render.html import html_of
from synth.render.prose import methodology
from synth.render.searching import flow_sentences
from synth.render.view import view_of
from synth.synthesis.flow import FlowCounts, Stream
from synth.synthesis.literature import (
    Answer,
    Database,
    Decider,
    Decision,
    Duplicate,
    Edit,
    Fate,
    Found,
    RecordId,
    Search,
)
from tests.render.samples import make_audit

NONE = Stream(0, 0, 0, 0, 0, 0)
COUNTS = FlowCounts(
    key="0123456789ab",
    question="Does <b>scaling</b> {{ 7 * 7 }} help & why?",
    searched_on="2026-01-02",
    identified_by=(("arXiv", 50), ("OpenAlex", 37)),
    duplicates=20,
    removed=3,
    screened=64,
    undecided=1,
    excluded_by_automation=40,
    excluded_by_person=3,
    databases=Stream(20, 6, 2, 12, 2, 10, (("no arXiv id", 4), ("<i>withdrawn</i>", 2)), (("no claim found", 2),)),
    others=Stream(3, 1, 0, 2, 0, 2, (("scanned", 1),)),
    why_duplicate=(("same DOI", 20),),
    why_removed=(("no title", 3),),
    failed=(("OpenAlex", "broke off"),),
)


ONE, TWO, THREE = RecordId(Database.ARXIV, 1), RecordId(Database.ARXIV, 2), RecordId(Database.CROSSREF, 1)
NOW = datetime(2026, 1, 2, tzinfo=UTC)
SEARCH = Search(
    "0123456789ab",
    "Does it help?",
    NOW,
    (),
    answers=(
        Answer(Database.ARXIV, "q", NOW, found=(Found(ONE, "=HYPERLINK(1) of 模型"), Found(TWO, "Two"))),
        Answer(Database.CROSSREF, "q", NOW, found=(Found(THREE, "One"),)),
    ),
    duplicates=(Duplicate(THREE, ONE, "same title", 0.9),),
    decisions=(Decision(ONE, Fate.SOUGHT, Decider.PERSON, "picked", 0.512),),
)


def texts(svg: str) -> list[str]:
    root = etree.fromstring(svg.encode())
    return ["".join(map(str, node.itertext())) for node in root.iter("{*}tspan", "{*}text", "{*}title")]


def test_diagram_is_one_valid_svg_with_every_number() -> None:
    shown = " | ".join(texts(flow_svg(COUNTS)))

    for words in (
        "Records identified (n = 87)",
        "arXiv (n = 50)",
        "OpenAlex, incomplete (n = 37)",
        "duplicate records (n = 20)",
        "Records screened (n = 64)",
        "by a person (n = 3)",
        "Reports sought for retrieval (n = 20)",
        "no arXiv id (n = 4)",
        "Reports included (n = 12)",
    ):
        assert words in shown


def test_markup_from_outside_is_text() -> None:
    svg = flow_svg(COUNTS)

    assert "<i>" not in svg
    assert "<b>" not in svg
    assert "<i>withdrawn</i> (n = 2)" in texts(svg)
    assert "Flow of records for the question: Does <b>scaling</b> {{ 7 * 7 }} help & why?" in texts(svg)


def test_column_of_other_methods_is_only_drawn_when_something_came_that_way() -> None:
    with_others, without = drawing_of(COUNTS), drawing_of(replace(COUNTS, others=NONE))

    assert len(with_others.heads) == 2
    assert len(without.heads) == 1
    assert without.width < with_others.width
    assert not any("by hand" in line for box in without.boxes for line in box.lines)


REASONS = ("W" * 300, "模型" * 90, "a reason of many words that goes on and on " * 9, "\u202eabc\x00", "é" * 70)


@pytest.mark.parametrize("reason", REASONS, ids=["wide", "chinese", "words", "controls", "accents"])
def test_boxes_are_as_high_as_their_lines(reason: str) -> None:
    drawing = drawing_of(
        replace(COUNTS, databases=replace(COUNTS.databases, why_not_retrieved=((reason, 4), ("no arXiv id", 2))))
    )

    for box in drawing.boxes:
        assert len(box.lines) * drawing.line + 2 * drawing.pad <= box.height


# Says which texts stand out of the rectangle drawn before them.
PROBE = """<body>{svg}<script>
const out = [...document.querySelectorAll("text")].filter(text => {{
  const [inner, outer] = [text, text.previousElementSibling].map(each => each.getBoundingClientRect());
  return inner.left < outer.left || inner.right > outer.right || inner.top < outer.top || inner.bottom > outer.bottom;
}});
document.title = `${{out.length}} of ${{document.querySelectorAll("text").length}} stand out`;
</script></body>"""


@pytest.mark.browser
def test_no_text_stands_out_of_its_box_in_a_browser(tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("needs chromium (Debian's package of that name)")
    reasons = tuple((reason, 1) for reason in REASONS[:4])
    svg = flow_svg(replace(COUNTS, databases=replace(COUNTS.databases, not_retrieved=4, why_not_retrieved=reasons)))
    probe = tmp_path / "probe.html"
    probe.write_text(f"<!DOCTYPE html><meta charset=utf-8>{PROBE.format(svg=svg)}", encoding="utf-8")

    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    shown = subprocess.run([browser, *options, probe.as_uri()], capture_output=True, text=True, timeout=120, check=True)

    assert "<title>0 of" in shown.stdout


def test_boxes_do_not_overlap_and_lie_on_the_page() -> None:
    drawing = drawing_of(COUNTS)
    for place, box in enumerate(drawing.boxes):
        assert box.x + box.width <= drawing.width
        assert box.bottom <= drawing.height
        for other in drawing.boxes[place + 1 :]:
            assert box.x != other.x or box.bottom <= other.y or other.bottom <= box.y


def test_reasons_that_do_not_fit_are_counted_together() -> None:
    many = tuple((f"reason {number}", 1) for number in range(9))
    svg = flow_svg(replace(COUNTS, databases=replace(COUNTS.databases, not_retrieved=9, why_not_retrieved=many)))

    assert "5 other reasons (n = 5)" in texts(svg)


def test_table_holds_every_number_and_its_parts_add_up() -> None:
    rows = list(csv.DictReader(io.StringIO(flow_csv(COUNTS))))
    wholes = {row["what"]: int(row["count"]) for row in rows if not row["detail"]}
    for what in ("records identified", "records excluded", "reports not retrieved (databases)"):
        assert sum(int(row["count"]) for row in rows if row["what"] == what and row["detail"]) == wholes[what]
    assert len(rows) == len(flow_rows(COUNTS))


def test_no_cell_of_the_table_is_a_formula() -> None:
    counts = replace(COUNTS, why_removed=(("=cmd()", 3),))

    assert "'=cmd()" in flow_csv(counts)


def test_methodology_prints_the_numbers_of_the_diagram() -> None:
    data = replace(make_audit(), flow=COUNTS)
    said = ". ".join(statement.text for statement in methodology(data))

    assert said.startswith("A literature search on 2026-01-02 identified 87 records (arXiv 50 and OpenAlex 37)")
    assert "Of 64 records screened, 43 were excluded (40 by the program, 3 by a person), 1 is not decided yet" in said
    assert "OpenAlex did not answer in full: broke off" in said
    assert all(sentence in said for sentence in flow_sentences(COUNTS))


def test_methodology_without_a_search_says_nothing_of_one() -> None:
    assert not any("search" in statement.text for statement in methodology(make_audit()))


def test_diagram_stands_in_the_html_report_only_where_a_search_is_recorded() -> None:
    shown = html_of(view_of(replace(make_audit(), flow=COUNTS)))

    assert "How the papers were found (PRISMA 2020)" in shown
    assert "identified 87 records" in shown
    assert "PRISMA" not in html_of(view_of(make_audit()))


def test_every_record_has_a_row_with_its_fate() -> None:
    rows = list(csv.DictReader(io.StringIO(records_csv(SEARCH))))

    assert [(row["record"], row["fate"], row["decided by"]) for row in rows] == [
        ("arxiv:1", "sought", "person"),
        ("arxiv:2", "undecided", ""),
        ("crossref:1", "duplicate", "automation"),
    ]
    assert rows[0]["title"] == "'=HYPERLINK(1) of 模型"
    assert (rows[0]["relevance"], rows[2]["duplicate of"], rows[2]["title similarity"]) == ("0.512", "arxiv:1", "0.900")


def test_every_query_has_a_row_with_what_it_was_made_from() -> None:
    edits = (
        Edit(Database.ARXIV, "all:x", "ti:x", NOW),
        Edit(Database.ARXIV, "ti:x", "-x", NOW),
        Edit(Database.OPENALEX, "x", "", NOW),
    )
    rows = csv.DictReader(
        io.StringIO(
            queries_csv(replace(SEARCH, queries=((Database.ARXIV, "-x"), (Database.CROSSREF, "x")), edits=edits))
        )
    )

    assert [
        (row["database"], row["query"], row["written by"], row["derived query"], row["received"]) for row in rows
    ] == [
        ("arXiv", "'-x", "a person", "all:x", "2"),
        ("Crossref", "x", "the program", "", "1"),
        ("OpenAlex", "", "a person", "x", ""),
    ]


def test_files_are_replaced_whole(tmp_path: Path) -> None:
    first = write_flow(SEARCH, COUNTS, tmp_path)
    again = write_flow(SEARCH, replace(COUNTS, screened=65), tmp_path)

    assert first == again
    assert "n = 65" in again["flow.svg"].read_text(encoding="utf-8")
    assert {path.name for path in again["flow.svg"].parent.iterdir()} == {
        "flow.svg",
        "flow.csv",
        "queries.csv",
        "records.csv",
    }


def test_path_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("mine", encoding="utf-8")

    with pytest.raises(RenderError, match="cannot write the diagram"):
        write_flow(SEARCH, COUNTS, tmp_path / "reports")
    assert (tmp_path / "reports").read_text(encoding="utf-8") == "mine"


def test_template_of_the_workspace_goes_first_and_its_error_has_a_line(tmp_path: Path) -> None:
    (tmp_path / "flow.svg.j2").write_text("<svg>\n{{ flow.nothing }}</svg>", encoding="utf-8")

    with pytest.raises(RenderError, match=r"flow\.svg\.j2, line 2"):
        flow_svg(COUNTS, templates=tmp_path)
