import pytest

from synth.synthesis.scope import peak_for_level, too_broad, weighed, with_scope
from synth.verdict.types import Label
from tests.synthesis.sayings import ONE, TWO, audited, conflict, said, stated

CLAIM = "The parser wins on all languages."
QUOTE = "The parser wins on most languages."


@pytest.mark.parametrize("check", ["scope", "quantifiers", "hedges"])
def test_supported_claim_that_reaches_too_far_is_partial(check: str) -> None:
    verdict = audited(CLAIM, said(ONE, QUOTE, checks=(conflict(check),)), verified=True)

    found = with_scope(verdict)

    assert found.label is Label.PARTIAL
    assert not found.verified
    assert found.scope is not None
    assert found.scope["too_broad"][0]["why"] == "the passage says less"
    assert found.reason.startswith("broader than its evidence")


def test_chance_of_support_goes_to_partial() -> None:
    found = with_scope(audited(CLAIM, said(ONE, QUOTE, checks=(conflict("scope"),))))

    assert found.probabilities is not None
    assert found.probabilities.supported == 0.0
    assert sum(found.probabilities.values) == pytest.approx(1.0)


def test_claim_as_wide_as_its_evidence_keeps_its_verdict() -> None:
    verdict = audited(CLAIM, said(ONE, CLAIM), verified=True)

    assert with_scope(verdict) is verdict


def test_other_conflicts_are_no_matter_of_scope() -> None:
    assert too_broad(audited(CLAIM, said(ONE, QUOTE, checks=(conflict("numbers"),)))) == ()


def test_refuted_claim_is_not_relabelled() -> None:
    verdict = audited(CLAIM, said(ONE, QUOTE, Label.REFUTED, checks=(conflict("scope"),)))

    assert with_scope(verdict) is verdict


def test_paper_is_not_too_broad_for_itself() -> None:
    assert too_broad(stated(CLAIM, ONE)) == ()


def test_peak_told_as_an_average_is_too_broad() -> None:
    assert peak_for_level("It gains 3.2 points on average.", "It gains up to 3.2 points.").endswith("3.2 points")
    assert peak_for_level("It gains up to 3.2 points.", "It gains up to 3.2 points.") == ""
    assert peak_for_level("It gains 3.2 points.", "It gains 3.2 points on WSJ and up to 4 elsewhere.") == ""


def test_relabelling_twice_changes_nothing_more() -> None:
    once = with_scope(audited(CLAIM, said(ONE, QUOTE, checks=(conflict("scope"),))))

    assert with_scope(once).label is Label.PARTIAL
    assert with_scope(once).probabilities == once.probabilities


def test_altered_claim_is_weighed_like_the_one_that_a_paper_states() -> None:
    altered = audited("The error on XNLI falls by 91%.", said(TWO, "The error on WSJ falls by 91%."), verified=True)

    assert weighed(altered).verified
    assert not weighed(altered, stated_by=(ONE,)).verified
