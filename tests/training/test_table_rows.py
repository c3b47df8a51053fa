"""Rows of tables as evidence for the entailment model."""

import gzip
import json
from pathlib import Path

import pytest

from synth.errors import UsageError
from synth.training.nli_data import flags
from synth.training.table_rows import SOURCE, row_pairs, stands_in

TABLE = "Table: birds. Row 1: bird: barn owl; mice: 17; nests: 2. Row 2: bird: kite; mice: 31; nests: 44."
OWL = "Table: birds. barn owl: mice = 17; nests = 2"
KITE = "Table: birds. kite: mice = 31; nests = 44"


def pairs(folder: Path, *claims: tuple[str, str], most: int = 10) -> list[tuple[str, str, tuple[bool, bool, bool]]]:
    file = folder / SOURCE
    file.parent.mkdir(exist_ok=True)
    rows = [
        {"id": str(at), "claim": text, "evidence": TABLE, "label": label} for at, (text, label) in enumerate(claims)
    ]
    file.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return [(pair.claim, pair.evidence, pair.targets) for pair in row_pairs(folder, most=most, seed=0)]


def test_claim_stands_before_the_row_it_names_and_before_one_it_does_not(tmp_path: Path) -> None:
    claim = "the barn owl caught 17 mice"

    assert pairs(tmp_path, (claim, "supported")) == [
        (claim, OWL, flags("supported")),
        (claim, KITE, flags("nei")),
    ]


def test_false_claim_need_name_the_row_alone(tmp_path: Path) -> None:
    claim = "the kite caught 71 mice"

    assert pairs(tmp_path, (claim, "refuted"))[0] == (claim, KITE, flags("refuted"))
    assert pairs(tmp_path, (claim, "supported")) == []  # what is true must name the value too


@pytest.mark.parametrize(
    "claim",
    ["the kite caught the most mice , 31", "the barn owl 17 and the kite 31", "two birds caught mice", "owls sleep"],
)
def test_claim_about_more_than_one_row_or_none_gives_nothing(tmp_path: Path, claim: str) -> None:
    assert pairs(tmp_path, (claim, "supported"), (claim, "refuted")) == []


def test_pairs_end_at_the_most_that_was_asked_for(tmp_path: Path) -> None:
    claims = [(f"the kite caught 31 mice in year {at}", "supported") for at in range(9)]

    assert len(pairs(tmp_path, *claims, most=5)) == 5


def test_missing_tables_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tabfact"):
        row_pairs(tmp_path, most=5, seed=0)


@pytest.mark.parametrize(
    ("cell", "stands"), [("Barn Owl", True), ("owl", True), ("1.2 ( 3 )", True), ("ow", False), ("7", False)]
)
def test_cell_stands_in_a_claim_as_whole_words(cell: str, *, stands: bool) -> None:
    assert stands_in(cell, "The barn owl took 1.2 (3) of 7.") is stands
