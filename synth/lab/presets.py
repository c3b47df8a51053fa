"""How large an experiment is: everything about its size that can change its numbers, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from synth.errors import LabError
from synth.lab.types import Task

_MIB: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """How much fine-tuning a task gets: the same in every arm."""

    examples: int
    epochs: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """The size of an experiment.

    Attributes:
        seeds: How many; each has a world, initial weights and an order of examples of its own.
        ladder: Sizes of encoders, smallest first.
        base: The size that is used where size is not the question.
        concepts: Of the world.
        documents: Unlabelled texts of each language.
        pairs: Sentence pairs of the source with each target, where an arm uses them.
        tokens: Pretrained on, the same for every size and arm.
        batch_tokens: In one step of pretraining, padding counted.
        rate: Peak learning rate of pretraining.
        hidden: Share of the pieces that are to be predicted.
        test: Examples scored for each task and language.
        memory_bytes: Of one process at most, as measured.
        fitting: By task.
        gives_verdict: False where everything is too small to mean anything.
    """

    name: str
    seeds: int
    ladder: tuple[str, ...]
    base: str
    concepts: int
    documents: int
    pairs: int
    tokens: int
    batch_tokens: int
    rate: float
    hidden: float
    test: int
    memory_bytes: int
    fitting: Mapping[Task, Fitting] = field(default_factory=dict)
    gives_verdict: bool = True


def _fitting(inference: Fitting, sentences: Fitting, words: Fitting) -> dict[Task, Fitting]:
    """The same for the other tasks on sentences, and for both tasks on words; inference takes longest to learn."""
    return {
        Task.NLI: inference,
        Task.PARAPHRASE: sentences,
        Task.QA: sentences,
        Task.TAGS: words,
        Task.NER: words,
    }


PRESETS: Final[Mapping[str, Preset]] = {
    "smoke": Preset(
        name="smoke",
        seeds=2,
        ladder=("nano", "micro"),
        base="nano",
        concepts=60,
        documents=200,
        pairs=50,
        tokens=10_000,
        batch_tokens=1_024,
        rate=5e-3,
        hidden=0.3,
        test=40,
        memory_bytes=700 * _MIB,
        fitting=_fitting(
            Fitting(examples=100, epochs=1.0), Fitting(examples=100, epochs=1.0), Fitting(examples=50, epochs=1.0)
        ),
        gives_verdict=False,
    ),
    "default": Preset(
        name="default",
        seeds=8,
        ladder=("nano", "micro", "mini"),
        base="micro",
        concepts=150,
        documents=40_000,
        pairs=5_000,
        tokens=3_000_000,
        batch_tokens=1_024,
        rate=5e-3,
        hidden=0.3,
        test=500,
        memory_bytes=1_200 * _MIB,
        fitting=_fitting(
            Fitting(examples=12_000, epochs=4.0),
            Fitting(examples=12_000, epochs=2.5),
            Fitting(examples=6_000, epochs=1.0),
        ),
    ),
    "full": Preset(
        name="full",
        seeds=10,
        ladder=("micro", "mini", "small", "base", "large"),
        base="small",
        concepts=2_000,
        documents=200_000,
        pairs=50_000,
        tokens=20_000_000,
        batch_tokens=8_192,
        rate=2e-3,
        hidden=0.3,
        test=1_000,
        memory_bytes=6_000 * _MIB,
        fitting=_fitting(
            Fitting(examples=20_000, epochs=4.0),
            Fitting(examples=20_000, epochs=2.0),
            Fitting(examples=10_000, epochs=1.0),
        ),
    ),
}


def preset_of(name: str) -> Preset:
    """The preset called ``name``.

    Raises:
        LabError: If there is none.
    """
    try:
        return PRESETS[name]
    except KeyError:
        raise LabError(f"unknown preset {name!r}", hint=f"known: {', '.join(PRESETS)}") from None
