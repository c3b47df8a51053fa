"""A withdrawn paper is named wherever a verdict that rests on it is shown."""

from dataclasses import replace

import pytest

from synth.ports import PaperStatus
from synth.render.abstract import abstract
from synth.render.data import ReportData
from synth.render.screen import verdict_screen
from synth.render.tables import papers_table
from synth.render.withdrawn import resting_on, withdrawal_lines, withdrawal_warnings, withdrawn_of
from synth.verdict.types import Label
from tests.render.samples import NARROW, make_audit, make_blind_audit, report_texts

WORDS = "This paper has been withdrawn by the author due to an error in <equation> (3)"


def withdrawn(data: ReportData) -> ReportData:
    """The same report, with the paper that carries its quotes withdrawn."""
    papers = tuple(replace(paper, withdrawn=WORDS) if paper.id == NARROW else paper for paper in data.papers)
    return replace(data, papers=papers, warnings=withdrawal_warnings(papers, data.verdicts))


AUDIT = withdrawn(make_audit())
PAPER = next(paper for paper in AUDIT.papers if paper.withdrawn)
RESTING = resting_on(AUDIT.verdicts, {NARROW})


def test_decided_verdicts_whose_first_quote_is_from_a_paper_rest_on_it() -> None:
    assert RESTING
    assert all(verdict.evidence[0].paper == NARROW for verdict in RESTING)
    assert not resting_on([replace(verdict, label=Label.NOT_ENOUGH_INFO) for verdict in RESTING], {NARROW})
    assert not resting_on([replace(verdict, evidence=()) for verdict in RESTING], {NARROW})


def test_sheet_of_a_withdrawn_paper_names_each_verdict() -> None:
    text = withdrawal_lines(PAPER, AUDIT.verdicts, width=100)

    assert text.startswith(f"! WITHDRAWN {NARROW}")
    assert "arXiv says: This paper has been withdrawn" in text
    assert all(f"{verdict.claim.id[:8]}  {verdict.label.value}" in text for verdict in RESTING if verdict.label)
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("name", ["report.html", "report.md", "report.tex", "report.json"])
def test_every_report_says_so(name: str) -> None:
    shown = report_texts(AUDIT)[name]

    assert "on a withdrawn paper" in shown
    assert "WITHDRAWN" in shown or name == "report.json"
    assert "<equation>" not in shown or name != "report.html"
    assert "withdrawn" not in report_texts(make_audit())[name].lower()


def test_screen_and_table_say_so() -> None:
    screen = verdict_screen(AUDIT.verdicts, papers=AUDIT.papers)
    count = len(RESTING)

    assert f"! withdrawn: {NARROW}v" in screen
    assert f"{count} verdict{'s' if count > 1 else ''} rest" in screen
    assert "available, withdrawn" in papers_table(AUDIT.papers)
    assert "withdrawn" not in verdict_screen(make_audit().verdicts, papers=make_audit().papers)


def test_paper_whose_newest_version_stands_is_not_withdrawn() -> None:
    newer = replace(PAPER, version=(PAPER.version or 0) + 1, withdrawn="")

    assert withdrawn_of([PAPER]) == [PAPER]
    assert withdrawn_of([PAPER, newer]) == withdrawn_of([newer, PAPER]) == []
    assert withdrawn_of([PAPER, replace(newer, status=PaperStatus.UNAVAILABLE)]) == [PAPER]


def test_withdrawn_paper_that_could_not_be_read_warns_of_no_verdict() -> None:
    data = withdrawn(make_blind_audit())

    assert all(paper.status is not PaperStatus.AVAILABLE for paper in data.papers)
    assert not data.warnings
    assert not any("withdrawn" in statement.text for statement in abstract(data))
