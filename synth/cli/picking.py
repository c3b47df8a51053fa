"""Choosing in a terminal: what is asked, and what is picked from the answers."""

import re
import sys
from collections.abc import Sequence
from typing import Final

import click

from synth.errors import UsageError
from synth.pipeline.search import with_query
from synth.ports import Clock
from synth.render.searching import query_lines
from synth.synthesis.literature import Database, RecordId, Search
from synth.synthesis.screen import Screened

_RANGE: Final = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
_QUERY: Final = re.compile(r"(d?)\s*(\d+)")
_QUERIES: Final = "Ask these? Enter for yes, 2 to change the second, d2 to leave it out, a to add one, q to quit"
_PROMPT: Final = "Which? Numbers and ranges (1-5,8), a for all ticked ones, q to quit and decide later"


def parse_numbers(text: str, most: int) -> frozenset[int]:
    """The numbers that a person named.

    Args:
        text: Numbers and ranges with commas or spaces between them.
        most: The highest number there is.

    Raises:
        UsageError: If there are none, or one is not in the list.

    >>> sorted(parse_numbers("1-3, 8", 9))
    [1, 2, 3, 8]
    """
    numbers: set[int] = set()
    for piece in re.split(r"[,;\s]+", re.sub(r"\s*-\s*", "-", text.strip())):
        match = _RANGE.fullmatch(piece)
        if match is None:
            raise UsageError(f"not a number or a range: {piece[:20]!r}")
        start, end = int(match[1]), int(match[2] or match[1])
        if not 1 <= start <= end <= most:
            raise UsageError(f"not in the list: {piece[:20]!r}, it goes from 1 to {most}")
        numbers |= set(range(start, end + 1))
    return frozenset(numbers)


def pick(rows: Sequence[Screened]) -> frozenset[RecordId] | None:
    """Let a person pick; None if they would rather decide later."""
    while True:
        answer = click.prompt(_PROMPT, err=True, default="", show_default=False, prompt_suffix=": ").strip().lower()
        if answer in {"q", "quit"}:
            return None
        if answer in {"a", "all"}:
            return frozenset(row.found.id for row in rows if row.is_relevant)
        try:
            return frozenset(rows[number - 1].found.id for number in parse_numbers(answer, len(rows)))
        except UsageError as error:
            click.echo(str(error), err=True)


def edit_queries(plan: Search, *, clock: Clock) -> Search | None:
    """Let a person change what is asked, before anybody is asked; None if they would rather not ask."""
    while True:
        click.echo(query_lines(plan, is_numbered=True), err=True)
        answer = click.prompt(_QUERIES, err=True, default="", show_default=False, prompt_suffix=": ").strip().lower()
        if not answer:
            return plan
        if answer in {"q", "quit"}:
            return None
        try:
            plan = with_query(plan, *_edit(answer, plan), clock=clock)
        except UsageError as error:
            click.echo(str(error), err=True)


def _edit(answer: str, plan: Search) -> tuple[Database, str]:
    """Which query is to be what; empty leaves its database out."""
    if answer in {"a", "add"}:
        return _added(plan)
    match = _QUERY.fullmatch(answer)
    if match is None:
        raise UsageError(f"not a number: {answer[:20]!r}")
    (number,) = parse_numbers(match[2], len(plan.queries))
    name, query = plan.queries[number - 1]
    return name, "" if match[1] else _typed(name, query)


def _added(plan: Search) -> tuple[Database, str]:
    """A database that has no query yet, and one for it."""
    left = [name for name in Database if name not in dict(plan.queries)]
    if not left:
        raise UsageError("every database has a query; type its number to change it")
    choice = click.Choice([name.value for name in left], case_sensitive=False)
    name = Database(click.prompt("Which database?", err=True, type=choice, default=left[0].value).lower())
    return name, _typed(name, "")


def _typed(name: Database, query: str) -> str:
    """What a person types for a database; where the terminal can, the old query stands there to be changed."""
    try:
        import readline
    except ImportError:  # Windows
        return _asked(name, query)
    readline.set_startup_hook(lambda: readline.insert_text(query))
    try:
        return _asked(name, query)
    finally:
        readline.set_startup_hook(None)


def _asked(name: Database, query: str) -> str:
    """Ask for a query; on standard output if people see that, for readline works nowhere else."""
    is_out = sys.stdout.isatty()
    text: str = click.prompt(f"Query for {name.title}", err=not is_out, default=query, show_default=False)
    return text
