"""Periods: which dates may lie in them."""

import pytest

from synth.errors import UsageError
from synth.synthesis.literature import Period


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2019", "2020", "2019-01-01", "2020-12-31"),
        ("2019-03", "2020-02", "2019-03-01", "2020-02-29"),
        ("2019-03-15", "2021-02", "2019-03-15", "2021-02-28"),
        ("", "", "", ""),
    ],
)
def test_period_goes_from_the_first_to_the_last_day(since: str, until: str, first: str, last: str) -> None:
    period = Period(since, until)

    assert (period.first_day, period.last_day) == (first, last)


@pytest.mark.parametrize("text", ["19", "2019-13", "2019-02-30", "2019/03", "last year", "0000", "2019-3"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        Period(since=text)


def test_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(UsageError, match="before it starts"):
        Period("2020", "2019")


@pytest.mark.parametrize("published", ["2019", "2019-03", "2020-12-31", "2020", ""])
def test_date_that_is_half_known_may_lie_in_the_period(published: str) -> None:
    assert Period("2019-03", "2020").may_hold(published)


@pytest.mark.parametrize("published", ["2018", "2019-02", "2019-02-28", "2021", "2021-01-01"])
def test_date_outside_the_period_is_outside(published: str) -> None:
    assert not Period("2019-03", "2020").may_hold(published)
