"""Measures relevance and agreement on labelled sets: ``python tests/benchmarks/synthesis.py [--wrong]``.

Relevance: AUROC for each question and over all. Agreement: precision and recall of "the same finding", of "opposite
findings", and of both. Sides: how often the claims on topic are said to answer yes or no.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from synth.evidence.semantic import Matrix
from synth.models.entailment import build_entailment
from synth.models.registry import build_encoder
from synth.synthesis.pairs import Likeness, is_worth_reading, related
from synth.synthesis.relevance import relevances
from synth.synthesis.stance import side_of
from synth.verdict.calibrate import softmax
from synth.verdict.metrics import auroc

DATA = Path(__file__).parents[1] / "synthesis" / "data"


def rows_of(name: str) -> list[list[str]]:
    """The rows of a tab-separated file."""
    return [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def relevance(encode: Callable[[Sequence[str]], Matrix], *, shows_wrong: bool) -> None:
    """Print the AUROC of relevance, its precision and recall at the threshold, and which sides claims take."""
    rows = rows_of("relevance.tsv")
    truths, scores, kept = [], [], Counter[tuple[bool, bool]]()
    for question, group in itertools.groupby(sorted(rows), key=lambda row: row[0]):
        members = list(group)
        claims, truth = [row[2] for row in members], [row[1] == "1" for row in members]
        found = relevances(question, claims, encode([question]), encode(claims))
        values = [item.score for item in found]
        kept.update(zip(truth, (item.on_topic for item in found), strict=True))
        sides = Counter(side_of(question, claim)[0].value for claim, is_on in zip(claims, truth, strict=True) if is_on)
        print(f"relevance AUROC {auroc(np.array(values), np.array(truth)):.3f}  {len(members)} claims  {question}")
        print(f"  sides of the claims on topic: {dict(sides)}")
        truths += truth
        scores += values
        if shows_wrong:
            for claim, is_on, item in zip(claims, truth, found, strict=True):
                if item.on_topic is not is_on:
                    print(f"  {'missed' if is_on else 'wrong '} {item.score:.2f} {claim} ({item.reason})")
    hit, wrong, missed = kept[True, True], kept[False, True], kept[True, False]
    print(f"relevance AUROC {auroc(np.array(scores), np.array(truths)):.3f}  {len(rows)} claims, all questions")
    print(f"  at the threshold: precision {hit / (hit + wrong):.2f}, recall {hit / (hit + missed):.2f}")


def agreement(encode: Callable[[Sequence[str]], Matrix], *, shows_wrong: bool) -> None:
    """Print precision and recall of "same" and "opposite"."""
    entailment = build_entailment("auto")
    told: list[tuple[str, str]] = []
    for truth, one, other in rows_of("agreement.tsv"):
        vectors = encode([one, other])
        cosine = float(vectors[0] @ vectors[1])
        against = (0.0, 0.0)
        if entailment is not None and is_worth_reading(one, other, cosine):
            shares = softmax(entailment.predict([(one, other), (other, one)]).astype(np.float64))
            against = (float(shares[0, 1]), float(shares[1, 1]))
        found = related(one, other, Likeness(cosine, against))
        told.append((truth, found.relation.value))
        if shows_wrong and truth != found.relation.value:
            print(f"  {truth} taken for {found.relation.value}: {one} | {other}")
    for wanted in (("same",), ("opposite",), ("same", "opposite")):
        precision, recall = _rates(told, wanted)
        print(f"agreement {' or '.join(wanted)}: precision {precision:.2f}, recall {recall:.2f}  {len(told)} pairs")


def _rates(told: Sequence[tuple[str, str]], wanted: Sequence[str]) -> tuple[float, float]:
    right = sum(truth == found and truth in wanted for truth, found in told)
    said = sum(found in wanted for _, found in told)
    there = sum(truth in wanted for truth, _ in told)
    return right / max(said, 1), right / max(there, 1)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="also print what is taken for something else")
    shows_wrong = parser.parse_args().wrong
    encode = build_encoder("minilm", threads=1).encode
    relevance(encode, shows_wrong=shows_wrong)
    agreement(encode, shows_wrong=shows_wrong)


if __name__ == "__main__":
    main()
