"""From scores to probabilities that mean what they say, for one kind of document.

Four logits are scaled together and shifted one by one (vector scaling with one scale). The objective is convex
and has five unknowns, so Newton's method needs a dozen steps and no library.
"""

import dataclasses
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.errors import ModelError
from synth.verdict.metrics import ece, ece_expected, reliability_bins
from synth.verdict.types import CalibrationNote, Label

Scores = NDArray[np.float64]

LEAST_ROWS: Final = 30  # fewer labelled claims say nothing about five unknowns
ERROR_RATE: Final = 0.1  # share of wrong ticks a certificate allows
_LEAST_KEPT: Final = 0.5  # of the claims from .5 on, that a certified threshold leaves
CONFIDENCE: Final = 0.95  # of the certificate
LEAST_TICK: Final = 0.5  # no tick below an even chance, certified or not
_RIDGE: Final = 1.0  # pull towards "scores are logits already", in units of one row
_STEPS: Final = 50
_LEAST_SCALE: Final = 0.05  # a negative one would turn the order round
_LABELS: Final = tuple(Label)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns the four logits of one kind of document into probabilities.

    Attributes:
        kind: ``abstract``, ``paper`` or ``table``.
        set: The labelled set it was fitted on.
        n: Rows of that set.
        bins: Its reliability: (mean probability of support, share supported, rows), by folds.
        tick: Least probability of a tick, at least .5.
        certified: Whether at most ``ERROR_RATE`` of the ticks are wrong, with confidence ``CONFIDENCE``.
    """

    kind: str
    set: str
    n: int
    ece: float
    ece_expected: float
    scale: float
    shift: tuple[float, float, float, float]
    tick: float = LEAST_TICK
    certified: bool = False
    bins: tuple[tuple[float, float, int], ...] = ()

    def probabilities(self, logits: Scores) -> Scores:
        """(n, 4) rows that sum to 1, from (n, 4) logits in the order of ``Label``."""
        return softmax(logits * self.scale + np.array(self.shift))

    @property
    def note(self) -> CalibrationNote:
        """What a report says of it."""
        return CalibrationNote(self.set, self.n, self.ece, self.ece_expected, self.kind, self.bins)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Calibration":
        """A calibration out of its data file.

        Raises:
            ModelError: If a field is missing or no number.
        """
        try:
            fields = {
                **data,
                "shift": tuple(float(value) for value in data["shift"]),
                "bins": tuple((float(mean), float(share), int(n)) for mean, share, n in data.get("bins", ())),
            }
            made = cls(**fields)
            is_usable = len(made.shift) == len(_LABELS) and math.isfinite(made.scale + sum(made.shift) + made.tick)
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"not a calibration: {error}", hint="make one with `synth calibrate`") from error
        if not is_usable:
            raise ModelError("not a calibration: it needs four finite shifts", hint="make one with `synth calibrate`")
        return made


def softmax(logits: Scores) -> Scores:
    """Rows of shares that sum to 1."""
    lifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Scores = lifted / lifted.sum(axis=-1, keepdims=True)
    return shares


def fit_calibration(logits: Scores, truth: Sequence[Label], *, kind: str, name: str) -> Calibration:
    """Fit scale, shifts and the threshold of the tick.

    Args:
        logits: (n, 4) scores of rows that the scorer was not fitted on.
        truth: n labels.
        kind: The kind of document.
        name: What the labelled set is called.

    Raises:
        ModelError: If there are too few rows, one class only, or scores that are no numbers.
    """
    if len(truth) < LEAST_ROWS:
        raise ModelError(
            f"{len(truth)} labelled claims are too few to calibrate on", hint=f"at least {LEAST_ROWS} are needed"
        )
    if len(set(truth)) < 2:
        raise ModelError(
            f"all labelled claims are {truth[0].value}: nothing to calibrate", hint="two labels are needed"
        )
    if not np.isfinite(logits).all():
        raise ModelError("the scores to calibrate on hold values that are no numbers")
    scale, *shift = _newton(logits, np.array([_LABELS.index(label) for label in truth]))
    a, b, c, d = (round(float(value), 6) for value in shift)
    fitted = Calibration(
        kind=kind, set=name, n=0, ece=0.0, ece_expected=0.0, scale=round(float(scale), 6), shift=(a, b, c, d)
    )
    return measured(fitted, logits, truth)


def measured(calibration: Calibration, logits: Scores, truth: Sequence[Label]) -> Calibration:
    """The same scale and shifts with the error, the bins and the threshold of the tick that some rows show.

    Args:
        calibration: Whose scale and shifts are kept.
        logits: (n, 4) scores of rows that the scorer was not fitted on.
        truth: n labels.
    """
    probability = calibration.probabilities(logits)[:, 0]
    positive = np.array([label is Label.SUPPORTED for label in truth])
    tick, certified = certified_threshold(probability, positive)
    return dataclasses.replace(
        calibration,
        n=len(truth),
        ece=round(ece(probability, positive), 4),
        ece_expected=round(ece_expected(probability), 4),
        tick=round(tick, 4),
        certified=certified,
        bins=reliability_bins(probability, positive),
    )


def _newton(logits: Scores, truth: NDArray[np.int64]) -> Scores:
    """(5,) the scale and four shifts that make the labels likeliest, softly held at (1, 0, 0, 0, 0)."""
    n, classes = logits.shape
    design = np.concatenate([logits[:, :, None], np.broadcast_to(np.eye(classes), (n, classes, classes))], axis=2)
    start = np.array([1.0, *[0.0] * classes])
    theta = start.copy()
    wanted = np.eye(classes)[truth]  # (n, 4)
    for _ in range(_STEPS):
        share = softmax(design @ theta)
        gradient = np.einsum("nc,ncp->p", share - wanted, design) + _RIDGE * (theta - start)
        mean = np.einsum("nc,ncp->np", share, design)
        curve = np.einsum("nc,ncp,ncq->pq", share, design, design) - mean.T @ mean + _RIDGE * np.eye(len(theta))
        step = np.linalg.solve(curve, gradient)
        theta = _nearer(theta, step, lambda at: _loss(design, wanted, at, start))
        if np.abs(step).max() < 1e-8:
            break
    return theta


def _nearer(theta: Scores, step: Scores, loss: Callable[[Scores], float]) -> Scores:
    """Where a step leads, or half of it and so on until the loss falls: far from the end a whole one goes astray."""
    before = loss(theta)
    for halved in range(_STEPS):
        after = theta - step * 0.5**halved
        after[0] = max(after[0], _LEAST_SCALE)
        if loss(after) <= before:
            return after
    return theta


def _loss(design: Scores, wanted: Scores, theta: Scores, start: Scores) -> float:
    """What Newton's steps make small: the surprise at the labels, and the pull towards ``start``."""
    logits = design @ theta
    top = logits.max(axis=1)
    whole = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return float((whole - (wanted * logits).sum(axis=1)).sum() + _RIDGE / 2 * ((theta - start) ** 2).sum())


