"""Tables of claims: which column says what, and what its ticks and scores mean."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from synth.claims.types import Reported, Span
from synth.sources.reports.draft import Row

_YES: Final = frozenset(
    {"✓", "✔", "☑", "✅", "√", "yes", "y", "true", "1"} | {"verified", "supported", "confirmed", "pass"}
)
_NO: Final = frozenset(
    {"×", "✗", "✘", "✕", "✖", "☒", "❌", "x", "no", "not", "n", "false", "0"}
    | {"unverified", "unsupported", "refuted", "rejected", "failed", "fail"}
)
_CLAIM: Final = frozenset({"claim", "claims", "extracted claim", "statement", "finding", "assertion"})
_FLAG: Final = frozenset(
    {"verified", "verified?", "supported", "supported?", "flag", "check", "checked", "ok", "✓", "verification"}
)
_SCORE: Final = frozenset({"confidence", "score", "probability", "conf", "conf.", "confidence score", "certainty"})


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """A row of a table of claims."""

    span: Span
    reported: Reported


def claims_in(tables: Sequence[Sequence[Row]], text: str, readable: Callable[[str], str]) -> Iterator[ReportedClaim]:
    """The claims of all tables that have a column of claims.

    A row with more cells than the head has a separator inside its claim: the surplus belongs to the claim.
    """
    for table in tables:
        head = [_word(readable(text[cell.start : cell.end])) for cell in table[0]]
        column = next((index for index, word in enumerate(head) if word in _CLAIM), None)
        if column is None:
            continue
        flag = next((index for index, word in enumerate(head) if word in _FLAG), None)
        score = next((index for index, word in enumerate(head) if word in _SCORE), None)
        for row in table[1:]:
            surplus = max(len(row) - len(head), 0)
            span = Span(row[column].start, row[column + surplus].end) if column < len(row) else Span(0, 0)
            if not len(span):
                continue

            def cell(index: int | None, row: Row = row, column: int = column, surplus: int = surplus) -> str:
                if index is None:
                    return ""
                place = index + surplus * (index > column)
                return readable(text[row[place].start : row[place].end]) if place < len(row) else ""

            yield ReportedClaim(span, Reported(flag_of(cell(flag)), score_of(cell(score))))


def flag_of(cell: str) -> bool | None:
    """What a cell says of a claim: a tick, a cross, or neither.

    >>> flag_of("✓"), flag_of("**No**"), flag_of("?")
    (True, False, None)
    """
    word = _word(cell)
    first = word.partition(" ")[0]  # "✓ supported", "✗ refuted"
    for candidate in (word, first):
        if candidate in _YES:
            return True
        if candidate in _NO:
            return False
    return None


def score_of(cell: str) -> float | None:
    """A score as it stands; percent and "7/10" become shares.

    >>> score_of("0.16"), score_of("16 %"), score_of("8/10"), score_of("0,5"), score_of("high")
    (0.16, 0.16, 0.8, 0.5, None)
    """
    match = re.fullmatch(r"\s*~?(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%|/\s*(\d+))?\s*", cell.strip("*_ "))
    if match is None:
        return None
    value = float(match[1].replace(",", "."))
    if match[2] == "%":
        return round(value / 100.0, 6)
    return round(value / float(match[3]), 6) if match[3] and float(match[3]) else value


def _word(cell: str) -> str:
    """A cell for comparing: no emphasis, no variant forms, lower case."""
    plain = unicodedata.normalize("NFC", cell).replace("\ufe0f", "").replace("\ufe0e", "")
    return " ".join(plain.strip("*_`:() ").casefold().split())
