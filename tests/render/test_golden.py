"""Whole reports held against files, and their shape against the reports that synth audits.

``SYNTH_WRITE_GOLDEN=1 pytest tests/render/test_golden.py`` writes the files anew; read what changed.
"""

import os
import re
from pathlib import Path

import pytest

from synth.claims.types import Reported
from synth.render.data import ReportData
from synth.sources.reports import read_report
from tests.render.samples import NARROW, VERIFIED_REPORT, WIDE, make_audit, make_blind_audit, report_texts

GOLDEN = Path(__file__).parents[1] / "golden"
REPORTS = {"papers": VERIFIED_REPORT, "audit": make_audit(), "blind-audit": make_blind_audit()}
EXAMPLES = (
    "000_90606ea7f1f6e096",
    "001_40d68fc3f4ba76d2",
    "002_aaff48f0f50ee217",
    "003_5eb9a59d32f6492e",
    "004_5fa0a03cb3133c12",
)
SECTIONS = re.compile(
    r"^(?:## )?(Abstract|1 Introduction|2 Methodology|3 Results|4 Limitations|5 Extracted Claims|References)$",
    re.MULTILINE,
)
_WRITING = "SYNTH_WRITE_GOLDEN" in os.environ


@pytest.mark.parametrize("name", ["report.md", "report.html", "report.json", "report.bib", "run.json"])
@pytest.mark.parametrize("kind", REPORTS)
def test_report_is_as_it_was_read_last(kind: str, name: str) -> None:
    text = report_texts(REPORTS[kind])[name]
    golden = GOLDEN / kind / name

    if _WRITING:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.shared_data
@pytest.mark.parametrize("data", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_sections_stand_in_the_order_of_the_example_reports(shared_data: Path, example: str, data: ReportData) -> None:
    theirs = (shared_data.parent / "example-reports" / f"{example}.txt").read_text(encoding="utf-8")
    ours = report_texts(data)["report.md"]

    assert SECTIONS.findall(theirs) == SECTIONS.findall(ours)
    assert [line_kind(line) for line in front(ours)] == [line_kind(line) for line in front(theirs)]
    assert table_heads(ours)[:3] == table_heads(theirs) == ["Claim", "Verified", "Confidence"]
    assert row_shapes(ours) <= {"✓ #.##", "× #.##", "≈ #.##", "– #.##", "– –"}
    assert row_shapes(theirs) == {"✓ #.##", "× #.##"}
    assert reference_shapes(ours) == {"<http://arxiv.org/abs/IDv#>"} == reference_shapes(theirs)
    for start in ("This paper examines: ", "Research question: "):
        assert start in theirs
        assert start in ours


@pytest.mark.shared_data
@pytest.mark.parametrize("example", EXAMPLES)
def test_our_report_is_read_like_the_example_reports(shared_data: Path, tmp_path: Path, example: str) -> None:
    path = tmp_path / "report.md"
    path.write_text(report_texts(VERIFIED_REPORT)["report.md"], encoding="utf-8")
    ours, theirs = read_report(path), read_report(shared_data.parent / "example-reports" / f"{example}.txt")

    assert (ours.title, ours.author, ours.date) == (VERIFIED_REPORT.title, VERIFIED_REPORT.author, "July 8, 2026")
    assert (ours.topic, ours.question) == (VERIFIED_REPORT.topic, VERIFIED_REPORT.question)
    assert [claim.text for claim in ours.claims] == [verdict.claim.text for verdict in VERIFIED_REPORT.verdicts]
    assert [claim.reported for claim in ours.claims][:2] == [
        Reported(verified=False, confidence=0.87),
        Reported(verified=True, confidence=0.91),
    ]
    assert [(item.paper, item.version) for item in ours.references] == [(WIDE, 2), (NARROW, 1)]
    for name in ("title", "author", "date", "abstract", "topic", "question", "claims", "references"):
        assert bool(getattr(ours, name)) == bool(getattr(theirs, name))
    assert {"papers", "claims", "verified"} <= set(ours.stated_counts) <= set(theirs.stated_counts)


def front(text: str) -> list[str]:
    """The lines with text before the abstract: title, author, date."""
    return [line for line in re.split(r"(?m)^(?:## )?Abstract$", text)[0].splitlines() if line.strip()]


def line_kind(line: str) -> str:
    return "date" if re.fullmatch(r"[A-Z][a-z]+ \d{1,2}, \d{4}", line) else "text"


def row_shapes(text: str) -> set[str]:
    """The second and third cell of each row of the claims table, with digits as ``#``."""
    block = re.split(r"(?m)^(?:## )?References$", re.split(r"(?m)^\|? ?Claim[ \t]*[\t|]", text)[1])[0]
    rows = [
        [cell.strip() for cell in re.split(r"[\t|]", line.strip("| ")) if cell.strip()]
        for line in block.splitlines()[1:]
    ]
    found = [row for row in rows if len(row) >= 3 and not set(row[0]) <= set("-: ")]
    return {re.sub(r"\d", "#", f"{row[1]} {row[2]}") for row in found}


def table_heads(text: str) -> list[str]:
    (line,) = re.findall(r"(?m)^\|? ?Claim[ \t]*[\t|].*$", text)[:1]
    return [head.strip() for head in re.split(r"[\t|]", line) if head.strip()]


def reference_shapes(text: str) -> set[str]:
    block = re.split(r"(?m)^(?:## )?References$", text)[1]
    return {re.sub(r"v\d+", "v#", re.sub(r"\d{4}\.\d{5}", "ID", link)) for link in re.findall(r"(?m)^- (\S+)$", block)}
