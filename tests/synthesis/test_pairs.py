import pytest

from synth.synthesis.pairs import Likeness, Relation, is_about_same, is_worth_reading, related

NEAR = Likeness(0.9)


def relation(one: str, other: str, likeness: Likeness = NEAR) -> Relation:
    return related(one, other, likeness).relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The wide parser beats the deep parser.", "The deep parser is worse than the wide parser."),
        ("On WSJ accuracy rises by 1.6 points.", "Accuracy increases by 1.6 points on WSJ."),
    ],
)
def test_one_finding_in_other_words_is_the_same(one: str, other: str) -> None:
    assert relation(one, other) is Relation.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The wide parser beats the deep parser.", "The deep parser beats the wide parser."),
        ("A tagged corpus is required for training.", "A tagged corpus is not required for training."),
        ("The parser reaches 91.2% accuracy on WSJ.", "The parser reaches 85.0% accuracy on WSJ."),
    ],
)
def test_findings_that_exclude_each_other_are_opposite(one: str, other: str) -> None:
    assert relation(one, other) is Relation.OPPOSITE


def test_numbers_on_different_data_are_different_findings() -> None:
    assert relation("The F-score on CITYU is 94.6.", "The F-score on MSR is 96.4.") is Relation.OTHER


def test_claims_far_apart_are_not_compared() -> None:
    assert relation("The parser beats the tagger.", "The tagger beats the parser.", Likeness(0.2)) is Relation.OTHER


def test_order_of_two_claims_does_not_matter() -> None:
    one, other = "The wide parser beats the deep parser.", "The deep parser beats the wide parser."

    assert related(one, other, NEAR) == related(other, one, NEAR)


def test_model_may_say_that_claims_about_the_same_exclude_each_other() -> None:
    one, other = "Author names as an input hurt the encoder.", "Author names as an input help the encoder."

    assert relation(one, other, Likeness(0.9, (0.99, 0.98))) is Relation.OPPOSITE


def test_model_is_not_believed_about_claims_with_little_in_common() -> None:
    one, other = "Author names hurt the encoder of papers.", "The parser works on trees of Arabic words."

    assert relation(one, other, Likeness(0.9, (0.99, 0.98))) is Relation.OTHER
    assert not is_worth_reading(one, other, 0.9)


def test_quote_about_other_data_says_nothing_of_a_claim() -> None:
    assert not is_about_same("The error on XNLI falls by 19.1%.", "The error on WSJ falls by 9.1%.", 0.9)
    assert is_about_same("The error on XNLI falls by 19.1%.", "On XNLI the error falls by 9.1%.", 0.9)


def test_claims_with_other_numbers_are_not_one_finding() -> None:
    one, other = "The cosine reaches .553 on Twins.", "The cosine is higher in 59.9 % of the pairs of Twins."

    assert related(one, other, Likeness(0.9)).relation is not Relation.SAME
