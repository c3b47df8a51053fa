"""A report as LaTeX, for LuaLaTeX, XeLaTeX or pdfLaTeX."""

from pathlib import Path
from typing import Final

from synth.render.bibliography import latex_escaped
from synth.render.engine import rendered
from synth.render.view import ReportView

# What the report itself prints and a text font may lack; the template defines the commands.
_SYMBOLS: Final = {
    "✓": r"\synthtick{}",
    "×": r"\synthcross{}",
    "≈": r"\synthnearly{}",
    "–": "{--}",
    "—": "{---}",
    "“": "{``}",
    "”": "{''}",
    "‘": "{`}",
    "’": "{'}",
    "…": r"\ldots{}",
    "-": "{-}",  # two of them are no dash
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    "'": "{'}",
    '"': r"\symbol{34}",
    "[": "{[}",  # after an item or a line break a bracket would begin an argument
    "]": "{]}",
    "*": "{*}",  # after a line break a star would be read as part of it
    "=": "{=}",
}


def latex_of(view: ReportView, *, templates: Path | None = None) -> str:
    """The report as LaTeX; ``templates`` may hold a ``report.tex.j2`` that replaces the shipped one.

    Raises:
        RenderError: If the template is wrong.
    """
    return rendered("report.tex.j2", {"report": view}, workspace=templates, escape=escaped)


def escaped(text: str) -> str:
    r"""Text that LaTeX sets as it stands: no command, no formula, no comment, no ligature of dashes.

    >>> escaped(r"50% of \input{x} is $y_1$ -- ✓")
    '50\\% of \\textbackslash{}input\\{x\\} is \\$y\\_1\\$ {-}{-} \\synthtick{}'
    """
    return latex_escaped(text, _SYMBOLS)
