"""E2: do larger models gain more from multilingual intermediate training?"""

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
    scored,
    size_curves,
)
from synth.lab.stats import slope
from synth.lab.types import Task
from synth.ports.lab import Chart, Cost, ExperimentCard

if TYPE_CHECKING:
    from synth.lab.bench import Bench
    from synth.lab.presets import Preset

STAGE: Task = Task.PARAPHRASE


def staged(size: str) -> str:
    """The arm of a size with the intermediate stage.

    >>> staged("micro")
    'micro, then paraphrase'
    """
    return f"{size}, then {STAGE.value}"


class IntermediateScale(Experiment):
    """Fine-tuning on NLI, with and without a multilingual stage before it, at growing size."""

    tasks: ClassVar = (Task.NLI,)
    expected_sd: ClassVar = 0.04
    has_ladder: ClassVar = True
    card: ClassVar = ExperimentCard(
        key="intermediate-scale",
        title="Model size and multilingual intermediate training",
        question="Do larger models gain more than smaller ones from multilingual intermediate training, in zero-shot "
        "NLI?",
        claim="Intermediate-task training in several languages improves zero-shot NLI, and larger models gain more.",
        paper="2005.13013",
        arms=(
            "encoders of growing size",
            "each fine-tuned on NLI directly, or after paraphrase detection in all languages",
        ),
        equal="pretraining, NLI examples and steps, test sentences; the stage itself is extra training, as in the "
        "claim",
        outcome="target NLI accuracy with the stage minus without, as a slope over log10 of the parameters",
        prediction="above 0: the larger the model, the larger the gain",
        predicted=1,
        tasks=("nli",),
        gates=("pretraining loss fell off its plateau", "source well above chance", "targets above chance"),
        controls=("the base arm twice: no difference", "right labels over shuffled ones: a higher score"),
        costs={"smoke": Cost(3, 2), "default": Cost(480, 8), "full": Cost(1000, 10)},
    )

    def arms(self, preset: Preset) -> tuple[str, ...]:
        """Each size without and with the stage, and the controls."""
        return (*preset.ladder, *(staged(size) for size in preset.ladder), AGAIN, SHUFFLED)

    def measure(self, bench: Bench, arm: str) -> Measures:
        """Perhaps the stage, in all languages; then NLI in the source language."""
        size = next((size for size in bench.preset.ladder if arm in {size, staged(size)}), bench.preset.base)
        model = bench.encoder(size)
        found = about(model)
        if arm == staged(size):
            spoken = (bench.data.source, *bench.data.targets)
            model = bench.staged(model, bench.tuned(model, STAGE, languages=spoken), STAGE.value)
        return found | scored(bench, bench.tuned(model, Task.NLI, again=arm == AGAIN, is_shuffled=arm == SHUFFLED))

    def gated(self, preset: Preset) -> tuple[str, ...]:
        """The largest size: that small ones do not learn would be part of the answer."""
        return (preset.ladder[-1], staged(preset.ladder[-1]))

    def effects(self, table: Table, preset: Preset) -> Effects:
        """The slope decides; the mean gain is told beside it."""
        gains = self._gains(table, preset)  # (sizes, n)
        sizes = [table.params(size) for size in preset.ladder]
        slopes = np.array([slope(sizes, list(column)) for column in gains.T])
        return Effects(slopes, {"gain, mean over the sizes": gains.mean(axis=0)})

    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:
        """Target accuracy over size, with and without."""
        columns = {
            "NLI directly": [table.target(size, "nli") for size in preset.ladder],
            "after the stage": [table.target(staged(size), "nli") for size in preset.ladder],
        }
        return (size_curves(table, preset.ladder, columns, title="nli in the target languages", y_label="accuracy"),)

    def _gains(self, table: Table, preset: Preset) -> Numbers:
        return np.array([table.target(staged(size), "nli") - table.target(size, "nli") for size in preset.ladder])
