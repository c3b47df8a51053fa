import pytest
import torch
from torch import Tensor

from synth.errors import LabError
from synth.lab.models.encoder import SIZES, EncoderConfig, TinyEncoder, config_of, params_of

V = 40
TINY = EncoderConfig(width=16, layers=2, heads=2, max_tokens=12)


@pytest.fixture
def encoder() -> TinyEncoder:
    made: TinyEncoder = TinyEncoder(TINY, V, seed=1).eval()
    return made


def rows(batch: int, tokens: int) -> tuple[Tensor, Tensor]:
    draw = torch.Generator().manual_seed(0)
    ids = torch.randint(4, V, (batch, tokens), generator=draw)
    return ids, torch.ones(batch, tokens, dtype=torch.bool)


def test_there_is_a_state_for_each_layer_and_the_embeddings(encoder: TinyEncoder) -> None:
    states = encoder.encode(*rows(3, 7))

    assert [state.shape for state in states] == [(3, 7, 16)] * 3


def test_equal_seeds_give_equal_states_whatever_was_drawn_before() -> None:
    one = TinyEncoder(TINY, V, seed=5)
    torch.rand(1000)
    other, third = TinyEncoder(TINY, V, seed=5), TinyEncoder(TINY, V, seed=6)
    ids, mask = rows(2, 5)

    assert torch.equal(one.encode(ids, mask)[-1], other.encode(ids, mask)[-1])
    assert not torch.equal(one.encode(ids, mask)[-1], third.encode(ids, mask)[-1])


def test_permuted_batch_gives_permuted_states(encoder: TinyEncoder) -> None:
    ids, mask = rows(6, 5)
    order = torch.tensor([3, 0, 5, 1, 4, 2])

    straight, permuted = encoder.encode(ids, mask)[-1], encoder.encode(ids[order], mask)[-1]

    assert torch.allclose(straight[order], permuted, atol=1e-6)


def test_padding_does_not_change_states(encoder: TinyEncoder) -> None:
    ids, mask = rows(2, 5)
    longer = torch.cat([ids, torch.zeros(2, 4, dtype=torch.long)], 1)
    longer_mask = torch.cat([mask, torch.zeros(2, 4, dtype=torch.bool)], 1)

    assert torch.allclose(encoder.encode(ids, mask)[-1], encoder.encode(longer, longer_mask)[-1][:, :5], atol=1e-6)


def test_order_of_tokens_matters(encoder: TinyEncoder) -> None:
    ids, mask = rows(1, 5)

    assert not torch.allclose(encoder.encode(ids, mask)[-1].mean(1), encoder.encode(ids.flip(1), mask)[-1].mean(1))


def test_later_tokens_reach_earlier_states(encoder: TinyEncoder) -> None:
    ids, mask = rows(1, 5)
    changed = ids.clone()
    changed[0, 4] = (ids[0, 4] + 1) % V

    assert not torch.equal(encoder.encode(ids, mask)[-1][:, 0], encoder.encode(changed, mask)[-1][:, 0])


def test_embeddings_in_place_of_ids_give_the_same_states(encoder: TinyEncoder) -> None:
    ids, mask = rows(2, 5)

    assert torch.equal(encoder.encode(ids, mask)[-1], encoder.encode(encoder.embed(ids), mask)[-1])


def test_gradients_reach_embeddings_and_every_weight(encoder: TinyEncoder) -> None:
    ids, mask = rows(2, 5)
    embeddings = encoder.embed(ids)
    embeddings.retain_grad()

    encoder.predict(encoder.encode(embeddings, mask)[-1].flatten(0, 1)).logsumexp(-1).sum().backward()

    assert embeddings.grad is not None
    assert all(weight.grad is not None for weight in encoder.parameters())


def test_output_embeddings_are_the_input_embeddings(encoder: TinyEncoder) -> None:
    states = torch.eye(16)

    assert torch.allclose(encoder.predict(states), encoder.words.weight.T + encoder.output_bias)


def test_bfloat16_stays_close_to_float32() -> None:
    exact = TinyEncoder(TINY, V, seed=1)
    rough = TinyEncoder(EncoderConfig(width=16, layers=2, heads=2, max_tokens=12, bf16=True), V, seed=1)
    ids, mask = rows(2, 5)

    difference = (exact.encode(ids, mask)[-1] - rough.encode(ids, mask)[-1]).abs().max()

    assert rough.encode(ids, mask)[-1].dtype == torch.float32
    assert 0.0 < difference < 0.2


@pytest.mark.parametrize(
    ("size", "least", "most"),
    [
        ("nano", 24e3, 29e3),
        ("micro", 145e3, 160e3),
        ("mini", 780e3, 820e3),
        ("small", 2.6e6, 2.8e6),
        ("base", 6.2e6, 6.4e6),
        ("large", 9.7e6, 9.9e6),
    ],
)
def test_blocks_have_the_parameters_the_size_promises(size: str, least: float, most: float) -> None:
    config = SIZES[size]
    encoder = TinyEncoder(config, V)
    embeddings = V * config.width + config.max_tokens * config.width + V

    assert params_of(encoder) == config.block_params + embeddings
    assert least < config.block_params < most


def test_unknown_size_names_the_known_ones() -> None:
    with pytest.raises(LabError, match="unknown model size 'huge'") as caught:
        config_of("huge")

    assert "micro" in caught.value.hint


@pytest.mark.parametrize(("width", "heads"), [(10, 3), (0, 1)])
def test_impossible_shape_is_refused(width: int, heads: int) -> None:
    with pytest.raises(LabError):
        EncoderConfig(width=width, heads=heads, layers=1)
