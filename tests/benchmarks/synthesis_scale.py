"""``python -m tests.benchmarks.synthesis_scale --papers-from FOLDER``: findings and copied text of many claims.

The claims are sentences of real PDFs, altered so that no two are the same; ``scale.py`` measures the audit before it.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np

from synth.claims.ids import claim_id
from synth.claims.types import Claim, ClaimType, Origin, PaperId
from synth.models.registry import build_encoder
from synth.synthesis.copied import LEAST_CLAIM_SHARE, Source, copies
from synth.synthesis.findings import findings
from synth.verdict.types import ClaimVerdict, Label, Probabilities, Status
from tests.benchmarks.scale import SEED, SENTENCES, altered, real_sentences, shortened

BATCH = 512  # texts encoded at a time


def main() -> None:
    """Make papers and claims, group the claims, look for copied text, and print the processor seconds of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers-from", type=Path, required=True, metavar="FOLDER", help="real PDFs")
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--papers", type=int, default=100)
    options = parser.parse_args()
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    sentences = real_sentences(options.papers_from)
    papers = [[altered(text, draw) for text in draw.sample(sentences, SENTENCES)] for _ in range(options.papers)]
    drawn = [shortened(draw.choice(draw.choice(papers)), draw) for _ in range(options.claims)]
    texts = list(dict.fromkeys(drawn))
    encode = build_encoder("minilm", threads=1).encode
    vectors = np.concatenate([encode(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)])
    verdicts = [stated(text, PaperId(f"paper{at % options.papers}")) for at, text in enumerate(texts)]
    sources = [Source("paper", f"paper{at}", "", ". ".join(paper)) for at, paper in enumerate(papers)]

    begun_s = time.process_time()
    found = findings(verdicts, vectors)
    grouped_s = time.process_time()
    held = copies([("claim", text) for text in texts], sources, least=LEAST_CLAIM_SHARE)
    done_s = time.process_time()

    print(f"{len(texts):,} claims, {options.papers} papers: {grouped_s - begun_s:.1f} processor seconds for findings")
    print(f"  {len(found):,} findings, {sum(bool(item.opponents) for item in found):,} with opponents")
    print(
        f"{done_s - grouped_s:.1f} processor seconds for copied text; {sum(map(bool, held)):,} claims stand in a paper"
    )


def stated(text: str, paper: PaperId) -> ClaimVerdict:
    """A claim that a paper states and of which no other one says anything."""
    claim = Claim(claim_id(text), text, ClaimType.RESULT, Origin(paper), stated_by=(paper,))
    return ClaimVerdict(claim, Status.CHECKED, "stated", Label.NOT_ENOUGH_INFO, Probabilities(0.0, 0.0, 0.0, 1.0))


if __name__ == "__main__":
    main()
