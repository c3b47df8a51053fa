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
_ITEM: Final = re.compile(
    r"\s*(?:[-*+•]|\d+[.)])\s+(?:\[?(?P<before>[✓✔☑✅√×✗✘✕✖☒❌])\ufe0f?\]?:?\s+)?(?P<claim>.+?)"
    r"(?:\s*[-–—:(\[]*\s*(?P<after>[✓✔☑✅√×✗✘✕✖☒❌])\ufe0f?)?(?:[\s,;(\[]+(?P<score>[01]?\.\d+|\d{1,3}\s?%))?[)\]]*\s*",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """A row of a table of claims, or an item of a list of them; ``reported`` is None where nothing is said of it."""

    span: Span
    reported: Reported | None


def claims_in(tables: Sequence[Sequence[Row]], text: str, readable: Callable[[str], str]) -> Iterator[ReportedClaim]:
    """The claims of all tables that have a column of claims."""
    for table in tables:
        head = [_word(readable(text[cell.start : cell.end])) for cell in table[0]]
        claim = _column(head, _CLAIM)
        if claim is not None and _holds_sentences(table, claim, text):
            for row in table[1:]:
                yield from _reported(row, head, text, readable)


def _reported(row: Row, head: Sequence[str], text: str, readable: Callable[[str], str]) -> Iterator[ReportedClaim]:
    """The claim of a row, if it holds one.

    A row with more cells than the head has a separator inside its claim: the surplus belongs to the claim.
    """
    claim = _column(head, _CLAIM) or 0
    surplus = max(len(row) - len(head), 0)
    if claim >= len(row) or not len(span := Span(row[claim].start, row[claim + surplus].end)):
        return
    said = {}
    for name, words in (("flag", _FLAG), ("score", _SCORE)):
        column = _column(head, words)
        place = -1 if column is None else column + surplus * (column > claim)
        said[name] = readable(text[row[place].start : row[place].end]) if 0 <= place < len(row) else ""
    yield ReportedClaim(span, Reported(flag_of(said["flag"]), score_of(said["score"])))


def _column(head: Sequence[str], words: frozenset[str]) -> int | None:
    """The first column that is headed by one of the words."""
    return next((index for index, word in enumerate(head) if word in words), None)


def _holds_sentences(table: Sequence[Row], column: int, text: str) -> bool:
    """Whether a column is worded, not counted: "Claims: 3" is no claim."""
    cells = [text[row[column].start : row[column].end] for row in table[1:] if column < len(row)]
    return 2 * sum(len(re.findall(r"[^\W\d]+", cell)) >= 2 for cell in cells) > len(cells)


def flagged_item(text: str, span: Span) -> ReportedClaim:
    """A list item as a claim, with the tick and score at its beginning or end, if any."""
    match = _ITEM.fullmatch(text, span.start, span.end)
    if match is None:
        return ReportedClaim(span, None)
    said = Reported(flag_of(match["before"] or match["after"] or ""), score_of(match["score"] or ""))
    return ReportedClaim(Span(*match.span("claim")), None if said == Reported(None, None) else said)


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
