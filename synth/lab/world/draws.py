"""Chance, and only seeded chance: every stream of draws has a name."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def stream(seed: int, *names: object) -> Random:
    """A source of draws of its own for each seed and name, the same on every machine.

    >>> stream(1, "corpus", "L0").random() == stream(1, "corpus", "L0").random()
    True
    """
    name = "/".join([str(seed), *map(str, names)])
    return Random(name)  # noqa: S311 - made text, not secrets


class Weighted(Generic[T]):
    """Items that are drawn in proportion to their weights."""

    __slots__ = ("_cumulated", "_total", "items")

    def __init__(self, items: Sequence[T], weights: Sequence[float]) -> None:
        self.items = tuple(items)
        self._cumulated = tuple(accumulate(weights))
        self._total = self._cumulated[-1]

    def draw(self, rng: Random) -> T:
        """One item."""
        return self.items[min(bisect(self._cumulated, rng.random() * self._total), len(self.items) - 1)]


def ranked(items: Sequence[T], rng: Random) -> Weighted[T]:
    """The items in a random order of liking, the first liked most.

    The weight of rank r is 1 / (r + 1), as word frequencies fall.

    Source:
        Zipf (1949), Human Behavior and the Principle of Least Effort.
    """
    order = list(items)
    rng.shuffle(order)
    return Weighted(order, [1 / (rank + 1) for rank in range(len(order))])


def evenly(n: int, k: int) -> list[int]:
    """Choose k of the places 0 to n - 1, as evenly spread as can be.

    >>> evenly(10, 3)
    [1, 5, 8]
    """
    return [(2 * i + 1) * n // (2 * k) for i in range(k)]
