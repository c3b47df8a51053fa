"""What the rooms of the lab pass to each other: examples, tokenizers, encoders, data.

The bundled world and real data sets give the same ``TaskData``; the bundled models and real Hugging Face encoders are
the same ``Encoder``. An experiment knows only these.

Letters in shapes: B batch, T tokens, V vocabulary, L layers, d width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # so that tasks can be named, and the world made, without torch
    from torch import Tensor


class Task(StrEnum):
    """What a model is fine-tuned on in the source language, and scored on in every language."""

    NLI = "nli"  # 3 classes: entailment, neutral, contradiction
    PARAPHRASE = "paraphrase"  # 2 classes: different, same; adversarial pairs as in PAWS
    TAGS = "tags"  # part of speech, one tag a word
    NER = "ner"  # spans of names, BIO tags, one a word; F1 over spans
    QA = "qa"  # extractive: a span of words of the context; F1 and exact match
    RETRIEVAL = "retrieval"  # find the translation by cosine of mean-pooled states; no fine-tuning


class Split(StrEnum):
    """Rows for fitting, for choosing (source language only) and for scoring; disjoint."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Example:
    """One example of any task, as words.

    Attributes:
        words: The premise, the first sentence, the sentence to tag, the context of a question, the query sentence.
        pair: The hypothesis, the second sentence, the question, the translation; empty for tagging.
        label: Class index for NLI and PARAPHRASE, else -1.
        tags: One tag index for each of ``words`` (TAGS, NER), else empty.
        answer: Half-open range of ``words`` that answers the question (QA), else None.
    """

    words: tuple[str, ...]
    pair: tuple[str, ...] = ()
    label: int = -1
    tags: tuple[int, ...] = ()
    answer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence and its translation, with the words that stand for each other.

    Attributes:
        links: (i, j): ``source[i]`` is said as ``target[j]``; words without a counterpart are in no link.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    links: tuple[tuple[int, int], ...]


class Tokenizer(Protocol):
    """Words to ids."""

    @property
    def size(self) -> int:
        """V, the special tokens included."""
        ...

    @property
    def pad(self) -> int:
        """Fills short rows."""
        ...

    @property
    def cls(self) -> int:
        """Stands before the first sequence."""
        ...

    @property
    def sep(self) -> int:
        """Stands after each sequence."""
        ...

    @property
    def mask(self) -> int:
        """Hides a piece that is to be predicted."""
        ...

    def encode_words(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """(ids, word_ids): the pieces of all words in order, and which word each piece belongs to. No specials."""
        ...


class Corpora(Protocol):
    """Text without labels, for pretraining."""

    @property
    def key(self) -> str:
        """A hash of everything the text depends on, the seed included; names checkpoints."""
        ...

    @property
    def source(self) -> str:
        """The language that models are fine-tuned on later."""
        ...

    @property
    def targets(self) -> tuple[str, ...]:
        """The other languages."""
        ...

    def tokenizer(self) -> Tokenizer:
        """The one tokenizer of all languages."""
        ...

    def corpus(self, language: str, n: int) -> Sequence[tuple[str, ...]]:
        """The first ``n`` documents of a language; the same ones at every call."""
        ...

    def parallel(self, source: str, target: str, n: int) -> Sequence[Aligned]:
        """The first ``n`` sentence pairs; the same ones at every call."""
        ...


class TaskData(Protocol):
    """Labelled examples by task, language and split."""

    @property
    def source(self) -> str:
        """The language that models are fine-tuned on."""
        ...

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages that models are scored on without having been fine-tuned on them, nearest first."""
        ...

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks there are examples of."""
        ...

    def labels(self, task: Task) -> tuple[str, ...]:
        """Names of the classes or tags; empty for QA and RETRIEVAL."""
        ...

    def split(self, task: Task, language: str, split: Split, *, limit: int | None = None) -> Sequence[Example]:
        """The first ``limit`` examples (all, if None); the same ones at every call.

        Rows of DEV and TEST are parallel: row i says the same in every language, so that a premise in one language
        and a hypothesis in another can be put together.

        Raises:
            LabError: If there is no such task, language or split.
        """
        ...


class Encoder(Protocol):
    """A bidirectional encoder, pretrained or not; a ``torch.nn.Module``."""

    width: int  # d
    n_layers: int  # L

    def embed(self, ids: Tensor) -> Tensor:
        """(B, T) ids to (B, T, d) input embeddings, before positions: what an attack perturbs."""
        ...

    def encode(self, inputs: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """All hidden states, the embedding layer's first: L + 1 tensors (B, T, d).

        Args:
            inputs: (B, T) ids, or (B, T, d) embeddings from ``embed``.
            mask: (B, T) bool, True at tokens, False at padding.
        """
        ...
