import pytest

from synth.lab.world import World, WorldConfig


@pytest.fixture(scope="package")
def world() -> World:
    return World(WorldConfig(seed=3, train=3_000, dev=150, test=300))
