"""E4: does size help zero-shot robustness against adversaries?"""

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
from synth.lab.stats import slope
from synth.lab.types import Task
from synth.ports.lab import Chart, Cost, ExperimentCard

if TYPE_CHECKING:
    from synth.lab.bench import Bench
    from synth.lab.presets import Preset

WORST_OF: Final = 5
WORST_NOISE: Final = 0.2  # of the words of each of the versions
EPS: Final = 0.02  # of the norm of a row's embeddings; more than .05 leaves nothing to compare
WORST: Final = f"worst of {WORST_OF}"
ATTACKS: Final = {"fgm": ("fgm", EPS), "pgd": ("pgd", EPS)}
CONDITIONS: Final = (WORST, *ATTACKS)


class AdversarialScale(Experiment):
    """Encoders of growing size under attacks on words and on embeddings."""

    tasks: ClassVar = (Task.NLI, Task.PARAPHRASE)
    expected_sd: ClassVar = 0.04
    has_ladder: ClassVar = True
    positive_name: ClassVar = f"clean text over {STRONG_NOISE:.0%} of words with typos"
    card: ClassVar = ExperimentCard(
        key="adversarial-scale",
        title="Model size and adversarial robustness",
        question="Does the size of multilingual encoders affect zero-shot adversarial robustness on NLI and "
        "paraphrases?",
        claim="Larger multilingual models are more robust to adversarial attacks in zero-shot cross-lingual transfer.",
        paper="",
        arms=("encoders of growing size", f"each attacked by the {WORST} typo versions, FGM and PGD on embeddings"),
        equal="pretraining tokens, fine-tuning examples and steps, test sentences; attacks relative to each model's "
        "own embeddings",
        outcome="share of the clean target accuracy that is kept under attack (never compared with chance: a guesser "
        "falls far below it), as a slope over log10 of the parameters",
        prediction="above 0: the larger the model, the more it keeps",
        predicted=1,
        tasks=("nli", "paraphrase"),
        gates=("pretraining loss fell off its plateau", "source well above chance", "targets above chance"),
        controls=("the base arm twice: no difference", f"{STRONG_NOISE:.0%} of words with typos: a lower score"),
        costs={"smoke": Cost(3, 2), "default": Cost(430, 8), "full": Cost(1200, 10)},
    )

    def arms(self, preset: Preset) -> tuple[str, ...]:
        """A size each, and the base size again."""
        return (*preset.ladder, AGAIN)

    def measure(self, bench: Bench, arm: str) -> Measures:
        """Fine-tune on the source, attack in every target language."""
        model = bench.encoder(bench.preset.base if arm == AGAIN else arm)
        found = about(model)
        for task in bench.tasks(self.tasks):
            tuned = bench.tuned(model, task, again=arm == AGAIN)
            found |= scored(bench, tuned, noise=(STRONG_NOISE,))
            for language in bench.targets(task):
                place = f"{task.value}/{language}"
                found[f"{place}/{WORST}"] = bench.score(tuned, language, noise=WORST_NOISE, worst_of=WORST_OF).main
                for name, attack in ATTACKS.items():
                    found[f"{place}/{name}"] = bench.score(tuned, language, attack=attack).main
        return found

    def effects(self, table: Table, preset: Preset) -> Effects:
        """Slope of the share kept over log size, in each seed."""
        sizes = [table.params(size) for size in preset.ladder]
        slopes = {}
        for task in table.tasks(self.tasks):
            kept = np.array([self._kept(table, size, task) for size in preset.ladder])  # (sizes, n)
            slopes[task.value] = np.array([slope(sizes, list(column)) for column in kept.T])
        return Effects(mean_of(slopes.values()), slopes)

    def negative(self, table: Table, preset: Preset) -> Numbers:
        """The share kept, of the base arm fine-tuned twice."""
        return mean_of(
            self._kept(table, AGAIN, task) - self._kept(table, preset.base, task) for task in table.tasks(self.tasks)
        )

    def positive(self, table: Table, preset: Preset) -> Numbers:
        """What strong noise takes from the base arm."""
        strong = noise_name(STRONG_NOISE)
        return mean_of(
            table.target(preset.base, task) - table.target(preset.base, task, strong)
            for task in table.tasks(self.tasks)
        )

    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:
        """Accuracy over size, clean and under each attack."""
        return tuple(
            size_curves(
                table,
                preset.ladder,
                {name: [table.target(size, task, name) for size in preset.ladder] for name in (CLEAN, *CONDITIONS)},
                title=f"{task.value} in the target languages, under attack",
                y_label="accuracy",
            )
            for task in table.tasks(self.tasks)
        )

    def _kept(self, table: Table, arm: str, task: Task) -> Numbers:
        return mean_of(table.target(arm, task, name) / table.target(arm, task) for name in CONDITIONS)
