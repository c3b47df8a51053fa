"""What a claim speaks of, read into typed slots by word patterns.

A slot is found or not; what was found is kept verbatim, so that a person can see why. The patterns are the field's
words for a thing, not those of any one text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from synth.lab import wording
from synth.ports.lab import Stance


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds what any of these finds, in capitals or not."""
    return re.compile("|".join(patterns), re.IGNORECASE)


class Slot(StrEnum):
    """What a claim can speak of."""

    SIZE = "size"  # of models: parameters, scaling, capacity
    NOISE = "noise"  # typographical
    ATTACK = "attack"  # adversarial examples
    PRETRAINING = "pretraining"
    INTERMEDIATE = "intermediate training"
    ROBUST = "robust training"  # adversarial training, randomized smoothing
    ALIGNMENT = "alignment"
    LAYERS = "layers"  # which layer, or several fused
    TASK = "task"
    TRANSFER = "transfer"  # across languages, or multilingual models
    OUTCOME = "outcome"  # a score
    EFFECT = "effect"  # something changes an outcome, or beats something


METHODS: Final = (Slot.INTERMEDIATE, Slot.ROBUST, Slot.ALIGNMENT, Slot.LAYERS)
"""Slots that name a way of training: the ones that a claim may leave to the report that it stands in."""

_COMPILED: Final = {slot: any_of(wording.SLOTS[slot.value]) for slot in Slot}
_NO_EFFECT: Final = any_of(wording.NO_EFFECT)
_AGAINST: Final = any_of(wording.AGAINST)
_HELPS: Final = any_of(wording.HELPS)


@dataclass(frozen=True, slots=True)
class Reading:
    """The slots of a text, each with the words that filled it."""

    found: Mapping[Slot, tuple[str, ...]]

    def has(self, *slots: Slot) -> bool:
        """Whether all of these were found."""
        return all(slot in self.found for slot in slots)

    def has_any(self, *slots: Slot) -> bool:
        """Whether one of these was found."""
        return any(slot in self.found for slot in slots)


def read_slots(text: str) -> Reading:
    """What a text speaks of.

    >>> sorted(read_slots("Larger encoders lose less accuracy under typos.").found)
    [<Slot.EFFECT: 'effect'>, <Slot.NOISE: 'noise'>, <Slot.OUTCOME: 'outcome'>, <Slot.SIZE: 'size'>]
    """
    found = {}
    for slot, pattern in _COMPILED.items():
        if words := tuple(dict.fromkeys(match.group().strip().lower() for match in pattern.finditer(text))):
            found[slot] = words
    return Reading(found)


def stance_of(text: str) -> Stance:
    """How a claim stands to a prediction of an effect: for it, against it, or "there is none"; a question is for it.

    >>> stance_of("Model size does not improve robustness.").value
    'null'
    """
    if text.rstrip().endswith("?"):
        return Stance.PREDICTED
    if _NO_EFFECT.search(text):
        return Stance.NULL
    return Stance.OPPOSITE if _AGAINST.search(text) and not _HELPS.search(text) else Stance.PREDICTED
