"""Labelled sets made out of others: claims edited until they are false, asked elsewhere, or about tables."""

import dataclasses
import gzip
import json
import re
from pathlib import Path
from random import Random
from typing import Final

from synth.claims.document import Document, Part
from synth.errors import UsageError
from synth.training.contrast_edits import FALSE_EDITS, TRUE_EDITS, names_of
from synth.training.data import LabelledClaim, LabelledSet, table_document
from synth.verdict.types import Label

COPIED: Final = "copied"
EDITED: Final = "edited"
ELSEWHERE: Final = "elsewhere"
_COPY_CHARS: Final = (50, 220)  # shorter ones are headings, longer ones several sentences
_LABELS: Final = {"supported": Label.SUPPORTED, "refuted": Label.REFUTED, "nei": Label.NOT_ENOUGH_INFO}
_ROW: Final = re.compile(r"\s*Row \d+: ")


def edited(labelled: LabelledSet, *, most: int, seed: int) -> LabelledSet:
    """Supported claims made false by one edit, of each kind of edit in turn; the documents stay."""
    chance = Random(f"{seed} edited")  # noqa: S311 - sampling, not secrets
    claims = [claim for claim in labelled.claims if claim.label is Label.SUPPORTED]
    chance.shuffle(claims)
    found: list[LabelledClaim] = []
    kinds = list(FALSE_EDITS)
    for claim in claims:
        if len(found) >= most:
            break
        for kind in kinds:
            text = FALSE_EDITS[kind](claim.text, chance, names_of(claim.text))
            if text is not None and text != claim.text:
                found.append(
                    dataclasses.replace(claim, id=f"{claim.id}-{kind}", text=text, label=Label.REFUTED, pair="")
                )
                kinds.append(kinds.pop(kinds.index(kind)))  # the kinds take turns
                break
    return LabelledSet(f"{labelled.name}-{EDITED}", labelled.split, tuple(found), labelled.documents)


def copied(labelled: LabelledSet, *, most: int, seed: int) -> LabelledSet:
    """Sentences of the documents themselves as claims: one as it stands or edited true, then one edited false.

    A claim in the words of its paper is what reports hold most, and what no set of claims in a writer's own words
    shows: there all similarities are at their highest, and the one changed word is all that tells false from true.
    """
    chance = Random(f"{seed} copied")  # noqa: S311 - sampling, not secrets
    places = [
        (key, at)
        for key, document in sorted(labelled.documents.items())
        for at, sentence in enumerate(document.sentences)
        if _COPY_CHARS[0] <= len(sentence.span) <= _COPY_CHARS[1] and sentence.part in (Part.BODY, Part.ABSTRACT)
    ]
    chance.shuffle(places)
    kinds = list(FALSE_EDITS)
    found: list[LabelledClaim] = []
    for key, at in places:
        if len(found) >= most:
            break
        document = labelled.documents[key]
        text = document.quote(document.sentences[at].span)
        for kind in kinds:
            wrong = FALSE_EDITS[kind](text, chance, names_of(text))
            if wrong is not None and wrong != text:
                right = chance.choice([edit(text, chance, names_of(text)) or text for edit in TRUE_EDITS.values()])
                kept = LabelledClaim(f"{key}-{at}", right, key, Label.SUPPORTED, frozenset({at}))
                found += [kept, dataclasses.replace(kept, id=f"{kept.id}-{kind}", text=wrong, label=Label.REFUTED)]
                kinds.append(kinds.pop(kinds.index(kind)))  # the kinds take turns
                break
    return LabelledSet(f"{labelled.name}-{COPIED}", labelled.split, tuple(found), labelled.documents)


def elsewhere(labelled: LabelledSet, *, most: int, seed: int) -> LabelledSet:
    """Claims asked of another document of the set, which says nothing about them."""
    chance = Random(f"{seed} elsewhere")  # noqa: S311 - sampling, not secrets
    names = sorted(labelled.documents)
    claims = chance.sample(labelled.claims, min(most, len(labelled.claims)))
    found, documents = [], {}
    for claim in claims:
        other = chance.choice([name for name in names if name != claim.document])
        key = f"{claim.document} in {other}"
        documents[key] = labelled.documents[other]
        found.append(
            dataclasses.replace(
                claim,
                id=f"{claim.id}-elsewhere",
                document=key,
                label=Label.NOT_ENOUGH_INFO,
                gold=frozenset(),
                quotes=(),
                pair="",
            )
        )
    return LabelledSet(f"{labelled.name}-{ELSEWHERE}", labelled.split, tuple(found), documents)


def read_table_pairs(path: Path, *, most: int) -> LabelledSet:
    """Claims about tables that stand in a line as "Table: caption. Row 1: column: value; ...".

    Raises:
        UsageError: If the file cannot be read or holds no such table.
    """
    claims, documents = [], {}
    try:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            rows = [json.loads(line) for line in stream][:most]
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as lines of JSON: {error}") from error
    for row in rows:
        key = str(row["evidence"])
        if key not in documents:
            documents[key] = _table(key)
        claims.append(LabelledClaim(str(row["id"]), row["claim"], key, _LABELS[row["label"]]))
    name, _, split = path.name.removesuffix(".jsonl.gz").partition(".")
    return LabelledSet(name, split, tuple(claims), documents)


def _table(line: str) -> Document:
    """The table of a line; cells that hold the separators stay whole as far as the columns tell."""
    caption, *rows = _ROW.split(line)
    cells = [[_pair(cell) for cell in row.split("; ")] for row in rows]
    if not cells:
        raise UsageError("no table in a line", hint='expected "Table: caption. Row 1: column: value; ..."')
    columns = [column for column, _ in cells[0]]
    filled = [[dict(row).get(column, "").rstrip(" .") for column in columns] for row in cells]
    return table_document(caption[:40], {"caption": caption.strip(), "columns": columns, "rows": filled})


def _pair(cell: str) -> tuple[str, str]:
    """Column and value of "column: value"."""
    column, _, value = cell.partition(": ")
    return column.strip(), value.strip()
