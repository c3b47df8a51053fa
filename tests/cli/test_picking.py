"""What a person may type to pick from the list."""

import click
import pytest
from click.testing import CliRunner

from synth.cli.picking import parse_numbers, pick
from synth.errors import UsageError
from synth.synthesis.literature import Database, Found, RecordId
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
