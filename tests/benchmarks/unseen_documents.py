"""Verdicts on documents that no training claim is about: ``python tests/benchmarks/unseen_documents.py --data FOLDER``.

Of the dev split of a set the claims are scored whose documents do not occur in its train split.
"""

import argparse
import dataclasses
import json
import time
from pathlib import Path

from synth.models.entailment import build_entailment
from synth.models.registry import build_encoder
from synth.models.scorer_file import read_scorer
from synth.pipeline.evaluate import evaluate_set
from synth.training.data import read_labelled

SHOWN = ("n", "auroc", "macro_f1", "ece", "ece_expected", "brier_skill", "baselines")


def main() -> None:
    """Leave out what was seen, score the rest, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="the labelled sets")
    parser.add_argument("--set", default="scifact", metavar="NAME")
    options = parser.parse_args()
    seen, held = (read_labelled(options.data / options.set / f"{split}.claims.jsonl.gz") for split in ("train", "dev"))
    known = {claim.document for claim in seen.claims}
    fresh = dataclasses.replace(held, claims=tuple(claim for claim in held.claims if claim.document not in known))
    entailment = build_entailment("own")
    figures = evaluate_set(
        fresh,
        encoder=build_encoder("minilm"),
        entailment=entailment,
        scorer=read_scorer(entailment),
        now_s=time.perf_counter,
    )
    print(json.dumps({name: figures[name] for name in SHOWN}, indent=1))


if __name__ == "__main__":
    main()
