"""What can be had without understanding: scores of rules that look at shared words or at one sentence only.

A task whose baselines come near what a model reaches measures nothing; these say how near they come.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from math import log
from random import Random

from synth.lab.types import Example

PARTS_OF_TEN = 10  # resolution of a share of words


def overlap(example: Example) -> int:
    """Share of the words of the pair that the first sentence holds too, in tenths."""
    return PARTS_OF_TEN * sum(word in example.words for word in example.pair) // len(example.pair)


def accuracy_of(feature: Callable[[Example], Hashable], train: Sequence[Example], test: Sequence[Example]) -> float:
    """Accuracy of the most frequent label of each value of a feature; values not seen in training are wrong."""
    counts: dict[Hashable, Counter[int]] = defaultdict(Counter)
    for example in train:
        counts[feature(example)][example.label] += 1
    best = {value: labels.most_common(1)[0][0] for value, labels in counts.items()}
    return sum(best.get(feature(example)) == example.label for example in test) / len(test)


def bag_accuracy(part: Callable[[Example], Sequence[str]], train: Sequence[Example], test: Sequence[Example]) -> float:
    """Accuracy of naive Bayes on the words of one part of the examples: ``lambda example: example.pair``."""
    labels = Counter(example.label for example in train)
    words: dict[int, Counter[str]] = defaultdict(Counter)
    for example in train:
        words[example.label].update(set(part(example)))

    def score(example: Example, label: int) -> float:
        seen = (words[label][word] for word in set(part(example)))
        return log(labels[label]) + sum(log((n + 1) / (labels[label] + 2)) for n in seen)

    return sum(max(labels, key=lambda label: score(e, label)) == e.label for e in test) / len(test)


def answer_f1(span: tuple[int, int], answer: tuple[int, int]) -> float:
    """F1 of two half-open ranges of words."""
    shared = max(0, min(span[1], answer[1]) - max(span[0], answer[0]))
    return 2 * shared / (span[1] - span[0] + answer[1] - answer[0])


def random_answer_f1(examples: Sequence[Example], rng: Random) -> float:
    """Mean F1 of a random span as long as the right one."""
    total = 0.0
    for example in examples:
        start, end = example.answer or (0, 1)
        at = rng.randrange(len(example.words) - (end - start) + 1)
        total += answer_f1((at, at + end - start), (start, end))
    return total / len(examples)


def first_answer_f1(examples: Sequence[Example]) -> float:
    """Mean F1 of the first word of the context, the subject of its first sentence."""
    return sum(answer_f1((0, 1), example.answer or (0, 1)) for example in examples) / len(examples)
