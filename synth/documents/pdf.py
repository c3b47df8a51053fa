"""PDF -> Document."""

from synth.claims.document import Document, SourceFormat
from synth.claims.types import PaperId
from synth.documents.build import PageSize, build_document
from synth.documents.pdf_flow import Flow
from synth.documents.pdf_lines import pages_of
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
    return build_document(
        Flow(pages).run(),
        paper=paper,
        version=version,
        format=SourceFormat.PDF,
        title=title,
        page_sizes=[PageSize(page.width, page.height) for page in pages],
        warnings=tuple(f"page {number} holds no text: scanned?" for number in empty),
    )
