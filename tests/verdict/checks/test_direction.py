"""Which way something moves, and when that cannot be told."""

import pytest

from synth.verdict.types import Outcome
from tests.verdict.checks.test_checks import answer

A, C, S = Outcome.AGREE, Outcome.CONFLICT, Outcome.SILENT


@pytest.mark.parametrize(
    ("claim", "text", "outcome"),
    [
        # a gap is neither good nor bad
        ("Salt widens the gap between river and lake.", "Salt narrows the difference between river and lake.", C),
        ("Salt narrows the gap between river and lake.", "Salt narrows the difference between river and lake.", A),
        ("Oak is eleven times faster than Elm.", "In time the difference is larger: Oak needs 2 s, Elm 22 s.", S),
        # the nearest measure says whether more is better
        ("Accuracy falls each time the pond freezes.", "There is an improvement in accuracy as the pond freezes.", C),
        # a subject in common is enough if it is named twice
        ("A fourth stage in the lake mill slightly raises flow.",
         "While this is calm, a fourth stage in the lake mill, with new oars, led to a decrease.", C),
        # what is denied leaves the rest open
        ("Salt does not hurt the yield of rice.", "Salt improves the yield of rice.", S),
        ("Salt does not improve the yield of rice.", "Salt improves the yield of rice.", C),
        ("Salt does not improve the yield of rice.",
         "Salt did not result in a significant improvement in the yield of rice.", A),
        ("None of the rice fields gets worse.", "Salt improves all rice fields.", S),
        ("Ponds without any salt improve the yield of rice.", "The yield of rice is better in ponds with no salt.", A),
        ("Ponds with no salt carry no penalty for rice.", "There is no harm for rice in ponds with no salt.", A),
        # one part of a whole goes the other way
        ("Salt improves both crust and crumb.", "Salt improves the crust by 2 points, but hurts the crumb.", C),
        ("Salt improves both crust and crumb.", "Salt improves the crust by 2 points, and helps the crumb.", A),
        ("Salt improves the crust.", "Salt improves the crust by 2 points, but hurts the crumb.", A),
        # pace is not quality
        ("The oak mill is too slow for rice.", "The oak mill is better for rice.", S),
        # a comparison turned round says the same word of the other thing
        ("Oak is about eleven times faster than Elm.",
         "Without wind Elm needs 1.9 days a sack and Oak 21.2, so Elm is about eleven times faster than Oak.", C),
        # names of kinds, conditions and things
        ("The update of the weights in Double Mill stays unchanged from Mill.",
         "The weights stay unchanged from Mill. This version of Double Mill is a small change to Mill.", A),
        ("Double Mill is the smallest change of the rice stones of Mill.",
         "The rice stones stay unchanged from Mill in this version of Double Mill.", S),
        ("New sails double the rice yield.", "The rice yield was unchanged by new sails.", C),
        ("The slow mill changes the rice yield.", "The rice yield of the mill improves.", S),
        ("Using bigger mills for rice barely matters.", "With such mills for rice yields dropped.", S),
        ("Tumour growth under this drug is watched.", "This drug reduced tumour size.", S),
        ("Salt inhibits the growth of rice.", "Salt reduced the number of rice plants.", S),
        ("With no wind the big mill reduces to the small mill.", "With no wind the two mills are the same.", S),
    ],
)  # fmt: skip
def test_direction(claim: str, text: str, outcome: Outcome) -> None:
    check = answer("direction", claim, text)

    assert check.outcome is outcome, check.why
