"""What of a document may carry a verdict: sentences, captions and table rows; never the bibliography."""

from collections.abc import Iterator
from typing import Final

from synth.claims.document import Document, Part, Table
from synth.claims.types import Span
from synth.evidence.types import Passage

_READ: Final = frozenset({Part.ABSTRACT, Part.BODY, Part.CAPTION, Part.APPENDIX, Part.TABLE})
_LONE: Final = 30  # characters up to which a single word is a label out of a figure, not a sentence without spaces


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Sentences, captions and table rows in the order of the text, rows after their table's last sentence.

    A sentence that lies inside a table whose rows are known is left to the rows.
    """
    found = [*_sentences(document)]
    for table in document.tables:
        found.extend(_rows(document, table))
    return tuple(sorted(found, key=lambda passage: (passage.span.start, bool(passage.cells))))


def _sentences(document: Document) -> Iterator[Passage]:
    """Each sentence that may be evidence, with the one before it in the same section."""
    before, section = "", -1
    for sentence in document.sentences:
        text = document.quote(sentence.span)
        if sentence.part not in _READ or _is_label(text):
            continue
        if sentence.part is Part.TABLE and any(
            table.rows and table.span.overlaps(sentence.span) for table in document.tables
        ):
            continue
        yield Passage(
            text=text,
            span=sentence.span,
            section=document.sections[sentence.section].title if document.sections else "",
            part=sentence.part,
            before=before if section == sentence.section else "",
            table=_table_of_caption(document, sentence.span) if sentence.part is Part.CAPTION else "",
        )
        if sentence.part is not Part.CAPTION:
            before, section = text, sentence.section


def _is_label(text: str) -> bool:
    """Whether a text is empty or a single word: it says nothing, however well it fits a name in a claim.

    >>> _is_label("rouge-1_f1"), _is_label("It holds.")
    (True, False)
    """
    return len(text.split()) < 2 and len(text.strip()) <= _LONE


def _table_of_caption(document: Document, span: Span) -> str:
    """The label of the table whose caption this is; "" for a figure's."""
    caption = document.quote(span)
    return next((table.label for table in document.tables if table.caption and table.caption[:60] == caption[:60]), "")


def _rows(document: Document, table: Table) -> Iterator[Passage]:
    """The rows below the column headers as "row header: column = value; ..."."""
    if not table.rows:
        return
    headers = column_headers(table)
    section = document.section_of(table.span.start)
    for row in table.rows[table.header_rows :]:
        cells = tuple((headers[index], value.strip()) for index, value in enumerate(row) if value.strip())
        if not cells:
            continue
        yield Passage(
            text=_row_text(cells),
            span=_span_of_row(document, table, row),
            section=section.title if section else "",
            part=Part.TABLE,
            cells=cells,
            table=table.label,
            caption=table.caption,
        )


def column_headers(table: Table) -> tuple[str, ...]:
    """One header for each column; headers that stand in several rows are joined, repeats left out."""
    return tuple(
        " ".join(dict.fromkeys(part.strip() for part in column if part.strip()))
        for column in zip(*table.rows[: table.header_rows], strict=True)
    ) or ("",) * len(table.rows[0])


def _row_text(cells: tuple[tuple[str, str], ...]) -> str:
    """A row as a sentence-like line.

    >>> _row_text((("Model", "BERT"), ("F1", "90.1")))
    'BERT: F1 = 90.1'
    """
    (_, head), *rest = cells
    return f"{head}: " + "; ".join(f"{column} = {value}" if column else value for column, value in rest)


def _span_of_row(document: Document, table: Table, row: tuple[str, ...]) -> Span:
    """The characters of a row where its cells follow each other closely in the text, else the table's."""
    first, at = -1, table.span.start
    for value in dict.fromkeys(cell.strip() for cell in row if cell.strip()):
        found = document.text.find(value, at, table.span.end)
        if found < 0 or (first >= 0 and found - at > 40):  # more than a gap between columns: another row
            return table.span
        first = found if first < 0 else first
        at = found + len(value)
    return Span(first, at) if first >= 0 else table.span
