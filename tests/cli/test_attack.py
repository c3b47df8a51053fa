"""Attacks from the command line, on a paper of the demo and without a network."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import PAPERS, RunSynth

PAPER = PAPERS / "two-libraries.pdf"
SENTENCE = "pypdfium2 recovers 94.8 % of the reference sentences and pypdf 89.6 %."
REPORT = f"""# A Survey

## 5 Extracted Claims

| Claim | Verified | Confidence |
|---|---|---|
| {SENTENCE} | ✓ | 0.26 |
"""


@pytest.fixture
def report(workspace: Path) -> Path:
    """A report whose one claim is a sentence of the paper."""
    file = workspace / "survey.md"
    file.write_text(REPORT, encoding="utf-8")
    return file


def audited(synth: RunSynth, report: Path, *flags: str) -> dict[str, Any]:
    document = synth("audit", report, "--offline", "--paper", PAPER, "--json", *flags).document
    (claim,) = document["claims"]
    return {"run": document["run"], "verified": claim["verified"], "attack": claim["attack"]}


def test_verified_claim_is_attacked_unless_told_otherwise(synth: RunSynth, report: Path) -> None:
    with_attack, without = audited(synth, report), audited(synth, report, "--no-attack")

    assert with_attack["verified"]
    assert without["verified"]
    assert without["attack"] is None
    assert {"number", "binding"} <= {item["kind"] for item in with_attack["attack"]["items"]}
    assert with_attack["run"] != without["run"]  # a run's key tells what was asked


def test_report_shows_the_attack(synth: RunSynth, report: Path, workspace: Path) -> None:
    audited(synth, report)

    synth("render", "report", "--audit", "")

    (page,) = (workspace / "reports").glob("*/report.md")
    assert "altered claims were caught" in page.read_text(encoding="utf-8")
