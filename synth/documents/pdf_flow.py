"""Lines of a PDF -> blocks in reading order: headings, paragraphs, captions, table rows, notes, references."""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from synth.claims.document import Part
from synth.claims.sections import heading_number, is_standard_heading, part_of
from synth.documents.build import Block, Kind
from synth.documents.hyphens import keeps_hyphen, vocabulary
from synth.documents.pdf_lines import Line, RawPage
from synth.documents.pieces import Piece

_CAPTION = re.compile(r"^(?P<label>(?:Table|Figure|Fig\.|Algorithm)\s*\d+[a-z]?)\s*(?P<mark>[:.|]|$)")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_MARK = re.compile(r"^[\d*†‡§¶∗]{1,3}$")


@dataclass(slots=True)
class _Open:
    """A block under construction."""

    kind: Kind
    piece: Piece = field(default_factory=Piece)
    lines: list[Line] = field(default_factory=list)
    page_breaks: list[tuple[int, int]] = field(default_factory=list)
    hyphen: bool = False


class Flow:
    """Turns lines into blocks, one pass over the pages."""

    def __init__(self, pages: Sequence[RawPage]) -> None:
        lines = [line for page in pages for line in page.lines]
        self.pages = pages
        self.words = vocabulary(line.text for line in lines)
        heights: Counter[float] = Counter()
        fonts: Counter[str] = Counter()
        for line in lines:
            heights[round(line.height * 2) / 2] += len(line.text)
            fonts[line.font] += len(line.text)
        self.body_height = heights.most_common(1)[0][0] if heights else 10.0
        self.body_font = fonts.most_common(1)[0][0] if fonts else ""
        self.leading = _leading(lines, self.body_height)
        self.blocks: list[Block] = []
        self.open: _Open | None = None
        self.floats: list[_Open] = []
        self.part = Part.FRONT
        self.number: tuple[str, ...] = ()

    def run(self) -> list[Block]:
        """The blocks of all pages."""
        heads = _running_heads(self.pages)
        before: Line | None = None
        for page in self.pages:
            for line in page.lines:
                if line.start in heads:
                    continue
                self._take(line, before)
                before = line
        self._close()
        return self.blocks

    def _take(self, line: Line, before: Line | None) -> None:
        if self._is_heading(line, before):
            self._close()
            self._heading(line)
        elif self._continues_float(line):
            self._extend(self.floats[-1], line)
        elif self._starts_caption(line, before):
            self.floats.append(_Open(Kind.CAPTION))
            self._extend(self.floats[-1], line)
        else:
            self._body(line, before)

    def _is_heading(self, line: Line, before: Line | None) -> bool:
        text = line.text.strip()
        if is_standard_heading(text):
            return True
        number = heading_number(text)
        if number is None or line.height < self.body_height * 0.9:
            return False
        stands_out = line.font != self.body_font or line.height > self.body_height * 1.08
        return stands_out and _follows(number, self.number)

    def _heading(self, line: Line) -> None:
        block = _Open(Kind.HEADING)
        self._extend(block, line)
        self._emit(block)
        text = self.blocks[-1].text
        self.part = part_of(text, self.part)
        self.number = heading_number(text) or self.number

    def _starts_caption(self, line: Line, before: Line | None) -> bool:
        match = _CAPTION.match(line.text)
        if match is None:
            return False
        runs_on = before is not None and _is_next(before, line, self.leading) and before.height == line.height
        return not runs_on or bool(before and _SENTENCE_END.search(before.text.strip()))

    def _continues_float(self, line: Line) -> bool:
        if not self.floats or not self.floats[-1].lines:
            return False
        last = self.floats[-1].lines[-1]
        return _is_next(last, line, last.height) and abs(last.height - line.height) < 0.06 * last.height

    def _body(self, line: Line, before: Line | None) -> None:
        kind = Kind.REFERENCE if self.part is Part.REFERENCES else Kind.TEXT
        if self.open is not None and self._starts_paragraph(line, before):
            self._close()
        if self.open is None:
            self.open = _Open(kind)
        self._extend(self.open, line)

    def _starts_paragraph(self, line: Line, before: Line | None) -> bool:
        assert self.open is not None
        last = self.open.lines[-1]
        if self.open.hyphen:
            return False
        ended = _SENTENCE_END.search(last.text.strip()) is not None
        same_column = _is_next(last, line, self.leading)
        if not ended:
            return self.part is Part.FRONT and line.height != last.height
        if self.part is Part.REFERENCES:
            return True
        left = min(item.x0 for item in self.open.lines if abs(item.x0 - last.x0) < 30)
        return not same_column or line.x0 - left > 0.6 * line.height

    def _extend(self, block: _Open, line: Line) -> None:
        """Add a line's text, joined to what stands before it."""
        piece = block.piece
        if block.lines:
            if block.hyphen:
                if keeps_hyphen(piece.text[-40:], line.text, self.words):
                    piece.append("-", block.lines[-1].start + len(block.lines[-1].text))
            elif piece.last != " ":
                piece.append(" ", block.lines[-1].start + len(block.lines[-1].text))
            if block.lines[-1].page != line.page:
                block.page_breaks.append((piece.length, line.page))
        piece.append_clean(line.text, line.start)
        block.lines.append(line)
        block.hyphen = line.hyphen

    def _close(self) -> None:
        """Emit the open paragraph, with the floats met on the way around it."""
        page = self.open.lines[0].page if self.open else 0
        for block in [item for item in self.floats if item.lines[0].page <= page]:
            self._emit(block)
        if self.open is not None:
            self._emit(self.open)
        for block in [item for item in self.floats if item.lines[0].page > page]:
            self._emit(block)
        self.open, self.floats = None, []

    def _emit(self, block: _Open) -> None:
        text = block.piece.text
        self.blocks.append(
            Block(
                block.kind,
                text,
                tuple(block.piece.source),
                page=block.lines[0].page,
                page_breaks=tuple(block.page_breaks),
            )
        )


def _follows(number: tuple[str, ...], last: tuple[str, ...]) -> bool:
    """Whether a section number can come after the last one."""
    if not last or not number[0].isdigit() or not last[0].isdigit():
        return True
    return 0 <= int(number[0]) - int(last[0]) <= 2


def _is_next(above: Line, line: Line, leading: float) -> bool:
    """Whether a line stands right below another one in the same column."""
    return (
        above.page == line.page
        and 0 < line.y0 - above.y0 < 1.6 * max(leading, 1.0)
        and min(above.x1, line.x1) > max(above.x0, line.x0)
    )


def _leading(lines: Sequence[Line], height: float) -> float:
    """The usual distance between two lines of the body, in points."""
    steps = [
        round(below.y0 - above.y0, 1)
        for above, below in zip(lines, lines[1:], strict=False)
        if above.page == below.page and 0 < below.y0 - above.y0 < 3 * height
    ]
    return statistics.median(steps) if steps else height


def _running_heads(pages: Sequence[RawPage]) -> set[int]:
    """Offsets of the lines that are page numbers, running heads and feet."""
    seen: Counter[str] = Counter()
    edge: list[tuple[str, Line]] = []
    for page in pages:
        for line in _edge_lines(page):
            key = re.sub(r"\d+", "#", line.text).strip().casefold()
            seen[key] += 1
            edge.append((key, line))
    return {line.start for key, line in edge if key in {"#", "-#-"} or seen[key] > 2}


def _edge_lines(page: RawPage) -> Iterator[Line]:
    """Lines in the top and bottom eighth of a page."""
    for line in page.lines:
        if line.y1 < page.height / 8 or line.y0 > page.height * 7 / 8:
            yield line