def certified_threshold(
    probability: Scores, positive: NDArray[np.bool_], *, error_rate: float = ERROR_RATE
) -> tuple[float, bool]:
    """The least threshold of at least .5 above which the error rate is certified; (.5, False) if there is none.

    Nor is one given that leaves less than half of the claims from .5 on: of a few very sure ones nearly any scorer can
    be certified, and all other ticks would be lost for them.

    Thresholds are tried from the strictest down, each with an exact binomial test, and the first that fails ends
    the search, so that trying several does not weaken the certificate.

    Source:
        Angelopoulos et al. (2021), Learn then Test, arXiv:2110.01052, fixed-sequence testing.
    """
    best: float | None = None
    for threshold in np.round(np.arange(0.95, LEAST_TICK - 1e-9, -0.05), 2):
        ticked = probability >= threshold
        if not ticked.any():
            continue
        if _binomial_tail(int((~positive[ticked]).sum()), int(ticked.sum()), error_rate) > 1 - CONFIDENCE:
            break
        best = float(threshold)
    if best is None or (probability >= best).sum() < _LEAST_KEPT * (probability >= LEAST_TICK).sum():
        return LEAST_TICK, False
    return best, True


def _binomial_tail(errors: int, n: int, rate: float) -> float:
    """Chance of at most ``errors`` errors in ``n`` if each happens with ``rate``."""
    logs = [
        math.lgamma(n + 1)
        - math.lgamma(k + 1)
        - math.lgamma(n - k + 1)
        + k * math.log(rate)
        + (n - k) * math.log(1 - rate)
        for k in range(errors + 1)
    ]
    return min(sum(math.exp(value) for value in logs), 1.0)
