"""Headings of plain text, where nothing but their place and wording tells them."""

import re
from typing import Final

from synth.sources.reports.draft import CLAIMS_HEADINGS, DATE, REFERENCES_HEADINGS, heading_words

_KNOWN: Final = frozenset(
    {
        "abstract", "summary", "executive summary",
        "introduction", "background", "related work", "methodology", "methods", "method", "data",
        "results", "findings", "discussion", "limitations", "conclusion", "conclusions", "future work", "appendix",
        "acknowledgements", "acknowledgments", "overview", "evidence", "research question", *CLAIMS_HEADINGS,
        *REFERENCES_HEADINGS,
    }
)  # fmt: skip
_NUMBERED: Final = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[IVX]+\.)\s+[A-Z][^|\t]*[^.?!:;,|\t]\s*$")
_LONGEST: Final = 90  # characters of a heading


def is_heading(line: str, *, before: str, after: str) -> bool:
    """Whether a line is a heading: alone between blank lines, short, and numbered or of a usual name."""
    if before.strip() or after.strip() or not line.strip() or len(line) > _LONGEST:
        return False
    return is_known_heading(line) or bool(_NUMBERED.match(line) and not DATE.fullmatch(line.strip()))


def is_known_heading(title: str) -> bool:
    """Whether sections usually have this name, its number aside."""
    return heading_words(title) in _KNOWN
