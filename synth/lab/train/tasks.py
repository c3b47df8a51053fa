"""Examples of a task as rows of token ids, and a model with a head for it.

Letters in shapes: B batch, T tokens, W words, C classes, d width.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from synth.errors import LabError
from synth.lab.models.fusion import LayerFusion
from synth.lab.models.heads import ClassHead, WordHead
from synth.lab.train.batches import Ints, Rows, shorten
from synth.lab.types import Example, Task, Tokenizer

CLASS_TASKS = frozenset({Task.NLI, Task.PARAPHRASE})
TAG_TASKS = frozenset({Task.TAGS, Task.NER})


@dataclass(frozen=True, slots=True)
class TaskRows:
    """Examples ready for a model.

    Attributes:
        ids: ``[CLS] words [SEP] pair [SEP]`` of each example.
        first: Where in its row each of the words begins; words cut off for length are missing.
        labels: (n,) class of each example, -1 where it has none.
        tags: Tag of each word that is not cut off.
        answers: (n, 2) first and last word of the answer; (0, 0) where the example has none or it was cut off.
    """

    ids: Rows
    first: Rows
    labels: Ints
    tags: Rows
    answers: Ints


def task_rows(examples: Sequence[Example], tokenizer: Tokenizer, *, limit: int) -> TaskRows:
    """Encode examples in rows of at most ``limit`` tokens; the longer part loses its end."""
    ids, first, tags, answers = [], [], [], []
    for example in examples:
        row, begins = _row(example, tokenizer, limit)
        ids.append(row)
        first.append(begins)
        tags.append(list(example.tags[: len(begins)]))
        start, end = example.answer or (0, 1)
        answers.append((start, end - 1) if end <= len(begins) else (0, 0))
    labels = np.array([example.label for example in examples], dtype=np.int64)
    return TaskRows(Rows.of(ids), Rows.of(first), labels, Rows.of(tags), np.array(answers, dtype=np.int64))


def _row(example: Example, tokenizer: Tokenizer, limit: int) -> tuple[list[int], list[int]]:
    pieces, word_ids = tokenizer.encode_words(example.words)
    parts = [list(pieces)]
    if example.pair:
        parts.append(list(tokenizer.encode_words(example.pair)[0]))
    shorten(parts, limit - 1 - len(parts))
    begins = [k + 1 for k in range(len(parts[0])) if k == 0 or word_ids[k] != word_ids[k - 1]]
    row = [tokenizer.cls]
    for part in parts:
        row += [*part, tokenizer.sep]
    return row, begins


@dataclass(slots=True)
class TaskModel:
    """An encoder with the head of one task.

    Attributes:
        body: The encoder; the head reads its last state, or what ``fusion`` makes of its states.
        head: ``ClassHead`` or ``WordHead``; None for RETRIEVAL, which compares mean states.
        labels: Names of the classes or tags.
        loss: Of the last training steps; nan where nothing was trained.
        cpu_s: Spent on training.
    """

    task: Task
    body: Any
    tokenizer: Tokenizer
    head: nn.Module | None
    labels: tuple[str, ...] = ()
    fusion: LayerFusion | None = None
    loss: float = float("nan")
    cpu_s: float = 0.0

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return next(iter(self.body.parameters())).device

    def module(self) -> nn.ModuleList:
        """All trainable parts."""
        return nn.ModuleList([part for part in (self.body, self.head, self.fusion) if part is not None])

    def scores(self, inputs: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Scores of the classes of each row (B, C), or of each word (B, W, C).

        Args:
            inputs: (B, T) ids or (B, T, d) embeddings.
            mask: (B, T) True at tokens.
            first: (B, W) where words begin; not looked at for classes of rows.

        Raises:
            LabError: If the task has no head.
        """
        states = self.body.encode(inputs, mask)
        top = states[-1] if self.fusion is None else self.fusion(states, mask)
        if self.head is None:
            raise LabError(f"{self.task} has no head: it compares mean states")
        return self.head(top, mask if self.task in CLASS_TASKS else first)


def head_of(task: Task, width: int, classes: int, *, seed: int) -> nn.Module | None:
    """The head that fits a task, with weights drawn from ``seed``."""
    if task in CLASS_TASKS:
        return ClassHead(width, classes, seed=seed)
    if task in TAG_TASKS:
        return WordHead(width, classes, seed=seed)
    return WordHead(width, 2, seed=seed) if task is Task.QA else None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows as tensors on the model's device.

    Attributes:
        ids: (B, T).
        mask: (B, T) True at tokens.
        first: (B, W) where words begin, 0 past the last word.
        words: (B, W) True at words.
        wanted: (B,) classes; (B, W) tags, -100 past the last word; (B, 2) first and last word of the answer.
    """

    ids: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    wanted: Tensor


def batch_of(rows: TaskRows, chosen: Ints, task: Task, pad: int, device: torch.device) -> Batch:
    """Put chosen rows together."""
    ids, mask = rows.ids.padded(chosen, pad)
    first, words = rows.first.padded(chosen, 0)
    if task in CLASS_TASKS:
        wanted = torch.from_numpy(rows.labels[chosen])
    elif task in TAG_TASKS:
        wanted = rows.tags.padded(chosen, -100)[0]
    else:
        wanted = torch.from_numpy(rows.answers[chosen])
    return Batch(*(part.to(device) for part in (ids, mask, first, words, wanted)))


def loss_of(task: Task, scores: Tensor, batch: Batch) -> Tensor:
    """Mean cross entropy, in nats; for QA the mean of start and end."""
    cross_entropy = nn.functional.cross_entropy
    if task in CLASS_TASKS:
        return cross_entropy(scores, batch.wanted)
    if task in TAG_TASKS:
        return cross_entropy(scores.flatten(0, 1), batch.wanted.flatten(), ignore_index=-100)
    among_words = scores.masked_fill(~batch.words[:, :, None], torch.finfo(scores.dtype).min)
    return (
        cross_entropy(among_words[..., 0], batch.wanted[:, 0]) / 2
        + cross_entropy(among_words[..., 1], batch.wanted[:, 1]) / 2
    )


Perturb = Callable[[TaskModel, Batch, torch.Generator], Tensor]  # what to feed instead of a batch's ids
