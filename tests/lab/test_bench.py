"""One seed's workplace, at the smallest preset."""

from pathlib import Path

import pytest
import torch

from synth.lab.backend import Backend
from synth.lab.bench import Bench
from synth.lab.presets import PRESETS
from synth.lab.recipe import scored
from synth.lab.registry import experiments
from synth.lab.types import Split, Task


def make_bench(cache: Path, seed: int = 0) -> Bench:
    return Backend().bench(seed, PRESETS["smoke"], device="cpu", cache=cache, progress=None)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    torch.set_num_threads(1)
    return make_bench(tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("experiment", experiments(), ids=lambda experiment: experiment.card.key)
def test_first_arm_of_every_experiment_measures_source_and_targets(bench: Bench, experiment: object) -> None:
    (arm, *_) = experiment.arms(bench.preset)  # type: ignore[attr-defined]  # pytest's parameters are objects
    values = experiment.measure(bench, arm)  # type: ignore[attr-defined]  # as above
    task = experiment.tasks[0].value  # type: ignore[attr-defined]  # as above

    assert {f"{task}/{language}/clean" for language in ("source", "L1", "L2", "L3")} <= set(values)
    assert {"params", "loss", "dropped"} <= set(values)
    assert all(0 <= value <= 1 for name, value in values.items() if name.endswith(("clean", "chance")))


def test_equal_seeds_give_equal_scores_and_the_cache_changes_nothing(bench: Bench, tmp_path: Path) -> None:
    fresh = make_bench(tmp_path)
    again = make_bench(tmp_path)
    scores = [scored(one, one.tuned(one.encoder("nano"), Task.NLI)) for one in (bench, fresh, again)]

    assert scores[0] == scores[1] == scores[2]


def test_again_differs_in_nothing_but_the_seed_of_fine_tuning(bench: Bench) -> None:
    model = bench.encoder("nano")
    plain = bench.tuned(model, Task.TAGS)
    again = bench.tuned(model, Task.TAGS, again=True)

    assert plain.loss != again.loss
    assert plain.labels == again.labels


def test_shuffled_labels_keep_the_texts_and_the_counts_of_labels(bench: Bench) -> None:
    fit = bench.preset.fitting[Task.NLI]
    plain = bench.data.split(Task.NLI, "L0", Split.TRAIN, limit=fit.examples)
    shuffled = bench._chosen(Task.NLI, (), is_shuffled=True)
    assert shuffled is not None

    assert [example.words for example in shuffled] == [example.words for example in plain]
    assert sorted(example.label for example in shuffled) == sorted(example.label for example in plain)
    assert [example.label for example in shuffled] != [example.label for example in plain]


def test_several_languages_take_turns(bench: Bench) -> None:
    mixed = bench._chosen(Task.NLI, ("L0", "L1"), is_shuffled=False)
    first, second = (bench.data.split(Task.NLI, language, Split.TRAIN, limit=2) for language in ("L0", "L1"))

    assert mixed is not None
    assert mixed[:2] == [first[0], second[1]]


def test_crossed_examples_have_each_sentence_in_its_own_language(bench: Bench) -> None:
    crossed = bench.crossed(Task.NLI, "L0", "L2", Split.TEST)[0]

    assert crossed.words == bench.data.split(Task.NLI, "L0", Split.TEST, limit=1)[0].words
    assert crossed.pair == bench.data.split(Task.NLI, "L2", Split.TEST, limit=1)[0].pair
