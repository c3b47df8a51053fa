"""A world of a few words, for tests that need some world and not the real one."""

import random
from collections.abc import Sequence
from functools import cached_property

from synth.errors import LabError
from synth.lab.types import Aligned, Example, Split, Task

NOUNS = ("cat", "dog", "cow", "hen", "fox", "owl")
VERBS = ("sees", "likes", "bites")
SPECIALS = ("<pad>", "<cls>", "<sep>", "<mask>")
TAGS = ("O", "B-N", "B-V")


def said_in(language: str, words: Sequence[str]) -> tuple[str, ...]:
    """The source language's words; other languages say them backwards, letter by letter."""
    return tuple(words) if language == "L0" else tuple(word[::-1] for word in words)


class TinyTokenizer:
    """Known words are one piece, unknown ones a piece for every letter."""

    pad, cls, sep, mask = range(4)

    def __init__(self) -> None:
        words = [*NOUNS, *VERBS, "not"]
        pieces = [*SPECIALS, *words, *said_in("L1", words), *"abcdefghijklmnopqrstuvwxyz"]
        self._ids = {piece: k for k, piece in reversed(list(enumerate(pieces)))}
        self.size = len(pieces)

    def encode_words(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        ids, word_ids = [], []
        for k, word in enumerate(words):
            pieces = [word] if word in self._ids else list(word)
            ids += [self._ids[piece] for piece in pieces]
            word_ids += [k] * len(pieces)
        return ids, word_ids


class TinyWorld:
    """Facts of three words in two languages; implements ``Corpora`` and ``TaskData``."""

    source = "L0"
    targets = ("L1",)
    tasks = tuple(Task)
    key = "tiny"

    @cached_property
    def _facts(self) -> list[tuple[str, str, str]]:
        facts = [(a, v, b) for a in NOUNS for v in VERBS for b in NOUNS if a != b]
        random.Random(0).shuffle(facts)  # noqa: S311 - a made world
        return facts

    def tokenizer(self) -> TinyTokenizer:
        return TinyTokenizer()

    def corpus(self, language: str, n: int) -> list[tuple[str, ...]]:
        draw = random.Random(language)  # noqa: S311 - a made world
        return [said_in(language, draw.choice(self._facts)) for _ in range(n)]

    def parallel(self, source: str, target: str, n: int) -> list[Aligned]:
        facts = [self._facts[k % len(self._facts)] for k in range(n)]
        return [Aligned(said_in(source, f), said_in(target, f), ((0, 0), (1, 1), (2, 2))) for f in facts]

    def labels(self, task: Task) -> tuple[str, ...]:
        named = {Task.NLI: ("entailment", "neutral", "contradiction"), Task.PARAPHRASE: ("different", "same")}
        return TAGS if task in {Task.TAGS, Task.NER} else named.get(task, ())

    def split(self, task: Task, language: str, split: Split, *, limit: int | None = None) -> list[Example]:
        if language not in {"L0", "L1"}:
            raise LabError(f"unknown language {language}")
        facts = {Split.TRAIN: self._facts[:60], Split.DEV: self._facts[60:70], Split.TEST: self._facts[70:]}[split]
        return [self._example(task, language, k, fact) for k, fact in enumerate(facts[:limit])]

    def _example(self, task: Task, language: str, k: int, fact: tuple[str, str, str]) -> Example:
        words, other = said_in(language, fact), said_in(language, self._facts[(k * 7 + 3) % 90])
        if task in {Task.TAGS, Task.NER}:
            return Example(words, tags=(1, 2, 1))
        if task is Task.QA:
            return Example((*words, *other), pair=words[:2], answer=(2, 3))
        if task is Task.RETRIEVAL:
            return Example(said_in("L0", fact), pair=words)
        pairs = (words, other, (*said_in(language, ("not",)), *words))
        label = k % len(self.labels(task))
        return Example(words, pair=pairs[label], label=label)
