import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.atoms import atoms_of

WORDS = (
    "XNet",
    "gains",
    "2.1",
    "points",
    "on",
    "A",
    "and",
    "but",
    ",",
    ";",
    "that",
    "improves",
    "we",
    "show",
    "(1)",
    "3%",
    ".",
)


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("XNet cuts errors and improves recall.", ("XNet cuts errors.", "XNet improves recall.")),
        ("XNet is small and is fast.", ("XNet is small.", "XNet is fast.")),
        (
            "The beam helps recall; the lexicon helps precision.",
            ("The beam helps recall.", "The lexicon helps precision."),
        ),
        (
            "XNet gains 2% on A, 3% on B and 4% on C.",
            ("XNet gains 2% on A.", "XNet gains 3% on B.", "XNet gains 4% on C."),
        ),
        ("XNet beats B by 2% on C and 3% on D.", ("XNet beats B by 2% on C.", "XNet beats B by 3% on D.")),
        (
            "XNet scores 2.0 and 3.0 on PAWS and XNLI, respectively.",
            ("XNet scores 2.0 on PAWS.", "XNet scores 3.0 on XNLI."),
        ),
    ],
)
def test_two_assertions_are_two_atoms(text: str, atoms: tuple[str, ...]) -> None:
    assert atoms_of(text) == atoms


@pytest.mark.parametrize(
    "text",
    [
        "Width and depth help.",
        "XNet uses a lexicon and a beam.",
        "Models trained on A and tested on B reach 60%.",
        "XNet maps words to vectors and vectors to trees.",
        "If the beam is wide and the lexicon is small, recall rises.",
        "XNet reduces the number of errors and their cost.",
        "XNet predicts words that rhyme and improves them.",
        "XNet improves both precision and recall.",
        "XNet gains 2 and 3 points on the news and web sets, respectively.",
        "Scores on A and B differ by 2 points.",
    ],
)
def test_doubtful_sentence_stays_whole(text: str) -> None:
    assert atoms_of(text) == (text,)


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    )
)
def test_atoms_are_never_empty(words: list[str]) -> None:
    text = " ".join(words)

    assert all(atom.strip() for atom in atoms_of(text)) or not text.strip()
