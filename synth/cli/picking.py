"""Picking from a numbered list in a terminal."""

import re
from collections.abc import Sequence
from typing import Final

import click

from synth.errors import UsageError
from synth.synthesis.literature import RecordId
from synth.synthesis.screen import Screened

_RANGE: Final = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
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
