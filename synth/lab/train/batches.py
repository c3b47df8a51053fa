"""Rows of token ids, cut into batches of rows of nearly the same length.

One document a row: packing several into one row would let unrelated sentences attend to each other. Rows of like length
go together, so that little is padding. Which rows form batch k depends on the seed alone, so that a run which is
resumed at step k meets the same rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from synth.errors import LabError
from synth.lab.types import Tokenizer

Ints = NDArray[np.int64]

WINDOW_BATCHES: Final = 50  # rows are sorted by length within windows of about this many batches


@dataclass(frozen=True, slots=True)
class Rows:
    """Token rows of differing lengths, end to end.

    Attributes:
        flat: (sum of lengths,) all ids.
        starts: (n + 1,) where each row begins in ``flat``; the last entry is its length.
    """

    flat: Ints
    starts: Ints

    @staticmethod
    def of(rows: Sequence[Sequence[int]]) -> "Rows":
        """Lay rows end to end."""
        starts = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        flat = np.fromiter((item for row in rows for item in row), dtype=np.int64, count=int(starts[-1]))
        return Rows(flat, starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> Ints:
        """(n,) tokens of each row."""
        return np.diff(self.starts)

    def padded(self, chosen: Ints, fill: int) -> tuple[Tensor, Tensor]:
        """(ids, mask), both (B, T): the chosen rows, as wide as the longest; mask is True at tokens."""
        lengths = self.lengths[chosen]  # (B,)
        columns = np.arange(max(int(lengths.max()), 1))  # (T,)
        mask = columns < lengths[:, None]  # (B, T)
        at = np.where(mask, self.starts[chosen, None] + columns, 0)
        return torch.from_numpy(np.where(mask, self.flat[at], fill)), torch.from_numpy(mask)


def batch_stream(lengths: Ints, batch_tokens: int, *, seed: int) -> Iterator[Ints]:
    """Row numbers of one batch after another, epoch after epoch, without end.

    Args:
        lengths: (n,) tokens of each row.
        batch_tokens: Padding included, no batch holds more, unless one row alone does.
        seed: Decides the order.

    Raises:
        LabError: If there are no rows.
    """
    if len(lengths) == 0:
        raise LabError("there are no rows to train on")
    epoch = 0
    while True:
        draw = np.random.default_rng((seed, epoch))
        batches = _epoch(lengths, batch_tokens, draw)
        for k in draw.permutation(len(batches)):
            yield batches[k]
        epoch += 1


def batches_in_order(lengths: Ints, batch_tokens: int) -> list[Ints]:
    """Every row once, shortest first: for scoring, where the order does not matter."""
    return _cut(np.argsort(lengths, kind="stable"), lengths, batch_tokens)


def _epoch(lengths: Ints, batch_tokens: int, draw: np.random.Generator) -> list[Ints]:
    order = draw.permutation(len(lengths))
    window = max(1, int(WINDOW_BATCHES * batch_tokens / max(float(lengths.mean()), 1.0)))
    batches: list[Ints] = []
    for start in range(0, len(order), window):
        part = order[start : start + window]
        batches += _cut(part[np.argsort(lengths[part], kind="stable")], lengths, batch_tokens)
    return batches


def _cut(order: Ints, lengths: Ints, batch_tokens: int) -> list[Ints]:
    batches: list[Ints] = []
    first = 0
    for k, row in enumerate(order):  # lengths grow along the order, so the last row is the widest
        if k > first and (k - first + 1) * int(lengths[row]) > batch_tokens:
            batches.append(order[first:k])
            first = k
    batches.append(order[first:])
    return batches


def joined(tokenizer: Tokenizer, *parts: Sequence[str], limit: int) -> list[int]:
    """Ids of ``[CLS] part [SEP] part [SEP]``; pieces of the longest part are dropped from its end until all fit."""
    pieces = [tokenizer.encode_words(part)[0] for part in parts if part]
    shorten(pieces, limit - 1 - len(pieces))
    ids = [tokenizer.cls]
    for part in pieces:
        ids += [*part, tokenizer.sep]
    return ids


def shorten(parts: list[list[int]], room: int) -> None:
    """Drop items from the end of the longest list until all together are at most ``room``, in place."""
    while sum(map(len, parts)) > room:
        max(parts, key=len).pop()
