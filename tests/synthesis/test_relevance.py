import numpy as np
import pytest

from synth.synthesis.relevance import ON_TOPIC, Relevance, listed, relevances

QUESTION = "Does model size reduce the effect of spelling noise?"
VECTOR = np.array([[1.0, 0.0]], np.float32)


def relevance(claim: str, cosine: float = 0.5) -> Relevance:
    vector = np.array([[cosine, np.sqrt(1.0 - cosine**2)]], np.float32)
    return relevances(QUESTION, [claim], VECTOR, vector)[0]


def test_claim_about_all_that_the_question_asks_is_on_topic() -> None:
    found = relevance("Large models lose less under typos.")

    assert found.on_topic
    assert found.reason == "speaks of model size and noise"


def test_reason_names_what_is_missing() -> None:
    assert relevance("Large models need more memory.").reason == "speaks of model size; not of noise"


def test_claim_about_nothing_that_is_asked_is_beside_the_point() -> None:
    found = relevance("The learning rate is 0.1.", cosine=0.1)

    assert not found.on_topic
    assert found.reason == "speaks of nothing that the question asks about (model size and noise)"


def test_relevance_of_a_claim_does_not_depend_on_the_others() -> None:
    claims = ["Large models lose less under typos.", "The learning rate is 0.1."]
    vectors = np.array([[0.6, 0.8], [0.0, 1.0]], np.float32)

    together = relevances(QUESTION, claims, VECTOR, vectors)

    assert together[0] == relevances(QUESTION, claims[:1], VECTOR, vectors[:1])[0]


@pytest.mark.parametrize("cosine", [-0.9, 0.0, 1.0])
def test_score_is_a_share(cosine: float) -> None:
    assert 0.0 <= relevance("Large models lose less under typos.", cosine).score <= 1.0


def test_record_says_the_threshold_in_words() -> None:
    record = relevance("Large models lose less under typos.").record

    assert set(record) == {"score", "reason", "on_topic"}
    assert record["on_topic"] is (record["score"] >= ON_TOPIC)


def test_no_claims_have_no_relevance() -> None:
    assert relevances(QUESTION, [], VECTOR, np.zeros((0, 2), np.float32)) == ()


def test_names_are_listed_in_english() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
