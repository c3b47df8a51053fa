"""HTML -> Document: LaTeXML's, as arXiv serves it, and any other page as far as its tags tell."""

import re
from dataclasses import dataclass, field

from lxml import etree

from synth.claims.document import Document, Part, SourceFormat
from synth.claims.text import readable_math
from synth.claims.types import PaperId
from synth.documents.build import Kind, build_document
from synth.documents.collect import Collector
from synth.documents.decode import decoded
from synth.documents.grids import Cell
from synth.documents.html_tree import (
    BLOCK_TAGS,
    HEADING_TAGS,
    Element,
    cell_of,
    classes_of,
    has_blocks,
    is_cell,
    rows_of,
    tag_of,
    text_of,
    with_class,
)
from synth.documents.pieces import Piece
from synth.errors import SourceError

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SKIPPED_TAGS = frozenset(
    ["script", "style", "nav", "footer", "header", "button", "svg", "noscript", "template", "form", "iframe", "object"]
)
_SKIPPED_CLASSES = frozenset(
    [
        "ltx_ERROR",
        "ltx_note_mark",
        "ltx_tag_note",
        "ltx_page_footer",
        "ltx_page_navbar",
        "ltx_dates",
        "ltx_rdf",
        "ltx_eqn_eqno",
    ]
)
_RUN_IN = frozenset(["ltx_title_paragraph", "ltx_title_subparagraph", "ltx_title_theorem", "ltx_title_proof"])
_EQUATION = frozenset(["ltx_equation", "ltx_equationgroup", "ltx_eqn_table"])
_ERROR_PAGE = re.compile(
    r"\b(?:404|403|50[0-4])\b|not found|no html|html is not available|access denied|captcha|forbidden", re.IGNORECASE
)
MAX_SEARCH_CHARS = 200_000  # how far on in the page a text is looked for
MAX_BULLET_CHARS = 5  # "(iv)" and one more
MIN_PAPER_CHARS = 500  # a page with less text and the look of an error is one


