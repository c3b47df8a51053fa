import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import (
    GPT2Config,
    GPT2Model,
    PreTrainedTokenizerFast,
    T5Config,
    XLMRobertaConfig,
    XLMRobertaModel,
    utils,
)

from synth.errors import LabError
from synth.lab.models.huggingface import read_encoder
from synth.lab.train.evaluate import evaluate
from synth.lab.train.finetune import FinetunePlan, finetune
from synth.lab.train.pretrain import already_pretrained
from synth.lab.types import Split, Task
from tests.lab.train.tiny import TinyWorld

WORDS = [" ".join(words) for language in ("L0", "L1") for words in TinyWorld().corpus(language, 200)]


@pytest.fixture(autouse=True, scope="module")
def _quiet() -> Iterator[None]:
    utils.logging.disable_progress_bar()
    yield
    utils.logging.enable_progress_bar()


def save_tokenizer(folder: Path) -> int:
    """A small fast tokenizer with XLM-R's special tokens; returns how many pieces it has."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    specials = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(WORDS, trainers.BpeTrainer(vocab_size=60, special_tokens=specials))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
    )
    fast.save_pretrained(folder)
    return len(fast)


def save_xlm_r(folder: Path, vocab: int) -> None:
    torch.manual_seed(0)
    config = XLMRobertaConfig(
        vocab_size=vocab,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=66,
        pad_token_id=1,
    )
    XLMRobertaModel(config).save_pretrained(folder)


@pytest.fixture(scope="module")
def xlm_r(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random XLM-R with its tokenizer, saved to a folder."""
    folder = tmp_path_factory.mktemp("xlm-r")
    save_xlm_r(folder, save_tokenizer(folder))
    return folder


def test_reading_twice_gives_equal_states(xlm_r: Path) -> None:
    ids, mask = torch.tensor([[0, 7, 9, 2]]), torch.ones(1, 4, dtype=torch.bool)

    one, other = (read_encoder(str(xlm_r))[0].encode(ids, mask) for _ in range(2))

    assert len(one) == 3
    assert all(torch.equal(a, b) for a, b in zip(one, other, strict=True))


def test_padding_does_not_change_states(xlm_r: Path) -> None:
    encoder, tokenizer = read_encoder(str(xlm_r))
    ids = torch.tensor([[0, 7, 9, 2]])
    padded = torch.cat([ids, torch.full((1, 3), tokenizer.pad)], 1)

    alone = encoder.encode(ids, torch.ones_like(ids, dtype=torch.bool))[-1]
    among = encoder.encode(padded, padded != tokenizer.pad)[-1][:, :4]

    assert torch.allclose(alone, among, atol=1e-5)


def test_embeddings_in_place_of_ids_give_the_same_states(xlm_r: Path) -> None:
    encoder, _ = read_encoder(str(xlm_r))
    ids, mask = torch.tensor([[0, 7, 9, 2]]), torch.ones(1, 4, dtype=torch.bool)
    embeddings = encoder.embed(ids).detach().requires_grad_()

    states = encoder.encode(embeddings, mask)
    states[-1].sum().backward()

    assert torch.equal(states[-1], encoder.encode(ids, mask)[-1])
    assert embeddings.grad is not None


def test_longest_row_fits_the_positions(xlm_r: Path) -> None:
    encoder, tokenizer = read_encoder(str(xlm_r))
    ids = torch.full((1, encoder.max_tokens), tokenizer.mask)

    assert encoder.max_tokens == 64
    assert encoder.encode(ids, torch.ones_like(ids, dtype=torch.bool))[-1].shape == (1, 64, 16)


def test_tokenizer_names_the_word_of_each_piece(xlm_r: Path) -> None:
    _, tokenizer = read_encoder(str(xlm_r))

    ids, word_ids = tokenizer.encode_words(["cat", "zzz", "sees"])

    assert len(ids) == len(word_ids)
    assert sorted(set(word_ids)) == [0, 1, 2]
    assert word_ids == sorted(word_ids)
    assert tokenizer.encode_words([]) == ([], [])


@pytest.mark.parametrize("task", [Task.NLI, Task.TAGS, Task.QA])
def test_real_encoder_is_fine_tuned_like_a_small_one(xlm_r: Path, task: Task) -> None:
    world = TinyWorld()
    pretrained = already_pretrained(*read_encoder(str(xlm_r)))

    model = finetune(pretrained, world, task, FinetunePlan(examples=12, epochs=2.0, batch_tokens=64), seed=0)

    assert 0.0 <= evaluate(model, world.split(task, "L1", Split.TEST)).main <= 1.0


def test_dropout_is_off_while_training(xlm_r: Path) -> None:
    encoder, _ = read_encoder(str(xlm_r))
    encoder.train()
    ids, mask = torch.tensor([[0, 7, 9, 2]]), torch.ones(1, 4, dtype=torch.bool)

    assert torch.equal(encoder.encode(ids, mask)[-1], encoder.encode(ids, mask)[-1])


def test_folder_without_tokenizer_is_refused(tmp_path: Path) -> None:
    save_xlm_r(tmp_path, 60)

    with pytest.raises(LabError, match="holds no tokenizer"):
        read_encoder(str(tmp_path))


def test_folder_without_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabError, match="no encoder can be read"):
        read_encoder(str(tmp_path))


def test_model_that_only_writes_is_refused(tmp_path: Path) -> None:
    save_tokenizer(tmp_path)
    GPT2Model(
        GPT2Config(n_embd=16, n_layer=1, n_head=2, vocab_size=60, bos_token_id=0, eos_token_id=2)
    ).save_pretrained(tmp_path)

    with pytest.raises(LabError, match="gpt2 model, not a bidirectional encoder"):
        read_encoder(str(tmp_path))


def test_encoder_decoder_is_refused(tmp_path: Path) -> None:
    save_tokenizer(tmp_path)
    T5Config(d_model=16).save_pretrained(tmp_path)

    with pytest.raises(LabError, match="not a bidirectional encoder"):
        read_encoder(str(tmp_path))


def test_tokenizer_larger_than_the_model_is_refused(tmp_path: Path) -> None:
    save_xlm_r(tmp_path, save_tokenizer(tmp_path) - 10)

    with pytest.raises(LabError, match="pieces, its model only"):
        read_encoder(str(tmp_path))


def test_tokenizer_without_mask_is_refused(tmp_path: Path) -> None:
    save_xlm_r(tmp_path, save_tokenizer(tmp_path))
    path = tmp_path / "tokenizer_config.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings.pop("mask_token")
    path.write_text(json.dumps(settings), encoding="utf-8")

    with pytest.raises(LabError, match="no mask token"):
        read_encoder(str(tmp_path))
