"""HTML -> Document: LaTeXML's, as arXiv serves it, and any other page as far as its tags tell."""

import re
from dataclasses import dataclass, field

from lxml import etree

from synth.claims.document import Document, Part, SourceFormat, Table
from synth.claims.text import readable_math
from synth.claims.types import PaperId, Span
from synth.documents.build import Block, Kind, build_document
from synth.documents.grids import Cell, grid_of, header_rows_of, label_of
from synth.documents.pieces import Piece
from synth.errors import SourceError

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SKIPPED_TAGS = frozenset(
    ["script", "style", "nav", "footer", "header", "button", "svg", "noscript", "template", "form", "iframe", "object"]
)
_SKIPPED_CLASSES = frozenset(
    ["ltx_ERROR", "ltx_note_mark", "ltx_tag_note", "ltx_page_footer", "ltx_page_navbar", "ltx_dates", "ltx_rdf"]
)
_BLOCK_TAGS = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p pre "
    "section table ul".split()  # noqa: SIM905 - a list of forty quoted words is no easier to read
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_RUN_IN = frozenset(["ltx_title_paragraph", "ltx_title_subparagraph", "ltx_title_theorem", "ltx_title_proof"])
_EQUATION = frozenset(["ltx_equation", "ltx_equationgroup", "ltx_eqn_table"])
_HEADER_CELL = frozenset(["ltx_th_column"])
_ERROR_PAGE = re.compile(
    r"\b(?:404|403|50[0-4])\b|not found|no html|html is not available|access denied|captcha|forbidden", re.IGNORECASE
)
MIN_PAPER_CHARS = 500  # a page with less text and the look of an error is one

Element = etree._Element  # noqa: SLF001 - lxml's own name for the type


def read_html(data: bytes, *, paper: PaperId, version: int | None, title: str) -> Document:
    """The text of an HTML page. Nothing in it is fetched, run or expanded.

    Raises:
        SourceError: If the page holds no text, or is an error page.
    """
    text = _decoded(data)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser) if text.strip() else None
    except etree.XMLSyntaxError as error:
        raise SourceError(f"not readable as HTML: {error}", hint="fetch it again with --refresh") from error
    if root is None:
        raise SourceError("the HTML page is empty", hint="fetch it again with --refresh")
    reader = _Reader(text)
    found = root.find(".//article")
    reader.visit(found if found is not None else root.find("body") if root.find("body") is not None else root)
    reader.flush()
    length = sum(len(block.text) for block in reader.blocks)
    if length < MIN_PAPER_CHARS and (_ERROR_PAGE.search(text[:5000]) or not length):
        raise SourceError("the page holds no paper: an error page?", hint="fetch it again with --refresh")
    return build_document(
        reader.blocks,
        paper=paper,
        version=version,
        format=SourceFormat.HTML,
        title=title or reader.title,
        tables=reader.tables,
        authors=tuple(reader.authors),
    )


def _decoded(data: bytes) -> str:
    """The page as text, by its byte order mark, its own word, or UTF-8."""
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii") if match else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    try:
        return data.decode(name, errors="replace").removeprefix("\ufeff").replace("\0", "")
    except LookupError:
        return data.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\0", "")


