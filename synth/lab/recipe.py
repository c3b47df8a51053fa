"""What an experiment is, and what most of them share: gates, controls, curves.

A measure is named ``task/language/condition``: ``nli/L1/clean``; the source language is called ``source``, whatever its
name is in the data. Importing this file does not import torch.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from synth.lab.stats import LEVEL, contrasts, interval, is_found
from synth.ports.lab import ArmOutcome, Chart, Control, ExperimentCard, Gate, Series

if TYPE_CHECKING:  # the bench imports torch
    from synth.lab.bench import Bench, Model
    from synth.lab.presets import Preset
    from synth.lab.train.tasks import TaskModel
    from synth.lab.types import Task

Numbers = NDArray[np.float64]
Measures = dict[str, float]

SOURCE: Final = "source"
CLEAN: Final = "clean"
AGAIN: Final = "base again"  # the base arm with another seed of fine-tuning: the negative control
SHUFFLED: Final = "base, labels shuffled"  # nothing to learn: the positive control
STRONG_NOISE: Final = 0.5  # of words with a typo: an effect that is built in
SOURCE_MARGIN: Final = 0.1  # the source score must be so far above chance for a model to have learned its task
GATE_SHARE: Final = 0.8  # of the seeds must have dropped off the plateau of the pretraining loss


def noise_name(rate: float) -> str:
    """The condition of scores under typos at a rate.

    >>> noise_name(0.2)
    'typos 0.2'
    """
    return f"typos {rate:g}"


@dataclass(frozen=True, slots=True)
class Effects:
    """The effect that decides, in each seed, and its parts; see ``ExperimentCard.outcome``."""

    primary: Numbers
    parts: Mapping[str, Numbers] = field(default_factory=dict)


class Table:
    """Outcomes by arm and measure; all arrays are (n,), over the seeds in their order."""

    def __init__(self, outcomes: Sequence[ArmOutcome]) -> None:
        self._values = {(outcome.arm, outcome.seed): outcome.values for outcome in outcomes}
        self.seeds = tuple(sorted({outcome.seed for outcome in outcomes}))
        self.arms = tuple(dict.fromkeys(outcome.arm for outcome in outcomes))

    def of(self, arm: str, measure: str) -> Numbers:
        """One measure of one arm."""
        return np.array([self._values[arm, seed][measure] for seed in self.seeds], dtype=np.float64)

    def languages(self, arm: str, task: str) -> tuple[str, ...]:
        """The target languages that an arm was scored in, as the data order them."""
        names = (name.split("/") for name in self._values[arm, self.seeds[0]] if name.count("/") == 2)
        return tuple(dict.fromkeys(language for kind, language, _ in names if kind == task and language != SOURCE))

    def tasks(self, wanted: Sequence[Task]) -> tuple[Task, ...]:
        """Those of some tasks that were scored: real data may not hold all of them."""
        return tuple(task for task in wanted if self.languages(self.arms[0], task))

    def target(self, arm: str, task: str, condition: str = CLEAN) -> Numbers:
        """A score, averaged over the target languages."""
        found = [self.of(arm, f"{task}/{language}/{condition}") for language in self.languages(arm, task)]
        return np.asarray(np.mean(found, axis=0), dtype=np.float64)

    def source(self, arm: str, task: str, condition: str = CLEAN) -> Numbers:
        """A score in the source language."""
        return self.of(arm, f"{task}/{SOURCE}/{condition}")

    def params(self, arm: str) -> float:
        """Weights of the arm's encoder."""
        return float(self.of(arm, "params")[0])


class Experiment(ABC):
    """One experiment: a card to read, a recipe to run, and what decides.

    Attributes:
        tasks: Fine-tuned on and scored.
        expected_sd: Standard deviation of the primary effect over seeds, as it was expected before any run; for the
            power that is stated before one. What was measured stands in the lab's README.
    """

    card: ClassVar[ExperimentCard]
    tasks: ClassVar[tuple[Task, ...]]
    expected_sd: ClassVar[float]
    has_ladder: ClassVar[bool] = False  # whether it compares sizes
    needs_synonyms: ClassVar[bool] = False
    needs_pretraining: ClassVar[bool] = False  # whether its arms differ in pretraining, so that it needs the made world

    @abstractmethod
    def arms(self, preset: Preset) -> tuple[str, ...]:
        """Names of the arms, the controls among them."""

    @abstractmethod
    def measure(self, bench: Bench, arm: str) -> Measures:
        """What one arm measures with one seed."""

    @abstractmethod
    def effects(self, table: Table, preset: Preset) -> Effects:
        """The effects, seed by seed."""

    @abstractmethod
    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:
        """Figures as numbers."""

    def gated(self, preset: Preset) -> tuple[str, ...]:
        """Arms that must have learned; all but the controls, unless an experiment says otherwise."""
        return tuple(arm for arm in self.arms(preset) if arm not in {AGAIN, SHUFFLED})

    def base(self, preset: Preset) -> str:
        """The arm that the controls are compared with."""
        return preset.base

    def negative(self, table: Table, preset: Preset) -> Numbers:
        """Two arms that differ in nothing but the seed of fine-tuning."""
        base = self.base(preset)
        return mean_of(table.target(AGAIN, task) - table.target(base, task) for task in table.tasks(self.tasks))

    def positive(self, table: Table, preset: Preset) -> Numbers:
        """What right labels bring over shuffled ones."""
        base = self.base(preset)
        return mean_of(table.target(base, task) - table.target(SHUFFLED, task) for task in table.tasks(self.tasks))

    positive_name: ClassVar[str] = "right labels over shuffled ones"

    def notes(self, table: Table, preset: Preset) -> tuple[str, ...]:  # noqa: ARG002 - most have none
        """What else a reader should know."""
        return ()


