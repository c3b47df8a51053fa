"""What is measured of an exported model: shares that mean what the table's head says, and twins by their labels."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from synth.training.measure import accuracy_row, twin_pairs
from synth.training.nli_data import Pair, flags


def test_row_gives_accuracy_of_three_labels_of_its_own_and_of_the_commonest() -> None:
    pairs = [Pair("c", "e", flags(label), "s") for label in ("supported", "supported", "refuted", "supported")]
    logits = np.array([[2.0, 0, 0], [1.0, 0, 2.0], [0, 2.0, 0], [0, 1.0, 0]], dtype=np.float32)

    assert accuracy_row("s", pairs, logits) == "| s | 4 | 0.500 | 0.750 | 0.750 |"


def test_twins_are_found_from_their_true_side_and_need_gold_sentences(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "pair": "b", "doc_id": "d", "claim": "A.", "label": "refuted", "evidence": [1]},
        {"id": "b", "pair": "a", "doc_id": "d", "claim": "B.", "label": "supported", "evidence": [0, 1, 2]},
        {"id": "c", "pair": "e", "doc_id": "d", "claim": "C.", "label": "supported", "evidence": [2]},
        {"id": "e", "pair": "c", "doc_id": "d", "claim": "E.", "label": "nei", "evidence": []},
        {"id": "f", "pair": None, "doc_id": "d", "claim": "F.", "label": "partial", "evidence": [2]},
    ]
    (tmp_path / "twins").mkdir()
    with gzip.open(tmp_path / "twins" / "train.claims.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    with gzip.open(tmp_path / "twins" / "train.docs.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"doc_id": "d", "sentences": ["One.", "Two.", "Three."]}))

    pairs, twins = twin_pairs(tmp_path)

    assert [pair.evidence for pair in pairs] == ["Two.", "One. Two.", "Three.", "Three."]
    assert [pair.targets for pair in pairs] == [
        flags(label) for label in ("refuted", "supported", "supported", "refuted")
    ]
    assert twins == [(1, 0)]