@dataclass(slots=True)
class _Reader:
    """Walks the tree once and collects blocks; offsets are found by looking for each text in the page."""

    page: str
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    title: str = ""
    piece: Piece = field(default_factory=Piece)
    notes: list[Piece] = field(default_factory=list)
    position: int = 0
    kind: Kind = Kind.TEXT
    table: int | None = None

    def visit(self, element: Element) -> None:
        """Take in an element of the page's structure."""
        tag, classes = _tag(element), _classes(element)
        if not tag or tag in _SKIPPED_TAGS or classes & _SKIPPED_CLASSES:
            return
        if tag in _HEADINGS:
            self._heading(element, classes)
        elif tag == "table" or "ltx_tabular" in classes:
            self._table(element, classes)
        elif tag == "figcaption" or "ltx_caption" in classes:
            self._block(element, Kind.CAPTION)
        elif "ltx_bibitem" in classes:
            self._block(element, Kind.REFERENCE)
        elif "ltx_authors" in classes:
            self.authors += [" ".join(name.itertext()).split("\n")[0].strip() for name in _with(element, "ltx_personname")]
            self._block(element, Kind.TEXT)
        elif tag == "figure" or classes & {"ltx_float", "ltx_table", "ltx_figure"}:
            self._figure(element)
        elif tag in {"p", "pre", "dt"} or "ltx_para" in classes or not _has_blocks(element):
            self._paragraph(element)
        else:
            self._text(element.text)
            for child in element:
                self.visit(child)
                self._text(child.tail)
            if tag in {"li", "div", "section", "dd", "blockquote"}:
                self.flush()

    def flush(self) -> None:
        """Close the open block, and emit the footnotes met in it."""
        if self.piece.text.strip():
            self._emit(self.piece, self.kind, table=self.table)
        self.piece = Piece()
        notes, self.notes = self.notes, []
        for note in notes:
            if note.text.strip():
                self._emit(note, Kind.NOTE)

    def _emit(self, piece: Piece, kind: Kind, *, table: int | None = None, part: Part | None = None) -> None:
        text = piece.text.rstrip()
        self.blocks.append(Block(kind, text, tuple(item for item in piece.source if item[0] < len(text)), table=table, part=part))

    def _block(self, element: Element, kind: Kind) -> None:
        """All of an element as one block."""
        self.flush()
        self.kind = kind
        self._inline(element)
        self.flush()
        self.kind = Kind.TEXT

    def _heading(self, element: Element, classes: set[str]) -> None:
        if classes & _RUN_IN:
            self._block(element, Kind.TEXT)
            return
        is_title = "ltx_title_document" in classes or (_tag(element) == "h1" and not self.blocks and not classes)
        section = element.getparent()
        above = _classes(section) if section is not None else set()
        part = Part.APPENDIX if "ltx_appendix" in above else None
        self.flush()
        self._inline(element)
        piece, self.piece = self.piece, Piece()
        if piece.text.strip():
            self._emit(piece, Kind.TITLE if is_title else Kind.HEADING, part=None if is_title else part)
            if is_title:
                self.title = self.blocks[-1].text
        self.flush()

    def _paragraph(self, element: Element) -> None:
        """A paragraph with the formulas and line breaks in it; lists inside are blocks of their own."""
        self.flush()
        self._mixed(element)
        self.flush()

    def _mixed(self, element: Element) -> None:
        """Text and formulas go on in the open block; anything else ends it."""
        self._text(element.text)
        for child in element:
            tag, classes = _tag(child), _classes(child)
            if classes & _EQUATION or tag == "p":
                self._text(" ")
                self._mixed(child) if tag == "p" else self._inline(child)
                self._text(" ")
            elif tag in _BLOCK_TAGS or "ltx_tabular" in classes:
                self.flush()
                self.visit(child)
            else:
                self._inline_child(child, tag, classes)
            self._text(child.tail)

    def _inline(self, element: Element) -> None:
        """All text below an element, as part of the open block."""
        self._text(element.text)
        for child in element:
            self._inline_child(child, _tag(child), _classes(child))
            self._text(child.tail)

    def _inline_child(self, child: Element, tag: str, classes: set[str]) -> None:
        if not tag or tag in _SKIPPED_TAGS or classes & _SKIPPED_CLASSES:
            return
        if tag == "math":
            self._math(child)
        elif "ltx_note" in classes:
            outer, self.piece = self.piece, Piece()
            self._inline(child)
            self.notes.append(self.piece)
            self.piece = outer
        elif "ltx_eqn_eqno" in classes:
            self._text(" ")
            self._inline(child)
        else:
            if tag == "br" or tag in _BLOCK_TAGS or "ltx_bibblock" in classes or tag in {"td", "th", "tr"}:
                self._text(" ")
            self._inline(child)
            if tag in _BLOCK_TAGS or "ltx_tag_bibitem" in classes:
                self._text(" ")

    def _math(self, element: Element) -> None:
        """A formula as readable text, from its TeX where the page has it."""
        source = element.get("alttext") or ""
        if not source:
            notes = element.xpath(".//*[local-name()='annotation'][@encoding='application/x-tex']")
            source = "".join(notes[0].itertext()) if isinstance(notes, list) and notes else ""
        at = self.page.find("<math", self.position)
        self.position = at if at >= 0 else self.position
        readable = readable_math(source) if source else "".join(element.itertext())
        self.piece.append_clean(readable, self.position)
        self.position += len("<math")

    def _text(self, text: str | None) -> None:
        """Add text of the page; where it stands is looked for from the last place on."""
        if not text:
            return
        stripped = text.strip()
        if stripped:
            start = re.split(r"[&<>\xa0\ufffd]", stripped)[0][:40]
            lead = text[: len(text) - len(text.lstrip())]
            at = self.page.find(f">{lead}{start}", self.position)
            if start and at >= 0:
                self.position = at + 1
        self.piece.append_clean(text, self.position)

    def _figure(self, element: Element) -> None:
        """A figure or table: its cells and its caption belong together."""
        self.flush()
        captions = [item for item in element.iter() if _tag(item) == "figcaption" or "ltx_caption" in _classes(item)]
        grids = [item for item in element.iter() if "ltx_tabular" in _classes(item) or _tag(item) == "table"]
        is_single = len(captions) <= 1 and any(not _inside_table(item, element) for item in grids)
        if is_single and captions:
            caption = " ".join("".join(captions[0].itertext()).split())
            self.table = len(self.tables)
            self.tables.append(Table(caption, (), 0, Span(0, 0), label=label_of(caption)))
        self._text(element.text)
        for child in element:
            self.visit(child)
            self._text(child.tail)
        self.flush()
        self.table = None

    def _table(self, element: Element, classes: set[str]) -> None:
        """Rows as blocks, and the grid they make."""
        if classes & _EQUATION or not _rows(element):
            self._inline(element)
            return
        self.flush()
        index = self.table
        if index is None or self.tables[index].rows:
            index = len(self.tables)
            self.tables.append(Table("", (), 0, Span(0, 0)))
        known = self.tables[index]
        written: list[list[Cell]] = []
        for row in _rows(element):
            written.append([])
            line = Piece()
            for cell in [item for item in row if _is_cell(item)]:
                self._inline(cell)
                piece, self.piece = self.piece, Piece()
                written[-1].append(_cell(cell, piece.text.strip()))
                if piece.text.strip():
                    line.append(" | " if line.length else "", self.position)
                    line.join(piece)
            if line.length:
                self._emit(line, Kind.ROW, table=index)
        rows = grid_of(written)
        flagged = next((place for place, row in enumerate(written) if not all(c.is_header or not c.text for c in row)), 0)
        self.tables[index] = Table(
            known.caption, rows, flagged or header_rows_of(rows), Span(0, 0), label=known.label
        )


