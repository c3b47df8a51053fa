"""Growing boosted trees and writing them down as plain data for ``verdict.forest``."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SETTINGS: Final = {
    "max_iter": 300,
    "learning_rate": 0.05,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "max_features": 0.3,  # of each split: many measurements say nearly the same
}
"""Chosen by document folds on the training sets."""
_NEVER: Final = -10.0  # the logit of a class that was never seen
_DIGITS: Final = 6


def fit_forest(
    table: NDArray[np.float64], truth: Sequence[int], weights: NDArray[np.float64], *, classes: int
) -> dict[str, Any]:
    """Boosted trees as plain data; equal inputs give equal data.

    Args:
        table: (n, f) measurements.
        truth: n class numbers below ``classes``; one that never occurs is never said.
        weights: (n,) how much each row counts.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(**SETTINGS, early_stopping=False, random_state=0)
    model.fit(table, list(truth), sample_weight=weights)
    seen = [int(label) for label in model.classes_]
    baseline = np.full(classes, _NEVER)
    start = np.ravel(model._baseline_prediction)  # noqa: SLF001 - scikit-learn has no other way to its trees
    if len(seen) == 2:  # one group of trees for the second class: half the log odds for each side
        raise ValueError("two classes only: a forest is for three labels or more")
    baseline[seen] = np.round(start, _DIGITS)
    data: dict[str, Any] = {name: [] for name in ("roots", "owner", "feature", "threshold", "left", "right", "value")}
    depth = 0
    for group in model._predictors:  # noqa: SLF001 - as above
        for label, tree in zip(seen, group, strict=True):
            depth = max(depth, _append(data, tree.nodes, label))
    return data | {"baseline": baseline.tolist(), "depth": depth}


def _append(data: dict[str, Any], nodes: Any, label: int) -> int:
    """Add one tree to the flat arrays; its depth."""
    base = len(data["feature"])
    data["roots"].append(base)
    data["owner"].append(label)
    for at, node in enumerate(nodes):
        is_leaf = bool(node["is_leaf"])
        data["feature"].append(0 if is_leaf else int(node["feature_idx"]))
        data["threshold"].append(0.0 if is_leaf else round(float(node["num_threshold"]), _DIGITS))
        data["left"].append(base + (at if is_leaf else int(node["left"])))
        data["right"].append(base + (at if is_leaf else int(node["right"])))
        data["value"].append(round(float(node["value"]), _DIGITS) if is_leaf else 0.0)
    return int(max(node["depth"] for node in nodes))
