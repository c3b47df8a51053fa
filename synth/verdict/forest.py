"""Boosted trees run from plain data: what a straight line cannot say, such as "alike in all but one number"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Forest:
    """Gradient-boosted trees, one group for each class.

    All trees lie in flat arrays; a node that points to itself is a leaf.

    Attributes:
        roots: (t,) where each tree begins.
        owner: (t,) the class that each tree speaks for.
        feature: (n,) the column a node looks at.
        threshold: (n,) values up to it go left.
        left: (n,) the next node to the left; the node itself for a leaf.
        right: (n,) the next node to the right; the node itself for a leaf.
        value: (n,) what a leaf adds to its class.
        baseline: (c,) where each class starts.
        depth: The longest way from a root to a leaf.

    Source:
        Friedman (2001), Greedy function approximation; the trees are grown by scikit-learn's
        HistGradientBoostingClassifier, see ``training.forest``.
    """

    roots: Places
    owner: Places
    feature: Places
    threshold: Scores
    left: Places
    right: Places
    value: Scores
    baseline: Scores
    depth: int

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Forest":
        """A forest out of its data."""
        roots, owner, feature, left, right = (
            np.array(data[name], np.int64) for name in ("roots", "owner", "feature", "left", "right")
        )
        threshold, value, baseline = (np.array(data[name], float) for name in ("threshold", "value", "baseline"))
        return cls(roots, owner, feature, threshold, left, right, value, baseline, int(data["depth"]))

    def logits(self, table: Scores) -> Scores:
        """(n, c) logits for (n, f) measurements."""
        at = np.tile(self.roots, (len(table), 1))  # (n, t)
        rows = np.arange(len(table))[:, None]
        for _ in range(self.depth):
            goes_left = table[rows, self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        leaves = self.value[at]  # (n, t)
        found = np.tile(self.baseline, (len(table), 1))
        for label in range(len(self.baseline)):
            found[:, label] += leaves[:, self.owner == label].sum(axis=1)
        return found
