"""One seed's workplace: its world, its models, its scores. Experiments are recipes over this.

Models that several arms or experiments need are made once: pretrained and fine-tuned ones are kept by the hash of all
that decides them. Importing this file imports torch.
"""

import dataclasses
import random
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Final

from synth.errors import LabError
from synth.lab.fingerprint import training_hash
from synth.lab.presets import Preset
from synth.lab.train.attacks import Attack, Kind
from synth.lab.train.cache import CheckpointCache, key_of
from synth.lab.train.evaluate import crossed, evaluate
from synth.lab.train.finetune import FinetunePlan, as_pretrained, finetune, untrained
from synth.lab.train.loop import Progress, Schedule
from synth.lab.train.measures import Scores
from synth.lab.train.pretrain import Goal, Pretrained, PretrainPlan, pretrain
from synth.lab.train.tasks import TaskModel
from synth.lab.types import Example, Split, Task, TaskData
from synth.lab.world import World, WorldConfig
from synth.lab.world.typos import typos

MOST_KEPT: Final = 3_000_000  # weights of a fine-tuned model that is kept on disk
AGAIN: Final = 10_000  # added to the seed of a fine-tuning that differs in nothing else
NOISE_SEED: Final = 7  # of the typos that models are scored under: the same ones for every arm


Nudge = tuple[str, float]
"""A perturbation of embeddings: its kind (random, fgm, pgd) and its size as a share of their norm."""


@dataclasses.dataclass(frozen=True, slots=True)
class Model:
    """A pretrained model and the words that name it, so that what is made from it can be named too."""

    name: tuple[object, ...]
    value: Pretrained


