"""``python tests/benchmarks/nearness.py --data FOLDER``: is the paper that a claim is about among those that are read?

Claims of the training sets ``papers``, ``twins`` and ``cited`` that their paper decides are asked of all the papers of
the first two at once, as a report's claims are that name no paper. Per set: the share whose own paper is the nearest,
the share whose own paper is read, and how many papers are read for a claim on average.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np

from synth.cli.train import training_sets
from synth.models.registry import build_encoder
from synth.pipeline.library import Library
from synth.pipeline.nearness import nearest, nearness
from synth.pipeline.verify import MOST_PAPERS
from synth.verdict.types import Label

SETS = ("written-papers", "twins", "written-cited")
SEED = 0


def main() -> None:
    """Ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="labelled sets")
    parser.add_argument("--claims", type=int, default=1500, help="of each set, drawn")
    options = parser.parse_args()
    sets = {job.labelled.name: job.labelled for job in training_sets(options.data, SEED)}
    documents = {name: document for some in SETS[:2] for name, document in sets[some].documents.items()}
    library = Library(list(documents.values()), build_encoder("minilm"), None)
    place = {document.paper: at for at, document in enumerate(documents.values())}
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    for name in SETS:
        decided = [
            (claim.text, place[documents[claim.document].paper])
            for claim in sets[name].claims
            if claim.document in documents and claim.label is not Label.NOT_ENOUGH_INFO
        ]
        some = draw.sample(decided, min(options.claims, len(decided)))
        print(json.dumps({"set": name, "papers": len(library.documents)} | shares(some, library)), flush=True)


def shares(claims: list[tuple[str, int]], library: Library) -> dict[str, float]:
    """What the rule does for claims whose paper is known, by its place in the library."""
    scores = nearness([text for text, _ in claims], library)  # (p, n)
    read = [nearest(column, most=MOST_PAPERS) for column in scores.T]
    own = [place for _, place in claims]
    return {
        "claims": len(claims),
        "nearest": round(float(np.mean([some[0] == place for some, place in zip(read, own, strict=True)])), 3),
        "read": round(float(np.mean([place in some for some, place in zip(read, own, strict=True)])), 4),
        "papers_a_claim": round(float(np.mean([len(some) for some in read])), 2),
    }


if __name__ == "__main__":
    main()
