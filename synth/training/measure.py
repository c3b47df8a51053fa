"""``python -m synth.training.measure``: what an exported model gets right, on rows that it was never trained on."""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from synth.training.export import onnx_logits
from synth.training.nli_data import Pair, flags, held_out_pairs, read_documents

MOST: Final = 1_000  # rows of one set; a larger one is sampled
TWINS: Final = "twins/train"

Logits = NDArray[np.float32]


def accuracy_row(name: str, pairs: Sequence[Pair], logits: Logits) -> str:
    """A line of the table: rows, share right of three labels, of the labels the set has, and of the commonest one."""
    targets = np.array([pair.targets for pair in pairs])  # (n, 3)
    present = targets.any(axis=0)
    rows = np.arange(len(pairs))
    right = targets[rows, logits.argmax(-1)].mean()
    among = targets[rows, np.where(present, logits, -np.inf).argmax(-1)].mean()
    common = Counter(pair.targets for pair in pairs).most_common(1)[0][1] / len(pairs)
    return f"| {name} | {len(pairs)} | {right:.3f} | {among:.3f} | {common:.3f} |"


def twin_pairs(folder: Path) -> tuple[list[Pair], list[tuple[int, int]]]:
    """Hand-written claims with their gold sentences, and the indexes of each true twin and its false one."""
    with gzip.open(folder / f"{TWINS}.claims.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [row for row in map(json.loads, lines) if row["evidence"]]
    documents = read_documents(folder / f"{TWINS}.docs.jsonl.gz")
    pairs = []
    for row in rows:
        evidence = " ".join(documents[row["doc_id"]][index] for index in row["evidence"][:2])
        label = row["label"] if row["label"] in {"supported", "nei"} else "refuted"
        pairs.append(Pair(row["claim"], evidence, flags(label), TWINS))
    places = {row["id"]: index for index, row in enumerate(rows)}
    twins = [
        (index, places[row["pair"]])
        for index, row in enumerate(rows)
        if row["label"] == "supported" and row.get("pair") in places
    ]
    return pairs, twins


def main() -> None:
    """Print the table of the model card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of entailment.onnx and its tokenizer")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds nli/ and the sets of claims")
    given = parser.parse_args()
    files = given.model / "entailment.onnx", given.model / "entailment.tokenizer.json"
    lines = ["| set | n | of three labels | of its own labels | commonest |", "|---|---|---|---|---|"]
    for name, pairs in held_out_pairs(given.data).items():
        sample = Random(name).sample(pairs, min(MOST, len(pairs)))  # noqa: S311 - sampling, not secrets
        lines.append(accuracy_row(name, sample, onnx_logits(*files, sample)))
    pairs, twins = twin_pairs(given.data)
    started = time.process_time()
    logits = onnx_logits(*files, pairs)
    speed = len(pairs) / (time.process_time() - started)
    lines.append(accuracy_row(f"{TWINS}, gold sentences", pairs, logits))
    lean = logits[:, 0] - logits[:, 1]
    above = sum(bool(lean[true] > lean[false]) for true, false in twins)
    lines += ["", f"True twin above its false twin, given the gold sentences: {above} of {len(twins)}."]
    lines += [f"{speed:.0f} pairs per second of one core."]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
