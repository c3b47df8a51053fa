r"""TeX -> Document: the text as a page would print it, without running TeX."""

import re
from collections.abc import Callable, Mapping

from synth.claims.document import Document, Part, SourceFormat, Table
from synth.claims.latex import argument_at, command_at, readable_math
from synth.claims.types import PaperId, Span
from synth.documents.archives import read_members
from synth.documents.build import Block, Kind, build_document
from synth.documents.latex_numbers import LEVELS, Numbers, numbers_in
from synth.documents.latex_source import Origins, expanded_source
from synth.documents.latex_tables import written_rows
from synth.documents.grids import grid_of, header_rows_of
from synth.documents.pieces import Piece
from synth.errors import SourceError

_TOKEN = re.compile(
    r"\\begin\s*\{(?P<begin>[^{}]*)\}|\\end\s*\{(?P<end>[^{}]*)\}|\n[ \t]*\n\s*|\\par\b|\\(?P<name>[A-Za-z]+)\*?|\\.|\$\$?"
    r"|[~{}]|---?|``|''|&", re.DOTALL
)
_SKIPPED = frozenset(
    ["tikzpicture", "pspicture", "filecontents", "comment", "verbatim", "lstlisting", "minted", "algorithmic", "CCSXML", "forest"]
)
_MATH = frozenset(
    ["equation", "align", "gather", "multline", "eqnarray", "displaymath", "math", "alignat", "flalign", "subequations"]
)
_TABULARS = frozenset(["tabular", "tabularx", "tabulary", "longtable", "array", "tblr", "NiceTabular"])
_CLOSE = {"$": "$", "$$": "$$", "\\[": "\\]", "\\(": "\\)"}
_CITES = ("cite", "parencite", "textcite", "newcite", "autocite", "footcite", "shortcite", "Cite")
_REFS = frozenset(["ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref", "secref", "figref", "tabref"])
_NAMED_REFS = {"fig": "Figure", "tab": "Table", "tbl": "Table", "sec": "Section", "eq": "Equation", "app": "Appendix"}
_SILENT = frozenset(
    "label vspace hspace includegraphics usepackage documentclass bibliographystyle setlength addtolength setcounter pagestyle "
    "thispagestyle input include color definecolor hypersetup graphicspath affiliation institute email address date keywords "
    "renewcommand newcommand def let newtheorem captionsetup vskip hskip rule cline cmidrule index nocite icmltitlerunning "
    "markboth pagenumbering addcontentsline newcolumntype orcid thanks IEEEauthorblockA".split()  # noqa: SIM905 - words
)


def read_latex(data: bytes, *, paper: PaperId, version: int | None, title: str, max_bytes: int = 500_000_000) -> Document:
    """The text of a TeX file, or of a bundle of them.

    Args:
        max_bytes: How many bytes a bundle may unpack to.

    Raises:
        SourceError: If the bundle is damaged or hostile, or holds no text.
    """
    source = expanded_source(read_members(data, max_bytes=max_bytes))
    reader = _Reader(source)
    reader.run()
    if not any(block.kind is Kind.TEXT for block in reader.blocks):
        raise SourceError("the TeX source holds no text", hint="give synth the PDF instead")
    return build_document(
        reader.blocks,
        paper=paper,
        version=version,
        format=SourceFormat.LATEX,
        title=title or reader.title,
        tables=reader.tables,
        authors=tuple(reader.authors),
    )


