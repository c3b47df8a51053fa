"""A small encoder-decoder for span denoising, in the line of mT5.

The encoder is the lab's own; the decoder's blocks look back at what is already written, then at the encoder's states.
Input, decoder and output share their embeddings. After pretraining, tasks are learnt on the encoder alone, with the
same heads as for an encoder: answers are pointed at, not written. mT5 writes them, and then sometimes in the wrong
language, a failure of decoding that would hide the effect of the pretraining noise that is asked about.

Letters in shapes: B batch, T tokens read, U tokens written, V vocabulary, d width.

Source:
    Raffel et al. (2020), https://arxiv.org/abs/1910.10683; Xue et al. (2021), https://arxiv.org/abs/2010.11934.
"""

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name every torch program uses

from synth.lab.models.encoder import (
    FEED_FORWARD,
    Attention,
    EncoderConfig,
    Linear,
    TinyEncoder,
    attend,
    padding_bias,
    start_weights,
)

SENTINELS: Final = 16  # names for spans that were cut out; they follow the tokenizer's pieces


class CrossAttention(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """Attention from what is written to what was read."""

    def __init__(self, width: int, heads: int, *, bf16: bool) -> None:
        super().__init__()
        self.heads = heads
        self.query = Linear(width, width, bf16=bf16)
        self.key_value = Linear(width, 2 * width, bf16=bf16)
        self.out = Linear(width, width, bf16=bf16)

    def forward(self, x: Tensor, read: Tensor, bias: Tensor | None) -> Tensor:
        """(B, U, d) and (B, T, d) to (B, U, d)."""
        batch, written, width = x.shape
        query = self.query(x).view(batch, written, self.heads, -1).transpose(1, 2)  # (B, H, U, K)
        key, value = self.key_value(read).view(batch, read.shape[1], 2, self.heads, -1).permute(2, 0, 3, 1, 4)
        return self.out(attend(query, key, value, bias).transpose(1, 2).reshape(batch, written, width))


class DecoderBlock(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """Look back, look at what was read, think; each on normed input and added back."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        width, inner, bf16 = config.width, FEED_FORWARD * config.width, config.bf16
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.back = Attention(width, config.heads, bf16=bf16)
        self.cross = CrossAttention(width, config.heads, bf16=bf16)
        self.up, self.down = Linear(width, inner, bf16=bf16), Linear(inner, width, bf16=bf16)

    def forward(self, x: Tensor, causal: Tensor, read: Tensor, bias: Tensor | None) -> Tensor:
        """(B, U, d) to (B, U, d)."""
        x = x + self.back(self.norms[0](x), causal)
        x = x + self.cross(self.norms[1](x), read, bias)
        return x + self.down(F.relu(self.up(self.norms[2](x))))


class EncoderDecoder(nn.Module):  # type: ignore[misc]  # torch comes untyped
    """Reads ids, writes ids.

    Args:
        config: Shape of the encoder; the decoder has as many blocks, each with a third part for what was read.
        vocab: Pieces of the tokenizer; sentinels are added to them.
        seed: Decides the first weights.
    """

    def __init__(self, config: EncoderConfig, vocab: int, *, seed: int = 0) -> None:
        super().__init__()
        self.encoder = TinyEncoder(config, vocab + SENTINELS, seed=seed)
        self.positions = nn.Embedding(config.max_tokens, config.width)
        self.blocks = nn.ModuleList(DecoderBlock(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.width)
        start_weights(self, seed)

    def forward(self, ids: Tensor, mask: Tensor, written: Tensor) -> Tensor:
        """Scores of what comes next at each place.

        Args:
            ids: (B, T) read.
            mask: (B, T) True at tokens.
            written: (B, U) so far, a start symbol first.

        Returns:
            (B, U, V).
        """
        read = self.encoder.encode(ids, mask)[-1]  # (B, T, d)
        length = written.shape[1]
        later = torch.ones(length, length, dtype=torch.bool, device=ids.device).triu(1)
        causal = torch.zeros(length, length, device=ids.device).masked_fill_(later, torch.finfo(torch.float32).min)
        x = self.encoder.embed(written) + self.positions.weight[:length]
        for block in self.blocks:
            x = block(x, causal, read, padding_bias(mask))
        return self.encoder.predict(self.norm(x))
