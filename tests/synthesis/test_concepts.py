from synth.synthesis.concepts import covered, question_concepts

QUESTION = "Does scaling multilingual encoders reduce the effect of typographical noise?"


def names(text: str) -> list[str]:
    return [concept.name for concept in question_concepts(text)]


def test_question_is_taken_apart_into_concepts_of_the_field() -> None:
    assert names(QUESTION)[:3] == ["model size", "noise", "several languages"]


def test_words_that_no_concept_stands_for_are_concepts_themselves() -> None:
    assert names("Do baleen whales sing in winter?") == ["baleen", "whales", "sing", "winter"]


def test_large_language_models_are_no_question_of_size() -> None:
    assert "model size" not in names("Do large language models invent citations?")
    assert "several languages" not in names("Do large language models invent citations?")


def test_claim_covers_a_concept_by_another_word_for_it() -> None:
    held, share = covered(question_concepts(QUESTION), "Misspelled words hurt the 10B model.")

    assert [concept.name for concept in held] == ["model size", "noise"]
    assert 0.0 < share < 1.0


def test_no_concepts_cover_nothing() -> None:
    assert covered((), "anything") == ((), 0.0)


def test_forms_of_one_word_are_one_concept() -> None:
    assert names("Do several sources of knowledge beat one source alone?") == ["sources", "knowledge"]


def test_setting_weighs_less_than_what_is_asked() -> None:
    weights = {concept.name: concept.weight for concept in question_concepts(QUESTION)}

    assert weights["several languages"] < weights["noise"]