def mean_of(numbers: Iterable[Numbers]) -> Numbers:
    """The mean of several arrays over seeds, seed by seed."""
    return np.asarray(np.mean(list(numbers), axis=0), dtype=np.float64)


def about(model: Model) -> Measures:
    """What is measured of every arm's encoder."""
    value = model.value
    known = {"params": float(value.params)}
    if math.isnan(value.loss):  # it was not pretrained here
        return known
    return known | {"loss": value.loss, "dropped": float(value.has_dropped)}


def scored(bench: Bench, model: TaskModel, *, noise: Sequence[float] = (), is_source: bool = True) -> Measures:
    """Clean scores, chance, and scores under typos, in the source language and all targets."""
    found: Measures = {}
    spoken = {SOURCE: bench.data.source} if is_source else {}
    for name, language in (spoken | {target: target for target in bench.targets(model.task)}).items():
        place = f"{model.task.value}/{name}"
        clean = bench.score(model, language)
        found |= {f"{place}/{CLEAN}": clean.main, f"{place}/chance": clean.chance}
        found |= {f"{place}/{kind}": value for kind, value in clean.values.items()}
        for rate in noise:
            found[f"{place}/{noise_name(rate)}"] = bench.score(model, language, noise=rate).main
    return found


def learning_gates(experiment: Experiment, table: Table, preset: Preset) -> tuple[Gate, ...]:
    """Whether the models learned: the pretraining loss dropped, source and targets are above chance."""
    arms = experiment.gated(preset)
    gates = []
    if all("dropped" in table._values[arm, table.seeds[0]] for arm in arms):  # noqa: SLF001 - our own table
        shares = {arm: float(table.of(arm, "dropped").mean()) for arm in arms}
        low = [f"{arm}: {share:.0%}" for arm, share in shares.items() if share < GATE_SHARE]
        why = f"in fewer than {GATE_SHARE:.0%} of the seeds: {', '.join(low)}" if low else "in all arms"
        gates.append(Gate("pretraining loss fell off its plateau", not low, why))
    for name, needed, score in (
        ("source well above chance", SOURCE_MARGIN, table.source),
        ("targets above chance", 0.0, table.target),
    ):
        low = []
        for arm in arms:
            for task in table.tasks(experiment.tasks):
                above = score(arm, task) - score(arm, task, "chance")
                _, least, _ = interval(list(above))
                if least <= needed:
                    low.append(f"{task} of {arm} ({above.mean():+.3f}, at least {least:+.3f})")
        gates.append(Gate(name, not low, f"not so for {'; '.join(low)}" if low else "for all arms and tasks"))
    return tuple(gates)


def run_controls(experiment: Experiment, table: Table, preset: Preset) -> tuple[Control, ...]:
    """The negative and the positive control, judged."""
    same = contrasts({"the base arm twice, with other seeds of fine-tuning": list(experiment.negative(table, preset))})[
        0
    ]
    built_in = contrasts({experiment.positive_name: list(experiment.positive(table, preset))})[0]
    return (
        Control("negative", same.name, same, passed=same.p >= LEVEL),
        Control("positive", built_in.name, built_in, passed=is_found(built_in, 1)),
    )


def curve(name: str, x: Sequence[float], columns: Sequence[Numbers]) -> Series:
    """A curve with 95 % t intervals over seeds: one column of (n,) numbers for each x."""
    ends = [interval(list(column)) for column in columns]
    return Series(name, tuple(x), *(tuple(end[place] for end in ends) for place in range(3)))


def size_curves(
    table: Table, sizes: Sequence[str], named: Mapping[str, Sequence[Numbers]], *, title: str, y_label: str
) -> Chart:
    """Curves over the number of parameters; ``named``: for each curve one column for each size."""
    params = [table.params(size) for size in sizes]
    series = tuple(curve(name, params, columns) for name, columns in named.items())
    return Chart("lines", title, "parameters", y_label, series, is_log=True)


def bars(groups: Mapping[str, Sequence[Numbers]], ticks: Sequence[str], *, title: str, y_label: str) -> Chart:
    """Groups of bars: for each group one column for each tick."""
    places = [float(place) for place in range(len(ticks))]
    series = tuple(curve(name, places, columns) for name, columns in groups.items())
    return Chart("bars", title, "", y_label, series, ticks=tuple(ticks))
