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
from synth.pipeline.calibrate import recalibrated
from synth.pipeline.train import TrainingSet, fit_scorer
from synth.ports import EntailmentModel
from synth.store.engine import open_store
from synth.training.data import LabelledSet, read_labelled
from synth.training.derived import copied, edited, elsewhere, placed, read_table_pairs, withheld
from synth.training.job_data import FOLDS
from synth.training.written import NAME, PARTS, UNASKED, written_set

MOST_DERIVED: Final = 400  # claims of a derived set
MOST_TRIALS: Final = 200  # each brings a document of 300 sentences
WITHHELD_SHARE: Final = 0.5
"""Of the claims without their deciding sentences, how many calibrate. Source: by document folds the ECE on twins is
.084 with all, .063 with half and .051 with a quarter, and of those claims .105, .161 and .201 are called refuted."""


def training_sets(data: Path, seed: int) -> list[TrainingSet]:
    """The labelled sets that the scorer is fitted on; their own README marks each for training what ships.

    The weights are those with the best verdicts on twins and scifact, each document judged by a stack that did not see
    it. Templated sets teach the ranker only.
    """
    twins, scifact, citint, check_covid, trials, results = (
        read_labelled(data / f"{name}.claims.jsonl.gz")
        for name in (
            "twins/train", "scifact/train", "citint/train", "check_covid/train", "evidence_inference/train",
            "scitab/dev",
        )
    )  # fmt: skip
    tables = read_table_pairs(data / "nli" / "tabfact_pairs.test.jsonl.gz", most=MOST_DERIVED * 2)
    return [
        TrainingSet(twins, weight=3.0),
        TrainingSet(elsewhere(twins, most=MOST_DERIVED, seed=seed), weight=0.5, ranks=False),
        TrainingSet(withheld(twins, most=MOST_DERIVED * 2, seed=seed), ranks=False, calibrates=WITHHELD_SHARE),
        TrainingSet(edited(twins, most=MOST_DERIVED, seed=seed), weight=0.5, ranks=False, calibrates=0.0),
        TrainingSet(copied(twins, most=MOST_DERIVED * 2, seed=seed), weight=0.5, ranks=False, calibrates=0.0),
        TrainingSet(scifact),
        TrainingSet(citint, calibrates=0.0),  # its documents are pooled sentences, not papers
        TrainingSet(check_covid, calibrates=0.0, weight=0.25),  # little: the first pass has seen it
        TrainingSet(trials, weight=0.0, most=MOST_TRIALS),
        TrainingSet(results, weight=0.5, ranks=False),  # its only split: its figures are those by folds
        TrainingSet(tables, weight=0.5, ranks=False),
        TrainingSet(elsewhere(tables, most=MOST_DERIVED, seed=seed), weight=0.25, ranks=False),
        TrainingSet(placed(tables, twins, most=MOST_DERIVED, seed=seed), weight=0.5, ranks=False),
    ]


def calibration_sets(data: Path, seed: int) -> list[list[LabelledSet]]:
    """The claims that the calibrations of papers and of abstracts are fitted on: neither stack nor model has seen any.

    Papers are asked about claims of their own, about those of other papers, and without the sentences that decide.
    """
    papers, abstracts = (written_set(data, name) for name in PARTS)
    silent = [derive(papers, most=MOST_DERIVED, seed=seed) for derive in (elsewhere, withheld)]
    return [[papers, *silent], [abstracts]]


def build_folds(folder: Path) -> list[EntailmentModel]:
    """The models of the folds, in their order; made by ``training.job --without N`` and ``training.export``.

    Raises:
        UsageError: If one is missing.
    """
    files = [(folder / f"fold-{fold}" / "entailment.onnx") for fold in range(FOLDS)]
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
@click.option(
    "--keep",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A scorer whose rankers and stacks stay: the calibrations of papers and abstracts alone are fitted, on the "
    "claims written for synth.",
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
    keep: Path | None,
    seed: int,
    vectors: str | None,
    is_json: bool,
    is_quiet: bool,
) -> None:
    """Fit ranker, stack and calibrations on labelled sets, the same way each time."""
    if keep and fold_models:
        raise UsageError("--keep fits no stack, so there is nothing for --folds to do", hint="give one of the two")
    kept = _scorer_data(keep) if keep else None
    line = ProgressLine(is_quiet=is_quiet)
    models: dict[str, Any] = {
        "encoder": build_encoder(encoder, threads=os.cpu_count() or 1),
        "entailment": build_entailment(entailment),
    }
    with closing(open_store(vectors or "sqlite://")) as cache:
        if kept is not None:
            sets = calibration_sets(data, seed)
            fitted = recalibrated(kept, sets, name=NAME, cache=cache, progress=line, unasked=UNASKED, **models)
        else:
            folds = build_folds(fold_models) if fold_models else ()
            fitted = fit_scorer(training_sets(data, seed), folds=folds, cache=cache, seed=seed, progress=line, **models)
    line.end()
    out.write_text(json.dumps(fitted, separators=(",", ":")) + "\n", encoding="utf-8")
    if is_json:
        told = {name: fitted[name] for name in ("sets", "calibrations", "by_folds")}
        echo_json({"command": "train", "out": str(out)} | told)


def _scorer_data(file: Path) -> dict[str, Any]:
    """What a file of a scorer holds, as plain data."""
    try:
        data = json.loads(file.read_bytes())
    except ValueError as error:
        raise UsageError(f"{file}: not a scorer: {error}", hint="make one with `synth train`") from error
    if not isinstance(data, dict):
        raise UsageError(f"{file}: not a scorer: no object in it", hint="make one with `synth train`")
    return data
