"""The formats of a report, and the files that each is."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from synth.errors import MissingPackageError, RenderError
from synth.ports import Paper
from synth.render.bibliography import bibtex, csl, ris
from synth.render.charts import figures_of
from synth.render.data import ReportData
from synth.render.document import json_text, report_document, run_document
from synth.render.export import csv_text
from synth.render.html import html_of
from synth.render.latex import latex_of
from synth.render.markdown import markdown_of
from synth.render.pdf import pdf_of
from synth.render.plots import Figure
from synth.render.rerun_view import figure_files as rerun_figures
from synth.render.view import ReportView, view_of

_PDF_FIGURES: Final = ("confidence-by-label", "claims-by-paper")  # what two columns have room for


class Format(StrEnum):
    """What ``synth render report --format`` takes."""

    HTML = "html"
    MARKDOWN = "markdown"
    PDF = "pdf"
    LATEX = "latex"
    JSON = "json"
    CSV = "csv"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """A report's files by name, and the formats that could not be made, with the reason and what helps."""

    files: Mapping[str, bytes]
    left_out: Mapping[Format, str]


@dataclass(frozen=True, slots=True)
class _Source:
    """What every format is made from."""

    data: ReportData
    view: ReportView
    figures: tuple[Figure, ...]
    templates: Path | None


def report_files(
    data: ReportData, *, formats: Sequence[Format] = (), templates: Path | None = None, figures: bool = True
) -> ReportFiles:
    """The files of a report; ``run.json`` is always among them.

    Args:
        data: What to report.
        formats: Which to make; empty means all, and those whose package is not installed are left out.
        templates: The workspace's ``templates``, looked up before the shipped ones.
        figures: Whether charts are drawn at all.

    Raises:
        RenderError: If a template is wrong, or a format that was asked for needs a package that is not installed.
    """
    wanted = tuple(dict.fromkeys(formats)) or tuple(Format)
    left_out: dict[Format, str] = {}
    drawn: tuple[Figure, ...] = ()
    if figures and {Format.FIGURES, Format.HTML, Format.PDF} & set(wanted):
        try:
            drawn = figures_of(data, png=Format.FIGURES in wanted)
        except MissingPackageError as error:
            if Format.FIGURES in formats:
                raise
            left_out[Format.FIGURES] = _why(error)
    source = _Source(data, view_of(data, figures=drawn), drawn, templates)
    files: dict[str, bytes] = {}
    for each in wanted:
        try:
            files |= _MAKERS[each](source)
        except MissingPackageError as error:
            if each in formats:
                raise
            left_out[each] = _why(error)
    files["run.json"] = _bytes(json_text(run_document(data.run)))
    return ReportFiles(files, left_out)


def _html(source: _Source) -> dict[str, bytes]:
    return {"report.html": _bytes(html_of(source.view, templates=source.templates))}


def _markdown(source: _Source) -> dict[str, bytes]:
    return {"report.md": _bytes(markdown_of(source.view, templates=source.templates))}


def _pdf(source: _Source) -> dict[str, bytes]:
    drawn = {figure.name: figure.svg for figure in source.figures if figure.name in _PDF_FIGURES}
    return {"report.pdf": pdf_of(source.view, figures=drawn, templates=source.templates)}


def _latex(source: _Source) -> dict[str, bytes]:
    return {"report.tex": _bytes(latex_of(source.view, templates=source.templates))}


def _json(source: _Source) -> dict[str, bytes]:
    return {"report.json": _bytes(json_text(report_document(source.data)))}


def _csv(source: _Source) -> dict[str, bytes]:
    return {"claims.csv": _bytes(csv_text(source.data.verdicts))}


def _bibtex(source: _Source) -> dict[str, bytes]:
    return {"report.bib": _bytes(bibtex(_cited(source.data)))}


def _ris(source: _Source) -> dict[str, bytes]:
    return {"report.ris": _bytes(ris(_cited(source.data)))}


def _csl(source: _Source) -> dict[str, bytes]:
    return {"report.csl.json": _bytes(json.dumps(csl(_cited(source.data)), ensure_ascii=False, indent=1) + "\n")}


def _figures(source: _Source) -> dict[str, bytes]:
    drawn = {f"{figure.name}.png": figure.png for figure in source.figures}
    return drawn | rerun_figures(source.data)


_MAKERS: Final[Mapping[Format, Callable[[_Source], dict[str, bytes]]]] = {
    Format.HTML: _html,
    Format.MARKDOWN: _markdown,
    Format.PDF: _pdf,
    Format.LATEX: _latex,
    Format.JSON: _json,
    Format.CSV: _csv,
    Format.BIBTEX: _bibtex,
    Format.RIS: _ris,
    Format.CSL: _csl,
    Format.FIGURES: _figures,
}


def _cited(data: ReportData) -> list[Paper]:
    """The papers of the reference list, once each, in its order, as far as anything is known of them."""
    by_key = {(paper.id, paper.version): paper for paper in data.papers}
    by_id = {paper.id: paper for paper in reversed(data.papers)}
    found = [by_key.get((item.paper, item.version)) or by_id.get(item.paper) for item in data.references.items]
    return list({(paper.id, paper.version): paper for paper in found if paper is not None}.values())


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _why(error: RenderError) -> str:
    return f"{error} ({error.hint})" if error.hint else str(error)
