"""``synth calibrate``."""

import dataclasses
from pathlib import Path

import click

from synth.cli.checking import documents_of, judge_option
from synth.cli.labelled import labelled_sets
from synth.cli.output import echo_json
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import UsageError
from synth.models.scorer_file import base_scorer, calibration_file
from synth.pipeline.calibrate import calibrate_on
from synth.pipeline.review import labelled_by_people
from synth.ports import PaperStatus
from synth.store.review import SqlReviews
from synth.training.data import LabelledSet


@click.command(epilog="Example: synth calibrate my.jsonl --papers pdfs --out calibration.json")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from-reviews", is_flag=True, help="Use the labels that people gave in `synth review`.")
@click.option(
    "--papers",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of the PDFs that claims name in their paper field.",
)
@click.option("--encoder", default=None, metavar="NAME", help="minilm, or a sentence-transformers model.")
@click.option("--entailment", default=None, metavar="NAME", help="auto, none, or a CrossEncoder.")
@judge_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("calibration.json"),
    show_default=True,
    help="The file to write.",
)
@workspace_options
def calibrate(
    workspace: Workspace, files: tuple[Path, ...], from_reviews: bool, papers: Path | None, out: Path
) -> None:
    """Fit the confidence to labelled claims of your own, for the models you use.

    The claims come from FILES, from the decisions of `synth review` (--from-reviews), or both. The file is used by
    --calibration FILE or by calibration = "FILE" in synth.toml.
    """
    if not files and not from_reviews:
        raise UsageError("no labelled claims were named", hint="synth calibrate my.jsonl, or --from-reviews")
    sets = labelled_sets(files, papers)
    if from_reviews:
        sets.append(_reviewed(workspace))
    model = workspace.entailment()
    made = calibrate_on(sets, encoder=workspace.encoder(), entailment=model, scorer=base_scorer(model))
    out.write_text(calibration_file(made, model), encoding="utf-8")
    if workspace.is_json:
        echo_json({"out": str(out), "calibrations": [dataclasses.asdict(item) for item in made]})
        return
    if workspace.is_quiet:
        return
    for item in made:
        tick = (
            f"ticks from {item.tick:.2f} are certified"
            if item.certified
            else "cannot certify an error rate of 10 % for half of the ticks"
        )
        click.echo(
            f"{item.kind}: {item.n} claims of {item.set}, ECE {item.ece:.3f} "
            f"(perfect calibration would show {item.ece_expected:.3f}); {tick}"
        )
    click.echo(f"written to {out}")


def _reviewed(workspace: Workspace) -> LabelledSet:
    """The claims of the workspace to which people gave a label."""
    with workspace.store() as store:
        papers = [paper for paper in store.papers() if paper.status is PaperStatus.AVAILABLE]
        documents = {document.paper: document for document in documents_of(store, papers)}
        return labelled_by_people(store.verdicts(), SqlReviews(store).decisions(), documents)
