"""Measures of each task: arithmetic on answers, no torch.

Source:
    Span F1: Tjong Kim Sang and De Meulder (2003), https://aclanthology.org/W03-0419. F1 and exact match of answers:
    Rajpurkar et al. (2016), https://arxiv.org/abs/1606.05250, over words of the context instead of strings.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from synth.lab.types import Example, Task

MAIN: Final = {
    Task.NLI: "accuracy",
    Task.PARAPHRASE: "accuracy",
    Task.TAGS: "accuracy",
    Task.NER: "f1",
    Task.QA: "f1",
    Task.RETRIEVAL: "accuracy",
}

Answer = tuple[int, ...]  # (class,), a tag for each word, (start, end), or (row,)


@dataclass(frozen=True, slots=True)
class Scores:
    """Measures of one task on some examples, each in [0, 1].

    Attributes:
        n: Examples.
        values: By name: accuracy, recall of each class, f1, exact; the same names for the same task.
        chance: Main measure of a guesser: the most frequent class or tag, one random word as the answer, any row; 0
            for spans of names.
    """

    task: Task
    n: int
    values: dict[str, float]
    chance: float

    @property
    def main(self) -> float:
        """The measure a task is compared by."""
        return self.values[MAIN[self.task]]


def measure(task: Task, examples: Sequence[Example], answers: Sequence[Answer], labels: Sequence[str]) -> Scores:
    """All measures of a task; ``labels`` are the names of its classes or tags."""
    points = example_scores(task, examples, answers)
    if task in {Task.NLI, Task.PARAPHRASE}:
        golds = np.array([example.label for example in examples])
        recalls = {f"recall_{name}": _mean(points[golds == k]) for k, name in enumerate(labels)}
        return Scores(task, len(examples), {"accuracy": _mean(points), **recalls}, _most_frequent(golds.tolist()))
    if task is Task.TAGS:
        pairs = [
            pair
            for example, answer in zip(examples, answers, strict=True)
            for pair in zip(example.tags, answer, strict=True)
        ]
        accuracy = _mean(np.array([gold == said for gold, said in pairs], dtype=np.float64))
        return Scores(task, len(examples), {"accuracy": accuracy}, _most_frequent([gold for gold, _ in pairs]))
    if task is Task.NER:
        return Scores(task, len(examples), _span_measures(examples, answers, labels), 0.0)
    if task is Task.QA:
        exact = np.array([example.answer == answer for example, answer in zip(examples, answers, strict=True)])
        chance = float(np.mean([_one_random_word(example) for example in examples]))
        return Scores(task, len(examples), {"f1": _mean(points), "exact": _mean(exact.astype(np.float64))}, chance)
    return Scores(task, len(examples), {"accuracy": _mean(points)}, 1.0 / len(examples))


def example_scores(task: Task, examples: Sequence[Example], answers: Sequence[Answer]) -> NDArray[np.float64]:
    """(n,) how right each answer is, in [0, 1]: class or row right, share of tags right, F1 of the answer's words."""
    points = []
    for k, (example, answer) in enumerate(zip(examples, answers, strict=True)):
        if task in {Task.NLI, Task.PARAPHRASE}:
            points.append(float(answer == (example.label,)))
        elif task in {Task.TAGS, Task.NER}:
            right = sum(gold == said for gold, said in zip(example.tags, answer, strict=True))
            points.append(right / max(len(example.tags), 1))
        elif task is Task.QA:
            points.append(overlap_f1(example.answer or (0, 0), (answer[0], answer[1])))
        else:
            points.append(float(answer == (k,)))
    return np.array(points, dtype=np.float64)


def overlap_f1(gold: tuple[int, int], said: tuple[int, int]) -> float:
    """F1 of two half-open ranges of words.

    >>> overlap_f1((2, 4), (3, 5)), overlap_f1((2, 4), (2, 4)), overlap_f1((2, 4), (4, 5))
    (0.5, 1.0, 0.0)
    """
    common = max(0, min(gold[1], said[1]) - max(gold[0], said[0]))
    return 2 * common / max(gold[1] - gold[0] + said[1] - said[0], 1)


def spans_of(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of the names in BIO tags; an I that continues nothing begins a name, as conlleval reads it.

    >>> sorted(spans_of(["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-PER"]))
    [(0, 2, 'PER'), (3, 4, 'LOC'), (4, 5, 'LOC'), (5, 6, 'PER')]
    """
    spans, start, kind = set(), 0, ""
    for k, tag in enumerate([*tags, "O"]):
        place, _, name = tag.partition("-")
        if kind and (place != "I" or name != kind):
            spans.add((start, k, kind))
            kind = ""
        if place != "O" and not kind:
            start, kind = k, name
    return spans


def _span_measures(examples: Sequence[Example], answers: Sequence[Answer], labels: Sequence[str]) -> dict[str, float]:
    right = wanted = said = 0
    for example, answer in zip(examples, answers, strict=True):
        gold = spans_of([labels[tag] for tag in example.tags])
        found = spans_of([labels[tag] if tag >= 0 else "O" for tag in answer])
        right, wanted, said = right + len(gold & found), wanted + len(gold), said + len(found)
    precision, recall = right / max(said, 1), right / max(wanted, 1)
    return {"f1": 2 * right / max(wanted + said, 1), "precision": precision, "recall": recall}


def _one_random_word(example: Example) -> float:
    start, end = example.answer or (0, 0)
    length = end - start
    return length / max(len(example.words), 1) * 2 / (length + 1)


def _most_frequent(golds: Sequence[int]) -> float:
    return max(Counter(golds).values()) / len(golds)


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else 0.0
