"""A real encoder and real file formats behind the same experiments: a small random XLM-R and a few tagged sentences."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from transformers import utils

from synth.errors import LabError
from synth.lab.backend import Backend
from synth.lab.bench import Bench
from synth.lab.conclude import Circumstances, conclude
from synth.lab.presets import PRESETS
from synth.lab.recipe import Table
from synth.lab.registry import experiment_of
from synth.lab.stats import plan_power
from synth.ports.lab import ArmOutcome
from tests.lab.models.test_huggingface import save_tokenizer, save_xlm_r

SENTENCE = "the\tDET\ndog\tNOUN\nsleeps\tVERB\n\nshe\tPRON\nreads\tVERB\na\tDET\nbook\tNOUN\n\n"


@pytest.fixture(autouse=True, scope="module")
def _quiet() -> Iterator[None]:
    utils.logging.disable_progress_bar()
    yield
    utils.logging.enable_progress_bar()


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("encoders") / "tiny-xlm-r"
    save_xlm_r(folder, save_tokenizer(folder))
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Part-of-speech tags in XTREME's layout."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "udpos").mkdir()
    for name in ("train-en", "dev-en", "test-en", "test-de", "test-sw"):
        (folder / "udpos" / f"{name}.tsv").write_text(SENTENCE * 20, encoding="utf-8")
    return folder


@pytest.fixture
def bench(encoder: Path, data: Path, tmp_path: Path) -> Bench:
    backend = Backend((str(encoder),), str(data))
    preset = backend.fitted(PRESETS["smoke"])
    return backend.bench(0, preset, device="cpu", cache=tmp_path, progress=None)


def test_experiment_takes_the_tasks_and_languages_that_the_data_hold(bench: Bench) -> None:
    experiment = experiment_of("layer-fusion")
    outcomes = [
        ArmOutcome(arm, seed, experiment.measure(bench, arm))
        for arm in experiment.arms(bench.preset)
        for seed in (0, 1)
    ]
    table = Table(outcomes)
    made = Circumstances(key="0" * 12, backend="real encoders", power=plan_power(2, 0.03, 0.05))
    result = conclude(experiment, replace(bench.preset, gives_verdict=True), outcomes, made)

    assert table.tasks(experiment.tasks) == ("tags",)
    assert table.languages("last layer", "tags") == ("de", "sw")
    assert [gate.name for gate in result.gates] == ["source well above chance", "targets above chance"]


def test_sentence_names_encoder_and_data_not_the_made_world(encoder: Path, data: Path) -> None:
    said = Backend((str(encoder),), str(data)).sentence([5000])

    assert said == f"real encoders (tiny-xlm-r; 5,000 parameters) on {data.name}"


def test_data_without_the_experiments_tasks_are_named(bench: Bench) -> None:
    with pytest.raises(LabError, match="the data hold none of the tasks nli, paraphrase"):
        bench.tasks(experiment_of("robust-training").tasks)


def test_folder_without_tokenizer_is_named(data: Path, tmp_path: Path) -> None:
    save_xlm_r(tmp_path / "bare", 60)
    backend = Backend((str(tmp_path / "bare"),), str(data))
    bench = backend.bench(0, backend.fitted(PRESETS["smoke"]), device="cpu", cache=tmp_path, progress=None)

    with pytest.raises(LabError, match="holds no tokenizer") as raised:
        bench.encoder(bench.preset.base)
    assert raised.value.hint


def test_data_in_the_wrong_format_are_named_by_file_line_and_column(encoder: Path, tmp_path: Path) -> None:
    (tmp_path / "udpos").mkdir()
    (tmp_path / "udpos" / "train-en.tsv").write_text("the\tDET\ndog\n", encoding="utf-8")
    (tmp_path / "udpos" / "test-de.tsv").write_text("der\tDET\n", encoding="utf-8")
    backend = Backend((str(encoder),), str(tmp_path))
    bench = backend.bench(0, backend.fitted(PRESETS["smoke"]), device="cpu", cache=tmp_path, progress=None)

    with pytest.raises(LabError, match=r"train-en\.tsv, line 2, column"):
        experiment_of("layer-fusion").measure(bench, "last layer")


def test_real_encoder_is_not_pretrained_here(bench: Bench) -> None:
    with pytest.raises(LabError, match="are not pretrained here"):
        bench.encoder(bench.preset.base, goal="tlm")
