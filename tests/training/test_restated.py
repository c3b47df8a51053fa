"""Sentences that say a thing twice are found by words, numbers, names and polarity, then made false by one edit."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest

from synth.ports import Matrix
from synth.training.nli_data import flags
from synth.training.restated import Restatement, Source, pairs_of, restatements

FIRST = "We find that owls catch 12 mice on a summer night in the northern forest."
AGAIN = "In the northern forest, owls were found to catch as many as 12 mice on one summer night."
FILLER = [f"The weather of week {at} was recorded by volunteers who lived in a nearby village." for at in range(9)]
EDGE = Source("birds/train", 1, 0, with_numbers=False)


def alike(texts: Sequence[str]) -> Matrix:
    return np.ones((len(texts), 1), np.float32)


def test_sentence_that_says_the_same_is_found() -> None:
    found = restatements({"one": [FIRST, *FILLER, AGAIN]}, EDGE, alike)

    assert found == [Restatement("one", FIRST, AGAIN)]


@pytest.mark.parametrize(
    "other",
    [
        AGAIN.replace("12", "14"),  # another number
        AGAIN.replace("were found", "were not found"),
        AGAIN.replace("were found", "will be found"),  # an intention, not a finding
        "Mice sleep through the day and hide below the leaves of the trees.",
        FIRST,  # a copy
    ],
)
def test_sentence_that_says_something_else_is_not(other: str) -> None:
    assert restatements({"one": [FIRST, *FILLER, other]}, EDGE, alike) == []


def test_sentence_far_in_meaning_is_not() -> None:
    def apart(texts: Sequence[str]) -> Matrix:
        return np.eye(len(texts), dtype=np.float32)

    assert restatements({"one": [FIRST, *FILLER, AGAIN]}, EDGE, apart) == []


def test_restatement_gives_one_true_pair_and_false_ones_before_the_same_evidence() -> None:
    true, *false = pairs_of(Restatement("one", FIRST, AGAIN), ["OWL"], Random(0))  # noqa: S311 - sampling

    assert true.targets == flags("supported")
    assert false
    assert all(pair.evidence == AGAIN and not pair.targets[0] and pair.claim != true.claim for pair in false)