class _Reader:
    """Goes through the source once, from left to right."""

    def __init__(self, source: Piece, numbers: Numbers | None = None) -> None:
        self.text = source.text
        self.origin = Origins(source)
        self.numbers = numbers if numbers is not None else numbers_in(self.text)
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.authors: list[str] = []
        self.title = ""
        self.piece = Piece()
        self.notes: list[Piece] = []
        self.kind = Kind.TEXT
        self.table: int | None = None
        self.is_appendix = False
        self.handlers: Mapping[str, Callable[[int], int]] = {
            "caption": self._caption, "footnote": self._footnote, "footnotetext": self._footnote, "item": self._item,
            "bibitem": self._bibitem, "abstract": self._abstract, "appendix": self._appendix, "maketitle": lambda end: end,
        }  # fmt: skip

    def run(self) -> None:
        """Read the preamble's title, then the document's body."""
        begin = self.text.find("\\begin{document}")
        end = self.text.find("\\end{document}", max(begin, 0))
        self._front(self.text)
        self._read(begin + len("\\begin{document}") if begin >= 0 else 0, end if end >= 0 else len(self.text))
        self._flush()

    def _front(self, text: str) -> None:
        """Title and authors, wherever they are declared."""
        for name in ("title", "icmltitle"):
            match = re.search(rf"\\{name}\s*(?=[\[{{])", text)
            if match and not self.title:
                piece = self._inline(*_inside(text, match.end()))
                self.title = piece.text.strip()
                self._emit(piece, Kind.TITLE)
        for match in re.finditer(r"\\author\s*(?:\[[^\]]*\])?\s*(?=\{)", text):
            argument, _ = argument_at(text, match.end())
            for name in re.split(r"\\(?:and|And|AND|quad|qquad)\b|\\\\.*?(?=\\(?:and|And|AND)\b|$)", argument, flags=re.DOTALL):
                plain = " ".join(self._plain(name).split())
                if plain and len(plain) < 60 and "@" not in plain:
                    self.authors.append(plain)

    def _read(self, start: int, end: int) -> None:
        """Read a stretch of the source into blocks."""
        place = start
        while place < end:
            match = _TOKEN.search(self.text, place, end)
            if match is None:
                self._add(place, end)
                return
            self._add(place, match.start())
            place = max(self._token(match, end), match.start() + 1)

    def _token(self, match: re.Match[str], end: int) -> int:
        """Take in one token; where the text goes on."""
        token, name = match[0], match["name"]
        if match["begin"] is not None:
            return self._begin(match["begin"].strip(), match, end)
        if match["end"] is not None:
            if match["end"].strip().rstrip("*") not in {"document", "small", "center", "minipage"} or self.kind is not Kind.TEXT:
                self._flush()
            return match.end()
        if token.startswith("\n") or token == "\\par":  # noqa: S105 - TeX's token, no secret
            self._flush()
            return match.end()
        if token in _CLOSE:
            return self._math(match.end(), _CLOSE[token], end, at=match.start())
        if name in LEVELS:
            return self._heading(match)
        if name in {"paragraph", "subparagraph"}:
            self._flush()
            return self._run_in(match.end())
        if name in self.handlers:
            return self.handlers[name](match.start() if name in {"caption"} else match.end())
        return self._small(match)

    def _small(self, match: re.Match[str]) -> int:
        """What prints characters, or nothing."""
        token, name, at = match[0], match["name"] or "", match.start()
        signs = {"~": " ", "{": "", "}": "", "--": "–", "---": "—", "``": "“", "''": "”", "&": " ", "-": "-"}
        if token in signs:
            self._print(signs[token], at)
            return match.end()
        if name.startswith(_CITES):
            keys_at = re.compile(r"\*?\s*(?:\[[^\]]*\]\s*){0,2}").match(self.text, match.end())
            keys, stop = argument_at(self.text, keys_at.end() if keys_at else match.end())
            self._print(self.numbers.cited(name, keys), at)
            return stop
        if name in _REFS:
            label, stop = argument_at(self.text, match.end())
            self._print(self._reference(name, label), at)
            return stop
        if name in _SILENT:
            return _after_arguments(self.text, match.end())
        readable, stop = command_at(self.text, at, math=False)
        if "\\" in self.text[match.end() : stop] or "$" in self.text[match.end() : stop]:
            start, inner_end, stop = _braces(self.text, match.end())
            self.piece.join(self._inline(start, inner_end))
            return stop
        self._print(readable, at)
        return stop

    def _reference(self, name: str, label: str) -> str:
        """What a reference prints: a number, with its kind where the command adds it."""
        number = self.numbers.labels.get(label.split(",")[0].strip(), "")
        kind = _NAMED_REFS.get(label.partition(":")[0].lower()[:3].rstrip("s"), "") if name.lower() in {"autoref", "cref"} else ""
        shown = f"({number})" if name == "eqref" else number
        return f"{kind} {shown}".strip()

    def _begin(self, name: str, match: re.Match[str], end: int) -> int:
        """Enter an environment, or take it in as a whole."""
        plain = name.rstrip("*")
        if plain in _SKIPPED | _MATH | _TABULARS:
            stop = self._end_of(name, match.end(), end)
            if plain in _MATH:
                return self._math(match.end(), f"\\end{{{name}}}", end, at=match.start())
            if plain in _TABULARS:
                self._tabular(match.end(), stop)
            return stop
        if plain in {"figure", "table", "wrapfigure", "wraptable", "algorithm", "sidewaystable"}:
            stop = self._end_of(name, match.end(), end)
            self._float(match.end(), stop)
            return stop
        if plain == "abstract":
            return self._abstract(match.end())
        if plain == "thebibliography":
            self._flush()
            self._emit(_fixed("References", self.origin.of(match.start())), Kind.HEADING)
            return argument_at(self.text, match.end())[1]
        if plain not in {"center", "small", "footnotesize", "flushleft", "flushright", "spacing", "multicols"}:
            self._flush()
        return _after_arguments(self.text, match.end()) if self.text[match.end() : match.end() + 1] in "[{" else match.end()

    def _end_of(self, name: str, start: int, end: int) -> int:
        """Where the environment that begins before ``start`` ends, those of the same name inside it counted."""
        depth = 1
        for match in re.compile(rf"\\(begin|end)\s*\{{{re.escape(name)}\}}").finditer(self.text, start, end):
            depth += 1 if match[1] == "begin" else -1
            if depth == 0:
                return match.end()
        return end

    def _math(self, start: int, close: str, end: int, *, at: int) -> int:
        """A formula, up to what closes it, as readable text."""
        stop = self.text.find(close, start, end)
        stop = end if stop < 0 else stop
        formula = re.sub(r"\\label\s*\{[^{}]*\}|\\\\(?:\[[^\]]*\])?", " ", self.text[start:stop])
        if close not in {"$", "\\)"}:
            self._print(" ", at)
        self._print(readable_math(formula), at)
        if close not in {"$", "\\)"}:
            self._print(" ", at)
        return min(stop + len(close), end)

    def _heading(self, match: re.Match[str]) -> int:
        self._flush()
        start, inner_end, stop = _braces(self.text, match.end())
        piece = Piece()
        number = self.numbers.headings.get(match.start())
        if number:
            piece.append(f"{number} ", self.origin.of(match.start()))
        piece.join(self._inline(start, inner_end))
        self._emit(piece, Kind.HEADING, part=Part.APPENDIX if self.is_appendix else None)
        return stop

    def _run_in(self, place: int) -> int:
        """The heading of a paragraph, as a block of its own."""
        start, inner_end, stop = _braces(self.text, place)
        self.piece = self._inline(start, inner_end)
        self._flush()
        return stop

    def _caption(self, at: int) -> int:
        self._flush()
        match = re.compile(r"\\caption\*?\s*").match(self.text, at)
        start, inner_end, stop = _braces(self.text, match.end() if match else at)
        piece = Piece()
        kind, number = self.numbers.captions.get(at, ("", ""))
        if kind:
            piece.append(f"{kind} {number}: ", self.origin.of(at))
        piece.join(self._inline(start, inner_end))
        if kind == "Table":
            index = self.table if self.table is not None else len(self.tables)
            if index == len(self.tables):
                self.tables.append(Table("", (), 0, Span(0, 0)))
            old = self.tables[index]
            self.tables[index] = Table(piece.text.strip(), old.rows, old.header_rows, old.span, label=f"Table {number}")
            self._emit(piece, Kind.CAPTION, table=index)
        else:
            self._emit(piece, Kind.CAPTION)
        return stop

    def _footnote(self, place: int) -> int:
        start, inner_end, stop = _braces(self.text, place)
        self.notes.append(self._inline(start, inner_end))
        return stop

    def _item(self, place: int) -> int:
        self._flush()
        if self.text[place : place + 1] == "[":
            close = self.text.find("]", place)
            if close >= 0:
                self.piece = self._inline(place + 1, close)
                self._print(" ", close)
                return close + 1
        return place

    def _bibitem(self, place: int) -> int:
        self._flush()
        self.kind = Kind.REFERENCE
        match = re.compile(r"\s*(\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*(?=\{)").match(self.text, place)
        return argument_at(self.text, match.end() if match else place)[1]

    def _abstract(self, place: int) -> int:
        self._flush()
        self._emit(_fixed("Abstract", self.origin.of(place)), Kind.HEADING)
        return place

    def _appendix(self, place: int) -> int:
        self._flush()
        self.is_appendix = True
        return place

    def _float(self, start: int, end: int) -> None:
        """A figure or table: only its captions, notes and cells count."""
        self._flush_later()
        before, self.piece = self.piece, Piece()
        self.table = None
        if "tabular" in self.text[start:end]:
            self.table = len(self.tables)
            self.tables.append(Table("", (), 0, Span(0, 0)))
        place = start
        for match in re.compile(r"\\caption\*?\s*(?=[\[{])|\\begin\s*\{(\w+)\*?\}").finditer(self.text, start, end):
            if match.start() < place:
                continue
            if match[1] is None:
                place = self._caption(match.start())
            elif match[1] in _TABULARS:
                place = self._end_of(self.text[match.start() : match.end()].split("{")[1].rstrip("}"), match.end(), end)
                self._tabular(match.end(), place)
        self.table, self.piece = None, before

    def _flush_later(self) -> None:
        """A float inside a sentence leaves it open; one between paragraphs finds nothing open."""
        if not self.piece.text.strip():
            self._flush()

    def _tabular(self, start: int, end: int) -> None:
        """Rows as blocks, and the grid they make."""
        index = self.table
        if index is None or self.tables[index].rows:
            index = len(self.tables)
            self.tables.append(Table("", (), 0, Span(0, 0)))
        written = []
        for row in written_rows(self.text, start, end, self._plain):
            written.append([cell for cell, _ in row])
            line = Piece()
            for cell, at in row:
                if cell.text:
                    line.append(" | " if line.length else "", self.origin.of(at))
                    line.append_clean(cell.text, self.origin.of(at))
            if line.length:
                self._emit(line, Kind.ROW, table=index)
        rows = grid_of(written)
        old = self.tables[index]
        self.tables[index] = Table(old.caption, rows, header_rows_of(rows), old.span, label=old.label)

    def _inline(self, start: int, end: int) -> Piece:
        """A stretch of the source as text, apart from the open block."""
        outer, self.piece, kind = self.piece, Piece(), self.kind
        self._read(start, end)
        inner, self.piece, self.kind = self.piece, outer, kind
        return inner

    def _plain(self, fragment: str) -> str:
        """A fragment of source as text, its references resolved where they can be."""
        reader = _Reader(_fixed(fragment, 0), self.numbers)
        reader._read(0, len(fragment))  # noqa: SLF001 - of the same class
        return reader.piece.text.strip()

    def _add(self, start: int, end: int) -> None:
        """Add plain characters of the source."""
        while start < end:
            origin, stop = self.origin.run(start, end)
            self.piece.append_clean(self.text[start:stop], origin)
            start = stop

    def _print(self, text: str, at: int) -> None:
        """Add characters that stand for something at a place of the source."""
        self.piece.append_clean(text, self.origin.of(at))

    def _flush(self) -> None:
        """Close the open block, and emit the footnotes met in it."""
        if self.piece.text.strip():
            self._emit(self.piece, self.kind)
        self.piece, self.kind = Piece(), Kind.TEXT
        notes, self.notes = self.notes, []
        for note in notes:
            self._emit(note, Kind.NOTE)

    def _emit(self, piece: Piece, kind: Kind, *, table: int | None = None, part: Part | None = None) -> None:
        text = piece.text.rstrip()
        if text:
            source = tuple(item for item in piece.source if item[0] < len(text))
            self.blocks.append(Block(kind, text, source, table=table, part=part))


def _fixed(text: str, origin: int) -> Piece:
    piece = Piece()
    piece.append(text, origin)
    return piece


def _braces(text: str, place: int) -> tuple[int, int, int]:
    """Where the braced argument at ``place`` begins and ends inside, and where the text goes on after it."""
    argument, stop = argument_at(text, place)
    closed = stop - 1 if text[stop - 1 : stop] == "}" and stop - 1 - len(argument) >= place else stop
    return closed - len(argument), closed, stop


def _inside(text: str, place: int) -> tuple[int, int]:
    return _braces(text, place)[:2]


def _after_arguments(text: str, place: int) -> int:
    """Past the arguments at ``place``, square and braced."""
    while place < len(text) and text[place] in "[{*":
        if text[place] == "*":
            place += 1
        elif text[place] == "[":
            close = text.find("]", place)
            place = close + 1 if close >= 0 else len(text)
        else:
            place = argument_at(text, place)[1]
    return place
