"""The JSON documents: what ``verify`` and ``audit`` print, a report with its prose, and a run's record."""

import dataclasses
import json
from typing import Any

from synth.ports import Failure, Paper, Report, Run
from synth.render.abstract import abstract
from synth.render.data import ReportData
from synth.render.prose import Statement, limitations, methodology, results
from synth.render.rerun_document import result_document
from synth.render.searching import flow_fields
from synth.render.synthesis_document import synthesis_document
from synth.render.words import Standing
from synth.verdict.record import SCHEMA_VERSION, record_of
from synth.verdict.types import CalibrationNote

Document = dict[str, Any]


def verify_document(data: ReportData) -> Document:
    """The document of the published schema ``verify-1``; equal verdicts give an equal document."""
    return {
        "schema_version": SCHEMA_VERSION,
        "command": "audit" if data.is_audit else "verify",
        "run": data.run.key,
        "claims": [record_of(verdict) for verdict in data.verdicts],
        "papers": [_paper(paper) for paper in data.papers],
        "failures": [_failure(failure) for failure in data.failures],
        "calibration": _note(data.calibration[0]) if data.calibration else None,
        "report": None if data.report is None else _report(data.report),
    }


def report_document(data: ReportData) -> Document:
    """``verify_document`` with what the report adds: its front matter, counts, prose and references."""
    counts = data.counts
    return verify_document(data) | {
        "title": data.heading,
        "author": data.byline,
        "date": data.date.isoformat(),
        "question": data.question_asked,
        "counts": {
            "named": counts.named,
            "given": counts.given,
            "found": counts.found,
            "read": counts.read,
            "unavailable": counts.unavailable,
            "cited": counts.cited,
            "claims": counts.claims,
            **{standing.value: counts.standing[standing] for standing in Standing},
        },
        "abstract": _statements(abstract(data)),
        "methodology": _statements(methodology(data)),
        "results": _statements(results(data)),
        "limitations": _statements(limitations(data)),
        "flow": None if data.flow is None else flow_fields(data.flow),
        "references": [
            {
                "number": item.number,
                "paper": item.paper,
                "version": item.version,
                "title": item.title,
                "link": item.link,
            }
            for item in data.references.items
        ],
        "calibrations": [_note(note) for note in data.calibration],
        "rerun": list(data.rerun),
        **_reruns(data),
        "synthesis": None if data.synthesis is None else synthesis_document(data.synthesis),
    }


def _reruns(data: ReportData) -> Document:
    """What reruns say, where somebody asked for them."""
    if data.question_rerun is None and not data.rerun_results:
        return {}
    return {
        "question_rerun": None if data.question_rerun is None else dict(data.question_rerun),
        "rerun_results": [result_document(result) for result in data.rerun_results],
    }


def run_document(run: Run) -> Document:
    """A run as JSON: everything needed to do it again."""
    return {
        "schema_version": SCHEMA_VERSION,
        "key": run.key,
        "command": run.command,
        "started_at": run.started_at.isoformat(),
        **{
            name: dict(sorted(getattr(run, name).items()))
            for name in ("settings", "models", "versions", "inputs", "counts")
        },
    }


def json_text(document: Any) -> str:
    """A document as text: two spaces, letters as they are, and a stray half of a character as its escape."""
    text = json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _paper(paper: Paper) -> Document:
    return {
        "id": paper.id,
        "version": paper.version,
        "title": paper.title,
        "status": paper.status.value,
        "reason": paper.reason,
    }


def _failure(failure: Failure) -> Document:
    return dataclasses.asdict(failure)


def _note(note: CalibrationNote) -> Document:
    return dataclasses.asdict(note)


def _report(report: Report) -> Document:
    return {
        "id": report.id,
        "title": report.title,
        "author": report.author,
        "date": report.date,
        "topic": report.topic,
        "question": report.question,
        "stated_counts": dict(report.stated_counts),
        "references": [{"paper": item.paper, "version": item.version} for item in report.references],
        "unresolved_references": list(report.unresolved_references),
        "warnings": list(report.warnings),
    }


def _statements(statements: tuple[Statement, ...]) -> list[Document]:
    return [{"text": statement.text, "cites": list(statement.cites)} for statement in statements]
