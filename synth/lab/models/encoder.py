"""A small bidirectional transformer encoder, whole, in one file.

Pre-layer-norm blocks, learned positions, ReLU, output embeddings tied to the input's. ReLU because GELU costs more than
twice as much on a CPU; pre-layer-norm because it trains at 3e-3 without a long warm-up.

Letters in shapes: B batch, T tokens, H heads, K width of a head, V vocabulary, L layers, d width.

Source:
    Devlin et al. (2019), https://arxiv.org/abs/1810.04805; pre-layer-norm: Xiong et al. (2020),
    https://arxiv.org/abs/2002.04745; tied output: Press and Wolf (2017), https://arxiv.org/abs/1608.05859.
"""

from dataclasses import dataclass
from typing import Any, Final

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name every torch program uses

from synth.errors import LabError

MAX_TOKENS: Final = 160
FEED_FORWARD: Final = 4  # width of a block's inner layer over d


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderConfig:
    """The shape of an encoder.

    Raises:
        LabError: If the heads do not divide the width, or a count is below one.
    """

    width: int  # d
    layers: int  # L
    heads: int  # H
    max_tokens: int = MAX_TOKENS  # positions there are; longer rows are cut before they come here
    bf16: bool = False  # matrix products of the blocks in bfloat16; attention, norms and sums stay float32

    def __post_init__(self) -> None:
        if min(self.width, self.layers, self.heads, self.max_tokens) < 1:
            raise LabError("width, layers, heads and max_tokens of an encoder must be at least 1")
        if self.width % self.heads:
            raise LabError(f"width {self.width} is not a multiple of heads {self.heads}")

    @property
    def block_params(self) -> int:
        """Weights of the blocks, norms included; embeddings depend on the vocabulary."""
        d = self.width
        return self.layers * (12 * d * d + 13 * d) + 2 * d


# bf16 only where it was measured faster than float32 (tests/benchmarks/lab.py).
SIZES: Final[dict[str, EncoderConfig]] = {
    "nano": EncoderConfig(width=32, layers=2, heads=2),
    "micro": EncoderConfig(width=64, layers=3, heads=4),
    "mini": EncoderConfig(width=128, layers=4, heads=4, bf16=True),
    "small": EncoderConfig(width=192, layers=6, heads=6, bf16=True),
    "base": EncoderConfig(width=256, layers=8, heads=8, bf16=True),
    "large": EncoderConfig(width=320, layers=8, heads=8, bf16=True),
}


def config_of(size: str) -> EncoderConfig:
    """The shape called ``size``.

    Raises:
        LabError: If there is no such size.
    """
    try:
        return SIZES[size]
    except KeyError:
        raise LabError(f"unknown model size {size!r}", hint=f"known: {', '.join(SIZES)}") from None


class Linear(nn.Linear):  # type: ignore[misc]  # torch comes untyped
    """A linear map that may multiply in bfloat16 and answers in float32.

    Autocast would also run attention's backward pass in bfloat16, which is slower than float32 on a CPU.
    """

    def __init__(self, inputs: int, outputs: int, *, bf16: bool) -> None:
        super().__init__(inputs, outputs)
        self.bf16 = bf16

    def forward(self, x: Tensor) -> Tensor:
        """(..., inputs) to (..., outputs)."""
        if not self.bf16:
            return F.linear(x, self.weight, self.bias)
        return F.linear(x.bfloat16(), self.weight.bfloat16()).float() + self.bias


