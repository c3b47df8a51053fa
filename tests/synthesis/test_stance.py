import pytest

from synth.synthesis.stance import Form, Side, asked, side_of

COMBINING = "Does combining several taggers give a more accurate tagger than the best single one?"
SIZE = "How does model size affect robustness?"


@pytest.mark.parametrize(
    ("claim", "side"),
    [
        ("All combination taggers are better than their best component tagger.", Side.YES),
        ("All combinations outperform the best tagger, with a 19.1% lower error than the best single one.", Side.YES),
        ("Combinations of taggers outperform either component tagger.", Side.YES),
        ("No combination of taggers outperforms its best component.", Side.NO),
        ("An ensemble of three taggers is no better than the best of them.", Side.NO),
        ("Combining four taggers gave 97.92% correct tags.", Side.OPEN),
        ("The tag set has 42 labels.", Side.NEITHER),
    ],
)
def test_claim_takes_the_side_that_it_clearly_says(claim: str, side: Side) -> None:
    assert side_of(COMBINING, claim)[0] is side


def test_what_is_said_of_one_side_only_answers_nothing() -> None:
    assert side_of(COMBINING, "The new tagger is more accurate than TnT.")[0] is Side.NEITHER


def test_how_question_asks_whether_there_is_an_effect() -> None:
    assert asked(SIZE).form is Form.EFFECT
    assert side_of(SIZE, "Larger models are more robust and lose less.")[0] is Side.YES
    assert side_of(SIZE, "Model size makes no difference to robustness.")[0] is Side.NO


def test_effect_of_what_is_missing_is_an_effect() -> None:
    question = "How does missing gold segmentation affect parsing?"

    assert side_of(question, "The absence of gold segmentation lowers parsing performance by 2% F1.")[0] is Side.YES


def test_faster_is_not_better() -> None:
    question = "Does subword tagging segment words better than character tagging?"

    assert side_of(question, "Subword tagging is faster because fewer words are segmented.")[0] is Side.OPEN


def test_question_that_is_not_yes_or_no_is_never_answered_so() -> None:
    question = "Which tagger handles noise?"

    assert asked(question).form is Form.OPEN
    assert side_of(question, "The tagger handles noise better.")[0] is Side.OPEN


def test_question_without_a_subject_is_not_answered() -> None:
    assert side_of("?", "Anything.")[0] is Side.NEITHER


def test_setting_is_not_what_is_varied() -> None:
    it = asked("What is the impact of multilingual model size on robustness?")

    assert it.cause is not None
    assert it.outcome is not None
    assert (it.cause.name, it.outcome.name) == ("model size", "robustness")


ABLE = "Can a program verify claims by similarity?"


@pytest.mark.parametrize(
    ("claim", "side"),
    [
        ("Cosine is a reliable way to verify claims.", Side.YES),
        ("Similarity does not separate supported claims from false ones.", Side.NO),
        ("Cosine alone is not sufficient for fact-checking.", Side.NO),
        ("Cosine similarity fails to verify claims about numbers.", Side.NO),
        ("The cosine prefers the true claim in 59.9% of the pairs.", Side.OPEN),
        ("Claims are verified by two annotators.", Side.NEITHER),
    ],
)
def test_question_of_what_can_be_done_is_answered_by_whether_it_works(claim: str, side: Side) -> None:
    assert asked(ABLE).form is Form.ABLE
    assert side_of(ABLE, claim)[0] is side


def test_question_of_several_abilities_is_answered_by_claims_about_two_of_its_subjects() -> None:
    question = "Can a program read papers from PDF and verify claims about them by similarity?"

    assert side_of(question, "Similarity scores do not separate supported claims from false ones.")[0] is Side.NO
    assert side_of(question, "pypdf recovers nine sentences of ten.")[0] is Side.NEITHER


def test_praise_answers_whether_something_helps() -> None:
    question = "Does context help to resolve pronouns?"

    assert side_of(question, "Context is especially useful for pronouns.")[0] is Side.YES
    assert side_of(question, "Context is not useful for pronouns.")[0] is not Side.YES


def test_what_is_varied_stands_before_the_verb() -> None:
    it = asked("Does syntactic information improve relation extraction and parsing?")

    assert it.cause is not None
    assert it.outcome is not None
    assert (it.cause.name, it.outcome.name) == ("syntax", "relation extraction")


def test_outcome_is_known_by_its_other_names_where_it_is_what_moves() -> None:
    question = "Does scaling encoders reduce the effect of spelling noise?"

    assert side_of(question, "Going from 3 to 12 layers halves what misspellings cost.")[0] is Side.YES
    assert side_of(question, "Typos reduce accuracy more in long words, at all model sizes.")[0] is Side.OPEN


def test_question_of_one_subject_is_answered_by_claims_that_say_most_of_it() -> None:
    question = "Can a tagger be trained without a tagged corpus?"

    assert side_of(question, "It is impossible to say whether an error of the tagger is one.")[0] is Side.NEITHER
    assert side_of(question, "Training a tagger without any corpus is feasible.")[0] is Side.YES


def test_what_is_said_to_be_able_must_be_what_is_asked_about() -> None:
    question = "Is a shallow approach sufficient to resolve pronouns?"

    assert side_of(question, "The approach successfully resolves pronouns.")[0] is Side.NEITHER
    assert side_of(question, "The shallow approach successfully resolves pronouns.")[0] is Side.YES


def test_better_here_and_worse_there_is_no_answer() -> None:
    question = "Does tagging improve word segmentation?"

    assert side_of(question, "Tagging improves word segmentation.")[0] is Side.YES
    assert side_of(question, "Tagging improves recall in word segmentation and lowers precision.")[0] is Side.OPEN
