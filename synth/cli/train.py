"""``synth train``: rebuild the fitted scorer that ships."""

import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import click

from synth.cli.output import ProgressLine, echo_json
from synth.errors import UsageError
from synth.models.entailment import OnnxEntailment, build_entailment
from synth.models.registry import build_encoder
from synth.pipeline.train import TrainingSet, fit_scorer
from synth.ports import EntailmentModel
from synth.store.engine import open_store
from synth.training.data import read_labelled
from synth.training.derived import copied, edited, elsewhere, placed, read_table_pairs, withheld
from synth.training.job_data import HALVES
from synth.training.written import CLOSE, LOOSE, NEAR, written_set

MOST_DERIVED: Final = 400  # claims of a derived set
MOST_WRITTEN: Final = 20_000  # all of them
MOST_TRIALS: Final = 400  # each brings a document of 300 sentences
WITHHELD_SHARE: Final = 0.5
"""Of the claims without their deciding sentences, how many calibrate. Source: by document folds the ECE on twins is
.084 with all, .063 with half and .051 with a quarter, and of those claims .105, .161 and .201 are called refuted."""


def training_sets(data: Path, seed: int) -> list[TrainingSet]:
    """The labelled sets that the scorer is fitted on; their own README marks each for training what ships.

    What the entailment model has read by folds of documents is read here by the model that has not seen the claim's.
    What it has read before, in its first pass, teaches only where no model reads. Claims in fours (``FAR``) teach the
    model alone. The weights were chosen by document folds.
    """
    papers, abstracts, seen, cited, loose, near = (written_set(data, name) for name in (*CLOSE, *LOOSE, *NEAR))
    twins, scifact, citint, check_covid, trials, results = (
        read_labelled(data / f"{name}.claims.jsonl.gz")
        for name in (
            "twins/train", "scifact/train", "citint/train", "check_covid/train", "evidence_inference/train",
            "scitab/dev",
        )
    )  # fmt: skip
    tables = read_table_pairs(data / "nli" / "tabfact_pairs.test.jsonl.gz", most=MOST_DERIVED * 2)
    return [
        TrainingSet(papers, weight=6.0, most=MOST_WRITTEN),
        TrainingSet(elsewhere(papers, most=MOST_DERIVED, seed=seed), weight=0.5, ranks=False),
        TrainingSet(withheld(papers, most=MOST_DERIVED * 2, seed=seed), ranks=False, calibrates=WITHHELD_SHARE),
        TrainingSet(edited(papers, most=MOST_DERIVED, seed=seed), weight=0.5, ranks=False, calibrates=0.0),
        TrainingSet(copied(papers, most=MOST_DERIVED * 2, seed=seed), weight=0.5, ranks=False, calibrates=0.0),
        TrainingSet(abstracts, weight=2.0, most=MOST_WRITTEN),
        TrainingSet(
            withheld(abstracts, most=MOST_DERIVED, seed=seed), weight=0.5, ranks=False, calibrates=WITHHELD_SHARE
        ),
        TrainingSet(cited, weight=3.0, ranks=False, most=MOST_WRITTEN),  # gold is marked in parts of the papers only
        TrainingSet(loose, weight=4.0, most=MOST_WRITTEN),
        TrainingSet(near, weight=1.5, most=MOST_WRITTEN),
        TrainingSet(edited(abstracts, most=MOST_DERIVED, seed=seed), weight=0.5, ranks=False, calibrates=0.0),
        TrainingSet(copied(abstracts, most=MOST_DERIVED * 2, seed=seed), weight=0.5, ranks=False, calibrates=0.0),
        TrainingSet(seen, weight=1.5),
        TrainingSet(twins, weight=3.0),
        TrainingSet(scifact, weight=3.0),
        TrainingSet(citint, weight=4.5),
        TrainingSet(check_covid, weight=2.0, is_known=True),
        TrainingSet(trials, most=MOST_TRIALS, is_known=True),
        TrainingSet(results, weight=0.5, ranks=False),  # its only split: its figures are those by folds
        TrainingSet(tables, weight=0.5, ranks=False),
        TrainingSet(elsewhere(tables, most=MOST_DERIVED, seed=seed), weight=0.25, ranks=False),
        TrainingSet(placed(tables, papers, most=MOST_DERIVED, seed=seed), weight=0.5, ranks=False),
    ]


def build_folds(folder: Path) -> list[EntailmentModel]:
    """The models of the folds, in their order; made by ``training.twins --without N`` and ``training.export``.

    Raises:
        UsageError: If one is missing.
    """
    files = [(folder / f"fold-{fold}" / "entailment.onnx") for fold in range(HALVES)]
    if missing := [file for file in files if not file.is_file()]:
        raise UsageError(
            f"no {missing[0].parent.name}/{missing[0].name} in {folder}", hint="see models/data/MODEL_CARD.md"
        )
    return [
        OnnxEntailment(file, file.with_name("entailment.tokenizer.json"), threads=os.cpu_count() or 1) for file in files
    ]


@click.command(epilog="\b\nExample: synth train --data ../shared/data --out synth/verdict/data/scorer-none.json")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="The sets.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@click.option("--encoder", default="minilm", show_default=True, help="The encoder that will be used.")
@click.option("--entailment", default="none", show_default=True, help="The entailment model that will be used.")
@click.option(
    "--folds",
    "fold_models",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of fold-0, fold-1, ...: models like --entailment, each trained without one fold of the claims.",
)
@click.option("--seed", default=0, show_default=True, help="Of sampling and folds.")
@click.option("--vectors", default=None, metavar="URL", help="A database that remembers vectors between fits.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON document on standard output.")
@click.option("--quiet", "-q", "is_quiet", is_flag=True, help="No progress.")
def train(
    data: Path,
    out: Path,
    encoder: str,
    entailment: str,
    fold_models: Path | None,
    seed: int,
    vectors: str | None,
    is_json: bool,
    is_quiet: bool,
) -> None:
    """Fit ranker, stack and calibrations on labelled sets, the same way each time."""
    line = ProgressLine(is_quiet=is_quiet)
    models: dict[str, Any] = {
        "encoder": build_encoder(encoder, threads=os.cpu_count() or 1),
        "entailment": build_entailment(entailment),
    }
    folds = build_folds(fold_models) if fold_models else ()
    with closing(open_store(vectors or "sqlite://")) as cache:
        fitted = fit_scorer(training_sets(data, seed), folds=folds, cache=cache, seed=seed, progress=line, **models)
    line.end()
    out.write_text(json.dumps(fitted, separators=(",", ":")) + "\n", encoding="utf-8")
    if is_json:
        told = {name: fitted[name] for name in ("sets", "calibrations", "by_folds")}
        echo_json({"command": "train", "out": str(out)} | told)
