"""What a report says of itself: its topic, its question, its counts, its score. Taken over as they stand."""

import re
from collections.abc import Mapping
from typing import Final

_EXAMINES: Final = re.compile(
    r"This (?:paper|report|review) examines:\s*(?P<topic>.+?)(?:\s*Research question:\s*(?P<question>.+?))?"
    r"\s*(?:(?<=\?)(?=\.?(?:\s|\Z))|(?=\n\s*\n|\Z))",
    re.IGNORECASE | re.DOTALL,
)
_QUESTION: Final = re.compile(
    r"^\W*Research question\W+(?P<question>.+?)\s*(?=\n\s*\n|\Z)", re.IGNORECASE | re.DOTALL | re.MULTILINE
)
_NUMBER: Final = r"(\d[\d,]*(?:\.\d+)?)"
_COUNTS: Final = {
    "papers": (
        rf"{_NUMBER}\s+papers?\s+(?:were\s+)?(?:retrieved|found|collected|included)",
        rf"yielded\s+{_NUMBER}\s+papers?",
    ),
    "claims": (rf"{_NUMBER}\s+claims?\s+(?:were\s+)?extracted", rf"extracted\s+{_NUMBER}\s+claims?"),
    "verified": (
        rf"{_NUMBER}\s+(?:of\s+(?:them|these|\d+)\s+)?(?:claims?\s+)?(?:were\s+)?(?:independently\s+)?verified",
    ),
    "quality_score": (
        rf"quality(?:\s+review)?\s+score(?:\s+(?:of|is|was))?\s*:?\s*{_NUMBER}\s*/\s*10",
        rf"quality(?:\s+review)?\s+score(?:\s+(?:of|is|was))?\s*:?\s*{_NUMBER}",
    ),
}  # fmt: skip


def topic_and_question(text: str) -> tuple[str, str]:
    """The text after "This paper examines:" and the research question, each without the full stop behind it.

    >>> topic_and_question("This paper examines: Width. Research question: Does it help?.")
    ('Width', 'Does it help?')
    """
    match = _EXAMINES.search(text)
    topic = match["topic"] if match else ""
    question = (match["question"] if match else None) or ""
    if not question and (alone := _QUESTION.search(text)):
        question = alone["question"]
    return _closed(topic), _closed(question)


def stated_counts(text: str) -> Mapping[str, float]:
    """Papers, claims and verified claims, and the quality score out of ten, as far as they are stated.

    >>> stated_counts("12 papers retrieved. 13 claims extracted; 10 verified. Quality score: 7.6/10.")
    {'papers': 12.0, 'claims': 13.0, 'verified': 10.0, 'quality_score': 7.6}
    """
    found = {}
    for name, patterns in _COUNTS.items():
        for pattern in patterns:
            if match := re.search(pattern, text, re.IGNORECASE):
                found[name] = float(match[1].replace(",", ""))
                break
    return found


def _closed(text: str) -> str:
    """One line, without the full stop that a template put behind it."""
    line = " ".join(text.split()).strip("*_ ")
    return line.removesuffix(".") if not line.endswith("..") else line
