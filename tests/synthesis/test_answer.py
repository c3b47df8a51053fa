import dataclasses

import numpy as np

from synth.claims.types import ClaimType
from synth.synthesis.answer import Answer, Outcome, Strength, answer
from synth.synthesis.findings import findings
from synth.synthesis.relevance import Relevance
from synth.synthesis.stance import Side
from synth.verdict.types import ClaimVerdict, Label
from tests.synthesis.sayings import ONE, THREE, TWO, audited, said, stated

QUESTION = "Does combining several taggers give a more accurate tagger than the best single one?"
YES = "All combination taggers are better than their best component tagger."
YES_TOO = "A combination tagger is more accurate than the single tagger."
YES_THREE = "Weighted voting of taggers is more accurate than the single maximum entropy tagger."
NO = "An ensemble of three taggers is no better than the best of them."
OPEN = "Combining four taggers gave 97.92% correct tags."
ASIDE = "The tag set has 42 labels."


def answered(*verdicts: ClaimVerdict, on_topic: float = 0.9, question: str = QUESTION) -> Answer:
    """The answer of claims that are about different things, so that each is a finding."""
    vectors = np.eye(max(len(verdicts), 1), dtype=np.float32)[: len(verdicts)]
    relevance = {verdict.claim.id: Relevance(on_topic, "") for verdict in verdicts}
    return answer(question, findings(verdicts, vectors), relevance, verdicts)


def test_verified_claims_for_yes_answer_yes() -> None:
    found = answered(stated(YES, ONE), stated(ASIDE, TWO))

    assert found.outcome is Outcome.YES
    assert [(item.text, item.papers, item.side) for item in found.sentences] == [(YES, (ONE,), Side.YES)]


def test_one_paper_is_weak_and_a_second_would_settle_it() -> None:
    found = answered(stated(YES, ONE))

    assert found.strength is Strength.WEAK
    assert found.would_settle == ("a second paper that measures it independently",)


def test_three_papers_that_agree_are_strong() -> None:
    found = answered(stated(YES, ONE), stated(YES_TOO, TWO), stated(YES_THREE, THREE))

    assert (found.outcome, found.strength) == (Outcome.YES, Strength.STRONG)


def test_papers_on_both_sides_make_a_mixed_answer() -> None:
    found = answered(stated(YES, ONE), stated(NO, TWO))

    assert (found.outcome, found.strength) == (Outcome.MIXED, Strength.WEAK)
    assert found.summary.papers == (ONE, TWO)
    assert "one experiment that compares both" in found.would_settle[0]


def test_claim_that_says_neither_leaves_the_question_open() -> None:
    found = answered(stated(OPEN, ONE))

    assert found.outcome is Outcome.NOT_ANSWERED
    assert [item.side for item in found.sentences] == [Side.OPEN]


def test_claim_beside_the_point_is_no_answer() -> None:
    found = answered(stated(YES, ONE), on_topic=0.1)

    assert found.outcome is Outcome.NOT_ANSWERED
    assert found.sentences == ()


def test_unverified_claim_of_a_report_is_no_answer() -> None:
    assert answered(audited(YES, said(ONE, YES))).outcome is Outcome.NOT_ANSWERED
    assert answered(audited(YES, said(ONE, YES), verified=True)).outcome is Outcome.YES


def test_claim_of_a_report_takes_no_side_that_its_quote_does_not_take() -> None:
    found = answered(audited(YES, said(ONE, OPEN), verified=True))

    assert found.outcome is Outcome.NOT_ANSWERED
    assert [(item.side, item.why) for item in found.sentences] == [
        (Side.OPEN, "the sentence it stands on does not say which way")
    ]


def test_how_a_study_was_made_is_no_part_of_the_answer() -> None:
    verdict = stated(OPEN, ONE)
    method = dataclasses.replace(verdict, claim=dataclasses.replace(verdict.claim, type=ClaimType.METHOD))

    assert answered(method).sentences == ()


def test_what_would_settle_names_what_is_missing() -> None:
    assert answered(stated(OPEN, ONE)).would_settle == ("a paper that varies “combination” and measures “accuracy”",)
    assert answered(stated(ASIDE, ONE), question="Can similarity verify claims?").would_settle == (
        "a paper that measures how well this works: similarity and verification",
    )


def test_unread_sources_are_said_to_be_unavailable() -> None:
    found = answered(audited(YES), audited(NO))

    assert found.outcome is Outcome.UNAVAILABLE
    assert found.sentences == ()


def test_every_sentence_with_a_claim_cites_a_paper() -> None:
    found = answered(stated(YES, ONE), stated(NO, TWO), stated(OPEN, THREE))

    assert all(item.papers and item.claims for item in found.sentences)


def test_no_question_has_no_answer() -> None:
    found = answered(stated(YES, ONE), question="")

    assert found.summary.text == "No research question was given"


def test_order_of_the_claims_does_not_change_the_outcome() -> None:
    one, other = answered(stated(YES, ONE), stated(NO, TWO)), answered(stated(NO, TWO), stated(YES, ONE))

    assert (one.outcome, one.strength, one.would_settle) == (other.outcome, other.strength, other.would_settle)


def test_the_wording_that_answers_is_the_one_that_is_shown() -> None:
    lead, answering = stated(OPEN, ONE, importance=0.9), stated(YES, ONE)
    (alone,) = findings([lead], np.ones((1, 1), np.float32))
    group = dataclasses.replace(alone, claims=(lead.claim.id, answering.claim.id))
    relevance = {lead.claim.id: Relevance(0.9, "")}

    found = answer(QUESTION, [group], relevance, [lead, answering])

    assert [item.text for item in found.sentences] == [YES]


def test_papers_that_contradict_each_other_make_a_mixed_answer() -> None:
    contrary = "No combination taggers are better than their best component tagger."
    found = answered(stated(YES, ONE, said(TWO, contrary, Label.REFUTED)))

    assert found.outcome is Outcome.MIXED
    assert found.summary.text == "Mixed: 1 paper says yes, and other passages contradict this"


def test_each_paper_that_is_counted_has_a_sentence() -> None:
    many = [stated(f"{YES[:-1]} on corpus {at}.", ONE) for at in range(6)]

    found = answered(*many, stated(YES_TOO, TWO))

    assert found.summary.papers == (ONE, TWO)
    assert {paper for item in found.sentences for paper in item.papers} == {ONE, TWO}
