"""How a claim is worded: whose work it speaks of, and how much it says at once."""

import math

import pytest

from synth.verdict.wording import wording_of


@pytest.mark.parametrize(
    ("claim", "own", "others"),
    [
        ("The authors count owls at dusk.", 1.0, 0.0),
        ("We count owls.", 1.0, 0.0),
        ("Several recent studies count owls at dusk.", 0.0, 1.0),
        ("Owls have been widely used to count mice.", 0.0, 1.0),
        ("Doe et al. say that this paper counts owls.", 1.0, 1.0),
        ("Owls hunt at dusk.", 0.0, 0.0),
        ("Owes are counted on towers.", 0.0, 0.0),
    ],
)
def test_claim_says_whose_work_it_speaks_of(claim: str, own: float, others: float) -> None:
    wording = wording_of(claim)

    assert (wording["says_own"], wording["says_others"]) == (own, others)


def test_length_is_counted_in_words_and_pauses_up_to_five() -> None:
    wording = wording_of("Owls, kites; mice")

    assert wording["claim_words"] == pytest.approx(math.log(4))
    assert wording["claim_pauses"] == pytest.approx(0.4)
    assert wording_of("a,b,c,d,e,f,g,h")["claim_pauses"] == 1.0


def test_claim_without_words_is_measured_too() -> None:
    assert wording_of("") == {"says_own": 0.0, "says_others": 0.0, "claim_words": 0.0, "claim_pauses": 0.0}
