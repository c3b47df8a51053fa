"""What the second pass reads."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
import torch

from synth.training import job
from synth.training.job_data import HALVES, fold_of
from synth.training.nli_data import Pair, flags

NAMES = [f"paper-{at}" for at in range(12)]
ROW = Pair("the kite has 3", "kite: mice = 3", flags("supported"), "rows")
PUBLIC = [Pair(f"claim {at}", "evidence", flags("nei"), "public") for at in range(40)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One set of a claim about each paper; rows and public pairs stand for those of a user's sets."""
    docs = [{"doc_id": name, "sentences": [f"Owls of {name} hunt at night."]} for name in NAMES]
    rows = [{"doc_id": name, "claim": f"{name} has owls.", "label": "supported", "evidence": [0]} for name in NAMES]
    for kind, items in (("docs", docs), ("claims", rows)):
        file = tmp_path / "birds" / f"train.{kind}.jsonl.gz"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(gzip.compress("".join(json.dumps(item) + "\n" for item in items).encode()))
    monkeypatch.setattr(job, "SETS", ("birds/train",))
    monkeypatch.setattr(job, "row_pairs", lambda _folder, **_asked: [ROW])
    monkeypatch.setattr(job, "public_pairs", lambda _folder, _seed: list(PUBLIC))
    return tmp_path


@pytest.mark.parametrize("fold", range(HALVES))
def test_left_out_fold_gives_neither_claim_nor_sentence(folder: Path, fold: int) -> None:
    read = {
        text
        for pair in job.second_pass(folder, without=fold, replayed=10, seed=0)
        for text in (pair.claim, pair.evidence)
    }

    for name in NAMES:
        is_left_out = fold_of(name) == fold
        assert (f"{name} has owls." in read) is not is_left_out
        if is_left_out:
            assert f"Owls of {name} hunt at night." not in read


def test_claims_and_rows_are_read_twice_and_public_pairs_once(folder: Path) -> None:
    counted = Counter(job.second_pass(folder, without=None, replayed=10, seed=0))

    assert counted[ROW] == 2
    assert counted[Pair("paper-1 has owls.", "Owls of paper-1 hunt at night.", flags("supported"), "birds/train")] == 2
    assert sorted(counted[pair] for pair in PUBLIC) == [0] * 30 + [1] * 10


def test_equal_seeds_read_equal_pairs(folder: Path) -> None:
    assert job.second_pass(folder, without=1, replayed=10, seed=4) == job.second_pass(
        folder, without=1, replayed=10, seed=4
    )
    assert job.second_pass(folder, without=1, replayed=10, seed=4) != job.second_pass(
        folder, without=1, replayed=10, seed=5
    )


def test_run_without_replay_reads_claims_and_rows_alone(folder: Path) -> None:
    assert {pair.source for pair in job.second_pass(folder, without=None, replayed=0, seed=0)} == {
        "birds/train",
        "rows",
    }


def test_what_is_kept_is_the_mean_of_two_runs() -> None:
    plain, replayed = ({"weight": torch.tensor(row)} for row in ([0.0, 2.0], [4.0, 2.0]))

    assert job.mean_of(plain, replayed)["weight"].tolist() == [2.0, 2.0]
