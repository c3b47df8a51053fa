import numpy as np
import pytest
import torch

from synth.lab.models.encoder import EncoderConfig
from synth.lab.models.seq2seq import SENTINELS, EncoderDecoder
from synth.lab.train.batches import Rows
from synth.lab.train.objectives import SpanDenoising
from tests.lab.train.tiny import TinyTokenizer

TINY = EncoderConfig(width=16, layers=2, heads=2, max_tokens=24)
V = TinyTokenizer().size


@pytest.fixture
def model() -> EncoderDecoder:
    made: EncoderDecoder = EncoderDecoder(TINY, V, seed=1).eval()
    return made


def test_scores_do_not_look_ahead(model: EncoderDecoder) -> None:
    ids, mask = torch.tensor([[1, 5, 6, 2]]), torch.ones(1, 4, dtype=torch.bool)
    written = torch.tensor([[1, 7, 8, 9]])
    changed = torch.tensor([[1, 7, 8, 10]])

    one, other = model(ids, mask, written), model(ids, mask, changed)

    assert torch.equal(one[:, :3], other[:, :3])
    assert not torch.equal(one[:, 3], other[:, 3])


def test_what_is_written_depends_on_what_was_read(model: EncoderDecoder) -> None:
    mask, written = torch.ones(1, 4, dtype=torch.bool), torch.tensor([[1, 7]])

    one, other = (model(torch.tensor([ids]), mask, written) for ids in ([1, 5, 6, 2], [1, 5, 9, 2]))

    assert not torch.equal(one, other)


def test_padding_of_what_is_read_does_not_change_scores(model: EncoderDecoder) -> None:
    ids, mask = torch.tensor([[1, 5, 6, 2]]), torch.ones(1, 4, dtype=torch.bool)
    written = torch.tensor([[1, 7]])
    padded, padded_mask = torch.tensor([[1, 5, 6, 2, 0, 0]]), torch.tensor([[True] * 4 + [False] * 2])

    assert torch.allclose(model(ids, mask, written), model(padded, padded_mask, written), atol=1e-6)


@pytest.mark.parametrize("length", [3, 4, 8, 20])
@pytest.mark.parametrize("share", [0.15, 0.5])
def test_cut_spans_put_back_at_their_sentinels_give_the_row(model: EncoderDecoder, length: int, share: float) -> None:
    ids = np.array([1, *range(4, 4 + length - 2), 2])
    objective = SpanDenoising(model, Rows.of([ids.tolist()]), TinyTokenizer(), share)

    kept, cut = objective._cut(ids, np.random.default_rng(length))
    spans: dict[int, list[int]] = {}
    for piece in cut[:-1]:
        if piece >= V:
            spans[piece] = []
        else:
            spans[max(spans)].append(piece)
    restored = [piece for k in kept for piece in (spans[k] if k >= V else [k])]

    assert restored == ids.tolist()
    assert cut[-1] == 2
    assert 1 <= len(spans) <= SENTINELS


def test_one_batch_can_be_overfitted() -> None:
    model = EncoderDecoder(TINY, V, seed=1)
    row = [1, 4, 7, 5, 8, 6, 9, 2]
    objective = SpanDenoising(model, Rows.of([row] * 4), TinyTokenizer(), 0.3)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for _ in range(60):
        optimizer.zero_grad()
        loss = objective.loss(np.arange(4), torch.Generator().manual_seed(3))
        loss.backward()
        optimizer.step()

    assert loss.item() < 0.1
