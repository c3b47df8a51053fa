"""Short forms and what they stand for."""

import pytest

from synth.claims.abbreviations import abbreviations_in


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("We use natural language inference (NLI).", ("NLI", "natural language inference")),
        ("Support Vector Machines (SVMs) are used.", ("SVMs", "Support Vector Machines")),
        ("the hidden Markov model (HMM; Rabiner, 1989)", ("HMM", "hidden Markov model")),
        ("conditional random fields (CRFs) and more", ("CRFs", "conditional random fields")),
        ("a recurrent neural network (RNN, Elman 1990)", ("RNN", "recurrent neural network")),
    ],
)
def test_long_form_stands_before_the_brackets(text: str, pair: tuple[str, str]) -> None:
    assert abbreviations_in(text) == (pair,)


@pytest.mark.parametrize(
    "text", ["as shown before (Smith)", "(NLI) alone", "see it (2019)", "results (see below)", "a (b)"]
)
def test_other_brackets_hold_no_short_form(text: str) -> None:
    assert abbreviations_in(text) == ()


def test_first_introduction_counts() -> None:
    text = "mean average precision (MAP) here; maximum a posteriori (MAP) there"

    assert abbreviations_in(text) == (("MAP", "mean average precision"),)
