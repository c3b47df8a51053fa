import dataclasses
import re
from typing import Any

import pytest

from synth.render.attack import attack_line, attack_sentences, attack_view
from synth.render.data import ReportData
from synth.render.screen import verdict_screen
from synth.verdict.types import ClaimVerdict
from tests.render.samples import CONTRADICTED, CORROBORATED, HOSTILE, VERIFIED_REPORT, report_texts

ALTERED = ("Accuracy falls by 4.5 points under 10% noise.", "Accuracy rises by 4.1 points under 10% noise.")


def attacked(*, caught: int, passed: int, texts: tuple[str, ...] = ALTERED) -> ClaimVerdict:
    """The verified claim of the samples with an attack of which the first mutants were caught."""
    tried = caught + passed
    items = [
        {"kind": "number", "text": text, "change": "", "label": "supported", "confidence": 0.7, "caught": at < caught}
        for at, text in enumerate(texts[:tried])
    ]
    attack: dict[str, Any] = {
        "mutants": tried,
        "caught": caught,
        "rate": caught / tried if tried else None,
        "discriminating": caught >= passed if tried else None,
        "items": items,
    }
    return dataclasses.replace(CORROBORATED, attack=attack)


def report_with(verdict: ClaimVerdict) -> ReportData:
    return dataclasses.replace(VERIFIED_REPORT, verdicts=(CONTRADICTED, verdict))


def shown(name: str, verdict: ClaimVerdict) -> str:
    """A report's words without its markup."""
    text = re.sub(r"<[^>]*>|\*\*|\\", "", report_texts(report_with(verdict))[name])
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_report_shows_what_was_caught_and_what_passed(name: str) -> None:
    text = shown(name, attacked(caught=1, passed=1))

    assert f"Attack: 1 of 2 altered claims were caught; passed: “{ALTERED[1]}”." in text
    assert "1 of 2 altered claims were caught, a share of 0.50" in text
    assert (f"caught {ALTERED[0]} (number; supported 0.70)" in text) == (name == "report.html")


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_claim_that_does_not_discriminate_is_marked_in_the_table_and_below(name: str) -> None:
    text = shown(name, attacked(caught=0, passed=2))

    assert "supported, not discriminating" in text
    assert "0 of 2 altered claims were caught (not discriminating)" in text
    assert "1 verified claim is not discriminating" in text


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_report_without_attacks_does_not_speak_of_them(name: str) -> None:
    assert "altered" not in shown(name, CORROBORATED)


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_discriminating_claim_bears_no_mark(name: str) -> None:
    assert "discriminating" not in shown(name, attacked(caught=2, passed=0))


@pytest.mark.parametrize("text", HOSTILE)
def test_altered_claim_cannot_bring_markup(text: str) -> None:
    page = report_texts(report_with(attacked(caught=0, passed=1, texts=(text,))))["report.html"]
    plain = report_texts(report_with(attacked(caught=0, passed=1, texts=("harmless",))))["report.html"]

    assert re.findall(r"<[a-z!/][^>]*>", page) == re.findall(r"<[a-z!/][^>]*>", plain)


def test_claim_with_nothing_to_alter_says_so() -> None:
    view = attack_view(attacked(caught=0, passed=0))

    assert view is not None
    assert view.words == "the claim holds nothing that could be altered"
    assert attack_sentences([attacked(caught=0, passed=0)]) == (
        "No verified claim holds anything that could be altered to test its tick",
    )


def test_unattacked_claim_has_no_view() -> None:
    assert attack_view(CORROBORATED) is None
    assert attack_sentences([CORROBORATED]) == ()


def test_screen_counts_all_attacks() -> None:
    verdicts = [attacked(caught=2, passed=0), attacked(caught=0, passed=2)]

    assert attack_line(verdicts) == "attack: 2 of 4 altered claims were caught; 1 verified claim not discriminating"
    assert attack_line(verdicts) in verdict_screen(verdicts)
    assert "attack" not in verdict_screen([CORROBORATED])
