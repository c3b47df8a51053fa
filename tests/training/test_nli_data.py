"""Reading labelled pairs: splits by case, masks, hard negatives, and failures with a hint."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from synth.errors import ModelError
from synth.training.nli_data import (
    HELD_OUT,
    HELD_OUT_CLAIMS,
    TRAINING,
    TRAINING_CLAIMS,
    NliFile,
    flags,
    gold_pairs,
    held_out_pairs,
    is_held_out,
    nearest_sentence,
    training_pairs,
)

KEPT_FOR_VERDICTS = ("twins", "scifact", "citint", "scitab", "wice", "clscisumm", "contrast", "summedits", "scitldr")


def write(file: Path, rows: list[dict[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    sentences = ["Cats sleep all day.", "Dogs bark.", "Cats hunt mice at night.", "Cats sleep in boxes all day long."]
    write(tmp_path / "animals" / "train.docs.jsonl.gz", [{"doc_id": "d", "sentences": sentences}])
    rows: list[dict[str, Any]] = [
        {"id": "1", "doc_id": "d", "claim": "Cats sleep all the day.", "label": "supported", "evidence": [0]},
        {"id": "2", "doc_id": "d", "claim": "Birds sleep all day.", "label": "nei", "evidence": []},
    ]
    write(tmp_path / "animals" / "train.claims.jsonl.gz", rows)
    return tmp_path


def test_no_set_that_verdicts_are_fitted_or_measured_on_is_trained_on() -> None:
    names = [file.name for file in TRAINING] + [file.name for file in TRAINING_CLAIMS]

    assert not [name for name in names if name.startswith(KEPT_FOR_VERDICTS)]
    assert not set(names) & {*HELD_OUT, *HELD_OUT_CLAIMS}


def test_every_training_set_names_its_licence() -> None:
    assert all(file.licence for file in (*TRAINING, *TRAINING_CLAIMS))


def test_second_run_takes_what_its_caps_allow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": f"s:{at}/0", "claim": f"c{at}", "evidence": "e", "label": "supported"} for at in range(9)]
    write(tmp_path / "nli" / "birds.jsonl.gz", rows)
    monkeypatch.setattr("synth.training.nli_data.TRAINING", (NliFile("birds", "MIT", 2, more=5),))
    monkeypatch.setattr("synth.training.nli_data.TRAINING_CLAIMS", ())
    monkeypatch.setattr("synth.training.nli_data.held_out_pairs", lambda _folder: {})

    first, second = (training_pairs(tmp_path, seed=0, is_second=is_second) for is_second in (False, True))

    assert (len(first), len(second)) == (2, 5)


def test_gold_sentence_supports_and_the_most_similar_other_one_is_not_enough(claims: Path) -> None:
    pairs = gold_pairs(claims, "animals/train", negatives=True)

    assert [(pair.evidence, pair.targets) for pair in pairs] == [
        ("Cats sleep all day.", flags("supported")),
        ("Cats sleep in boxes all day long.", flags("nei")),
        ("Cats sleep all day.", flags("nei")),
    ]


def test_neighbours_of_gold_are_no_negatives() -> None:
    assert nearest_sentence("cats sleep", ["cats sleep", "cats sleep well", "cats dream"], without=[0]) == "cats dream"


def test_nothing_similar_gives_no_negative() -> None:
    assert nearest_sentence("cats sleep", ["dogs bark"], without=[]) == ""


def test_rows_of_a_case_are_held_out_together() -> None:
    cases = [f"{number:x}" for number in range(400)]
    held_out = [is_held_out(f"vitaminc_real:test:{case}/{case}_1") for case in cases]

    assert held_out == [is_held_out(f"vitaminc_real:test:{case}/{case}_7") for case in cases]
    assert 5 <= sum(held_out) <= 40


def test_missing_folder_is_a_model_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="training data") as caught:
        training_pairs(tmp_path, seed=0)
    assert "--data" in caught.value.hint


def test_broken_file_is_a_model_error(claims: Path) -> None:
    (claims / "animals" / "train.docs.jsonl.gz").write_bytes(b"no gzip")

    with pytest.raises(ModelError, match=r"train\.docs"):
        gold_pairs(claims, "animals/train", negatives=True)


@pytest.mark.shared_data
@pytest.mark.slow
def test_no_training_claim_stands_in_a_held_out_set(shared_data: Path) -> None:
    held_out = {pair.claim.casefold() for pairs in held_out_pairs(shared_data).values() for pair in pairs}
    pairs = training_pairs(shared_data, seed=0)

    assert not held_out & {pair.claim.casefold() for pair in pairs}
    assert all(known or not target for pair in pairs for known, target in zip(pair.known, pair.targets, strict=True))
