import dataclasses
import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from synth.errors import LabError
from synth.lab.models.encoder import EncoderConfig, TinyEncoder
from synth.lab.train.batches import Rows
from synth.lab.train.cache import CheckpointCache
from synth.lab.train.loop import Schedule, Tick
from synth.lab.train.objectives import NOTHING, MaskedLanguage, hide
from synth.lab.train.pretrain import (
    Goal,
    Pretrained,
    PretrainPlan,
    in_two,
    pair_row,
    pretrain,
    training_rows,
    unigram_loss,
)
from synth.lab.types import Aligned
from tests.lab.train.tiny import TinyTokenizer, TinyWorld

SIZE = EncoderConfig(width=16, layers=1, heads=2, max_tokens=32)
SHORT = PretrainPlan(documents=300, schedule=Schedule(tokens=3_500, batch_tokens=64, rate=1e-2))


def weights(pretrained: Pretrained) -> list[torch.Tensor]:
    return [weight.detach().clone() for weight in pretrained.encoder.parameters()]  # type: ignore[attr-defined]  # every encoder is a Module


def are_equal(one: Pretrained, other: Pretrained) -> bool:
    return all(torch.equal(a, b) for a, b in zip(weights(one), weights(other), strict=True))


class Killed(Exception):  # noqa: N818 - stands for a signal
    pass


def killer(share: float) -> Callable[[Tick], None]:
    def progress(tick: Tick) -> None:
        if tick.done >= share:
            raise Killed

    return progress


def test_equal_seeds_give_equal_results_to_the_last_digit() -> None:
    one, other = (pretrain(TinyWorld(), SIZE, SHORT, seed=3) for _ in range(2))

    assert are_equal(one, other)
    assert (one.loss, one.losses) == (other.loss, other.losses)
    assert not are_equal(one, pretrain(TinyWorld(), SIZE, SHORT, seed=4))


def test_loss_falls_below_that_of_frequencies() -> None:
    found = pretrain(TinyWorld(), SIZE, SHORT, seed=0)

    assert found.loss < found.unigram
    assert found.tokens >= SHORT.schedule.tokens


@pytest.mark.parametrize("goal", list(Goal))
def test_killed_run_goes_on_and_ends_with_the_same_weights(tmp_path: Path, goal: Goal) -> None:
    pairs = 100 if goal in {Goal.TLM, Goal.WEAM} else 0
    plan = dataclasses.replace(SHORT, goal=goal, pairs=pairs)
    whole = pretrain(TinyWorld(), SIZE, plan, seed=0)
    cache = CheckpointCache(tmp_path)
    with pytest.raises(Killed):
        pretrain(TinyWorld(), SIZE, plan, seed=0, cache=cache, progress=killer(0.5))
    ticks: list[Tick] = []

    resumed = pretrain(TinyWorld(), SIZE, plan, seed=0, cache=cache, progress=ticks.append)

    assert len(ticks) < len(whole.losses)
    assert are_equal(whole, resumed)
    assert (resumed.loss, resumed.losses) == (whole.loss, whole.losses)
    assert not list(tmp_path.glob("*.partial"))


def test_second_call_takes_the_checkpoint(tmp_path: Path) -> None:
    cache = CheckpointCache(tmp_path)
    one = pretrain(TinyWorld(), SIZE, SHORT, seed=0, cache=cache)

    other = pretrain(TinyWorld(), SIZE, SHORT, seed=0, cache=cache, progress=killer(0.0))

    assert are_equal(one, other)
    assert one == dataclasses.replace(other, encoder=one.encoder, tokenizer=one.tokenizer)


def test_another_seed_plan_or_world_is_another_checkpoint(tmp_path: Path) -> None:
    class OtherWorld(TinyWorld):
        key = "other"

    cache = CheckpointCache(tmp_path)
    quick = dataclasses.replace(SHORT, schedule=Schedule(tokens=200, batch_tokens=128, rate=3e-3))
    pretrain(TinyWorld(), SIZE, quick, seed=0, cache=cache)
    pretrain(TinyWorld(), SIZE, quick, seed=1, cache=cache)
    pretrain(TinyWorld(), SIZE, dataclasses.replace(quick, share=0.4), seed=0, cache=cache)
    pretrain(OtherWorld(), SIZE, quick, seed=0, cache=cache)

    assert len(list(tmp_path.iterdir())) == 4


def test_broken_checkpoint_is_made_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = CheckpointCache(tmp_path)
    one = pretrain(TinyWorld(), SIZE, SHORT, seed=0, cache=cache)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:100])

    other = pretrain(TinyWorld(), SIZE, SHORT, seed=0, cache=cache)

    assert are_equal(one, other)
    assert "cannot be read" in caplog.text


