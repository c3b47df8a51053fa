"""A report as Markdown, in the shape of the reports that synth audits."""

import re
from pathlib import Path

from synth.render.engine import rendered
from synth.render.view import ReportView

_INLINE = re.compile(r"[\\`*_{}\[\]|$~]")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown_of(view: ReportView, *, templates: Path | None = None) -> str:
    """The report as Markdown; ``templates`` may hold a ``report.md.j2`` that replaces the shipped one.

    Raises:
        RenderError: If the template is wrong.
    """
    return rendered("report.md.j2", {"report": view}, workspace=templates, escape=escaped)


def escaped(text: str) -> str:
    r"""Text that every Markdown dialect shows as it stands: no markup, no HTML, no formula, no link.

    >>> escaped("[x](javascript:1) | <b>")
    '\\[x\\](javascript:1) \\| &lt;b&gt;'
    >>> escaped("1. first")
    '1\\. first'
    """
    text = re.sub(r"[&<>]", lambda match: _ENTITIES[match[0]], text)
    text = _INLINE.sub(r"\\\g<0>", text)
    text = re.sub(r"(?i)(?<=\w)://|\bwww\.", lambda match: match[0][:-1] + "\\" + match[0][-1], text)
    return _LINE_START.sub(
        lambda match: f"{match[1]}{match[2]}\\" if match[2].isdigit() else f"{match[1]}\\{match[2]}", text
    )
