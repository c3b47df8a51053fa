"""Words that a line's end cut."""

from collections import Counter

import pytest

from synth.documents.hyphens import keeps_hyphen, vocabulary


@pytest.mark.parametrize(
    ("before", "after", "keeps"),
    [
        ("ma", "chine learning", False),
        ("the state", "of-the-art model", True),
        ("a self", "attention layer", True),
        ("inter", "national", False),
        ("BERT", "base", False),
        ("GPT", "4 wins", True),
    ],
)
def test_hyphen_is_kept_where_words_are_written_with_it(before: str, after: str, *, keeps: bool) -> None:
    assert keeps_hyphen(before, after, Counter({"attention": 1})) is keeps


def test_the_paper_itself_decides_where_it_can() -> None:
    words = vocabulary(["a task-specific model", "the crossover"])

    assert keeps_hyphen("task", "specific", words)
    assert not keeps_hyphen("cross", "over", words)
    assert not keeps_hyphen("fea", "ture-based", vocabulary(["a feature here"]))
