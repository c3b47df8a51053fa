from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.quantities import Bound, Quantity, QuantityKind, parse_quantities


def only(text: str) -> Quantity:
    (quantity,) = parse_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.6 points", 1.6, "points"),
        ("2.1 BLEU points", 2.1, "points"),
        ("3 percentage points", 3.0, "points"),
        ("1.2% absolute", 1.2, "points"),
        ("an absolute gain of 1.2%", 1.2, "points"),
        ("23 %", 23.0, "percent"),
        ("23 percent", 23.0, "percent"),
        ("1,386 sentences", 1386.0, "sentence"),
        ("1e-4", 1e-4, ""),
        ("5 × 10−5", 5e-5, ""),
        ("10B parameters", 1e10, "parameter"),
        ("3.2 million pages", 3.2e6, "page"),
        ("128k tokens", 128e3, "token"),
        ("16GB", 16.0, "gb"),
        ("8 Nvidia Tesla GPUs", 8.0, "gpu"),
        ("2.5x", 2.5, "times"),
        ("a three-fold increase", 3.0, "times"),
        ("twice as fast", 2.0, "times"),
        ("10-fold cross-validation", 10.0, "fold"),
        ("a 12-layer encoder", 12.0, "layer"),
        ("twenty-five annotators", 25.0, "annotator"),
        ("two hundred and five words", 205.0, "word"),
        ("one layer", 1.0, "layer"),
        (".85", 0.85, ""),
        ("-0.5", -0.5, ""),
        ("100 data points", 100.0, "point"),
        ("2000 sentences", 2000.0, "sentence"),
        ("0.7dB", 0.7, "db"),
        ("20mg", 20.0, "mg"),
        ("3s", 3.0, "s"),
        ("the 20S proteasome", 20.0, ""),
    ],
)
def test_number_has_its_value_and_unit(text: str, value: float, unit: str) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.unit, quantity.kind) == (value, unit, QuantityKind.MEASURE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in 2019", QuantityKind.DATE),
        ("in the 1990s", QuantityKind.DATE),
        ("(Smith et al., 2019)", QuantityKind.CITATION),
        ("Jones (2004b)", QuantityKind.CITATION),
        ("as shown in [12]", QuantityKind.CITATION),
        ("Section 3.2", QuantityKind.LABEL),
        ("Fig. 4", QuantityKind.LABEL),
        ("Eq. (5)", QuantityKind.LABEL),
        ("(1) it parses", QuantityKind.LABEL),
        ("F1", QuantityKind.NAME),
        ("GPT-3", QuantityKind.NAME),
        ("top-5", QuantityKind.NAME),
        ("SQuAD 1.1", QuantityKind.NAME),
    ],
)
def test_number_that_measures_nothing_says_what_it_is(text: str, kind: QuantityKind) -> None:
    assert only(text).kind is kind


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 5", Bound.ABOUT),
        ("≈ 5", Bound.ABOUT),
        ("over 5", Bound.OVER),
        ("p < 0.05", Bound.UNDER),
        ("at least 5", Bound.AT_LEAST),
        ("up to 40%", Bound.AT_MOST),
        ("no more than 7", Bound.AT_MOST),
        ("exactly 7", Bound.EXACT),
    ],
)
def test_word_before_a_number_bounds_it(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize("text", ["10-20%", "10–20 %", "10 to 20 percent", "10% to 20%", "between 10 and 20 percent"])
def test_range_is_one_quantity(text: str) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.high, quantity.unit) == (10.0, 20.0, "percent")


def test_change_from_one_number_to_another_is_two_quantities_with_one_unit() -> None:
    before, after = parse_quantities("from 23.1 to 25.4 BLEU")

    assert (before.value, before.unit, after.value, after.unit) == (23.1, "bleu", 25.4, "bleu")


def test_spread_belongs_to_its_number() -> None:
    assert only("27.3 ± 0.4").spread == 0.4


def test_pronoun_and_ordinals_are_no_quantities() -> None:
    assert parse_quantities("One of them is the 4th and first.") == ()


def test_finer_number_equals_the_coarser_one_it_rounds_to() -> None:
    fine, coarse, other = parse_quantities("27.38 BLEU, 27.4 BLEU, 27.5 BLEU")

    assert fine.equals(coarse)
    assert coarse.equals(fine)
    assert not coarse.equals(other)


def test_percent_and_points_are_never_equal() -> None:
    percent, points = parse_quantities("2 % or 2 points")

    assert not percent.equals(points)


@given(st.floats(min_value=0.01, max_value=9e5).map(lambda value: round(value, 2)))
def test_printed_number_is_read_back(value: float) -> None:
    assert only(f"{value:.2f}").value == value
    assert only(f"it reaches {value:,.2f} F-measure").value == value


@given(st.text(max_size=80))
def test_spans_lie_in_order_and_do_not_overlap(text: str) -> None:
    spans = [quantity.span for quantity in parse_quantities(text)]

    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
