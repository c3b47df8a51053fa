r"""TeX -> Document: the text as a page would print it, without running TeX."""

import re
from collections.abc import Callable, Mapping

from synth.claims.document import Document, Part, SourceFormat
from synth.claims.latex import argument_at, is_deep
from synth.claims.types import PaperId
from synth.documents.archives import MAX_UNPACKED, read_members
from synth.documents.build import Kind, build_document
from synth.documents.collect import Collector
from synth.documents.grids import Cell
from synth.documents.latex_inline import Source, add, add_command, add_math, add_shown, piece_of
from synth.documents.latex_numbers import LEVELS, numbers_in
from synth.documents.latex_source import Origins, expanded_source
from synth.documents.latex_syntax import (
    CLOSING,
    FLOATS,
    INLINE,
    MATH,
    SKIPPED,
    TABULARS,
    TOKEN,
    after_arguments,
    braces_at,
)
from synth.documents.latex_tables import written_rows
from synth.documents.pieces import Piece
from synth.errors import SourceError

MAX_NAME_CHARS = 60  # of an author's name: what is longer is an address
_TITLE = re.compile(r"\\(?:icml)?title\s*(?=[\[{])")
_AUTHORS = re.compile(r"\\author\s*(?:\[[^\]]*\])?\s*(?=\{)")
_BETWEEN_AUTHORS = re.compile(r"\\(?:and|And|AND|quad|qquad)\b|\\\\.*?(?=\\(?:and|And|AND)\b|$)", re.DOTALL)
_IN_FLOAT = re.compile(r"\\caption\*?\s*(?=[\[{])|\\begin\s*\{(?P<begin>(?P<name>\w+)\*?)\}")
_ITEM_LABEL = re.compile(r"\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*(?=\{)")


def read_latex(
    data: bytes, *, paper: PaperId, version: int | None, title: str, max_bytes: int = MAX_UNPACKED
) -> Document:
    """The text of a TeX file, or of a bundle of them.

    Args:
        max_bytes: How many bytes a bundle may unpack to.

    Raises:
        SourceError: If the bundle is damaged or hostile, or holds no text.
    """
    source = expanded_source(read_members(data, max_bytes=max_bytes))
    if is_deep(source.text):
        raise SourceError("the TeX source is nested too deeply", hint="give synth the PDF instead")
    reader = _Reader(Source(source.text, Origins(source), numbers_in(source.text)))
    try:
        reader.run()
    except RecursionError as error:  # environments inside each other without end
        raise SourceError("the TeX source is nested too deeply", hint="give synth the PDF instead") from error
    if not any(block.kind is Kind.TEXT for block in reader.out.blocks):
        raise SourceError("the TeX source holds no text", hint="give synth the PDF instead")
    return build_document(
        reader.out.blocks,
        paper=paper,
        version=version,
        format=SourceFormat.LATEX,
        title=title or reader.title,
        tables=reader.out.tables,
        authors=tuple(reader.authors),
    )


