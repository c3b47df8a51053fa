"""E3: does noise in the pretraining text help robustness and transfer in question answering?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

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
    bars,
    mean_of,
    noise_name,
    scored,
)
from synth.lab.types import Task
from synth.ports.lab import Chart, Cost, ExperimentCard

if TYPE_CHECKING:
    from synth.lab.bench import Bench
    from synth.lab.presets import Preset

TRAINED_ON: Final = 0.1  # of the words of the noisy corpus
SCORED_ON: Final = 0.2
GOALS: Final = {"span denoising": "denoise", "masked words": "mlm"}
CORPORA: Final = {"clean text": 0.0, "noisy text": TRAINED_ON}
BASE: Final = "masked words, clean text"
CONDITIONS: Final = {"clean questions": CLEAN, "noisy questions": noise_name(SCORED_ON)}


class NoisePretraining(Experiment):
    """An encoder-decoder and an encoder, pretrained on clean or on noisy text, then fine-tuned on questions."""

    tasks: ClassVar = (Task.QA,)
    expected_sd: ClassVar = 0.04
    needs_pretraining: ClassVar = True
    positive_name: ClassVar = f"clean text over {STRONG_NOISE:.0%} of words with typos"
    card: ClassVar = ExperimentCard(
        key="noise-pretraining",
        title="Noise in the pretraining text",
        question="Does noise injected in pretraining improve the robustness and zero-shot transfer of question "
        "answering?",
        claim="Noise injection in (mT5-like) pretraining improves robustness and zero-shot transfer on XQuAD and MLQA.",
        paper="",
        arms=tuple(f"{goal}, {corpus}" for goal in GOALS for corpus in CORPORA),
        equal="size, pretraining tokens, texts (the noisy corpus is the clean one with typos), fine-tuning, test "
        "questions",
        outcome="target QA F1 with the noisy corpus minus with the clean one, averaged over clean and noisy questions "
        "and over both kinds of model",
        prediction="above 0",
        predicted=1,
        tasks=("qa",),
        gates=("pretraining loss fell off its plateau", "source well above chance", "targets above chance"),
        controls=("the base arm twice: no difference", f"{STRONG_NOISE:.0%} of words with typos: a lower score"),
        costs={"smoke": Cost(3, 2), "default": Cost(450, 8), "full": Cost(500, 10)},
    )

    def arms(self, preset: Preset) -> tuple[str, ...]:  # noqa: ARG002 - the same at every size
        """Two kinds of model on two corpora, and the base arm again."""
        return (*(f"{goal}, {corpus}" for goal in GOALS for corpus in CORPORA), AGAIN)

    def base(self, preset: Preset) -> str:  # noqa: ARG002 - the same at every size
        """Masked words, clean text."""
        return BASE

    def measure(self, bench: Bench, arm: str) -> Measures:
        """Pretrain, fine-tune on the source's questions, score on clean and noisy ones."""
        goal, corpus = (BASE if arm == AGAIN else arm).split(", ")
        model = bench.encoder(bench.preset.base, goal=GOALS[goal], noise=CORPORA[corpus])
        tuned = bench.tuned(model, Task.QA, again=arm == AGAIN)
        return about(model) | scored(bench, tuned, noise=(SCORED_ON, STRONG_NOISE))

    def effects(self, table: Table, preset: Preset) -> Effects:  # noqa: ARG002 - the same at every size
        """Noisy corpus minus clean corpus, for each kind of model and of question."""
        parts = {
            f"{goal}, {condition}": table.target(f"{goal}, noisy text", "qa", name)
            - table.target(f"{goal}, clean text", "qa", name)
            for goal in GOALS
            for condition, name in CONDITIONS.items()
        }
        return Effects(mean_of(parts.values()), parts)

    def positive(self, table: Table, preset: Preset) -> Numbers:  # noqa: ARG002 - the same at every size
        """What strong noise takes from the base arm."""
        return table.target(BASE, "qa") - table.target(BASE, "qa", noise_name(STRONG_NOISE))

    def charts(self, table: Table, preset: Preset) -> tuple[Chart, ...]:  # noqa: ARG002 - the same at every size
        """F1 by arm."""
        arms = [f"{goal}, {corpus}" for goal in GOALS for corpus in CORPORA]
        groups = {condition: [table.target(arm, "qa", name) for arm in arms] for condition, name in CONDITIONS.items()}
        return (bars(groups, arms, title="qa in the target languages", y_label="F1"),)
