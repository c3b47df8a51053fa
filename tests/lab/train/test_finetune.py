import copy
import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest
import torch

from synth.errors import LabError
from synth.lab.models.encoder import EncoderConfig, TinyEncoder
from synth.lab.train.attacks import Attack, Kind, perturbed
from synth.lab.train.device import device_of
from synth.lab.train.evaluate import crossed, evaluate, noisy, predict
from synth.lab.train.finetune import (
    FinetunePlan,
    as_pretrained,
    best_on_source,
    finetune,
    untrained,
    with_synonyms,
)
from synth.lab.train.pretrain import Pretrained, already_pretrained
from synth.lab.train.tasks import Batch, TaskModel, batch_of, loss_of, task_rows
from synth.lab.types import Example, Split, Task
from tests.lab.train.tiny import TinyTokenizer, TinyWorld

WORLD = TinyWorld()
TOKENIZER = TinyTokenizer()
QUICK = FinetunePlan(examples=24, epochs=2.0, batch_tokens=96)


@pytest.fixture
def pretrained() -> Pretrained:
    size = EncoderConfig(width=16, layers=2, heads=2, max_tokens=40)
    return already_pretrained(TinyEncoder(size, TOKENIZER.size, seed=1).eval(), TOKENIZER)


Ready = tuple[TaskModel, Batch]


@pytest.fixture
def ready(pretrained: Pretrained) -> Callable[[Task], Ready]:
    """An untrained model of a task and a batch for it."""

    def make(task: Task) -> Ready:
        model = untrained(pretrained, WORLD.labels(task), task, QUICK, seed=0)
        rows = task_rows(WORLD.split(task, "L0", Split.TRAIN, limit=6), TOKENIZER, limit=40)
        return model, batch_of(rows, np.arange(6), task, TOKENIZER.pad, model.device)

    return make


def loss(model: TaskModel, inputs: torch.Tensor, batch: Batch) -> float:
    with torch.no_grad():
        return float(loss_of(model.task, model.scores(inputs, batch.mask, batch.first), batch))


@pytest.mark.parametrize("task", [Task.NLI, Task.PARAPHRASE, Task.TAGS, Task.NER, Task.QA])
def test_one_batch_can_be_overfitted(pretrained: Pretrained, task: Task) -> None:
    examples = WORLD.split(task, "L0", Split.TRAIN, limit=4)
    plan = FinetunePlan(examples=4, epochs=50.0, batch_tokens=1000, rate=1e-2)

    model = finetune(pretrained, WORLD, task, plan, seed=0)

    assert evaluate(model, examples).main == 1.0


def test_equal_seeds_give_equal_models_and_the_pretrained_one_stays(pretrained: Pretrained) -> None:
    before = copy.deepcopy(pretrained.encoder)

    one, other, third = (finetune(pretrained, WORLD, Task.NLI, QUICK, seed=seed) for seed in (1, 1, 2))

    def weights(model: torch.nn.Module) -> torch.Tensor:
        return torch.cat([weight.detach().flatten() for weight in model.parameters()])

    assert torch.equal(weights(one.module()), weights(other.module()))
    assert not torch.equal(weights(one.module()), weights(third.module()))
    assert torch.equal(weights(before), weights(pretrained.encoder))
    assert not torch.equal(weights(before), weights(one.body))


def test_permuted_batch_gives_permuted_answers(pretrained: Pretrained) -> None:
    model = finetune(pretrained, WORLD, Task.TAGS, QUICK, seed=0)
    examples = WORLD.split(Task.TAGS, "L1", Split.TEST)

    assert predict(model, examples[::-1]) == predict(model, examples)[::-1]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("task", [Task.NLI, Task.QA])
def test_perturbation_stays_in_its_ball(ready: Callable[[Task], Ready], kind: Kind, task: Task) -> None:
    model, batch = ready(task)
    clean = model.body.embed(batch.ids)

    moved = perturbed(model, batch, Attack(kind=kind, eps=0.1), torch.Generator().manual_seed(0)) - clean
    reach = moved.flatten(1).norm(dim=1)
    allowed = 0.1 * (clean * batch.mask[:, :, None]).flatten(1).norm(dim=1)

    assert (reach <= allowed * 1.0001).all()
    assert (reach > 0).all()
    assert not moved[~batch.mask].any()


