"""Entailment models by name: label order read from the model, and a clear word for each folder that is none."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from synth.errors import ModelError
from synth.models import entailment
from synth.models.entailment import ABSENT, CrossEncoderEntailment, OnnxEntailment, build_entailment, columns_of
from synth.training.contrast_pairs import SOURCES
from synth.training.nli_data import TRAINING, TRAINING_CLAIMS

NLI = {0: "contradiction", 1: "entailment", 2: "neutral"}
PAIRS = [("cats sleep", "all cats sleep"), ("dogs bark", "cats"), ("birds sing all do not", "dogs sleep bark sing")]
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "cats", "dogs", "birds", "sleep", "bark", "sing", "not", "all"]
MakeModel = Callable[..., Path]


@pytest.fixture
def make_model(tmp_path: Path) -> MakeModel:
    """Save an untrained cross-encoder of a few thousand weights; a test names its labels."""

    def make(labels: dict[int, str], *, name: str = "model", vocabulary: int = len(WORDS)) -> Path:
        import torch
        from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

        folder = tmp_path / name
        torch.manual_seed(0)
        config = BertConfig(
            vocab_size=vocabulary,
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=64,
            id2label=labels,
            label2id={label: index for index, label in labels.items()},
        )
        BertForSequenceClassification(config).save_pretrained(folder)
        BertTokenizer(vocab={word: index for index, word in enumerate(WORDS)}).save_pretrained(folder)
        return folder

    return make


shipped = pytest.mark.skipif(not entailment.WEIGHTS.is_file(), reason="this checkout has no weights of our own")


@shipped
def test_own_model_is_small_enough_to_ship_and_is_the_one_its_card_describes() -> None:
    card = entailment.WEIGHTS.with_name("MODEL_CARD.md").read_text(encoding="utf-8")

    assert entailment.WEIGHTS.stat().st_size <= 25_000_000
    for file in (entailment.WEIGHTS, entailment.TOKENIZER):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in card


@shipped
def test_model_card_names_every_training_set_with_its_licence() -> None:
    card = entailment.WEIGHTS.with_name("MODEL_CARD.md").read_text(encoding="utf-8")
    rows = [line for line in card.splitlines() if line.startswith("|")]

    for file in (*TRAINING, *TRAINING_CLAIMS):
        assert any(f"| {file.name} |" in row and file.licence in row for row in rows), file.name
    for name, _ in SOURCES:
        assert any(name in row for row in rows), name
    assert "CC BY-SA 4.0" in card


@shipped
def test_own_model_tells_support_from_contradiction() -> None:
    model = build_entailment("own")
    assert model is not None
    sentence = "The baseline was trained for three days on eight GPUs."

    found = model.predict(
        [
            ("The baseline was trained on eight GPUs for three days.", sentence),
            ("The baseline was not trained on GPUs.", sentence),
        ]
    )

    assert found.argmax(-1).tolist() == [0, 1]


@shipped
def test_own_model_mostly_finds_that_sentences_on_other_things_say_nothing() -> None:
    model = build_entailment("own")
    assert model is not None

    found = model.predict(
        [
            ("Annotators were paid by the hour.", "The baseline was trained for three days on eight GPUs."),
            ("Owls hunt at night.", "We use a learning rate of 0.1."),
            ("The corpus covers German.", "Table 3 shows the results of the ablation."),
            ("The model has 12 layers.", "Annotators labelled each sentence twice."),
            ("Dropout helps.", "The data was collected in May."),
            ("The annotators were students.", "We trained for three days on eight GPUs."),
            ("BERT was fine-tuned on SQuAD.", "The vocabulary has 30,000 entries."),
            ("Patients in both groups improved.", "The trial was registered."),
        ]
    )

    # Public pairs teach it that scenes with nothing in common exclude each other; among papers it is silent.
    assert (found.argmax(-1) == 2).sum() >= 6


@shipped
def test_own_model_gives_a_pair_the_same_logits_alone_and_in_company() -> None:
    model = build_entailment("auto")
    assert model is not None

    together = model.predict([*PAIRS, ("a claim", "a much longer sentence that stands beside the others " * 9)])

    assert (together[:3] == np.concatenate([model.predict([pair]) for pair in PAIRS])).all()
    assert model.predict([]).shape == (0, 3)


def test_none_is_no_model() -> None:
    assert build_entailment("none") is None


def test_auto_is_no_model_where_the_weights_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entailment, "WEIGHTS", tmp_path / "absent.onnx")

    assert build_entailment("auto") is None


def test_own_without_weights_is_an_error_with_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entailment, "WEIGHTS", tmp_path / "absent.onnx")

    with pytest.raises(ModelError) as caught:
        build_entailment("own")
    assert caught.value.hint


def test_broken_weights_are_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "a.onnx").write_bytes(b"no graph")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")

    with pytest.raises(ModelError):
        OnnxEntailment(tmp_path / "a.onnx", tmp_path / "a.json")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["entailment", "neutral", "contradiction"], (0, 2, 1)),
        (["CONTRADICTION", "NEUTRAL", "ENTAILMENT"], (1, 2, 0)),
        (["SUPPORTS", "REFUTES", "NOT ENOUGH INFO"], (0, 1, 2)),
        (["not_entailment", "entailment"], (2, 0)),
        (["LABEL_0", "LABEL_1"], (2, 0)),
        (["LABEL_0"], (0,)),
    ],
)
def test_labels_are_read_by_name(labels: list[str], expected: tuple[int, ...]) -> None:
    assert columns_of(dict(enumerate(labels)), "m") == expected


@pytest.mark.parametrize(
    "labels",
    [
        ["LABEL_0", "LABEL_1", "LABEL_2"],
        ["entailment", "entailment", "neutral"],
        ["positive", "negative"],
        ["neutral", "contradiction"],
        ["entailment", "neutral", "contradiction", "other"],
    ],
)
def test_labels_that_do_not_say_what_supports_are_refused(labels: list[str]) -> None:
    with pytest.raises(ModelError, match="do not say") as caught:
        columns_of(dict(enumerate(labels)), "m")
    assert "id2label" in caught.value.hint


def test_cross_encoder_of_a_folder_gives_its_logits_in_our_order(make_model: MakeModel) -> None:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder = make_model(NLI)
    tokens = AutoTokenizer.from_pretrained(folder)("all cats sleep", "cats sleep", return_tensors="pt")
    with torch.no_grad():
        contradiction, entails, neutral = AutoModelForSequenceClassification.from_pretrained(folder)(**tokens).logits[0]

    found = CrossEncoderEntailment(str(folder)).predict(PAIRS)

    assert found.shape == (3, 3)
    assert found.dtype == np.float32
    assert found[0] == pytest.approx([float(entails), float(contradiction), float(neutral)], abs=1e-5)


def test_permuted_pairs_give_permuted_logits(make_model: MakeModel) -> None:
    model = CrossEncoderEntailment(str(make_model(NLI)))

    assert model.predict(PAIRS[::-1]) == pytest.approx(model.predict(PAIRS)[::-1], abs=1e-5)


def test_two_unnamed_labels_are_read_as_minicheck_names_them(make_model: MakeModel) -> None:
    found = CrossEncoderEntailment(str(make_model({0: "LABEL_0", 1: "LABEL_1"}))).predict(PAIRS)

    assert (found[:, 1] == ABSENT).all()
    assert (found[:, [0, 2]] != ABSENT).all()


def test_single_logit_stands_against_zero(make_model: MakeModel) -> None:
    found = CrossEncoderEntailment(str(make_model({0: "LABEL_0"}))).predict(PAIRS)

    assert (found[:, 1] == ABSENT).all()
    assert (found[:, 2] == 0.0).all()


def test_no_pairs_give_no_rows(make_model: MakeModel) -> None:
    assert CrossEncoderEntailment(str(make_model(NLI))).predict([]).shape == (0, 3)


def test_sentence_longer_than_the_model_reads_is_cut(make_model: MakeModel) -> None:
    model = CrossEncoderEntailment(str(make_model(NLI)))

    assert np.isfinite(model.predict([("cats sleep", "dogs bark " * 400)])).all()


def test_hash_changes_with_the_weights_and_only_with_them(make_model: MakeModel) -> None:
    one, same = make_model(NLI, name="one"), make_model(NLI, name="same")
    other = make_model(NLI, name="other", vocabulary=len(WORDS) + 1)

    hashes = [CrossEncoderEntailment(str(folder)).hash for folder in (one, same, other)]

    assert hashes[0] == hashes[1] != hashes[2]
    assert hashes[0].startswith("sha256:")


def test_missing_folder_is_a_model_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="absent") as caught:
        build_entailment(str(tmp_path / "absent"))
    assert "none" in caught.value.hint


def test_missing_tokenizer_is_a_model_error(make_model: MakeModel) -> None:
    folder = make_model(NLI)
    for file in folder.iterdir():
        if file.name.startswith(("tokenizer", "vocab", "special")):
            file.unlink()

    with pytest.raises(ModelError):
        build_entailment(str(folder))


def test_tokenizer_of_another_model_is_a_model_error(make_model: MakeModel) -> None:
    with pytest.raises(ModelError, match="weights for 9"):
        build_entailment(str(make_model(NLI, vocabulary=9)))


def test_weights_of_another_size_are_a_model_error(make_model: MakeModel) -> None:
    folder, other = make_model(NLI), make_model({0: "not_entailment", 1: "entailment"}, name="other")
    shutil.copy(other / "model.safetensors", folder / "model.safetensors")

    with pytest.raises(ModelError):
        build_entailment(str(folder))


def test_wrong_label_names_are_a_model_error(make_model: MakeModel) -> None:
    folder = make_model(NLI)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["id2label"] = {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}
    config["label2id"] = {label: int(index) for index, label in config["id2label"].items()}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")

    with pytest.raises(ModelError, match="do not say"):
        build_entailment(str(folder))
