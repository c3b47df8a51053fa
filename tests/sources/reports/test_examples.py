"""The five example reports, read where they lie; they are not part of this project."""

from pathlib import Path

import pytest

from synth.ports import Report
from synth.sources.reports import read_report

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def reports(shared_data: Path) -> dict[str, Report]:
    """By the first three digits of their file names."""
    folder = shared_data.parent / "example-reports"
    if not folder.is_dir():
        pytest.skip(f"the example reports are not in {folder}")
    return {path.name[:3]: read_report(path) for path in sorted(folder.glob("*.txt"))}


def flags(report: Report) -> str:
    return "".join("✓" if claim.reported and claim.reported.verified else "×" for claim in report.claims)


def test_every_claim_is_read_with_its_flag(reports: dict[str, Report]) -> None:
    assert {name: flags(report) for name, report in reports.items()} == {
        "000": "✓×✓✓✓✓✓✓✓×✓✓×",
        "001": "✓×✓✓✓✓✓✓✓✓×",
        "002": "✓✓✓✓×✓×✓✓",
        "003": "✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓×✓",
        "004": "✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓×✓",
    }


def test_every_claim_is_read_with_its_score(reports: dict[str, Report]) -> None:
    scores = {
        name: [claim.reported.confidence for claim in report.claims if claim.reported]
        for name, report in reports.items()
    }

    assert [len(each) for each in scores.values()] == [13, 11, 9, 17, 17]
    assert scores["002"] == [0.26, 0.32, 0.18, 0.24, 0.15, 0.23, 0.03, 0.21, 0.22]
    assert scores["003"][9] == 0.22
    assert scores["004"][9] == 0.21


def test_every_reference_is_read_with_its_version(reports: dict[str, Report]) -> None:
    assert {
        name: [f"{item.paper}v{item.version}" for item in report.references] for name, report in reports.items()
    } == {
        "000": ["2104.08645v2", "2210.09934v1", "2512.13687v2"],
        "001": ["2510.22037v2", "2104.08645v2", "2210.01091v2"],
        "002": ["2103.08849v3", "2104.08645v2", "2106.01732v2"],
        "003": ["2309.10891v1", "2205.08497v1", "2310.09917v3"],
        "004": ["2205.08497v1", "2104.08645v2", "2003.11080v5"],
    }
    assert all(not report.unresolved_references for report in reports.values())


def test_what_the_reports_say_of_themselves_is_taken_over(reports: dict[str, Report]) -> None:
    assert {report.author for report in reports.values()} == {"Assignee Research"}
    assert [report.date for report in reports.values()] == [
        "June 30, 2026",
        "July 11, 2026",
        "June 26, 2026",
        "July 6, 2026",
        "July 8, 2026",
    ]
    assert [report.title.split()[0] for report in reports.values()] == [
        "Scaling",
        "Comparative",
        "Noise",
        "Multilingual",
        "Impact",
    ]
    assert [tuple(report.stated_counts.values()) for report in reports.values()] == [
        (12, 13, 10, 7.6),
        (15, 11, 9, 7.7),
        (4, 9, 7, 7.5),
        (10, 17, 16, 8.2),
        (14, 17, 16, 7.8),
    ]
    for report in reports.values():
        assert report.question.endswith("?")
        assert report.topic.endswith(("Training", "Transfer", "BERT"))
        assert len(report.abstract) > 400
        assert report.stated_counts["claims"] == len(report.claims)
        assert report.stated_counts["verified"] == flags(report).count("✓")


def test_claims_that_were_cut_are_flagged(reports: dict[str, Report]) -> None:
    for report in reports.values():
        assert {claim.text.endswith(".") for claim in report.claims if claim.truncated} == {False}
        assert {claim.text.endswith(".") for claim in report.claims if not claim.truncated} == {True}
    assert sum(claim.truncated for claim in reports["003"].claims) == 10


def test_markup_in_claims_is_read(reports: dict[str, Report]) -> None:
    texts = [claim.text for report in reports.values() for claim in report.claims]

    assert "The code is available at https://github.com/uclanlp/Robust-XLT." in texts
    assert "The value of λ is set to 1." in texts
    assert any("B × T × E, in which" in text for text in texts)
    assert not any("$" in text or "\\" in text or "<" in text for text in texts)


def test_the_same_claim_of_two_reports_has_one_id(reports: dict[str, Report]) -> None:
    both = {claim.id for claim in reports["000"].claims} & {claim.id for claim in reports["001"].claims}

    assert len(both) == 8
