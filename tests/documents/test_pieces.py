"""Clean text that leads back to where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.documents.pieces import Piece


def cleaned(raw: str) -> Piece:
    piece = Piece()
    piece.append_clean(raw, 100)
    return piece


def origin_of(piece: Piece, offset: int) -> int:
    here, there = max(item for item in piece.source if item[0] <= offset)
    return there + offset - here


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("eﬃcient ﬁlter", "efficient filter"),
        ("Sch¨utze", "Schütze"),
        ("Grac¸a", "Graça"),
        ("na¨ıve", "naïve"),
        ("two  \t spaces", "two spaces"),
        ("zero\u200bwidth\x01", "zerowidth"),
        ("de\x0cned", "defined"),
        ("Ｆｕｌｌ ²", "Full 2"),
        ("\U0001d706\u2060 is 1", "λ is 1"),
        ("Farber ¨ (2019)", "Farber (2019)"),
        ("lost \ufffd letter", "lost letter"),
    ],
)
def test_characters_are_made_plain(raw: str, text: str) -> None:
    assert cleaned(raw).text == text


@given(st.text(alphabet=st.sampled_from("abc ﬁ¨ué\x01\u2060 \n"), max_size=40))
def test_each_letter_leads_back_to_itself(raw: str) -> None:
    piece = cleaned(raw)

    assert "  " not in piece.text
    assert piece.length == len(piece.text)
    for offset, char in enumerate(piece.text):
        if char in "abc":
            assert raw[origin_of(piece, offset) - 100] == char


def test_joined_pieces_keep_their_places() -> None:
    first, second = cleaned("ab"), Piece()
    second.append("cd", 7)
    first.join(second)

    assert first.text == "abcd"
    assert origin_of(first, 3) == 8


def test_finished_text_has_no_white_space_at_its_end() -> None:
    piece = cleaned("ab  ")

    assert piece.finished() == ("ab", ((0, 100),))
