"""Claims with several sentences of their document read together, for the fifth pass of the entailment model.

A summary of a whole abstract follows from none of its sentences alone. Here the model learns to read what a verdict
looks at, the best few sentences in the order of the document, as one text: those that decide a claim, filled up with
those nearest by BM25.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

from synth.evidence.lexical import Bm25
from synth.training.job_data import fold_of
from synth.training.nli_data import LABELS, Pair, flags
from synth.training.written import read_set
from synth.verdict.features import KEPT
from synth.verdict.reading import as_read

SHARES: Final[Mapping[str, float]] = {
    "written/papers": 0.3,
    "written/abstracts": 1.0,
    "written/seen": 1.0,
    "written/cited": 1.0,
    "written/loose": 1.0,
    "written/near": 0.5,
    "written/reworded": 1.0,
    "written/retold": 1.0,
    "twins/train": 1.0,
    "scifact/train": 1.0,
    "citint/train": 0.5,
}
"""The sets that are read, and how much of each: papers and citint train are the longest and gain the least."""
_SILENT: Final = 6  # one in so many is read again without what decides it, one in so many with another document

Unit = tuple[Pair, ...]


def together_units(folder: Path, *, seed: int) -> Iterator[tuple[str, Unit]]:
    """Twins with the same sentences, and other claims by themselves; by document. Half-supported claims are left out.

    Args:
        folder: Holds the labelled sets.
        seed: Decides which claims of a set are taken, and what is read with other sentences.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    for name, share in SHARES.items():
        rows, documents = read_set(folder, name)
        indexes = {key: Bm25(sentences) for key, sentences in documents.items()}
        chance = Random(f"{seed} {name} together")  # noqa: S311 - sampling, not secrets
        for twins in _twins(rows):
            if chance.random() >= share:
                continue
            row = twins[0]
            key, gold = row["doc_id"], [at for at in row["evidence"] if at < len(documents[row["doc_id"]])]
            text = read_together(row["claim"], documents[key], indexes[key], gold)
            yield key, tuple(_pair(twin["claim"], text, twin["label"], name) for twin in twins)
            kind = chance.randrange(_SILENT)
            if kind == 0 and gold and len(documents[key]) > 2 * KEPT:  # of a short text the rest may decide it as well
                text = read_together(row["claim"], documents[key], indexes[key], (), without=gold)
                yield key, (_pair(row["claim"], text, LABELS[2], name),)
            if kind == 1 and (others := [one for one in documents if one != key and fold_of(one) == fold_of(key)]):
                other = chance.choice(others)
                text = read_together(row["claim"], documents[other], indexes[other], ())
                yield key, (_pair(row["claim"], text, LABELS[2], name),)


def read_together(
    claim: str, sentences: Sequence[str], index: Bm25, gold: Sequence[int], *, without: Sequence[int] = ()
) -> str:
    """The sentences that decide a claim and the nearest others, as many as a verdict looks at, in their order.

    >>> lines = ["Cats purr.", "Dogs bark.", "Cats sleep.", "Cows moo.", "Hens lay.", "Owls hoot at night."]
    >>> read_together("Cats and owls", lines, Bm25(lines), [3])
    'Cats purr. Dogs bark. Cats sleep. Cows moo. Owls hoot at night.'
    """
    scores = index.scores(claim)
    nearest = sorted(range(len(sentences)), key=lambda at: (-scores[at], at))
    kept = dict.fromkeys([*gold, *(at for at in nearest if at not in without)])
    return " ".join(sentences[at] for at in sorted(list(kept)[:KEPT]))


def _twins(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], ...]]:
    """True claims each with its false twin, then what stands alone."""
    known = {row["id"]: row for row in rows if row["label"] in LABELS}
    paired = set()
    for row in known.values():
        twin = known.get(row.get("pair"))
        if row["label"] == LABELS[0] and twin is not None and twin["label"] == LABELS[1]:
            paired |= {row["id"], twin["id"]}
            yield row, twin
    yield from ((row,) for row in known.values() if row["id"] not in paired)


def _pair(claim: str, text: str, label: str, name: str) -> Pair:
    return Pair(as_read(claim, text), text, flags(label), name)
