from synth.synthesis.agreement import overall_verdict
from synth.synthesis.bearing import ELSEWHERE, SAME_NUMBER, with_bearing
from synth.verdict.types import Check, ClaimVerdict, Label, Outcome, PaperVerdict
from tests.synthesis.sayings import ONE, THREE, TWO, audited, conflict, said, stated

CLAIM = "The error on XNLI falls by 19.1%."
ABOUT_IT = "On XNLI the error falls by 9.1%."
ELSE = "The error on WSJ falls by 9.1%."


def test_paper_about_other_data_contradicts_nothing() -> None:
    found = with_bearing(stated(CLAIM, ONE, said(TWO, ELSE, Label.REFUTED)))

    assert found.label is Label.NOT_ENOUGH_INFO
    assert [item.reason for item in found.by_paper if item.paper == TWO] == [ELSEWHERE]


def test_paper_about_the_same_is_heard() -> None:
    verdict = stated(CLAIM, ONE, said(TWO, ABOUT_IT, Label.REFUTED))

    assert with_bearing(verdict) is verdict


def test_paper_that_a_report_rests_on_is_always_heard() -> None:
    verdict = audited(CLAIM, said(TWO, ELSE, Label.REFUTED))

    assert with_bearing(verdict) is verdict


def test_probabilities_of_an_unheard_paper_still_sum_to_one() -> None:
    (item,) = [item for item in with_bearing(stated(CLAIM, ONE, said(TWO, ELSE))).by_paper if item.paper == TWO]

    assert item.label is Label.NOT_ENOUGH_INFO
    assert abs(sum(item.probabilities.values) - 1.0) < 1e-9


def test_hearing_twice_changes_nothing_more() -> None:
    once = with_bearing(stated(CLAIM, ONE, said(TWO, ELSE, Label.REFUTED)))

    assert with_bearing(once) is once


def of_report(text: str, *items: PaperVerdict) -> ClaimVerdict:
    """A claim of a report that names no paper, as several papers answer it."""
    return overall_verdict(audited(text, items[0]).claim, items)


def test_paper_about_something_else_does_not_contradict_what_another_one_says() -> None:
    verdict = of_report(CLAIM, said(ONE, CLAIM), said(TWO, ELSE, Label.REFUTED, cosine=0.88))

    found = with_bearing(verdict)

    assert [item.label for item in found.by_paper] == [Label.SUPPORTED, Label.NOT_ENOUGH_INFO]
    assert found.label is Label.SUPPORTED


def test_tick_withheld_for_a_contradiction_comes_back_when_that_is_about_something_else() -> None:
    verdict = of_report(CLAIM, said(ONE, CLAIM), said(TWO, ELSE, Label.REFUTED, cosine=0.88))

    assert not verdict.verified
    assert with_bearing(verdict).verified


def test_far_passage_does_not_contradict_where_a_nearer_one_does() -> None:
    far, near = said(ONE, ELSE, Label.REFUTED, cosine=0.3), said(THREE, ELSE, Label.REFUTED, cosine=0.55)

    found = with_bearing(of_report(CLAIM, far, near))

    assert [item.label for item in found.by_paper] == [Label.NOT_ENOUGH_INFO, Label.REFUTED]
    assert found.evidence[0].paper == THREE


def test_number_for_all_contradicts_none_for_some() -> None:
    claim, for_all = "On the papers before 2000, pypdf recovers 96.8 %.", "pypdf recovers 89.6 % of all papers."
    same = "Before 2000, papers gave pypdf 69.8 %."

    unheard = with_bearing(stated(claim, ONE, said(TWO, for_all, Label.REFUTED)))
    heard = with_bearing(stated(claim, ONE, said(TWO, same, Label.REFUTED)))

    assert [item.label for item in unheard.by_paper][1] is Label.NOT_ENOUGH_INFO
    assert [item.label for item in heard.by_paper][1] is Label.REFUTED


def test_setting_without_a_comma_counts_too() -> None:
    claim, other = "Without the outlier pypdf needs 1.9 ms for a page.", "pypdf needs 2.0 ms for a page."

    found = with_bearing(stated(claim, ONE, said(TWO, other, Label.REFUTED)))

    assert found.by_paper[1].reason == ELSEWHERE


def test_same_number_does_not_contradict_where_no_check_objects() -> None:
    agree = Check("units", Outcome.AGREE, "5.2 points here too")
    claim, other = "It recovers 94.8 %, a gain of 5.2 points.", "It recovers 5.2 points more."

    agreed = with_bearing(stated(claim, ONE, said(TWO, other, Label.REFUTED, checks=(agree,))))
    objected = with_bearing(stated(claim, ONE, said(TWO, other, Label.REFUTED, checks=(agree, conflict("direction")))))

    assert agreed.by_paper[1].reason == SAME_NUMBER
    assert objected.by_paper[1].label is Label.REFUTED
