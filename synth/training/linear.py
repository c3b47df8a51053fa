"""What the small linear fits share."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

_LEAST_SCALE: Final = 1e-6  # a feature that never varies stays where it is
_DIGITS: Final = 6


def scaled(features: NDArray[np.float64]) -> tuple[list[float], list[float], NDArray[np.float64]]:
    """Mean and standard deviation of each column, rounded as they will be stored, and the scaled table.

    Args:
        features: (n, f) measurements.
    """
    mean = np.round(features.mean(axis=0), _DIGITS)
    spread = np.round(features.std(axis=0), _DIGITS)
    scale = np.where(spread < _LEAST_SCALE, 1.0, spread)
    return mean.tolist(), scale.tolist(), (features - mean) / scale
