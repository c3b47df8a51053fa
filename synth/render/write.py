"""A finished report as a folder of files, written whole or not at all."""

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from synth.errors import RenderError
from synth.ports import Paper
from synth.render.bibliography import bibtex
from synth.render.data import ReportData
from synth.render.document import json_text, report_document, run_document
from synth.render.html import html_of
from synth.render.markdown import markdown_of
from synth.render.rerun_view import figure_files
from synth.render.view import view_of

_SLUG_CHARS: Final = 60


def write_report(data: ReportData, folder: Path, *, templates: Path | None = None) -> Mapping[str, Path]:
    """Write a report into ``folder/<slug>-<run key>/`` and return its files by name.

    The files appear together; a report of the same run is replaced file by file, and other files that
    someone put beside them stay.

    Args:
        data: What to report.
        folder: The workspace's ``reports``; made if needed.
        templates: The workspace's ``templates``, looked up before the shipped ones.

    Returns:
        ``report.md``, ``report.html``, ``report.json``, ``report.bib`` and ``run.json``, each with its path.

    Raises:
        RenderError: If a template is wrong or a file cannot be written; nothing has changed then.
    """
    texts = report_texts(data, templates=templates)
    target = folder / f"{slug_of(data.heading)}-{data.run.key}"
    try:
        _write(texts, target)
    except OSError as error:
        raise RenderError(
            f"cannot write the report to {target}: {error.strerror or error}", hint="is the disk full or read-only?"
        ) from error
    return {name: target / name for name in texts}


def report_texts(data: ReportData, *, templates: Path | None = None) -> Mapping[str, str]:
    """The files of a report, by name.

    Raises:
        RenderError: If a template is wrong.
    """
    view = view_of(data)
    return {
        "report.md": markdown_of(view, templates=templates),
        "report.html": html_of(view, templates=templates),
        "report.json": json_text(report_document(data)),
        "report.bib": bibtex(_cited(data)),
        "run.json": json_text(run_document(data.run)),
        **figure_files(data),
    }


def slug_of(title: str) -> str:
    """A title as the name of a folder: small ASCII letters, digits and single hyphens, at most 60.

    >>> slug_of("Zero-Shot Transfer: mBERT vs. XLM-R")
    'zero-shot-transfer-mbert-vs-xlm-r'
    """
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    short = slug[:_SLUG_CHARS] if len(slug) <= _SLUG_CHARS else slug[: _SLUG_CHARS + 1].rpartition("-")[0]
    return (short or slug[:_SLUG_CHARS]).strip("-") or "report"


def _cited(data: ReportData) -> list[Paper]:
    """The papers of the reference list, once each, in its order, as far as anything is known of them."""
    by_key = {(paper.id, paper.version): paper for paper in data.papers}
    by_id = {paper.id: paper for paper in reversed(data.papers)}
    found = [by_key.get((item.paper, item.version)) or by_id.get(item.paper) for item in data.references.items]
    return list({(paper.id, paper.version): paper for paper in found if paper is not None}.values())


def _write(texts: Mapping[str, str], target: Path) -> None:
    """Write all files into a new folder beside ``target`` and move them into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".report-", dir=target.parent))
    try:
        for name, text in texts.items():
            (fresh / name).write_bytes(text.encode("utf-8", "replace"))
        if target.is_dir():
            for name in texts:
                (fresh / name).replace(target / name)
        else:
            fresh.chmod(0o777 & ~_umask())  # mkdtemp makes folders that only their owner may read
            fresh.replace(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _umask() -> int:
    """The process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
