"""Labelled sets made out of others: claims edited until they are false, asked elsewhere, or about tables."""

import dataclasses
import gzip
import json
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from synth.claims.document import Document, Part, Section
from synth.claims.types import Span
from synth.errors import UsageError
from synth.training.contrast_edits import FALSE_EDITS, TRUE_EDITS, names_of
from synth.training.data import LabelledClaim, LabelledSet, document_of, table_document
from synth.verdict.types import Label

COPIED: Final = "copied"
EDITED: Final = "edited"
_IN: Final = " in "  # between a claim's own document and the one it is asked of
_WITHOUT: Final = " without "
ELSEWHERE: Final = "elsewhere"
WITHHELD: Final = "withheld"
PLACED: Final = "placed"
_SAME_WORDS: Final = 70.0  # token set ratio above which a sentence may say the same
_TELLING: Final = re.compile(r"\d+\.\d+|\d{2,}")  # numbers that seldom stand somewhere by chance
_COPY_CHARS: Final = (50, 220)  # shorter ones are headings, longer ones several sentences
_LABELS: Final = {"supported": Label.SUPPORTED, "refuted": Label.REFUTED, "nei": Label.NOT_ENOUGH_INFO}
_OTHER_TABLES: Final = 2  # beside the one that a claim is about
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


def withheld(labelled: LabelledSet, *, most: int, seed: int) -> LabelledSet:
    """Claims asked of their own document without the sentences that decide them: the answer is missing.

    This is what another paper on the same subject looks like. A sentence goes if it is gold, close in words to a gold
    one or to the claim, or holds one of the claim's unlikely numbers.
    """
    chance = Random(f"{seed} withheld")  # noqa: S311 - sampling, not secrets
    claims = [claim for claim in labelled.claims if claim.gold]
    found, documents = [], {}
    for claim in chance.sample(claims, min(most, len(claims))):
        document = labelled.documents[claim.document]
        sentences = [document.quote(sentence.span) for sentence in document.sentences]
        key = f"{claim.document}{_WITHOUT}{claim.id}"
        documents[key] = document_of(key, document.title, _undecided(claim, sentences))
        found.append(
            dataclasses.replace(
                claim,
                id=f"{claim.id}-withheld",
                document=key,
                label=Label.NOT_ENOUGH_INFO,
                gold=frozenset(),
                quotes=(),
                pair="",
            )
        )
    return LabelledSet(f"{labelled.name}-{WITHHELD}", labelled.split, tuple(found), documents)


def origin_of(document: str) -> str:
    """The document that a claim of a derived set is really about.

    >>> origin_of("paper-1 in paper-2"), origin_of("paper-1 without claim-7"), origin_of("paper-1")
    ('paper-1', 'paper-1', 'paper-1')
    """
    return document.partition(_IN)[0].partition(_WITHOUT)[0]


def _undecided(claim: LabelledClaim, sentences: list[str]) -> list[str]:
    """The sentences that neither support nor refute the claim."""
    telling = set(_TELLING.findall(claim.text))
    deciding = [claim.text, *(sentences[at] for at in claim.gold if at < len(sentences))]
    return [
        sentence
        for at, sentence in enumerate(sentences)
        if at not in claim.gold
        and telling.isdisjoint(_TELLING.findall(sentence))
        and all(fuzz.token_set_ratio(sentence, text, processor=default_process) < _SAME_WORDS for text in deciding)
    ]


def elsewhere(labelled: LabelledSet, *, most: int, seed: int) -> LabelledSet:
    """Claims asked of another document of the set, which says nothing about them."""
    chance = Random(f"{seed} elsewhere")  # noqa: S311 - sampling, not secrets
    names = sorted(labelled.documents)
    claims = chance.sample(labelled.claims, min(most, len(labelled.claims)))
    found, documents = [], {}
    for claim in claims:
        other = chance.choice([name for name in names if name != claim.document])
        key = f"{claim.document}{_IN}{other}"
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


def placed(tables: LabelledSet, papers: LabelledSet, *, most: int, seed: int) -> LabelledSet:
    """Claims about a table, asked of a paper that holds it beside a few other tables.

    What a paper's own tables decide is no sentence, and sets of claims over sentences show nothing of it. A quarter of
    the claims is asked of a paper without their table.
    """
    chance = Random(f"{seed} placed")  # noqa: S311 - sampling, not secrets
    names, hosts = sorted(tables.documents), sorted(papers.documents)
    found, documents = [], {}
    for claim in chance.sample(tables.claims, min(most, len(tables.claims))):
        is_there = chance.random() >= 0.25  # absent in a quarter
        shown = chance.sample([name for name in names if name != claim.document], _OTHER_TABLES)
        shown += [claim.document] if is_there else []
        chance.shuffle(shown)
        host = chance.choice(hosts)
        key = f"{claim.document}{_IN}{host}"
        if key in documents:
            continue
        documents[key] = _with_tables(papers.documents[host], [tables.documents[name] for name in shown])
        label = claim.label if is_there else Label.NOT_ENOUGH_INFO
        found.append(dataclasses.replace(claim, id=f"{claim.id}-placed", document=key, label=label))
    return LabelledSet(f"{tables.name}-{PLACED}", tables.split, tuple(found), documents)


def _with_tables(paper: Document, tables: Sequence[Document]) -> Document:
    """A paper with documents that hold one table each at its end, captions and all, as its last section."""
    text, sentences, placed_tables = paper.text, list(paper.sentences), list(paper.tables)
    start, section = len(text), len(paper.sections)
    for number, document in enumerate(tables, start=1):
        at = len(text) + 1
        label = f"Table {number}"
        text = f"{text}\n{document.text}"
        sentences += [
            dataclasses.replace(item, span=_moved(item.span, at), section=section) for item in document.sentences
        ]
        placed_tables += [
            dataclasses.replace(item, span=_moved(item.span, at), label=label) for item in document.tables
        ]
    last = Section("Results", Span(start, len(text)), Part.BODY)
    return dataclasses.replace(
        paper,
        text=text,
        sections=(*paper.sections, last),
        sentences=tuple(sentences),
        tables=tuple(placed_tables),
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def read_table_pairs(path: Path, *, most: int | None = None) -> LabelledSet:
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
