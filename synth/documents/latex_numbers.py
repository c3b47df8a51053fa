r"""The numbers that TeX would print: of sections, figures, tables, equations and citations."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from synth.claims.latex import readable_latex

LEVELS = {"part": 0, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3}
_EVENT = re.compile(
    r"\\(?P<appendix>appendix)\b|\\(?P<level>section|chapter|subsection|subsubsection)(?P<star>\*?)\s*(?=[\[{])"
    r"|\\begin\{(?P<begin>[A-Za-z]+\*?)\}|\\end\{(?P<end>[A-Za-z]+\*?)\}|\\caption\s*(?=[\[{])|\\label\s*\{(?P<label>[^{}]*)\}"
    r"|\\cite[A-Za-z]*\*?\s*(?:\[[^\]]*\]\s*){0,2}\{(?P<keys>[^{}]*)\}|\\bibitem\s*(?P<item>\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{(?P<key>[^{}]*)\}"
)
_FLOATS = {"figure": "figure", "table": "table", "algorithm": "algorithm", "wrapfigure": "figure", "wraptable": "table"}
_FLOATS |= {"longtable": "table", "sidewaystable": "table", "sidewaysfigure": "figure"}
_EQUATIONS = frozenset(["equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign"])
_AUTHOR_YEAR = re.compile(r"^\[?\{?(?P<author>.*?)\s*\((?P<year>\d{4}[a-z]?|n\.?d\.?)[^)]*\)", re.DOTALL)


@dataclass(slots=True)
class Numbers:
    r"""Numbers by the names a source gives them.

    Attributes:
        labels: What ``\ref`` prints for each label.
        citations: (author, year) or ("", number) for each key.
        headings: The number printed before each numbered heading, by its offset.
        captions: ("Table", "3") for each caption, by its offset.
    """

    labels: dict[str, str] = field(default_factory=dict)
    citations: dict[str, tuple[str, str]] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    captions: dict[int, tuple[str, str]] = field(default_factory=dict)

    def cited(self, command: str, keys: str, notes: Sequence[str] = ()) -> str:
        """What a citation prints.

        Args:
            notes: Its optional arguments: what stands behind it, or before and behind it.

        >>> Numbers(citations={"a": ("Hale", "2019")}).cited("citep", "a", ["see", "p. 3"])
        '(see Hale, 2019, p. 3)'
        """
        known = [self.citations.get(key.strip(), ("", "?")) for key in keys.split(",")]
        before = f"{readable_latex(notes[0])} " if len(notes) > 1 and notes[0] else ""
        behind = f", {readable_latex(notes[-1])}" if notes and notes[-1] else ""
        if not all(author for author, _ in known):
            return f"[{before}{', '.join(year for _, year in known)}{behind}]"
        if command.startswith(("citet", "citeauthor", "textcite", "newcite", "shortcite")):
            return "; ".join(author if "author" in command else f"{author} ({year}{behind})" for author, year in known)
        if "year" in command:
            return "; ".join(year for _, year in known)
        inner = before + "; ".join(f"{author}, {year}" for author, year in known) + behind
        return inner if command.startswith("citealp") else f"({inner})"


def numbers_in(text: str) -> Numbers:
    """Count what a source numbers, as LaTeX's article class does."""
    count = _Count()
    for match in _EVENT.finditer(text):
        count.take(match)
    return count.numbers


@dataclass(slots=True)
class _Count:
    """How far each count has come, and the number that a label would take now."""

    numbers: Numbers = field(default_factory=Numbers)
    counts: Counter[str] = field(default_factory=Counter)
    section: list[int] = field(default_factory=lambda: [0, 0, 0])
    floats: list[str] = field(default_factory=list)
    is_appendix: bool = False
    current: str = ""

    def take(self, match: re.Match[str]) -> None:
        """Count one command."""
        kind = match.lastgroup or "caption"
        if kind == "appendix":
            self.section, self.is_appendix = [0, 0, 0], True
        elif kind in {"level", "star"}:
            self._heading(match)
        elif kind in {"begin", "end"}:
            self._environment(match[kind], begins=kind == "begin")
        elif kind == "label":
            self.numbers.labels[match["label"]] = self.current
        elif kind == "keys":
            for key in match["keys"].split(","):
                self.numbers.citations.setdefault(key.strip(), ("", str(len(self.numbers.citations) + 1)))
        elif kind == "key":
            self.numbers.citations[match["key"]] = _citation(match["item"], self.numbers, match["key"])
        elif self.floats:
            self._next(self.floats[-1])
            self.numbers.captions[match.start()] = (self.floats[-1].capitalize(), self.current)

    def _heading(self, match: re.Match[str]) -> None:
        if not match["star"]:
            self.current = _next_section(self.section, match["level"], is_appendix=self.is_appendix)
            self.numbers.headings[match.start()] = self.current

    def _environment(self, name: str, *, begins: bool) -> None:
        kind = _FLOATS.get(name.rstrip("*"))
        if kind is not None and begins:
            self.floats.append(kind)
        elif kind is not None and self.floats:
            self.floats.pop()
        elif begins and name in _EQUATIONS:
            self._next("equation")

    def _next(self, kind: str) -> None:
        self.counts[kind] += 1
        self.current = str(self.counts[kind])


def _next_section(section: list[int], level: str, *, is_appendix: bool) -> str:
    """Count one heading on; its number as printed."""
    depth = max(LEVELS[level] - 1, 0)
    section[depth] += 1
    section[depth + 1 :] = [0] * (len(section) - depth - 1)
    first = chr(ord("A") + (section[0] - 1) % 26) if is_appendix and section[0] else str(section[0])
    return ".".join([first, *map(str, section[1 : depth + 1])])


def _citation(item: str | None, numbers: Numbers, key: str) -> tuple[str, str]:
    """How an entry is cited: by author and year where its label has them, else by its number."""
    match = _AUTHOR_YEAR.match(item or "")
    if match:
        return readable_latex(match["author"].replace("{", "").replace("}", "")).replace("~", " ").strip(), match[
            "year"
        ]
    return numbers.citations.get(key, ("", str(len(numbers.citations) + 1)))
