"""E6: does robust training help zero-shot transfer, and more so with two languages in one example?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

from synth.lab.recipe import (
    AGAIN,
    SHUFFLED,
    Effects,
    Experiment,
    Measures,
    Numbers,
    Table,
    about,
    bars,
    mean_of,
    scored,
)
from synth.lab.types import Split, Task
from synth.ports.lab import Chart, Cost, ExperimentCard

if TYPE_CHECKING:
    from synth.lab.bench import Bench
    from synth.lab.presets import Preset
    from synth.lab.train.tasks import TaskModel

PLAIN: Final = "plain"
# Sizes of perturbations are shares of the norm of a row's embeddings. Of each arm's ways the source's development rows
# choose one, in each seed: with a step that is too large, adversarial training falls to chance in the source, too.
ROBUST: Final[Mapping[str, tuple[Mapping[str, Any], ...]]] = {
    "adversarial training": ({"attack": ("fgm", 0.001)}, {"attack": ("fgm", 0.005)}),
    "random perturbation": ({"attack": ("random", 0.05)}, {"attack": ("random", 0.2)}),
    "synonym substitution": ({"synonyms": 0.3},),  # of the words that have synonyms
}
CROSSED: Final = "source premise"  # the premise in the source language, the hypothesis in the target's


class RobustTraining(Experiment):
    """Plain fine-tuning against adversarial training and both forms of randomized smoothing."""

    tasks: ClassVar = (Task.NLI, Task.PARAPHRASE)
    expected_sd: ClassVar = 0.03
    needs_synonyms: ClassVar = True
    card: ClassVar = ExperimentCard(
        key="robust-training",
        title="Robust training and transfer",
        question="Do adversarial training and randomized smoothing improve zero-shot transfer, most where the two "
        "sentences are in different languages?",
        claim="Robust training (adversarial, randomized smoothing) improves zero-shot transfer on PAWS-X and XNLI, "
        "remarkably in the generalized setting.",
        paper="2104.08645",
        arms=(PLAIN, *ROBUST),
        equal="encoder, examples, steps; an adversarial step costs more time, not more examples; step sizes are "
        "chosen on the source's development rows",
        outcome="target accuracy minus that of plain fine-tuning, averaged over the three robust arms and over NLI and "
        "paraphrases, both sentences in the target language",
        prediction="above 0",
        predicted=1,
        tasks=("nli", "paraphrase"),
        gates=("pretraining loss fell off its plateau", "source well above chance", "targets above chance"),
        controls=("the base arm twice: no difference", "right labels over shuffled ones: a higher score"),
        costs={"smoke": Cost(2, 2), "default": Cost(470, 8), "full": Cost(400, 10)},
    )

    def arms(self, preset: Preset) -> tuple[str, ...]:  # noqa: ARG002 - the same at every size
        """Plain, three robust ones, and the controls."""
        return (PLAIN, *ROBUST, AGAIN, SHUFFLED)

    def base(self, preset: Preset) -> str:  # noqa: ARG002 - the same at every size
        """Plain fine-tuning."""
        return PLAIN

    def measure(self, bench: Bench, arm: str) -> Measures:
        """Fine-tune, score in each target language, and with the first sentence in the source language."""
        model = bench.encoder(bench.preset.base)
        found = about(model)
        for task in bench.tasks(self.tasks):
            best = -1.0
            for place, how in enumerate(ROBUST.get(arm, ({},))):
                tuned = bench.tuned(model, task, again=arm == AGAIN, is_shuffled=arm == SHUFFLED, **how)
                dev = bench.score(tuned, bench.data.source, split=Split.DEV).main
                if dev > best:
                    best = dev
                    found |= self._scored(bench, task, tuned) | {f"{task.value}/chosen": float(place)}
        return found

    def effects(self, table: Table, preset: Preset) -> Effects:  # noqa: ARG002 - the same at every size
        """Gain over plain; and how much larger it is where the two sentences are in different languages."""
        gains = {arm: self._gain(table, arm, "clean") for arm in ROBUST}
        crossed = mean_of(self._gain(table, arm, CROSSED) for arm in ROBUST)
        primary = mean_of(gains.values())
        return Effects(primary, gains | {"two languages, over one": crossed - primary})

    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:  # noqa: ARG002 - the same at every size
        """Accuracy by language and arm."""
        languages = table.languages(PLAIN, "nli")
        return tuple(
            bars(
                {arm: [table.of(arm, f"{task.value}/{name}/clean") for name in languages] for arm in (PLAIN, *ROBUST)},
                languages,
                title=f"{task.value} by target language",
                y_label="accuracy",
            )
            for task in table.tasks(self.tasks)
        )

    def _scored(self, bench: Bench, task: Task, tuned: TaskModel) -> Measures:
        """Scores with both sentences in one language, and with the first one in the source language."""
        found = scored(bench, tuned)
        for language in bench.targets(task):
            crossed = bench.crossed(task, bench.data.source, language, Split.TEST)
            found[f"{task.value}/{language}/{CROSSED}"] = bench.score_on(tuned, crossed).main
        return found

    def notes(self, table: Table, preset: Preset) -> tuple[str, ...]:  # noqa: ARG002 - the same at every size
        """Which size of perturbation was chosen how often."""
        said = []
        for arm, ways in ROBUST.items():
            for task in table.tasks(self.tasks) if len(ways) > 1 else ():
                chosen = table.of(arm, f"{task.value}/chosen")
                said.append(
                    f"{arm}, {task.value}: the source's development rows chose the smaller step in"
                    f" {int((chosen == 0).sum())} of {len(chosen)} seeds"
                )
        return tuple(said)

    def _gain(self, table: Table, arm: str, condition: str) -> Numbers:
        return mean_of(
            table.target(arm, task, condition) - table.target(PLAIN, task, condition)
            for task in table.tasks(self.tasks)
        )
