"""Charts drawn with matplotlib, from numbers that are stored beside them."""

import io
import math
import textwrap
from typing import Any, Final

from synth.errors import MissingPackageError
from synth.ports.lab import Chart, LabResult, Series
from synth.render.rerun_words import WORDS

# Okabe and Ito (2008), Color universal design: eight colours that colour-blind people tell apart.
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
_MARKERS: Final = "osD^vPX*"
_PANEL_INCHES: Final = (5.0, 3.9)
_BAR_SHARE: Final = 0.8  # of the room between two ticks
_LONG_TICK: Final = 12  # characters; longer ones are broken into lines
_LABEL_CHARS: Final = 36  # of a line beside the y axis
_TITLE_CHARS: Final = 58  # of a line above one panel
_LEGEND_COLUMNS: Final = 3
_THOUSAND: Final = 1e3
_MILLION: Final = 1e6


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
        backend = textwrap.fill(result.backend, _TITLE_CHARS * len(charts))
        drawing.suptitle(f"{result.title}: {WORDS[result.verdict]}\n{backend}", fontsize=9)
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
        axes.minorticks_off()
        places = sorted({x for series in chart.series for x in series.x})
        axes.set_xticks(places, [_short(x) for x in places])
    if chart.ticks:
        axes.set_xticks(range(len(chart.ticks)), [_broken(tick) for tick in chart.ticks], fontsize=8)
    axes.set_title(chart.title, fontsize=9)
    axes.set_xlabel(chart.x_label)
    axes.set_ylabel(textwrap.fill(chart.y_label, _LABEL_CHARS))
    axes.grid(visible=True, axis="y", color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize=7, loc="upper center", bbox_to_anchor=(0.5, -0.22), ncols=_LEGEND_COLUMNS)


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
    return textwrap.fill(tick, _LONG_TICK, break_long_words=False)


def _short(params: float) -> str:
    """A number of parameters as people say it: 57k, 2.7M."""
    if params < _MILLION:
        return f"{params / _THOUSAND:.0f}k"
    return f"{params / _MILLION:.1f}M"
