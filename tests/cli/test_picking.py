"""What a person may type to pick from the list."""

from datetime import UTC, datetime

import click
import pytest
from click.testing import CliRunner

from synth.cli.picking import edit_queries, parse_numbers, pick
from synth.errors import UsageError
from synth.synthesis.literature import Database, Found, RecordId, Search
from synth.synthesis.screen import Screened

ROWS = [
    Screened(Found(RecordId(Database.ARXIV, rank), "Title", abstract="We show."), relevance, "")
    for rank, relevance in ((1, 0.9), (2, 0.5), (3, 0.01))
]


def picked(typed: str) -> tuple[list[int] | None, str]:
    """The ranks picked by someone who types these lines, and what was said to them."""
    chosen: list[frozenset[RecordId] | None] = []

    @click.command()
    def command() -> None:
        chosen.append(pick(ROWS))

    said = CliRunner().invoke(command, input=typed, catch_exceptions=False).stderr
    return (None if chosen[0] is None else sorted(key.rank for key in chosen[0])), said


@pytest.mark.parametrize(
    ("typed", "ranks"),
    [("2\n", [2]), ("1-3\n", [1, 2, 3]), ("1, 3\n", [1, 3]), ("3 1 - 2\n", [1, 2, 3]), ("a\n", [1, 2]), ("Q\n", None)],
)
def test_person_picks_by_number_range_and_word(typed: str, ranks: list[int] | None) -> None:
    assert picked(typed)[0] == ranks


def test_mistake_is_explained_and_asked_again() -> None:
    ranks, said = picked("x\n\n9\n2-1\n2\n")

    assert ranks == [2]
    assert "not a number or a range: 'x'" in said
    assert "it goes from 1 to 3" in said


@pytest.mark.parametrize("text", ["", "0", "4", "3-1", "1-", "-1", "one", "1..3", "²"])
def test_what_is_not_in_the_list_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_numbers(text, 3)


NOW = datetime(2026, 1, 2, tzinfo=UTC)
PLAN = Search("k", "Does it help?", NOW, ((Database.ARXIV, "all:it"), (Database.CROSSREF, "it help")))


def edited(typed: str) -> tuple[dict[str, str] | None, str]:
    """The queries after someone typed these lines, and what was said to them; None if nobody is to be asked."""
    plans: list[Search | None] = []

    @click.command()
    def command() -> None:
        plans.append(edit_queries(PLAN, clock=lambda: NOW))

    said = CliRunner().invoke(command, input=typed, catch_exceptions=False).stderr
    return (None if plans[0] is None else {name.value: query for name, query in plans[0].queries}), said


@pytest.mark.parametrize(
    ("typed", "queries"),
    [
        ("\n", {"arxiv": "all:it", "crossref": "it help"}),
        ("1\nti:it\n\n", {"arxiv": "ti:it", "crossref": "it help"}),
        ("1\n\n\n", {"arxiv": "all:it", "crossref": "it help"}),
        ("d1\n\n", {"crossref": "it help"}),
        ("a\nopenalex\nit  AND help\n\n", {"arxiv": "all:it", "openalex": "it AND help", "crossref": "it help"}),
        ("D 2\nd1\n\n", {"arxiv": "all:it"}),
        ("q\n", None),
    ],
)
def test_queries_are_changed_left_out_and_added(typed: str, queries: dict[str, str] | None) -> None:
    assert edited(typed)[0] == queries


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("x\n\n", "not a number: 'x'"),
        ("3\n\n", "not in the list: '3'"),
        ("d1\nd1\n\n", "the last query"),
        ("a\nopenalex\na\na\nsemantic_scholar\nb\na\n\n", "every database has a query"),
    ],
)
def test_wrong_answer_about_queries_is_explained_and_asked_again(typed: str, words: str) -> None:
    queries, said = edited(typed)

    assert words in said
    assert queries