def test_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(LabError, match="cannot write checkpoint"):
        CheckpointCache(tmp_path / "file").write("key", {"a": 1})


def test_noisy_plan_trains_on_misspelt_text() -> None:
    def shout(words: Sequence[str], draw: random.Random) -> Sequence[str]:
        return ["zzz" if draw.random() < 0.5 else word for word in words]

    plan = dataclasses.replace(SHORT, noise=0.5)
    clean, _ = training_rows(TinyWorld(), SHORT, TinyTokenizer(), 32, 0, None)
    noisy, _ = training_rows(TinyWorld(), plan, TinyTokenizer(), 32, 0, shout)

    assert noisy.flat.size > clean.flat.size
    with pytest.raises(LabError, match="nothing was given to make them"):
        training_rows(TinyWorld(), plan, TinyTokenizer(), 32, 0, None)


def test_documents_are_cut_between_sentences_and_nowhere_else() -> None:
    words = ("cat", "sees", ".", "dog", "?", "cow", ".")

    cuts = {in_two(words, random.Random(seed)) for seed in range(20)}  # noqa: S311 - cuts, not secrets

    assert cuts == {(words[:3], words[3:]), (words[:5], words[5:])}
    assert in_two(("cat", "sees", "."), random.Random(0)) == (("cat", "sees", "."),)  # noqa: S311 - as above


def test_pairs_stand_side_by_side_and_linked_words_name_each_other() -> None:
    tokenizer = TinyTokenizer()
    pair = Aligned(("cat", "sees"), ("seez", "tac"), ((0, 1),))

    ids, others = pair_row(pair, tokenizer)

    cat, tac = (tokenizer.encode_words([word])[0][0] for word in ("cat", "tac"))
    assert ids.count(tokenizer.sep) == 2
    assert others[ids.index(cat)] == tac
    assert others[ids.index(tac)] == cat
    assert sum(other != NOTHING for other in others) == 2


def test_word_exchange_loss_is_the_mean_of_both_losses() -> None:
    tokenizer = TinyTokenizer()
    ids, others = pair_row(Aligned(("cat", "sees"), ("tac", "sees"), ((0, 0), (1, 1))), tokenizer)
    model = TinyEncoder(SIZE, tokenizer.size).eval()
    chosen = np.array([0])

    def loss(rows: list[int], exchange: list[int] | None) -> float:
        other = Rows.of([exchange]) if exchange else None
        objective = MaskedLanguage(model, Rows.of([rows]), tokenizer, 0.99, other)
        return float(objective.loss(chosen, torch.Generator().manual_seed(0)).item())

    assert loss(ids, [NOTHING] * len(ids)) == loss(ids, None)
    assert loss(ids, ids) == pytest.approx(loss(ids, None))
    assert loss(ids, others) != pytest.approx(loss(ids, None))


def test_special_pieces_are_never_hidden_and_something_always_is() -> None:
    tokenizer = TinyTokenizer()
    ids = torch.tensor([[1, 5, 6, 2, 0], [1, 7, 8, 9, 2]])

    for seed in range(20):
        shown, wanted = hide(ids, tokenizer, share=0.05, draw=torch.Generator().manual_seed(seed))

        assert wanted.any()
        assert not wanted[ids < 4].any()
        assert torch.equal(shown[~wanted], ids[~wanted])


def test_unigram_loss_is_the_entropy_of_even_pieces() -> None:
    rows = Rows.of([[1, *range(4, 47), 2]] * 50)
    missing = TinyTokenizer().size - 47  # pieces that never occur are counted once each

    found = unigram_loss(rows, rows, TinyTokenizer())

    assert found == pytest.approx(math.log((43 * 51 + missing) / 51))


@pytest.mark.parametrize(
    ("change", "message"),
    [({"share": 0.0}, "0 < share"), ({"pairs": 5}, "pairs"), ({"goal": Goal.TLM}, "pairs"), ({"noise": 2.0}, "noise")],
)
def test_senseless_plan_is_refused(change: dict[str, float | int | Goal], message: str) -> None:
    with pytest.raises(LabError, match=message):
        dataclasses.replace(SHORT, **change)  # type: ignore[arg-type]  # a test of wrong values


def test_rate_that_explodes_is_an_error() -> None:
    wild = dataclasses.replace(SHORT, schedule=Schedule(tokens=3_500, batch_tokens=64, rate=1e30, warmup=0.0))

    with pytest.raises(LabError, match="no longer a number"):
        pretrain(TinyWorld(), SIZE, wild, seed=0)
