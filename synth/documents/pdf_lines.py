"""PDF bytes -> printed lines with their places, in the order of the file.

Offsets count pdfium's characters; the original that ``Document.source_map`` points to is the pages'
characters one after another.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from synth.documents.pdf_frame import Frame, Rectangle, frame_of
from synth.errors import SourceError

_LINE = re.compile("(?:[^\r\n\ufffe\x02]|\r(?!\n))+[\ufffe\x02]?")
# Digits and signs that may be footnote marks: behind a word or a full stop, before white space or punctuation.
_MARK = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_][.,;:)\]”’\"'])|(?<=[.,;:)\]”’]) )"
    r"(?P<mark>\d{1,2}(?:,\d{1,2})*|[*∗†‡§¶]{1,2})(?=[\s.,;:)]|$)"
)
_POWER = re.compile(r"(?<=10)[−-]?\d{1,2}(?!\d)")
_BOLD = re.compile(r"bold|medi|demi|black|heavy|cmbx|cmb\d|ptmb|-b$|utmb", re.IGNORECASE)
_NO_SIZE = (0.0, 0.0)  # of a page that cannot be loaded
MAX_LEAD_WORDS = 8  # a longer bold start of a line is emphasis, not a heading
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
        lead: How many characters at the start are bold while the line's end is not: a heading in the text.
        pieces: For a line put together: (offset in text, offset in the original) of each further piece.
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
    lead: int = 0
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def height(self) -> float:
        """Height of the line in points: that of its font, ascenders and descenders included."""
        return self.y1 - self.y0

    @property
    def is_bold(self) -> bool:
        """Whether all of the line is set bold, by its font's name."""
        return self.lead == 0 and _BOLD.search(self.font) is not None

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


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """An opened PDF; the caller closes it, or lets go of it.

    Raises:
        SourceError: If the bytes are no PDF, broken, or need a password.
    """
    if not data:
        raise SourceError("the PDF is empty (zero bytes)", hint="fetch it again with --refresh")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise SourceError("the PDF is encrypted", hint="save a copy without a password and name that") from error
        raise SourceError(f"not readable as a PDF: {error}", hint="fetch it again with --refresh") from error


def open_page(document: pypdfium2.PdfDocument, index: int) -> tuple[pypdfium2.PdfTextPage, Frame] | None:
    """The text of a page, which holds on to the page itself, and how it is shown; None if the page is damaged."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    return page.get_textpage(), frame_of(page)


@contextmanager
def opened_pdf(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """An opened PDF, closed afterwards; raises what ``open_pdf`` raises."""
    document = open_pdf(data)
    try:
        yield document
    finally:
        document.close()


@contextmanager
def opened_page(document: pypdfium2.PdfDocument, index: int) -> Iterator[tuple[pypdfium2.PdfTextPage, Frame] | None]:
    """What ``open_page`` gives, closed afterwards."""
    opened = open_page(document, index)
    try:
        yield opened
    finally:
        if opened is not None:
            opened[0].close()
            opened[0].page.close()


def pages_of(data: bytes) -> list[RawPage]:
    """Every page with its lines; a damaged page has none.

    Raises:
        SourceError: If the bytes are no PDF, broken, or need a password.
    """
    pages: list[RawPage] = []
    start = 0
    with opened_pdf(data) as document:
        for index in range(len(document)):
            with opened_page(document, index) as opened:
                if opened is None:
                    pages.append(RawPage(index + 1, *_NO_SIZE, start, "", ()))
                    continue
                text_page, frame = opened
                text = characters(text_page)
                lines = tuple(_lines(text_page, text, start=start, number=index + 1, frame=frame))
                pages.append(RawPage(index + 1, *frame.size, start, text, lines))
                start += len(text)
    return pages


def characters(text_page: pypdfium2.PdfTextPage) -> str:
    """The page's characters, one for each of pdfium's indexes."""
    count = text_page.count_chars()
    text: str = text_page.get_text_range() if count else ""
    if len(text) == count:
        return text
    # Control characters of odd fonts are left out of the range, and characters beyond the basic plane are one
    # there but two of pdfium's: take the characters one by one.
    codes = [pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    return "".join(
        _character(code, codes[index - 1] if index else 0, after)
        for index, (code, after) in enumerate(zip(codes, [*codes[1:], 0], strict=True))
    )


def _character(code: int, before: int, after: int) -> str:
    """The character of a code; of a surrogate pair the first stands for both, a lone one becomes U+FFFD.

    >>> _character(0xD835, 0, 0xDF06), _character(0xDF06, 0xD835, 0), _character(0xDF06, 65, 0)
    ('\U0001d706', '\u2060', '\ufffd')
    """
    if _is_high(code) and _is_low(after):
        return chr(0x10000 + ((code - 0xD800) << 10) + (after - 0xDC00))
    if _is_low(code) and _is_high(before):
        return "\u2060"  # prints nothing, and keeps the indexes
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _is_high(code: int) -> bool:
    return 0xD800 <= code <= 0xDBFF


def _is_low(code: int) -> bool:
    return 0xDC00 <= code <= 0xDFFF


def _lines(text_page: pypdfium2.PdfTextPage, text: str, *, start: int, number: int, frame: Frame) -> Iterator[Line]:
    """The lines of a page; blank ones are left out."""
    for match in _LINE.finditer(text):
        raw = match[0]
        hyphen = raw[-1] in _HYPHEN_MARKS
        body = raw[:-1] if hyphen else raw
        stripped = body.strip()
        if not stripped:
            continue
        first = match.start() + body.index(stripped[0])
        last = first + len(stripped) - 1
        font = _font_at(text_page, first)
        boxes = [_box(text_page, index, frame) for index in (first, (first + last) // 2, last)]
        # The middle one of three heights: a line may begin or end with a sign of another font.
        _, top, _, bottom = sorted(boxes, key=lambda box: box[3] - box[1])[1]
        x0, (_, tail_top, x1, tail_bottom) = boxes[0][0], boxes[2]
        if not font:  # a font drawn glyph by glyph has no height of its own: that of the line's characters
            top, bottom = _extent(text_page, range(first, last + 1), frame)
            tail_top, tail_bottom = top, bottom
        line = Line(
            page=number,
            start=start + first,
            text=stripped,
            x0=x0,
            y0=top,
            x1=max(x1, x0),
            y1=bottom,
            hyphen=hyphen,
            tail=(tail_top, tail_bottom),
            font=font,
            lead=_lead(text_page, first, stripped) if _BOLD.search(font) else 0,
        )
        yield _edited(line, [*_marks(text_page, line, first, frame), *_powers(text_page, line, first, frame)])


def _marks(text_page: pypdfium2.PdfTextPage, line: Line, first: int, frame: Frame) -> Iterator[tuple[int, int, str]]:
    """Footnote marks, to be left out."""
    for mark in _MARK.finditer(line.text):
        if _is_raised(text_page, first + mark.start("mark"), line, first, frame):
            yield mark.start(), mark.end(), ""


def _powers(text_page: pypdfium2.PdfTextPage, line: Line, first: int, frame: Frame) -> Iterator[tuple[int, int, str]]:
    """Raised numbers behind a number, to be told from it: "10^-4"."""
    for power in _POWER.finditer(line.text):
        if _is_raised(text_page, first + power.end() - 1, line, first, frame):
            yield power.start(), power.start(), "^"


def _box(text_page: pypdfium2.PdfTextPage, index: int, frame: Frame) -> Rectangle:
    """A character's box on the shown page, as high as its font."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
    return frame.place(box.left, box.bottom, box.right, box.top)


