"""The charts of a report, drawn by matplotlib from what the report says; equal data give equal bytes."""

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from synth.errors import MissingPackageError
from synth.render.data import ReportData
from synth.render.layout import elided
from synth.render.references import Reference
from synth.render.words import counted, share
from synth.verdict.types import CalibrationNote, Label, PaperVerdict, Status

_COLOURS: Final = {
    Label.SUPPORTED: "#2f8a5b",
    Label.PARTIAL: "#c9a227",
    Label.REFUTED: "#b8423a",
    Label.NOT_ENOUGH_INFO: "#9aa1b3",
}
_SYMBOLS: Final = {Label.SUPPORTED: "✓", Label.PARTIAL: "≈", Label.REFUTED: "×", Label.NOT_ENOUGH_INFO: "·"}
_STYLE: Final = {"svg.hashsalt": "synth", "svg.fonttype": "path", "font.size": 8.0, "axes.axisbelow": True}
_WIDTH: Final = 4.4  # inches, of the axes; names of papers and claims come on top
_DPI: Final = 150
_MOST_ROWS: Final = 60  # claims of the matrix: more cannot be told apart on a page
_MOST_PAPERS: Final = 30
_NAME_CHARS: Final = 32
_CLAIM_CHARS: Final = 46
_BINS: Final = 10  # of the histogram of confidences


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart. ``name`` is that of its files; ``words`` say what it shows to those who cannot see it."""

    name: str
    title: str
    words: str
    svg: bytes
    png: bytes


@dataclass(frozen=True, slots=True)
class _Chart:
    name: str
    title: str
    words: str
    height: float  # inches
    draw: Callable[[Any], None]
    width: float = _WIDTH


def figures_of(data: ReportData, *, png: bool = True) -> tuple[Figure, ...]:
    """The charts that the data have something to show in: reliability, confidences, papers, agreement.

    Args:
        png: Whether the PNG is drawn as well as the SVG; else it is empty.

    Raises:
        MissingPackageError: If matplotlib is not installed.
    """
    charts = [_reliability(data), _confidences(data), *_about_papers(data)]
    return tuple(_figure(chart, png=png) for chart in charts if chart is not None)


def _figure(chart: _Chart, *, png: bool) -> Figure:
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Drawing
    except ModuleNotFoundError as error:
        raise MissingPackageError(f"figures need {error.name}", hint="pip install 'synth[figures]'") from error
    with rc_context(_STYLE):
        drawing = Drawing(figsize=(chart.width, chart.height), facecolor="white")
        FigureCanvasAgg(drawing)
        axes = drawing.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        chart.draw(axes)
        made = [_saved(drawing, kind) for kind in (("svg", "png") if png else ("svg",))]
    return Figure(chart.name, chart.title, chart.words, made[0], made[1] if png else b"")


def _saved(drawing: Any, kind: str) -> bytes:
    out = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    drawing.savefig(out, format=kind, dpi=_DPI, metadata=metadata, bbox_inches="tight", pad_inches=0.05)
    return out.getvalue()


def _reliability(data: ReportData) -> _Chart | None:
    """How often claims with each probability of support were supported, on the sets of the calibration."""
    notes = [note for note in data.calibration if note.bins]
    if not notes:
        return None
    told = "; ".join(f"{note.kind} ({note.set}): expected calibration error {note.ece:.3f}" for note in notes)

    def draw(axes: Any) -> None:
        axes.plot([0, 1], [0, 1], color="#888888", linewidth=0.8, linestyle="--", label="perfect")
        for place, note in enumerate(notes):
            _draw_bins(axes, note, place)
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="probability of support", ylabel="share that was supported")
        axes.set_aspect("equal")
        axes.legend(frameon=False, fontsize=7)

    return _Chart("reliability", "Reliability of the probabilities", f"Reliability diagram. {told}.", 3.2, draw)


def _draw_bins(axes: Any, note: CalibrationNote, place: int) -> None:
    colour = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")[place % 4]  # Okabe and Ito (2008)
    means, shares, sizes = zip(*note.bins, strict=True)
    label = f"{elided(note.kind, _NAME_CHARS)}: {note.n} claims"
    axes.plot(means, shares, color=colour, linewidth=1.0, marker="os^D"[place % 4], markersize=3.5, label=label)
    axes.vlines(means, 0, [0.04 * size / max(sizes) for size in sizes], color=colour, linewidth=1.5, alpha=0.6)


def _confidences(data: ReportData) -> _Chart | None:
    """How sure each label is."""
    found: dict[Label, list[float]] = {label: [] for label in Label}
    for verdict in data.verdicts:
        if verdict.status is Status.CHECKED and verdict.label and verdict.confidence is not None:
            found[verdict.label].append(verdict.confidence)
    shown = [label for label in Label if found[label]]
    if not shown:
        return None
    told = "; ".join(
        f"{_words(label)}: {counted(len(found[label]), 'claim')}, confidence {share(min(found[label]))} to"
        f" {share(max(found[label]))}"
        for label in shown
    )

    def draw(axes: Any) -> None:
        axes.hist(
            [found[label] for label in shown],
            bins=[place / _BINS for place in range(_BINS + 1)],
            stacked=True,
            color=[_COLOURS[label] for label in shown],
            label=[f"{_SYMBOLS[label]} {_words(label)}" for label in shown],
            edgecolor="white",
            linewidth=0.6,
        )
        axes.set(xlim=(0, 1), xlabel="confidence of the label shown", ylabel="claims")
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.legend(frameon=False, fontsize=7)

    return _Chart("confidence-by-label", "Confidence by label", f"Histogram. {told}.", 2.4, draw)


def _about_papers(data: ReportData) -> list[_Chart]:
    """What each paper says of the claims: in sum, and claim by claim."""
    said = [
        {(item.paper, item.version): item for item in verdict.by_paper if item.paper not in verdict.claim.stated_by}
        for verdict in data.verdicts
    ]
    papers = [item for item in data.references.items if any(_said(item, row) for row in said)][:_MOST_PAPERS]
    if not papers:
        return []
    charts = [_by_paper(papers, said)]
    if len(papers) > 1 and len(said) > 1:
        charts.append(_matrix(data, papers, said))
    return charts


_Said = dict[tuple[Any, int | None], PaperVerdict]


def _said(reference: Reference, row: _Said) -> PaperVerdict | None:
    return row.get((reference.paper, reference.version))


def _by_paper(papers: Sequence[Reference], said: Sequence[_Said]) -> _Chart:
    counts = [Counter(item.label for row in said if (item := _said(paper, row))) for paper in papers]
    told = "; ".join(
        f"[{paper.number}] " + ", ".join(f"{count[label]} {_words(label)}" for label in Label if count[label])
        for paper, count in zip(papers, counts, strict=True)
    )

    def draw(axes: Any) -> None:
        rows = range(len(papers))
        start = [0] * len(papers)
        for label in Label:
            widths = [count[label] for count in counts]
            name = f"{_SYMBOLS[label]} {_words(label)}"
            axes.barh(rows, widths, 0.7, left=start, color=_COLOURS[label], label=name)
            start = [at + width for at, width in zip(start, widths, strict=True)]
        axes.set_yticks(rows, [_name(paper) for paper in papers])
        axes.invert_yaxis()
        axes.set(xlabel="claims compared with the paper")
        axes.legend(frameon=False, fontsize=7, ncols=2, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)

    height = 0.9 + 0.24 * len(papers)
    return _Chart(
        "claims-by-paper", "Claims by paper", f"What each paper says of the claims. {told}.", height, draw, 3.2
    )


def _matrix(data: ReportData, papers: Sequence[Reference], said: Sequence[_Said]) -> _Chart:
    rows = min(len(said), _MOST_ROWS)

    def draw(axes: Any) -> None:
        for row, found in enumerate(said[:rows]):
            for column, paper in enumerate(papers):
                if item := _said(paper, found):
                    strength = 0.25 + 0.75 * item.confidence
                    colour = _COLOURS[item.label]
                    axes.barh(row, 0.94, 0.9, left=column - 0.47, color=colour, alpha=strength, linewidth=0)
                    axes.text(column, row, _SYMBOLS[item.label], ha="center", va="center", fontsize=7)
                elif paper.paper in data.verdicts[row].claim.stated_by:
                    axes.text(column, row, "states it", ha="center", va="center", fontsize=6, color="#555555")
        axes.set_xticks(range(len(papers)), [f"[{paper.number}]" for paper in papers])
        names = [
            f"{number}. {_safe(elided(verdict.claim.text, _CLAIM_CHARS))}"
            for number, verdict in enumerate(data.verdicts[:rows], start=1)
        ]
        axes.set_yticks(range(rows), names)
        axes.set(xlim=(-0.5, len(papers) - 0.5), ylim=(rows - 0.5, -0.5))
        axes.tick_params(length=0)
        axes.xaxis.tick_top()
        axes.spines[["left", "bottom"]].set_visible(False)

    cut = f"; the first {rows} of {len(said)} claims" if rows < len(said) else ""
    words = f"Each claim against each paper: ✓ supported, ≈ partial, × refuted, · not enough information{cut}."
    return _Chart("agreement", f"Claims and papers{cut}", words, 0.4 + 0.17 * rows, draw, 0.6 + 0.45 * len(papers))


def _name(reference: Reference) -> str:
    return f"[{reference.number}] {_safe(elided(reference.who, _NAME_CHARS))}"


def _safe(text: str) -> str:
    """A text in which matplotlib sees no formula, of letters that its font has."""
    return "".join(character if ord(character) < 0x2E80 else "?" for character in text).replace("$", r"\$")


def _words(label: Label) -> str:
    return label.value.replace("_", " ")
