"""Reruns on paper: a folder of files for each result."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from synth.errors import RenderError
from synth.ports.lab import LabResult
from synth.render.engine import rendered
from synth.render.figures import figure
from synth.render.markdown import escaped
from synth.render.rerun_document import result_document
from synth.render.rerun_words import WORDS
from synth.render.write import slug_of


def write_result(result: LabResult, folder: Path, *, templates: Path | None = None) -> Mapping[str, Path]:
    """Write a result into ``folder/<slug>-<key>/``: result.json, report.md, figure.svg, figure.png, log.txt.

    Args:
        folder: The workspace's ``reports``.
        templates: The workspace's ``templates``, looked up before the shipped ones.

    Raises:
        RenderError: If a template is wrong, a file cannot be written, or figures cannot be drawn.
    """
    target = folder / f"{slug_of(result.experiment)}-{result.key}"
    files = {
        "result.json": (json.dumps(result_document(result), ensure_ascii=False, indent=1) + "\n").encode(),
        "report.md": result_page(result, templates=templates).encode(),
        "figure.svg": figure(result, kind="svg"),
        "figure.png": figure(result, kind="png"),
        "log.txt": result_log(result).encode(),
    }
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            own = target / f".{name}.{os.getpid()}"
            own.write_bytes(data)
            own.replace(target / name)
    except OSError as error:
        raise RenderError(
            f"cannot write the result to {target}: {error.strerror or error}", hint="is the disk full or read-only?"
        ) from error
    return {name: target / name for name in files}


def result_page(result: LabResult, *, templates: Path | None = None) -> str:
    """A result for people, in Markdown.

    Raises:
        RenderError: If the template is wrong.
    """
    values = {"result": result, "verdict": WORDS[result.verdict], "contrasts": (result.primary, *result.tasks)}
    return rendered("rerun.md.j2", values, workspace=templates, escape=escaped)


def result_log(result: LabResult) -> str:
    """One line for each run: arm, seed, processor seconds, and what it measured."""
    lines = [result.command, f"finished {result.finished_at}, preset {result.preset}, key {result.key}"]
    for arm in result.arms:
        values = ", ".join(f"{name} {value:.4f}" for name, value in arm.values.items())
        lines.append(f"{arm.arm}, seed {arm.seed}, {arm.cpu_s:.1f} s: {values}")
    return "\n".join(lines) + "\n"
