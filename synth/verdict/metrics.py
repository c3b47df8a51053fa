"""How good verdicts are: ranking, labels, evidence, calibration."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Flags = NDArray[np.bool_]

BINS: Final = 10
DRAWS: Final = 200  # simulated sets behind an expected ECE
_SEED: Final = 20261121  # fixed, so that a figure is the same each time it is printed


def auroc(scores: Scores, positive: Flags) -> float:
    """Chance that a positive row scores above a negative one, ties counted half; nan with one class.

    Source:
        Fawcett (2006), An introduction to ROC analysis, section 7: the Mann-Whitney statistic.

    >>> auroc(np.array([0.9, 0.4, 0.4]), np.array([True, False, True]))
    0.75
    """
    positives, negatives = int(positive.sum()), int((~positive).sum())
    if not positives or not negatives:
        return float("nan")
    ranks = _mid_ranks(scores)
    return float((ranks[positive].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def _mid_ranks(scores: Scores) -> Scores:
    """1-based ranks; equal scores share the mean of theirs."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Scores = (last - (counts - 1) / 2)[inverse]
    return ranks


def balanced_accuracy(truth: Sequence[str], said: Sequence[str]) -> float:
    """Mean recall over the labels that occur in ``truth``; nan for no rows."""
    labels = sorted(set(truth))
    recalls = [
        np.mean([answer == label for label, answer in zip(truth, said, strict=True) if label == wanted])
        for wanted in labels
    ]
    return float(np.mean(recalls)) if recalls else float("nan")


def macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    """Mean F1 over the labels that occur in ``truth``; nan for no rows."""
    scores = []
    for wanted in sorted(set(truth)):
        hits = sum(label == answer == wanted for label, answer in zip(truth, said, strict=True))
        scores.append(2 * hits / (list(truth).count(wanted) + list(said).count(wanted)))
    return float(np.mean(scores)) if scores else float("nan")


def recall_at(gold: Sequence[frozenset[int]], ranked: Sequence[Sequence[int]], k: int) -> float:
    """Mean share of a claim's gold passages among its first ``k``; claims without gold are left out."""
    shares = [len(wanted & set(found[:k])) / len(wanted) for wanted, found in zip(gold, ranked, strict=True) if wanted]
    return float(np.mean(shares)) if shares else float("nan")


def hit_at(gold: Sequence[frozenset[int]], ranked: Sequence[Sequence[int]], k: int) -> float:
    """Share of claims with a gold passage among their first ``k``; claims without gold are left out."""
    hits = [bool(wanted & set(found[:k])) for wanted, found in zip(gold, ranked, strict=True) if wanted]
    return float(np.mean(hits)) if hits else float("nan")


def ece(probability: Scores, positive: Flags, *, bins: int = BINS) -> float:
    """Expected calibration error with equal-mass bins, in [0, 1].

    Source:
        Naeini, Cooper & Hauskrecht (2015), AAAI; equal-mass bins after Nixon et al. (2019), arXiv:1904.01685.
    """
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    gaps = [abs(probability[part].mean() - positive[part].mean()) * len(part) for part in parts]
    return float(sum(gaps) / len(probability)) if len(probability) else float("nan")


def reliability_bins(probability: Scores, positive: Flags, *, bins: int = BINS) -> tuple[tuple[float, float, int], ...]:
    """(mean probability, share that is positive, rows) of equal-mass bins, from the least probable up.

    >>> reliability_bins(np.array([0.2, 0.4, 0.9]), np.array([False, True, True]), bins=2)
    ((0.3, 0.5, 2), (0.9, 1.0, 1))
    """
    order = np.argsort(probability, kind="stable")
    return tuple(
        (round(float(probability[part].mean()), 4), round(float(positive[part].mean()), 4), len(part))
        for part in np.array_split(order, bins)
        if len(part)
    )


def risk_coverage(confidence: Scores, right: Flags, *, points: int = BINS) -> tuple[tuple[float, float], ...]:
    """(coverage, risk): the share of wrong labels among the surest rows, for growing shares of all rows.

    Source:
        El-Yaniv & Wiener (2010), On the foundations of noise-free selective classification, JMLR 11.

    >>> risk_coverage(np.array([0.9, 0.5]), np.array([True, False]), points=2)
    ((0.5, 0.0), (1.0, 0.5))
    """
    order = np.argsort(-confidence, kind="stable")
    sizes = dict.fromkeys(max(1, round(len(order) * step / points)) for step in range(1, points + 1))
    return tuple(
        (round(size / len(order), 4), round(float(1.0 - right[order[:size]].mean()), 4)) for size in sizes if len(order)
    )


def ece_expected(probability: Scores, *, bins: int = BINS, draws: int = DRAWS) -> float:
    """The ECE that these probabilities would show at this n if they were perfectly calibrated.

    An ECE is biased upwards at small n; this is what it has to be compared with.
    """
    generator = np.random.default_rng(_SEED)
    outcomes = generator.random((draws, len(probability))) < probability  # (draws, n)
    return float(np.mean([ece(probability, outcome, bins=bins) for outcome in outcomes]))


def brier_skill(probability: Scores, positive: Flags) -> float:
    """How much of the base rate's squared error is saved: 1 is perfect, 0 says nothing, below 0 misleads.

    Source:
        Murphy (1973), A new vector partition of the probability score, J. Appl. Meteor. 12.
    """
    base = float(np.mean((positive.mean() - positive) ** 2))
    return 1.0 - float(np.mean((probability - positive) ** 2)) / base if base else float("nan")
