r"""What the commands and environments of LaTeX mean for a reader. Data, and where arguments stand."""

import re

from synth.claims.latex import argument_at


def _words(*lines: str) -> frozenset[str]:
    """The words of a list that is written like prose."""
    return frozenset(word for line in lines for word in line.split())


TOKEN = re.compile(
    r"\\begin\s*\{(?P<begin>[^{}]*)\}|\\end\s*\{(?P<end>[^{}]*)\}|\n[ \t]*\n\s*|\\par\b|\\(?P<name>[A-Za-z]+)\*?"
    r"|\\.|\$\$?|[~{}]|---?|``|''|&",
    re.DOTALL,
)
SIGNS = {"~": " ", "{": "", "}": "", "--": "–", "---": "—", "``": "“", "''": "”", "&": " ", "-": "-"}
CLOSING = {"$": "$", "$$": "$$", "\\[": "\\]", "\\(": "\\)"}
SKIPPED = _words(
    "tikzpicture pspicture filecontents comment verbatim lstlisting minted algorithmic CCSXML forest picture tikzcd",
)
"""Environments that hold no text of the paper."""

MATH = _words("equation align gather multline eqnarray displaymath math alignat flalign subequations dmath")
TABULARS = _words("tabular tabularx tabulary longtable array tblr NiceTabular")
FLOATS = _words("figure table wrapfigure wraptable algorithm sidewaystable sidewaysfigure SCfigure")
INLINE = _words("center small footnotesize flushleft flushright spacing multicols minipage document")
"""Environments that a sentence may run through."""

CITES = ("cite", "parencite", "textcite", "newcite", "autocite", "footcite", "shortcite", "Cite")
REFS = _words("ref eqref autoref cref Cref pageref nameref secref figref tabref vref")
NAMED_REFS = {"fig": "Figure", "tab": "Table", "tbl": "Table", "sec": "Section", "eq": "Equation", "app": "Appendix"}
SILENT = _words(
    "label vspace hspace includegraphics usepackage documentclass bibliographystyle setlength addtolength",
    "setcounter pagestyle thispagestyle input include color definecolor hypersetup graphicspath affiliation",
    "institute email address date keywords renewcommand newcommand def let newtheorem captionsetup vskip hskip",
    "rule cline cmidrule index nocite icmltitlerunning markboth pagenumbering addcontentsline newcolumntype orcid",
    "thanks IEEEauthorblockA title author icmltitle",
)
"""Commands that print nothing here, arguments included."""


def braces_at(text: str, place: int) -> tuple[int, int, int]:
    """Where the argument at ``place`` begins and ends inside its braces, and where the text goes on after it.

    >>> braces_at("[a]{bc}d", 0)
    (4, 6, 7)
    """
    argument, stop = argument_at(text, place)
    closed = stop - 1 if text[stop - 1 : stop] == "}" and stop - 1 - len(argument) >= place else stop
    return closed - len(argument), closed, stop


def after_arguments(text: str, place: int) -> int:
    """Where the text goes on after the arguments at ``place``, square and braced.

    >>> after_arguments("[a]{b}{c}d", 0)
    9
    """
    while place < len(text) and text[place] in "[{*":
        if text[place] == "*":
            place += 1
        elif text[place] == "[":
            close = text.find("]", place)
            place = close + 1 if close >= 0 else len(text)
        else:
            place = argument_at(text, place)[1]
    return place
