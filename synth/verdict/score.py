"""The stack: named measurements in, a logit for each label out. Fitted elsewhere, run here from plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.errors import ModelError
from synth.evidence.fuse import Ranker
from synth.evidence.rerank import Reranker
from synth.verdict.calibrate import Calibration
from synth.verdict.forest import Forest

Scores = NDArray[np.float64]


TABLE: Final = "table"  # a document that is mostly a table
STACKS: Final = ("text", TABLE)
_LEAST_SHARE: Final = 1e-6  # a logarithm needs something to hold on to
_OF_TREES: Final = 0.7
"""How much the trees count beside the straight line. Source: by document folds (README.md of this folder)."""


def stack_name(kind: str) -> str:
    """Which of ``STACKS`` judges a kind of document."""
    return kind if kind in STACKS else "text"


@dataclass(frozen=True, slots=True)
class Stack:
    """A softmax regression and boosted trees over the same named features, averaged.

    The straight line holds on claims unlike those it was fitted on; the trees know what only two things together
    say, such as an altered number in a sentence that is otherwise the same.

    Attributes:
        weights: (f, 4) for features scaled by ``mean`` and ``scale``; columns in the order of ``Label``.
        bias: (4,)
        forest: None leaves the line alone.
    """

    features: tuple[str, ...]
    mean: Scores
    scale: Scores
    weights: Scores
    bias: Scores
    forest: Forest | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Stack":
        """A stack out of its data."""
        mean, scale, weights, bias = (np.array(data[name], float) for name in ("mean", "scale", "weights", "bias"))
        return cls(tuple(data["features"]), mean, scale, weights, bias, Forest.from_json(data["forest"]))

    def logits(self, rows: Sequence[Mapping[str, float]]) -> Scores:
        """(n, 4) logarithms of shares; a feature that a row lacks counts as average."""
        table = np.array(
            [[row.get(name, mean) for name, mean in zip(self.features, self.mean, strict=True)] for row in rows], float
        ).reshape(len(rows), len(self.features))
        straight = (table - self.mean) / self.scale @ self.weights + self.bias
        shares = _softmax(straight)
        if self.forest is not None:
            shares = (1 - _OF_TREES) * shares + _OF_TREES * _softmax(self.forest.logits(table))
        logits: Scores = np.log(np.maximum(shares, _LEAST_SHARE))
        return logits


def _softmax(logits: Scores) -> Scores:
    """(n, c) shares that sum to 1 in each row."""
    powers: Scores = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    total: Scores = powers / powers.sum(axis=1, keepdims=True)
    return total


@dataclass(frozen=True, slots=True)
class Scorer:
    """Everything fitted that turns evidence into probabilities, for one choice of entailment model.

    Attributes:
        entailment: Hash of the entailment model it was fitted with; "none" without one.
        reranker: Puts passages in order anew when an entailment model has read them; None without one.
        stacks: For running text and for tables, whose similarities mean something else.
        calibrations: By kind of document: ``abstract``, ``paper``, ``table``.
    """

    hash: str
    entailment: str
    ranker: Ranker
    stacks: Mapping[str, Stack]
    calibrations: Mapping[str, Calibration]
    reranker: Reranker | None = None

    def stack_for(self, kind: str) -> Stack:
        """The stack that judges a kind of document."""
        return self.stacks[stack_name(kind)]

    def calibration_for(self, kind: str) -> Calibration:
        """The calibration of a kind of document; that of whole papers where the kind has none."""
        return self.calibrations.get(kind) or self.calibrations["paper"]

    @classmethod
    def from_json(cls, data: Mapping[str, Any], *, digest: str) -> "Scorer":
        """A scorer out of its data file.

        Raises:
            ModelError: If it does not fit this version of synth.
        """
        try:
            return cls(
                hash=digest,
                entailment=str(data["entailment"]),
                ranker=Ranker.from_json(data["ranker"]),
                stacks={name: Stack.from_json(data["stacks"][name]) for name in STACKS},
                calibrations={item["kind"]: Calibration.from_json(item) for item in data["calibrations"]},
                reranker=Reranker.from_json(data["reranker"]) if data.get("reranker") else None,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"not a scorer of this version: {error}", hint="rebuild it with `synth train`") from error
