"""Labelled pairs of a claim and the sentence it is judged by, read from a folder of public sets.

What stands in ``TRAINING`` is all that the shipped weights have seen besides generated pairs. The sets a verdict is
fitted, calibrated or measured on (twins, scifact, citint, scitab, wice, clscisumm, ...) are left out on purpose.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from synth.errors import ModelError

LABELS: Final = ("supported", "refuted", "nei")
ALL: Final = (True, True, True)
NO_REFUTED: Final = (True, False, True)
NO_NEI: Final = (True, True, False)
HELD_OUT_SHARE: Final = 20  # one vitaminc case in this many is never trained on

Flags = tuple[bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, the sentence it is judged by, and what the label may be.

    Attributes:
        targets: Which of ``LABELS`` are right; two where annotators differ (an overstatement: refuted or not shown).
        known: Which labels the set has at all; the others are masked, so that no set teaches "this set, that label".
        source: The set it comes from.
    """

    claim: str
    evidence: str
    targets: Flags
    source: str
    known: Flags = ALL


@dataclass(frozen=True, slots=True)
class NliFile:
    """A file of pairs: its licence, how many rows to take at most, and which labels it has.

    Attributes:
        more: How many in the second run, where it is not as many as in the first.
    """

    name: str
    licence: str
    cap: int
    known: Flags = ALL
    more: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A set of claims over documents: gold sentences give its pairs, similar other sentences give nei.

    Attributes:
        is_again: Whether it is read in the second run too; the second pass reads some by folds of documents.
    """

    name: str
    licence: str
    known: Flags = ALL
    is_again: bool = True


TRAINING: Final = (
    NliFile("vitaminc_real.test", "CC BY-SA 3.0", 40_000),
    NliFile("vitaminc_synthetic.test", "CC BY-SA 3.0", 10_000, NO_NEI, more=20_277),
    NliFile("fever_dev_sr.dev", "CC BY-SA 3.0", 6_000, NO_NEI, more=9_862),
    NliFile("fever_docnli.dev", "BSD-3-Clause, CC BY-SA 3.0", 6_000),
    NliFile("fever_docnli.test", "BSD-3-Clause, CC BY-SA 3.0", 0, more=8_000),
    NliFile("mnli_matched.dev", "MIT", 9_815),
    NliFile("taxinli_mnli.all", "MIT, C-UDA", 5_000),
    NliFile("snli.dev", "MIT", 2_000),
    NliFile("cad_nli.train", "Apache-2.0", 8_253),
    NliFile("infotabs.train", "Apache-2.0", 6_000, more=10_000),
    NliFile("tabfact_pairs.train", "MIT", 2_000, NO_NEI),
    NliFile("conjnli.train_auto", "MIT", 3_000),
    NliFile("scone.train", "CC0", 2_000, NO_REFUTED),
    NliFile("help_curriculum.train", "CC BY-SA 4.0", 2_000, NO_REFUTED),
    NliFile("help_conj.train", "CC BY-SA 4.0", 377, NO_REFUTED),
    NliFile("entailmentbank_steps.test", "Apache-2.0", 1_768, NO_REFUTED),
)
TRAINING_CLAIMS: Final = (
    ClaimFile("evidence_inference/train", "MIT"),
    ClaimFile("check_covid/train", "MIT", is_again=False),
    ClaimFile("fm2/dev", "Apache-2.0"),
)
HELD_OUT: Final = (
    "equate_awpnli.test", "equate_newsnli.test", "equate_redditnli.test", "equate_rte_quant.test",
    "equate_stresstest.test", "conjnli.dev", "scone.test", "fever_adversarial.test", "infotabs.test_alpha1",
    "breaking_nli.test", "cad_nli.test", "med.test",
)  # fmt: skip
HELD_OUT_CLAIMS: Final = ("scifact/dev", "check_covid/dev", "evidence_inference/dev")


def training_pairs(folder: Path, *, seed: int, is_second: bool = False) -> list[Pair]:
    """The labelled pairs to train on, capped by set; claims that stand in a held-out set are dropped.

    Args:
        folder: Holds ``nli/`` and one folder for each set of claims.
        seed: Decides which rows of a capped set are taken.
        is_second: Whether the second run is to read them, which takes more of some sets.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    held_out = {pair.claim.casefold() for pairs in held_out_pairs(folder).values() for pair in pairs}
    pairs: list[Pair] = []
    for file in TRAINING:
        rows = [row for row in _read_nli(folder, file) if row.claim.casefold() not in held_out]
        Random(f"{seed} {file.name}").shuffle(rows)  # noqa: S311 - sampling, not secrets
        pairs += rows[: file.more if is_second and file.more is not None else file.cap]
    for claims in (item for item in TRAINING_CLAIMS if item.is_again or not is_second):
        pairs += [
            pair for pair in gold_pairs(folder, claims.name, negatives=True) if pair.claim.casefold() not in held_out
        ]
    return pairs


