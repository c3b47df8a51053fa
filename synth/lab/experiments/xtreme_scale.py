"""E5: does zero-shot transfer grow with size, over all tasks?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from synth.lab.recipe import (
    AGAIN,
    SHUFFLED,
    Effects,
    Experiment,
    Measures,
    Numbers,
    Table,
    about,
    mean_of,
    scored,
    size_curves,
)
from synth.lab.stats import slope
from synth.lab.types import Task
from synth.ports.lab import Chart, Cost, ExperimentCard

if TYPE_CHECKING:
    from synth.lab.bench import Bench
    from synth.lab.presets import Preset

LEARNED = (Task.NLI, Task.PARAPHRASE, Task.TAGS, Task.NER, Task.QA)


class XtremeScale(Experiment):
    """Encoders of growing size on six tasks."""

    tasks: ClassVar = LEARNED
    expected_sd: ClassVar = 0.04
    has_ladder: ClassVar = True
    card: ClassVar = ExperimentCard(
        key="xtreme-scale",
        title="Model size and transfer over six tasks",
        question="How does scaling multilingual encoders affect zero-shot transfer on XTREME's tasks, in accuracy "
        "and F1?",
        claim="Zero-shot cross-lingual transfer on XTREME improves with the size of the multilingual encoder.",
        paper="2003.11080",
        arms=("encoders of growing size", "each on NLI, paraphrases, tags, names, questions and retrieval"),
        equal="pretraining tokens, fine-tuning examples and steps of each task, test sentences",
        outcome="target score (accuracy; F1 for names and answers), averaged over the tasks, as a slope over log10 of "
        "the parameters",
        prediction="above 0",
        predicted=1,
        tasks=tuple(task.value for task in (*LEARNED, Task.RETRIEVAL)),
        gates=("pretraining loss fell off its plateau", "source well above chance", "targets above chance"),
        controls=("the base arm twice: no difference", "right labels over shuffled ones: a higher score"),
        costs={"smoke": Cost(3, 2), "default": Cost(560, 8), "full": Cost(1500, 10)},
    )

    def arms(self, preset: Preset) -> tuple[str, ...]:
        """A size each, and the controls."""
        return (*preset.ladder, AGAIN, SHUFFLED)

    def measure(self, bench: Bench, arm: str) -> Measures:
        """Fine-tune on each task in the source language, score everywhere; retrieval needs no fine-tuning."""
        model = bench.encoder(arm if arm in bench.preset.ladder else bench.preset.base)
        found = about(model)
        for task in bench.tasks(LEARNED):
            found |= scored(bench, bench.tuned(model, task, again=arm == AGAIN, is_shuffled=arm == SHUFFLED))
        if Task.RETRIEVAL in bench.data.tasks:
            found |= scored(bench, bench.tuned(model, Task.RETRIEVAL), is_source=False)
        return found

    def gated(self, preset: Preset) -> tuple[str, ...]:
        """The largest size: that small ones do not learn is part of the answer."""
        return (preset.ladder[-1],)

    def effects(self, table: Table, preset: Preset) -> Effects:
        """Slope of the target score over log size, task by task."""
        sizes = [table.params(size) for size in preset.ladder]
        slopes: dict[str, Numbers] = {}
        for task in table.tasks((*LEARNED, Task.RETRIEVAL)):
            rows = np.array([table.target(size, task) for size in preset.ladder])  # (sizes, n)
            slopes[task.value] = np.array([slope(sizes, list(column)) for column in rows.T])
        return Effects(mean_of(slopes.values()), slopes)

    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:
        """All tasks over size, and each language for the base size."""
        tasks = table.tasks((*LEARNED, Task.RETRIEVAL))
        columns = {task.value: [table.target(size, task) for size in preset.ladder] for task in tasks}
        return (size_curves(table, preset.ladder, columns, title="Zero-shot transfer", y_label="target score"),)
