"""E1: does size soften the drop under typos?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np

from synth.lab.recipe import (
    AGAIN,
    CLEAN,
    STRONG_NOISE,
    Effects,
    Experiment,
    Measures,
    Numbers,
    Table,
    about,
    mean_of,
    noise_name,
    scored,
    size_curves,
)
from synth.lab.stats import relative_drop, slope
from synth.lab.types import Task
from synth.ports.lab import Chart, Cost, ExperimentCard

if TYPE_CHECKING:
    from synth.lab.bench import Bench
    from synth.lab.presets import Preset

RATES: Final = (0.1, 0.2, 0.3)
DECIDES: Final = 0.2


class NoiseScale(Experiment):
    """Encoders of growing size, scored under typos."""

    tasks: ClassVar = (Task.NLI, Task.TAGS)
    expected_sd: ClassVar = 0.04
    has_ladder: ClassVar = True
    positive_name: ClassVar = f"clean text over {STRONG_NOISE:.0%} of words with typos"
    card: ClassVar = ExperimentCard(
        key="noise-scale",
        title="Model size and typos",
        question="Does scaling multilingual encoders soften the drop caused by typos in zero-shot transfer?",
        claim="Larger multilingual models lose less under typographical noise in zero-shot cross-lingual transfer.",
        paper="",
        arms=("encoders of growing size", "each scored at typo rates 0, .1, .2, .3"),
        equal="pretraining tokens, corpus, fine-tuning examples and steps, test sentences and their typos",
        outcome="share of the clean target score above chance that typos in 20 % of the words take, as a slope over "
        "log10 of the parameters",
        prediction="below 0: the larger the model, the smaller the share that is lost",
        predicted=-1,
        tasks=("nli", "tags"),
        gates=("pretraining loss fell off its plateau", "source well above chance", "targets above chance"),
        controls=("the base arm twice: no difference", f"{STRONG_NOISE:.0%} of words with typos: a lower score"),
        costs={"smoke": Cost(3, 2), "default": Cost(350, 8), "full": Cost(900, 10)},
    )

    def arms(self, preset: Preset) -> tuple[str, ...]:
        """A size each, and the base size again."""
        return (*preset.ladder, AGAIN)

    def measure(self, bench: Bench, arm: str) -> Measures:
        """Fine-tune on the source, score everywhere, clean and under typos."""
        model = bench.encoder(bench.preset.base if arm == AGAIN else arm)
        found = about(model)
        for task in bench.tasks(self.tasks):
            tuned = bench.tuned(model, task, again=arm == AGAIN)
            found |= scored(bench, tuned, noise=(*RATES, STRONG_NOISE))
        return found

    def effects(self, table: Table, preset: Preset) -> Effects:
        """Slope of the relative drop over log size, in each seed."""
        sizes = [table.params(size) for size in preset.ladder]
        slopes = {}
        for task in table.tasks(self.tasks):
            drops = np.array([self._drops(table, size, task, DECIDES) for size in preset.ladder])  # (sizes, n)
            slopes[task.value] = np.array([slope(sizes, list(column)) for column in drops.T])
        return Effects(mean_of(slopes.values()), slopes)

    def negative(self, table: Table, preset: Preset) -> Numbers:
        """The same drop, of the base arm fine-tuned twice."""
        return mean_of(
            self._drops(table, AGAIN, task, DECIDES) - self._drops(table, preset.base, task, DECIDES)
            for task in table.tasks(self.tasks)
        )

    def positive(self, table: Table, preset: Preset) -> Numbers:
        """What strong noise takes from the base arm."""
        strong = noise_name(STRONG_NOISE)
        return mean_of(
            table.target(preset.base, task) - table.target(preset.base, task, strong)
            for task in table.tasks(self.tasks)
        )

    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:
        """Relative drop over size, a curve for each rate and task."""
        return tuple(
            size_curves(
                table,
                preset.ladder,
                {noise_name(rate): [self._drops(table, size, task, rate) for size in preset.ladder] for rate in RATES},
                title=f"{task.value}: what typos take in the target languages",
                y_label="share of the score above chance that is lost",
            )
            for task in table.tasks(self.tasks)
        )

    def _drops(self, table: Table, arm: str, task: Task, rate: float) -> Numbers:
        """Mean score over the targets, clean against noisy, relative to what was learned."""
        columns = (table.target(arm, task, name) for name in (CLEAN, noise_name(rate), "chance"))
        return np.array([relative_drop(*row) for row in zip(*columns, strict=True)])
