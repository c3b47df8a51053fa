"""Small layers that turn an encoder's states into the answer of a task.

Letters in shapes: B batch, T tokens, W words, C classes, d width.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name every torch program uses

from synth.lab.models.encoder import start_weights


class ClassHead(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """One of C classes for a row, from its first state and the mean of all its states."""

    def __init__(self, width: int, classes: int, *, seed: int = 0) -> None:
        super().__init__()
        self.inner = nn.Linear(2 * width, width)
        self.out = nn.Linear(width, classes)
        start_weights(self, seed)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """(B, T, d) and (B, T) to (B, C) scores."""
        pooled = torch.cat([states[:, 0], mean_state(states, mask)], -1)  # (B, 2d)
        return self.out(F.relu(self.inner(pooled)))


class WordHead(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """C scores for each word, read at its first piece: tags, or (C = 2) start and end of an answer."""

    def __init__(self, width: int, classes: int, *, seed: int = 0) -> None:
        super().__init__()
        self.out = nn.Linear(width, classes)
        start_weights(self, seed)

    def forward(self, states: Tensor, first: Tensor) -> Tensor:
        """(B, T, d) states and (B, W) places of first pieces to (B, W, C) scores."""
        places = first[:, :, None].expand(-1, -1, states.shape[-1])  # (B, W, d)
        return self.out(states.gather(1, places))


def mean_state(states: Tensor, mask: Tensor) -> Tensor:
    """(B, T, d) and (B, T) to (B, d): the mean over tokens, padding left out."""
    weights = mask[:, :, None].to(states.dtype)  # (B, T, 1)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1.0)
