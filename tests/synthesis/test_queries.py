"""Queries made from a question."""

import pytest

from synth.errors import UsageError
from synth.synthesis.literature import Database
from synth.synthesis.queries import LONGEST_QUESTION, concepts_of, content_words, query_for

QUESTION = "Does scaling multilingual encoders reduce the effect of typographical noise?"


def test_words_that_stand_together_are_one_concept() -> None:
    assert concepts_of(QUESTION) == (("scaling", "multilingual", "encoders"), ("typographical", "noise"))


def test_further_concepts_join_the_last_one() -> None:
    assert concepts_of("Do wolves, bears, foxes, and otters sleep?") == (
        ("wolves",),
        ("bears",),
        ("foxes", "otters", "sleep"),
    )


@pytest.mark.parametrize(
    ("database", "query"),
    [
        (Database.ARXIV, "(all:scaling OR all:multilingual OR all:encoders) AND (all:typographical OR all:noise)"),
        (Database.OPENALEX, "(scaling OR multilingual OR encoders) AND (typographical OR noise)"),
        (Database.SEMANTIC_SCHOLAR, "scaling multilingual encoders typographical noise"),
        (Database.CROSSREF, "scaling multilingual encoders typographical noise"),
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
