"""Evidence out of passages: verbatim, located, hashed, with the words that carry the verdict marked."""

import re
from typing import Final

from synth.claims.document import Document
from synth.claims.ids import text_hash
from synth.claims.types import Span
from synth.evidence.lexical import terms
from synth.evidence.types import Passage
from synth.verdict.features import Judged
from synth.verdict.types import Cell, Evidence

_WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def evidence_of(claim: str, judged: Judged, document: Document) -> Evidence:
    """The passage as evidence for or against the claim; boxes are found by whoever holds the PDF."""
    passage = judged.candidate.passage
    quote = document.quote(passage.span)
    scores = {name: judged.candidate.feature(feature) for name, feature in _SCORES.items()}
    scores["relevance"] = judged.candidate.relevance
    if judged.entailment is not None:
        scores["entails"], scores["refutes"], _ = judged.entailment
    return Evidence(
        paper=document.paper,
        version=document.version,
        section=passage.section,
        page=document.page_of(passage.span.start),
        span=passage.span,
        quote=quote,
        hash=text_hash(quote),
        cell=_cell_of(claim, passage),
        scores={name: round(float(value), 4) for name, value in scores.items()},
        marks=marks_of(claim, quote),
    )


_SCORES: Final = {"cosine": "cosine", "bm25": "bm25", "fuzzy": "token_set", "coverage": "coverage"}


def marks_of(claim: str, quote: str) -> tuple[Span, ...]:
    """Words of the quote that the claim holds too, neighbours joined; spans count characters of the quote.

    >>> marks_of("Width helps", "A larger width helps here.")
    (Span(start=9, end=20),)
    """
    wanted = set(terms(claim))
    marks: list[Span] = []
    for match in _WORD.finditer(quote):
        found = terms(match.group())
        if not found or not set(found) <= wanted:
            continue
        if marks and quote[marks[-1].end : match.start()].strip(" -") == "":
            marks[-1] = Span(marks[-1].start, match.end())
        else:
            marks.append(Span(match.start(), match.end()))
    return tuple(marks)


def _cell_of(claim: str, passage: Passage) -> Cell | None:
    """The cell of a table row whose value the claim names, else the one whose column it names; None for text."""
    if not passage.cells:
        return None
    wanted = set(terms(claim))
    (_, row), *rest = passage.cells
    held = [(set(terms(value)) & wanted, set(terms(column)) & wanted, column, value) for column, value in rest]
    best = max(held, key=lambda cell: (len(cell[0]), len(cell[1])), default=None)
    if best is None or not (best[0] or best[1]):
        return None
    return Cell(passage.table, row, best[2], best[3])
