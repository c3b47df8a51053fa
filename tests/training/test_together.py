"""What the fifth pass reads: claims with several sentences at once."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from synth.evidence.lexical import Bm25
from synth.training import together, twins
from synth.training.job_data import fold_of
from synth.training.nli_data import flags
from synth.training.together import read_together, together_units
from synth.training.written import FAR
from synth.verdict.features import KEPT

LINES = [f"Owl {at} hunts." for at in range(12)] + ["Kites sleep in oaks.", "Doves eat seeds."]
TWINS = ("Kites sleep in trees.", "Kites sleep in caves.")


def row(name: str, text: str, label: str, document: str, *gold: int, **more: Any) -> dict[str, Any]:
    return {"id": name, "claim": text, "doc_id": document, "label": label, "evidence": list(gold)} | more


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Many documents of the same sentences, each with twins, an undecided claim and one that holds in part."""
    monkeypatch.setattr(together, "SHARES", {"birds/train": 1.0})
    names = [f"d{at}" for at in range(24)]
    rows = [
        row(f"{name}-{number}", *rest, pair=f"{name}-{pair}" if pair else "")
        for name in names
        for number, pair, rest in (
            (1, 2, (TWINS[0], "supported", name, 12)),
            (2, 1, (TWINS[1], "refuted", name, 12)),
            (3, 0, ("Doves fly at night.", "nei", name)),
            (4, 0, ("Doves eat seeds and mice.", "partial", name, 13)),
        )
    ]
    write(tmp_path / "birds" / "train.claims.jsonl.gz", rows)
    write(tmp_path / "birds" / "train.docs.jsonl.gz", [{"doc_id": name, "sentences": LINES} for name in names])
    return tmp_path


def write(file: Path, items: list[dict[str, Any]]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(gzip.compress("".join(json.dumps(item) + "\n" for item in items).encode()))


def test_twins_are_read_with_what_decides_them_among_as_many_sentences_as_a_verdict_keeps(folder: Path) -> None:
    pairs = [unit for _, unit in together_units(folder, seed=0) if len(unit) == 2]

    assert len(pairs) == 24
    assert {tuple(pair.claim for pair in unit) for unit in pairs} == {TWINS}
    assert {tuple(pair.targets for pair in unit) for unit in pairs} == {(flags("supported"), flags("refuted"))}
    assert all(unit[0].evidence == unit[1].evidence for unit in pairs)
    assert all(LINES[12] in unit[0].evidence and unit[0].evidence.count(".") == KEPT for unit in pairs)


def test_sentences_stand_in_the_order_of_the_document() -> None:
    text = read_together("Doves and owl 11", LINES, Bm25(LINES), [12])

    assert text.index("Owl 11 hunts.") < text.index(LINES[12]) < text.index(LINES[13])


def test_claims_without_what_decides_them_and_beside_other_documents_are_undecided(folder: Path) -> None:
    alone = [unit[0] for _, unit in together_units(folder, seed=0) if len(unit) == 1]

    withheld = [pair for pair in alone if pair.claim == TWINS[0] and LINES[12] not in pair.evidence]
    elsewhere = [pair for pair in alone if pair.claim == TWINS[0] and LINES[12] in pair.evidence]
    assert withheld
    assert elsewhere
    assert {pair.targets for pair in alone} == {flags("nei")}
    assert not any("mice" in pair.claim for pair in alone)


def test_left_out_fold_gives_no_claim(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "fourth_pass", lambda *_given, **_asked: [])
    monkeypatch.setattr(twins, "_without", lambda *_given: [])

    whole = [document for document, _ in together_units(folder, seed=0)]
    for fold in (0, 1):
        kept = twins.fifth_pass(folder, without=fold, seed=0)
        assert len(kept) == sum(fold_of(document) != fold for document in whole)


def test_fifth_pass_reads_some_of_the_fourth_and_claims_in_fours_by_sentences(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [(unit[0],) for _, unit in together_units(folder, seed=1)]
    monkeypatch.setattr(twins, "fourth_pass", lambda *_given, **_asked: list(old))
    monkeypatch.setattr(twins, "_without", lambda _folder, names, _fold: [(names, unit) for unit in old])
    monkeypatch.setattr(twins, "KEPT", 7)

    new = [unit for _, unit in together_units(folder, seed=0)]
    read = twins.fifth_pass(folder, without=None, seed=0)
    first: list[object] = [unit[0] for unit in read]
    assert len(read) == len(new) + 14
    assert first.count(FAR) == 7
