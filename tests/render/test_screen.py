import dataclasses

import pytest

from synth.ports import Failure
from synth.render.layout import seen_width
from synth.render.screen import counts_line, verdict_screen
from synth.verdict.types import ClaimVerdict, Label, Status
from tests.render.samples import (
    ALONE,
    CONTRADICTED,
    HOSTILE,
    PAPERS,
    VERIFIED_REPORT,
    make_audit,
    make_blind_audit,
    make_evidence,
    make_verdict,
)

LONG = "a claim that goes on for longer than any terminal is wide, so that it has to be cut between two of its words"


def many(label: Label, number: int) -> list[ClaimVerdict]:
    evidence = (make_evidence(LONG, mark="wide"),)
    return [make_verdict(f"{label.value} {place} {LONG}", label, 0.6, evidence=evidence) for place in range(number)]


def test_refuted_claims_come_first_then_unsupported_then_partial() -> None:
    verdicts = many(Label.PARTIAL, 1) + many(Label.NOT_ENOUGH_INFO, 1) + many(Label.REFUTED, 1)

    text = verdict_screen(verdicts)
    places = [text.index(head) for head in ("REFUTED", "WITHOUT SUPPORT", "PARTLY OR UNSURELY SUPPORTED")]
    assert places == sorted(places)


def test_refuted_claim_shows_quote_place_reason_and_the_reports_own_flag() -> None:
    lines = [line.strip() for line in verdict_screen(make_audit().verdicts).splitlines()]

    assert lines[:5] == [
        "REFUTED",
        f"× {CONTRADICTED.claim.id[:8]}  Wider encoders lose less under noise.",
        "refuted 0.87; reported ✓ 0.16; the paper says the opposite: less against more",
        "“Wider encoders lose more under noise in all our runs.”",
        "2102.00002v1, section 4.2 Results, page 6",
    ]


@pytest.mark.parametrize("number", [0, 1, 5, 8, 9, 200])
@pytest.mark.parametrize("failed", [0, 3, 50])
def test_screen_fits_one_terminal(number: int, failed: int) -> None:
    verdicts = many(Label.REFUTED, number) + many(Label.NOT_ENOUGH_INFO, number)
    failures = [Failure("fetch", LONG, LONG)] * failed

    lines = verdict_screen(
        verdicts, papers=PAPERS, failures=failures, next_commands=("synth render report",)
    ).splitlines()
    assert len(lines) <= 40
    assert max(seen_width(line) for line in lines) <= 100
    assert lines[-1] == "next: synth render report"


def test_what_does_not_fit_is_counted() -> None:
    text = verdict_screen(many(Label.REFUTED, 30))
    shown = text.count("× ")

    assert 5 <= shown < 30
    assert f"... {30 - shown} more: synth claims list" in text


def test_claims_that_only_their_own_paper_states_are_counted_and_not_listed() -> None:
    text = verdict_screen((ALONE,))

    assert text == "1 claim: 1 not corroborated"


def test_screen_without_sources_says_why_nothing_was_checked() -> None:
    data = make_blind_audit()

    text = verdict_screen(data.verdicts, papers=data.papers, next_commands=("synth fetch",))
    assert text.splitlines() == [
        "3 claims: 3 not checked",
        "3 claims not checked: none of the cited papers could be read",
        "3 papers: 0 read, 3 unavailable",
        "next: synth fetch",
    ]


def test_counts_sum_to_the_claims() -> None:
    assert counts_line(VERIFIED_REPORT.verdicts) == "3 claims: 1 refuted, 1 verified, 1 not corroborated"


def test_quote_is_cut_around_the_words_that_decide() -> None:
    quote = f"{LONG}, and {LONG}, but then accuracy rises instead of falling"
    verdict = make_verdict("Accuracy falls.", Label.REFUTED, evidence=(make_evidence(quote, mark="rises"),))

    assert "accuracy rises instead of falling" in verdict_screen((verdict,))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_on_its_line_and_sends_no_control(text: str) -> None:
    evidence = (dataclasses.replace(make_evidence(text), section=text),)
    lines = verdict_screen((make_verdict(text, Label.REFUTED, evidence=evidence, reason=text),)).split("\n")

    assert len(lines) == 7
    assert all(line.isprintable() for line in lines)


def test_reasons_that_are_not_listed_are_counted() -> None:
    reasons = ["one word", "too long", "not in English", "a question", "no words", "no words"]
    verdicts = [
        make_verdict(f"claim {at}", None, status=Status.UNCHECKABLE, reason=reason) for at, reason in enumerate(reasons)
    ]

    lines = [line for line in verdict_screen(verdicts).splitlines() if "not checked" in line]

    assert "2 claims not checked: no words" in lines
    assert "2 claims not checked for other reasons" in lines
