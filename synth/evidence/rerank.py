"""A second order of passages, after an entailment model has read the likeliest.

A passage that the model finds to speak of the claim, for it or against it, moves up; which of the two makes no
difference, for evidence is what carries the verdict, not what supports the claim.
"""

import dataclasses
from collections.abc import Sequence
from typing import Final

import numpy as np

from synth.evidence.fuse import Candidate
from synth.evidence.linear import Features, LinearOrder

RERANK_FEATURES: Final = ("relevance", "relevance_gap", "unsaid", "unsaid_gap", "said", "said_gap")
"""Log odds of the ranker and below those of the best; log shares of "not enough info" and of the other two labels
together, each also beside the claim's other passages."""
_LEAST_SHARE: Final = 1e-4  # smaller shares are not told apart
Shares = tuple[float, float, float]
"""Of supported, refuted and not enough info."""


class Reranker(LinearOrder):
    """The second order, of passages that were read."""

    __slots__ = ()
    FEATURES = RERANK_FEATURES

    def reordered(self, candidates: Sequence[Candidate], read: Sequence[Shares]) -> list[Candidate]:
        """The candidates, those that were read in their new order and with their new relevance, before the others.

        Args:
            candidates: Best first, as the ranker gives them.
            read: What the model says of the first of them.
        """
        if not read:
            return list(candidates)
        relevance = self.scores(rerank_features(candidates, read))
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
