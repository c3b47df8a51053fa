"""Statistics over seeds, and the rule that turns them into a verdict.

The seed is the unit: each has its own world, its own initial weights and its own order of examples. Arms are compared
within a seed, and the differences are what is tested, with a t interval; examples within a seed are not independent
of each other and count for nothing here.

**The rule.** Primary contrast, predicted direction and smallest effect of interest are fixed before the run.

1. A control failed (two identical arms differ, or a built-in effect is not found): *withheld*.
2. A gate failed (the model did not learn): *inconclusive*.
3. The whole interval lies beyond 0 in the predicted direction, the corrected p is below .05, and the estimate reaches
   the smallest effect of interest: *reproduced*.
4. The whole interval lies beyond 0 in the other direction, or within plus and minus the smallest effect of interest
   (so the effect is shown to be too small to matter): *not reproduced*.
5. Otherwise *inconclusive*: the seeds do not tell.

A claim that says the opposite of the prediction turns the directions round; a claim that says that there is no
effect is reproduced by an interval within the smallest effect of interest, and not reproduced by a whole interval
beyond it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from synth.ports.lab import Contrast, Control, Gate, Power, RerunVerdict, Stance

LEVEL: Final = 0.05  # of significance; intervals are 1 - LEVEL
SMALLEST_EFFECT: Final = 0.02  # of interest: two points of accuracy or F1, or two points per tenfold of parameters
WANTED_POWER: Final = 0.8  # Cohen (1988), section 2.1: the usual convention


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """(mean, low, high): the mean and its 95 % t interval; infinite ends below two values.

    >>> [round(number, 3) for number in interval([1.0, 2.0, 3.0])]
    [2.0, -0.484, 4.484]
    """
    from scipy import special

    numbers = np.asarray(values, dtype=float)
    if numbers.size == 0:
        return float("nan"), float("-inf"), float("inf")
    mean = float(numbers.mean())
    if numbers.size == 1:
        return mean, float("-inf"), float("inf")
    reach = float(special.stdtrit(numbers.size - 1, 1 - LEVEL / 2)) * _standard_error(numbers)
    return mean, mean - reach, mean + reach


def p_value(values: Sequence[float]) -> float:
    """Two-sided p of a t test of the mean against zero, in [0, 1].

    Equal values give 0 if they differ from zero and 1 if not; below two values nothing can be said, which is 1.
    """
    from scipy import special

    numbers = np.asarray(values, dtype=float)
    if numbers.size < 2:
        return 1.0
    error = _standard_error(numbers)
    if error <= np.finfo(float).eps * abs(float(numbers.mean())):
        return 0.0 if float(numbers.mean()) else 1.0
    return float(2 * special.stdtr(numbers.size - 1, -abs(float(numbers.mean())) / error))


def effect_size(values: Sequence[float]) -> float:
    """Cohen's d of paired differences with Hedges' correction for few pairs; 0 where it is not defined.

    Source:
        Lakens (2013), Calculating and reporting effect sizes, Frontiers in Psychology 4:863, equations 4 and 7.
    """
    numbers = np.asarray(values, dtype=float)
    if numbers.size < 2 or not (spread := float(numbers.std(ddof=1))):
        return 0.0
    correction = 1 - 3 / (4 * (numbers.size - 1) - 1)
    return float(numbers.mean()) / spread * correction


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down correction, in the order given; each in [0, 1] and never below the p it corrects.

    Source:
        Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6.

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    corrected = [0.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda index: p_values[index])):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        corrected[place] = largest
    return corrected


def slope(sizes: Sequence[float], outcomes: Sequence[float]) -> float:
    """Change of the outcome per tenfold of the size: least squares on log10 of the size, within one seed.

    Raises:
        ValueError: If there are fewer than two sizes, or all are equal.

    >>> round(slope([10, 100, 1000], [0.1, 0.2, 0.3]), 3)
    0.1
    """
    logs = np.log10(np.asarray(sizes, dtype=float))
    centred = logs - logs.mean()
    if len(sizes) < 2 or not float(centred @ centred):
        raise ValueError(f"no slope over the sizes {list(sizes)}")
    return float(centred @ np.asarray(outcomes, dtype=float) / (centred @ centred))


def relative_drop(clean: float, noisy: float, chance: float) -> float:
    """Share of what was learned that is lost: 0 is none, 1 is down to chance.

    Absolute drops grow with clean accuracy, so they cannot be compared between models. Clean scores close to chance
    would blow the ratio up; what is learned counts as at least the smallest effect of interest.

    >>> round(relative_drop(0.8, 0.65, 0.5), 3)
    0.5
    """
    return (clean - noisy) / max(clean - chance, SMALLEST_EFFECT)


def contrasts(by_name: Mapping[str, Sequence[float]]) -> tuple[Contrast, ...]:
    """One contrast for each name; the p values are corrected together, as one family.

    Args:
        by_name: The effect in each seed, by name; names in the order they are shown.
    """
    raw = [p_value(values) for values in by_name.values()]
    found = []
    for (name, values), p, corrected in zip(by_name.items(), raw, holm(raw), strict=True):
        mean, low, high = interval(values)
        found.append(Contrast(name, tuple(values), mean, low, high, effect_size(values), p, corrected))
    return tuple(found)


def is_found(contrast: Contrast, predicted: int) -> bool:
    """Whether an effect in the direction of ``predicted`` was found, large enough to be of interest."""
    beyond = contrast.low > 0 if predicted > 0 else contrast.high < 0
    return beyond and contrast.p_holm < LEVEL and predicted * contrast.estimate >= SMALLEST_EFFECT


def is_negligible(contrast: Contrast) -> bool:
    """Whether the whole interval lies within plus and minus the smallest effect of interest."""
    return contrast.low > -SMALLEST_EFFECT and contrast.high < SMALLEST_EFFECT


def decide(
    primary: Contrast,
    *,
    predicted: int,
    gates: Sequence[Gate] = (),
    controls: Sequence[Control] = (),
    stance: Stance = Stance.PREDICTED,
) -> RerunVerdict:
    """The verdict by the rule at the head of this file.

    Args:
        predicted: 1 if the experiment predicts an effect above zero, -1 below.
        stance: How the claim stands to that prediction.
    """
    if not all(control.passed for control in controls):
        return RerunVerdict.WITHHELD
    if not all(gate.passed for gate in gates):
        return RerunVerdict.INCONCLUSIVE
    if stance is Stance.NULL:
        if is_negligible(primary):
            return RerunVerdict.REPRODUCED
        is_large = primary.low >= SMALLEST_EFFECT or primary.high <= -SMALLEST_EFFECT
        return RerunVerdict.NOT_REPRODUCED if is_large else RerunVerdict.INCONCLUSIVE
    direction = predicted if stance is Stance.PREDICTED else -predicted
    if is_found(primary, direction):
        return RerunVerdict.REPRODUCED
    against = primary.high < 0 if direction > 0 else primary.low > 0
    return RerunVerdict.NOT_REPRODUCED if against or is_negligible(primary) else RerunVerdict.INCONCLUSIVE


def power_of(seeds: int, sd: float, effect: float) -> float:
    """The chance that a paired t test over ``seeds`` finds ``effect``, in [0, 1].

    Args:
        sd: Standard deviation of the paired differences over seeds.

    Source:
        Cohen (1988), Statistical Power Analysis, section 2.2; the power of a t test is that of a noncentral t.
    """
    from scipy import stats

    if seeds < 2:
        return 0.0
    critical = stats.t.ppf(1 - LEVEL / 2, seeds - 1)
    shift = effect / sd * np.sqrt(seeds)
    power = stats.nct.sf(critical, seeds - 1, shift) + stats.nct.cdf(-critical, seeds - 1, shift)
    return float(np.nan_to_num(power, nan=1.0))  # far out scipy gives no number; the power is 1 there


def plan_power(seeds: int, sd: float, effect: float) -> Power:
    """What a plan can find; stated before the run and stored with it."""
    low, high = 0.0, 100 * sd
    for _ in range(40):  # halving; the power grows with the effect
        middle = (low + high) / 2
        low, high = (low, middle) if power_of(seeds, sd, middle) >= WANTED_POWER else (middle, high)
    detectable = high if seeds >= 2 else float("inf")
    return Power(seeds, sd, effect, power_of(seeds, sd, effect), detectable, SMALLEST_EFFECT)


def _standard_error(numbers: np.typing.NDArray[np.float64]) -> float:
    return float(numbers.std(ddof=1) / np.sqrt(numbers.size))
