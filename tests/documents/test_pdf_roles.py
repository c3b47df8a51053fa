"""What a line of a PDF is, by its place and its type."""

import pytest

from synth.documents.pdf_layout import Style
from synth.documents.pdf_lines import Line
from synth.documents.pdf_roles import Role, roles_of

STYLE = Style(height=12.0, font="Times", leading=12.5, pitch=5.0)


def page(*lines: tuple[str, float, float, float]) -> list[Line]:
    """Lines of text, left edge, right edge and top."""
    made, at = [], 0
    for text, left, right, top in lines:
        made.append(Line(1, at, text, left, top, right, top + 12.0, font="Times"))
        at += len(text) + 1
    return made


CAPTION = ("Table 1: Relation types and subtypes in the same", 319.0, 534.0, 410.0)
MIDDLE = ("training data of owls", 379.0, 474.0, 422.5)
TEXT = ("in this paper we model the argument order of the two", 313.0, 540.0, 0.0)


@pytest.mark.parametrize(("top", "role"), [(440.0, None), (435.0, Role.CAPTION)])
def test_caption_ends_with_a_short_line_if_the_text_keeps_its_distance(top: float, role: Role | None) -> None:
    lines = page(CAPTION, MIDDLE, (*TEXT[:3], top))

    found = roles_of([lines], STYLE).of

    assert [found.get(line.start) for line in lines] == [Role.CAPTION_START, Role.CAPTION, role]


def test_caption_goes_on_below_a_full_line_at_any_distance_within_reach() -> None:
    lines = page(CAPTION, (*TEXT[:3], 428.0))

    assert roles_of([lines], STYLE).of[lines[1].start] is Role.CAPTION
