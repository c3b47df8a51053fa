"""Who is better than whom, however it is said."""

import pytest

from synth.claims.document import Part
from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.verdict.checks import CHECK_NAMES, CheckContext, run_checks
from synth.verdict.types import Check, Outcome

A, C, S = Outcome.AGREE, Outcome.CONFLICT, Outcome.SILENT
QUOTE = "Parquet keeps more rows than Arrow and is about three times faster."


def answer(claim: str, passage: Passage) -> Check:
    return run_checks(claim, passage, CheckContext())[CHECK_NAMES.index("comparison")]


def outcome(claim: str, quote: str) -> Outcome:
    return answer(claim, Passage(quote, Span(0, len(quote)))).outcome


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Parquet is about three times faster than Arrow.", A),
        ("Arrow is about three times faster than Parquet.", C),
    ],
)
def test_sides_are_carried_over_an_and(claim: str, expected: Outcome) -> None:
    assert outcome(claim, QUOTE) is expected


def test_sides_are_not_carried_where_the_second_word_has_its_own() -> None:
    quote = "Parquet keeps more rows than Arrow and Arrow is faster than Feather."

    assert outcome("Arrow is faster than Parquet.", quote) is not C


@pytest.mark.parametrize(
    "quote",
    [
        "Parquet outranks Arrow.",
        "Parquet edges out Arrow.",
        "Parquet was preferred over Arrow.",
        "Parquet was found to be more accurate for lookup compared to Arrow.",
        "Arrow is not as accurate as Parquet.",
        "Parquet is twice as accurate as Arrow.",
        "Parquet achieves better performance than Arrow.",
        "Both Parquet and Arrow gain, while the former is better than the latter.",
        "Parquet is the strongest of the three, while Arrow is the weakest.",
    ],
)
def test_order_is_found_however_it_is_said(quote: str) -> None:
    assert outcome("Parquet beats Arrow." if "strongest" not in quote else "Parquet is the best.", quote) is A
    assert outcome("Arrow beats Parquet." if "strongest" not in quote else "Arrow is the best.", quote) is C


@pytest.mark.parametrize(
    ("claim", "quote", "expected"),
    [
        # what is denied is not turned round
        ("Parquet beats Arrow.", "Parquet does not outperform Arrow.", C),
        ("Arrow beats Parquet.", "Parquet does not outperform Arrow.", S),
        ("Parquet does not beat Arrow.", "Parquet does not outperform Arrow.", A),
        # even
        ("Parquet is faster than Arrow.", "Parquet is as fast as Arrow.", C),
        ("Parquet is faster than Arrow.", "Parquet is close to Arrow.", S),
        # the second side in a clause of its own
        ("The width best for rain is smaller than the one best for snow.",
         "This width for rain is larger than the one which gave the best snow.", C),
        # where it holds, not only for whom
        ("It works better on rain than it does on snow.", "On rain it works much better than on snow.", A),
        ("It works better on snow than it does on rain.", "On rain it works much better than on snow.", C),
        # two superlatives in one sentence
        ("The oak drill is strongest and the elm drill weakest.",
         "The oak drill is the weakest of all, while the elm drill is the strongest.", C),
        ("The oak drill is weakest and the elm drill strongest.",
         "The oak drill is the weakest of all, while the elm drill is the strongest.", A),
    ],
)  # fmt: skip
def test_order(claim: str, quote: str, expected: Outcome) -> None:
    assert outcome(claim, quote) is expected


ROWS = Passage(
    "XNet: Road = 66.1; River = 81.9; Error = 12\nYNet: Road = 70.2; River = 78.0; Error = 9",
    Span(0, 9),
    part=Part.TABLE,
)
ROW = Passage(
    "Road: XNet = 66.1; YNet = 70.2",
    Span(0, 9),
    part=Part.TABLE,
    cells=(("", "Road"), ("XNet", "66.1"), ("YNet", "70.2")),
    table="Table 2",
    caption="Table 2: Accuracy.",
)


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("XNet beats YNet on River.", ROWS, A),
        ("YNet beats XNet on River.", ROWS, C),
        ("YNet beats XNet on Road.", ROWS, A),
        ("YNet does not beat XNet on Road.", ROWS, C),
        ("XNet has a higher error than YNet.", ROWS, A),
        ("XNet has a lower error than YNet.", ROWS, C),
        ("YNet is better than XNet.", ROWS, S),
        ("YNet is better than ZNet on Road.", ROWS, S),
        ("YNet beats XNet on Road.", ROW, A),
        ("XNet beats YNet on Road.", ROW, C),
    ],
)
def test_rows_and_columns_order_two_sides(claim: str, passage: Passage, expected: Outcome) -> None:
    check = answer(claim, passage)

    assert check.outcome is expected, check.why


def test_reason_names_both_values() -> None:
    assert (
        answer("XNet beats YNet on Road.", ROW).why == "Table 2: XNet 66.1, YNet 70.2 in Road; the claim says 'beats'"
    )


def test_row_without_attention_is_no_side() -> None:
    rows = Passage("- attention: Road = 66.1\nglobal node: Road = 70.2", Span(0, 9), part=Part.TABLE)

    assert answer("Attention is better than the global node on road.", rows).outcome is S


@pytest.mark.parametrize(
    ("claim", "quote", "expected"),
    [
        ("The elm film is larger than the oak film.", "The oak film has 2 reels, the elm film 17 reels.", A),
        ("The oak film is larger than the elm film.", "The oak film has 2 reels, the elm film 17 reels.", C),
        ("The oak film is longer than the elm film.", "The oak film takes 2 hours, the elm film 40 minutes.", A),
        ("The elm film is longer than the oak film.", "The oak film takes 2 hours, the elm film 40 minutes.", C),
        ("Rain matters more on roads than on lakes.", "Rain costs 1.7 points on roads and 0.4 points on lakes.", A),
        ("Rain matters more on lakes than on roads.", "Rain costs 1.7 points on roads and 0.4 points on lakes.", C),
        ("The elm drill beats the oak drill.", "The oak drill reaches 71% and the elm drill 64%.", C),
        ("The elm drill is faster than the oak drill.", "The oak drill reaches 71% and the elm drill 64%.", S),
        ("The elm drill is larger than the oak drill.", "The oak drill reaches 71% and the elm drill 64%.", S),
    ],
)
def test_two_numbers_order_two_sides(claim: str, quote: str, expected: Outcome) -> None:
    assert outcome(claim, quote) is expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The gain of salt grows with the amount of rice.", C),
        ("The benefit of salt shrinks as more rice is grown.", A),
        ("The gain of salt is largest for the largest amounts of rice.", C),
        ("The gain of salt is smallest for the largest amounts of rice.", A),
        ("Rain is heaviest in the smallest villages.", S),
    ],
)
def test_where_something_is_most_has_an_order(claim: str, expected: Outcome) -> None:
    assert outcome(claim, "The gain of salt is largest for the smallest amounts of rice.") is expected


def test_another_version_of_the_same_name_is_another_side() -> None:
    passage = "Engine-4 is slightly worse than the other two, since its valves stay open."

    assert outcome("Engine-4 runs a little worse than the other two.", passage) is Outcome.AGREE
    assert outcome("Engine-5 runs a little worse than the other two.", passage) is Outcome.CONFLICT
