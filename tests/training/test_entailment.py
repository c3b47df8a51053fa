"""Training: the loss says what it should, a few pairs can be learned, and a killed run goes on where it was."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch

from synth.models.entailment import OnnxEntailment
from synth.training.entailment import (
    TrainConfig,
    Trainer,
    accuracy_of,
    batches_of,
    build_model,
    build_tokenizer,
    inputs_of,
    learning_rate,
    logits_of,
)
from synth.training.export import export_onnx, quantise, weights_of
from synth.training.losses import loss_of
from synth.training.nli_data import ALL, NO_NEI, Pair, flags

PAIRS = [
    Pair("cats sleep", "all cats sleep .", flags("supported"), "made"),
    Pair("cats do not sleep", "all cats sleep .", flags("refuted"), "made"),
    Pair("birds sing", "all cats sleep .", flags("nei"), "made"),
    Pair("dogs bark", "dogs bark .", flags("supported"), "made"),
    Pair("dogs do not bark", "dogs bark .", flags("refuted"), "made"),
    Pair("birds sing", "dogs bark .", flags("nei"), "made"),
]


UNITS = [(pair,) for pair in PAIRS]


def trainer(base: Path, file: Path, *, pairs: int = 64, seed: int = 0) -> Trainer:
    config = TrainConfig(seed=seed, pairs=pairs, batch=6, peak_lr=0.02)
    return Trainer(build_model(str(base), seed=seed), build_tokenizer(base / "tokenizer.json"), config, file)


def rows(*flagged: tuple[bool, bool, bool]) -> torch.Tensor:
    return torch.tensor(flagged)


def test_even_logits_cost_the_logarithm_of_the_labels_that_are_known() -> None:
    even = torch.zeros(1, 3)

    assert loss_of(even, rows(flags("supported")), rows(ALL)).item() == pytest.approx(np.log(3.0), abs=1e-5)
    assert loss_of(even, rows(flags("supported")), rows(NO_NEI)).item() == pytest.approx(np.log(2.0), abs=1e-5)
    assert loss_of(even, rows(flags("refuted", "nei")), rows(ALL)).item() == pytest.approx(np.log(1.5), abs=1e-5)


def test_label_that_a_set_lacks_gets_no_gradient() -> None:
    logits = torch.zeros(1, 3, requires_grad=True)

    loss_of(logits, rows(flags("supported")), rows(NO_NEI)).backward()

    assert logits.grad is not None
    assert logits.grad[0].tolist() == pytest.approx([-0.5, 0.5, 0.0], abs=1e-5)


def test_rate_rises_to_the_peak_and_falls_to_zero() -> None:
    config = TrainConfig(peak_lr=1.0, warmup=0.1)

    assert [learning_rate(done, config) for done in (0.0, 0.05, 0.1, 0.55, 1.0)] == pytest.approx(
        [0.0, 0.5, 1, 0.5, 0.0]
    )


def test_an_epoch_of_batches_holds_every_pair_once() -> None:
    batches = islice(batches_of([5, 9, 1, 7, 3], size=2, seed=0), 3)

    assert sorted(index for batch in batches for index in batch) == [0, 1, 2, 3, 4]


def test_a_batch_holds_pairs_of_similar_length() -> None:
    lengths = [1, 50, 2, 51, 3, 52]

    for batch in islice(batches_of(lengths, size=3, seed=0), 2):
        assert max(lengths[index] for index in batch) - min(lengths[index] for index in batch) == 2


def test_padding_changes_no_logit(base: Path) -> None:
    model, tokenizer = build_model(str(base), seed=0), build_tokenizer(base / "tokenizer.json")
    together = logits_of(model, tokenizer, PAIRS, is_bf16=False)
    alone = torch.cat([logits_of(model, tokenizer, [pair], is_bf16=False) for pair in PAIRS])

    assert torch.allclose(together, alone, atol=1e-5)


def test_permuted_pairs_give_permuted_logits(base: Path) -> None:
    model, tokenizer = build_model(str(base), seed=0), build_tokenizer(base / "tokenizer.json")
    forth = logits_of(model, tokenizer, PAIRS, is_bf16=False)
    back = logits_of(model, tokenizer, PAIRS[::-1], is_bf16=False)

    assert torch.allclose(forth, back.flip(0), atol=1e-5)


def test_a_few_pairs_can_be_learned(base: Path, tmp_path: Path) -> None:
    run = trainer(base, tmp_path / "model.pt", pairs=600)
    run.run(UNITS)

    assert accuracy_of(run, PAIRS) == 1.0


def test_equal_seeds_give_equal_weights(base: Path, tmp_path: Path) -> None:
    weights = []
    for name in ("a", "b"):
        run = trainer(base, tmp_path / name)
        run.run(UNITS)
        weights.append(run.model.state_dict())

    assert all(torch.equal(weights[0][key], weights[1][key]) for key in weights[0])


def test_word_embeddings_stay_as_they_were(base: Path, tmp_path: Path) -> None:
    run = trainer(base, tmp_path / "model.pt")
    before = run.model.body.embeddings.word_embeddings.weight.clone()
    run.run(UNITS)

    assert torch.equal(before, run.model.body.embeddings.word_embeddings.weight)


def test_a_killed_run_goes_on_from_its_checkpoint(base: Path, tmp_path: Path) -> None:
    first = trainer(base, tmp_path / "model.pt", pairs=30)
    first.run(UNITS)
    again = trainer(base, tmp_path / "model.pt", pairs=60)

    assert (again.seen, again.batches) == (first.seen, first.batches) == (30, 5)
    again.run(UNITS)
    assert (again.seen, again.batches) == (60, 10)


def test_export_gives_the_labels_of_the_original(base: Path, tmp_path: Path) -> None:
    run = trainer(base, tmp_path / "model.pt", pairs=600)
    run.run(UNITS)
    export_onnx(run.model, inputs_of(run.tokenizer.encode_batch([("cats", "sleep")] * 2)), tmp_path / "float.onnx")
    quantise(tmp_path / "float.onnx", tmp_path / "int8.onnx")

    model = OnnxEntailment(tmp_path / "int8.onnx", base / "tokenizer.json")
    found = model.predict([(pair.claim, pair.evidence) for pair in PAIRS])

    assert found.argmax(-1).tolist() == [pair.targets.index(True) for pair in PAIRS]


def test_weights_of_an_exported_file_give_its_labels_again(base: Path, tmp_path: Path) -> None:
    run = trainer(base, tmp_path / "model.pt", pairs=600)
    run.run(UNITS)
    export_onnx(run.model, inputs_of(run.tokenizer.encode_batch([("cats", "sleep")] * 2)), tmp_path / "float.onnx")
    quantise(tmp_path / "float.onnx", tmp_path / "int8.onnx")
    again = build_model(str(base), seed=5)
    again.load_state_dict(weights_of(tmp_path / "int8.onnx", again))

    assert accuracy_of(Trainer(again, run.tokenizer, run.config, tmp_path / "again.pt"), PAIRS) == 1.0


def test_twins_in_one_batch_are_learned_apart(base: Path, tmp_path: Path) -> None:
    twins = [
        (
            Pair("cats sleep", "cats sleep", flags("supported"), "a"),
            Pair("dogs sleep", "cats sleep", flags("refuted"), "a"),
        )
    ]
    run = Trainer(
        build_model(str(base), seed=0),
        build_tokenizer(base / "tokenizer.json"),
        TrainConfig(pairs=600, batch=1, peak_lr=5e-3, order=0.5),
        tmp_path / "model.pt",
    )
    run.run(twins)
    logits = logits_of(run.model, run.tokenizer, twins[0], is_bf16=False)

    assert (run.seen, run.batches) == (600, 300)
    assert float(logits[0, 0] - logits[0, 1]) > float(logits[1, 0] - logits[1, 1]) + 2
