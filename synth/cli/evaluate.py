"""``synth evaluate``."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from synth.cli.labelled import labelled_sets
from synth.cli.output import ProgressLine, echo_json
from synth.models.entailment import build_entailment
from synth.models.registry import build_encoder
from synth.models.scorer_file import read_scorer
from synth.pipeline.evaluate import PARTS, evaluate_set

_COLUMNS: Final = (
    "auroc",
    "balanced_accuracy",
    "macro_f1",
    "ece",
    "ece_expected",
    "brier_skill",
    "twins",
    "claims_per_s",
)


@click.command(epilog="Example: synth evaluate data/scifact/dev.claims.jsonl.gz --json")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--papers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of the PDFs that claims name in their paper field.",
)
@click.option("--encoder", default="minilm", show_default=True, help="minilm, or a sentence-transformers model.")
@click.option("--entailment", default="auto", show_default=True, help="auto, none, or a CrossEncoder.")
@click.option("--calibration", default="", help="A file made by synth calibrate.")
@click.option(
    "--without",
    type=click.Choice((*PARTS, "entailment")),
    multiple=True,
    help="Leave a part out, to see what it is worth; may be given again.",
)
@click.option(
    "--figures",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Draw reliability and risk-coverage of the sets into this folder (SVG and PNG).",
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON document on standard output.")
@click.option("--quiet", "-q", "is_quiet", is_flag=True, help="No progress.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    files: tuple[Path, ...],
    papers: Path | None,
    encoder: str,
    entailment: str,
    calibration: str,
    without: tuple[str, ...],
    folder: Path | None,
    is_json: bool,
    is_quiet: bool,
) -> None:
    """Score the verifier on labelled FILEs (.jsonl or .jsonl.gz), beside plain similarities.

    Documents come from the .docs file beside a .claims file, from a claim's table, or, for claims with a paper
    field, from the PDF of that name in --papers. AUROC is supported against the rest.
    """
    ctx.meta["synth.json"] = is_json
    line = ProgressLine(is_quiet=is_json or is_quiet)
    model = None if "entailment" in without else build_entailment(entailment)
    scorer, vectors = read_scorer(model, calibration=calibration), build_encoder(encoder)
    found: list[dict[str, Any]] = []
    for at, file in enumerate(files):
        line(f"{file.parent.name}/{file.name.split('.')[0]}", at, len(files))
        (labelled,) = labelled_sets((file,), papers)
        found.append(
            evaluate_set(
                labelled, encoder=vectors, entailment=model, scorer=scorer, now_s=time.perf_counter, without=without
            )
        )
    line.end()
    if folder is not None:
        _draw(found, folder)
    if is_json:
        echo_json({"sets": found})
        return
    for figures in found:
        click.echo("\n".join(_lines(figures)))


def _draw(found: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Both figures of all sets, each as SVG and PNG."""
    from synth.render.plots import reliability_figure, risk_coverage_figure

    named = {f"{figures['name']}/{figures['split']} (n = {figures['n']})": figures for figures in found}
    folder.mkdir(parents=True, exist_ok=True)
    for figure in (
        reliability_figure({name: figures["reliability"] for name, figures in named.items()}),
        risk_coverage_figure({name: figures["risk_coverage"] for name, figures in named.items()}),
    ):
        (folder / f"{figure.name}.svg").write_bytes(figure.svg)
        (folder / f"{figure.name}.png").write_bytes(figure.png)


def _lines(figures: dict[str, Any]) -> list[str]:
    """One set for people: verdict figures, the similarities beside them, evidence figures, kinds."""
    lines = [f"{figures['name']}/{figures['split']}  n={figures['n']}"]
    lines.append("  " + "  ".join(f"{name} {_shown(figures[name])}" for name in _COLUMNS if name in figures))
    lines.append("  auroc of  " + "  ".join(f"{name} {_shown(value)}" for name, value in figures["baselines"].items()))
    if figures["hit_at"]["1"] is not None:
        lines += [
            f"  evidence {name} at  " + "  ".join(f"{k}: {_shown(value)}" for k, value in figures[f"{name}_at"].items())
            for name in ("hit", "recall")
        ]
    lines += [
        f"  {kind:26} n={found['n']:<4} accuracy {_shown(found['accuracy'])}  auroc {_shown(found['auroc'])}"
        for kind, found in figures.get("by_kind", {}).items()
    ]
    return lines


def _shown(value: float | None) -> str:
    """A figure to three digits; a dash for one that the labels do not allow."""
    return "-" if value is None else f"{value:.3f}"
