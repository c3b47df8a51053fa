from collections import Counter
from itertools import pairwise

import pytest

from synth.lab.types import Example, Split, Task
from synth.lab.world import World
from synth.lab.world.baselines import accuracy_of, bag_accuracy, first_answer_f1, overlap, random_answer_f1
from synth.lab.world.draws import stream
from synth.lab.world.languages import NAMES, SOURCE
from synth.lab.world.lexicon import Glue

TASKS = list(Task)


def texts(task: Task, examples: list[Example]) -> set[tuple[str, ...]]:
    """All sentences; a question is no fact, so it may be asked of several contexts."""
    pairs = [] if task is Task.QA else [example.pair for example in examples if example.pair]
    return {example.words for example in examples} | set(pairs)


def splits(world: World, task: Task) -> tuple[list[Example], list[Example]]:
    return list(world.split(task, SOURCE, Split.TRAIN)), list(world.split(task, SOURCE, Split.TEST))


@pytest.mark.parametrize("task", TASKS)
def test_no_text_of_one_split_is_in_another(world: World, task: Task) -> None:
    train, dev, test = (texts(task, list(world.split(task, SOURCE, split))) for split in Split)

    assert not train & test
    assert not train & dev
    assert not dev & test


@pytest.mark.parametrize("task", TASKS)
def test_no_example_comes_twice(world: World, task: Task) -> None:
    _, test = splits(world, task)

    assert len({(example.words, example.pair) for example in test}) == len(test) == world.config.test


@pytest.mark.parametrize("task", TASKS)
def test_rows_say_the_same_in_every_language(world: World, task: Task) -> None:
    rows = zip(*(world.split(task, name, Split.TEST, limit=50) for name in NAMES), strict=True)

    for row in rows:
        assert len({example.label for example in row}) == 1
        assert len({example.words for example in row}) > 1
        if task is Task.RETRIEVAL:
            assert len({example.pair for example in row}) == 1
        if task is Task.NER:
            assert len({sum(tag % 2 for tag in example.tags) for example in row}) == 1  # names begun


@pytest.mark.parametrize("task", [Task.NLI, Task.PARAPHRASE])
def test_labels_are_balanced(world: World, task: Task) -> None:
    train, _ = splits(world, task)
    counts = Counter(example.label for example in train)

    assert len(counts) == len(world.labels(task))
    assert max(counts.values()) - min(counts.values()) <= 0.02 * len(train)  # what was said before is left out


def test_every_hypothesis_comes_once_with_each_label(world: World) -> None:
    train, _ = splits(world, Task.NLI)
    by_hypothesis: dict[tuple[str, ...], Counter[int]] = {}
    for example in train:
        by_hypothesis.setdefault(example.pair, Counter())[example.label] += 1

    uneven = [counts for counts in by_hypothesis.values() if len(set(counts.values())) != 1 or len(counts) != 3]

    assert len(uneven) <= 0.05 * len(by_hypothesis)  # where a premise had been said before


def test_inference_needs_both_sentences(world: World) -> None:
    train, test = splits(world, Task.NLI)

    assert bag_accuracy(lambda example: example.pair, train, test) < 0.40  # chance is .33
    assert bag_accuracy(lambda example: example.words, train, test) < 0.43
    assert accuracy_of(overlap, train, test) < 0.62


def test_paraphrase_needs_more_than_words(world: World) -> None:
    train, test = splits(world, Task.PARAPHRASE)

    assert accuracy_of(overlap, train, test) < 0.57  # chance is .5
    assert bag_accuracy(lambda example: example.pair, train, test) < 0.57
    assert bag_accuracy(lambda example: (*example.words, *example.pair), train, test) < 0.57


def test_answers_cannot_be_guessed(world: World) -> None:
    _, test = splits(world, Task.QA)

    assert random_answer_f1(test, stream(0)) < 0.2
    assert first_answer_f1(test) < 0.25


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_a_span_of_its_context_without_marks(world: World, name: str) -> None:
    for example in world.split(Task.QA, name, Split.TEST):
        assert example.answer is not None
        start, end = example.answer
        assert 0 <= start < end <= len(example.words)
        assert not {".", "?"} & set(example.words[start:end])
        assert example.pair[-1] == "?"


@pytest.mark.parametrize("name", NAMES)
def test_answer_says_the_same_in_every_language(world: World, name: str) -> None:
    for one, other in zip(
        world.split(Task.QA, SOURCE, Split.TEST), world.split(Task.QA, name, Split.TEST), strict=True
    ):
        assert one.answer is not None
        assert other.answer is not None
        assert one.answer[1] - one.answer[0] == other.answer[1] - other.answer[0]


@pytest.mark.parametrize("task", [Task.TAGS, Task.NER])
@pytest.mark.parametrize("name", NAMES)
def test_every_word_has_a_tag(world: World, task: Task, name: str) -> None:
    for example in world.split(task, name, Split.TEST):
        assert len(example.tags) == len(example.words)
        assert all(0 <= tag < len(world.labels(task)) for tag in example.tags)


@pytest.mark.parametrize("name", NAMES)
def test_names_continue_what_they_began(world: World, name: str) -> None:
    labels = world.labels(Task.NER)
    for example in world.split(Task.NER, name, Split.TEST):
        tags = ["O", *(labels[tag] for tag in example.tags)]
        assert set(tags) != {"O"}
        for before, tag in pairwise(tags):
            if tag.startswith("I-"):
                assert before in {f"B-{tag[2:]}", f"I-{tag[2:]}"}


def test_all_types_of_names_and_questions_occur(world: World) -> None:
    names, _ = splits(world, Task.NER)
    questions, _ = splits(world, Task.QA)
    glue = world.lexicon.glue[SOURCE]

    assert {tag for example in names for tag in example.tags} == {0, 1, 2, 3, 5, 6}  # cities have one word
    asked = Counter(word for example in questions for word in example.pair)
    assert min(asked[glue[question]] for question in (Glue.WHO, Glue.WHAT, Glue.WHERE)) > 0.1 * len(questions)


def test_translations_are_of_the_source(world: World) -> None:
    sources = [example.words for example in world.split(Task.RETRIEVAL, SOURCE, Split.TEST)]

    assert [example.pair for example in world.split(Task.RETRIEVAL, "L3", Split.TEST)] == sources
