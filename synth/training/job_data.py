"""Claims that people wrote about papers, as pairs for the second pass of the entailment model, by folds."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from synth.training.nli_data import LABELS, Pair, flags, nearest_sentence, read_claims, read_documents
from synth.verdict.reading import as_read

SETS: Final = ("twins/train", "scifact/train", "citint/train", "check_covid/train")
FOLDS: Final = 3
_MOST_GOLD: Final = 2  # gold sentences of a claim, one by one: the model will be asked about one


def is_seen(name: str) -> bool:
    """Whether the entailment model that ships was trained on a set, or on the set that a derived one is made of.

    >>> is_seen("twins"), is_seen("twins-edited"), is_seen("tabfact_pairs")
    (True, True, False)
    """
    return name.partition("-")[0] in {known.partition("/")[0] for known in SETS}


def fold_of(document: str) -> int:
    """The fold of a document, by the hash of its name.

    >>> 0 <= fold_of("paper-1") < FOLDS
    True
    """
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def job_pairs(folder: Path, name: str) -> list[tuple[str, Pair]]:
    """Claims of a set with each gold sentence, and with a similar other sentence as not enough info; by document.

    A claim is read with two sentences together too, as windows are: both gold ones, or the gold one and that before it.
    One that is only partly supported is paired with the other sentence alone. All are read as ``as_read`` gives them.

    Args:
        folder: Holds the folder of the set.
        name: Set and split, ``twins/train``.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    documents = read_documents(folder / f"{name}.docs.jsonl.gz")
    return [
        (row["doc_id"], Pair(as_read(row["claim"], sentence), sentence, flags(label), name))
        for row in read_claims(folder / f"{name}.claims.jsonl.gz")
        for sentence, label in _judged(row["claim"], row["label"], row["evidence"], documents[row["doc_id"]])
    ]


def _judged(claim: str, label: str, evidence: Sequence[int], sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences to judge a claim by, each with the label it gives."""
    gold = [index for index in evidence if index < len(sentences)]
    if label in LABELS[:2]:
        yield from ((sentences[index], label) for index in gold[:_MOST_GOLD])
        yield from ((window, label) for window in _windows(gold, sentences))
    if other := nearest_sentence(claim, sentences, without=gold):
        yield other, LABELS[2]


def _windows(gold: Sequence[int], sentences: Sequence[str]) -> Iterator[str]:
    """The first two gold sentences together, or the only one behind its neighbour; none at the start of a text."""
    if len(gold) > 1:
        yield f"{sentences[gold[0]]} {sentences[gold[1]]}"
    elif gold and gold[0] > 0:
        yield f"{sentences[gold[0] - 1]} {sentences[gold[0]]}"
