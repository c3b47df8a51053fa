"""What the third pass reads: twins side by side, and what is silent on a claim."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import torch
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from synth.errors import ModelError
from synth.training import twins, written
from synth.training.entailment import build_model
from synth.training.job_data import HALVES, fold_of
from synth.training.losses import order_loss
from synth.training.nli_data import Pair, flags, read_documents
from synth.training.written import PARTS, read_set, written_set
from synth.verdict.types import Label

SENTENCES = ["Owls hunt at night.", "They eat mice.", "Kites hunt by day.", "Owls hunt near barns at night."]


def claim(
    name: str, text: str, label: str, *, pair: str = "", evidence: tuple[int, ...] = (), **more: Any
) -> dict[str, Any]:
    row = {"id": name, "claim": text, "doc_id": "d", "label": label, "kind": "plain", "pair": pair}
    return row | {"evidence": list(evidence), "from": "birds/all"} | more


ROWS = [
    claim("c2", "Owls hunt by day.", "refuted", pair="c1", evidence=(0, 1)),
    claim("c1", "Owls hunt in the dark.", "supported", pair="c2", evidence=(0, 1)),
    claim("c3", "Owls hunt bats near barns.", "nei"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents lie in the data folder, the claims beside the code."""
    monkeypatch.setattr(written, "_CLAIMS", tmp_path / "claims")
    write(tmp_path / "birds" / "all.docs.jsonl.gz", [{"doc_id": "d", "sentences": SENTENCES}])
    write(tmp_path / "claims" / "papers.claims.jsonl.gz", ROWS)
    write(tmp_path / "claims" / "abstracts.claims.jsonl.gz", [claim("a", "Owls hunt.", "supported", until=2)])
    write(tmp_path / "claims" / "cited.claims.jsonl.gz", [claim("m", "Kites hunt owls [4].", "nei")])
    loose = claim("n", "Kites hunt in daylight.", "supported", evidence=(2,))
    write(tmp_path / "claims" / "loose.claims.jsonl.gz", [loose])
    write(tmp_path / "claims" / "near.claims.jsonl.gz", [claim("k", "Owls hunt rats.", "nei")])
    far = claim("r", "Birds of prey are active after dusk.", "supported", pair="q", evidence=(0,))
    write(tmp_path / "claims" / "reworded.claims.jsonl.gz", [far, claim("q", "Owls hunt by day.", "refuted", pair="r")])
    write(tmp_path / "claims" / "retold.claims.jsonl.gz", [claim("t", "Owls hunt kites.", "nei")])
    write(
        tmp_path / "claims" / "seen.claims.jsonl.gz", [claim("s", "They eat rats and mice.", "partial", evidence=(1,))]
    )
    return tmp_path


def write(file: Path, items: list[dict[str, Any]]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(gzip.compress("".join(json.dumps(item) + "\n" for item in items).encode()))


def test_twins_are_read_with_the_same_sentence_the_true_one_first(folder: Path) -> None:
    pairs = [unit for _, unit in twins.twin_units(folder, PARTS[0]) if len(unit) == 2]

    assert [unit[0].evidence for unit in pairs] == [*SENTENCES[:2], " ".join(SENTENCES[:2])]
    assert {(unit[0].claim, unit[1].claim) for unit in pairs} == {("Owls hunt in the dark.", "Owls hunt by day.")}
    assert {(unit[0].targets, unit[1].targets) for unit in pairs} == {(flags("supported"), flags("refuted"))}
    assert all(unit[0].evidence == unit[1].evidence for unit in pairs)


def test_claim_that_its_paper_does_not_decide_is_silent_before_near_and_far_sentences(folder: Path) -> None:
    units = [unit for _, unit in twins.twin_units(folder, PARTS[0]) if unit[0].claim == "Owls hunt bats near barns."]

    assert [(len(unit), unit[0].targets) for unit in units] == [(1, flags("nei"))] * 2
    assert units[0][0].evidence == SENTENCES[3]


def test_left_out_fold_gives_no_written_claim(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "SETS", ())
    monkeypatch.setattr(twins, "row_pairs", lambda _folder, **_asked: [])

    def read(without: int | None) -> set[str]:
        return {pair.claim for unit in twins.third_pass(folder, without=without, seed=0) for pair in unit}

    assert read(fold_of("d")) == set()
    assert read(None) == {"They eat rats and mice.", "Owls hunt."} | {row["claim"] for row in ROWS}


def test_fourth_pass_reads_loose_claims_and_some_of_the_third_pass_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twins, "SETS", ())
    monkeypatch.setattr(twins, "row_pairs", lambda _folder, **_asked: [])
    monkeypatch.setattr(twins, "KEPT", 3)
    earlier = twins.third_pass(folder, without=None, seed=0)

    units = twins.fourth_pass(folder, without=None, seed=0)

    loose = {"Kites hunt owls [4].", "Kites hunt in daylight."}
    assert {unit[0].claim for unit in units if unit not in earlier} == loose
    assert sum(unit in earlier for unit in units) == 3
    assert twins.fourth_pass(folder, without=fold_of("d"), seed=0) == []


