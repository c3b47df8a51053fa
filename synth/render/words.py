"""How verdicts, shares, dates and foreign text are put into words; the same everywhere."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final

from synth.verdict.types import ClaimVerdict, Label, PaperVerdict, Status

_NOT_SHOWN: Final = {"Cc", "Cs"}
_BIDI_CONTROLS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

MORE_LIKELY_THAN_NOT: Final = 0.5
_PARTICLES: Final = frozenset(
    (
        "af",
        "al",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
    )
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Standing(StrEnum):
    """Where a claim stands for a reader, in the order in which it asks for attention."""

    REFUTED = "refuted"
    UNSUPPORTED = "unsupported"
    PARTIAL = "partial"
    VERIFIED = "verified"
    ALONE = "alone"
    UNCHECKED = "unchecked"


TITLES: Final = {
    Standing.REFUTED: "refuted",
    Standing.UNSUPPORTED: "without support",
    Standing.PARTIAL: "partly or unsurely supported",
    Standing.VERIFIED: "verified",
    Standing.ALONE: "not corroborated",
    Standing.UNCHECKED: "not checked",
}
SYMBOLS: Final = {
    Standing.REFUTED: "×",
    Standing.UNSUPPORTED: "×",
    Standing.PARTIAL: "≈",
    Standing.VERIFIED: "✓",
    Standing.ALONE: "–",
    Standing.UNCHECKED: "–",
}


def standing_of(verdict: ClaimVerdict) -> Standing:
    """Where a claim stands: what is more likely than not.

    An unsure refutation is no accusation: below one half it counts as missing support. Supported without the
    tick counts as unsurely supported. A claim that a paper states itself, and that no other paper clearly
    confirms or contradicts, stands alone.
    """
    if verdict.status is not Status.CHECKED or verdict.label is None or verdict.probabilities is None:
        return Standing.UNCHECKED
    if verdict.verified:
        return Standing.VERIFIED
    shares = verdict.probabilities
    if verdict.label is Label.REFUTED and shares.refuted >= MORE_LIKELY_THAN_NOT:
        return Standing.REFUTED
    if verdict.label in (Label.REFUTED, Label.NOT_ENOUGH_INFO) and (
        shares.refuted + shares.not_enough_info >= MORE_LIKELY_THAN_NOT
    ):
        return Standing.ALONE if verdict.claim.stated_by else Standing.UNSUPPORTED
    return Standing.PARTIAL


def is_clear(item: PaperVerdict) -> bool:
    """Whether a paper speaks of the claim, and says what it says more likely than not."""
    return item.label is not Label.NOT_ENOUGH_INFO and item.confidence >= MORE_LIKELY_THAN_NOT


def symbol_of(verdict: ClaimVerdict) -> str:
    """The mark in the table: ✓ verified, × refuted or unsupported, ≈ partly or unsurely supported, – undecided."""
    return SYMBOLS[standing_of(verdict)]


def label_of(verdict: ClaimVerdict) -> str:
    """The label, or the status where there is none, as words."""
    shown = verdict.status if verdict.status is not Status.CHECKED or verdict.label is None else verdict.label
    return shown.value.replace("_", " ")


def share(value: float | None) -> str:
    """A probability with two digits; never 1.00, because nothing here is certain.

    >>> share(0.934), share(0.9999), share(None)
    ('0.93', '0.99', '–')
    """
    return "–" if value is None else f"{min(max(value, 0.0), 0.99):.2f}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "claim"), counted(0, "claim")
    ('1 claim', '0 claims')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def day(value: date) -> str:
    """A date as the reports write it.

    >>> day(date(2026, 7, 8))
    'July 8, 2026'
    """
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def listed(items: list[str]) -> str:
    """Items as an English list.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def quoted(text: str) -> str:
    """A text in quotation marks, with those inside it made single.

    >>> quoted('a label that is not "none"'), quoted("it’s “so”")
    ('“a label that is not ‘none’”', '“it’s ‘so’”')
    """
    inside = re.sub(r'"([^"]*)"', "‘\\1’", text.strip()).translate(str.maketrans("“”", "‘’"))
    return f"“{inside}”"


def plain(text: str) -> str:
    r"""Foreign text without what could act on a terminal or reorder a line: controls go, spaces become one.

    >>> plain("a\x1b[31m b\n\u202ec")
    'a[31m b c'
    """
    kept = (
        character
        for character in re.sub(r"\s+", " ", text)
        if character not in _BIDI_CONTROLS and unicodedata.category(character) not in _NOT_SHOWN
    )
    return "".join(kept)


def split_name(name: str) -> tuple[str, str]:
    """(given, family); the family begins at the first particle, else it is the last word.

    >>> split_name("Goran van Glavas"), split_name("OpenAI")
    (('Goran', 'van Glavas'), ('', 'OpenAI'))
    """
    words = plain(name).split()
    start = next((at for at, word in enumerate(words[1:-1], 1) if word.lower() in _PARTICLES), max(len(words) - 1, 0))
    return " ".join(words[:start]), " ".join(words[start:])
