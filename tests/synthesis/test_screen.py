"""Screening: who is kept, why, and who decided."""

from pathlib import Path

import numpy as np
import pytest

from synth.claims.types import PaperId
from synth.models.registry import build_encoder
from synth.synthesis.literature import Database, Decider, Fate, Found, Period, RecordId
from synth.synthesis.screen import (
    NOT_ON_ARXIV,
    Screened,
    decided,
    removed_before_screening,
    screened,
    screening_text,
)
from tests.conftest import FakeEncoder

QUESTION = "does scaling reduce noise"
TITLES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "data" / "screening.tsv").read_text(encoding="utf-8").splitlines()
]


def found(
    rank: int, title: str, *, arxiv: str | None = "2104.00001", abstract: str = "", published: str = "2021"
) -> Found:
    paper = PaperId(arxiv) if arxiv else None
    return Found(RecordId(Database.ARXIV, rank), title, arxiv=paper, abstract=abstract, published=published)


def rows_of(*records: Found) -> tuple[Screened, ...]:
    encoder = FakeEncoder()
    return screened(
        QUESTION, records, encoder.encode([QUESTION]), encoder.encode([screening_text(record) for record in records])
    )


def test_most_relevant_record_comes_first() -> None:
    rows = rows_of(found(1, "Cats of the moon"), found(2, "Scaling and noise"))

    assert [row.found.id.rank for row in rows] == [2, 1]
    assert rows[0].is_relevant
    assert not rows[1].is_relevant


def test_reason_names_what_is_there_and_what_is_missing_in_the_questions_words() -> None:
    (row,) = rows_of(found(1, "A study of noise"))

    assert "has noise; lacks scaling" in row.reason
    assert "no abstract" in row.reason


def test_equal_records_keep_their_order() -> None:
    rows = rows_of(found(1, "Scaling noise"), found(2, "Scaling noise"))

    assert [row.found.id.rank for row in rows] == [1, 2]


def test_nothing_to_screen_is_no_error() -> None:
    assert screened(QUESTION, [], np.zeros((1, 2), np.float32), np.zeros((0, 2), np.float32)) == ()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (found(1, "  "), "no title"),
        (found(1, "Scaling", published="2018-12-31"), "outside the period (2018-12-31)"),
        (Found(RecordId(Database.ARXIV, 1), "Scaling", retracted=True), "retracted or withdrawn"),
    ],
)
def test_unusable_record_is_removed_with_its_reason(record: Found, reason: str) -> None:
    (decision,) = removed_before_screening([record, found(2, "Scaling")], Period(since="2019"))

    assert (decision.fate, decision.by, decision.reason) == (Fate.REMOVED, Decider.AUTOMATION, reason)


def test_without_a_person_the_relevant_are_sought() -> None:
    rows = rows_of(found(1, "Scaling and noise"), found(2, "Cats of the moon"))

    assert [(item.fate, item.by) for item in decided(rows)] == [
        (Fate.SOUGHT, Decider.AUTOMATION),
        (Fate.EXCLUDED, Decider.AUTOMATION),
    ]


def test_human_and_automatic_exclusions_are_apart() -> None:
    rows = rows_of(found(1, "Scaling and noise"), found(2, "Noise and scaling"), found(3, "Cats of the moon"))
    chosen = frozenset({RecordId(Database.ARXIV, 2)})
    fates = {item.id.rank: (item.fate, item.by) for item in decided(rows, chosen=chosen, by=Decider.PERSON)}

    assert fates == {
        1: (Fate.EXCLUDED, Decider.PERSON),
        2: (Fate.SOUGHT, Decider.PERSON),
        3: (Fate.EXCLUDED, Decider.AUTOMATION),
    }


def test_person_may_choose_what_the_screening_leaves_out() -> None:
    rows = rows_of(found(1, "Cats of the moon"))
    (item,) = decided(rows, chosen=frozenset({rows[0].found.id}), by=Decider.PERSON)

    assert (item.fate, item.by) == (Fate.SOUGHT, Decider.PERSON)


def test_wanted_paper_without_arxiv_id_is_not_retrieved_with_a_reason() -> None:
    (item,) = decided(rows_of(found(1, "Scaling and noise", arxiv=None)))

    assert (item.fate, item.reason) == (Fate.NOT_RETRIEVED, NOT_ON_ARXIV)


def test_nineteen_of_twenty_relevant_titles_are_kept_and_two_thirds_of_the_others_are_not() -> None:
    encoder = build_encoder("minilm", threads=1)
    kept: dict[str, list[bool]] = {"0": [], "1": []}
    for question in dict.fromkeys(question for question, _, _ in TITLES):
        labels = [label for asked, label, _ in TITLES if asked == question]
        records = [found(rank, title) for rank, (asked, _, title) in enumerate(TITLES) if asked == question]
        first = records[0].id.rank
        vectors = encoder.encode([record.title for record in records])
        for row in screened(question, records, encoder.encode([question]), vectors):
            kept[labels[row.found.id.rank - first]].append(row.is_relevant)

    assert np.mean(kept["1"]) >= 0.95
    assert np.mean(kept["0"]) <= 0.35
