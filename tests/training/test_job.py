"""Weights between those before and after the second pass."""

import pytest
import torch

from synth.training.job import mixed

BEFORE = {"weight": torch.tensor([0.0, 2.0]), "bias": torch.tensor([1.0])}
AFTER = {"weight": torch.tensor([4.0, 2.0]), "bias": torch.tensor([3.0])}


def test_mixed_weights_run_from_those_before_to_those_after() -> None:
    assert mixed(BEFORE, AFTER, 0.0)["weight"].tolist() == [0.0, 2.0]
    assert mixed(BEFORE, AFTER, 1.0)["bias"].tolist() == [3.0]
    assert mixed(BEFORE, AFTER, 0.25)["weight"].tolist() == [1.0, 2.0]


def test_what_ships_lies_two_thirds_of_the_way() -> None:
    assert mixed(BEFORE, AFTER)["weight"].tolist() == pytest.approx([8 / 3, 2.0])