@pytest.mark.parametrize("fold", range(HALVES))
def test_left_out_fold_gives_no_claim_of_the_second_pass_either(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fold: int
) -> None:
    monkeypatch.setattr(twins, "row_pairs", lambda _folder, **_asked: [])
    names = [f"paper-{at}" for at in range(12)]
    old = [(name, Pair(f"{name} has owls.", "Owls hunt.", flags("supported"), "birds")) for name in names]
    monkeypatch.setattr(twins, "SETS", ("birds/train",))
    monkeypatch.setattr(twins, "job_pairs", lambda _folder, _name: old)

    read = {pair.claim for unit in twins.third_pass(folder, without=fold, seed=0) for pair in unit}

    assert {name for name in names if f"{name} has owls." in read} == {name for name in names if fold_of(name) != fold}


def test_claim_that_holds_in_part_is_read_with_what_says_nothing_of_it_alone(folder: Path) -> None:
    units = [unit for _, unit in twins.twin_units(folder, "written/seen")]

    assert {(len(unit), unit[0].targets) for unit in units} == {(1, flags("nei"))}
    assert units[0][0].evidence != SENTENCES[1]


def test_abstract_is_the_first_sentences_of_its_paper(folder: Path) -> None:
    rows, documents = read_set(folder, PARTS[1])

    assert [row["claim"] for row in rows] == ["Owls hunt."]
    assert documents == {"d": SENTENCES[:2]}


def test_written_claims_become_a_labelled_set_with_their_twins(folder: Path) -> None:
    found = written_set(folder, PARTS[0])

    assert (found.name, found.split) == ("written-papers", "train")
    assert [(item.id, item.pair, item.label) for item in found.claims[:2]] == [
        ("c2", "c1", Label.REFUTED),
        ("c1", "c2", Label.SUPPORTED),
    ]
    assert found.documents["d"].quote(found.documents["d"].sentences[2].span) == SENTENCES[2]


def test_document_that_the_data_folder_lacks_is_named(folder: Path) -> None:
    write(folder / "birds" / "all.docs.jsonl.gz", [{"doc_id": "other", "sentences": SENTENCES}])

    with pytest.raises(ModelError, match="no 'd' in birds/all"):
        read_set(folder, PARTS[0])


def test_order_of_twins_costs_nothing_where_it_is_clear_and_much_where_it_is_turned() -> None:
    right = torch.tensor([[6.0, -6.0, 0.0], [-6.0, 6.0, 0.0]])

    assert float(order_loss(right, [2])) < 1e-6
    assert float(order_loss(right.flip(0), [2])) > 20
    assert float(order_loss(right.flip(0), [1, 1])) == 0.0


