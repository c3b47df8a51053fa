"""Lines of a PDF -> blocks in reading order: headings, paragraphs, captions, table rows, notes, references."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from synth.claims.document import Part
from synth.claims.sections import MAX_HEADING_CHARS, heading_number, is_standard_heading, part_of
from synth.documents.build import Block, Kind
from synth.documents.hyphens import is_suspended, keeps_hyphen, vocabulary
from synth.documents.pdf_layout import Style, evened, ordered_lines, pieces_of, style_of, tail_of
from synth.documents.pdf_lines import Line, RawPage
from synth.documents.pdf_roles import Role, is_below, is_prose, roles_of
from synth.documents.pieces import Piece

_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*\d{0,2}$")
_RUN_IN_ABSTRACT = re.compile(r"^Abstract\s*[.:—–-]+\s*(?=\S)", re.IGNORECASE)
_RUN_IN = re.compile(r"^((?:\d{1,2}\.){1,3}\d{1,2}\.?\s[^.]{3,70}\.)\s+[A-Z].{8,}$")
_BRACKETED = re.compile(r"^\[[\w+-]{1,12}\]|^\d{1,3}\.\s")
_STARTS = {Role.CAPTION_START: Kind.CAPTION, Role.NOTE_START: Kind.NOTE, Role.TABLE: Kind.ROW}
_GOES_ON = {Role.CAPTION: Kind.CAPTION, Role.NOTE: Kind.NOTE}
MAX_WRAPPED = 1.1  # how much longer than a heading's first line its second one may be
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
        self.table_of = {start: index for index, (caption, lines) in enumerate(self.tables) for start in (caption, *(line.start for line in lines))}
        self.words = vocabulary(line.text for lines in self.pages for line in lines)
        self.blocks: list[Block] = []
        self.open: _Open | None = None
        self.floats: list[_Open] = []
        self.part = Part.FRONT
        self.number: tuple[str, ...] = ()
        self.is_dotted: bool | None = None  # whether section numbers end in a point; None before the first

    def run(self) -> list[Block]:
        """The blocks of all pages."""
        lines = [line for page in self.pages for line in page]
        skipped = self._title(lines)
        for index, line in enumerate(lines):
            if line.start in skipped:
                continue
            role = self.roles.get(line.start, Role.BODY)
            if self.part is Part.REFERENCES and role in {Role.NOTE_START, Role.NOTE}:
                role = Role.BODY  # small type, and entries may begin with a number
            if role is not Role.BODY:
                self._aside(line, role)
            elif (count := self._heading_lines(lines, index)) > 0:
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
        half = [line for line in top[:12] if not is_standard_heading(line.text) and "@" not in line.text]
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

    def _heading_lines(self, lines: Sequence[Line], index: int) -> int:
        """How many lines the heading that begins here has; 0 where none begins."""
        line = lines[index]
        if _RUN_IN_ABSTRACT.match(line.text) or is_standard_heading(line.text):
            return 1
        last = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        number = self._number(line)
        if number is None and after is not None and self._is_unnumbered(line, last, after):
            return 2 if self._is_wrapped(line, after) else 1
        if number is None or line.hyphen or line.height < self.style.height * 0.9 or not follows(number, self.number):
            return 0
        stands_out = line.font != self.style.font or line.height > self.style.height * 1.08
        if not stands_out and not self._stands_apart(line, last, after):
            return 0
        return 2 if stands_out and after is not None and self._is_wrapped(line, after) else 1

    def _number(self, line: Line) -> tuple[str, ...] | None:
        """The section number that a line begins with; letters count in the appendix, Roman ones over capitals."""
        title = run_in_title(line.text)
        number = heading_number(title)
        if number is None or number[0].isdigit() or title.startswith("Appendix"):
            return number
        if self.part in {Part.REFERENCES, Part.APPENDIX}:
            return number
        return number if title.isupper() and set(number[0]) <= set("IVX") else None

    def _stands_apart(self, line: Line, last: Line | None, after: Line | None) -> bool:
        """Whether a line in the body's type is a heading all the same: alone between finished sentences."""
        if last is not None and not _SENTENCE_END.search(last.text):
            return False
        goes_on = after is not None and after.text[:1].islower() and is_below(line, after, self.style.leading)
        words = [word for word in line.text.split() if len(word) > 3]
        is_titled = 2 * sum(word[0].isupper() or not word[0].isalpha() for word in words) >= len(words)
        return not goes_on and is_titled and (self.is_dotted is None or self.is_dotted == _is_dotted(line.text))

    def _is_unnumbered(self, line: Line, last: Line | None, after: Line) -> bool:
        """Whether a line without number is a heading: bold or capitals, short, set off from finished text."""
        text = line.text
        is_set_off = last is None or not is_below(last, line, 0.85 * self.style.leading)
        is_bold = line.is_bold and line.font not in {self.style.font, after.font}
        is_strong = is_bold or (text.isupper() and len(text) > 5 and not self.number)
        return (
            self.part not in {Part.FRONT, Part.REFERENCES}
            and is_strong
            and is_set_off
            and line.height > 0.95 * self.style.height
            and text[:1].isupper()
            and len(text) < MAX_HEADING_CHARS * 2 // 3
            and not re.search(r"[,;:.](?:\s|$)", text)
            and sum(c.isalpha() or c == " " for c in text) > 0.85 * len(text)
            and (self.open is None or _SENTENCE_END.search(self.open.lines[-1].text) is not None)
            and is_below(line, after, 1.6 * self.style.leading)
        )

    def _is_wrapped(self, line: Line, after: Line) -> bool:
        """Whether a heading goes on in the line after it."""
        return (
            after.font == line.font
            and abs(after.height - line.height) < 0.05 * line.height
            and is_below(line, after, self.style.leading)
            and heading_number(after.text) is None
            and not is_standard_heading(after.text)
            and after.start not in self.roles
            and line.text == run_in_title(line.text)
            and after.width < MAX_WRAPPED * line.width
        )

    def _emit_heading(self, lines: Sequence[Line]) -> None:
        """Emit a heading; what follows it on its own line goes on as text."""
        line, block = lines[0], _Open(Kind.HEADING)
        abstract = _RUN_IN_ABSTRACT.match(line.text)
        title = "Abstract" if abstract else run_in_title(line.text)
        rest = abstract.end() if abstract else len(title)
        if rest < len(line.text):
            block.piece.append_clean(title.rstrip("."), line.start)
            block.lines.append(line)
        else:
            for item in lines:
                self._extend(block, item)
        self._emit(block)
        text = self.blocks[-1].text
        self.part = part_of(text, self.part)
        number = heading_number(text)
        if number is not None:
            self.number, self.is_dotted = number, _is_dotted(text)
        if rest < len(line.text):
            self.open = _Open(Kind.TEXT, lines=[line])
            self.open.piece.append_clean(line.text[rest:].lstrip(), line.start + len(line.text) - len(line.text[rest:].lstrip()))

    def _aside(self, line: Line, role: Role) -> None:
        """Keep back a line that stands outside the flow."""
        if role in _GOES_ON and self.floats and self.floats[-1].kind is _GOES_ON[role]:
            self._extend(self.floats[-1], line)
            return
        self.floats.append(_Open(_STARTS.get(role) or _GOES_ON[role]))
        self._extend(self.floats[-1], line)

    def _body(self, line: Line) -> None:
        if self.open is not None and self._starts_paragraph(line, self.open):
            self._close()
        if self.open is None:
            self.open = _Open(Kind.REFERENCE if self.part is Part.REFERENCES else Kind.TEXT)
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
        ended = _SENTENCE_END.search(last.text) is not None
        if self.part is Part.FRONT and not (is_prose(last) and is_prose(line)):
            return True
        if self.part is Part.REFERENCES:
            return self._starts_reference(line, paragraph)
        if not ended:
            return False
        left = min(item.x0 for item in paragraph.lines if abs(item.x0 - last.x0) < 3 * last.height)
        is_next = is_below(last, line, self.style.leading)
        return not is_next or line.x0 - left > 0.6 * line.height

    def _starts_reference(self, line: Line, paragraph: _Open) -> bool:
        """Whether a line begins an entry: a bracketed number, or the left edge above indented lines."""
        if _BRACKETED.match(paragraph.lines[0].text):
            return _BRACKETED.match(line.text) is not None
        first, last = paragraph.lines[0], paragraph.lines[-1]
        if not is_below(last, line, self.style.leading):
            return _SENTENCE_END.search(last.text) is not None
        if last is not first and last.x0 - first.x0 > 0.4 * line.height:
            return line.x0 - last.x0 < -0.4 * line.height
        return _SENTENCE_END.search(last.text) is not None and line.x0 <= first.x0 + 1

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
        text = block.piece.text
        is_long_front = block.kind is Kind.TEXT and self.part is Part.FRONT and len(text) > LONG_FRONT_CHARS
        self.blocks.append(
            Block(
                block.kind,
                text,
                tuple(block.piece.source),
                page=block.lines[0].page,
                page_breaks=tuple(block.page_breaks),
                table=self.table_of.get(block.lines[0].start),
                part=Part.ABSTRACT if is_long_front else None,
            )
        )


