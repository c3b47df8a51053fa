"""Reports in LaTeX, with their .bib or .bbl files, as a ``Draft``."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from synth.claims.text import readable_latex, strip_html
from synth.claims.types import Span
from synth.sources.reports.draft import Draft, Entry, Mark, Row, is_label, trimmed
from synth.sources.reports.markup import tidied
from synth.sources.reports.references import entry_of

_COMMENT: Final = re.compile(r"(?<!\\)%.*")
_COMMAND: Final = re.compile(
    r"\\(?:(?:sub)*(?:section|paragraph|chapter|part)|title|author|date|bibliography|addbibresource|maketitle|label"
    r"|bibliographystyle|tableofcontents|printbibliography|keywords)\b\*?\s*(?:\[[^\]]*\]\s*)?(?P<brace>\{)?"
)
_HIDDEN: Final = re.compile(
    r"\\begin\{(?P<name>(?:figure|table|tabular[xy]?|longtable|equation|align|gather|verbatim|lstlisting|thebibliography|tikzpicture)\*?)\}"
    r".*?\\end\{(?P=name)\}|\$\$.*?\$\$|\\\[.*?\\\]",
    re.DOTALL,
)
_TABLE: Final = re.compile(
    r"\\begin\{(?P<name>tabular[xy]?|longtable)\*?\}(?P<body>.*?)\\end\{(?P=name)\*?\}", re.DOTALL
)
_ROW: Final = re.compile(r"(.*?)(?:\\\\(?:\[[^\]]*\])?|\\tabularnewline\b|\Z)", re.DOTALL)
_RULE: Final = re.compile(
    r"\s*\\(?:[a-z]*rule(?:\[[^\]]*\])?(?:\([^)]*\))?(?:\{[^{}]*\})?|hline|end(?:first)?head|end(?:last)?foot"
    r"|cline\{[^{}]*\})\s*"
)
_CITE: Final = re.compile(
    r"[\s~]{0,3}\\(?P<command>[A-Za-z]*cite[A-Za-z]*)\*?\s*(?:\[[^\]]*\]\s*){0,2}\{(?P<keys>[^{}]*)\}"
    r"|[\s~]{0,3}(?P<open>\()?\\(?P<link>href|url)\s*\{(?P<address>[^{}]*arxiv\.org/[^{}]*)\}(?P<label>\{[^{}]*\})?"
    r"(?P<close>(?(open)\)))",
    re.IGNORECASE,
)
_TEXTUAL: Final = re.compile(r"cite(?:t|alt|author)$|^textcite$|^newcite$|^citeasnoun$|^shortcite", re.IGNORECASE)
_BIBITEM: Final = re.compile(r"\\bibitem\s*(?:\[(?:[^\[\]]|\{[^{}]*\})*\])?\s*\{(?P<key>[^{}]*)\}", re.DOTALL)
_BIBLIOGRAPHY: Final = re.compile(r"\\(?:bibliography|addbibresource)\s*(?:\[[^\]]*\])?\s*\{(?P<names>[^{}]*)\}")
_FOOTNOTE: Final = re.compile(r"\\(?:footnote|thanks)\s*(?:\[[^\]]*\])?\{")
_FIELDS: Final = ("author", "year", "date", "title", "booktitle", "journal", "eprint", "note", "doi", "url")
_BREAK: Final = re.compile(r"\n\s*\n|\\par\b|\\item\b|\\begin\{\w+\*?\}(?:\[[^\]]*\])?|\\end\{\w+\*?\}")


def bibliography_files(text: str, stem: str) -> tuple[str, ...]:
    """The names of the bibliographies a report names, and of the one LaTeX would make from them."""
    named = [name.strip() for match in _BIBLIOGRAPHY.finditer(text) for name in match["names"].split(",")]
    names = [name if name.endswith(".bib") else f"{name}.bib" for name in named if name]
    return (*dict.fromkeys(names), f"{stem}.bbl")


def parse_latex(text: str, beside: Mapping[str, str]) -> Draft:
    """A LaTeX report, taken apart.

    Args:
        text: The main file.
        beside: The contents of the bibliographies beside it, by name.
    """
    blank = _without_footnotes(_COMMENT.sub(lambda match: " " * len(match[0]), text))
    start = match.end() if (match := re.search(r"\\begin\{document\}", blank)) else 0
    end = blank.find("\\end{document}") if "\\end{document}" in blank else len(blank)
    entries = _entries(blank, beside)
    names = {key: entry.names for entry in entries for key in entry.keys}
    abstract = re.search(r"\\begin\{abstract\}(.*?)\\end\{abstract\}", blank, re.DOTALL)
    return Draft(
        text=blank,
        title=_plain(_argument(blank, "title")),
        author=_plain(re.sub(r"\$[^$]*\$", "", re.split(r"\\\\|\\and\b", _argument(blank, "author"))[0])),
        date=_plain(_argument(blank, "date")).replace("\\today", ""),
        abstract=_plain(abstract[1]) if abstract else "",
        prose=tuple(_paragraphs(blank, start, end)),
        items=(),
        tables=tuple(_tables(blank)),
        entries=entries,
        has_list=bool(entries) or bool(_BIBLIOGRAPHY.search(blank)),
        marks=lambda sentence: _marks(sentence, names),
        readable=_plain,
    )


def _without_footnotes(text: str) -> str:
    """The text without the words of footnotes, but with what they cite, and as long as before."""
    for match in reversed(list(_FOOTNOTE.finditer(text))):
        end = _closing(text, match.end())
        cited = "".join(cite[0].strip() for cite in _CITE.finditer(text, match.end(), end))
        text = text[: match.start()] + cited.ljust(end + 1 - match.start()) + text[end + 1 :]
    return text


def _plain(latex: str) -> str:
    """LaTeX as plain characters on one line."""
    shown = re.sub(r"\\(?:url|path)\s*\{([^{}]*)\}", r"\1", latex)
    shown = re.sub(r"\\href\s*\{[^{}]*\}\s*(?=\{)", "", shown)
    shown = re.sub(r"\\ding\{(?:51|52)\}", "✓", re.sub(r"\\ding\{(?:5[3-9])\}", "✗", shown))
    shown = re.sub(r"(?<!\\)[{}]", "", shown) if "\\" not in shown and "$" not in shown else shown
    shown = shown.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    return tidied(strip_html(re.sub(r"\s?\(\s*\)", "", readable_latex(shown))))


def _argument(text: str, command: str) -> str:
    """The braces behind a command, nested ones included; empty if it is not there."""
    match = re.search(rf"\\{command}\s*(?:\[[^\]]*\])?\s*\{{", text)
    return text[match.end() : _closing(text, match.end())] if match else ""


def _closing(text: str, start: int) -> int:
    """Where the brace closes that was opened before ``start``."""
    depth = 1
    for index in range(start, len(text)):
        if text[index - 1] != "\\":
            depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return len(text)


def _paragraphs(blank: str, start: int, end: int) -> Iterator[Span]:
    """The running text between headings, floats and blank lines; the abstract too."""
    cuts = [match.span() for match in _HIDDEN.finditer(blank)]
    cuts += [match.span() for match in _BREAK.finditer(blank)]
    cuts += [
        (match.start(), _closing(blank, match.end()) + 1 if match["brace"] else match.end())
        for match in _COMMAND.finditer(blank)
    ]
    here = start
    for first, last in sorted(cuts):
        span = trimmed(blank, here, min(first, end)) if first > here else Span(0, 0)
        if len(span):
            yield span
        here = max(here, last)
    if len(span := trimmed(blank, min(here, end), end)):
        yield span


def _tables(blank: str) -> Iterator[tuple[Row, ...]]:
    """The cells of each table; rules and column formats are no cells."""
    for table in _TABLE.finditer(blank):
        begin = table.start("body")
        while begin < table.end("body") and blank[begin] in "{[ \n":  # column formats, width, position
            if blank[begin] in "{[":
                begin = blank.find("]", begin) if blank[begin] == "[" else _closing(blank, begin + 1)
            begin += 1
        lines = _ROW.finditer(blank, begin, table.end("body"))
        rows = [cells for line in lines if (cells := _cells(blank, line.start(1), line.end(1)))]
        if rows:
            yield tuple(rows)


def _cells(blank: str, start: int, end: int) -> Row:
    """The cells of one row, rules aside; none for an empty row."""
    while match := _RULE.match(blank, start, end):
        start = match.end()
    edges = [start - 1, *(match.start() + start for match in re.finditer(r"(?<!\\)&", blank[start:end])), end]
    cells = tuple(trimmed(blank, first + 1, last) for first, last in pairwise(edges))
    return cells if any(len(cell) for cell in cells) else ()


def _marks(sentence: str, names: Mapping[str, str]) -> list[Mark]:
    """The citations in a sentence; one that is part of speech leaves its authors' names."""
    marks = []
    for match in _CITE.finditer(sentence):
        span = Span(*match.span())
        if match["link"]:
            label = (match["label"] or "{link}").strip("{}")
            marks.append(Mark(span, (), match["address"], "" if is_label(label) else f" {label}"))
            continue
        keys = tuple(key.strip().lower() for key in match["keys"].split(",") if key.strip())
        instead = ""
        is_textual = _TEXTUAL.search(match["command"]) or not sentence[: match.start()].strip()
        if is_textual and match["command"] != "citeyear":
            known = [names.get(key, "") for key in keys]
            instead = f" {' and '.join(name for name in known if name) or 'The cited work'}"
        marks.append(Mark(span, keys, "", instead))
    return marks


