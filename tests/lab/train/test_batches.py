import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.errors import LabError
from synth.lab.train.batches import Rows, batch_stream, batches_in_order, joined, shorten
from tests.lab.train.tiny import TinyTokenizer

lengths = st.lists(st.integers(1, 30), min_size=1, max_size=200).map(np.array)


@given(lengths, st.integers(1, 200), st.integers(0, 5))
@settings(max_examples=50, deadline=None)
def test_every_row_comes_once_an_epoch_and_batches_keep_their_size(sizes: np.ndarray, room: int, seed: int) -> None:
    seen: list[int] = []
    for batch in batch_stream(sizes, room, seed=seed):
        seen += batch.tolist()
        assert len(batch) == 1 or len(batch) * sizes[batch].max() <= room
        if len(seen) >= len(sizes):
            break

    assert sorted(seen) == list(range(len(sizes)))


@given(lengths, st.integers(1, 200))
@settings(max_examples=50, deadline=None)
def test_batches_in_order_hold_every_row_once(sizes: np.ndarray, room: int) -> None:
    assert sorted(np.concatenate(batches_in_order(sizes, room)).tolist()) == list(range(len(sizes)))


def test_equal_seeds_give_equal_batches_and_others_do_not() -> None:
    sizes = np.random.default_rng(0).integers(5, 30, 500)

    def first(seed: int) -> list[list[int]]:
        return [batch.tolist() for batch in itertools.islice(batch_stream(sizes, 100, seed=seed), 60)]

    assert first(1) == first(1)
    assert first(1) != first(2)


def test_epochs_differ() -> None:
    sizes = np.full(8, 5)
    batches = [batch.tolist() for batch in itertools.islice(batch_stream(sizes, 10, seed=0), 8)]

    assert batches[:4] != batches[4:]


def test_little_is_padding() -> None:
    sizes = np.random.default_rng(0).integers(5, 40, 5000)
    filled = padded = 0
    for batch in itertools.islice(batch_stream(sizes, 1024, seed=0), 100):
        filled, padded = filled + int(sizes[batch].sum()), padded + len(batch) * int(sizes[batch].max())

    assert filled / padded > 0.95


def test_padded_rows_are_as_wide_as_the_longest_chosen() -> None:
    ids, mask = Rows.of([[5, 6, 7], [8], [9, 4]]).padded(np.array([2, 1]), 0)

    assert ids.tolist() == [[9, 4], [8, 0]]
    assert mask.tolist() == [[True, True], [True, False]]


def test_no_rows_are_refused() -> None:
    with pytest.raises(LabError, match="no rows"):
        next(batch_stream(np.array([], dtype=np.int64), 10, seed=0))


def test_the_longer_part_loses_its_end() -> None:
    parts = [[1, 2, 3, 4, 5], [6, 7]]

    shorten(parts, 5)

    assert parts == [[1, 2, 3], [6, 7]]


def test_joined_parts_fit_the_limit() -> None:
    tokenizer = TinyTokenizer()

    assert joined(tokenizer, ("cat", "sees"), ("dog",), limit=20) == [1, 4, 10, 2, 5, 2]
    assert len(joined(tokenizer, ("cat",) * 30, ("dog",) * 9, limit=20)) == 20
