"""PDF -> Document."""

from collections.abc import Sequence

from synth.claims.document import Document, SourceFormat, Table
from synth.claims.types import PaperId, Span
from synth.documents.build import Block, Kind, PageSize, build_document
from synth.documents.grids import label_of
from synth.documents.pdf_fallback import MIN_READABLE, NO_PLACES, pypdf_pages, readable_share
from synth.documents.pdf_flow import Flow
from synth.documents.pdf_lines import RawPage, pages_of
from synth.documents.pdf_tables import grid_in, words_of
from synth.errors import SourceError

MAX_TRAILER_BYTES = 4096  # behind the end mark; some servers add a signature or a log
SAMPLE_CHARS = 20_000


def read_pdf(data: bytes, *, paper: PaperId, version: int | None, title: str) -> Document:
    """The text of a PDF.

    Raises:
        SourceError: If the bytes are no PDF, broken, need a password, or hold no text.
    """
    pages, warnings = _pages(data)
    empty = [page.number for page in pages if not page.lines]
    if len(empty) == len(pages):
        raise SourceError("the PDF holds no text: scanned?", hint="run it through text recognition (OCR) first")
    if not data.rstrip().endswith(b"%%EOF") and b"%%EOF" not in data[-MAX_TRAILER_BYTES:]:
        warnings = (*warnings, "the PDF has no end mark: cut off?")
    flow = Flow(pages)
    blocks = flow.run()
    return build_document(
        blocks,
        paper=paper,
        version=version,
        format=SourceFormat.PDF,
        title=title or next((block.text for block in blocks if block.kind is Kind.TITLE), ""),
        tables=_tables(data, pages, flow, blocks, has_places=NO_PLACES not in warnings),
        page_sizes=[PageSize(page.width, page.height) for page in pages],
        warnings=(*warnings, *(f"page {number} holds no text: scanned?" for number in empty)),
    )


def _pages(data: bytes) -> tuple[list[RawPage], tuple[str, ...]]:
    """The pages by pdfium, or by pypdf where pdfium fails or its text is unreadable and pypdf's is not."""
    try:
        pages = pages_of(data)
    except SourceError as error:
        if not data.startswith(b"%PDF") or "encrypted" in str(error):
            raise
        pages = pypdf_pages(data)
        if not any(page.lines for page in pages):
            raise
        return pages, (NO_PLACES,)
    share = readable_share(_sample(pages))
    if share >= MIN_READABLE:
        return pages, ()
    try:
        others = pypdf_pages(data)
    except SourceError:
        others = []
    if readable_share(_sample(others)) > max(share, MIN_READABLE):
        return others, (NO_PLACES,)
    return pages, ("the PDF's fonts do not say which letters they show: its text may be wrong",) if share else ()


def _sample(pages: Sequence[RawPage]) -> str:
    """Text from all over the paper, enough to judge it by."""
    return "".join(line.text for page in pages for line in page.lines)[:SAMPLE_CHARS]


def _tables(
    data: bytes, pages: Sequence[RawPage], flow: Flow, blocks: Sequence[Block], *, has_places: bool
) -> list[Table]:
    """The tables with their cells, as far as their words stand in columns."""
    lines = [line for _, table in flow.tables for line in table]
    words = words_of(data, lines, {page.number: page.start for page in pages}) if lines and has_places else {}
    captions = {block.table: block for block in blocks if block.kind is Kind.CAPTION and block.table is not None}
    tables: list[Table] = []
    for index, (_, table) in enumerate(flow.tables):
        rows, header_rows = grid_in([word for line in table for word in words.get(line.start, ())])
        caption = captions[index]
        tables.append(
            Table(caption.text, rows, header_rows, Span(0, 0), page=caption.page, label=label_of(caption.text))
        )
    return tables
