"""Measured on real papers: how much of their text arrives as sentences."""

from pathlib import Path

import pytest

from tests.benchmarks.text_recall import measure


@pytest.mark.shared_data
@pytest.mark.slow
def test_gold_sentences_arrive(shared_data: Path) -> None:
    names = sorted(path.stem for path in (shared_data / "papers").glob("*.xml"))

    recall, whole, _ = measure(names)

    assert recall >= 0.95
    assert whole >= 0.91
