"""Pairs of the second pass, and the folds that keep the stack honest."""

import gzip
import json
from pathlib import Path

import pytest

from synth.training.job_data import HALVES, SETS, fold_of, is_by_folds, job_pairs
from synth.training.nli_data import flags


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sentences = ["Cats sleep all day.", "Dogs bark.", "Cats hunt mice at night.", "Cats sleep in boxes all day long."]
    rows = [
        {"doc_id": "d", "claim": "Cats sleep all the day.", "label": "supported", "evidence": [0, 2]},
        {"doc_id": "d", "claim": "Cats sleep in boxes and cars.", "label": "partial", "evidence": [3]},
    ]
    for name, items in (("docs", [{"doc_id": "d", "sentences": sentences}]), ("claims", rows)):
        file = tmp_path / "animals" / f"train.{name}.jsonl.gz"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(gzip.compress("".join(json.dumps(item) + "\n" for item in items).encode()))
    return tmp_path


def test_each_gold_sentence_is_judged_alone_and_a_partial_claim_by_none(folder: Path) -> None:
    found = [(document, pair.evidence, pair.targets) for document, pair in job_pairs(folder, "animals/train")]

    assert found[:2] == [
        ("d", "Cats sleep all day.", flags("supported")),
        ("d", "Cats hunt mice at night.", flags("supported")),
    ]
    assert found[2] == ("d", "Cats sleep all day. Cats hunt mice at night.", flags("supported"))  # read as a window
    assert all(targets == flags("nei") for _, _, targets in found[3:])
    assert "Cats sleep in boxes all day long." not in [evidence for _, evidence, _ in found]


def test_what_is_silent_on_a_claim_is_a_near_sentence_and_a_far_one_or_two_together(tmp_path: Path) -> None:
    sentences = ["Owls hunt at night.", *(f"Filler number {at} says nothing." for at in range(20)), "Owls hunt bats."]
    docs = [{"doc_id": name, "sentences": [*sentences, f"Only in {name}."]} for name in "abcdefgh"]
    rows = [
        {"doc_id": name, "claim": f"Owls of {name} hunt at night.", "label": "supported", "evidence": [0]}
        for name in "abcdefgh"
    ]
    for kind, items in (("docs", docs), ("claims", rows)):
        file = tmp_path / "birds" / f"train.{kind}.jsonl.gz"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(gzip.compress("".join(json.dumps(item) + "\n" for item in items).encode()))

    silent = [(doc, pair.evidence) for doc, pair in job_pairs(tmp_path, "birds/train") if pair.targets == flags("nei")]

    evidence = [text for _, text in silent]
    assert evidence.count("Owls hunt bats.") >= len(docs)
    assert "Filler number 19 says nothing. Owls hunt bats." in evidence
    assert any(text.startswith(("Filler", "Only")) and "Owls" not in text for text in evidence)
    for doc, text in silent:
        if text.startswith("Only in"):
            assert fold_of(doc) == fold_of(text.removeprefix("Only in ").removesuffix("."))


def test_every_fold_has_documents_and_a_document_has_one_fold() -> None:
    folds = [fold_of(f"paper-{number}") for number in range(50)]

    assert set(folds) == set(range(HALVES))
    assert folds == [fold_of(f"paper-{number}") for number in range(50)]


def test_what_the_first_pass_has_read_is_read_by_no_model_by_folds() -> None:
    assert is_by_folds("scifact")
    assert is_by_folds("written-cited-withheld")
    assert not is_by_folds("check_covid")
    assert not is_by_folds("evidence_inference")
    assert not is_by_folds("scitab")


def test_dev_splits_are_never_trained_on() -> None:
    assert all(name.endswith("/train") for name in SETS)
