"""Fine-tuning on one task, in the source language unless other examples are given."""

import copy
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from torch import Generator, Tensor

from synth.errors import LabError
from synth.lab.models.fusion import LayerFusion
from synth.lab.train.attacks import Attack, perturbed
from synth.lab.train.batches import Ints
from synth.lab.train.evaluate import evaluate
from synth.lab.train.loop import Progress, Schedule, train
from synth.lab.train.pretrain import Pretrained
from synth.lab.train.tasks import TaskModel, TaskRows, batch_of, head_of, loss_of, task_rows
from synth.lab.types import Example, Split, Task, TaskData

Synonyms = Callable[[str], Sequence[str]]
WARMUP: Final = 0.1  # share of the run; at pretraining's .02 half of the smallest encoders never left chance on NLI
LAST_LOSSES: Final = 5  # reports over which the final loss is averaged


@dataclass(frozen=True, slots=True, kw_only=True)
class FinetunePlan:
    """Everything but the model, the data, the task and the seed that decides a fine-tuned model.

    Attributes:
        examples: Of the training split at most.
        epochs: Passes over them; a fraction stops within one.
        batch_tokens: In one step at most, padding counted.
        rate: Peak learning rate.
        attack: Train on perturbed embeddings too: the loss is the mean of the clean and the perturbed one.
        synonyms: Share of words replaced by a synonym, drawn anew for every pass, in [0, 1].
        fuse: The lower layer whose states are blended with the last one's; None for the last one alone.
        fuse_twice: Blend a second time with weights computed from the first blend.

    The defaults are those with the best development score in the source language among the few that were tried
    (NLI, micro): at half the rate and with half the passes a model learns what is denied, and not yet who does what.
    """

    examples: int = 20_000
    epochs: float = 3.0
    batch_tokens: int = 512
    rate: float = 2e-3
    attack: Attack | None = None
    synonyms: float = 0.0
    fuse: int | None = None
    fuse_twice: bool = False

    def __post_init__(self) -> None:
        if self.examples < 1 or self.epochs <= 0.0 or not 0.0 <= self.synonyms <= 1.0:
            raise LabError("a fine-tuning plan needs examples >= 1, epochs > 0 and synonyms in [0, 1]")


@dataclass(frozen=True, slots=True)
class _TaskObjective:
    model: TaskModel
    rows: TaskRows
    attack: Attack | None

    @property
    def lengths(self) -> Ints:
        return self.rows.ids.lengths

    def loss(self, chosen: Ints, draw: Generator) -> Tensor:
        model = self.model
        batch = batch_of(self.rows, chosen, model.task, model.tokenizer.pad, model.device)
        clean = loss_of(model.task, model.scores(batch.ids, batch.mask, batch.first), batch)
        if self.attack is None:
            return clean
        inputs = perturbed(model, batch, self.attack, draw)
        return (clean + loss_of(model.task, model.scores(inputs, batch.mask, batch.first), batch)) / 2


def finetune(
    pretrained: Pretrained,
    data: TaskData,
    task: Task,
    plan: FinetunePlan,
    *,
    seed: int,
    examples: Sequence[Example] | None = None,
    synonyms_of: Synonyms | None = None,
    progress: Progress | None = None,
) -> TaskModel:
    """Fine-tune a copy of the encoder; ``pretrained`` stays as it is.

    Args:
        examples: To train on instead of the source language's training split: translated or multilingual ones.
        synonyms_of: Other words for a word; needed where the plan wants synonyms.

    Raises:
        LabError: If the plan wants synonyms and there are none, or the lower layer to fuse does not exist.
    """
    model = untrained(pretrained, data.labels(task), task, plan, seed=seed)
    if model.head is None:
        return model
    chosen = list(data.split(task, data.source, Split.TRAIN) if examples is None else examples)[: plan.examples]
    limit: int = model.body.max_tokens
    rows = task_rows(chosen, model.tokenizer, limit=limit)
    tokens = max(1, round(plan.epochs * int(rows.ids.starts[-1])))
    if plan.synonyms > 0.0:
        if synonyms_of is None:
            raise LabError("the plan wants synonyms, and nothing was given to find them")
        copies = with_synonyms(chosen, synonyms_of, rate=plan.synonyms, copies=math.ceil(plan.epochs), seed=seed)
        rows = task_rows(copies, model.tokenizer, limit=limit)
    trace = train(
        model.module(),
        _TaskObjective(model, rows, plan.attack),
        Schedule(tokens=tokens, batch_tokens=plan.batch_tokens, rate=plan.rate, warmup=WARMUP),
        seed=seed,
        stage=task.value,
        progress=progress,
    )
    last = [loss for _, loss in trace.losses[-LAST_LOSSES:]]
    model.loss, model.cpu_s = sum(last) / len(last), trace.cpu_s
    return model


def untrained(pretrained: Pretrained, labels: Sequence[str], task: Task, plan: FinetunePlan, *, seed: int) -> TaskModel:
    """A copy of the encoder with a new head, before any fine-tuning; all there is to do for RETRIEVAL."""
    body = copy.deepcopy(pretrained.encoder)
    head = head_of(task, body.width, len(labels), seed=seed)
    fusion = None
    if plan.fuse is not None:
        fusion = LayerFusion(body.width, body.n_layers, plan.fuse, iterate=plan.fuse_twice, seed=seed)
    model = TaskModel(task, body, pretrained.tokenizer, head, tuple(labels), fusion)
    model.module().to(model.device).eval()
    return model


def as_pretrained(model: TaskModel, before: Pretrained) -> Pretrained:
    """The fine-tuned encoder as the start of another fine-tuning: what an intermediate task is for."""
    return replace(before, encoder=copy.deepcopy(model.body))


def with_synonyms(
    examples: Sequence[Example], synonyms_of: Synonyms, *, rate: float, copies: int, seed: int
) -> list[Example]:
    """Copies of examples in which words are replaced by synonyms; numbers of words, labels and answers stay.

    Args:
        rate: Chance of each word that has synonyms to be replaced, in [0, 1].
        copies: Of each example, each with draws of its own.
        seed: Decides the draws.
    """
    draw = random.Random(seed)  # noqa: S311 - words, not secrets

    def said_otherwise(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_synonym(word, synonyms_of(word), rate, draw) for word in words)

    return [
        replace(example, words=said_otherwise(example.words), pair=said_otherwise(example.pair))
        for _ in range(copies)
        for example in examples
    ]


def _synonym(word: str, others: Sequence[str], rate: float, draw: random.Random) -> str:
    return draw.choice(others) if others and draw.random() < rate else word


def best_on_source(
    pretrained: Pretrained,
    data: TaskData,
    task: Task,
    plans: Sequence[FinetunePlan],
    *,
    seed: int,
    synonyms_of: Synonyms | None = None,
) -> FinetunePlan:
    """The plan with the best development score in the source language, the first of equals.

    Step sizes, layers and rates are chosen this way and no other: target languages are never looked at.
    """
    dev = data.split(task, data.source, Split.DEV)

    def score(plan: FinetunePlan) -> float:
        model = finetune(pretrained, data, task, plan, seed=seed, synonyms_of=synonyms_of)
        return evaluate(model, dev).main

    return max(plans, key=score)
