"""Known values of the statistics, and what must hold for any numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from synth.lab.stats import (
    contrasts,
    decide,
    effect_size,
    holm,
    interval,
    p_value,
    plan_power,
    power_of,
    relative_drop,
    slope,
)
from synth.ports.lab import Contrast, Control, Gate, RerunVerdict, Stance

NUMBERS = st.lists(st.floats(-1, 1, width=32), min_size=2, max_size=12)
SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=8)


def contrast(low: float, high: float, p: float = 0.001) -> Contrast:
    return Contrast("c", (), (low + high) / 2, low, high, 1.0, p, p)


@given(NUMBERS)
def test_interval_and_p_are_those_of_scipy(values: list[float]) -> None:
    if math.isclose(max(values), min(values), abs_tol=1e-6):
        return
    theirs = scipy_stats.ttest_1samp(values, 0.0)
    low, high = theirs.confidence_interval(0.95)

    assert interval(values)[1:] == pytest.approx((low, high), abs=1e-9)
    assert p_value(values) == pytest.approx(float(theirs.pvalue), abs=1e-9)


@given(NUMBERS)
def test_interval_excludes_zero_exactly_when_p_is_below_the_level(values: list[float]) -> None:
    _, low, high = interval(values)
    p = p_value(values)

    if abs(p - 0.05) > 1e-9 and low != high:
        assert (p < 0.05) == (low > 0 or high < 0)


def test_one_seed_tells_nothing() -> None:
    assert interval([0.4]) == (0.4, float("-inf"), float("inf"))
    assert p_value([0.4]) == 1.0


def test_equal_differences_are_certain_and_no_difference_is_none() -> None:
    assert p_value([0.1, 0.1, 0.1]) == 0.0
    assert p_value([0.0, 0.0, 0.0]) == 1.0


def test_effect_size_has_the_correction_for_few_pairs() -> None:
    values = [0.1, 0.2, 0.3, 0.4]  # mean .25, sd .1291, J = 1 - 3/11

    assert effect_size(values) == pytest.approx(0.25 / 0.1290994 * (1 - 3 / 11), abs=1e-5)


@given(SHARES)
def test_holm_never_lowers_a_p_and_keeps_the_order(values: list[float]) -> None:
    corrected = holm(values)

    assert all(after >= before and after <= 1 for before, after in zip(values, corrected, strict=True))
    by_p = [after for _, after in sorted(zip(values, corrected, strict=True))]
    assert by_p == sorted(by_p)


def test_holm_of_the_textbook() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_slope_is_the_change_per_tenfold() -> None:
    assert slope([28_000, 280_000], [0.5, 0.6]) == pytest.approx(0.1)
    with pytest.raises(ValueError, match="no slope"):
        slope([100, 100], [0.1, 0.2])


def test_drop_is_relative_to_what_was_learned() -> None:
    assert relative_drop(0.9, 0.7, 0.5) == pytest.approx(0.5)
    assert relative_drop(0.7, 0.6, 0.5) == pytest.approx(0.5)
    assert abs(relative_drop(0.5, 0.49, 0.5)) <= 0.51  # nothing learned: no ratio of noise by noise


def test_power_is_that_of_the_tables() -> None:
    # Cohen (1988): a paired t test with d = .5 needs 34 pairs for a power of .80; d = 1 needs 10
    assert power_of(34, sd=1.0, effect=0.5) == pytest.approx(0.808, abs=0.005)
    assert power_of(10, sd=1.0, effect=1.0) == pytest.approx(0.803, abs=0.005)


def test_detectable_effect_has_the_wanted_power() -> None:
    plan = plan_power(8, sd=0.03, effect=0.05)

    assert power_of(8, 0.03, plan.detectable) == pytest.approx(0.8, abs=1e-3)
    assert plan.power > 0.8
    assert plan_power(4, sd=0.03, effect=0.05).power < plan.power


def test_contrasts_are_corrected_as_one_family() -> None:
    alone = contrasts({"nli": [0.1, 0.2, 0.12]})[0]
    together = contrasts({"nli": [0.1, 0.2, 0.12], "qa": [0.1, -0.1, 0.0]})[0]

    assert together.p == alone.p
    assert together.p_holm == pytest.approx(2 * alone.p_holm)


@pytest.mark.parametrize(
    ("low", "high", "predicted", "verdict"),
    [
        (0.03, 0.08, 1, RerunVerdict.REPRODUCED),
        (0.03, 0.08, -1, RerunVerdict.NOT_REPRODUCED),
        (-0.08, -0.03, -1, RerunVerdict.REPRODUCED),
        (-0.01, 0.01, 1, RerunVerdict.NOT_REPRODUCED),  # shown to be too small to matter
        (0.001, 0.019, 1, RerunVerdict.NOT_REPRODUCED),
        (0.001, 0.03, 1, RerunVerdict.INCONCLUSIVE),  # there, but it may be too small
        (-0.02, 0.09, 1, RerunVerdict.INCONCLUSIVE),
    ],
)
def test_verdict_follows_the_written_rule(low: float, high: float, predicted: int, verdict: RerunVerdict) -> None:
    assert decide(contrast(low, high), predicted=predicted) is verdict


def test_correction_can_take_the_verdict_away() -> None:
    assert decide(contrast(0.03, 0.08, p=0.06), predicted=1) is RerunVerdict.INCONCLUSIVE


def test_failed_gate_makes_the_best_effect_inconclusive() -> None:
    gates = (Gate("source above chance", passed=False, why="did not learn"),)

    assert decide(contrast(0.03, 0.08), predicted=1, gates=gates) is RerunVerdict.INCONCLUSIVE


def test_failed_control_withholds_the_verdict_whatever_the_gates_say() -> None:
    controls = (Control("negative", "two identical arms", contrast(0.03, 0.08), passed=False),)

    assert decide(contrast(0.03, 0.08), predicted=1, controls=controls) is RerunVerdict.WITHHELD


@pytest.mark.parametrize(
    ("stance", "low", "high", "verdict"),
    [
        (Stance.OPPOSITE, 0.03, 0.08, RerunVerdict.NOT_REPRODUCED),
        (Stance.OPPOSITE, -0.08, -0.03, RerunVerdict.REPRODUCED),
        (Stance.NULL, -0.01, 0.01, RerunVerdict.REPRODUCED),
        (Stance.NULL, 0.03, 0.08, RerunVerdict.NOT_REPRODUCED),
        (Stance.NULL, -0.01, 0.05, RerunVerdict.INCONCLUSIVE),
    ],
)
def test_claim_against_the_prediction_turns_the_rule_round(
    stance: Stance, low: float, high: float, verdict: RerunVerdict
) -> None:
    assert decide(contrast(low, high), predicted=1, stance=stance) is verdict


@given(st.floats(-1, 1), st.floats(0, 0.5), st.floats(0, 1), st.sampled_from([-1, 1]))
def test_turning_signs_round_turns_nothing_else(middle: float, reach: float, p: float, predicted: int) -> None:
    there = contrast(middle - reach, middle + reach, p)
    mirrored = contrast(-middle - reach, -middle + reach, p)

    assert decide(there, predicted=predicted) is decide(mirrored, predicted=-predicted)
