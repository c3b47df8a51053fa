"""A report as one HTML file that needs nothing else."""

from pathlib import Path

from synth.render.engine import rendered
from synth.render.view import ReportView


def html_of(view: ReportView, *, templates: Path | None = None) -> str:
    """The report as HTML; ``templates`` may hold a ``report.html.j2`` that replaces the shipped one.

    Raises:
        RenderError: If the template is wrong.
    """
    return rendered("report.html.j2", {"report": view}, workspace=templates)
