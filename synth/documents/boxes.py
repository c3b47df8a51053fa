"""Where a span of a document stands on the pages of the paper's PDF."""

import atexit
import math
import weakref
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
from rapidfuzz import fuzz

from synth.claims.document import Box, Document, SourceFormat
from synth.claims.types import Span
from synth.documents.pdf import read_pdf
from synth.documents.pdf_fallback import NO_PLACES
from synth.documents.pdf_frame import Frame
from synth.documents.pdf_lines import open_page, open_pdf

MIN_RATIO = 88.0  # of a quote from HTML or TeX and its place in the PDF, letters and digits only
MIN_LETTERS = 12  # of a quote that is looked for: fewer stand anywhere
KEPT_PAGES = 64  # of a PDF; to open a page takes longer than all else
MAX_GAP = 1.5  # between two pieces of one printed line, as a share of its height


def boxes_of(pdf: bytes, document: Document, span: Span) -> tuple[Box, ...]:
    """The line boxes of a span, in reading order.

    For a document read from HTML or TeX the span's words are looked for in the PDF; there is no
    box where they are not found.

    Args:
        pdf: The paper's PDF, the very file if the document was read from one.

    Raises:
        SourceError: If the bytes are no readable PDF.
    """
    return PdfPlaces(pdf).boxes(document, span)


def _close(places: "weakref.ref[PdfPlaces]") -> None:
    """Close what is still open: pdfium complains about pages that the end of the program finds open."""
    if (still := places()) is not None:
        still.close()


class PdfPlaces:
    """The places in one PDF; what has to be read for them is read once."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._page = lru_cache(maxsize=KEPT_PAGES)(self._page_of)
        self._starts: list[int] | None = None
        self._own: Document | None = None
        self._folded: tuple[str, list[int]] = ("", [])

    def boxes(self, document: Document, span: Span) -> tuple[Box, ...]:
        """The line boxes of a span of the document; see ``boxes_of``."""
        if NO_PLACES in document.warnings:
            return ()
        if document.format is not SourceFormat.PDF:
            located = self._located(document, span)
            if located is None:
                return ()
            document, span = located
            if NO_PLACES in document.warnings:
                return ()
        return tuple(_lines(list(self._runs_boxes(list(_runs(document, span))))))

    def page_of(self, document: Document, span: Span) -> int | None:
        """The page on which a span begins."""
        boxes = self.boxes(document, span)
        return boxes[0].page if boxes else None

    @cached_property
    def _opened(self) -> pypdfium2.PdfDocument:
        """The PDF; closed with its pages when nothing holds on to them any more, or at the program's end."""
        atexit.register(_close, weakref.ref(self))
        return open_pdf(self._pdf)

    def close(self) -> None:
        """Let go of the pages and the PDF; what is asked for later opens it anew."""
        self._page.cache_clear()
        if opened := self.__dict__.pop("_opened", None):
            opened.close()

    def _page_of(self, index: int) -> tuple[pypdfium2.PdfTextPage, Frame] | None:
        return open_page(self._opened, index)

    def _page_starts(self) -> list[int]:
        """The offset of each page's first character in the original, and of the end."""
        if self._starts is None:
            starts = [0]
            for index in range(len(self._opened)):
                page = self._page(index)
                starts.append(starts[-1] + (page[0].count_chars() if page else 0))
            self._starts = starts
        return self._starts

    def _runs_boxes(self, runs: Sequence[tuple[int, int]]) -> Iterator[Box]:
        """The boxes of stretches of characters in the order of the text."""
        for index, (first, end) in enumerate(pairwise(self._page_starts())):
            here = [(max(start, first), min(stop, end)) for start, stop in runs if start < end and stop > first]
            page = self._page(index) if here else None
            if page is None:
                continue
            text_page, frame = page
            for start, stop in here:
                for place in range(pdfium.FPDFText_CountRects(text_page, start - first, stop - start)):
                    left, bottom, right, top = text_page.get_rect(place)
                    if right > left and top > bottom:  # hyphens and line breaks that pdfium adds have no place
                        yield _box(frame, index + 1, left, bottom, right, top)

    def _located(self, document: Document, span: Span) -> tuple[Document, Span] | None:
        """The same words in the PDF's own text."""
        if self._own is None:
            self._own = read_pdf(self._pdf, paper=document.paper, version=document.version, title=document.title)
            self._folded = _folded(self._own.text)
        wanted, _ = _folded(document.quote(span))
        text, places = self._folded
        if len(wanted) < MIN_LETTERS:
            return None
        at = text.find(wanted)
        start, end = at, at + len(wanted)
        if at < 0:
            match = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=MIN_RATIO)
            if match is None or match.dest_end - match.dest_start < len(wanted) / 2:
                return None
            start, end = match.dest_start, match.dest_end
        return self._own, Span(places[start], places[end - 1] + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """Letters and digits only, lower-cased, and where each of them stands."""
    kept = [(char, place) for place, whole in enumerate(text) for char in whole.lower() if char.isalnum()]
    return "".join(char for char, _ in kept), [place for _, place in kept]


def _runs(document: Document, span: Span) -> Iterator[tuple[int, int]]:
    """The stretches of the original that a span stands for."""
    pieces = document.source_map
    for at in range(max(bisect_right(pieces, (span.start, math.inf)) - 1, 0), len(pieces)):
        here, there = pieces[at]
        if here >= span.end:
            break
        end = pieces[at + 1][0] if at + 1 < len(pieces) else len(document.text)
        start, stop = max(here, span.start), min(end, span.end)
        if start < stop:
            yield there + start - here, there + stop - here


def _box(frame: Frame, page: int, left: float, bottom: float, right: float, top: float) -> Box:
    """A rectangle as a box on the shown page, to a hundredth of a point."""
    return Box(page, *(round(value, 2) for value in frame.place(left, bottom, right, top)))


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that follow each other on one printed line put together."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last is not None and _is_same_line(last, box):
            lines[-1] = Box(
                box.page, min(last.x0, box.x0), min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1)
            )
        else:
            lines.append(box)
    return lines


def _is_same_line(last: Box, box: Box) -> bool:
    """Whether a box goes on where another one ends, on the same height."""
    height = max(last.y1 - last.y0, box.y1 - box.y0)
    overlap = min(last.y1, box.y1) - max(last.y0, box.y0)
    lower = min(last.y1 - last.y0, box.y1 - box.y0)
    return last.page == box.page and overlap > 0.3 * lower and -height < box.x0 - last.x1 < MAX_GAP * height
