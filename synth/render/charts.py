"""The charts of a report, drawn by matplotlib from what the report says; equal data give equal bytes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from synth.render.data import ReportData
from synth.render.layout import elided
from synth.render.plots import Figure, Plot, drawable, drawn, reliability_figure
from synth.render.references import Reference
from synth.render.words import counted, share
from synth.verdict.types import Label, PaperVerdict, Status

_COLOURS: Final = {
    Label.SUPPORTED: "#2f8a5b",
    Label.PARTIAL: "#c9a227",
    Label.REFUTED: "#b8423a",
    Label.NOT_ENOUGH_INFO: "#9aa1b3",
}
_SYMBOLS: Final = {Label.SUPPORTED: "✓", Label.PARTIAL: "≈", Label.REFUTED: "×", Label.NOT_ENOUGH_INFO: "·"}
_MOST_ROWS: Final = 60  # claims of the matrix: more cannot be told apart on a page
_MOST_PAPERS: Final = 30
_NAME_CHARS: Final = 32
_CLAIM_CHARS: Final = 46
_BINS: Final = 10  # of the histogram of confidences


def figures_of(data: ReportData, *, png: bool = True) -> tuple[Figure, ...]:
    """The charts that the data have something to show in: reliability, confidences, papers, agreement.

    Args:
        png: Whether the PNG is drawn as well as the SVG; else it is empty.

    Raises:
        MissingPackageError: If matplotlib is not installed.
    """
    curves = {f"{note.kind} ({note.set})": note.bins for note in data.calibration if note.bins}
    plots = [_confidences(data), *_about_papers(data)]
    figures = [drawn(plot, png=png) for plot in plots if plot is not None]
    return (*([reliability_figure(curves, png=png)] if curves else ()), *figures)


def _confidences(data: ReportData) -> Plot | None:
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

    return Plot("confidence-by-label", "Confidence by label", f"Histogram. {told}.", 2.4, draw)


def _about_papers(data: ReportData) -> list[Plot]:
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


def _by_paper(papers: Sequence[Reference], said: Sequence[_Said]) -> Plot:
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
    return Plot("claims-by-paper", "Claims by paper", f"What each paper says of the claims. {told}.", height, draw, 3.2)


def _matrix(data: ReportData, papers: Sequence[Reference], said: Sequence[_Said]) -> Plot:
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
            f"{number}. {drawable(elided(verdict.claim.text, _CLAIM_CHARS))}"
            for number, verdict in enumerate(data.verdicts[:rows], start=1)
        ]
        axes.set_yticks(range(rows), names)
        axes.set(xlim=(-0.5, len(papers) - 0.5), ylim=(rows - 0.5, -0.5))
        axes.tick_params(length=0)
        axes.xaxis.tick_top()
        axes.spines[["left", "bottom"]].set_visible(False)

    cut = f"; the first {rows} of {len(said)} claims" if rows < len(said) else ""
    words = f"Each claim against each paper: ✓ supported, ≈ partial, × refuted, · not enough information{cut}."
    return Plot("agreement", f"Claims and papers{cut}", words, 0.4 + 0.17 * rows, draw, 0.6 + 0.45 * len(papers))


def _name(reference: Reference) -> str:
    return f"[{reference.number}] {drawable(elided(reference.who, _NAME_CHARS))}"


def _words(label: Label) -> str:
    return label.value.replace("_", " ")