def held_out_pairs(folder: Path) -> dict[str, list[Pair]]:
    """Pairs that are only measured on, by set.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    sets = {name: _read_nli(folder, NliFile(name, "", 0)) for name in HELD_OUT}
    vitaminc = NliFile("vitaminc_real.test", "", 0)
    sets["vitaminc_real, unseen cases"] = _read_nli(folder, vitaminc, held_out=True)
    return sets | {f"{name}, gold sentence": gold_pairs(folder, name, negatives=True) for name in HELD_OUT_CLAIMS}


def gold_pairs(folder: Path, name: str, *, negatives: bool) -> list[Pair]:
    """Claims of a set with their gold sentences (at most two, joined).

    Args:
        folder: Holds the folder of the set.
        name: Set and split, ``scifact/dev``.
        negatives: Whether each claim is also paired, as nei, with the most similar sentence of its document that is
            no gold sentence; a claim labelled nei has no other pair.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    documents = {row["doc_id"]: row["sentences"] for row in _rows(folder / f"{name}.docs.jsonl.gz")}
    pairs = []
    for row in _rows(folder / f"{name}.claims.jsonl.gz"):
        sentences: Sequence[str] = documents[row["doc_id"]]
        gold = [index for index in row["evidence"] if index < len(sentences)]
        if gold and row["label"] in LABELS[:2]:
            evidence = " ".join(sentences[index] for index in gold[:2])
            pairs.append(Pair(row["claim"], evidence, flags(row["label"]), name))
        if negatives and (other := nearest_sentence(row["claim"], sentences, without=gold)):
            pairs.append(Pair(row["claim"], other, flags("nei"), name))
    return pairs


def nearest_sentence(text: str, sentences: Sequence[str], *, without: Sequence[int]) -> str:
    """The sentence that shares most words with ``text``, or an empty string; ``without`` and neighbours are barred."""
    words = _words(text)
    barred = {index + step for index in without for step in (-1, 0, 1)}
    scored = [
        (len(words & found) / len(words | found), sentence)
        for index, sentence in enumerate(sentences)
        if index not in barred and (found := _words(sentence))
    ]
    score, best = max(scored, default=(0.0, ""))
    return best if score > 0.0 else ""


def flags(*labels: str) -> Flags:
    """Which of ``LABELS`` are among ``labels``.

    >>> flags("refuted", "nei")
    (False, True, True)
    """
    return (LABELS[0] in labels, LABELS[1] in labels, LABELS[2] in labels)


def is_held_out(row_id: str) -> bool:
    """Whether a vitaminc row belongs to a case that is only measured on; all rows of a case go together."""
    case = row_id.rpartition(":")[2].partition("/")[0]
    return int(hashlib.sha256(case.encode()).hexdigest(), 16) % HELD_OUT_SHARE == 0


def read_documents(path: Path) -> dict[str, list[str]]:
    """Sentences by document id.

    Raises:
        ModelError: If the file is missing or not readable.
    """
    return {row["doc_id"]: row["sentences"] for row in _rows(path)}


def read_claims(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of claims.

    Raises:
        ModelError: If the file is missing or not readable.
    """
    return list(_rows(path))


def _read_nli(folder: Path, file: NliFile, *, held_out: bool = False) -> list[Pair]:
    rows = list(_rows(folder / "nli" / f"{file.name}.jsonl.gz"))
    if file.name.startswith("vitaminc_real"):
        rows = [row for row in rows if is_held_out(row["id"]) == held_out]
    return [Pair(row["claim"], row["evidence"], flags(row["label"]), file.name, file.known) for row in rows]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)
    except (OSError, EOFError, ValueError) as error:
        raise ModelError(
            f"cannot read training data: {path.name}: {error}",
            hint="--data names the folder that holds nli/ and the sets",
        ) from error


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]{3,}", text.casefold()))
