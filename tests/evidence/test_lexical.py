import numpy as np

from synth.evidence.lexical import Bm25, terms

TEXTS = ["The encoder has 12 layers.", "The decoder has 6 layers and the encoder none.", "We thank the reviewers."]


def test_passage_with_the_rarer_words_scores_higher() -> None:
    scores = Bm25(TEXTS).scores("the decoder")

    assert scores.argmax() == 1
    assert scores[2] == 0.0


def test_no_passages_give_no_scores() -> None:
    assert Bm25([]).scores("anything").shape == (0,)


def test_passages_without_terms_score_zero() -> None:
    assert np.array_equal(Bm25(["", "the of"]).scores("the encoder"), [0.0, 0.0])


def test_word_that_is_nowhere_weighs_most() -> None:
    index = Bm25(TEXTS)

    assert index.idf(terms("transformer")[0]) > index.idf("12") > index.idf(terms("layers")[0])


def test_coverage_is_one_for_the_text_itself_and_zero_for_another() -> None:
    index = Bm25(TEXTS)

    assert index.coverage(TEXTS[0], TEXTS[0]) == 1.0
    assert index.coverage(TEXTS[0], TEXTS[2]) == 0.0


def test_thousands_separator_does_not_change_a_number() -> None:
    assert terms("1,386 relations") == terms("1386 relation")


def test_negation_and_quantifiers_are_terms() -> None:
    assert {"not", "all", "most"} <= set(terms("not all, most"))
