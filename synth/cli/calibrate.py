"""``synth calibrate``."""

import dataclasses
from pathlib import Path

import click

from synth.cli.labelled import labelled_sets
from synth.cli.output import echo_json
from synth.models.entailment import build_entailment
from synth.models.registry import build_encoder
from synth.models.scorer_file import base_scorer, calibration_file
from synth.pipeline.calibrate import calibrate_on


@click.command(epilog="Example: synth calibrate my.jsonl --papers pdfs --out calibration.json")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--papers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of the PDFs that claims name in their paper field.",
)
@click.option("--encoder", default="minilm", show_default=True, help="minilm, or a sentence-transformers model.")
@click.option("--entailment", default="auto", show_default=True, help="auto, none, or a CrossEncoder.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("calibration.json"),
    show_default=True,
    help="The file to write.",
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON document on standard output.")
@click.option("--quiet", "-q", "is_quiet", is_flag=True, help="No summary.")
@click.pass_context
def calibrate(
    ctx: click.Context,
    files: tuple[Path, ...],
    papers: Path | None,
    encoder: str,
    entailment: str,
    out: Path,
    is_json: bool,
    is_quiet: bool,
) -> None:
    """Fit the confidence to labelled claims of your own, for the models you use.

    The file is used by --calibration FILE or by calibration = "FILE" in synth.toml.
    """
    ctx.meta["synth.json"] = is_json
    model = build_entailment(entailment)
    made = calibrate_on(
        labelled_sets(files, papers), encoder=build_encoder(encoder), entailment=model, scorer=base_scorer(model)
    )
    out.write_text(calibration_file(made, model), encoding="utf-8")
    if is_json:
        echo_json({"out": str(out), "calibrations": [dataclasses.asdict(item) for item in made]})
        return
    if is_quiet:
        return
    for item in made:
        tick = f"ticks from {item.tick:.2f} are certified" if item.certified else "cannot certify an error rate of 10 %"
        click.echo(
            f"{item.kind}: {item.n} claims of {item.set}, ECE {item.ece:.3f} "
            f"(perfect calibration would show {item.ece_expected:.3f}); {tick}"
        )
    click.echo(f"written to {out}")
