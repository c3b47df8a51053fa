"""Measures attacks on the ticks of a labelled set: ``nice python tests/benchmarks/attack.py twins --split train``.

Claims labelled supported are verified; those that get their tick are attacked. Per kind of alteration: caught, the
share of altered claims without a tick. The pool of twins is one that the shipped stack was fitted on: read its
figures as an upper bound.
"""

import argparse
import os
import random
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from synth.claims.ids import claim_id
from synth.claims.types import Claim, ClaimType, Origin
from synth.models.entailment import build_entailment
from synth.models.registry import build_encoder
from synth.models.scorer_file import read_scorer
from synth.pipeline.attack import attack_verdicts
from synth.pipeline.verify import verify_claims
from synth.store.engine import open_store
from synth.training.data import read_labelled
from synth.verdict.attack import LIMIT, MutantKind
from synth.verdict.types import ClaimVerdict, Label

SHARED = Path(os.environ.get("SYNTH_SHARED_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")


def main() -> None:
    """Verify, attack, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", help="a folder of the labelled sets: twins, scifact, clscisumm")
    parser.add_argument("--split", default="train")
    parser.add_argument("--entailment", default="auto")
    parser.add_argument("--claims", type=int, default=0, help="how many supported claims at most, drawn with seed 0")
    parser.add_argument("--limit", type=int, default=LIMIT, help="altered claims of one claim at most")
    parser.add_argument("--store", default="sqlite://", help="a database URL that keeps vectors and verdicts")
    parser.add_argument("--show", metavar="KIND", help="print the altered claims of a kind that were not caught")
    options = parser.parse_args()
    labelled = read_labelled(SHARED / options.set / f"{options.split}.claims.jsonl.gz")
    rows = [row for row in labelled.claims if row.label is Label.SUPPORTED]
    if options.claims:
        rows = random.Random(0).sample(rows, min(options.claims, len(rows)))  # noqa: S311 - a sample, not a secret
    claims = [
        Claim(claim_id(row.text), row.text, ClaimType.RESULT, Origin(), cites=(labelled.documents[row.document].paper,))
        for row in rows
    ]
    documents = [labelled.documents[key] for key in sorted({row.document for row in rows})]
    entailment, store = build_entailment(options.entailment), open_store(options.store)
    models: dict[str, Any] = {
        "encoder": build_encoder("minilm", threads=1),
        "entailment": entailment,
        "scorer": read_scorer(entailment),
        "store": store,
    }
    started_s = time.perf_counter()
    verdicts = verify_claims(claims, documents, **models)
    verified_s = time.perf_counter()
    attacked = attack_verdicts(verdicts, documents, limit=options.limit, **models)
    print(
        f"{options.set} {options.split}, entailment {entailment.name if entailment else 'none'}: verified"
        f" {len(claims)} claims in {verified_s - started_s:.1f} s, attacked in {time.perf_counter() - verified_s:.1f} s"
    )
    print_tables(attacked)
    if options.show:
        print_passed(attacked, options.show)
    store.close()


def print_tables(verdicts: list[ClaimVerdict]) -> None:
    """Caught by kind, and how many ticks discriminate."""
    ticked = [verdict.attack for verdict in verdicts if verdict.attack is not None]
    tried: dict[str, list[bool]] = defaultdict(list)
    for attack in ticked:
        for item in attack["items"]:
            tried[item["kind"]].append(item["caught"])
    print(f"{'kind':12}{'mutants':>9}{'caught':>9}")
    for kind in MutantKind:
        if found := tried[kind.value]:
            print(f"{kind.value:12}{len(found):9}{sum(found) / len(found):9.3f}")
    everything = [caught for found in tried.values() for caught in found]
    print(f"{'all':12}{len(everything):9}{sum(everything) / max(len(everything), 1):9.3f}")
    ways = Counter(str(attack["discriminating"]) for attack in ticked)
    print(
        f"{len(ticked)} of {len(verdicts)} claims ticked: {ways['True']} discriminating, {ways['False']} not,"
        f" {ways['None']} without anything to alter"
    )


def print_passed(verdicts: list[ClaimVerdict], kind: str) -> None:
    """The altered claims of a kind that got a tick."""
    for verdict in verdicts:
        for item in (verdict.attack or {}).get("items", ()):
            if item["kind"] == kind and not item["caught"]:
                print(f"{verdict.claim.text}\n    {item['text']} ({item['confidence']:.2f})")


if __name__ == "__main__":
    main()
