r"""TeX files -> one text with inputs inlined and the author's own macros expanded, mapped to the original.

The original that offsets point to is the main file with its inputs in place, comments included.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from synth.claims.latex import argument_at
from synth.documents.decode import decoded
from synth.documents.pieces import Piece
from synth.errors import SourceError

MAX_INPUTS = 500  # files inlined, each as often as it is named
MAX_CHARS = 8_000_000  # of the text with its inputs; a long thesis has 2 million
MAX_EXPANSIONS = 100_000  # macro calls of one paper; the busiest have some ten thousand
MAX_DEPTH = 25  # of macros within macros
_INPUT = re.compile(r"\\(?:input|include|subfile|InputIfFileExists)\s*\{\s*([^{}]+?)\s*\}|\\input\s+([\w./-]+)")
_IMPORT = re.compile(r"\\(?:sub)?import\*?\s*\{([^{}]*)\}\s*\{([^{}]+)\}")
_BIBLIOGRAPHY = re.compile(r"\\bibliography\s*\{[^{}]*\}|\\printbibliography\b(?:\[[^\]]*\])?")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*|$)")
_VERBATIM = re.compile(r"\\begin\{(comment|filecontents\*?|verbatim\*?|lstlisting|minted)\}.*?\\end\{\1\}", re.DOTALL)
_DEFINITION = re.compile(
    r"\\(?P<how>(?:re|provide)?newcommand|renewcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?"
    r"\s*(?:\[(?P<count>\d)\])?\s*(?P<default>\[[^\]]*\])?\s*(?=\{)"
    r"|\\(?:long\s*\\)?[gex]?def\s*\\(?P<def>[A-Za-z]+)\s*(?P<slots>(?:#\d)*)\s*(?=\{)"
    r"|\\DeclareMathOperator\*?\s*\{?\s*\\(?P<operator>[A-Za-z]+)\s*\}?\s*(?=\{)"
)
_CALL = re.compile(r"\\([A-Za-z]+)(\*?)")


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro of the author's own."""

    body: str
    arguments: int = 0
    default: str | None = None  # of the first argument, where that is optional


def expanded_source(members: Mapping[str, bytes]) -> Piece:
    """The paper's TeX from its files.

    Raises:
        SourceError: If no file begins a document, or files and macros unfold without end.
    """
    texts = {name: decoded(data) for name, data in members.items()}
    main = _main_file(texts)
    inlined = _inlined(main, texts)
    return _expanded(_uncommented(inlined))


def _main_file(texts: Mapping[str, str]) -> str:
    """The file that begins the document; of several, the one with a title, then the longest."""
    sources = {
        name: text for name, text in texts.items() if PurePosixPath(name).suffix in {".tex", ".ltx", ".latex", ""}
    }
    begun = [name for name, text in sources.items() if re.search(r"\\document(?:class|style)\b", text)]
    candidates = [name for name in begun if "\\begin{document}" in sources[name]] or begun or list(sources)
    if not candidates:
        raise SourceError("the source holds no TeX file", hint="give synth the PDF instead")
    return max(
        candidates, key=lambda name: ("\\title" in texts[name], "\\input" in texts[name], len(texts[name]), name)
    )


def _inlined(main: str, texts: Mapping[str, str]) -> str:
    """The main file with its inputs in place, those in comments aside."""
    folder = PurePosixPath(main).parent
    bibliography = next((text for name, text in sorted(texts.items()) if name.endswith(".bbl")), "")
    budget = [MAX_INPUTS]

    def read(name: str) -> str:
        budget[0] -= 1
        wanted = [str(folder / name), str(folder / f"{name}.tex"), name, f"{name}.tex"]
        return texts.get(next((path for path in wanted if path in texts), ""), "") if budget[0] >= 0 else ""

    def unfold(text: str, depth: int) -> str:
        if depth > MAX_DEPTH or len(text) > MAX_CHARS:
            raise SourceError("the TeX files include each other without end", hint="give synth the PDF instead")
        parts: list[str] = []
        end = 0
        for match in re.finditer(
            f"{_COMMENT.pattern}|{_INPUT.pattern}|{_IMPORT.pattern}|{_BIBLIOGRAPHY.pattern}", text
        ):
            inner = ""
            if match[0].startswith("\\bibl") or match[0].startswith("\\printb"):
                inner = bibliography
            elif match[0].startswith("\\") and not match[0].lstrip("\\").startswith("%"):
                name = match[2] or match[3] or f"{match[4] or ''}{match[5] or ''}"
                inner = unfold(read(name), depth + 1) if name else match[0]
            else:
                inner = match[0]
            parts += [text[end : match.start()], inner]
            end = match.end()
        return "".join([*parts, text[end:]])

    return unfold(texts[main], 0)


