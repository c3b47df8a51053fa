"""Lines of a PDF -> blocks in reading order: headings, paragraphs, captions, table rows, notes, references."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from synth.claims.document import Part
from synth.claims.sections import is_standard_heading
from synth.documents.build import Block, Kind
from synth.documents.hyphens import is_suspended, keeps_hyphen, vocabulary
from synth.documents.pdf_headings import SENTENCE_END, Headings, lead_of
from synth.documents.pdf_layout import Style, evened, ordered_lines, pieces_of, style_of, tail_of
from synth.documents.pdf_lines import Line, RawPage
from synth.documents.pdf_roles import Role, is_below, is_prose, roles_of
from synth.documents.pieces import Piece

_NOTE_MARK = re.compile(r"^(?:\d{1,2}|[*∗†‡§¶⋆])\s*(?=\S)")
_BRACKETED = re.compile(r"^\[[\w+-]{1,12}\]|^\d{1,3}\.\s")
_STARTS = {Role.CAPTION_START: Kind.CAPTION, Role.NOTE_START: Kind.NOTE, Role.TABLE: Kind.ROW}
_GOES_ON = {Role.CAPTION: Kind.CAPTION, Role.NOTE: Kind.NOTE}
LONG_FRONT_CHARS = 300  # a paragraph before the first heading that is this long is an abstract


@dataclass(slots=True)
class _Open:
    """A block under construction."""

    kind: Kind
    piece: Piece = field(default_factory=Piece)
    lines: list[Line] = field(default_factory=list)
    page_breaks: list[tuple[int, int]] = field(default_factory=list)


class Flow:
    """Turns lines into blocks, one pass over the pages.

    What stands outside the flow (captions, rows, notes) is kept back until the paragraph around it
    is complete; then it goes before the paragraph if it stands on the page where that begins, so
    that pages never decrease, else behind it.
    """

    def __init__(self, pages: Sequence[RawPage]) -> None:
        pages = evened(pages)
        self.pages = ordered_lines(pages)
        self.style: Style = style_of(pages)
        roles = roles_of(self.pages, self.style)
        self.roles = roles.of
        self.tables = [(caption, lines) for caption, lines in sorted(roles.tables.items())]
        self.table_of = {
            start: index
            for index, (caption, lines) in enumerate(self.tables)
            for start in (caption, *(line.start for line in lines))
        }
        self.words = vocabulary(line.text for lines in self.pages for line in lines)
        self.blocks: list[Block] = []
        self.open: _Open | None = None
        self.floats: list[_Open] = []
        self.headings = Headings(self.style, self.roles)

    def run(self) -> list[Block]:
        """The blocks of all pages."""
        lines = [line for page in self.pages for line in page]
        skipped = self._title(lines)
        for index, line in enumerate(lines):
            if line.start in skipped:
                continue
            role = self.roles.get(line.start, Role.BODY)
            if self.headings.part is Part.REFERENCES and role in {Role.NOTE_START, Role.NOTE}:
                role = Role.BODY  # small type, and entries may begin with a number
            if role is not Role.BODY:
                self._aside(line, role)
            elif (count := self.headings.count_at(lines, index)) > 0:
                self._close()
                self._emit_heading(lines[index : index + count])
                skipped |= {item.start for item in lines[index : index + count]}
            else:
                self._body(line)
        self._close()
        return self.blocks

    def _title(self, lines: Sequence[Line]) -> set[int]:
        """Emit the title: the largest lines of the first page's upper half. Returns their offsets."""
        top = [line for line in lines if line.page == 1 and sum(c.isalpha() for c in line.text) > 3]
        before = takewhile(lambda line: not is_standard_heading(line.text), top[:12])
        half = [line for line in before if "@" not in line.text]
        if not half:
            return set()
        size = max(line.height for line in half)
        if size < 1.1 * self.style.height:
            return set()
        title = [line for line in half if line.height > 0.93 * size]
        block = _Open(Kind.TITLE)
        for line in title:
            self._extend(block, line)
        self._emit(block)
        return {line.start for line in title}

    def _emit_heading(self, lines: Sequence[Line]) -> None:
        """Emit a heading; what follows it on its own line goes on as text."""
        line, block = lines[0], _Open(Kind.HEADING)
        title, rest = lead_of(line)
        if rest < len(line.text):
            block.piece.append_clean(title, line.start)
            block.lines.append(line)
        else:
            for item in lines:
                self._extend(block, item)
        self._emit(block)
        self.headings.enter(self.blocks[-1].text)
        if rest < len(line.text):
            self.open = _Open(Kind.TEXT)
            self._extend(self.open, tail_of(line, rest))

    def _aside(self, line: Line, role: Role) -> None:
        """Keep back a line that stands outside the flow."""
        if role in _GOES_ON and self.floats and self.floats[-1].kind is _GOES_ON[role]:
            self._extend(self.floats[-1], line)
            return
        mark = _NOTE_MARK.match(line.text) if role is Role.NOTE_START else None
        if mark:
            line = tail_of(line, mark.end())
        self.floats.append(_Open(_STARTS.get(role) or _GOES_ON[role]))
        self._extend(self.floats[-1], line)

    def _body(self, line: Line) -> None:
        if self.open is not None and self._starts_paragraph(line, self.open):
            self._close()
        if self.open is None:
            self.open = _Open(Kind.REFERENCE if self.headings.part is Part.REFERENCES else Kind.TEXT)
        if line.lead and not self.open.lines and (line.text[line.lead].isupper() or line.text[line.lead - 2] in ".:"):
            self._extend(self.open, replace(line, text=line.text[: line.lead].rstrip(), lead=0, pieces=()))
            self._close()
            self.open = _Open(Kind.TEXT)
            line = tail_of(line, line.lead)
        self._extend(self.open, line)

    def _starts_paragraph(self, line: Line, paragraph: _Open) -> bool:
        """Whether a line begins a paragraph, or a new entry of the references."""
        last = paragraph.lines[-1]
        if last.hyphen:
            return False
        ended = SENTENCE_END.search(last.text) is not None
        if self.headings.part is Part.FRONT and not (is_prose(last) and is_prose(line)):
            return True
        if self.headings.part is Part.REFERENCES:
            return self._starts_reference(line, paragraph)
        is_next = is_below(last, line, self.style.leading)
        if not ended:  # words beside a picture do not go on in another column; a sentence does
            return not is_next and not any(is_prose(item) for item in paragraph.lines[-3:])
        left = min(item.x0 for item in paragraph.lines if abs(item.x0 - last.x0) < 3 * last.height)
        return not is_next or line.x0 - left > 0.6 * line.height

    def _starts_reference(self, line: Line, paragraph: _Open) -> bool:
        """Whether a line begins an entry: a bracketed number, or the left edge above indented lines."""
        if _BRACKETED.match(paragraph.lines[0].text):
            return _BRACKETED.match(line.text) is not None
        first, last = paragraph.lines[0], paragraph.lines[-1]
        if not is_below(last, line, self.style.leading):
            return SENTENCE_END.search(last.text) is not None
        if last is not first and last.x0 - first.x0 > 0.4 * line.height:
            return line.x0 - last.x0 < -0.4 * line.height
        return SENTENCE_END.search(last.text) is not None and line.x0 <= first.x0 + 1

    def _extend(self, block: _Open, line: Line) -> None:
        """Add a line's text, joined to what stands before it."""
        piece = block.piece
        if block.lines:
            last = block.lines[-1]
            if last.hyphen:
                if is_suspended(line.text):
                    piece.append("- ", last.start + len(last.text))
                elif keeps_hyphen(piece.tail(40), line.text, self.words):
                    piece.append("-", last.start + len(last.text))
            elif piece.last != " ":
                piece.append(" ", last.start + len(last.text))
            if last.page != line.page:
                block.page_breaks.append((piece.length, line.page))
        for text, origin in pieces_of(line):
            piece.append_clean(text, origin)
        block.lines.append(line)

    def _close(self) -> None:
        """Emit the open paragraph, with what was kept back around it."""
        page = self.open.lines[0].page if self.open else 0
        for block in [item for item in self.floats if item.lines[0].page <= page]:
            self._emit(block)
        if self.open is not None:
            self._emit(self.open)
        for block in [item for item in self.floats if item.lines[0].page > page]:
            self._emit(block)
        self.open, self.floats = None, []

    def _emit(self, block: _Open) -> None:
        """Turn a finished block into one of the document."""
        text, source = block.piece.finished()
        part = None
        if block.kind is Kind.TEXT and self.headings.part is Part.FRONT:
            if block.lines[0].page > 1:
                part = Part.BODY
            elif len(text) > LONG_FRONT_CHARS:
                part = Part.ABSTRACT
        self.blocks.append(
            Block(
                block.kind,
                text,
                source,
                page=block.lines[0].page,
                page_breaks=tuple(block.page_breaks),
                table=self.table_of.get(block.lines[0].start),
                part=part,
            )
        )
