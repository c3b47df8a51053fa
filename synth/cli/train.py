"""``synth train``: rebuild the fitted scorer that ships."""

import json
from pathlib import Path
from typing import Any, Final

import click

from synth.cli.output import ProgressLine
from synth.models.entailment import build_entailment
from synth.models.registry import build_encoder
from synth.pipeline.train import fit_scorer
from synth.training.data import read_labelled

SETS: Final = ("twins/train", "scifact/train", "citint/train", "check_covid/train", "evidence_inference/train")
"""Licences: the sets' own README marks each of these for training what ships."""


@click.command(epilog="Example: synth train --data ../shared/data --out synth/verdict/data/scorer-none.json")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="The sets.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@click.option("--encoder", default="minilm", show_default=True)
@click.option("--entailment", default="none", show_default=True)
@click.option("--seed", default=0, show_default=True)
def train(data: Path, out: Path, encoder: str, entailment: str, seed: int) -> None:
    """Fit ranker, stack and calibrations on labelled sets, the same way each time."""
    line = ProgressLine()
    fitted: dict[str, Any] = fit_scorer(
        [read_labelled(data / f"{name}.claims.jsonl.gz") for name in SETS],
        encoder=build_encoder(encoder),
        entailment=build_entailment(entailment),
        seed=seed,
        progress=line,
    )
    line.end()
    out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