@pytest.mark.parametrize("kind", list(Kind))
def test_perturbation_of_size_0_is_the_identity(ready: Callable[[Task], Ready], kind: Kind) -> None:
    model, batch = ready(Task.NLI)

    moved = perturbed(model, batch, Attack(kind=kind, eps=0.0), torch.Generator().manual_seed(0))

    assert torch.equal(moved, model.body.embed(batch.ids))


def test_gradient_attacks_raise_the_loss_more_than_random_ones(ready: Callable[[Task], Ready]) -> None:
    model, batch = ready(Task.NLI)
    clean = loss(model, batch.ids, batch)

    at_random, fgm, pgd = (
        loss(model, perturbed(model, batch, Attack(kind=kind, eps=0.2), torch.Generator().manual_seed(0)), batch)
        for kind in Kind
    )

    assert fgm > max(clean, at_random)
    assert pgd > clean


@pytest.mark.parametrize("kind", list(Kind))
def test_adversarial_training_trains(pretrained: Pretrained, kind: Kind) -> None:
    plan = FinetunePlan(examples=4, epochs=50.0, batch_tokens=1000, rate=1e-2, attack=Attack(kind=kind, eps=0.02))
    examples = WORLD.split(Task.NLI, "L0", Split.TRAIN, limit=4)

    model = finetune(pretrained, WORLD, Task.NLI, plan, seed=0)

    assert evaluate(model, examples).main == 1.0


def test_synonyms_replace_words_and_nothing_else() -> None:
    example = Example(("cat", "sees", "dog"), pair=("dog",), answer=(2, 3))
    others = {"cat": ("lion",), "dog": ("wolf",)}

    def synonyms_of(word: str) -> tuple[str, ...]:
        return others.get(word, ())

    (all_of_them,) = with_synonyms([example], synonyms_of, rate=1.0, copies=1, seed=0)

    assert all_of_them == Example(("lion", "sees", "wolf"), pair=("wolf",), answer=(2, 3))
    assert with_synonyms([example], synonyms_of, rate=0.0, copies=2, seed=0) == [example, example]
    assert len({copy.words for copy in with_synonyms([example], synonyms_of, rate=0.5, copies=20, seed=0)}) == 4


def test_plan_with_synonyms_needs_them(pretrained: Pretrained) -> None:
    with pytest.raises(LabError, match="synonyms"):
        finetune(pretrained, WORLD, Task.NLI, FinetunePlan(synonyms=0.5), seed=0)


def test_other_examples_can_be_trained_on(pretrained: Pretrained) -> None:
    translated = WORLD.split(Task.TAGS, "L1", Split.TRAIN)
    plan = FinetunePlan(epochs=10.0, batch_tokens=96, rate=1e-2)

    model = finetune(pretrained, WORLD, Task.TAGS, plan, seed=0, examples=translated)

    assert evaluate(model, WORLD.split(Task.TAGS, "L1", Split.TEST)).main == 1.0


def test_second_fine_tuning_starts_from_the_first(pretrained: Pretrained) -> None:
    first = finetune(pretrained, WORLD, Task.NLI, QUICK, seed=0)

    start = untrained(as_pretrained(first, pretrained), WORLD.labels(Task.TAGS), Task.TAGS, QUICK, seed=0)

    assert torch.equal(start.body.words.weight, first.body.words.weight)
    assert start.body is not first.body


def test_fused_layers_are_trained_with_the_rest(pretrained: Pretrained) -> None:
    plan = FinetunePlan(examples=24, epochs=2.0, batch_tokens=96, fuse=1, fuse_twice=True)

    model = finetune(pretrained, WORLD, Task.NLI, plan, seed=0)

    assert model.fusion is not None
    assert all(weighing.local_context[-1].weight.any() for weighing in model.fusion.weighings)


def test_best_plan_is_the_one_that_learns(pretrained: Pretrained) -> None:
    still = FinetunePlan(epochs=0.01, batch_tokens=96, rate=1e-9)
    learning = FinetunePlan(epochs=5.0, batch_tokens=96, rate=1e-2)

    assert best_on_source(pretrained, WORLD, Task.TAGS, [still, learning], seed=0) is learning


