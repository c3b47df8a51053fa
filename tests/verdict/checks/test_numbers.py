"""When a number carries another one, and when it speaks against it."""

import pytest

from synth.verdict.checks import CheckContext
from synth.verdict.checks.amounts import amounts
from synth.verdict.checks.stems import stem
from synth.verdict.types import Outcome
from tests.verdict.checks.test_checks import answer

A, C, S = Outcome.AGREE, Outcome.CONFLICT, Outcome.SILENT


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("half a million letters", 500_000, "letter"),
        ("three-quarters of the shops", 75, "percent"),
        ("two in five shops", 40, "percent"),
        ("a quarter of a percent", 0.25, "percent"),
        ("half a percentage point", 0.5, "points"),
        ("over one half of the shops", 50, "percent"),
        ("two and a half points", 2.5, "points"),
        ("about two-and-a-half times", 2.5, "times"),
    ],
)
def test_amount_in_words_has_a_value(text: str, value: float, unit: str) -> None:
    (found,) = amounts(text)

    assert (found.value, found.unit) == (value, unit)


def test_second_year_of_a_name_is_no_amount() -> None:
    assert amounts("It is run on the NIST-2005 and 2006 sets.") == ()


@pytest.mark.parametrize(
    ("claim", "text", "outcome"),
    [
        # rounding
        ("Some 40 percent of the shops close.", "39.1% of the shops close.", A),
        ("Not quite 70% of the shops close.", "69.3% of the shops close.", A),
        ("Not quite 70% of the shops close.", "71.3% of the shops close.", C),
        ("About 16,000 houses and 135,000 rooms were seen.", "We saw 134,942 rooms in 16,133 houses.", A),
        ("The atlas holds 135,000 rooms.", "The atlas holds 134,942 rooms.", A),
        ("The atlas holds 135,000 rooms.", "The atlas holds 139,942 rooms.", C),
        ("Nearly a quarter of the shops close.", "23.1 % of the shops close.", A),
        ("Nearly a quarter of the shops close.", "20.1 % of the shops close.", C),
        ("The oak drill wins by a little over two and a half points.", "The oak drill wins by 2.57 points.", A),
        ("The oak drill wins by a little over two and a half points.", "The oak drill wins by 3.57 points.", C),
        # what follows from two numbers
        ("A fifth of the maps are kept for testing.", "Of 15,331 maps, 3,068 are kept for testing.", A),
        ("A third of the maps are kept for testing.", "Of 15,331 maps, 3,068 are kept for testing.", S),
        ("Reading gets 14% slower.", "We read 31.9 words per second before and 27.5 words per second after.", A),
        ("The oak drill wins by more than 13 points.", "The elm drill reaches 71.3%, the oak drill 84.9%.", A),
        ("The oak drill wins by less than 13 points.", "The elm drill wins at 71.3%, the oak drill at 84.9%.", C),
        ("It is more than twice as fast.", "It takes 20 hours instead of 44 hours.", A),
        # words of one meaning
        ("A call takes 57 milliseconds.", "One call takes 75 ms.", C),
        ("A call takes 75 milliseconds.", "One call takes 75 ms.", A),
        ("The film shows 1,595 identities.", "The film shows 1,595 actors.", A),
        ("The maps were drawn by 14 independent people.", "The maps were drawn by 40 independent painters.", C),
        # a value in the place of another, whatever stands around the rest of the passage
        ("The drill stops at 0.7 torque.", "After a number of trials by the staff, torque 0.5 was set.", C),
        # numbers of another thing
        ("The mean of both reaches an accuracy of .772.", "The mean of both reaches an F1 of .814.", S),
        ("The mean of both reaches an accuracy of .772.", "The mean of both reaches an accuracy of .814.", C),
        ("The oak model needs 118,000 images.", "The oak model needs 4 images.", S),
        ("XNet gains 2.5 points on ROAD.", "YNet gains 4.1 points on RIVER.", S),
        ("XNet gains 2.5 points on ROAD.", "XNet gains 4.1 points on ROAD.", C),
    ],
)
def test_numbers(claim: str, text: str, outcome: Outcome) -> None:
    check = answer("numbers", claim, text)

    assert check.outcome is outcome, check.why


def test_relative_change_is_not_taken_for_a_difference() -> None:
    text = "Error falls from 40% to 30%."

    assert answer("units", "Error falls by 10% in relative terms.", text).outcome is C
    assert answer("numbers", "Error falls by 10 points.", text).outcome is A


def test_equal_count_of_another_thing_of_the_paper_conflicts() -> None:
    text = "Each chair was checked by two carpenters."
    context = CheckContext(keys=frozenset({stem("painters"), stem("carpenters"), stem("chair")}))

    assert answer("units", "Each chair was checked by two painters.", text, context).outcome is C
    assert answer("units", "Each chair was checked by two carpenters.", text, context).outcome is A
    assert answer("units", "Each chair was checked by two painters.", text).outcome is S


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It takes 1 hour and 40 minutes.", [(1 + 40 / 60, "hour")]),
        ("It takes 2 minutes 30 seconds.", [(2.5, "minute")]),
        ("It takes 2 hours on foot and 40 minutes by car.", [(2, "hour"), (40, "minute")]),
    ],
)
def test_hours_and_minutes_are_one_time(text: str, values: list[tuple[float, str]]) -> None:
    assert [item.value for item in amounts(text)] == pytest.approx([value for value, _ in values])
    assert [item.unit for item in amounts(text)] == [unit for _, unit in values]


def test_value_on_the_wrong_side_of_a_bound_does_not_carry_it() -> None:
    assert answer("numbers", "Over 60% of the shops close.", "59.8% of the shops close.").outcome is C
    assert answer("numbers", "Over 60% of the shops close.", "60.3% of the shops close.").outcome is A


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("No chair was used for more than four days.", "Chairs were used for a maximum of 4 days."),
        ("Each cart holds 84 faces.", "Each cart holds 84 face casts."),
        ("The maps were drawn by 40 independent people.", "The maps were drawn by 40 independent painters."),
        ("The hospitals sent eleven letters.", "Eleven letters came to three hospitals."),
    ],
)
def test_equal_numbers_in_other_words_do_not_conflict(claim: str, text: str) -> None:
    for name in ("numbers", "units"):
        assert answer(name, claim, text).outcome is not C


def test_number_of_a_part_does_not_speak_against_that_of_the_whole() -> None:
    whole = "The oven bakes 94.8 % of the loaves."

    assert answer("numbers", whole, "On the seven days before 2000, the oven bakes 96.9 % of the loaves.").outcome is S
    assert answer("numbers", whole, "The oven bakes 96.9 % of the loaves.").outcome is C
    part = "On the seven days, the oven bakes 94.8 % of the loaves."
    assert answer("numbers", part, "On the seven days before 2000, the oven bakes 96.9 % of the loaves.").outcome is C
