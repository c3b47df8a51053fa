"""One search, and its numbers in a report's sentences, its JSON, the diagram and the diagram's table."""

import csv
import io
import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import Any, Final

import jsonschema
from hypothesis import given
from lxml import etree

from synth.render.document import report_document
from synth.render.flow import flow_csv, flow_svg
from synth.render.searching import flow_sentences
from synth.synthesis.flow import FlowCounts, Sought, Stream, flow_counts
from synth.synthesis.literature import Search
from tests.render.samples import VERIFIED_REPORT
from tests.synthesis.flows import REPORTS, searches

SCHEMA = json.loads(files("synth").joinpath("schemas/search-1.json").read_text(encoding="utf-8"))
FLOW: Final = jsonschema.Draft202012Validator(SCHEMA["properties"]["flow"])
SAID: Final = re.compile(
    r"identified (?P<identified>\d+) records? .*?"
    r"\. (?P<duplicates>\d+) duplicates? and (?P<removed>\d+) other records? were removed.*?"
    r"\. Of (?P<screened>\d+) records? screened, (?P<excluded>\d+) w\w+ excluded"
    r" \((?P<automation>\d+) by the program, (?P<person>\d+) by a person\)(?:, (?P<undecided>\d+) \w+ not decided yet)?"
    r"\. Of (?P<sought>\d+) reports? sought, (?P<not_retrieved>\d+) could not be retrieved(?: \(.*?\))?"
    r"(?:, (?P<pending>\d+) \w+ not tried yet)? and (?P<assessed>\d+) w\w+ read"
    r"\. Claims were found in (?P<included>\d+) of those read; these are included"
    r".*?(?:\. (?P<others_sought>\d+) further reports? w\w+ named by hand or found by another search:"
    r" (?P<others_assessed>\d+) read, (?P<others_included>\d+) included)?$"
)
DRAWN: Final = {
    "identified": "Records identified",
    "duplicates": "duplicate records",
    "screened": "Records screened",
    "undecided": "not decided yet",
    "excluded": "Records excluded",
    "automation": "by automation",
    "person": "by a person",
    "sought": "Reports sought for retrieval",
    "not_retrieved": "Reports not retrieved",
    "pending": "not tried yet",
    "assessed": "Reports assessed for eligibility",
}


def said(counts: FlowCounts) -> dict[str, int]:
    """The numbers that the Methodology says; one it leaves out is 0."""
    match = SAID.search(". ".join(flow_sentences(counts)))
    assert match
    return {name: int(number or 0) for name, number in match.groupdict().items()}


def in_json(counts: FlowCounts) -> dict[str, int]:
    """The numbers of report.json."""
    document = json.loads(json.dumps(report_document(replace(VERIFIED_REPORT, flow=counts))))
    flow: dict[str, Any] = document["flow"]
    FLOW.validate(flow)
    names = ("identified", "duplicates", "removed", "screened", "excluded", "undecided")
    one = ("sought", "not_retrieved", "pending", "assessed", "included")
    return (
        {name: flow[name] for name in names}
        | {"automation": flow["excluded_by_automation"], "person": flow["excluded_by_person"]}
        | {name: flow["databases"][name] for name in one}
        | {f"others_{name}": flow["others"][name] for name in ("sought", "assessed", "included")}
    )


def drawn(counts: FlowCounts) -> dict[str, int]:
    """The numbers of the diagram without its column of other methods; one it leaves out is 0."""
    svg = flow_svg(replace(counts, others=Stream(0, 0, 0, 0, 0, 0)))
    boxes = [" ".join(map(str, node.itertext())) for node in etree.fromstring(svg.encode()).iter("{*}text")]
    text = re.sub(r"\s+", " ", " ".join(boxes))
    found = {name: re.search(rf"{words} \(n = (\d+)\)", text) for name, words in DRAWN.items()}
    return {name: int(match[1]) if match else 0 for name, match in found.items()}


def tabled(counts: FlowCounts) -> dict[str, int]:
    """The wholes of the diagram's table, by what they count."""
    return {
        row["what"]: int(row["count"]) for row in csv.DictReader(io.StringIO(flow_csv(counts))) if not row["detail"]
    }


@given(searches(), REPORTS)
def test_report_diagram_and_table_print_the_same_counts(search: Search, reports: list[Sought]) -> None:
    counts = flow_counts(search, reports)
    numbers = in_json(counts)

    assert said(counts) == numbers
    assert drawn(counts) == {name: numbers[name] for name in DRAWN}
    assert tabled(counts) == {
        "records identified": numbers["identified"],
        "duplicate records removed": numbers["duplicates"],
        "records removed before screening": numbers["removed"],
        "records screened": numbers["screened"],
        "records excluded": numbers["excluded"],
        "records not decided": numbers["undecided"],
        "reports sought (databases)": numbers["sought"],
        "reports not retrieved (databases)": numbers["not_retrieved"],
        "reports not tried yet (databases)": numbers["pending"],
        "reports assessed (databases)": numbers["assessed"],
        "reports excluded (databases)": numbers["assessed"] - numbers["included"],
        "reports included (databases)": numbers["included"],
        "reports sought (other methods)": numbers["others_sought"],
        "reports not retrieved (other methods)": counts.others.not_retrieved,
        "reports not tried yet (other methods)": counts.others.pending,
        "reports assessed (other methods)": numbers["others_assessed"],
        "reports excluded (other methods)": counts.others.excluded,
        "reports included (other methods)": numbers["others_included"],
        "reports included": numbers["included"] + numbers["others_included"],
    }


def test_report_without_a_search_has_no_flow() -> None:
    assert report_document(VERIFIED_REPORT)["flow"] is None
