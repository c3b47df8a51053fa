"""Headings and the roles of the text below them."""

import pytest

from synth.claims.document import Part
from synth.claims.sections import heading_number, heading_title, is_standard_heading, part_of


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("1 Introduction", ("1",)),
        ("3.2. Data Sets", ("3", "2")),
        ("A.1 Prompts", ("A", "1")),
        ("IV. RESULTS", ("IV",)),
        ("Appendix B Proofs", ("B",)),
        ("3.2 million tokens were used", None),
        ("2019 was a good year.", None),
        ("5 GPUs,", None),
        ("12 34.5 67.8", None),
        ("Introduction", None),
    ],
)
def test_number_of_a_heading(line: str, number: tuple[str, ...] | None) -> None:
    assert heading_number(line) == number


@pytest.mark.parametrize(
    "line", ["Abstract", "ABSTRACT", "6 Conclusions", "References", "5. Related Work", "Limitations:"]
)
def test_standard_headings_are_known(line: str) -> None:
    assert is_standard_heading(line)


def test_sentence_is_no_standard_heading() -> None:
    assert not is_standard_heading("Results improve.")


@pytest.mark.parametrize(
    ("title", "before", "part"),
    [
        ("Abstract", Part.FRONT, Part.ABSTRACT),
        ("1 Introduction", Part.ABSTRACT, Part.BODY),
        ("References", Part.BODY, Part.REFERENCES),
        ("A Prompts", Part.REFERENCES, Part.APPENDIX),
        ("Appendix A: Proofs", Part.BODY, Part.APPENDIX),
        ("B More", Part.APPENDIX, Part.APPENDIX),
        ("3 Weather", Part.BODY, Part.BODY),
    ],
)
def test_part_of_the_text_under_a_heading(title: str, before: Part, part: Part) -> None:
    assert part_of(title, before) is part


def test_title_is_known_without_its_number() -> None:
    assert heading_title(" 5.2.  Results and  Discussion ") == "results and discussion"