class Attention(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """Scaled dot-product attention over H heads."""

    def __init__(self, width: int, heads: int, *, bf16: bool) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = Linear(width, 3 * width, bf16=bf16)
        self.out = Linear(width, width, bf16=bf16)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(B, T, d) to (B, T, d); ``bias`` (B or 1, 1, 1 or T, T) is added to the scores."""
        batch, tokens, width = x.shape
        heads = self.query_key_value(x).view(batch, tokens, 3, self.heads, -1)  # (B, T, 3, H, K)
        query, key, value = heads.permute(2, 0, 3, 1, 4)  # each (B, H, T, K)
        return self.out(attend(query, key, value, bias).transpose(1, 2).reshape(batch, tokens, width))


def attend(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None) -> Tensor:
    """Mix values by the similarity of queries and keys.

    Args:
        query: (B, H, Q, K).
        key: (B, H, T, K).
        value: (B, H, T, K).
        bias: Broadcast to (B, H, Q, T) and added to the scores; None where nothing is hidden.

    Returns:
        (B, H, Q, K).
    """
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)  # (B, H, Q, T)
    if bias is not None:
        scores = scores + bias
    return scores.softmax(-1) @ value


def padding_bias(mask: Tensor) -> Tensor | None:
    """(B, T) True at tokens to (B, 1, 1, T): 0 at tokens, the lowest float at padding; None without padding."""
    if bool(mask.all()):
        return None
    hidden = torch.zeros(mask.shape, device=mask.device).masked_fill_(~mask, torch.finfo(torch.float32).min)
    return hidden[:, None, None, :]


class Block(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """Attention, then two linear maps with ReLU between, each on normed input and added back."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        inner = FEED_FORWARD * config.width
        self.norm_attention = nn.LayerNorm(config.width)
        self.attention = Attention(config.width, config.heads, bf16=config.bf16)
        self.norm_inner = nn.LayerNorm(config.width)
        self.up = Linear(config.width, inner, bf16=config.bf16)
        self.down = Linear(inner, config.width, bf16=config.bf16)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(B, T, d) to (B, T, d)."""
        x = x + self.attention(self.norm_attention(x), bias)
        return x + self.down(F.relu(self.up(self.norm_inner(x))))


class TinyEncoder(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """A bidirectional encoder with tied output embeddings; implements ``synth.lab.types.Encoder``.

    Args:
        config: Its shape.
        vocab: V.
        seed: Decides the first weights, whatever other randomness has been used.
    """

    def __init__(self, config: EncoderConfig, vocab: int, *, seed: int = 0) -> None:
        super().__init__()
        self.config = config
        self.width = config.width
        self.n_layers = config.layers
        self.max_tokens = config.max_tokens
        self.words = nn.Embedding(vocab, config.width)  # (V, d)
        self.positions = nn.Embedding(config.max_tokens, config.width)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.width)
        self.output_bias = nn.Parameter(torch.zeros(vocab))  # (V,)
        start_weights(self, seed)

    def embed(self, ids: Tensor) -> Tensor:
        """(B, T) ids to (B, T, d) input embeddings, before positions: what an attack perturbs."""
        return self.words(ids)

    def encode(self, inputs: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """All hidden states, the embedding layer's first: L + 1 tensors (B, T, d), the last one normed.

        Args:
            inputs: (B, T) ids, or (B, T, d) embeddings from ``embed``.
            mask: (B, T) bool, True at tokens, False at padding.
        """
        x = self.embed(inputs) if inputs.dim() == 2 else inputs
        x = x + self.positions.weight[: x.shape[1]]  # (B, T, d)
        bias = padding_bias(mask)
        states = [x]
        for block in self.blocks:
            x = block(x, bias)
            states.append(x)
        states[-1] = self.norm(x)
        return tuple(states)

    def predict(self, states: Tensor) -> Tensor:
        """(n, d) last states to (n, V) scores of the pieces that stand there."""
        return F.linear(states, self.words.weight, self.output_bias)


def start_weights(module: nn.Module, seed: int) -> None:
    """Draw all weights of a model anew from ``seed``: embeddings and maps with deviation d ** -0.5, biases 0."""
    draw = torch.Generator().manual_seed(seed)
    for part in module.modules():
        if isinstance(part, nn.Embedding | nn.Linear):
            nn.init.normal_(part.weight, std=part.weight.shape[1] ** -0.5, generator=draw)
        if isinstance(part, nn.Linear) and part.bias is not None:
            nn.init.zeros_(part.bias)


def params_of(module: Any) -> int:
    """How many weights a model has, embeddings included, tied ones once."""
    return sum(weight.numel() for weight in module.parameters())
