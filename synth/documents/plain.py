"""Plain text (and Markdown) -> Document."""

import re
from collections import Counter

from synth.claims.document import Document, Part, SourceFormat
from synth.claims.sections import heading_number, is_standard_heading, part_of
from synth.claims.types import PaperId
from synth.documents.build import Block, Kind, build_document
from synth.documents.decode import decoded
from synth.documents.hyphens import is_suspended, keeps_hyphen, vocabulary
from synth.documents.pieces import Piece
from synth.errors import SourceError

_MARKED = re.compile(r"^#{1,6}\s+")
_CUT = re.compile(r"(?<=[^\W\d_])(-|\u00ad)$")


def read_text(data: bytes, *, paper: PaperId, version: int | None, title: str) -> Document:
    """The text of a plain file, in paragraphs that blank lines separate.

    Raises:
        SourceError: If the file holds no text, or is no text file.
    """
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("not a text file", hint="synth reads PDF, HTML, TeX and plain text")
    text = decoded(data)
    if not text.strip():
        raise SourceError("the file holds no text")
    words = vocabulary(text.splitlines())
    blocks: list[Block] = []
    part = Part.FRONT
    for start, lines in _paragraphs(text):
        marked = _MARKED.match(lines[0])
        if len(lines) == 1 and (marked or _is_heading(lines[0])):
            offset = marked.end() if marked else 0
            blocks.append(_block(Kind.HEADING, [lines[0][offset:]], start + offset, words))
            part = part_of(blocks[-1].text, part)
        elif part is Part.REFERENCES:
            blocks.append(_block(Kind.REFERENCE, lines, start, words))
        else:
            blocks.append(_block(Kind.TEXT, lines, start, words))
    return build_document(blocks, paper=paper, version=version, format=SourceFormat.TEXT, title=title)


def _paragraphs(text: str) -> list[tuple[int, list[str]]]:
    """Each paragraph's offset and lines."""
    found: list[tuple[int, list[str]]] = []
    place, is_open = 0, False
    for line in text.splitlines(keepends=True):
        if not line.strip():
            is_open = False
        elif is_open and not _MARKED.match(line):
            found[-1][1].append(line)
        else:
            found.append((place, [line]))
            is_open = not _MARKED.match(line) and not (len(line) < 80 and is_standard_heading(line))
        place += len(line)
    return found


def _is_heading(line: str) -> bool:
    return is_standard_heading(line) or heading_number(line) is not None


def _block(kind: Kind, lines: list[str], start: int, words: Counter[str]) -> Block:
    """A paragraph's lines as one block, words that were cut between lines put together."""
    piece = Piece()
    place = start
    for index, line in enumerate(lines):
        after = lines[index + 1].strip() if index + 1 < len(lines) else ""
        body = line.rstrip()
        lead = len(body) - len(body.lstrip())
        cut = _CUT.search(body) if after[:1].islower() else None
        kept = body[lead : cut.start()] if cut else body[lead:]
        piece.append_clean(kept, place + lead)
        if cut and is_suspended(after):
            piece.append("- ", place + cut.start())
        elif cut and keeps_hyphen(kept[-40:], after, words):
            piece.append("-", place + cut.start())
        elif not cut and after:
            piece.append(" ", place + len(body))
        place += len(line)
    return Block(kind, *piece.finished())
