"""A second opinion on a PDF: its text by pypdf, where pdfium cannot open it or finds no readable words."""

import io
import logging
import re
import struct
import unicodedata
import zlib

import pypdf
from pypdf.errors import PyPdfError

from synth.documents.pdf_lines import Line, RawPage
from synth.errors import SourceError

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it complains of every odd byte of a damaged file
NO_PLACES = "read by pypdf: evidence from it has no boxes"
"""The warning of a document whose offsets are not pdfium's."""

MIN_READABLE = 0.5  # of a text's marks: below this its fonts have lost their letters
_CUT = re.compile(r"(?<=[a-z])-$")
_LINE_HEIGHT, _CHAR_WIDTH = 12.0, 5.0  # of a page that is set like a typewriter's
# What pypdf raises on files that break the format's rules in ways it does not look out for.
_DAMAGE = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, RuntimeError, ArithmeticError,
    AssertionError, zlib.error, struct.error,
)  # fmt: skip


def readable_share(text: str) -> float:
    r"""The share of a text's marks that are letters, digits or common signs; 0 for no text.

    >>> readable_share("We win."), readable_share("\x01\x02\ue001")
    (1.0, 0.0)
    """
    marks = [char for char in text if not char.isspace() and char not in "\ufffe\x02"]
    readable = sum(char.isalnum() or unicodedata.category(char)[0] in "PS" for char in marks if char != "\ufffd")
    return readable / len(marks) if marks else 0.0


def pypdf_pages(data: bytes) -> list[RawPage]:
    """Every page's lines by pypdf; their places on the page are made up.

    Raises:
        SourceError: If pypdf cannot read the file either.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages]
        texts = [page.extract_text() for page in reader.pages]
    except _DAMAGE as error:
        raise SourceError(f"not readable as a PDF: {error}", hint="fetch it again with --refresh") from error
    pages: list[RawPage] = []
    start = 0
    for number, (text, (width, height)) in enumerate(zip(texts, sizes, strict=True), start=1):
        pages.append(RawPage(number, width, height, start, text, tuple(_lines(text, start, number))))
        start += len(text)
    return pages


def _lines(text: str, start: int, number: int) -> list[Line]:
    """The lines of a page, one below the other."""
    lines: list[Line] = []
    place = 0
    for row, raw in enumerate(text.splitlines(keepends=True)):
        body = raw.strip()
        if body:
            kept = _CUT.sub("", body)
            top = (row + 10) * _LINE_HEIGHT  # below where running heads are looked for
            offset = start + place + raw.index(body[0])
            lines.append(
                Line(
                    number, offset, kept, 0.0, top, len(kept) * _CHAR_WIDTH, top + _LINE_HEIGHT - 2,
                    hyphen=kept != body, tail=(top, top + _LINE_HEIGHT - 2), font="unknown",
                )
            )  # fmt: skip
        place += len(raw)
    return lines
