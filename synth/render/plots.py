"""One plot as SVG and PNG by matplotlib; equal numbers give equal bytes. And the plots of how far confidences hold."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from synth.errors import MissingPackageError
from synth.render.layout import elided

WIDTH_INCHES: Final = 4.4  # of the axes; names beside them come on top
_STYLE: Final = {"svg.hashsalt": "synth", "svg.fonttype": "path", "font.size": 8.0, "axes.axisbelow": True}
_DPI: Final = 150
# Okabe and Ito (2008), Color universal design
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_MARKERS: Final = "os^DvP"
_NAME_CHARS: Final = 40
_TALLEST_TICK: Final = 0.04  # of the axes: the largest bin's mark for how many claims it holds
_FIRST_IDEOGRAPH: Final = 0x2E80  # from here on the font of matplotlib has no letters


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart. ``name`` is that of its files; ``words`` say what it shows to those who cannot see it."""

    name: str
    title: str
    words: str
    svg: bytes
    png: bytes


@dataclass(frozen=True, slots=True)
class Plot:
    """What is to be drawn, in a size in inches."""

    name: str
    title: str
    words: str
    height: float
    draw: Callable[[Any], None]
    width: float = WIDTH_INCHES


def drawn(plot: Plot, *, png: bool = True) -> Figure:
    """A plot as pictures; without ``png`` only the SVG.

    Raises:
        MissingPackageError: If matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure as Drawing
    except ModuleNotFoundError as error:
        raise MissingPackageError(f"figures need {error.name}", hint="pip install 'synth[figures]'") from error
    with rc_context(_STYLE):
        drawing = Drawing(figsize=(plot.width, plot.height), facecolor="white")
        FigureCanvasAgg(drawing)
        axes = drawing.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        plot.draw(axes)
        made = [_saved(drawing, kind) for kind in (("svg", "png") if png else ("svg",))]
    return Figure(plot.name, plot.title, plot.words, made[0], made[1] if png else b"")


def reliability_figure(curves: Mapping[str, Sequence[tuple[float, float, int]]], *, png: bool = True) -> Figure:
    """How often claims of each probability of support were supported.

    Args:
        curves: By the name of a set: (mean probability, share supported, claims) of each bin, at least one.
        png: Whether the PNG is drawn as well.

    Raises:
        MissingPackageError: If matplotlib is not installed.
    """
    told = "; ".join(f"{name}: {sum(size for _, _, size in bins)} claims" for name, bins in curves.items())

    def draw(axes: Any) -> None:
        axes.plot([0, 1], [0, 1], color="#888888", linewidth=0.8, linestyle="--", label="perfect")
        for place, (name, bins) in enumerate(curves.items()):
            means, shares, sizes = zip(*bins, strict=True)
            label = f"{sum(sizes)} claims, {name.replace('+', ' + ')}"  # what does not fit is cut behind a word
            _draw_curve(axes, place, label, means, shares)
            heights = [_TALLEST_TICK * size / max(sizes) for size in sizes]
            axes.vlines(means, 0, heights, color=_COLOURS[place % len(_COLOURS)], linewidth=1.5, alpha=0.6)
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="probability of support", ylabel="share that was supported")
        axes.set_aspect("equal")
        axes.legend(frameon=False, fontsize=7)

    return drawn(
        Plot("reliability", "Reliability of the probabilities", f"Reliability diagram. {told}.", 3.2, draw), png=png
    )


def risk_coverage_figure(curves: Mapping[str, Sequence[tuple[float, float]]], *, png: bool = True) -> Figure:
    """How many labels are wrong among the surest claims, for growing shares of all claims.

    Args:
        curves: By the name of a set: (coverage, risk) points, at least one.
        png: Whether the PNG is drawn as well.

    Raises:
        MissingPackageError: If matplotlib is not installed.
    """
    told = "; ".join(f"{name}: {points[-1][1]:.2f} of all labels wrong" for name, points in curves.items())

    def draw(axes: Any) -> None:
        for place, (name, points) in enumerate(curves.items()):
            coverage, risk = zip(*points, strict=True)
            _draw_curve(axes, place, name, coverage, risk)
        axes.set(xlim=(0, 1), xlabel="coverage: share of the claims, the surest first", ylabel="share of wrong labels")
        axes.set_ylim(bottom=0)
        axes.legend(frameon=False, fontsize=7)

    return drawn(Plot("risk-coverage", "Risk and coverage", f"Risk-coverage curve. {told}.", 2.6, draw), png=png)


def _draw_curve(axes: Any, place: int, name: str, x: Sequence[float], y: Sequence[float]) -> None:
    colour, marker = _COLOURS[place % len(_COLOURS)], _MARKERS[place % len(_MARKERS)]
    label = drawable(elided(name, _NAME_CHARS))
    axes.plot(x, y, color=colour, linewidth=1.0, marker=marker, markersize=3.5, label=label)


def drawable(text: str) -> str:
    """A text in which matplotlib sees no formula, of letters that its font has."""
    return "".join(letter if ord(letter) < _FIRST_IDEOGRAPH else "?" for letter in text).replace("$", r"\$")


def _saved(drawing: Any, kind: str) -> bytes:
    out = io.BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    drawing.savefig(out, format=kind, dpi=_DPI, metadata=metadata, bbox_inches="tight", pad_inches=0.05)
    return out.getvalue()
