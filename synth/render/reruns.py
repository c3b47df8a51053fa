"""Reruns on paper: a folder of files for each result."""

import dataclasses
import json
import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from synth.errors import RenderError
from synth.ports.lab import LabResult
from synth.render.engine import rendered
from synth.render.figures import figure
from synth.render.markdown import escaped
from synth.render.rerun_words import WORDS
from synth.render.write import slug_of


def result_document(result: LabResult) -> dict[str, Any]:
    """A result as JSON; numbers of six digits, and null where an end of an interval is infinite."""
    fields: dict[str, Any] = _plain(dataclasses.asdict(result))
    primary = result.primary
    first = {
        "verdict": result.verdict.value,
        "experiment": result.experiment,
        "backend": result.backend,
        "estimate": _plain(primary.estimate),
        "interval": _plain([primary.low, primary.high]),
        "effect_size": _plain(primary.effect_size),
        "p": _plain(primary.p),
        "p_holm": _plain(primary.p_holm),
    }
    return first | {name: value for name, value in fields.items() if name not in first}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return [_plain(item) for item in value]


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
