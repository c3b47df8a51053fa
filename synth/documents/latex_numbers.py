r"""The numbers that TeX would print: of sections, figures, tables, equations and citations."""

import re
from dataclasses import dataclass, field

from synth.claims.latex import argument_at, readable_latex

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
    """Numbers by the names a source gives them.

    Attributes:
        labels: What ``\\ref`` prints for each label.
        citations: (author, year) or ("", number) for each key.
        headings: The number printed before each numbered heading, by its offset.
        captions: ("Table", "3") for each caption, by its offset.
    """

    labels: dict[str, str] = field(default_factory=dict)
    citations: dict[str, tuple[str, str]] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    captions: dict[int, tuple[str, str]] = field(default_factory=dict)

    def cited(self, command: str, keys: str) -> str:
        """What a citation prints.

        >>> Numbers(citations={"a": ("Hale", "2019")}).cited("citet", "a")
        'Hale (2019)'
        """
        known = [self.citations.get(key.strip(), ("", "?")) for key in keys.split(",")]
        if not all(author for author, _ in known):
            return f"[{', '.join(year for _, year in known)}]"
        if command.startswith(("citet", "citeauthor", "textcite", "newcite", "shortcite")):
            return "; ".join(author if "author" in command else f"{author} ({year})" for author, year in known)
        if "year" in command:
            return "; ".join(year for _, year in known)
        inner = "; ".join(f"{author}, {year}" for author, year in known)
        return inner if command.startswith("citealp") else f"({inner})"


def numbers_in(text: str) -> Numbers:
    """Count what a source numbers, as LaTeX's article class does."""
    numbers = Numbers()
    counts: dict[str, int] = {}
    section = [0, 0, 0]
    is_appendix, current, floats = False, "", [""]
    for match in _EVENT.finditer(text):
        if match["appendix"]:
            section, is_appendix = [0, 0, 0], True
        elif match["level"]:
            if not match["star"]:
                current = _next_section(section, match["level"], is_appendix=is_appendix)
                numbers.headings[match.start()] = current
        elif match["begin"]:
            name = match["begin"].rstrip("*")
            if name in _FLOATS:
                floats.append(_FLOATS[name])
            elif match["begin"] in _EQUATIONS:
                counts["equation"] = counts.get("equation", 0) + 1
                current = str(counts["equation"])
        elif match["end"]:
            if match["end"].rstrip("*") in _FLOATS and len(floats) > 1:
                floats.pop()
        elif match["label"] is not None:
            numbers.labels[match["label"]] = current
        elif match["keys"] is not None:
            for key in match["keys"].split(","):
                numbers.citations.setdefault(key.strip(), ("", str(len(numbers.citations) + 1)))
        elif match["key"] is not None:
            numbers.citations[match["key"]] = _citation(match["item"], numbers, match["key"])
        elif floats[-1]:
            counts[floats[-1]] = counts.get(floats[-1], 0) + 1
            current = str(counts[floats[-1]])
            numbers.captions[match.start()] = (floats[-1].capitalize(), current)
    return numbers


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
        return readable_latex(match["author"].replace("{", "").replace("}", "")).replace("~", " ").strip(), match["year"]
    return numbers.citations.get(key, ("", str(len(numbers.citations) + 1)))


__all__ = ["LEVELS", "Numbers", "argument_at", "numbers_in"]
