"""E7: does alignment in pretraining help, against masked words alone and against translated training data?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

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
from synth.lab.types import Task
from synth.ports.lab import Chart, Cost, ExperimentCard

if TYPE_CHECKING:
    from synth.lab.bench import Bench
    from synth.lab.presets import Preset

MLM: Final = "MLM"
GOALS: Final = {MLM: "mlm", "TLM": "tlm", "WEAM": "weam"}
TRANSLATED: Final = "MLM, translated training data"


class Alignment(Experiment):
    """Masked words alone, with sentence pairs, and with words predicted across the pairs."""

    tasks: ClassVar = (Task.NLI, Task.QA)
    expected_sd: ClassVar = 0.03
    needs_pretraining: ClassVar = True
    card: ClassVar = ExperimentCard(
        key="alignment",
        title="Alignment in pretraining",
        question="Do translation language modelling and word-exchange prediction improve zero-shot transfer over "
        "masked words alone?",
        claim="TLM and WEAM outperform mBERT in zero-shot transfer, WEAM most, close to translated training data.",
        paper="2106.01732",
        arms=(*GOALS, TRANSLATED),
        equal="size, pretraining tokens (pairs replace other text), fine-tuning examples and steps; translated data "
        "are the same examples in all languages in turn",
        outcome="target score (NLI accuracy, QA F1) minus that of MLM, averaged over TLM and WEAM and over both tasks",
        prediction="above 0",
        predicted=1,
        tasks=("nli", "qa"),
        gates=("pretraining loss fell off its plateau", "source well above chance", "targets above chance"),
        controls=("the base arm twice: no difference", "right labels over shuffled ones: a higher score"),
        costs={"smoke": Cost(2, 2), "default": Cost(420, 8), "full": Cost(500, 10)},
    )

    def arms(self, preset: Preset) -> tuple[str, ...]:  # noqa: ARG002 - the same at every size
        """Three goals, the upper line, and the controls."""
        return (*GOALS, TRANSLATED, AGAIN, SHUFFLED)

    def base(self, preset: Preset) -> str:  # noqa: ARG002 - the same at every size
        """Masked words alone."""
        return MLM

    def measure(self, bench: Bench, arm: str) -> Measures:
        """Pretrain with the arm's goal, fine-tune on the source (or on all languages), score everywhere."""
        model = bench.encoder(bench.preset.base, goal=GOALS.get(arm, "mlm"))
        spoken = (bench.data.source, *bench.data.targets) if arm == TRANSLATED else ()
        found = about(model)
        for task in bench.tasks(self.tasks):
            tuned = bench.tuned(model, task, again=arm == AGAIN, is_shuffled=arm == SHUFFLED, languages=spoken)
            found |= scored(bench, tuned)
        return found

    def effects(self, table: Table, preset: Preset) -> Effects:  # noqa: ARG002 - the same at every size
        """TLM and WEAM against MLM decide; WEAM against TLM and against translated data are told beside them."""
        over_mlm = [self._difference(table, name, MLM) for name in ("TLM", "WEAM")]
        parts = {
            "TLM over MLM": over_mlm[0],
            "WEAM over MLM": over_mlm[1],
            "WEAM over TLM": self._difference(table, "WEAM", "TLM"),
            "WEAM over translated training data": self._difference(table, "WEAM", TRANSLATED),
        }
        return Effects(mean_of(over_mlm), parts)

    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:  # noqa: ARG002 - the same at every size
        """Scores by language and arm."""
        languages = table.languages(MLM, "nli")
        return tuple(
            bars(
                {
                    arm: [table.of(arm, f"{task.value}/{name}/clean") for name in languages]
                    for arm in (*GOALS, TRANSLATED)
                },
                languages,
                title=f"{task.value} by target language",
                y_label="F1" if task is Task.QA else "accuracy",
            )
            for task in table.tasks(self.tasks)
        )

    def _difference(self, table: Table, arm: str, other: str) -> Numbers:
        return mean_of(table.target(arm, task) - table.target(other, task) for task in table.tasks(self.tasks))
