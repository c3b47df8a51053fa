"""A finished report as a folder of files, written whole or not at all."""

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from synth.errors import RenderError
from synth.render.data import ReportData
from synth.render.formats import Format, report_files

_SLUG_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class Written:
    """Where each file of a report is, and the formats that were left out, with the reason."""

    files: Mapping[str, Path]
    left_out: Mapping[Format, str]


def write_report(
    data: ReportData, folder: Path, *, templates: Path | None = None, formats: Sequence[Format] = ()
) -> Written:
    """Write a report into ``folder/<slug>-<run key>/`` and return its files by name.

    The files appear together; a report of the same run is replaced file by file, and other files that
    someone put beside them stay.

    Args:
        data: What to report.
        folder: The workspace's ``reports``; made if needed.
        templates: The workspace's ``templates``, looked up before the shipped ones.
        formats: What to write; empty means everything that the installed packages allow.

    Raises:
        RenderError: If a template is wrong, a package that a format needs is missing, or a file cannot be written;
            nothing has changed then.
    """
    made = report_files(data, formats=formats, templates=templates)
    target = folder / f"{slug_of(data.heading)}-{data.run.key}"
    try:
        _write(made.files, target)
    except OSError as error:
        raise RenderError(
            f"cannot write the report to {target}: {error.strerror or error}", hint="is the disk full or read-only?"
        ) from error
    return Written({name: target / name for name in made.files}, made.left_out)


def slug_of(title: str) -> str:
    """A title as the name of a folder: small ASCII letters, digits and single hyphens, at most 60.

    >>> slug_of("Zero-Shot Transfer: mBERT vs. XLM-R")
    'zero-shot-transfer-mbert-vs-xlm-r'
    """
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    short = slug[:_SLUG_CHARS] if len(slug) <= _SLUG_CHARS else slug[: _SLUG_CHARS + 1].rpartition("-")[0]
    return (short or slug[:_SLUG_CHARS]).strip("-") or "report"


def _write(files: Mapping[str, bytes], target: Path) -> None:
    """Write all files into a new folder beside ``target`` and move them into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".report-", dir=target.parent))
    try:
        for name, data in files.items():
            (fresh / name).write_bytes(data)
        if target.is_dir():
            for name in files:
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