def read_html(data: bytes, *, paper: PaperId, version: int | None, title: str) -> Document:
    """The text of an HTML page. Nothing in it is fetched, run or expanded.

    Raises:
        SourceError: If the page holds no text, or is an error page.
    """
    charset = _CHARSET.search(data[:4096])
    text = decoded(data, declared=charset[1].decode("ascii") if charset else "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser) if text.strip() else None
    except etree.XMLSyntaxError as error:
        raise SourceError(f"not readable as HTML: {error}", hint="fetch it again with --refresh") from error
    if root is None:
        raise SourceError("the HTML page is empty", hint="fetch it again with --refresh")
    reader = _Reader(text)
    article, body = root.find(".//article"), root.find("body")
    try:
        reader.visit(article if article is not None else body if body is not None else root)
    except RecursionError as error:
        raise SourceError("the page is nested too deeply", hint="give synth the PDF instead") from error
    reader.out.flush()
    length = sum(len(block.text) for block in reader.out.blocks)
    if length < MIN_PAPER_CHARS and (_ERROR_PAGE.search(text[:5000]) or not length):
        raise SourceError("the page holds no paper: an error page?", hint="fetch it again with --refresh")
    return build_document(
        reader.out.blocks,
        paper=paper,
        version=version,
        format=SourceFormat.HTML,
        title=title or reader.title,
        tables=reader.out.tables,
        authors=tuple(reader.authors),
    )


@dataclass(slots=True)
class _Reader:
    """Walks the tree once and collects blocks; offsets are found by looking for each text in the page."""

    page: str
    out: Collector = field(default_factory=Collector)
    authors: list[str] = field(default_factory=list)
    title: str = ""
    position: int = 0
    table: int | None = None  # that of the figure being read

    def visit(self, element: Element) -> None:
        """Take in an element of the page's structure."""
        tag, classes = tag_of(element), classes_of(element)
        if not tag or tag in _SKIPPED_TAGS or classes & _SKIPPED_CLASSES or _is_bullet(element, classes):
            return
        if tag in HEADING_TAGS:
            self._heading(element, classes)
        elif tag == "table" or "ltx_tabular" in classes:
            self._table(element, classes)
        elif tag == "figcaption" or "ltx_caption" in classes:
            self._block(element, Kind.CAPTION)
        elif "ltx_bibitem" in classes:
            self._block(element, Kind.REFERENCE)
        elif "ltx_authors" in classes:
            names = [" ".join((name.text or "").split()) for name in with_class(element, "ltx_personname")]
            self.authors += [name for name in names if name]
            self._block(element, Kind.TEXT)
        elif tag == "figure" or classes & {"ltx_float", "ltx_table", "ltx_figure"}:
            self._figure(element)
        elif tag in {"p", "pre", "dt"} or "ltx_para" in classes or not has_blocks(element):
            self._paragraph(element)
        else:
            self._text(element.text)
            for child in element:
                self.visit(child)
                self._text(child.tail)
            if tag in {"li", "div", "section", "dd", "blockquote"}:
                self.out.flush()

    def _block(self, element: Element, kind: Kind) -> None:
        """All of an element as one block."""
        self.out.flush()
        self._inline(element)
        piece = self.out.taken()
        if kind is Kind.CAPTION:
            self.out.emit_caption(piece, self.table)
        else:
            self.out.emit(piece, kind)
        self.out.flush()

    def _heading(self, element: Element, classes: set[str]) -> None:
        if classes & _RUN_IN:
            self._block(element, Kind.TEXT)
            return
        is_title = "ltx_title_document" in classes or (tag_of(element) == "h1" and not self.out.blocks and not classes)
        section = element.getparent()
        above = classes_of(section) if section is not None else set()
        part = Part.APPENDIX if "ltx_appendix" in above else None
        self.out.flush()
        self._inline(element)
        piece = self.out.taken()
        self.out.emit(piece, Kind.TITLE if is_title else Kind.HEADING, part=None if is_title else part)
        self.title = piece.text.strip() if is_title else self.title
        self.out.flush()

    def _paragraph(self, element: Element) -> None:
        """A paragraph with the formulas and line breaks in it; lists inside are blocks of their own."""
        self.out.flush()
        self._mixed(element)
        self.out.flush()

    def _mixed(self, element: Element) -> None:
        """Text and formulas go on in the open block; anything else ends it."""
        self._text(element.text)
        for child in element:
            tag, classes = tag_of(child), classes_of(child)
            if classes & _EQUATION or tag == "p":
                self._text(" ")
                if tag == "p":
                    self._mixed(child)
                else:
                    self._inline(child)
                self._text(" ")
            elif tag in BLOCK_TAGS or "ltx_tabular" in classes:
                self.out.flush()
                self.visit(child)
            else:
                self._inline_child(child, tag, classes)
            self._text(child.tail)

    def _inline(self, element: Element) -> None:
        """All text below an element, as part of the open block."""
        self._text(element.text)
        for child in element:
            self._inline_child(child, tag_of(child), classes_of(child))
            self._text(child.tail)

    def _inline_child(self, child: Element, tag: str, classes: set[str]) -> None:
        if not tag or tag in _SKIPPED_TAGS or classes & _SKIPPED_CLASSES:
            return
        if tag == "math":
            self._math(child)
        elif "ltx_note" in classes:
            outer = self.out.taken()
            self._inline(child)
            self.out.notes.append(self.out.taken())
            self.out.piece = outer
        else:
            if tag == "br" or tag in BLOCK_TAGS or "ltx_bibblock" in classes or tag in {"td", "th", "tr"}:
                self._text(" ")
            self._inline(child)
            if tag in BLOCK_TAGS or "ltx_tag_bibitem" in classes:
                self._text(" ")

    def _math(self, element: Element) -> None:
        """A formula as readable text, from its TeX where the page has it."""
        source = element.get("alttext") or ""
        if not source:
            source = next((text_of(item) for item in element.iter() if item.get("encoding") == "application/x-tex"), "")
        at = self.page.find("<math", self.position, self.position + MAX_SEARCH_CHARS)
        self.position = at if at >= 0 else self.position
        readable = readable_math(source) if source else text_of(element)
        self.out.piece.append_clean(readable, self.position)
        end = self.page.find("</math>", self.position, self.position + MAX_SEARCH_CHARS)
        self.position = end if end >= 0 else self.position

    def _text(self, text: str | None) -> None:
        """Add text of the page; where it stands is looked for from the last place on."""
        if not text:
            return
        stripped = text.strip()
        if stripped:
            start = re.split(r"[&<>\xa0\ufffd]", stripped)[0][:40]
            lead = text[: len(text) - len(text.lstrip())]
            at = self.page.find(f">{lead}{start}", self.position, self.position + MAX_SEARCH_CHARS)
            if start and at >= 0:
                self.position = at + 1
        self.out.piece.append_clean(text, self.position)

    def _figure(self, element: Element) -> None:
        """A figure or table: its cells and its caption belong together."""
        self.out.flush()
        inside = [(tag_of(item), classes_of(item)) for item in element.iter()]
        has_cells = any(tag == "table" or "ltx_tabular" in classes for tag, classes in inside)
        captions = sum(tag == "figcaption" or "ltx_caption" in classes for tag, classes in inside)
        self.table = self.out.new_table() if has_cells and captions == 1 else None
        self._text(element.text)
        for child in element:
            self.visit(child)
            self._text(child.tail)
        self.out.flush()
        self.table = None

    def _table(self, element: Element, classes: set[str]) -> None:
        """Rows as blocks, and the grid they make."""
        if classes & _EQUATION or not rows_of(element):
            self._inline(element)
            return
        self.out.flush()
        rows: list[list[tuple[Cell, Piece]]] = []
        for row in rows_of(element):
            rows.append([])
            for cell in (item for item in row if is_cell(item)):
                self._inline(cell)
                piece = self.out.taken()
                rows[-1].append((cell_of(cell, piece.text.strip()), piece))
        self.out.emit_rows(self.table, rows)


def _is_bullet(element: Element, classes: set[str]) -> bool:
    """Whether an element is the mark or number of a list's item, not a term that it explains."""
    return "ltx_tag_item" in classes and len(text_of(element)) <= MAX_BULLET_CHARS
