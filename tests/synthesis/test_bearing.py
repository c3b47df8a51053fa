from synth.synthesis.bearing import ELSEWHERE, with_bearing
from synth.verdict.types import Label
from tests.synthesis.sayings import ONE, TWO, audited, said, stated

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
