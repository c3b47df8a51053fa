"""A second word of comparison has the sides of the first."""

import pytest

from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.verdict.checks import CheckContext, run_checks
from synth.verdict.types import Outcome

QUOTE = "Parquet keeps more rows than Arrow and is about three times faster."


def outcome(claim: str, quote: str) -> Outcome:
    checks = run_checks(claim, Passage(quote, Span(0, len(quote))), CheckContext())
    return next(check.outcome for check in checks if check.name == "comparison")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Parquet is about three times faster than Arrow.", Outcome.AGREE),
        ("Arrow is about three times faster than Parquet.", Outcome.CONFLICT),
    ],
)
def test_sides_are_carried_over_an_and(claim: str, expected: Outcome) -> None:
    assert outcome(claim, QUOTE) is expected


def test_sides_are_not_carried_where_the_second_word_has_its_own() -> None:
    quote = "Parquet keeps more rows than Arrow and Arrow is faster than Feather."

    assert outcome("Arrow is faster than Parquet.", quote) is not Outcome.CONFLICT