def packaged(name: str) -> list[dict[str, Any]]:
    with gzip.open(Path(written.__file__).with_name("claims") / f"{name}.claims.jsonl.gz", "rt") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ["papers", "abstracts", "cited", "loose", "near", "reworded", "retold", "seen"])
def test_packaged_claims_come_in_twins_of_opposite_labels_about_the_same_sentences(name: str) -> None:
    known = {row["id"]: row for row in packaged(name)}

    assert len({row["claim"] for row in known.values()}) == len(known)
    for row in known.values():
        if row["label"] == "nei":
            assert (row["pair"], row["evidence"]) == ("", [])
        elif row["label"] == "partial":
            assert (row["pair"], bool(row["evidence"])) == ("", True)
        else:
            twin = known[row["pair"]]
            assert twin["pair"] == row["id"]
            assert {row["label"], twin["label"]} == {"supported", "refuted"}
            assert (row["doc_id"], bool(row["evidence"])) == (twin["doc_id"], True)


def test_negations_are_as_common_among_true_claims_as_among_false_ones() -> None:
    def share(label: str) -> float:
        of_label = [row["claim"] for row in packaged("papers") if row["label"] == label]
        return sum(bool({"not", "no", "never", "without"} & set(text.lower().split())) for text in of_label) / len(
            of_label
        )

    assert abs(share("supported") - share("refuted")) < 0.05


@pytest.mark.shared_data
@pytest.mark.parametrize("name", ["reworded", "retold"])
def test_neither_nearness_nor_wording_tells_what_is_true_of_claims_in_fours(shared_data: Path, name: str) -> None:
    rows, documents = read_set(shared_data, f"written/{name}")
    paired = [row for row in rows if row["pair"]]
    is_true = [row["label"] == "supported" for row in paired]

    def foreign(row: dict[str, Any]) -> int:
        text = " ".join(documents[row["doc_id"]][at] for at in row["evidence"]).lower()
        return len(set(row["claim"].lower().strip(".").split()) - set(text.replace(".", " ").split()))

    counts = CountVectorizer(ngram_range=(1, 2), min_df=2, binary=True).fit_transform(row["claim"] for row in paired)
    of_words = cross_val_predict(
        LogisticRegression(C=0.1, max_iter=500),
        counts,
        is_true,
        groups=[row["doc_id"] for row in paired],
        cv=GroupKFold(5),
        method="decision_function",
    )

    assert 0.45 < roc_auc_score(is_true, [-foreign(row) for row in paired]) < 0.55
    assert 0.4 < roc_auc_score(is_true, of_words) < 0.65


@pytest.mark.shared_data
def test_claims_about_the_papers_of_twins_stand_in_a_set_of_their_own(shared_data: Path) -> None:
    known = read_documents(shared_data / "twins" / "train.docs.jsonl.gz")
    others = {row["doc_id"] for name in PARTS if name != "written/seen" for row in packaged(name.partition("/")[2])}

    assert {row["doc_id"] for row in packaged("seen")} <= set(known)
    assert not others & set(known)


def test_the_fifth_pass_keeps_the_mean_of_the_weights_before_and_after(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair("Owls hunt.", "Owls hunt at night.", flags("supported"), "a")
    monkeypatch.setattr(twins, "packaged_base", lambda: str(base))
    monkeypatch.setattr(twins, "fifth_pass", lambda *_, **__: [(pair,)] * 90)
    torch.save({"model": build_model(str(base), seed=0).state_dict()}, tmp_path / "model.pt")
    out = tmp_path / "out"
    told = ("--data", str(tmp_path), "--start", str(tmp_path), "--out", str(out), "--together")
    monkeypatch.setattr("sys.argv", ["twins", *told])

    twins.main()

    before, after, kept = (
        torch.load(file, weights_only=True)["model"]
        for file in (tmp_path / "model.pt", out / "after.pt", out / "model.pt")
    )
    assert not torch.equal(before["head.weight"], after["head.weight"])
    assert all(torch.allclose(kept[name], (before[name] + after[name]) / 2) for name in before)
