"""Does one side deny what the other says, in whatever words."""

import pytest

from synth.verdict.types import Outcome
from tests.verdict.checks.test_checks import answer

A, C, S = Outcome.AGREE, Outcome.CONFLICT, Outcome.SILENT


@pytest.mark.parametrize(
    ("claim", "text", "outcome"),
    [
        # which of two was taken
        ("The kite is held with ropes and pulleys rather than hooks.",
         "We do not use ropes or pulleys for the kite. Instead, we rely on simple hooks.", C),
        ("The kite is held with hooks rather than ropes.",
         "We do not use ropes or pulleys for the kite. Instead, we rely on simple hooks.", A),
        ("Fruit is weighed wet rather than dry.", "The fruit is weighed dry, not wet.", C),
        # more is not instead
        ("Fruit is sold by weight instead of size alone.", "Fruit is sold by size and by weight.", S),
        ("Fruit is not sold by size alone.", "Fruit is sold by size and by weight.", S),
        # what a clause has as its condition is not denied
        ("Without glue, the oak chair holds.", "The oak chair holds with glue and nails.", S),
        ("The oak chair holds without glue.", "The oak chair holds by glue.", C),
        # doing without, in other words
        ("The chair does without glue.", "Nails replace the glue of this chair.", S),
        ("No anchor chain is needed in boats.", "The boats also need an anchor chain.", C),
        ("To counter rot, wax is put on the oak boat.", "In order to prevent rot, wax is added to the oak boat.", S),
        ("The sails hardly affect the speed of oak boats.", "The speed of oak boats is insensitive to sails.", S),
        # what the passage says of both is no opposite
        ("While the oak boat is built, the test error keeps falling.",
         "While the training error of the oak boat is at its lowest, its testing error keeps falling.", S),
        # opposites weigh more than shared words
        ("The green pump of this mill depends on a particular valve.",
         "This pump is independent of the valve.", C),
        ("The painting shows a single dog in the yard.", "The painting shows several dogs in the yard.", C),
        # not the one is the other, where there is no third
        ("The reader is not pretrained.", "The reader is a small LSTM trained from scratch.", A),
        ("The reader is trained from scratch.", "The reader is not pretrained.", A),
        ("The method suits unsupervised tasks but not supervised tasks.",
         "The method suits supervised tasks, not unsupervised tasks.", S),
        # the opposite is said beside the word, in the plural
        ("Each positive slide is paired with three negative slides.",
         "Each of 40 positive slides comes with three negatives.", S),
        # a verb behind "not", whatever stands around it; but not the same verb of something else
        ("The gains transfer to other domains.", "The gains do not transfer to other domains.", C),
        ("Oak bends in other winds.", "Pine does not bend, while oak bends before other trees.", S),
        # words that only look like opposites of each other
        ("Salting early proves hard on rice farms.", "Salting early improves the rice but is hard.", S),
        ("The rice farm imported salt.", "The rice farm ported salt to the lake.", S),
        ("The rice farm is imperfect.", "The rice farm is perfect.", C),
        # one number rather than another leaves what is counted
        ("Oak boats last 22 rather than 15 months at sea.", "Oak boats last 22 months at sea, elm boats 15.", S),
        # two negations that have nothing to do with each other
        ("Boats with no anchor have no chain.", "There is no chain on boats without an anchor.", A),
    ],
)  # fmt: skip
def test_polarity(claim: str, text: str, outcome: Outcome) -> None:
    check = answer("polarity", claim, text)

    assert check.outcome is outcome, check.why


def test_reason_names_what_was_taken_and_what_left() -> None:
    check = answer("polarity", "Fruit is weighed wet rather than dry.", "The fruit is weighed dry, not wet.")

    assert check.why == "the passage takes dry, the claim wet"
