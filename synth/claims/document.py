"""A paper's text as a value: where each sentence stands, on which page, in which section.

All spans count characters of ``Document.text``. Adapters in ``synth.documents`` build documents;
everything else only reads them.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from synth.claims.types import PaperId, Span


class SourceFormat(StrEnum):
    """What a document was read from."""

    PDF = "pdf"
    HTML = "html"
    LATEX = "latex"
    TEXT = "text"


class Part(StrEnum):
    """The role of a stretch of text."""

    FRONT = "front"  # title, authors, affiliations
    ABSTRACT = "abstract"
    BODY = "body"
    CAPTION = "caption"
    TABLE = "table"  # cell text
    REFERENCES = "references"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points, origin at the top left corner of the page."""

    page: int  # 1-based
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its 1-based number, its characters, and its size in points."""

    number: int
    span: Span
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Section:
    """A headed stretch of text; sections follow each other and cover the text."""

    title: str  # as printed, number included; "" for an unheaded start
    span: Span
    part: Part


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or caption; ``text[span]`` is exactly its characters."""

    span: Span
    section: int  # index into Document.sections
    part: Part


@dataclass(frozen=True, slots=True)
class Table:
    """A table as cells. Merged cells are repeated in each place they cover, so rows are equally long.

    ``cells`` gives the span of each cell in the text where the source allows it, else an empty
    tuple; ``span`` covers the table (or its caption when only that is in the text).
    """

    caption: str
    rows: tuple[tuple[str, ...], ...]
    header_rows: int  # how many of the first rows are column headers; 0 if none was recognised
    span: Span
    page: int | None = None
    label: str = ""  # "Table 3"


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the paper's own bibliography."""

    text: str
    span: Span
    arxiv: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one version of one paper.

    Attributes:
        text: NFKC-normalised, end-of-line hyphens joined, one space between words, sections
            separated by a blank line.
        source_map: Break points ``(offset in text, offset in the original)``, increasing in the first;
            between two break points both advance together. The original is the decoded file for
            HTML, TeX and text, and the pages' raw characters one after another for a PDF.
        warnings: What went wrong without being fatal ("page 3 holds no text: scanned?").
    """

    paper: PaperId
    version: int | None
    format: SourceFormat
    title: str
    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    source_map: tuple[tuple[int, int], ...] = ((0, 0),)
    authors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = field(default=())  # (short, long) as introduced

    def quote(self, span: Span) -> str:
        """The characters of ``span``."""
        return self.text[span.start : span.end]

    def page_of(self, offset: int) -> int | None:
        """The 1-based page that holds the character at ``offset``; None without pages."""
        if not self.pages:
            return None
        starts = [page.span.start for page in self.pages]
        return self.pages[max(bisect_right(starts, offset) - 1, 0)].number

    def section_of(self, offset: int) -> Section | None:
        """The section that holds the character at ``offset``; None if there are none."""
        if not self.sections:
            return None
        starts = [section.span.start for section in self.sections]
        return self.sections[max(bisect_right(starts, offset) - 1, 0)]

    def original_offset(self, offset: int) -> int:
        """Where the character at ``offset`` stands in the original."""
        starts = [here for here, _ in self.source_map]
        here, there = self.source_map[max(bisect_right(starts, offset) - 1, 0)]
        return there + offset - here