class _Reader:
    """Goes through the source once, from left to right."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.out = Collector()
        self.authors: list[str] = []
        self.title = ""
        self.table: int | None = None  # that of the float being read
        self.is_appendix = False
        self.handlers: Mapping[str, Callable[[re.Match[str]], int]] = {
            **dict.fromkeys(LEVELS, self._heading),
            **dict.fromkeys(("paragraph", "subparagraph"), self._run_in),
            **dict.fromkeys(("footnote", "footnotetext"), self._footnote),
            "caption": self._caption,
            "item": self._item,
            "bibitem": self._bibitem,
            "abstract": self._abstract,
            "appendix": self._appendix,
        }

    def run(self) -> None:
        """Read the title and authors, wherever they are declared, then the document's body."""
        begin = self.text.find("\\begin{document}")
        end = self.text.find("\\end{document}", max(begin, 0))
        self._front()
        self._read(begin + len("\\begin{document}") if begin >= 0 else 0, end if end >= 0 else len(self.text))
        self.out.flush()

    def _front(self) -> None:
        match = _TITLE.search(self.text)
        if match:
            piece = self._inline(*braces_at(self.text, match.end())[:2])
            self.title = piece.text.strip()
            self.out.emit(piece, Kind.TITLE)
        for match in _AUTHORS.finditer(self.text):
            argument, _ = argument_at(self.text, match.end())
            names = (" ".join(self._plain(name).split()) for name in _BETWEEN_AUTHORS.split(argument))
            self.authors += [name for name in names if 0 < len(name) < MAX_NAME_CHARS and "@" not in name]

    def _read(self, start: int, end: int) -> None:
        """Read a stretch of the source into blocks."""
        place = start
        while place < end:
            match = TOKEN.search(self.text, place, end)
            if match is None:
                add(self.out, self.source, place, end)
                return
            add(self.out, self.source, place, match.start())
            place = max(self._token(match, end), match.start() + 1)

    def _token(self, match: re.Match[str], end: int) -> int:
        """Take in one token; where the text goes on."""
        token, name = match[0], match["name"]
        if match["begin"] is not None:
            return self._begin(match["begin"].strip(), match, end)
        is_break = token.startswith("\n") or name == "par" or token == "\\par"  # noqa: S105 - TeX's word, no secret
        if is_break or (match["end"] is not None and match["end"].strip().rstrip("*") not in INLINE):
            self.out.flush()
        if is_break or match["end"] is not None:
            return match.end()
        if token in CLOSING:
            return add_math(self.out, self.source, match.end(), CLOSING[token], end, at=match.start())
        if name in self.handlers:
            return self.handlers[name](match)
        stop, inner = add_command(self.out, self.source, match)
        if inner is not None:
            self._read(*inner)
        return stop

    def _begin(self, name: str, match: re.Match[str], end: int) -> int:
        """Enter an environment, or take it in as a whole."""
        plain, inside = name.rstrip("*"), match.end()
        if plain in MATH:
            return add_math(self.out, self.source, inside, f"\\end{{{name}}}", end, at=match.start())
        if plain in SKIPPED | TABULARS | FLOATS:
            stop = self._end_of(name, inside, end)
            if plain in TABULARS:
                self._tabular(inside, stop)
            elif plain in FLOATS:
                self._float(inside, stop)
            return stop
        if plain == "abstract":
            return self._abstract(match)
        if plain == "thebibliography":
            self.out.flush()
            self.out.emit(piece_of("References", self.source.origins.of(match.start())), Kind.HEADING)
        elif plain not in INLINE:
            self.out.flush()
        return after_arguments(self.text, inside)

    def _end_of(self, name: str, start: int, end: int) -> int:
        """Where the environment that begins before ``start`` ends, those of the same name inside it counted."""
        depth = 1
        for match in re.compile(rf"\\(begin|end)\s*\{{{re.escape(name)}\}}").finditer(self.text, start, end):
            depth += 1 if match[1] == "begin" else -1
            if depth == 0:
                return match.end()
        return end

    def _heading(self, match: re.Match[str]) -> int:
        """A section's heading, with the number that the page prints."""
        self.out.flush()
        start, inner_end, stop = braces_at(self.text, match.end())
        number = self.source.numbers.headings.get(match.start())
        piece = piece_of(f"{number} ", self.source.origins.of(match.start())) if number else Piece()
        piece.join(self._inline(start, inner_end))
        self.out.emit(piece, Kind.HEADING, part=Part.APPENDIX if self.is_appendix else None)
        return stop

    def _run_in(self, match: re.Match[str]) -> int:
        """The heading of a paragraph, as a block of its own."""
        self.out.flush()
        start, inner_end, stop = braces_at(self.text, match.end())
        self.out.emit(self._inline(start, inner_end), Kind.TEXT)
        return stop

    def _caption(self, match: re.Match[str]) -> int:
        """A caption with its label; in a float with cells it is theirs."""
        self.out.flush()
        start, inner_end, stop = braces_at(self.text, match.end())
        kind, number = self.source.numbers.captions.get(match.start(), ("", ""))
        piece = piece_of(f"{kind} {number}: ", self.source.origins.of(match.start())) if kind else Piece()
        piece.join(self._inline(start, inner_end))
        self.out.emit_caption(piece, self.table)
        return stop

    def _footnote(self, match: re.Match[str]) -> int:
        start, inner_end, stop = braces_at(self.text, match.end())
        self.out.notes.append(self._inline(start, inner_end))
        return stop

    def _item(self, match: re.Match[str]) -> int:
        """An item of a list; the term it explains stands before it."""
        self.out.flush()
        close = self.text.find("]", match.end()) if self.text[match.end() : match.end() + 1] == "[" else -1
        if close < 0:
            return match.end()
        self.out.piece = self._inline(match.end() + 1, close)
        add_shown(self.out, self.source, " ", close)
        return close + 1

    def _bibitem(self, match: re.Match[str]) -> int:
        self.out.flush()
        self.out.kind = Kind.REFERENCE
        label = _ITEM_LABEL.match(self.text, match.end())
        return argument_at(self.text, label.end() if label else match.end())[1]

    def _abstract(self, match: re.Match[str]) -> int:
        self.out.flush()
        self.out.emit(piece_of("Abstract", self.source.origins.of(match.start())), Kind.HEADING)
        return match.end()

    def _appendix(self, match: re.Match[str]) -> int:
        self.out.flush()
        self.is_appendix = True
        return match.end()

    def _float(self, start: int, end: int) -> None:
        """A figure or table: only its captions, notes and cells count; a sentence around it stays open."""
        open_piece, open_kind = self.out.taken(), self.out.kind
        self.table = self.out.new_table() if "tabular" in self.text[start:end] else None
        place = start
        for match in _IN_FLOAT.finditer(self.text, start, end):
            if match.start() < place:
                continue
            if match["name"] is None:
                place = self._caption(match)
            elif match["name"] in TABULARS:
                place = self._end_of(match["begin"], match.end(), end)
                self._tabular(match.end(), place)
        self.table, self.out.piece, self.out.kind = None, open_piece, open_kind

    def _tabular(self, start: int, end: int) -> None:
        """The rows of a tabular."""
        rows: list[list[tuple[Cell, Piece]]] = []
        for row in written_rows(self.text, start, end, self._plain):
            cells: list[tuple[Cell, Piece]] = []
            for cell, at in row:
                piece = Piece()
                piece.append_clean(cell.text, self.source.origins.of(at))
                cells.append((cell, piece))
            rows.append(cells)
        if rows:
            self.out.emit_rows(self.table, rows)

    def _inline(self, start: int, end: int) -> Piece:
        """A stretch of the source as text, apart from the open block."""
        outer, kind = self.out.taken(), self.out.kind
        self._read(start, end)
        inner = self.out.taken()
        self.out.piece, self.out.kind = outer, kind
        return inner

    def _plain(self, fragment: str) -> str:
        """A fragment of source as text, its references resolved where they can be."""
        reader = _Reader(Source(fragment, Origins(piece_of(fragment, 0)), self.source.numbers))
        reader._read(0, len(fragment))
        return reader.out.piece.text.strip()
