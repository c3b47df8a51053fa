import dataclasses
import re
from typing import Any

import pytest

from synth.render.data import ReportData
from synth.render.reviewed import review_view
from synth.verdict.types import ClaimVerdict
from tests.render.samples import CONTRADICTED, CORROBORATED, HOSTILE, VERIFIED_REPORT, report_texts

REVIEW: dict[str, Any] = {
    "stance": "accepted",
    "label": "supported",
    "reviewer": "Ada",
    "at": "2026-01-02T03:04:05+00:00",
    "why": "",
    "note": "",
    "evidence": None,
    "revision": 1,
    "outdated": False,
}
CHOSEN = {"paper": "2104.1", "version": 1, "start": 4, "end": 16, "quote": "Width helps.", "hash": "sha256:0"}


def reviewed(**changed: Any) -> ClaimVerdict:
    """A claim of the samples with a review; what is named differs from an acceptance."""
    return dataclasses.replace(CORROBORATED, review=REVIEW | changed)


def report_with(verdict: ClaimVerdict) -> ReportData:
    return dataclasses.replace(VERIFIED_REPORT, verdicts=(CONTRADICTED, verdict))


@pytest.mark.parametrize(
    ("changed", "mark", "words"),
    [
        ({}, "reviewed: accepted", "accepted by Ada on 2026-01-02"),
        ({"stance": "rejected", "label": None, "why": "other table"}, "reviewed: rejected", "other table"),
        ({"stance": "corrected", "label": "not_enough_info"}, "reviewed: not enough info", "label corrected to not"),
        ({"stance": "open", "label": None, "note": "hm"}, "reviewed", "commented by Ada on 2026-01-02"),
        ({"outdated": True}, "reviewed: accepted", "the verdict has changed since"),
    ],
)
def test_review_is_put_in_words(changed: dict[str, Any], mark: str, words: str) -> None:
    view = review_view(reviewed(**changed))

    assert view is not None
    assert view.mark == mark
    assert words in view.words


def test_chosen_evidence_is_quoted_with_its_place() -> None:
    view = review_view(reviewed(evidence=CHOSEN))

    assert view is not None
    assert view.quote == "“Width helps.” (2104.1, characters 4 to 16)"


def test_claim_that_nobody_reviewed_has_no_view() -> None:
    assert review_view(CORROBORATED) is None


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_report_says_that_a_claim_was_reviewed(name: str) -> None:
    text = re.sub(r"<[^>]*>|\*\*|\\", "", report_texts(report_with(reviewed(why="I read it", note="see 4.2")))[name])

    assert "supported, reviewed: accepted" in text
    assert "accepted by Ada on 2026-01-02: I read it." in text
    assert "see 4.2" in text
    assert "eviewed" not in report_texts(report_with(CORROBORATED))[name]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_reviewer_cannot_bring_markup(text: str) -> None:
    def tags(**changed: Any) -> list[str]:
        page = report_texts(report_with(reviewed(**changed)))["report.html"]
        return re.findall(r"<[a-z!/][^>]*>", page)

    hostile = {"why": text, "note": text, "reviewer": text, "evidence": CHOSEN | {"quote": text}}
    assert tags(**hostile) == tags(why="w", note="n", evidence=CHOSEN)