def _uncommented(text: str) -> Piece:
    """The text without comments and verbatim stretches."""
    piece = Piece()
    end = 0
    holes = sorted([*_spans(_VERBATIM, text), *_spans(_COMMENT, text)])
    for start, stop in holes:
        if start < end:
            end = max(end, stop)
            continue
        piece.append(text[end:start], end)
        end = stop
    piece.append(text[end:], end)
    return piece


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where a pattern stands; of a comment, without the backslashes before it."""
    return [
        (match.start() + (len(match[1]) if match[0][:1] in "\\%" and pattern is _COMMENT else 0), match.end())
        for match in pattern.finditer(text)
    ]


def _expanded(source: Piece) -> Piece:
    """The text with definitions taken out and calls replaced by what they stand for."""
    text = source.text
    macros: dict[str, Macro] = {}
    result = Piece()
    end = 0
    origin = Origins(source)
    for match in _DEFINITION.finditer(text):
        if match.start() < end:
            continue
        body, stop = argument_at(text, match.end())
        _define(macros, match, body)
        origin.copy(result, text, end, match.start())
        end = stop
    origin.copy(result, text, end, len(text))
    return _with_calls(result, macros) if macros else result


def _define(macros: dict[str, Macro], match: re.Match[str], body: str) -> None:
    """Remember a definition; one that calls itself is left alone."""
    if match["operator"]:
        macros[match["operator"]] = Macro(rf"\operatorname{{{body}}}")
        return
    name = match["name"] or match["def"]
    count = int(match["count"] or 0) if match["name"] else match["slots"].count("#")
    default = match["default"][1:-1] if match["name"] and match["default"] else None
    if not re.search(rf"\\{name}(?![A-Za-z])", body) and name not in {"begin", "end", "section", "cite", "ref"}:
        macros[name] = Macro(body, count, default)


def _with_calls(source: Piece, macros: Mapping[str, Macro]) -> Piece:
    """Replace calls; what a call stands for maps to the place of the call."""
    text, origin, result = source.text, Origins(source), Piece()
    budget = [MAX_EXPANSIONS]
    end = 0
    for match in _CALL.finditer(text):
        if match.start() < end or match[1] not in macros:
            continue
        origin.copy(result, text, end, match.start())
        body, end = _call(text, match, macros, budget, depth=0)
        result.append(body, origin.of(match.start()))
        if result.length > MAX_CHARS:
            raise SourceError("the TeX macros unfold without end", hint="give synth the PDF instead")
    origin.copy(result, text, end, len(text))
    return result


def _call(
    text: str, match: re.Match[str], macros: Mapping[str, Macro], budget: list[int], *, depth: int
) -> tuple[str, int]:
    """What a call stands for, calls in it replaced too, and where the text goes on."""
    macro, end = macros[match[1]], match.end()
    budget[0] -= 1
    if budget[0] < 0 or depth > MAX_DEPTH:
        raise SourceError("the TeX macros unfold without end", hint="give synth the PDF instead")
    values: list[str] = []
    if macro.default is not None:
        values.append(macro.default)
        if text[end : end + 1] == "[" and "]" in text[end:]:
            stop = text.index("]", end)
            values[0], end = text[end + 1 : stop], stop + 1
    for _ in range(macro.arguments - len(values)):
        value, end = argument_at(text, end)
        values.append(value)
    body = re.sub(
        r"#(\d)", lambda slot: values[int(slot[1]) - 1] if 0 < int(slot[1]) <= len(values) else "", macro.body
    )
    parts: list[str] = []
    done = 0
    for inner in _CALL.finditer(body):
        if inner.start() >= done and inner[1] in macros:
            replaced, stop = _call(body, inner, macros, budget, depth=depth + 1)
            parts += [body[done : inner.start()], replaced]
            done = stop
    expanded = "".join([*parts, body[done:]])
    if len(expanded) > MAX_CHARS:
        raise SourceError("the TeX macros unfold without end", hint="give synth the PDF instead")
    is_glued = macro.arguments == 0 and expanded[-1:].isalnum() and text[end : end + 1].isalnum()
    return (f"{expanded} " if is_glued else expanded), end


class Origins:
    """Looks up where characters of a piece come from."""

    def __init__(self, piece: Piece) -> None:
        self._source = piece.source or [(0, 0)]
        self._starts = [here for here, _ in self._source]
        self._place = 0

    def of(self, offset: int) -> int:
        """The original offset of a character."""
        self._place = bisect_right(self._starts, offset) - 1
        here, there = self._source[self._place]
        return there + offset - here

    def run(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch comes from, and up to where it comes from one place."""
        origin = self.of(start)
        bound = self._source[self._place + 1][0] if self._place + 1 < len(self._source) else end
        return origin, min(end, bound)

    def copy(self, result: Piece, text: str, start: int, end: int) -> None:
        """Append a stretch of the piece's text to another piece, with its break points."""
        while start < end:
            origin, stop = self.run(start, end)
            result.append(text[start:stop], origin)
            start = stop
