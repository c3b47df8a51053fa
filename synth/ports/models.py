"""Models that turn texts into numbers."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors of meaning."""

    @property
    def name(self) -> str:
        """A name a person knows it by."""
        ...

    @property
    def hash(self) -> str:
        """``sha256:`` and 16 hex digits of weights and graph."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """(n, d) float32, rows of length 1."""
        ...


class EntailmentModel(Protocol):
    """Says how a premise bears on a hypothesis."""

    @property
    def name(self) -> str:
        """A name a person knows it by."""
        ...

    @property
    def hash(self) -> str:
        """``sha256:`` and 16 hex digits of the weights."""
        ...

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """(n, 3) float32 logits of supported, refuted, not enough info for (claim, sentence) pairs."""
        ...
