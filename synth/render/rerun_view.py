"""The section on reruns as a template sees it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from synth.errors import MissingPackageError
from synth.ports.lab import LabResult, RerunVerdict
from synth.render.data import ReportData
from synth.render.figures import figure
from synth.render.rerun_words import WORDS
from synth.render.words import counted


@dataclass(frozen=True, slots=True)
class RerunRow:
    """One claim, or the research question, with what a rerun says of it or why there is none.

    Attributes:
        number: Of the claim in the report; 0 for the research question.
    """

    number: int
    text: str
    experiment: str
    verdict: str
    said: str


@dataclass(frozen=True, slots=True)
class RerunFigure:
    """A result with its figure."""

    experiment: str
    title: str
    verdict: str
    sentence: str
    backend: str
    question: str
    prediction: str
    file: str
    address: str  # holds the picture; empty where it cannot be drawn
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RerunsView:
    """The whole section."""

    summary: str
    rows: tuple[RerunRow, ...]
    figures: tuple[RerunFigure, ...]


def reruns_view(data: ReportData) -> RerunsView | None:
    """The section, or None where nobody asked for reruns; without matplotlib it has no pictures."""
    rows = [
        rerun_row(number, verdict.claim.text, verdict.rerun)
        for number, verdict in enumerate(data.verdicts, start=1)
        if verdict.rerun is not None
    ]
    if data.question_rerun is not None and (rows or data.question_rerun.get("verdict", "none")):
        rows.insert(0, rerun_row(0, data.question_asked, data.question_rerun))
    if not rows:
        return None
    run = [row for row in rows if row.experiment]
    names = dict.fromkeys(row.verdict for row in run)
    told = ", ".join(f"{sum(row.verdict == name for row in run)} {name}" for name in names)
    summary = f"An experiment bears on {len(run)} of {counted(len(rows), 'statement')}{f': {told}' if run else ''}"
    return RerunsView(summary, tuple(rows), tuple(_figure(result) for result in data.rerun_results))


def figure_files(data: ReportData) -> dict[str, bytes]:
    """The figures of the section as files that stand beside the report, by name.

    Raises:
        MissingPackageError: If matplotlib is not installed.
    """
    return {
        f"{_stem(result)}.{kind}": figure(result, kind=kind) for result in data.rerun_results for kind in ("svg", "png")
    }


def rerun_row(number: int, text: str, rerun: Mapping[str, Any]) -> RerunRow:
    """What a rerun says of one statement, in words."""
    experiment, verdict = rerun["experiment"], rerun.get("verdict")
    if experiment is None:
        return RerunRow(number, text, "", "none", rerun["reason"])
    named = WORDS[RerunVerdict(verdict)] if verdict else "not run"
    return RerunRow(number, text, experiment, named, rerun["sentence"])


def _figure(result: LabResult) -> RerunFigure:
    try:
        address = "data:image/svg+xml;base64," + base64.b64encode(figure(result, kind="svg")).decode()
    except MissingPackageError:
        address = ""
    return RerunFigure(
        experiment=result.experiment,
        title=result.title,
        verdict=WORDS[result.verdict],
        sentence=result.sentence,
        backend=result.backend,
        question=result.question,
        prediction=result.prediction,
        file=f"{_stem(result)}.svg",
        address=address,
        notes=result.notes,
    )


def _stem(result: LabResult) -> str:
    return f"rerun-{result.experiment}"
