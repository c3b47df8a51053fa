"""What a template sees: one value with every word, number and link already decided."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from synth.ports import PaperStatus
from synth.render.abstract import abstract, headline
from synth.render.claims import ClaimView, Quoting, claim_views
from synth.render.data import Counts, ReportData
from synth.render.flow import flow_svg
from synth.render.plots import Figure
from synth.render.prose import Statement, introduction, limitations, methodology, results
from synth.render.references import Reference, key_of
from synth.render.rerun_view import RerunsView, reruns_view
from synth.render.scenes import PictureView
from synth.render.searching import flow_sentences
from synth.render.synthesis_view import SynthesisView, synthesis_view
from synth.render.words import SYMBOLS, TITLES, Standing, counted, day, plain, standing_of
from synth.synthesis.flow import FlowCounts
from synth.verdict.types import CalibrationNote

_IN_SUMMARY: Final = 5  # refuted claims; more would not be read in a minute
LEGEND: Final = (
    ("✓", "verified: the papers say so, surely enough for a tick"),
    ("×", "refuted, or without support in the papers it is said to come from"),
    ("≈", "partly supported, or not surely enough for a tick"),
    ("–", "undecided: no source could be read, or no other paper clearly confirms or contradicts it"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of the bar of counts: ``start`` and ``width`` are percent of the whole."""

    standing: str
    title: str
    symbol: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class FigureView:
    """A chart: the file of its PNG, the SVG as an address that holds it, and what it shows in words."""

    title: str
    words: str
    file: str
    address: str


@dataclass(frozen=True, slots=True)
class MissingView:
    """A paper that could not be read, a reference that names none, or another thing that could not be done."""

    item: str
    title: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything a report template prints."""

    title: str
    author: str
    date: str
    iso_date: str
    is_audit: bool
    question: str
    headline: str
    warnings: tuple[str, ...]
    bars: tuple[Bar, ...]
    counts: Counts
    abstract: tuple[Statement, ...]
    introduction: tuple[Statement, ...]
    methodology: tuple[Statement, ...]
    results: tuple[Statement, ...]
    limitations: tuple[Statement, ...]
    claims: tuple[ClaimView, ...]
    refuted: tuple[ClaimView, ...]  # the surest ones
    legend: tuple[tuple[str, str], ...]
    has_reported: bool
    reruns: RerunsView | None
    synthesis: SynthesisView | None
    figures: tuple[FigureView, ...]
    flow: FigureView | None  # of the literature search
    pictures: tuple[PictureView, ...]
    references: tuple[Reference, ...]
    calibration: tuple[CalibrationNote, ...]
    missing: tuple[MissingView, ...]
    rerun: tuple[str, ...]
    run_key: str
    record: tuple[tuple[str, str], ...]  # models, versions, inputs and settings, by name


def view_of(data: ReportData, *, figures: Sequence[Figure] = ()) -> ReportView:
    """The view of a report; equal data and figures give an equal view."""
    quoting = Quoting(data.references, data.scenes)
    claims = claim_views(data.verdicts, quoting)
    return ReportView(
        title=data.heading,
        author=data.byline,
        date=day(data.date),
        iso_date=data.date.isoformat(),
        is_audit=data.is_audit,
        question=data.question_asked,
        headline=headline(data),
        warnings=_warnings(data),
        bars=_bars(data.counts),
        counts=data.counts,
        abstract=abstract(data),
        introduction=introduction(data),
        methodology=methodology(data),
        flow=_flow_view(data.flow) if data.flow else None,
        results=results(data),
        limitations=limitations(data),
        claims=claims,
        refuted=_surest(claims),
        legend=LEGEND,
        has_reported=any(claim.reported for claim in claims),
        reruns=reruns_view(data),
        synthesis=synthesis_view(data),
        figures=tuple(map(_figure, figures)),
        pictures=quoting.pictures,
        references=data.references.items,
        calibration=data.calibration,
        missing=_missing(data),
        rerun=tuple(plain(command).strip() for command in data.rerun),
        run_key=data.run.key,
        record=_record(data),
    )


def _figure(figure: Figure) -> FigureView:
    return FigureView(figure.title, figure.words, f"{figure.name}.png" if figure.png else "", _address(figure.svg))


def _flow_view(counts: FlowCounts) -> FigureView:
    """The flow diagram; the sentences of the Methodology are its words."""
    title = "How the papers were found (PRISMA 2020)"
    return FigureView(title, ". ".join(flow_sentences(counts)), "", _address(flow_svg(counts).encode()))


def _address(svg: bytes) -> str:
    """An address that holds the picture itself."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


def _surest(claims: tuple[ClaimView, ...]) -> tuple[ClaimView, ...]:
    """The refuted claims that the summary shows."""
    refuted = (claim for claim in claims if claim.standing == Standing.REFUTED)
    return tuple(sorted(refuted, key=lambda claim: claim.confidence, reverse=True)[:_IN_SUMMARY])


def _warnings(data: ReportData) -> tuple[str, ...]:
    """What a reader must see before anything else."""
    counts = data.counts
    found: list[str] = []
    if counts.unavailable:
        found.append(
            f"{counts.unavailable} of {counted(counts.named, 'paper')} could not be"
            " read: what they say is not known, and nothing is ticked because of them."
        )
    crossed = [
        verdict
        for verdict in data.verdicts
        if verdict.claim.reported and verdict.claim.reported.verified and standing_of(verdict) is Standing.REFUTED
    ]
    if crossed:
        is_one = len(crossed) == 1
        found.append(f"{counted(len(crossed), 'claim')} that the report ticks {'is' if is_one else 'are'} refuted.")
    if not data.calibration and counts.standing[Standing.UNCHECKED] < counts.claims:
        found.append("No calibration is recorded: read the confidences as an order, not as probabilities.")
    said = (*data.warnings, *(data.report.warnings if data.report else ()))
    return (*found, *dict.fromkeys(said))


def _bars(counts: Counts) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    start = 0.0
    for standing in Standing:
        if number := counts.standing[standing]:
            width = 100.0 * number / counts.claims
            bars.append(
                Bar(standing.value, TITLES[standing], SYMBOLS[standing], number, round(start, 3), round(width, 3))
            )
            start += width
    return tuple(bars)


def _missing(data: ReportData) -> tuple[MissingView, ...]:
    """Each thing once: a failure that is about a listed paper only lends it its hint."""
    hints = {failure.item: failure.hint for failure in data.failures}
    rows: list[MissingView] = []
    told: set[str] = set()
    for paper in data.papers:
        if paper.status is not PaperStatus.AVAILABLE:
            key = key_of(paper.id, paper.version)
            names = {paper.id, key, paper.request.cited_as if paper.request else paper.id}
            reason = paper.reason or paper.status.value.replace("_", " ")
            rows.append(
                MissingView(key, paper.title, reason, next((hints[name] for name in names if name in hints), ""))
            )
            told |= names
    unresolved = data.report.unresolved_references if data.report else ()
    rows += [MissingView(text, "", "names no paper that could be resolved", "") for text in unresolved]
    rows += [MissingView(item.item, "", item.reason, item.hint) for item in data.failures if item.item not in told]
    return tuple(rows)


def _record(data: ReportData) -> tuple[tuple[str, str], ...]:
    run = data.run
    rows = [(f"model {name}", value) for name, value in sorted(run.models.items())]
    rows += [(f"input {name}", value) for name, value in sorted(run.inputs.items())]
    rows += [(f"package {name}", value) for name, value in sorted(run.versions.items())]
    rows += [(f"setting {name}", json.dumps(value, default=str)) for name, value in sorted(run.settings.items())]
    return tuple(rows)