def run_in_title(text: str) -> str:
    """The heading at the start of a line: all of it, or the part before the text that goes on there.

    >>> run_in_title("5.1.1 True Words. Assuming that the words"), run_in_title("2. Data")
    ('5.1.1 True Words.', '2. Data')
    """
    match = _RUN_IN.match(text)
    return match[1] if match else text


def follows(number: tuple[str, ...], last: tuple[str, ...]) -> bool:
    """Whether a section number can come after the last one, of which one may have been missed.

    >>> follows(("3", "1"), ("2", "4")), follows(("3", "1"), ("3",)), follows(("2",), ("5",))
    (True, True, False)
    """
    if not last or not number[0].isdigit() or not last[0].isdigit():
        return number[0] in {"0", "1", "I", "A"} or bool(last) and not number[0].isdigit()
    here, there = [int(part) for part in number], [int(part) for part in last]
    shared = next((i for i, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    rest = here[shared:]
    if not rest:
        return False
    step = rest[0] - (there[shared] if shared < len(there) else 0)
    return 1 <= step <= 2 and all(part <= 2 for part in rest[1:])


def _is_dotted(text: str) -> bool:
    """Whether a heading's number ends in a point."""
    return text.lstrip("0123456789.ABCDEFGHIVX").startswith((" ", "\t")) and text.split()[0].endswith(".")
