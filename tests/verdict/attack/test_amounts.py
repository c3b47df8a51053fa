import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.quantities import parse_quantities
from synth.verdict.attack.amounts import change_numbers, change_units, swap_numbers, turn_bounds


def numbers_in(text: str) -> list[float]:
    return [item.value for item in parse_quantities(text)]


def test_each_number_is_moved_in_a_mutant_of_its_own() -> None:
    texts = [mutant.text for mutant in change_numbers("It scores 88.2 on XNLI and 61.3 on PAWS-X.")]

    assert texts == ["It scores 97.1 on XNLI and 61.3 on PAWS-X.", "It scores 88.2 on XNLI and 55.1 on PAWS-X."]


@given(st.decimals(min_value="0.1", max_value="99999", places=2), st.integers(0, 2))
def test_moved_number_is_never_the_old_one_rounded(value: object, decimals: int) -> None:
    claim = f"It takes {value:.{decimals}f} hours."

    for mutant in change_numbers(claim):
        (old,), (new,) = parse_quantities(claim), parse_quantities(mutant.text)
        assert not old.equals(new)
        assert abs(old.value - new.value) >= 0.1 * old.value - 1e-9


@pytest.mark.parametrize("number", ["100", "20,000", "1.6", "570 thousand", "88.2%", "four", "12"])
def test_moved_number_is_printed_like_the_old_one(number: str) -> None:
    (mutant,) = change_numbers(f"The set holds {number} sentences.")
    new = mutant.text.removeprefix("The set holds ").removesuffix(" sentences.")

    assert [character for character in new if not character.isalnum()] == [
        character for character in number if not character.isalnum()
    ]
    assert new.isalpha() == number.isalpha()


@pytest.mark.parametrize(
    ("claim", "is_up"),
    [
        ("It needs at least 5 runs.", True),
        ("It needs more than 300 runs.", True),
        ("It needs at most 5 runs.", False),
        ("It needs fewer than 300 runs.", False),
        ("It needs up to 40 runs.", False),
    ],
)
def test_number_under_a_bound_moves_to_where_the_bound_is_broken(claim: str, *, is_up: bool) -> None:
    for mutant in change_numbers(claim):
        assert (numbers_in(mutant.text) > numbers_in(claim)) is is_up


@pytest.mark.parametrize(
    "claim",
    [
        "No run took more than 4 days.",
        "It reaches at least 99% recall.",
        "It takes at most 1 day.",
        "It needs under 1 hour.",
    ],
)
def test_number_stays_where_the_bound_leaves_no_room(claim: str) -> None:
    assert list(change_numbers(claim)) == []


def test_round_number_moves_by_its_last_digit_that_is_not_zero() -> None:
    (mutant,) = change_numbers("The set holds 100,000 sentences.")

    assert mutant.text == "The set holds 200,000 sentences."


def test_number_said_to_be_about_right_moves_by_half() -> None:
    (mutant,) = change_numbers("The set holds about 600 sentences.")

    assert mutant.text == "The set holds about 900 sentences."


@pytest.mark.parametrize("claim", ["It reaches 98%.", "F1 is 96.2.", "It reaches 97.0%."])
def test_score_stays_one(claim: str) -> None:
    (mutant,) = change_numbers(claim)

    assert numbers_in(mutant.text)[-1] < 96


@pytest.mark.parametrize(
    "claim",
    [
        "See Table 3.",
        "It was published in 2019.",
        "The 2012 and 2013 sets serve for validation.",
        "It uses BERT and GPT-2.",
        "It grew by 10-20 %.",
        "On SFEW 2.0 it wins.",
        "It scores well on 20NewsGroups.",
        "It fits 300W-LP with a 3DMM at 64x64.",
        "It trails C2-50k.",
    ],
)
def test_number_that_measures_nothing_stays(claim: str) -> None:
    assert list(change_numbers(claim)) == []


@pytest.mark.parametrize(
    ("claim", "swapped"),
    [
        ("It gains 1.6 points on XNLI and 2.1 on PAWS-X.", "It gains 2.1 points on XNLI and 1.6 on PAWS-X."),
        ("Accuracy rises from 54% to 82%.", "Accuracy rises from 82% to 54%."),
        ("XNLI and PAWS-X give 80.1 and 85.2, respectively.", "XNLI and PAWS-X give 85.2 and 80.1, respectively."),
        ("Four blocks suit SNLI, whereas three suit QA.", "Three blocks suit SNLI, whereas four suit QA."),
        ("It has 8 layers and 12 heads.", "It has 12 layers and 8 heads."),
    ],
)
def test_numbers_of_different_things_change_places(claim: str, swapped: str) -> None:
    assert swapped in [mutant.text for mutant in swap_numbers(claim)]


@pytest.mark.parametrize(
    "claim",
    [
        "We try 16 and 32 samples.",
        "We try 16 samples and 32 samples.",
        "It takes 3 of 10 models.",
        "It takes 80 to 90 hours.",
        "It wins 3 times on 3 sets.",
        "The two-branch net reaches 0.265.",
    ],
)
def test_numbers_whose_order_says_nothing_stay(claim: str) -> None:
    assert list(swap_numbers(claim)) == []


@pytest.mark.parametrize(
    ("claim", "turned"),
    [
        ("It needs at least 5 runs.", "It needs fewer than 5 runs."),
        ("It gains at least 1.5 points.", "It gains less than 1.5 points."),
        ("It needs at most 5 runs.", "It needs more than 5 runs."),
        ("It holds over 300 runs.", "It holds under 300 runs."),
    ],
)
def test_bound_is_turned_into_one_that_excludes_it(claim: str, turned: str) -> None:
    assert [mutant.text for mutant in turn_bounds(claim)] == [turned]


@pytest.mark.parametrize(
    "claim", ["Scores are averaged over 5 runs.", "No model takes more than 2 days.", "It rose from 3 up to 5."]
)
def test_word_that_only_looks_like_a_bound_stays(claim: str) -> None:
    assert list(turn_bounds(claim)) == []


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("It trains for 5 days.", "It trains for 5 weeks."),
        ("It is a 12-layer net.", "It is a 12-head net."),
        ("It gains 1.6 points.", "It gains 1.6 percent (relative)."),
        ("It holds 570 thousand facts.", "It holds 570 million facts."),
    ],
)
def test_unit_becomes_another_while_the_number_stays(claim: str, changed: str) -> None:
    assert [mutant.text for mutant in change_units(claim)] == [changed]
