from pathlib import Path

import pytest

from tests.benchmarks.checks import checked, has_conflict, score


@pytest.mark.shared_data
def test_true_twins_score_above_false_ones_and_are_seldom_contradicted(shared_data: Path) -> None:
    answers = {row["id"]: (row, checks) for row, checks in checked(shared_data / "twins", "train")}
    pairs = [
        (answers[row["pair"]][1], checks)
        for row, checks in answers.values()
        if row["label"] == "refuted" and row["pair"] in answers
    ]

    alarms = sum(has_conflict(true) for true, _ in pairs) / len(pairs)
    caught = sum(has_conflict(false) for _, false in pairs) / len(pairs)
    gaps = [score(true) - score(false) for true, false in pairs]
    ordered = sum(1.0 if gap > 0 else 0.5 if gap == 0 else 0.0 for gap in gaps) / len(gaps)

    assert len(pairs) > 500
    assert alarms < 0.08
    assert caught > 0.45
    assert ordered > 0.75
