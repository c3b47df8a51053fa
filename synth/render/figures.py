"""Charts drawn with matplotlib, from numbers that are stored beside them."""

import io
import math
from typing import Any, Final

from synth.errors import MissingPackageError
from synth.ports.lab import Chart, LabResult, Series
from synth.render.rerun_words import WORDS

# Okabe and Ito (2008), Color universal design: eight colours that colour-blind people tell apart.
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
_MARKERS: Final = "osD^vPX*"
_PANEL_INCHES: Final = (4.6, 3.4)
_BAR_SHARE: Final = 0.8  # of the room between two ticks
_LONG_TICK: Final = 12  # characters; longer ones are broken into lines


def figure(result: LabResult, *, kind: str) -> bytes:
    """The charts of a result side by side, as ``svg`` or ``png``; equal numbers give equal bytes.

    Raises:
        MissingPackageError: If matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise MissingPackageError(f"figures need {error.name}", hint="pip install 'synth[figures]'") from error
    charts = result.charts
    style = {"svg.hashsalt": "synth", "svg.fonttype": "path", "font.size": 9.0, "axes.axisbelow": True}
    with rc_context(style):
        width, height = _PANEL_INCHES
        drawing = Figure(figsize=(width * max(len(charts), 1), height), layout="constrained", facecolor="white")
        FigureCanvasAgg(drawing)
        for place, chart in enumerate(charts):
            _draw(drawing.add_subplot(1, len(charts), place + 1), chart)
        drawing.suptitle(f"{result.title}: {WORDS[result.verdict]}\n{result.backend}", fontsize=9)
        out = io.BytesIO()
        metadata = {"Date": None} if kind == "svg" else {"Software": None}
        drawing.savefig(out, format=kind, dpi=150, metadata=metadata)
    return out.getvalue()


def _draw(axes: Any, chart: Chart) -> None:
    for place, series in enumerate(chart.series):
        if chart.kind == "bars":
            _draw_bars(axes, series, place, len(chart.series))
        else:
            _draw_line(axes, series, place)
    if chart.is_log:
        axes.set_xscale("log")
    if chart.ticks:
        axes.set_xticks(range(len(chart.ticks)), [_broken(tick) for tick in chart.ticks])
    axes.set_title(chart.title, fontsize=9)
    axes.set_xlabel(chart.x_label)
    axes.set_ylabel(chart.y_label)
    axes.grid(visible=True, axis="y", color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize=7)


def _draw_line(axes: Any, series: Series, place: int) -> None:
    colour = _COLOURS[place % len(_COLOURS)]
    axes.plot(series.x, series.mean, color=colour, marker=_MARKERS[place % len(_MARKERS)], label=series.name)
    if all(map(math.isfinite, (*series.low, *series.high))):
        axes.fill_between(series.x, series.low, series.high, color=colour, alpha=0.15, linewidth=0)


def _draw_bars(axes: Any, series: Series, place: int, groups: int) -> None:
    width = _BAR_SHARE / groups
    left = [x - _BAR_SHARE / 2 + (place + 0.5) * width for x in series.x]
    below = [mean - low for mean, low in zip(series.mean, series.low, strict=True)]
    above = [high - mean for mean, high in zip(series.mean, series.high, strict=True)]
    axes.bar(left, series.mean, width * 0.92, color=_COLOURS[place % len(_COLOURS)], label=series.name)
    axes.errorbar(left, series.mean, yerr=[below, above], fmt="none", ecolor="black", elinewidth=0.8, capsize=2)


def _broken(tick: str) -> str:
    return tick.replace(", ", ",\n") if len(tick) > _LONG_TICK else tick
