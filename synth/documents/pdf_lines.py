"""PDF bytes -> printed lines with their places, in the order of the file.

Offsets count pdfium's characters; the original that ``Document.source_map`` points to is the pages'
characters one after another.
"""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from synth.errors import SourceError

_LINE = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_HYPHEN_MARKS = "\ufffe\x02"  # what pdfium puts in place of a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        start: The first character's offset in the original; ``text`` is what stands there.
        x0: Left edge; like the others in points from the page's top left corner.
        hyphen: Whether it ends in a hyphen that the next line continues.
        tail: Top and bottom edge of the last character, to tell a mark set high from text.
        font: Name of the first character's font; "" if the file names none.
    """

    page: int  # 1-based
    start: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    hyphen: bool = False
    tail: tuple[float, float] = (0.0, 0.0)
    font: str = ""

    @property
    def height(self) -> float:
        """Height of the line in points: that of its font, ascenders and descenders included."""
        return self.y1 - self.y0

    @property
    def width(self) -> float:
        """Width of the line in points."""
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page's size, characters and lines."""

    number: int  # 1-based
    width: float
    height: float
    start: int  # offset of its first character in the original
    text: str
    lines: tuple[Line, ...]


@contextmanager
def opened_pdf(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """An opened PDF, closed afterwards.

    Raises:
        SourceError: If the bytes are no PDF, broken, or need a password.
    """
    if not data:
        raise SourceError("the PDF is empty (zero bytes)", hint="fetch it again with --refresh")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise SourceError("the PDF is encrypted", hint="save a copy without a password and name that") from error
        raise SourceError(f"not readable as a PDF: {error}", hint="fetch it again with --refresh") from error
    try:
        yield document
    finally:
        document.close()


def pages_of(data: bytes) -> list[RawPage]:
    """Every page with its lines.

    Raises:
        SourceError: If the bytes are no PDF, broken, or need a password.
    """
    pages: list[RawPage] = []
    start = 0
    with opened_pdf(data) as document:
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            text = characters(text_page)
            width, height = page.get_size()
            lines = tuple(_lines(text_page, text, start=start, number=index + 1, height=height))
            pages.append(RawPage(index + 1, width, height, start, text, lines))
            start += len(text)
            text_page.close()
            page.close()
    return pages


def characters(text_page: pypdfium2.PdfTextPage) -> str:
    """The page's characters, one for each of pdfium's indexes."""
    count = text_page.count_chars()
    text: str = text_page.get_text_range() if count else ""
    if len(text) == count:
        return text
    # Control characters of odd fonts are left out of the range: take the characters one by one.
    code_of = pdfium.FPDFText_GetUnicode
    return "".join(_character(code_of(text_page, index)) for index in range(count))


def _character(code: int) -> str:
    """The character of a code; surrogates and nothing at all become U+FFFD."""
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _lines(text_page: pypdfium2.PdfTextPage, text: str, *, start: int, number: int, height: float) -> Iterator[Line]:
    """The lines of a page; blank ones are left out."""
    box, name = pdfium.FS_RECTF(), ctypes.create_string_buffer(64)
    for match in _LINE.finditer(text):
        raw = match[0]
        hyphen = raw[-1] in _HYPHEN_MARKS
        body = raw[:-1] if hyphen else raw
        stripped = body.strip()
        if not stripped:
            continue
        first = match.start() + body.index(stripped[0])
        last = first + len(stripped) - 1
        pdfium.FPDFText_GetLooseCharBox(text_page, last, box)
        right, tail = box.right, (height - box.top, height - box.bottom)
        pdfium.FPDFText_GetFontInfo(text_page, first, name, len(name), None)
        pdfium.FPDFText_GetLooseCharBox(text_page, first, box)
        yield Line(
            page=number,
            start=start + first,
            text=stripped,
            x0=box.left,
            y0=height - box.top,
            x1=max(right, box.left),
            y1=height - box.bottom,
            hyphen=hyphen,
            tail=tail,
            font=name.value.decode("latin-1"),
        )
