"""What a model is pretrained to do with unlabelled text.

Source:
    Masked language model: Devlin et al. (2019), https://arxiv.org/abs/1810.04805. Translation language model: Conneau
    and Lample (2019), https://arxiv.org/abs/1901.07291. Word exchange: Yang et al. (2021),
    https://arxiv.org/abs/2106.01732. Span denoising: Raffel et al. (2020), https://arxiv.org/abs/1910.10683.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Generator, Tensor
from torch.nn import functional as F  # noqa: N812 - the name every torch program uses

from synth.lab.models.encoder import TinyEncoder
from synth.lab.models.seq2seq import SENTINELS, EncoderDecoder
from synth.lab.train.batches import Ints, Rows
from synth.lab.types import Tokenizer

HIDDEN: Final = 0.8  # of the pieces to predict, the share shown as [MASK] ...
SWAPPED: Final = 0.1  # ... and the share shown as another piece; the rest is shown as it is
NOTHING: Final = -100  # cross entropy's name for "no answer wanted here"


@dataclass(frozen=True, slots=True)
class MaskedLanguage:
    """Predict hidden pieces; with ``exchange``, also what stands for them in the other language.

    A row may be one document (MLM) or a sentence and its translation (TLM). With ``exchange`` (WEAM), a hidden piece
    that begins a linked word is predicted a second time as the beginning of the word it is linked to. Both losses
    weigh the same.

    Attributes:
        exchange: As long as ``rows``: the piece that a piece is also to be predicted as, or ``NOTHING``.
    """

    model: TinyEncoder
    rows: Rows
    tokenizer: Tokenizer
    share: float  # of the pieces that are to be predicted, in (0, 1)
    exchange: Rows | None = None

    @property
    def device(self) -> torch.device:
        """Where the model is."""
        return self.model.output_bias.device

    @property
    def lengths(self) -> Ints:
        """(n,) tokens of each row."""
        return self.rows.lengths

    def loss(self, chosen: Ints, draw: Generator) -> Tensor:
        """Mean cross entropy of the hidden pieces of the chosen rows, in nats."""
        ids, mask = self.rows.padded(chosen, self.tokenizer.pad)  # (B, T) both
        shown, wanted = hide(ids, self.tokenizer, share=self.share, draw=draw)
        states = self.model.encode(shown.to(self.device), mask.to(self.device))[-1]  # (B, T, d)
        scores = self.model.predict(states[wanted.to(self.device)])  # (n, V): only where an answer is wanted
        own = F.cross_entropy(scores, ids[wanted].to(self.device))
        if self.exchange is None:
            return own
        others = self.exchange.padded(chosen, NOTHING)[0][wanted]  # (n,)
        if not bool((others != NOTHING).any()):
            return own
        return (own + F.cross_entropy(scores, others.to(self.device), ignore_index=NOTHING)) / 2


def is_special(ids: Tensor, tokenizer: Tokenizer) -> Tensor:
    """True at padding, [CLS], [SEP] and [MASK]; the shape of ``ids``."""
    return (ids == tokenizer.pad) | (ids == tokenizer.cls) | (ids == tokenizer.sep) | (ids == tokenizer.mask)


def hide(ids: Tensor, tokenizer: Tokenizer, *, share: float, draw: Generator) -> tuple[Tensor, Tensor]:
    """Choose pieces to predict and hide them.

    Args:
        ids: (B, T).
        share: Chance of a piece to be chosen; at least one piece is, where there is one that is not special.
        draw: All the randomness.

    Returns:
        (shown, wanted), both (B, T): the ids with chosen ones hidden, and True where one was chosen.
    """
    ordinary = ~is_special(ids, tokenizer)
    wanted = (torch.rand(ids.shape, generator=draw) < share) & ordinary
    if not bool(wanted.any()):
        wanted.view(-1)[ordinary.view(-1).int().argmax()] = True
    fate = torch.rand(ids.shape, generator=draw)
    other = torch.randint(0, tokenizer.size, ids.shape, generator=draw)
    shown = torch.where(wanted & (fate < HIDDEN), tokenizer.mask, ids)
    swapped = wanted & (fate >= HIDDEN) & (fate < HIDDEN + SWAPPED) & ~is_special(other, tokenizer)
    return torch.where(swapped, other, shown), wanted


@dataclass(frozen=True, slots=True)
class SpanDenoising:
    """Write out the spans that were cut from a row, as T5 and mT5 are pretrained.

    Each span is replaced by a sentinel of its own; the decoder writes sentinel, span, sentinel, span, [SEP].
    """

    model: EncoderDecoder
    rows: Rows
    tokenizer: Tokenizer
    share: float  # of the pieces that are cut, in (0, 1)
    span: float = 3.0  # mean pieces of a span

    @property
    def device(self) -> torch.device:
        """Where the model is."""
        return self.model.encoder.output_bias.device

    @property
    def lengths(self) -> Ints:
        """(n,) tokens of each row."""
        return self.rows.lengths

    def loss(self, chosen: Ints, draw: Generator) -> Tensor:
        """Mean cross entropy of what the decoder has to write, in nats; in evaluation mode of its pieces alone."""
        random = np.random.default_rng(int(torch.randint(0, 2**31, (1,), generator=draw)))
        pairs = [self._cut(self.rows.flat[self.rows.starts[k] : self.rows.starts[k + 1]], random) for k in chosen]
        everything = np.arange(len(pairs))
        kept, kept_mask = Rows.of([kept for kept, _ in pairs]).padded(everything, self.tokenizer.pad)
        written, written_mask = Rows.of([cut for _, cut in pairs]).padded(everything, self.tokenizer.pad)
        start = torch.full((len(pairs), 1), self.tokenizer.cls)
        scores = self.model(
            kept.to(self.device), kept_mask.to(self.device), torch.cat([start, written[:, :-1]], 1).to(self.device)
        )  # (B, U, V)
        if not self.model.training:  # where spans end is easy, and would flatter the loss that is reported
            written_mask &= (written < self.tokenizer.size) & (written != self.tokenizer.sep)
        return F.cross_entropy(scores[written_mask.to(self.device)], written[written_mask].to(self.device))

    def _cut(self, ids: Ints, random: np.random.Generator) -> tuple[list[int], list[int]]:
        first, *inner, last = ids.tolist()  # [CLS] and [SEP] stay
        sentinel = self.tokenizer.size  # sentinels stand after the tokenizer's pieces
        spans = max(1, min(SENTINELS, round(len(inner) * self.share / self.span)))
        width = max(1, round(len(inner) * self.share / spans))
        room = max(len(inner) - width + 1, 1)  # places where a span can begin
        begins = sorted(random.choice(room, size=min(spans, room), replace=False).tolist())
        kept, cut, at = [first], [], 0
        for drawn in begins:
            begin = max(drawn, at)  # spans do not overlap
            kept += [*inner[at:begin], sentinel]
            cut += [sentinel, *inner[begin : begin + width]]
            at, sentinel = begin + width, sentinel + 1
        return [*kept, *inner[at:], last], [*cut, last]
