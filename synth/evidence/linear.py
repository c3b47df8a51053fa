"""A linear order of passages, as both the ranker and what comes after an entailment model use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

Features = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearOrder:
    """The higher the score of a passage, the likelier it carries the verdict.

    Attributes:
        FEATURES: The names of its measurements, in order.
        weights: One for each of ``FEATURES``, for features scaled by ``mean`` and ``scale``.
    """

    FEATURES: ClassVar[tuple[str, ...]] = ()

    mean: Features
    scale: Features
    weights: Features
    bias: float

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """An order out of its data file.

        Raises:
            ValueError: If it was fitted on other features.
        """
        if tuple(data["features"]) != cls.FEATURES:
            raise ValueError(f"the {cls.__name__.lower()} was fitted on other features")
        mean, scale, weights = (np.array(data[name], float) for name in ("mean", "scale", "weights"))
        return cls(mean, scale, weights, float(data["bias"]))

    def scores(self, features: Features) -> Features:
        """(k,) chances in (0, 1) that each of k passages is evidence, from their (k, f) features."""
        logit = (features - self.mean) / self.scale @ self.weights + self.bias
        share: Features = 1.0 / (1.0 + np.exp(-logit))
        return share
