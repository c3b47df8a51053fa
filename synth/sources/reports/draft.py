"""What every format of report is brought to before its claims are looked for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from synth.claims.types import Span
from synth.ports import PaperRequest

Row = tuple[Span, ...]
"""The cells of a table's row, as characters of the report."""

CLAIMS_HEADINGS: Final = ("extracted claims", "claims", "verified claims", "key claims", "claims and verification")
REFERENCES_HEADINGS: Final = (
    "references",
    "bibliography",
    "works cited",
    "literature cited",
    "sources",
    "literature",
    "cited papers",
    "reference list",
)
DATE: Final = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|(?:\d{1,2}\.? )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?: \d{1,2},?)? \d{4}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})\b"
)
_LABEL: Final = re.compile(
    r"^\W*(?:\d{1,3}|link|source|paper|pdf|arxiv\b.*|https?://.*|(?:[\w-]+\.)?arxiv\.org.*|\S*\d{4}\.\d{4,5}\S*"
    r"|(?-i:[A-Z])[^()]*\b(?:19|20)\d\d[a-z]?)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a report's list of references.

    Attributes:
        keys: What the prose may call it: ``3``, ``devlin2019``.
        text: The entry in plain characters.
        request: The arXiv paper it leads to, or None.
    """

    keys: frozenset[str]
    text: str
    request: PaperRequest | None = None
    names: str = ""
    """Authors as a sentence would name them, for marks that are its subject."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark of a format's own syntax, and what stands in its place when it goes."""

    span: Span  # in the sentence
    keys: tuple[str, ...] = ()
    address: str = ""  # where a link leads
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report taken apart, its words still where they stood.

    Attributes:
        text: The whole report; all spans count its characters.
        prose: Paragraphs, without headings, tables, listings and references.
        items: The list items of a section that is headed "claims".
        has_list: Whether there is a list of references.
        marks: Finds the citation marks of this format in a sentence, from left to right, none overlapping.
        readable: Turns the format's markup into plain characters.
    """

    text: str
    title: str
    author: str
    date: str
    abstract: str
    prose: tuple[Span, ...]
    items: tuple[Span, ...]
    tables: tuple[tuple[Row, ...], ...]
    entries: tuple[Entry, ...]
    has_list: bool
    marks: Callable[[str], list[Mark]]
    readable: Callable[[str], str]


def heading_words(title: str) -> str:
    """A heading without its number, for comparing.

    >>> heading_words("5.  Extracted Claims:")
    'extracted claims'
    """
    bare = re.sub(r"^\s*(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.)\s+", "", title)
    return " ".join(re.sub(r"[^\w\s&-]", " ", bare).casefold().split())


def is_label(words: str) -> bool:
    """Whether the words of a link only name its source, so that a sentence can do without them.

    >>> is_label("arXiv:2104.08645"), is_label("Smith et al., 2019"), is_label("robust training")
    (True, True, False)
    """
    return _LABEL.match(words) is not None


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without the white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
