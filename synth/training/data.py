"""Labelled claims from files: ``<set>/<split>.claims.jsonl[.gz]`` with documents in ``.docs`` beside them.

A claim is ``{"id", "claim", "doc_id" or "paper", "label", "evidence", ...}``; ``evidence`` holds sentence indexes into
the document, or verbatim quotes. A document is ``{"doc_id", "title", "sentences"}``. Claims about a table carry it.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from synth.claims.document import Document, Part, Section, Sentence, SourceFormat, Table
from synth.claims.types import PaperId, Span
from synth.errors import UsageError
from synth.verdict.types import Label

_LABELS: Final = {"nei": Label.NOT_ENOUGH_INFO, **{label.value: label for label in Label}}


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim whose label is known.

    Attributes:
        document: Key into the set's documents.
        gold: Indexes of the document's sentences that carry the label.
        quotes: The same as verbatim text, for claims about a PDF.
        kind: What sort of claim it is ("number", "swap"); "" where the file says nothing.
        pair: The id of its twin on the same fact; "" without one.
    """

    id: str
    text: str
    document: str
    label: Label
    gold: frozenset[int] = frozenset()
    quotes: tuple[str, ...] = ()
    kind: str = ""
    pair: str = ""


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Labelled claims with their documents."""

    name: str
    split: str
    claims: tuple[LabelledClaim, ...]
    documents: Mapping[str, Document]


def read_labelled(path: Path, *, read_paper: Callable[[str], Document] | None = None) -> LabelledSet:
    """A labelled set with the documents that its claims name.

    Args:
        path: The file of claims.
        read_paper: Reads the paper that a claim's ``paper`` field names.

    Raises:
        UsageError: If the file or a document is missing, or a line is no labelled claim.
    """
    rows = list(_rows(path))
    if not rows:
        raise UsageError(f"{path.name}: no labelled claims in it")
    claims = tuple(claim_of(path.name, number, row) for number, row in enumerate(rows, start=1))
    documents: dict[str, Document] = {}
    docs_file = path.with_name(path.name.replace(".claims.", ".docs."))
    if docs_file != path and docs_file.is_file():
        wanted = {claim.document for claim in claims}
        documents = {
            str(row["doc_id"]): document_of(str(row["doc_id"]), row.get("title") or "", row["sentences"])
            for row in _rows(docs_file)
            if str(row.get("doc_id")) in wanted
        }
    documents |= {
        str(row["doc_id"]): table_document(str(row["doc_id"]), row["table"]) for row in rows if "table" in row
    }
    for key in sorted({claim.document for claim in claims} - set(documents)):
        if read_paper is None:
            raise UsageError(
                f"{path.name}: no document {key!r}", hint="keep a .docs file beside .claims, or give --papers DIR"
            )
        documents[key] = read_paper(key)
    return LabelledSet(path.parent.resolve().name, path.name.split(".")[0], claims, documents)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one for each line that is not blank."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if not line.strip():
                    continue
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise UsageError(f"{path.name}, line {number}: not an object")
                yield row
    except (OSError, EOFError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as lines of JSON: {error}") from error


def claim_of(file: str, number: int, row: Mapping[str, Any]) -> LabelledClaim:
    """One line of a file as a labelled claim.

    Raises:
        UsageError: If it is none.
    """
    key = row.get("doc_id", row.get("paper"))
    text, label = row.get("claim"), row.get("label")
    if not isinstance(text, str) or not text.strip() or key is None:
        raise UsageError(f"{file}, line {number}: needs a claim and a doc_id or paper")
    if label not in _LABELS:
        raise UsageError(f"{file}, line {number}: unknown label {label!r}", hint=f"known: {', '.join(_LABELS)}")
    evidence = row.get("evidence") or ()
    return LabelledClaim(
        id=str(row.get("id", number)),
        text=text,
        document=str(key),
        label=_LABELS[label],
        gold=frozenset(index for index in evidence if isinstance(index, int))
        if not isinstance(evidence, str)
        else frozenset(),
        quotes=tuple(part for part in evidence.split(" [...] ") if part) if isinstance(evidence, str) else (),
        kind=str(row.get("kind") or ""),
        pair=str(row.get("pair") or ""),
    )


def document_of(key: str, title: str, sentences: list[str]) -> Document:
    """A document out of a list of sentences; sentence i of the list is sentence i of the document."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return Document(
        paper=PaperId(key),
        version=None,
        format=SourceFormat.TEXT,
        title=title,
        text=" ".join(sentences),
        sections=(Section("", Span(0, max(at - 1, 0)), Part.BODY),),
        sentences=tuple(Sentence(span, 0, Part.BODY) for span in spans),
    )


def table_document(key: str, table: Mapping[str, Any]) -> Document:
    """A document that holds nothing but a table: caption and rows."""
    rows = [[_plain_cell(cell) for cell in row] for row in [table["columns"], *table["rows"]]]
    lines = [str(table["caption"]), *(" | ".join(row) for row in rows)]
    text = "\n".join(lines)
    caption = Span(0, len(lines[0]))
    label = lines[0].partition(":")[0] if lines[0].startswith("Table ") else ""
    return Document(
        paper=PaperId(key),
        version=None,
        format=SourceFormat.TEXT,
        title="",
        text=text,
        sections=(Section("", Span(0, len(text)), Part.BODY),),
        sentences=(Sentence(caption, 0, Part.CAPTION),),
        tables=(
            Table(
                lines[0], tuple(map(tuple, rows)), 1, Span(min(len(lines[0]) + 1, len(text)), len(text)), label=label
            ),
        ),
    )


def _plain_cell(cell: object) -> str:
    """A cell without the marks that some sets put into it."""
    text = str(cell)
    for mark in ("[BOLD]", "[ITALIC]", "[EMPTY]", "<bold>", "</bold>", "<italic>", "</italic>"):
        text = text.replace(mark, " ")
    return " ".join(text.split())
