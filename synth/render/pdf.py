"""A report as PDF, typeset by typst from the same view as the other formats."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from synth.errors import MissingPackageError, RenderError
from synth.render.engine import rendered
from synth.render.view import ReportView

_MAIN: Final = "main.typ"
_PLACE: Final = re.compile(r"─ (\S+?):(\d+):\d+")  # typst's "┌─ report.typ:12:4"


def typst_of(view: ReportView, *, figures: tuple[str, ...] = (), templates: Path | None = None) -> str:
    """The report as typst; ``templates`` may hold a ``report.typ.j2`` that replaces the shipped one.

    Args:
        figures: Names of the figures that stand beside it, without their ending.

    Raises:
        RenderError: If the template is wrong.
    """
    values = {"report": view, "figures": figures}
    return rendered("report.typ.j2", values, workspace=templates, escape=escaped)


def pdf_of(view: ReportView, *, figures: Mapping[str, bytes] | None = None, templates: Path | None = None) -> bytes:
    """The report as PDF; equal views and figures give equal bytes.

    Args:
        figures: SVG pictures by name without ending.

    Raises:
        MissingPackageError: If typst is not installed.
        RenderError: If the template is wrong.
    """
    try:
        import typst
    except ModuleNotFoundError as error:
        raise MissingPackageError(f"PDF needs {error.name}", hint="pip install 'synth[pdf]'") from error
    drawn = figures or {}
    source = typst_of(view, figures=tuple(drawn), templates=templates)
    files: Any = {_MAIN: source.encode("utf-8", "replace")} | {f"{name}.svg": data for name, data in drawn.items()}
    try:  # files by name are taken, but typst's own annotations do not say so: hence Any
        made = typst.compile(files)
    except typst.TypstError as error:
        raise RenderError(_said(error.diagnostic, error.message), hint="report.tex is the report as LaTeX") from error
    return bytes(made)


def _said(diagnostic: str, message: str) -> str:
    """Typst's message with the line of the text that the template made."""
    place = _PLACE.search(diagnostic)
    where = f", line {place[2]} of the text it made" if place else ""
    return f"report.typ.j2{where}: {message}"


def escaped(text: str) -> str:
    r"""A text as a typst string inside markup: nothing in it is interpreted, and it ends where it ends.

    >>> escaped('#let x = "y" \\')
    '#"#let x = \\"y\\" \\\\";'
    """
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{inside}";'
