"""Blocks of text in reading order -> Document; shared by every format."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from synth.claims.abbreviations import abbreviations_in
from synth.claims.document import Document, Page, Part, Reference, Section, Sentence, SourceFormat, Table
from synth.claims.sections import part_of
from synth.claims.sentences import split_sentences
from synth.claims.types import PaperId, Span
from synth.documents.references import arxiv_id_in


class Kind(StrEnum):
    """What a block is, as far as its place in the document goes."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    NOTE = "note"  # a footnote: text outside the flow
    CAPTION = "caption"
    ROW = "row"  # one row of a table, cells in order
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of clean text.

    Attributes:
        source: Break points ``(offset in text, offset in the original)``, as in ``Document.source_map``.
        page: The 1-based page it begins on; None without pages.
        table: For a caption or row: which table of the document it belongs to.
        part: A role that the place in the document does not tell, as an abstract without heading.
    """

    kind: Kind
    text: str
    source: tuple[tuple[int, int], ...]
    page: int | None = None
    table: int | None = None
    part: Part | None = None
    page_breaks: tuple[tuple[int, int], ...] = ()  # (offset in text, number of the page that begins there)


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's size in points."""

    width: float
    height: float


@dataclass(slots=True)
class _State:
    """The document so far."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    sections: list[tuple[str, int, Part]] = field(default_factory=lambda: [("", 0, Part.FRONT)])
    sentences: list[Sentence] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    source: list[tuple[int, int]] = field(default_factory=list)
    page_starts: dict[int, int] = field(default_factory=dict)
    table_spans: dict[int, Span] = field(default_factory=dict)


def build_document(
    blocks: list[Block],
    *,
    paper: PaperId,
    version: int | None,
    format: SourceFormat,  # noqa: A002 - the field's name
    title: str,
    tables: list[Table] | None = None,
    page_sizes: list[PageSize] | None = None,
    authors: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Document:
    """Put blocks together: text, sections, sentences, references, pages and the map to the original.

    Args:
        blocks: In reading order; pages never decrease.
        tables: Tables whose blocks carry their index; their spans are filled in here.
        page_sizes: One for each page of the original, in order; None without pages.
    """
    state = _State()
    has_headings = any(block.kind is Kind.HEADING for block in blocks)
    for block in blocks:
        if block.text:
            # Without headings nothing tells where the front ends: all prose counts as the paper's body.
            is_bare = not has_headings and block.kind in {Kind.TEXT, Kind.NOTE}
            _add(state, replace(block, part=Part.BODY) if is_bare else block)
    text = "".join(state.text)
    placed = [
        replace(table, span=state.table_spans.get(index, Span(len(text), len(text))))
        for index, table in enumerate(tables or [])
    ]
    return Document(
        paper=paper,
        version=version,
        format=format,
        title=title,
        text=text,
        sections=_sections(state.sections, len(text)),
        sentences=tuple(state.sentences),
        pages=_pages(state.page_starts, page_sizes or [], len(text)),
        tables=tuple(placed),
        references=tuple(state.references),
        source_map=tuple(state.source) or ((0, 0),),
        authors=authors,
        warnings=warnings,
        abbreviations=abbreviations_in(text),
    )


def _add(state: _State, block: Block) -> None:
    """Append one block with what it brings."""
    is_new_section = block.kind is Kind.HEADING
    if state.length:
        gap = "\n\n" if is_new_section else "\n"
        state.text.append(gap)
        state.length += len(gap)
    start = state.length
    if is_new_section:
        part = block.part or part_of(block.text, state.sections[-1][2])
        if start == 0:
            state.sections.clear()
        state.sections.append((block.text, start, part))
    state.text.append(block.text)
    state.length += len(block.text)
    state.source.extend((start + here, there) for here, there in block.source)
    if block.page is not None:
        state.page_starts.setdefault(block.page, start)
    for offset, page in block.page_breaks:
        state.page_starts.setdefault(page, start + offset)
    if block.table is not None:
        known = state.table_spans.get(block.table, Span(start, start))
        state.table_spans[block.table] = Span(min(known.start, start), state.length)
    if block.kind is Kind.REFERENCE:
        span = Span(start, state.length)
        state.references.append(Reference(block.text, span, arxiv_id_in(block.text)))
    if block.kind is not Kind.HEADING:
        _add_sentences(state, block, start)


def _add_sentences(state: _State, block: Block, start: int) -> None:
    """The sentences of a block; captions are cut like prose, rows and references are kept whole."""
    part = _sentence_part(block, state.sections[-1][2])
    whole = block.kind in {Kind.ROW, Kind.REFERENCE, Kind.TITLE}
    spans = [Span(0, len(block.text))] if whole else split_sentences(block.text)
    section = len(state.sections) - 1
    state.sentences.extend(Sentence(Span(start + s.start, start + s.end), section, part) for s in spans)


def _sentence_part(block: Block, section: Part) -> Part:
    """The role of a block's sentences, given that of the section they stand in."""
    fixed = {Kind.CAPTION: Part.CAPTION, Kind.ROW: Part.TABLE, Kind.REFERENCE: Part.REFERENCES}
    return fixed.get(block.kind) or block.part or section


def _sections(begun: list[tuple[str, int, Part]], length: int) -> tuple[Section, ...]:
    """Sections that follow each other up to the text's end."""
    ends = [*(start for _, start, _ in begun[1:]), length]
    return tuple(Section(title, Span(start, end), part) for (title, start, part), end in zip(begun, ends, strict=True))


def _pages(starts: dict[int, int], sizes: list[PageSize], length: int) -> tuple[Page, ...]:
    """Pages that cover the text without gaps; a page without text is empty and stands where the next begins."""
    pages: list[Page] = []
    end = length
    for number in range(len(sizes), 0, -1):
        start = min(starts.get(number, end), end)
        pages.append(Page(number, Span(start, end), sizes[number - 1].width, sizes[number - 1].height))
        end = start
    return tuple(reversed(pages))