def _tag(element: Element) -> str:
    """An element's name; "" for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()


def _with(element: Element, name: str) -> list[Element]:
    return [item for item in element.iter() if name in _classes(item)]


def _has_blocks(element: Element) -> bool:
    """Whether there is structure below an element."""
    return any(
        _tag(item) in _BLOCK_TAGS or _classes(item) & {"ltx_tabular", "ltx_para", "ltx_bibitem"}
        for item in element.iterdescendants()
    )


def _inside_table(element: Element, top: Element) -> bool:
    """Whether a table stands in another one below ``top``."""
    above = element.getparent()
    while above is not None and above is not top:
        if "ltx_tabular" in _classes(above) or _tag(above) == "table":
            return True
        above = above.getparent()
    return False


def _rows(element: Element) -> list[Element]:
    """The rows of a table, those of tables in its cells aside."""
    found = [item for item in element.iterdescendants() if _tag(item) == "tr" or "ltx_tr" in _classes(item)]
    return [item for item in found if not _inside_table(item, element)]


def _is_cell(element: Element) -> bool:
    return _tag(element) in {"td", "th"} or bool(_classes(element) & {"ltx_td", "ltx_th"})


def _cell(element: Element, text: str) -> Cell:
    is_header = "ltx_th_column" in _classes(element) or (_tag(element) == "th" and "ltx_th" not in _classes(element))
    return Cell(text, columns=_count(element, "colspan"), rows=_count(element, "rowspan"), is_header=is_header)


def _count(element: Element, name: str) -> int:
    value = element.get(name) or "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
