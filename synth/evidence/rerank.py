"""A second order of passages, after an entailment model has read the likeliest.

A passage that the model finds to speak of the claim, for it or against it, moves up; which of the two makes no
difference, for evidence is what carries the verdict, not what supports the claim.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.evidence.fuse import Candidate

RERANK_FEATURES: Final = ("relevance", "relevance_gap", "unsaid", "unsaid_gap", "said", "said_gap")
"""Log odds of the ranker and below those of the best; log shares of "not enough info" and of the other two labels
together, each also beside the claim's other passages."""
_LEAST_SHARE: Final = 1e-4  # smaller shares are not told apart
Shares = tuple[float, float, float]
"""Of supported, refuted and not enough info."""
Features = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reranker:
    """A linear order of passages that were read.

    Attributes:
        weights: One for each name in ``RERANK_FEATURES``, for features scaled by ``mean`` and ``scale``.
    """

    mean: Features
    scale: Features
    weights: Features
    bias: float

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reranker":
        """A reranker out of its data.

        Raises:
            ValueError: If it was fitted on other features.
        """
        if tuple(data["features"]) != RERANK_FEATURES:
            raise ValueError("the reranker was fitted on other features")
        mean, scale, weights = (np.array(data[name], float) for name in ("mean", "scale", "weights"))
        return cls(mean, scale, weights, float(data["bias"]))

    def reordered(self, candidates: Sequence[Candidate], read: Sequence[Shares]) -> list[Candidate]:
        """The candidates, those that were read in their new order and with their new relevance, before the others.

        Args:
            candidates: Best first, as the ranker gives them.
            read: What the model says of the first of them.
        """
        if not read:
            return list(candidates)
        logits = (rerank_features(candidates, read) - self.mean) / self.scale @ self.weights + self.bias
        relevance = 1.0 / (1.0 + np.exp(-logits))
        order = np.argsort(-relevance, kind="stable").tolist()
        first = [dataclasses.replace(candidates[at], relevance=float(relevance[at])) for at in order]
        return [*first, *candidates[len(read) :]]


def rerank_features(candidates: Sequence[Candidate], read: Sequence[Shares]) -> Features:
    """(r, f) measurements of the r candidates that were read, in the order of ``RERANK_FEATURES``."""
    relevance = np.clip([candidate.relevance for candidate in candidates[: len(read)]], _LEAST_SHARE, 1 - _LEAST_SHARE)
    odds = np.log(relevance / (1 - relevance))
    shares = np.array(read, float).reshape(-1, 3)
    unsaid = np.log(np.maximum(shares[:, 2], _LEAST_SHARE))
    said = np.log(np.maximum(shares[:, 0] + shares[:, 1], _LEAST_SHARE))
    return np.column_stack([odds, odds - odds.max(), unsaid, unsaid - unsaid.mean(), said, said - said.max()])
