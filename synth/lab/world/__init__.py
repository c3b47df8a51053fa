"""A made world: multilingual text whose every property is known, for experiments that need no data set.

Four languages speak of the same world: L0 is the source, L1 its re-spelling, L2 re-spelt with another order of words,
L3 with another order, postpositions and endings. Words shared by all (anchors) and nearly shared (cognates) come in
exact counts.

Source:
    Dufter & Schuetze (2020), https://arxiv.org/abs/2005.00396; K et al. (2020), https://arxiv.org/abs/1912.07840.
"""

from synth.lab.world.bpe import Bpe
from synth.lab.world.config import WorldConfig
from synth.lab.world.show import show_world
from synth.lab.world.typos import typo_variants, typos
from synth.lab.world.world import World

__all__ = ["Bpe", "World", "WorldConfig", "show_world", "typo_variants", "typos"]
