"""In how many columns something holds: "on all languages", "on three of the five data sets", "in both metrics"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.quantities import parse_quantities
from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.grids import Grid
from synth.verdict.checks.mentions import Reading
from synth.verdict.checks.negation import NEGATIONS
from synth.verdict.checks.ranks import standings_of
from synth.verdict.checks.sides import comparisons
from synth.verdict.checks.standings import holds, pairs_of
from synth.verdict.checks.superlatives import superlatives

_THINGS: Final = (
    r"(?:data\s?-?sets?|corpora|benchmarks?|languages?|language\spairs?|tasks?|subtasks?|metrics?|measures?|criteria"
    r"|settings?|domains?|columns?|cases|test\ssets?|categories|evaluation\s\w+|scenarios?|conditions?|subsets?|levels?)"
)
_ALL: Final = re.compile(
    rf"\b(?:in|on|across|for|over|under|at|by|to|in\sterms\sof)\s(?:all|every|each|both)\s(?:of\s)?(?:the\s|these\s|our\s)?"
    rf"(?:(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d\d?)\s)?(?:\w+\s){{0,2}}?{_THINGS}\b"
    r"|\bconsistently\b|\bacross\sthe\sboard\b|\bthroughout\b|\beverywhere\b",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"\b(?P<k>one|two|three|four|five|six|seven|eight|nine|\d\d?)\s(?:out\s)?of\s(?:the\s|its\s|our\s|all\s)?"
    rf"(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d\d?)\s(?:\w+\s){{0,2}}?{_THINGS}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """In how many columns a claim says that something holds.

    Attributes:
        part: How many; None for all.
        whole: Of how many; None where the claim does not say.
    """

    part: int | None
    whole: int | None


@lru_cache(maxsize=8192)
def count_of(claim: Analysis) -> Count | None:
    """What a claim counts; None for nothing, and where it denies.

    >>> from synth.verdict.checks.analysis import analyse
    >>> count_of(analyse("It wins on three of the five data sets.")), count_of(analyse("It wins on all languages."))
    (Count(part=3, whole=5), Count(part=None, whole=None))
    """
    if claim.lows & NEGATIONS:
        return None
    if match := _PART.search(claim.text):
        return Count(_number(match["k"]), _number(match["n"]))
    if match := _ALL.search(claim.text):
        return Count(None, _number(match["n"]) if match["n"] else None)
    return None


def _number(text: str) -> int:
    """A small number, in digits or words."""
    return int(text) if text.isdigit() else int(parse_quantities(f"{text} items")[0].value)


def tallies(grid: Grid, told: Reading) -> Iterator[tuple[list[bool], str]]:
    """For each comparison and superlative of a claim, where it holds, and where it does not or an example."""
    if told.columns:
        return  # the claim names where
    for ours in comparisons(told.claim.text):
        pairs = pairs_of(grid, told, ours)
        answers = [(answer, str(pair)) for pair in pairs if (answer := holds(ours, pair)) is not None]
        if answers and len(answers) == len({pair.common for pair in pairs}):
            yield _told(answers)
    for item in superlatives(told.claim):
        answers = [(found.is_so, found.why.partition(": ")[2]) for found in standings_of(grid, told, item)]
        if answers:
            yield _told(answers)


def _told(answers: list[tuple[bool, str]]) -> tuple[list[bool], str]:
    """The answers, and the first place where something does not hold, else the first of all."""
    return [answer for answer, _ in answers], next((why for answer, why in answers if not answer), answers[0][1])
