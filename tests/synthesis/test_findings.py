from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from synth.claims.types import ClaimType, PaperId
from synth.evidence.semantic import Matrix
from synth.synthesis.findings import Finding, Says, findings, number_tables
from synth.verdict.types import Check, ClaimVerdict, Label, Outcome
from tests.synthesis.sayings import ONE, THREE, TWO, audited, said, stated

WIDE = "The wide parser beats the deep parser."
SAME = "The deep parser is worse than the wide parser."
CONTRARY = "The deep parser beats the wide parser."
OTHER = "Annotators agreed on ninety sentences."


def found(*verdicts: ClaimVerdict) -> tuple[Finding, ...]:
    """Findings of claims that are all close in meaning, so that the words decide."""
    return findings(verdicts, np.tile(np.array([[1.0, 0.0]], np.float32), (len(verdicts), 1)))


def test_same_assertion_of_two_papers_is_one_finding() -> None:
    (finding,) = found(stated(WIDE, ONE), stated(SAME, TWO))

    assert finding.supporters == (ONE, TWO)
    assert finding.opponents == ()
    assert len(finding.claims) == 2


def test_most_important_wording_leads() -> None:
    (finding,) = found(stated(WIDE, ONE, importance=0.2), stated(SAME, TWO, importance=0.9))

    assert finding.text == SAME


def test_contradiction_stands_on_both_sides_with_both_quotes() -> None:
    one, other = found(stated(WIDE, ONE), stated(CONTRARY, TWO))

    assert (one.supporters, one.opponents) == ((ONE,), (TWO,))
    assert (other.supporters, other.opponents) == ((TWO,), (ONE,))
    assert {voice.quote for voice in one.voices} == {WIDE, CONTRARY}
    assert all(voice.why for voice in one.voices if voice.says is Says.OPPOSES)


def test_contradicted_statement_is_not_verified() -> None:
    assert not any(finding.is_verified for finding in found(stated(WIDE, ONE), stated(CONTRARY, TWO)))


def test_different_assertions_stay_apart() -> None:
    assert len(found(stated(WIDE, ONE), stated(OTHER, TWO))) == 2


def test_other_paper_counts_only_where_it_speaks_of_the_same() -> None:
    near = said(TWO, "Compared with the deep parser, the wide parser is better.")
    far = said(THREE, "We thank the reviewers for their comments.", cosine=0.1)

    (finding,) = found(stated(WIDE, ONE, near, far))

    assert finding.supporters == (ONE, TWO)


def test_refutation_by_a_paper_about_other_data_is_no_opposition() -> None:
    far = said(TWO, "The error on WSJ falls by 9.1%.", Label.REFUTED)

    (finding,) = found(stated("The error on XNLI falls by 19.1%.", ONE, far))

    assert finding.opponents == ()


def test_claim_that_could_not_be_checked_belongs_to_no_finding() -> None:
    assert found(audited(WIDE)) == ()


def test_model_reads_only_pairs_that_share_most_words() -> None:
    asked: list[tuple[str, str]] = []

    def read(pairs: Sequence[tuple[str, str]]) -> Matrix:
        asked.extend(pairs)
        return np.tile(np.array([[0.0, 1.0, 0.0]], np.float32), (len(pairs), 1))

    verdicts = [stated("Author names hurt the encoder.", ONE), stated("Author names help the encoder.", TWO),
                stated(OTHER, THREE)]  # fmt: skip
    groups = findings(verdicts, np.ones((3, 1), np.float32), read)

    assert len(asked) == 2
    assert [len(finding.opponents) for finding in groups] == [1, 1, 0]


def test_title_of_a_paper_does_not_make_its_claims_alike() -> None:
    title = "“A Very Long Title of a Paper on Parsing”"
    verdicts = [
        stated(f"The authors of {title} train on nine million words.", ONE),
        stated(f"The authors of {title} prune the beam after every third step.", ONE),
    ]

    assert len(found(*verdicts)) == 2


def test_conditions_of_all_wordings_are_joined() -> None:
    one = "On XNLI the accuracy of the wide parser is 91.2%."
    other = "The wide parser has 91.2% accuracy on XNLI in German."

    (finding,) = found(stated(one, ONE), stated(other, TWO))

    assert dict(finding.conditions.words) == {"data": "XNLI", "metric": "accuracy", "languages": "German"}


def test_numbers_on_the_same_data_and_metric_become_one_table() -> None:
    verdicts = [stated("The parser reaches 91.2% accuracy on XNLI.", ONE),
                stated("The tagger reaches 88.0% accuracy on XNLI.", TWO),
                stated("The tagger reaches 70.0% accuracy on MLQA.", TWO)]  # fmt: skip

    (table,) = number_tables(verdicts)

    assert (table.dataset, table.metric) == ("XNLI", "accuracy")
    assert [(paper, score.printed) for paper, _, score in table.rows] == [(ONE, "91.2%"), (TWO, "88.0%")]


def test_unverified_claims_of_a_report_give_no_numbers() -> None:
    text = "The parser reaches 91.2% accuracy on XNLI."
    claims = [audited(text, said(ONE, text)), stated("The tagger reaches 88.0% accuracy on XNLI.", TWO)]

    assert number_tables(claims) == ()
    assert number_tables([replace(claims[0], verified=True), claims[1]])[0].rows[0][0] == PaperId(ONE)


def test_paper_that_states_a_finding_does_not_oppose_it() -> None:
    verdicts = [stated(WIDE, ONE), stated(SAME, TWO, said(ONE, WIDE, Label.REFUTED))]

    (found,) = findings(verdicts, np.ones((2, 1), np.float32))

    assert found.supporters == (ONE, TWO)
    assert found.opponents == ()


def test_what_was_made_and_how_it_came_out_are_two_findings() -> None:
    made = stated(SAME, TWO)
    made = replace(made, claim=replace(made.claim, type=ClaimType.METHOD))

    assert len(findings([stated(WIDE, ONE), made], np.ones((2, 1), np.float32))) == 2


def test_claims_far_apart_in_a_long_list_are_still_one_finding() -> None:
    others = [stated(f"Parser {at} has a beam of its own.", THREE) for at in range(700)]
    vectors = np.eye(702, dtype=np.float32)
    vectors[701] = vectors[0]

    found = findings([stated(WIDE, ONE), *others, stated(WIDE + " Indeed.", TWO)], vectors)

    assert found[0].supporters == (ONE, TWO)
    assert len(found) == 701


def test_paper_whose_words_a_check_speaks_against_is_no_supporter() -> None:
    against = said(TWO, SAME, checks=(Check("comparison", Outcome.CONFLICT, "the other way"),))

    (found,) = findings([stated(WIDE, ONE, against)], np.ones((1, 1), np.float32))

    assert found.supporters == (ONE,)
