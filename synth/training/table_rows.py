"""Rows of tables as evidence: claims that people wrote about a table, each before the one row that decides it.

A paper's table reaches the model row by row ("caption header: column = value; ..."), and a model that knows sentences
alone takes any row of numbers for a contradiction. So each claim also stands before a row that says nothing of it.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from synth.evidence.fuse import searched_text
from synth.evidence.passages import passages_of
from synth.evidence.types import Passage
from synth.training.derived import read_table_pairs
from synth.training.nli_data import Pair, flags
from synth.verdict.types import Label

SOURCE: Final = "nli/tabfact_pairs.train.jsonl.gz"
_WHOLE_TABLE: Final = re.compile(
    r"\b(?:\w+est|most|least|total|average|sum|only|more|less|fewer|than|both|all|every|each|none|never|any|many|"
    r"several|few|just|always|one|number|times|same|different|other|between|before|after|half|majority|twice|two|three|four|five|six|"
    r"seven|eight|nine|ten|first|last|over|under|above|below|leading|top|range|combined|unique|not|no|do|does)\b"
)
"""What asks for more than a row."""
_WORD: Final = re.compile(r"[\w.]*\w")
_LEAST_CELLS: Final = {Label.SUPPORTED: 2, Label.REFUTED: 1}
"""Cells of the row that a claim must name: what is true names a subject and its value."""


def row_pairs(folder: Path, *, most: int, seed: int) -> list[Pair]:
    """At most ``most`` pairs, half of them with the row that decides and half with one that does not.

    Raises:
        UsageError: If the file is missing or not readable.
    """
    tables = read_table_pairs(folder / SOURCE)
    chance = Random(f"{seed} rows")  # noqa: S311 - sampling, not secrets
    claims = list(tables.claims)
    chance.shuffle(claims)
    pairs: list[Pair] = []
    for claim in claims:
        if len(pairs) >= most:
            break
        rows = [passage for passage in passages_of(tables.documents[claim.document]) if passage.cells]
        pairs += _pairs_of_claim(claim.text, claim.label, rows, chance)
    return pairs[:most]


def _pairs_of_claim(claim: str, label: Label, rows: Sequence[Passage], chance: Random) -> Iterator[Pair]:
    """The claim with the only row that it is about, and with one that it names nothing of."""
    if _WHOLE_TABLE.search(claim):
        return
    named = [len({value for _, value in row.cells if stands_in(value, claim)}) for row in rows]
    best = max(named, default=0)
    others = [row for row, count in zip(rows, named, strict=True) if count == 0]
    if best < _LEAST_CELLS[label] or named.count(best) > 1 or not others:
        return
    yield Pair(claim, searched_text(rows[named.index(best)]), flags(label.value), "rows")
    yield Pair(claim, searched_text(chance.choice(others)), flags("nei"), "rows")


def stands_in(cell: str, claim: str) -> bool:
    """Whether a claim names a cell word for word; one character stands everywhere."""
    named, words = (" ".join(_WORD.findall(text.casefold())) for text in (cell, claim))
    return len(named) > 1 and f" {named} " in f" {words} "
