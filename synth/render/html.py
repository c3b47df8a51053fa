"""A report as one HTML file that needs nothing else."""

import base64
import hashlib
from pathlib import Path

from synth.render.engine import rendered
from synth.render.view import ReportView


def html_of(view: ReportView, *, templates: Path | None = None) -> str:
    """The report as HTML; ``templates`` may hold a ``report.html.j2`` that replaces the shipped one.

    The page's policy lets nothing be loaded and no script run but its own, which it knows by its hash.

    Raises:
        RenderError: If the template is wrong.
    """
    script = rendered("report.js", {}, workspace=templates)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    values = {"report": view, "script": script, "script_hash": f"sha256-{digest}"}
    return rendered("report.html.j2", values, workspace=templates)
