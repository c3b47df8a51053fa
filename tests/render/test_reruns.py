"""Results on paper: equal numbers give equal files, and nothing is hidden."""

import dataclasses
import json
from pathlib import Path

import pytest

from synth.errors import RenderError
from synth.ports.lab import Chart, Control, Gate, LabResult, RerunVerdict, Series
from synth.render.figures import figure
from synth.render.rerun_document import result_document
from synth.render.rerun_screen import duration, result_screen
from synth.render.reruns import result_page, write_result
from tests.lab_results import CHART, CONTRAST, make_result

BARS = Chart(
    "bars",
    "By language",
    "",
    "accuracy",
    (Series("plain", (0.0, 1.0), (0.5, 0.6), (0.4, 0.5), (0.6, 0.7)),),
    ticks=("L1", "a long name, of a language"),
)


def test_equal_numbers_give_equal_figures() -> None:
    result = make_result(charts=(CHART, BARS))

    assert figure(result, kind="svg") == figure(result, kind="svg")
    assert figure(result, kind="png").startswith(b"\x89PNG")


def test_figure_changes_with_its_numbers() -> None:
    moved = dataclasses.replace(CHART, series=(dataclasses.replace(CHART.series[0], mean=(0.3, 0.1)),))

    assert figure(make_result(), kind="svg") != figure(make_result(charts=(moved,)), kind="svg")


def test_intervals_without_an_end_are_left_out_of_the_figure() -> None:
    endless = dataclasses.replace(CHART.series[0], low=(float("-inf"), 0.1))

    assert figure(make_result(charts=(dataclasses.replace(CHART, series=(endless,)),)), kind="svg")


def test_document_has_the_verdict_first_and_no_infinite_numbers() -> None:
    endless = dataclasses.replace(CONTRAST, low=float("-inf"), high=float("inf"))
    document = result_document(make_result(primary=endless))

    assert list(document)[:2] == ["verdict", "experiment"]
    assert document["interval"] == [None, None]
    assert "Infinity" not in json.dumps(document)


def failed_result() -> LabResult:
    return make_result(
        verdict=RerunVerdict.WITHHELD,
        gates=(Gate("targets above chance", passed=False, why="not so for nli"),),
        controls=(Control("negative", "the base arm twice", CONTRAST, passed=False),),
    )


def test_page_says_which_gate_and_which_control_failed() -> None:
    page = result_page(failed_result())

    assert page.startswith("# Typos and size: withheld\n")
    assert "- **failed**: targets above chance, not so for nli" in page
    assert "- negative, **failed**: the base arm twice, -0.030 (-0.050 to -0.010), p 0.010" in page
    assert "bears on the mechanism" in page


def test_folder_is_named_by_experiment_and_key(tmp_path: Path) -> None:
    files = write_result(make_result(), tmp_path)

    assert files["result.json"].parent.name == "noise-scale-0123456789ab"
    assert sorted(files) == ["figure.png", "figure.svg", "log.txt", "report.md", "result.json"]
    assert "nano, seed 0, 2.0 s: tags/L1/clean 0.5000" in files["log.txt"].read_text(encoding="utf-8")


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "noise-scale-0123456789ab").write_text("a file", encoding="utf-8")

    with pytest.raises(RenderError, match="cannot write the result to"):
        write_result(make_result(), tmp_path)


def test_workspace_template_stands_in_for_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "rerun.md.j2").write_text("{{ verdict }} of {{ result.experiment }}\n", encoding="utf-8")

    assert result_page(make_result(), templates=tmp_path) == "reproduced of noise-scale\n"


def test_screen_counts_claims_by_what_came_of_them() -> None:
    claims = [
        {"id": "a" * 16, "text": "One.", "rerun": {"experiment": None, "reason": "no experiment"}},
        {"id": "b" * 16, "text": "Two.", "rerun": {"experiment": "x", "reason": "y", "verdict": "reproduced"}},
    ]
    shown = result_screen(claims, [(make_result(), "reports/x")])

    assert shown.endswith("2 claims: 1 no experiment bears on it, 1 reproduced")
    assert "noise-scale: REPRODUCED" in shown
    assert "reports/x" in shown


@pytest.mark.parametrize(("seconds", "words"), [(4.4, "4 s"), (150, "2 min"), (7200, "2.0 h")])
def test_durations_are_in_the_unit_a_person_would_use(seconds: float, words: str) -> None:
    assert duration(seconds) == words
