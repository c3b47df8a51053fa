"""All formats at once: what is left out, and that none of them takes foreign text for more than text."""

import json
import sys
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from synth.errors import MissingPackageError
from synth.render.data import ReportData
from synth.render.formats import Format, report_files
from tests.render.samples import VERIFIED_REPORT, make_audit, make_blind_audit, make_hostile
from tests.render.test_flow import COUNTS

REPORTS = {
    "papers": VERIFIED_REPORT,
    "searched": replace(VERIFIED_REPORT, flow=COUNTS),
    "audit": make_audit(),
    "blind": make_blind_audit(),
    "hostile": make_hostile(),
}


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("synth").joinpath(f"schemas/{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("data", REPORTS.values(), ids=REPORTS)
def test_report_json_follows_its_published_schema(data: ReportData) -> None:
    known = {name: schema(name) for name in ("claim-1", "verify-1", "search-1", "report-1")}
    registry: Registry[Any] = Registry().with_resources(
        (f"synth:{name}", Resource.from_contents(content)) for name, content in known.items()
    )
    document = json.loads(report_files(data, formats=(Format.JSON,)).files["report.json"])

    jsonschema.Draft202012Validator(known["report-1"], registry=registry).validate(document)


def test_schema_refuses_counts_that_are_no_numbers() -> None:
    document = json.loads(report_files(VERIFIED_REPORT, formats=(Format.JSON,)).files["report.json"])
    document["counts"]["read"] = "two"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document["counts"], schema("report-1")["properties"]["counts"])


def test_what_needs_a_missing_package_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    made = report_files(VERIFIED_REPORT)

    assert {"report.html", "report.md", "report.json", "run.json"} <= set(made.files)
    assert "report.pdf" not in made.files
    assert not any(name.endswith(".png") for name in made.files)
    assert dict(made.left_out) == {
        Format.FIGURES: "figures need matplotlib (pip install 'synth[figures]')",
        Format.PDF: "PDF needs typst (pip install 'synth[pdf]')",
    }


@pytest.mark.parametrize(("wanted", "package"), [(Format.PDF, "typst"), (Format.FIGURES, "matplotlib")])
def test_format_that_was_asked_for_is_not_left_out_silently(
    monkeypatch: pytest.MonkeyPatch, wanted: Format, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MissingPackageError, match=package):
        report_files(VERIFIED_REPORT, formats=(wanted,))


def test_markdown_points_only_to_figures_that_are_there() -> None:
    made = report_files(make_audit(), formats=(Format.MARKDOWN, Format.FIGURES)).files
    alone = report_files(make_audit(), formats=(Format.MARKDOWN,)).files["report.md"].decode()

    assert "(claims-by-paper.png)" in made["report.md"].decode()
    assert "claims-by-paper.png" in made
    assert ".png)" not in alone
