"""E8: does fusing the last layer with a lower one help, and which lower layer?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from synth.lab.recipe import (
    AGAIN,
    SHUFFLED,
    SOURCE,
    Effects,
    Experiment,
    Measures,
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

LAST: Final = "last layer"
FUSED: Final = "fused with a lower layer"


class LayerFusionGain(Experiment):
    """The last layer alone against the last blended with the lower layer that the source's development rows prefer."""

    tasks: ClassVar = (Task.NLI, Task.PARAPHRASE, Task.NER, Task.TAGS)
    expected_sd: ClassVar = 0.02
    card: ClassVar = ExperimentCard(
        key="layer-fusion",
        title="Fusing a lower layer with the last one",
        question="Does fusing the last layer with a lower one improve zero-shot transfer, and which lower layer is "
        "best?",
        claim="Lower layers complement the last one: fusing two layers improves mBERT by 1 to 3 points, the best layer "
        "differing by task.",
        paper="2205.08497",
        arms=(LAST, FUSED),
        equal="encoder, examples, steps; the fusing module adds weights, less than a tenth of the encoder's",
        outcome="target score with fusion minus without, averaged over the four tasks; the lower layer is chosen on "
        "the source's development rows",
        prediction="above 0",
        predicted=1,
        tasks=("nli", "paraphrase", "ner", "tags"),
        gates=("pretraining loss fell off its plateau", "source well above chance", "targets above chance"),
        controls=("the base arm twice: no difference", "right labels over shuffled ones: a higher score"),
        costs={"smoke": Cost(2, 2), "default": Cost(290, 8), "full": Cost(500, 10)},
    )

    def arms(self, preset: Preset) -> tuple[str, ...]:  # noqa: ARG002 - the same at every size
        """Without, with, and the controls."""
        return (LAST, FUSED, AGAIN, SHUFFLED)

    def base(self, preset: Preset) -> str:  # noqa: ARG002 - the same at every size
        """The last layer alone."""
        return LAST

    def measure(self, bench: Bench, arm: str) -> Measures:
        """Fine-tune each task; the fused arm once for each lower layer, among which the source's dev rows choose."""
        model = bench.encoder(bench.preset.base)
        found = about(model)
        for task in bench.tasks(self.tasks):
            if arm != FUSED:
                found |= scored(bench, bench.tuned(model, task, again=arm == AGAIN, is_shuffled=arm == SHUFFLED))
                continue
            best = -1.0
            for layer in range(model.value.encoder.n_layers):
                tuned = bench.tuned(model, task, fuse=layer)
                dev = bench.score(tuned, bench.data.source, split=Split.DEV).main
                found[f"{task.value}/{SOURCE}/dev with layer {layer}"] = dev
                if dev > best:
                    best = dev
                    found |= scored(bench, tuned) | {f"{task.value}/chosen": float(layer)}
        return found

    def effects(self, table: Table, preset: Preset) -> Effects:  # noqa: ARG002 - the same at every size
        """Gain of fusion, task by task."""
        gains = {task.value: table.target(FUSED, task) - table.target(LAST, task) for task in table.tasks(self.tasks)}
        return Effects(mean_of(gains.values()), gains)

    def notes(self, table: Table, preset: Preset) -> tuple[str, ...]:  # noqa: ARG002 - the same at every size
        """Which lower layer was chosen how often."""
        said = []
        for task in table.tasks(self.tasks):
            chosen = [int(layer) for layer in table.of(FUSED, f"{task.value}/chosen")]
            counts = ", ".join(f"layer {layer} in {chosen.count(layer)}" for layer in sorted(set(chosen)))
            said.append(f"{task.value}: the source's development rows chose {counts} of {len(chosen)} seeds")
        return tuple(said)

    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:  # noqa: ARG002 - the same at every size
        """Target score by task, without and with."""
        groups = {arm: [table.target(arm, task) for task in table.tasks(self.tasks)] for arm in (LAST, FUSED)}
        ticks = [task.value for task in table.tasks(self.tasks)]
        return (bars(groups, ticks, title="With and without a lower layer", y_label="target score"),)
