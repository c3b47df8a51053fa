"""Fitting the order of passages on sets whose gold sentences are known."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.evidence.fuse import RANK_FEATURES
from synth.evidence.rerank import RERANK_FEATURES
from synth.training.linear import scaled

_INVERSE_PENALTY: Final = 0.1
_SET_WEIGHT: Final = 1000.0  # each set counts as much as this many claims of weight 1

RankRows = tuple[NDArray[np.float64], NDArray[np.bool_]]
"""Of one claim: (k, f) features of its pooled passages and (k,) whether each is gold."""


def fit_ranker(sets: Sequence[Sequence[RankRows]]) -> dict[str, Any]:
    """A ranker as plain data: logistic regression over pooled passages, each set with the same weight.

    Args:
        sets: For each labelled set, the rows of each claim that has a gold sentence.
    """
    return _fit(sets, RANK_FEATURES)


def fit_reranker(sets: Sequence[Sequence[RankRows]]) -> dict[str, Any]:
    """A reranker as plain data, fitted like the ranker on the passages that an entailment model has read."""
    return _fit(sets, RERANK_FEATURES)


def _fit(sets: Sequence[Sequence[RankRows]], names: Sequence[str]) -> dict[str, Any]:
    from sklearn.linear_model import LogisticRegression

    features = np.concatenate([rows for claims in sets for rows, _ in claims])
    gold = np.concatenate([flags for claims in sets for _, flags in claims])
    weights = np.concatenate([np.full(len(flags), _SET_WEIGHT / len(claims)) for claims in sets for _, flags in claims])
    mean, scale, table = scaled(features)
    model = LogisticRegression(C=_INVERSE_PENALTY, max_iter=1000).fit(table, gold, sample_weight=weights)
    return {
        "features": list(names),
        "mean": mean,
        "scale": scale,
        "weights": [round(float(weight), 6) for weight in model.coef_[0]],
        "bias": round(float(model.intercept_[0]), 6),
    }
