"""How labels, shares, quotes and foreign text are put into words on the page."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from synth.claims.types import PaperId, Span
from synth.ports.review import Stance
from synth.verdict.types import Label, Status

LABELS: Final = {label.value: label.value.replace("_", " ") for label in Label}
FILTERS: Final = LABELS | {
    Status.SOURCE_UNAVAILABLE.value: "source unavailable",
    Status.UNCHECKABLE.value: "not checkable",
}
STANCES: Final = {
    Stance.OPEN.value: "not reviewed",
    Stance.ACCEPTED.value: "accepted",
    Stance.REJECTED.value: "rejected",
    Stance.CORRECTED.value: "corrected",
    "noted": "with a note",
}
MARKS: Final = {"supported": "✓", "partial": "≈", "refuted": "×", "not_enough_info": "–"}
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN: Final = {"Cc", "Cs"}
_TITLE: Final = 48  # characters of a title inside a sentence


def plain(text: str) -> str:
    r"""Text without characters that reorder a line or cannot be shown; line breaks stay.

    >>> plain("a\u202eb\x07\n")
    'ab\n'
    """
    if text.isprintable():  # nearly every text: nothing to look for
        return text
    return "".join(
        char for char in text if char == "\n" or (char not in _BIDI and unicodedata.category(char) not in _HIDDEN)
    )


def share(value: float | None) -> str:
    """A probability with two digits, never 1.00; empty where there is none."""
    return "" if value is None else f"{min(value, 0.99):.2f}"


def pieces_of(quote: str, marks: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """A quote cut at its marks, with whether each piece is marked.

    >>> pieces_of("1.6 on XNLI", (Span(7, 11),))
    (('1.6 on ', False), ('XNLI', True))
    """
    pieces: list[tuple[str, bool]] = []
    at = 0
    for mark in sorted(marks):
        start, end = max(mark.start, at), min(mark.end, len(quote))
        if start < end:
            pieces += [(quote[at:start], False), (quote[start:end], True)]
            at = end
    pieces.append((quote[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def named(reason: str, titles: Mapping[PaperId, str]) -> str:
    """A reason with the titles of papers where it has their ids."""
    for paper, title in titles.items():
        if paper in reason and title != paper:
            reason = reason.replace(paper, f"“{title if len(title) <= _TITLE else title[:_TITLE].rstrip() + '…'}”")
    return reason