def test_retrieval_needs_no_training_and_finds_equal_sentences(pretrained: Pretrained) -> None:
    model = finetune(pretrained, WORLD, Task.RETRIEVAL, QUICK, seed=0)

    assert evaluate(model, WORLD.split(Task.RETRIEVAL, "L0", Split.TEST)).main == 1.0
    with pytest.raises(LabError, match="no loss to attack"):
        evaluate(model, WORLD.split(Task.RETRIEVAL, "L0", Split.TEST), attack=Attack(kind=Kind.FGM, eps=0.1))


def test_noise_that_changes_nothing_changes_no_score(pretrained: Pretrained) -> None:
    model = finetune(pretrained, WORLD, Task.NLI, QUICK, seed=0)
    examples = WORLD.split(Task.NLI, "L1", Split.TEST)

    assert evaluate(model, examples, noise=lambda words, _: words) == evaluate(model, examples)


def test_noise_depends_on_seed_version_and_place() -> None:
    examples = [Example(("a",))] * 2

    def number(words: Sequence[str], draw: random.Random) -> Sequence[str]:
        return [str(draw.random()) for _ in words]

    first = noisy(examples, number, seed=0)

    assert first == noisy(examples, number, seed=0)
    assert first[0] != first[1]
    assert first[0] != noisy(examples, number, seed=1)[0]
    assert first[0] != noisy(examples, number, seed=0, version=1)[0]


def test_worst_of_several_is_never_better_than_one(pretrained: Pretrained) -> None:
    model = finetune(pretrained, WORLD, Task.QA, QUICK, seed=0)
    examples = WORLD.split(Task.QA, "L0", Split.TEST)

    def swapped(words: Sequence[str], draw: random.Random) -> Sequence[str]:
        return [word[::-1] if draw.random() < 0.3 else word for word in words]

    scores = [evaluate(model, examples, noise=swapped, worst_of=k).main for k in (1, 2, 4)]

    assert scores == sorted(scores, reverse=True)
    with pytest.raises(LabError, match="needs noise"):
        evaluate(model, examples, worst_of=2)


def test_crossed_examples_have_their_sentences_in_two_languages() -> None:
    source, target = (WORLD.split(Task.NLI, language, Split.TEST) for language in ("L0", "L1"))

    mixed = crossed(source, target)

    assert [(a.words, a.pair, a.label) for a in mixed] == [
        (a.words, b.pair, a.label) for a, b in zip(source, target, strict=True)
    ]


def test_text_longer_than_the_model_is_cut_and_scored(pretrained: Pretrained) -> None:
    tags = finetune(pretrained, WORLD, Task.TAGS, QUICK, seed=0)
    answers = finetune(pretrained, WORLD, Task.QA, QUICK, seed=0)

    (said,) = predict(tags, [Example(("cat",) * 100, tags=(1,) * 100)])
    late = evaluate(answers, [Example(("cat",) * 100, pair=("dog",), answer=(98, 99))])

    assert len(said) == 100
    assert set(said[38:]) == {-1}
    assert late.main == 0.0


def test_answers_lie_within_the_words(pretrained: Pretrained) -> None:
    model = finetune(pretrained, WORLD, Task.QA, QUICK, seed=0)
    examples = WORLD.split(Task.QA, "L1", Split.TEST)

    for example, (start, end) in zip(examples, predict(model, examples), strict=True):
        assert 0 <= start < end <= len(example.words)


def test_nothing_to_score_on_is_an_error(pretrained: Pretrained) -> None:
    with pytest.raises(LabError, match="no examples"):
        evaluate(untrained(pretrained, ("a", "b", "c"), Task.NLI, QUICK, seed=0), [])


def test_unknown_device_names_the_known_ones() -> None:
    assert device_of("cpu").type == "cpu"
    with pytest.raises(LabError, match="unknown device"):
        device_of("tpu")


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device here")
def test_device_that_is_not_there_is_an_error() -> None:
    assert device_of("auto").type == "cpu"
    with pytest.raises(LabError, match="no CUDA device"):
        device_of("cuda")