def _entries(blank: str, beside: Mapping[str, str]) -> tuple[Entry, ...]:
    """The cited entries of the .bib files, and all of a finished list, inside the report or beside it."""
    cited = {key.strip().lower() for match in _CITE.finditer(blank) for key in (match["keys"] or "").split(",")} - {""}
    listed = [entry for name, text in beside.items() if name.endswith(".bib") for entry in _bib_entries(text)]
    found = [entry for entry in listed if entry.keys & cited or not cited or "*" in cited]
    items = [blank, *(text for name, text in beside.items() if name.endswith(".bbl"))]
    known = {key for entry in found for key in entry.keys}
    return (*found, *(entry for text in items for entry in _bib_items(text) if not entry.keys & known))


def _bib_items(text: str) -> Iterator[Entry]:
    """The entries of a ``thebibliography``."""
    matches = list(_BIBITEM.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=False):
        raw = text[match.end() : end].partition("\\end{thebibliography}")[0]
        yield entry_of(_plain(raw.replace("\\newblock", " ")), {match["key"].strip().lower()})


def _bib_entries(text: str) -> Iterator[Entry]:
    """The entries of a BibTeX file; one that cannot be parsed is read from its raw text."""
    import bibtexparser
    from bibtexparser.model import Entry as BibEntry
    from bibtexparser.model import ParsingFailedBlock

    for block in bibtexparser.parse_string(text).blocks:
        whole = getattr(block, "ignore_error_block", None) or block
        if isinstance(whole, BibEntry):
            fields = {item.key.lower(): " ".join(str(item.value).split()) for item in whole.fields}
            archive = fields.get("archiveprefix", fields.get("eprinttype", "arxiv")).lower()
            if fields.get("eprint") and archive == "arxiv":
                fields["eprint"] = f"arXiv:{fields['eprint'].removeprefix('arXiv:')}"
            shown = ". ".join(fields[name] for name in _FIELDS if fields.get(name))
            title, names = _plain(fields.get("title", "")), _names(fields.get("author", ""))
            yield entry_of(_plain(shown), {whole.key.lower()}, title=title, names=names)
        elif isinstance(whole, ParsingFailedBlock) and (
            match := re.match(r"\s*@\w+\s*\{\s*([^,\s]+)", whole.raw or "")
        ):
            yield entry_of(_plain(whole.raw or ""), {match[1].lower()})


def _names(authors: str) -> str:
    """Authors as a sentence names them: "Smith", "Smith and Lee", "Smith et al."."""
    people = [person.strip() for person in re.split(r"\s+and\s+", authors) if person.strip()]
    surnames = [_plain(person.split(",")[0] if "," in person else person.split()[-1]) for person in people]
    if len(surnames) > 2:
        return f"{surnames[0]} et al."
    return " and ".join(surnames)
