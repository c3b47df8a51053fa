"""The last layer fused with a lower one, by attention over channels in local and global context.

The module is attentional feature fusion as Dai et al. give it: a weight in (0, 1) for each token and channel, computed
from the sum of both layers, blends them; the weight is the sigmoid of a local part (each token by itself through a
bottleneck of two maps) plus a global part (the mean over the sentence through another). Chen et al. put such a module
between mBERT and the task's head. ``iterate=True`` applies it twice, the second time to the blend itself.

Simplified: layer norm stands where Dai et al. have batch norm, since padded rows of differing length have no common
batch statistics, and the second map starts at zero, so that training begins at the even blend of both layers.

Source:
    Chen et al. (2022), https://arxiv.org/abs/2205.08497; Dai et al. (2021), https://arxiv.org/abs/2009.14082.
"""

from typing import Final

from torch import Tensor, nn

from synth.errors import LabError
from synth.lab.models.encoder import start_weights
from synth.lab.models.heads import mean_state

BOTTLENECK: Final = 4  # the inner width is d over this, as in Dai et al., section 4


class LayerFusion(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """Blends the last hidden state with that of layer ``lower``.

    Args:
        width: d.
        n_layers: L of the encoder.
        lower: In [0, L); 0 is the embedding layer.
        iterate: Fuse a second time, with weights computed from the first blend.
        seed: Decides the first weights.

    Raises:
        LabError: If there is no such lower layer.
    """

    def __init__(self, width: int, n_layers: int, lower: int, *, iterate: bool = False, seed: int = 0) -> None:
        super().__init__()
        if not 0 <= lower < n_layers:
            raise LabError(
                f"layer {lower} is not below the last of {n_layers}", hint=f"0 to {n_layers - 1} can be fused"
            )
        self.lower = lower
        self.norm = nn.LayerNorm(width)  # lower states of a pre-norm encoder are not normed yet
        self.weighings = nn.ModuleList(_Weighing(width, seed=seed + k) for k in range(2 if iterate else 1))

    def forward(self, states: tuple[Tensor, ...], mask: Tensor) -> Tensor:
        """L + 1 states (B, T, d) and the mask (B, T) to one state (B, T, d)."""
        last, lower = states[-1], self.norm(states[self.lower])
        blend = last + lower
        for weighing in self.weighings:
            weight = weighing(blend, mask)  # (B, T, d) in (0, 1)
            blend = weight * last + (1.0 - weight) * lower
        return blend


class _Weighing(nn.Module):  # type: ignore[misc]  # torch comes untyped
    def __init__(self, width: int, *, seed: int) -> None:
        super().__init__()
        self.local_context, self.global_context = _bottleneck(width), _bottleneck(width)
        start_weights(self, seed)
        for context in (self.local_context, self.global_context):
            nn.init.zeros_(context[-1].weight)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(B, T, d) to weights (B, T, d)."""
        return (self.local_context(x) + self.global_context(mean_state(x, mask))[:, None, :]).sigmoid()


def _bottleneck(width: int) -> nn.Sequential:
    inner = max(width // BOTTLENECK, 1)
    return nn.Sequential(nn.Linear(width, inner), nn.LayerNorm(inner), nn.ReLU(), nn.Linear(inner, width))
