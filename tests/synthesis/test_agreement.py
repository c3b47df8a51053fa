import dataclasses

import pytest

from synth.claims.types import PaperId
from synth.synthesis.agreement import is_about_own_work, overall_verdict
from synth.verdict.types import Check, ClaimVerdict, Label, Outcome, PaperVerdict, Probabilities, Status
from tests.conftest import MakeClaim


def said(paper: str, label: Label, confidence: float) -> PaperVerdict:
    rest = (1.0 - confidence) / 3
    shares = {other.value: confidence if other is label else rest for other in Label}
    verified = label is Label.SUPPORTED and confidence >= 0.5
    return PaperVerdict(PaperId(paper), 1, label, Probabilities(**shares), f"reason of {paper}", verified=verified)


def overall(make_claim: MakeClaim, *verdicts: PaperVerdict, stated_by: tuple[str, ...] = ()) -> ClaimVerdict:
    return overall_verdict(make_claim(stated_by=stated_by), verdicts)


def test_paper_that_states_a_claim_does_not_corroborate_it(make_claim: MakeClaim) -> None:
    verdict = overall(make_claim, said("a", Label.SUPPORTED, 0.99), stated_by=("a",))

    assert verdict.label is Label.NOT_ENOUGH_INFO
    assert not verdict.verified
    assert verdict.reason == "stated by a; no other paper here says more"
    assert [one.paper for one in verdict.by_paper] == ["a"]


def test_another_paper_corroborates(make_claim: MakeClaim) -> None:
    verdict = overall(make_claim, said("a", Label.SUPPORTED, 0.99), said("b", Label.SUPPORTED, 0.7), stated_by=("a",))

    assert (verdict.label, verdict.verified, verdict.confidence) == (Label.SUPPORTED, True, 0.7)


def test_another_paper_contradicts(make_claim: MakeClaim) -> None:
    verdict = overall(make_claim, said("a", Label.SUPPORTED, 0.99), said("b", Label.REFUTED, 0.6), stated_by=("a",))

    assert (verdict.label, verdict.verified) == (Label.REFUTED, False)


def test_surest_paper_decides_and_disagreement_is_told(make_claim: MakeClaim) -> None:
    verdict = overall(make_claim, said("a", Label.SUPPORTED, 0.6), said("b", Label.REFUTED, 0.8))

    assert verdict.label is Label.REFUTED
    assert "supported by a, contradicted by b" in verdict.reason


def test_silent_papers_leave_the_nearest_ones_probabilities(make_claim: MakeClaim) -> None:
    verdict = overall(make_claim, said("a", Label.NOT_ENOUGH_INFO, 0.9), said("b", Label.NOT_ENOUGH_INFO, 0.6))

    assert (verdict.label, verdict.confidence) == (Label.NOT_ENOUGH_INFO, 0.6)
    assert verdict.reason == "reason of b"


def test_support_below_the_threshold_gets_no_tick(make_claim: MakeClaim) -> None:
    verdict = overall_verdict(make_claim(cites=("a",)), [said("a", Label.SUPPORTED, 0.4)])

    assert (verdict.label, verdict.verified) == (Label.SUPPORTED, False)


def test_paper_that_is_not_cited_counts_only_where_it_likely_bears_on_the_claim(make_claim: MakeClaim) -> None:
    weak = overall(make_claim, said("a", Label.REFUTED, 0.45))
    clear = overall(make_claim, said("a", Label.REFUTED, 0.55))

    assert (weak.label, clear.label) == (Label.NOT_ENOUGH_INFO, Label.REFUTED)
    assert weak.confidence is not None
    assert weak.confidence > 0.5  # with the chance of the label that was not believed
    assert weak.reason == "undecided: reason of a"


def test_contradiction_that_a_check_names_counts_even_where_support_is_nearly_as_likely(make_claim: MakeClaim) -> None:
    named = Check("binding", Outcome.CONFLICT, "7 stands with owls here, the claim says kites")
    verdict = overall(make_claim, dataclasses.replace(said("a", Label.REFUTED, 0.45), checks=(named,)))

    assert verdict.label is Label.REFUTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The authors of “Trees” parse 40 languages.", True),
        ("Roe et al. parse 40 languages.", True),
        ("Roe and Doe propose a parser.", True),
        ("XLM-R and Bert are compared on XNLI.", False),
        ("Larger models are more robust.", False),
    ],
)
def test_what_authors_did_is_their_own_work(make_claim: MakeClaim, text: str, *, expected: bool) -> None:
    assert is_about_own_work(make_claim(text, stated_by=("a",))) is expected
    assert not is_about_own_work(make_claim(text))


def test_no_readable_paper_is_a_status_of_its_own(make_claim: MakeClaim) -> None:
    verdict = overall_verdict(make_claim(), [], missing=[PaperId("2104.08645")])

    assert (verdict.status, verdict.label, verdict.verified) == (Status.SOURCE_UNAVAILABLE, None, False)
    assert "2104.08645" in verdict.reason


@pytest.mark.parametrize("label", [Label.SUPPORTED, Label.NOT_ENOUGH_INFO])
def test_paper_that_could_not_be_read_is_named(make_claim: MakeClaim, label: Label) -> None:
    verdict = overall_verdict(make_claim(), [said("a", label, 0.7)], missing=[PaperId("b")])

    assert verdict.reason.endswith("not readable: b")


@pytest.mark.parametrize(("against", "verified"), [(0.45, True), (0.55, True), (0.7, False), (0.79, False)])
def test_support_that_another_paper_contradicts_nearly_as_surely_gets_no_tick(
    make_claim: MakeClaim,
    against: float,
    verified: bool,  # noqa: FBT001 - pytest passes it
) -> None:
    verdict = overall(make_claim, said("a", Label.SUPPORTED, 0.8), said("b", Label.REFUTED, against))

    assert (verdict.label, verdict.verified) == (Label.SUPPORTED, verified)


def test_paper_that_is_itself_unsure_is_not_named_as_contradicting(make_claim: MakeClaim) -> None:
    verdict = overall(make_claim, said("a", Label.SUPPORTED, 0.8), said("b", Label.REFUTED, 0.4))

    assert "contradicted" not in verdict.reason
