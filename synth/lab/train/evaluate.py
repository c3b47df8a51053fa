"""Scores of a fine-tuned model: clean, under typos, as the worst of several, under attack."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import torch
from torch import Tensor

from synth.errors import LabError
from synth.lab.models.heads import mean_state
from synth.lab.train.attacks import Attack, perturbed
from synth.lab.train.batches import batches_in_order
from synth.lab.train.loop import step_draw
from synth.lab.train.measures import Scores, example_scores, measure
from synth.lab.train.pretrain import Noiser
from synth.lab.train.tasks import CLASS_TASKS, TAG_TASKS, Batch, TaskModel, batch_of, task_rows
from synth.lab.types import Example, Task

BATCH_TOKENS: Final = 4096  # scoring keeps no gradients, so batches may be larger than in training
MAX_ANSWER_WORDS: Final = 8  # no longer span is considered as an answer
# Middle layers hold translations closest together: XTREME uses layer 7 of mBERT's 12 (Hu et al., arXiv 2003.11080).
RETRIEVAL_DEPTH: Final = 7 / 12


def evaluate(
    model: TaskModel,
    examples: Sequence[Example],
    *,
    noise: Noiser | None = None,
    worst_of: int = 1,
    attack: Attack | None = None,
    seed: int = 0,
) -> Scores:
    """Score a model on labelled examples.

    Args:
        noise: Applied to every text of every example before scoring.
        worst_of: Each example counts with the worst of so many noisy versions; a guesser then falls far below chance,
            so compare such scores with each other only.
        attack: On the embeddings, with the right answers known to the attacker.
        seed: Decides the noise and the attack's draws.

    Raises:
        LabError: If there are no examples, several versions are wanted without noise, or retrieval is attacked.
    """
    if not examples:
        raise LabError("there are no examples to score on")
    if worst_of > 1 and noise is None:
        raise LabError("the worst of several versions needs noise to make them")
    if attack is not None and model.task is Task.RETRIEVAL:
        raise LabError("retrieval has no loss to attack")
    versions = []
    for version in range(worst_of):
        heard = examples if noise is None else noisy(examples, noise, seed=seed, version=version)
        versions.append(predict(model, heard, attack=attack, seed=seed))
    points = np.stack([example_scores(model.task, examples, answers) for answers in versions])  # (k, n)
    worst = [versions[k][i] for i, k in enumerate(points.argmin(axis=0))]
    return measure(model.task, examples, worst, model.labels)


def noisy(examples: Sequence[Example], noise: Noiser, *, seed: int, version: int = 0) -> list[Example]:
    """Examples with noise in all their texts; each example's draws depend on its place, the seed and the version."""
    heard = []
    for k, example in enumerate(examples):
        draw = random.Random(f"{seed}:{version}:{k}")  # noqa: S311 - typos, not secrets
        words, pair = noise(example.words, draw), noise(example.pair, draw) if example.pair else ()
        heard.append(replace(example, words=tuple(words), pair=tuple(pair)))
    return heard


def crossed(first: Sequence[Example], second: Sequence[Example]) -> list[Example]:
    """Parallel examples put together: the premise of one language with the hypothesis of the other.

    Raises:
        ValueError: If they are not equally many.
    """
    return [replace(a, pair=b.pair) for a, b in zip(first, second, strict=True)]


def predict(
    model: TaskModel, examples: Sequence[Example], *, attack: Attack | None = None, seed: int = 0
) -> list[tuple[int, ...]]:
    """What the model answers: (class,), a tag for each word, (start, end) of the answer, or (row of the translation,).

    Words that were cut off for length get tag -1.
    """
    if model.task is Task.RETRIEVAL:
        return _retrieved(model, examples)
    rows = task_rows(examples, model.tokenizer, limit=model.body.max_tokens)
    answers: list[tuple[int, ...]] = [()] * len(examples)
    for k, chosen in enumerate(batches_in_order(rows.ids.lengths, BATCH_TOKENS)):
        batch = batch_of(rows, chosen, model.task, model.tokenizer.pad, model.device)
        with torch.no_grad():
            inputs = batch.ids if attack is None else perturbed(model, batch, attack, step_draw(seed, k))
            scores = model.scores(inputs, batch.mask, batch.first)
        for row, answer in zip(chosen, _decided(model.task, scores, batch), strict=True):
            answers[row] = answer
    if model.task in TAG_TASKS:
        return [
            (*tags, *([-1] * (len(example.words) - len(tags)))) for tags, example in zip(answers, examples, strict=True)
        ]
    return answers


def _decided(task: Task, scores: Tensor, batch: Batch) -> list[tuple[int, ...]]:
    if task in CLASS_TASKS:
        return [(int(k),) for k in scores.argmax(-1)]
    if task in TAG_TASKS:
        best, counts = scores.argmax(-1).tolist(), batch.words.sum(1).tolist()
        return [tuple(tags[:n]) for tags, n in zip(best, counts, strict=True)]
    lowest = torch.finfo(scores.dtype).min / 4
    among_words = scores.masked_fill(~batch.words[:, :, None], lowest)
    spans = among_words[:, :, None, 0] + among_words[:, None, :, 1]  # (B, W, W): start, last word
    wide = torch.ones(spans.shape[1:], dtype=torch.bool, device=spans.device)
    spans = spans.masked_fill(~(wide.triu() & wide.tril(MAX_ANSWER_WORDS - 1)), 4 * lowest)
    best = spans.flatten(1).argmax(1)
    width = spans.shape[1]
    return [(int(k) // width, int(k) % width + 1) for k in best]


def _retrieved(model: TaskModel, examples: Sequence[Example]) -> list[tuple[int, ...]]:
    queries = _means(model, [replace(example, pair=()) for example in examples])
    translations = _means(model, [replace(example, words=example.pair, pair=()) for example in examples])
    return [(int(k),) for k in (queries @ translations.T).argmax(1)]


def _means(model: TaskModel, examples: Sequence[Example]) -> Tensor:
    layer = max(1, round(RETRIEVAL_DEPTH * model.body.n_layers))
    rows = task_rows(examples, model.tokenizer, limit=model.body.max_tokens)
    means = torch.zeros(len(examples), model.body.width)
    for chosen in batches_in_order(rows.ids.lengths, BATCH_TOKENS):
        ids, mask = (part.to(model.device) for part in rows.ids.padded(chosen, model.tokenizer.pad))
        with torch.no_grad():
            state = mean_state(model.body.encode(ids, mask)[layer], mask)  # (B, d)
        means[torch.from_numpy(np.asarray(chosen, dtype=np.int64))] = torch.nn.functional.normalize(state, dim=1).cpu()
    return means
