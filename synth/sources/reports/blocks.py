"""The blocks of a Markdown or plain text report: headings, paragraphs, list items, tables, link definitions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from synth.claims.types import Span
from synth.sources.reports import plain
from synth.sources.reports.draft import REFERENCES_HEADINGS, Entry, Row, heading_words, trimmed
from synth.sources.reports.references import entry_of

_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE: Final = re.compile(r"^ {0,3}(?:={3,}|-{3,})\s*$")
_FENCE: Final = re.compile(r"^ {0,3}(```|~~~)")
_ITEM: Final = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")
_RULE_ROW: Final = re.compile(r"^[\s|:+=-]*-[\s|:+=-]*$")
_DEFINITION: Final = re.compile(r"^ {0,3}\[(\^?)([^\]\s]+)\]:\s+(\S.*)$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's words, where its line begins, and where the text under it begins."""

    title: str
    start: int
    body: int


@dataclass(slots=True)
class Blocks:
    """A report's blocks, each with the index of the section it stands in."""

    text: str
    sections: list[Section]
    paragraphs: list[tuple[int, Span]] = field(default_factory=list)
    items: list[tuple[int, Span]] = field(default_factory=list)
    tables: list[tuple[Row, ...]] = field(default_factory=list)
    definitions: list[Entry] = field(default_factory=list)
    _open: list[Span] = field(default_factory=list)  # lines of the paragraph or item being read
    _rows: list[Row] = field(default_factory=list)  # of the table being read
    _is_after_table: bool = False

    def body_of(self, index: int) -> str:
        """The text under a heading."""
        end = self.sections[index + 1].start if index + 1 < len(self.sections) else len(self.text)
        return self.text[self.sections[index].body : end]

    def add_heading(self, title: str, line: Span) -> None:
        """Begin a section."""
        self.close()
        self.sections.append(Section(title, line.start, line.end))
        self._is_after_table = False

    def add_definition(self, key: str, words: str, *, is_note: bool) -> None:
        """Keep ``[key]: words``; in a list of references it is an entry like the others, unless it is a footnote."""
        self.close()
        if is_note or heading_words(self.sections[-1].title) not in REFERENCES_HEADINGS:
            self.definitions.append(entry_of(words, {f"^{key}".lower() if is_note else key.lower()}))

    def add_row(self, row: Row) -> None:
        """Continue or begin a table."""
        if self._open:
            self.close()
        if not self._rows and self._is_after_table and len(row) == len(self.tables[-1][0]):
            self._rows.extend(self.tables.pop())  # blank lines do not part a table
        self._rows.append(row)

    def add_line(self, line: Span, *, is_item: bool) -> None:
        """Continue a paragraph or list item, or begin one."""
        if self._rows or is_item:
            self.close()
        self._open.append(line)

    def close(self) -> None:
        """End the paragraph, item or table being read."""
        if self._open:
            span = Span(self._open[0].start, self._open[-1].end)
            is_item = _ITEM.match(self.text[span.start : span.end])
            (self.items if is_item else self.paragraphs).append((len(self.sections) - 1, span))
            self._open.clear()
            self._is_after_table = False
        if self._rows:
            self.tables.append(tuple(self._rows))
            self._rows.clear()
            self._is_after_table = True


def blocks_of(text: str, start: int) -> Blocks:
    """The blocks of a text from ``start`` on; listings between fences are left out."""
    blocks = Blocks(text, [Section("", start, start)])
    lines = list(_lines(text, start))
    has_marks = any(_HEADING.match(line) for _, line in lines)
    is_code = False
    for number, (offset, line) in enumerate(lines):
        if _FENCE.match(line):
            blocks.close()
            is_code = not is_code
        elif not is_code:
            before = lines[number - 1][1] if number else ""
            after = lines[number + 1][1] if number + 1 < len(lines) else ""
            title = _heading(line, before, after, has_marks=has_marks)
            if title is not None:
                blocks.add_heading(title, Span(offset, offset + len(line)))
            else:
                _add(blocks, line, offset)
    blocks.close()
    return blocks


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Each line with where it begins."""
    for line in text[start:].split("\n"):
        yield start, line
        start += len(line) + 1


def _add(blocks: Blocks, line: str, offset: int) -> None:
    """Put a line that is no heading where it belongs."""
    definition = _DEFINITION.match(line)
    row = _row(line, offset)
    if definition:
        blocks.add_definition(definition[2], definition[3], is_note=bool(definition[1]))
    elif row is not None:
        if not _RULE_ROW.match(line):
            blocks.add_row(row)
    elif not line.strip() or _UNDERLINE.match(line):
        blocks.close()
    else:
        blocks.add_line(Span(offset, offset + len(line)), is_item=bool(_ITEM.match(line)))


def _heading(line: str, before: str, after: str, *, has_marks: bool) -> str | None:
    """The words of a line that is a heading, else None."""
    if match := _HEADING.match(line):
        return match[2]
    if _UNDERLINE.match(after) and line.strip() and not before.strip() and "|" not in line:
        return line.strip()
    if not has_marks and plain.is_heading(line, before=before, after=after):
        return line.strip()
    return None


def _row(line: str, offset: int) -> Row | None:
    """The cells of a table's line, else None."""
    bare = trimmed(line, 0, len(line))
    inner = line[bare.start : bare.end]
    if inner.startswith("|") and inner.count("|") >= 2:
        separator, edges = r"(?<!\\)\|", [] if inner.endswith("|") else [bare.end]
    elif "\t" in inner:
        separator, edges = r"\t", [bare.start - 1, bare.end]
    elif re.search(r"\S\s+\|\s+\S", inner):
        separator, edges = r"(?<!\\)\|", [bare.start - 1, bare.end]
    else:
        return None
    edges = sorted(edges + [match.start() + bare.start for match in re.finditer(separator, inner)])
    cells = [trimmed(line, first + 1, last) for first, last in pairwise(edges)]
    return tuple(Span(cell.start + offset, cell.end + offset) for cell in cells)
