"""PDF -> Document."""

from collections.abc import Sequence

from synth.claims.document import Document, SourceFormat, Table
from synth.claims.types import PaperId, Span
from synth.documents.build import Block, Kind, PageSize, build_document
from synth.documents.grids import label_of
from synth.documents.pdf_flow import Flow
from synth.documents.pdf_lines import RawPage, pages_of
from synth.documents.pdf_tables import grid_in, words_of
from synth.errors import SourceError


def read_pdf(data: bytes, *, paper: PaperId, version: int | None, title: str) -> Document:
    """The text of a PDF.

    Raises:
        SourceError: If the bytes are no PDF, broken, need a password, or hold no text.
    """
    pages = pages_of(data)
    empty = [page.number for page in pages if not page.lines]
    if len(empty) == len(pages):
        raise SourceError("the PDF holds no text: scanned?", hint="run it through text recognition (OCR) first")
    flow = Flow(pages)
    blocks = flow.run()
    return build_document(
        blocks,
        paper=paper,
        version=version,
        format=SourceFormat.PDF,
        title=title or next((block.text for block in blocks if block.kind is Kind.TITLE), ""),
        tables=_tables(data, pages, flow, blocks),
        page_sizes=[PageSize(page.width, page.height) for page in pages],
        warnings=tuple(f"page {number} holds no text: scanned?" for number in empty),
    )


def _tables(data: bytes, pages: Sequence[RawPage], flow: Flow, blocks: Sequence[Block]) -> list[Table]:
    """The tables with their cells, as far as their words stand in columns."""
    lines = [line for _, table in flow.tables for line in table]
    words = words_of(data, lines, {page.number: page.start for page in pages}) if lines else {}
    captions = {block.table: block for block in blocks if block.kind is Kind.CAPTION and block.table is not None}
    tables: list[Table] = []
    for index, (_, table) in enumerate(flow.tables):
        rows, header_rows = grid_in([word for line in table for word in words[line.start]])
        caption = captions[index]
        tables.append(
            Table(caption.text, rows, header_rows, Span(0, 0), page=caption.page, label=label_of(caption.text))
        )
    return tables
