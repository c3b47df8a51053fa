"""Claims that people wrote about papers, as pairs for the second pass of the entailment model, by folds."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Final

from synth.training.nli_data import LABELS, Pair, flags, nearest_sentence
from synth.training.written import is_written, read_set
from synth.verdict.reading import as_read

SETS: Final = ("twins/train", "scifact/train", "citint/train", "check_covid/train")
HALVES: Final = 2
"""Folds of documents: a model that has not seen a claim's half reads it where the stack is fitted."""
_MOST_GOLD: Final = 2  # gold sentences of a claim, one by one: the model will be asked about one


def fold_of(document: str, folds: int = HALVES) -> int:
    """Which of several folds a document is in, by the hash of its name.

    >>> 0 <= fold_of("paper-1") < HALVES
    True
    """
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % folds


def is_by_folds(name: str) -> bool:
    """Whether models by folds read a labelled set: the one that ships has read it, or what it was made of.

    Not check_covid, which the first pass has read, and that one is not run by folds.

    >>> [is_by_folds(name) for name in ("twins", "written-papers", "written-papers-elsewhere", "check_covid")]
    [True, True, True, False]
    """
    return is_written(name.replace("-", "/", 1)) or f"{name}/train" in SETS[:-1]


def job_pairs(folder: Path, name: str) -> list[tuple[str, Pair]]:
    """Claims of a set with each gold sentence, and with others as not enough info; by document.

    A claim is read with two sentences together too, as windows are: both gold ones, or the gold one and that before it.
    The others are a similar sentence, and one that has nothing to do with it or, every third time, two together. A
    claim that is only partly supported is paired with the others alone. All are read as ``as_read`` gives them.

    Args:
        folder: Holds the folder of the set.
        name: Set and split, ``twins/train``.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    rows, documents = read_set(folder, name)
    chance = Random(f"{name} others")  # noqa: S311 - sampling, not secrets
    pairs = []
    for row in rows:
        sentences = documents[row["doc_id"]]
        gold = [index for index in row["evidence"] if index < len(sentences)]
        judged = [*deciding(row["label"], gold, sentences)]
        judged += [(text, LABELS[2]) for text in _silent(row["claim"], gold, row["doc_id"], documents, chance)]
        pairs += [
            (row["doc_id"], Pair(as_read(row["claim"], text), text, flags(label), name)) for text, label in judged
        ]
    return pairs


def deciding(label: str, gold: Sequence[int], sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences that decide a claim, each with the label it gives."""
    if label in LABELS[:2]:
        yield from ((sentences[index], label) for index in gold[:_MOST_GOLD])
        yield from ((window, label) for window in _windows(gold, sentences))


def _silent(
    claim: str, gold: Sequence[int], document: str, documents: Mapping[str, Sequence[str]], chance: Random
) -> Iterator[str]:
    """A sentence that is near a claim and does not decide it, and by turns two together, a far one, another paper's."""
    sentences = documents[document]
    near = nearest_sentence(claim, sentences, without=gold)
    if near:
        yield near
    kind = chance.randrange(3)
    if kind == 0:
        at = sentences.index(near) if near else 0
        yield from (f"{first} {near}" for first in sentences[at - 1 : at] if at - 1 not in gold)
    elif kind == 1:
        barred = {index + step for index in gold for step in (-1, 0, 1)}
        far = [text for index, text in enumerate(sentences) if index not in barred]
        yield from chance.sample(far, min(1, len(far)))
    else:
        others = [name for name in documents if name != document and fold_of(name) == fold_of(document)]
        yield from (chance.choice(documents[name]) for name in chance.sample(others, min(1, len(others))))


def _windows(gold: Sequence[int], sentences: Sequence[str]) -> Iterator[str]:
    """The first two gold sentences together, or the only one behind its neighbour; none at the start of a text."""
    if len(gold) > 1:
        yield f"{sentences[gold[0]]} {sentences[gold[1]]}"
    elif gold and gold[0] > 0:
        yield f"{sentences[gold[0] - 1]} {sentences[gold[0]]}"