class Bench:
    """What one seed of an experiment works with, in the made world."""

    plan = FinetunePlan()  # its rate and batches were chosen on the source's development rows

    def __init__(
        self, seed: int, preset: Preset, *, device: str, cache: CheckpointCache, progress: Progress | None = None
    ) -> None:
        self.seed = seed
        self.preset = preset
        self._device = device
        self._cache = cache
        self.progress = progress
        self._tuned: dict[str, TaskModel] = {}

    @cached_property
    def world(self) -> World:
        """The seed's own world."""
        return World(
            WorldConfig(
                seed=self.seed,
                concepts=self.preset.concepts,
                train=max(fit.examples for fit in self.preset.fitting.values()),
                test=self.preset.test,
            )
        )

    @property
    def data(self) -> TaskData:
        """Labelled examples."""
        return self.world

    def tasks(self, wanted: Sequence[Task]) -> tuple[Task, ...]:
        """Those of some tasks that there are examples of.

        Raises:
            LabError: If there are none.
        """
        found = tuple(task for task in wanted if task in self.data.tasks)
        if not found:
            raise LabError(
                f"the data hold none of the tasks {', '.join(wanted)}", hint="this experiment needs one of them"
            )
        return found

    def targets(self, task: Task) -> tuple[str, ...]:  # noqa: ARG002 - the made world has all tasks in all languages
        """The languages that a task is scored in."""
        return self.data.targets

    def synonyms_of(self, word: str) -> Sequence[str]:
        """Other words for a word."""
        return self.world.synonyms_of(word)

    def encoder(self, size: str, *, goal: str = Goal.MLM, noise: float = 0.0) -> Model:
        """A pretrained encoder; all of a preset see the same number of tokens.

        Args:
            noise: Share of the corpus' words with a typo, in [0, 1].
        """
        plan = PretrainPlan(
            goal=Goal(goal),
            documents=self.preset.documents,
            pairs=self.preset.pairs if goal in {Goal.TLM, Goal.WEAM} else 0,
            noise=noise,
            share=self.preset.hidden,
            schedule=Schedule(tokens=self.preset.tokens, batch_tokens=self.preset.batch_tokens, rate=self.preset.rate),
        )
        value = pretrain(
            self.world,
            size,
            plan,
            seed=self.seed,
            device=self._device,
            cache=self._cache,
            progress=self.progress,
            noiser=_noiser(noise) if noise else None,
        )
        return Model((self.world.key, size, dataclasses.asdict(plan), self.seed), value)

    def tuned(
        self,
        model: Model,
        task: Task,
        *,
        again: bool = False,
        is_shuffled: bool = False,
        attack: Nudge | None = None,
        synonyms: float = 0.0,
        fuse: int | None = None,
        languages: Sequence[str] = (),
    ) -> TaskModel:
        """A model fine-tuned on a task.

        Args:
            again: With another seed for head and order; nothing else differs.
            is_shuffled: With labels that belong to other examples, so that nothing can be learned.
            attack: Train on perturbed embeddings too.
            synonyms: Share of words replaced by synonyms while training, in [0, 1].
            fuse: A lower layer to blend with the last one.
            languages: Train on these languages' examples, in equal shares, instead of the source's.
        """
        fit = self.preset.fitting.get(task)
        plan = dataclasses.replace(self.plan, attack=_attack(attack), synonyms=synonyms, fuse=fuse)
        if fit is not None:
            plan = dataclasses.replace(plan, examples=fit.examples, epochs=fit.epochs)
        seed = self.seed + (AGAIN if again else 0)
        name = (*model.name, task, dataclasses.asdict(plan), seed, is_shuffled, tuple(languages), self._device)
        key = key_of({"code": training_hash(), "tuned": repr(name)})
        is_special = again or is_shuffled or bool(languages) or attack is not None or synonyms > 0.0 or fuse is not None
        if key not in self._tuned:
            kept = None if is_special or model.value.params > MOST_KEPT else self._cache
            examples = self._chosen(task, languages, is_shuffled=is_shuffled)
            self._tuned = {key: self._tune(key, model.value, task, plan, seed, examples=examples, cache=kept)}
        return self._tuned[key]

    def staged(self, model: Model, tuned: TaskModel, stage: str) -> Model:
        """The encoder of a fine-tuned model as the start of another fine-tuning; ``stage`` names what it has seen."""
        return Model((*model.name, stage), as_pretrained(tuned, model.value))

    def score(
        self,
        model: TaskModel,
        language: str,
        *,
        split: Split = Split.TEST,
        noise: float = 0.0,
        worst_of: int = 1,
        attack: Nudge | None = None,
    ) -> Scores:
        """Score a model in one language.

        Args:
            noise: Share of words with a typo, in [0, 1]; 0 is clean.
        """
        examples = self.data.split(model.task, language, split, limit=self.preset.test)
        return self.score_on(model, examples, noise=noise, worst_of=worst_of, attack=attack)

    def score_on(
        self,
        model: TaskModel,
        examples: Sequence[Example],
        *,
        noise: float = 0.0,
        worst_of: int = 1,
        attack: Nudge | None = None,
    ) -> Scores:
        """Score a model on given examples; see ``score``."""
        noiser = _noiser(noise) if noise else None
        return evaluate(model, examples, noise=noiser, worst_of=worst_of, attack=_attack(attack), seed=NOISE_SEED)

    def crossed(self, task: Task, first: str, second: str, split: Split) -> list[Example]:
        """Examples whose first sentence is in one language and whose second is in another."""
        rows = (self.data.split(task, language, split, limit=self.preset.test) for language in (first, second))
        return crossed(*rows)

    def _tune(
        self,
        key: str,
        model: Pretrained,
        task: Task,
        plan: FinetunePlan,
        seed: int,
        *,
        examples: Sequence[Example] | None,
        cache: CheckpointCache | None,
    ) -> TaskModel:
        """Fine-tune, or take it from the cache; only plain fine-tunings are kept, which several experiments share."""
        state = cache.read(key) if cache is not None else None
        if state is not None:
            found = untrained(model, self.data.labels(task), task, plan, seed=seed)
            found.module().load_state_dict(state["model"])
            found.loss = state["loss"]
            return found
        made = finetune(
            model,
            self.data,
            task,
            plan,
            seed=seed,
            examples=examples,
            synonyms_of=self.synonyms_of if plan.synonyms else None,
            progress=self.progress,
        )
        if cache is not None:
            weights = {name: weight.cpu() for name, weight in made.module().state_dict().items()}
            cache.write(key, {"model": weights, "loss": made.loss})
        return made

    def _chosen(self, task: Task, languages: Sequence[str], *, is_shuffled: bool) -> list[Example] | None:
        """Training examples other than the source's; None for those."""
        fit = self.preset.fitting.get(task)
        if fit is None or not (languages or is_shuffled):
            return None
        spoken = languages or (self.data.source,)
        by_language = [self.data.split(task, language, Split.TRAIN, limit=fit.examples) for language in spoken]
        rows = min(len(examples) for examples in by_language)
        chosen = [by_language[row % len(spoken)][row] for row in range(rows)]
        return _shuffled(chosen, seed=self.seed) if is_shuffled else chosen


def _attack(nudge: Nudge | None) -> Attack | None:
    return None if nudge is None else Attack(kind=Kind(nudge[0]), eps=nudge[1])


def _noiser(rate: float) -> Callable[[Sequence[str], random.Random], Sequence[str]]:
    return partial(_heard, rate)


def _heard(rate: float, words: Sequence[str], draw: random.Random) -> Sequence[str]:
    return typos(words, rate, draw)


def _shuffled(examples: Sequence[Example], *, seed: int) -> list[Example]:
    """The same texts with each other's labels; tags are shuffled among all words, answers drawn anew."""
    draw = random.Random(seed)  # noqa: S311 - labels, not secrets
    labels = [example.label for example in examples]
    draw.shuffle(labels)
    tags = [tag for example in examples for tag in example.tags]
    draw.shuffle(tags)
    found, used = [], 0
    for example, label in zip(examples, labels, strict=True):
        answer = None
        if example.answer is not None:
            start = draw.randrange(len(example.words))
            answer = (start, min(len(example.words), start + example.answer[1] - example.answer[0]))
        own = tuple(tags[used : used + len(example.tags)])
        used += len(own)
        found.append(dataclasses.replace(example, label=label, tags=own, answer=answer))
    return found
