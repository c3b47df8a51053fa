"""Verdicts on a set that nothing was trained on: ``python tests/benchmarks/without_set.py --data FOLDER``.

Rankers, stacks and calibrations are fitted as ``synth train`` fits them, but without the set; then its dev split is
scored. An entailment model takes part with ``--weights``: one that has not seen the set either, such as the first pass
of the one that ships.
"""

import argparse
import json
import time
from pathlib import Path

from synth.cli.train import training_sets
from synth.models.entailment import OnnxEntailment
from synth.models.registry import build_encoder
from synth.pipeline.evaluate import evaluate_set
from synth.pipeline.train import fit_scorer
from synth.training.data import read_labelled
from synth.verdict.score import Scorer

SHOWN = ("n", "auroc", "balanced_accuracy", "macro_f1", "recall_at", "hit_at", "ece", "ece_expected", "brier_skill")


def main() -> None:
    """Fit without the set, score it, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="the labelled sets")
    parser.add_argument("--without", default="scifact", metavar="NAME")
    parser.add_argument("--weights", type=Path, metavar="FILE", help="ONNX, its tokenizer beside it")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    model = None
    if options.weights:
        model = OnnxEntailment(options.weights, options.weights.with_suffix(".tokenizer.json"))
    encoder = build_encoder("minilm")
    sets = [item for item in training_sets(options.data, options.seed) if item.labelled.name != options.without]
    scorer = Scorer.from_json(fit_scorer(sets, encoder=encoder, entailment=model, seed=options.seed), digest="unseen")
    held = read_labelled(options.data / options.without / "dev.claims.jsonl.gz")
    figures = evaluate_set(held, encoder=encoder, entailment=model, scorer=scorer, now_s=time.perf_counter)
    print(json.dumps({name: figures[name] for name in SHOWN}, indent=1))


if __name__ == "__main__":
    main()
