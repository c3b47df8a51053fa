"""Queries made from a question."""

import pytest

from synth.errors import UsageError
from synth.synthesis.literature import Database
from synth.synthesis.queries import LONGEST_QUESTION, concepts_of, content_words, query_for

QUESTION = "Does scaling multilingual encoders reduce the effect of typographical noise?"


def test_words_that_stand_together_are_one_concept() -> None:
    assert concepts_of(QUESTION) == (("multilingual", "encoders"), ("typographical", "noise"))


def test_weak_words_are_asked_for_only_where_there_is_little_else() -> None:
    assert concepts_of("Does the size of language models matter?") == (("size", "language", "models"),)
    assert concepts_of("Does the size of language models matter for negation?") == (
        ("size", "language", "models"),
        ("negation",),
    )
    assert concepts_of("Does the size of language models matter for negation and irony?") == (("negation",), ("irony",))


def test_articles_and_of_do_not_part_a_concept() -> None:
    assert concepts_of("robustness of the encoders to noise") == (("robustness", "encoders"), ("noise",))


def test_long_question_becomes_a_query_of_a_few_concepts() -> None:
    question = (
        "Does scaling the size of multilingual pre-trained models mitigate the performance drop caused by typographical"
        " noise in zero-shot cross-lingual transfer scenarios on the XTREME benchmark?"
    )

    assert concepts_of(question) == (
        ("multilingual", "pre-trained"),
        ("typographical", "noise"),
        ("zero-shot", "cross-lingual", "transfer", "xtreme"),
    )


def test_no_more_than_a_dozen_words_are_asked_for() -> None:
    assert sum(map(len, concepts_of(" ".join(f"word{number}" for number in range(40))))) == 12


def test_further_concepts_join_the_last_one() -> None:
    assert concepts_of("Do wolves, bears, foxes, and otters sleep?") == (
        ("wolves",),
        ("bears",),
        ("foxes", "otters", "sleep"),
    )


@pytest.mark.parametrize(
    ("database", "query"),
    [
        (Database.ARXIV, "(all:multilingual OR all:encoders) AND (all:typographical OR all:noise)"),
        (Database.OPENALEX, "(multilingual OR encoders) AND (typographical OR noise)"),
        (Database.SEMANTIC_SCHOLAR, "multilingual encoders typographical noise"),
        (Database.CROSSREF, "multilingual encoders typographical noise"),
    ],
)
def test_each_database_is_asked_in_its_own_language(database: Database, query: str) -> None:
    assert query_for(database, concepts_of(QUESTION)) == query


def test_hyphens_are_quoted_or_dropped_as_the_database_wants() -> None:
    concepts = concepts_of("zero-shot transfer?")

    assert query_for(Database.ARXIV, concepts) == '(all:"zero-shot" OR all:transfer)'
    assert query_for(Database.SEMANTIC_SCHOLAR, concepts) == "zero shot transfer"


@pytest.mark.parametrize("question", ['x" OR all:*', "a) AND (b OR c", "{{ 7 * 7 }} \\input{x} <script>", "cat:cs.CL"])
def test_no_character_of_the_question_becomes_an_operator(question: str) -> None:
    words = content_words(question)
    query = query_for(Database.ARXIV, [words])

    assert query.count("(") <= 1
    assert not set("*{}<>\\") & set(query)
    assert query.count("all:") == len(words)


def test_question_in_another_script_is_asked_as_it_stands() -> None:
    assert concepts_of("هل يساعد الحجم 模型 𝒳𝒴?")


@pytest.mark.parametrize("question", ["", " \n ", "Is it so?", "?!"])
def test_question_without_content_is_refused(question: str) -> None:
    with pytest.raises(UsageError):
        concepts_of(question)


def test_question_of_ten_thousand_characters_is_refused_with_its_length() -> None:
    with pytest.raises(UsageError, match="10,000 characters") as caught:
        concepts_of("x" * 10_000)

    assert str(LONGEST_QUESTION)[:1] in str(caught.value)