def _font_at(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    """The name of a character's font; "" if the file names none."""
    name = ctypes.create_string_buffer(64)
    pdfium.FPDFText_GetFontInfo(text_page, index, name, len(name), None)
    return name.value.decode("latin-1")


def _lead(text_page: pypdfium2.PdfTextPage, first: int, text: str) -> int:
    """How many characters at the start of a bold line come before the words that are not; 0 if all are bold."""
    if _BOLD.search(_font_at(text_page, first + len(text) - 1)):
        return 0
    for count, word in enumerate(re.finditer(r"(?<=\s)\S", text)):
        if count >= MAX_LEAD_WORDS:
            return 0
        if not _BOLD.search(_font_at(text_page, first + word.start())):
            return word.start()
    return 0


def _is_raised(text_page: pypdfium2.PdfTextPage, index: int, line: Line, first: int, frame: Frame) -> bool:
    """Whether a character is set higher and smaller than its line, or drawn so: the mark of a footnote."""
    _, top, _, bottom = _box(text_page, index, frame)
    if bottom - top < 0.85 * line.height:
        return bottom < line.y1 - 0.1 * line.height
    x, y, left, right, low, high = (ctypes.c_double() for _ in range(6))
    pdfium.FPDFText_GetCharOrigin(text_page, first, x, y)
    pdfium.FPDFText_GetCharBox(text_page, index, left, right, low, high)
    return frame.rotation == 0 and low.value - y.value > 0.15 * line.height and line.text[index - first].isdigit()


def _edited(line: Line, edits: Sequence[tuple[int, int, str]]) -> Line:
    """A line with some stretches of its text replaced."""
    if not edits:
        return line
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = end = 0
    for start, stop, text in [*sorted(edits), (len(line.text), len(line.text), "")]:
        if start > end:
            pieces.append((length, line.start + end))
        parts += [line.text[end:start], text]
        length += len(parts[-2]) + len(text)
        end = stop
    return replace(line, text="".join(parts), pieces=tuple(pieces[1:]), tail=(line.y0, line.y1))


def _extent(text_page: pypdfium2.PdfTextPage, indexes: range, frame: Frame) -> tuple[float, float]:
    """The upper and lower edge of characters."""
    boxes = [box for index in indexes if (box := _box(text_page, index, frame))[3] > box[1]]
    return (min(box[1] for box in boxes), max(box[3] for box in boxes)) if boxes else (0.0, 0.0)
