import pytest

from synth.lab.train.measures import measure
from synth.lab.types import Example, Task

LABELS = ("O", "B-PER", "I-PER", "B-LOC")


def test_recall_is_counted_for_each_class() -> None:
    examples = [Example(("a",), label=label) for label in (0, 0, 1, 2)]

    scores = measure(Task.NLI, examples, [(0,), (1,), (1,), (0,)], ("yes", "maybe", "no"))

    assert scores.values == {"accuracy": 0.5, "recall_yes": 0.5, "recall_maybe": 1.0, "recall_no": 0.0}
    assert scores.main == 0.5
    assert scores.chance == 0.5


def test_tags_are_counted_by_word() -> None:
    examples = [Example(("a", "b", "c"), tags=(0, 1, 0)), Example(("d",), tags=(1,))]

    scores = measure(Task.TAGS, examples, [(0, 1, 1), (1,)], ("N", "V"))

    assert scores.main == 0.75
    assert scores.chance == 0.5


def test_a_name_counts_only_as_a_whole() -> None:
    examples = [Example(("a", "b", "c"), tags=(1, 2, 3))]

    scores = measure(Task.NER, examples, [(1, 0, 3)], LABELS)

    assert scores.values == {"f1": 0.5, "precision": 0.5, "recall": 0.5}


def test_word_that_was_cut_off_belongs_to_no_name() -> None:
    scores = measure(Task.NER, [Example(("a", "b"), tags=(1, 3))], [(1, -1)], LABELS)

    assert scores.values["precision"] == 1.0
    assert scores.values["recall"] == 0.5


def test_answer_counts_by_its_words_and_as_a_whole() -> None:
    examples = [Example(tuple("abcd"), pair=("q",), answer=(1, 3)), Example(tuple("abcd"), pair=("q",), answer=(0, 1))]

    scores = measure(Task.QA, examples, [(1, 2), (0, 1)], ())

    assert scores.values == {"f1": pytest.approx((2 / 3 + 1) / 2), "exact": 0.5}
    assert scores.chance == pytest.approx((2 / 4 * 2 / 3 + 1 / 4) / 2)


def test_translation_must_be_found_in_its_own_row() -> None:
    examples = [Example(("a",), pair=("b",))] * 4

    scores = measure(Task.RETRIEVAL, examples, [(0,), (1,), (0,), (3,)], ())

    assert scores.main == 0.75
    assert scores.chance == 0.25
