"""Papers, their versions, their texts."""

import zlib
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from synth.claims.document import Document
from synth.claims.ids import content_hash
from synth.claims.types import PaperId, Span
from synth.errors import StoreError
from synth.ports import Paper
from synth.store import codec, dialect
from synth.store.tables import DocumentRow, PaperRow, PaperVersionRow, SentenceRow, table_of

_PAPER: Final = table_of(PaperRow)
_VERSION: Final = table_of(PaperVersionRow)
_DOCUMENT: Final = table_of(DocumentRow)
_SENTENCE: Final = table_of(SentenceRow)


def save_papers(connection: Connection, papers: Iterable[Paper]) -> None:
    """Insert or replace papers by id and version; see ``asked_version``."""
    for paper in papers:
        position = connection.scalar(select(func.coalesce(func.max(_PAPER.c.position), 0) + 1))
        dialect.insert_new(connection, _PAPER, [{"id": paper.id, "position": position}])
        if paper.version is not None and (paper.request is None or paper.request.version is None):
            wanted = (_VERSION.c.paper_id == paper.id) & (_VERSION.c.version == 0)
            connection.execute(delete(_VERSION).where(wanted))  # "the latest" has been had
        row = {
            "paper_id": paper.id,
            "version": asked_version(paper),
            "title": codec.storable(paper.title),
            "status": paper.status.value,
            "reason": codec.storable(paper.reason),
            "record": codec.dumps(paper),
        }
        dialect.insert_or_update(connection, _VERSION, [row])


def asked_version(paper: Paper) -> int:
    """The version a paper is kept under: the one at hand, else the one asked for, else 0 for "the latest"."""
    asked = paper.request.version if paper.request else None
    return paper.version or asked or 0


def papers(connection: Connection) -> Sequence[Paper]:
    """All papers, in the order they were first asked for."""
    ordered = (
        select(_VERSION.c.record)
        .join(_PAPER, _PAPER.c.id == _VERSION.c.paper_id)
        .order_by(_PAPER.c.position, _VERSION.c.version)
    )
    return [codec.loads(Paper, record) for record in connection.scalars(ordered)]


def save_document(connection: Connection, document: Document) -> None:
    """Insert or replace a document and its sentences; one that is there as it is stays untouched."""
    plain = codec.dumps(document).encode()
    key = {"paper_id": document.paper, "version": document.version or 0}
    here = (_DOCUMENT.c.paper_id == key["paper_id"]) & (_DOCUMENT.c.version == key["version"])
    digest = content_hash(plain)
    if connection.scalar(select(_DOCUMENT.c.hash).where(here)) == digest:
        return
    connection.execute(delete(_DOCUMENT).where(here))
    row = key | {
        "format": document.format.value,
        "title": codec.storable(document.title),
        "chars": len(document.text),
        "hash": digest,
        "body": zlib.compress(plain),
    }
    connection.execute(insert(_DOCUMENT), [row])
    sentences = [
        key
        | {
            "start": sentence.span.start,
            "end": sentence.span.end,
            "section": sentence.section,
            "part": sentence.part.value,
            "text": codec.storable(document.quote(sentence.span)),
        }
        for sentence in document.sentences
    ]
    if sentences:
        connection.execute(insert(_SENTENCE), sentences)


def document_of(connection: Connection, paper: PaperId, version: int | None) -> Document | None:
    """The stored document; without a version the newest there is.

    Raises:
        StoreError: If it is stored, but damaged.
    """
    asked = select(_DOCUMENT.c.body).where(_DOCUMENT.c.paper_id == paper).order_by(_DOCUMENT.c.version.desc()).limit(1)
    body = connection.scalar(asked if version is None else asked.where(_DOCUMENT.c.version == version))
    if body is None:
        return None
    try:
        return codec.loads(Document, zlib.decompress(body))
    except zlib.error as error:
        raise StoreError(
            f"the stored text of {paper} is damaged: {error}", hint="fetch it again: synth fetch --refresh"
        ) from error


def search_sentences(connection: Connection, query: str, *, limit: int) -> Sequence[tuple[PaperId, Span, str]]:
    """Sentences that hold words of the query, best first."""
    return [
        (PaperId(paper), Span(start, end), text)
        for paper, start, end, text in dialect.search(connection, query, limit=limit)
    ]
