"""What the cross-encoder is trained to make small."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

MASKED: Final = -1e4  # logit of a label that a set does not have


def loss_of(logits: Tensor, targets: Tensor, known: Tensor) -> Tensor:
    """Mean surprise at the right labels, among the labels that the pair's set has.

    Args:
        logits: (B, 3).
        targets: (B, 3) bool, one or two right labels.
        known: (B, 3) bool, includes the targets.
    """
    among = logits.masked_fill(~known, MASKED)
    right = logits.masked_fill(~targets, MASKED)
    return (among.logsumexp(-1) - right.logsumexp(-1)).mean()


def order_loss(logits: Tensor, sizes: Sequence[int]) -> Tensor:
    """Mean surprise, over all rows, at a true claim leaning less to support than its false twin does.

    Source:
        Burges et al. (2005), Learning to rank using gradient descent (RankNet).

    Args:
        logits: (B, 3), supported and refuted first; of twins the true claim comes first.
        sizes: How many of the rows belong together: 2 for twins, else 1.

    >>> logits = torch.tensor([[9.0, 0.0, 0.0], [0.0, 9.0, 0.0], [0.0, 0.0, 9.0]])
    >>> round(float(order_loss(logits, [2, 1])), 4), round(float(order_loss(logits.flip(0), [1, 2])), 1)
    (0.0, 12.0)
    """
    lean = logits[:, 0] - logits[:, 1]
    starts = np.cumsum([0, *sizes[:-1]])
    true = torch.from_numpy(starts[np.array(sizes) == 2])
    return 2.0 * nn.functional.softplus(lean[true + 1] - lean[true]).sum() / len(logits)
