"""``python tests/benchmarks/aims.py --data FOLDER``: each figure that was aimed at, measured beside its aim.

First what must hold, then the aims, in the order of synth/verdict/README.md. Figures by folds are those that ``synth
train`` wrote into the scorer; all others are measured anew. A quarter of an hour on two cores; two figures take longer
(scorers fitted without scifact, 10,000 claims against 100 papers), and ``--quick`` leaves them out.
"""

import argparse
import dataclasses
import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from synth.cli.labelled import labelled_sets
from synth.models.entailment import build_entailment
from synth.models.registry import build_encoder
from synth.models.scorer_file import read_scorer
from synth.pipeline.evaluate import Scored, figures_of, score_claims
from synth.verdict.types import Label

HERE = Path(__file__).parent
IN_TESTS = {"hand": "handwritten/claims.jsonl", "others": "others/claims.jsonl"}
WHOLE = {"contrast": "contrast/claims.jsonl", "clscisumm": "clscisumm/train.claims.jsonl.gz"}
SCORED = (
    "contrast", "others", "scifact", "citint", "wice", "clscisumm", "scirex", "check_covid", "evidence_inference",
    "summedits_scitldr",
)  # fmt: skip
FOREIGN = ("clscisumm", "scirex", "wice", "check_covid", "evidence_inference", "summedits_scitldr")
"""Sets whose claims are of a kind that no calibration knows."""


class Aim(NamedTuple):
    """A figure beside its aim; ``is_most``: the aim is the most that it may be."""

    what: str
    aim: float
    measured: float | None
    is_most: bool = False
    note: str = ""

    def line(self) -> str:
        """As it is printed."""
        if self.measured is None:
            return f"{self.what:<72} {self.aim:>8g}        -  left out"
        is_reached = self.measured <= self.aim if self.is_most else self.measured >= self.aim
        return f"{self.what:<72} {self.aim:>8g} {self.measured:>8.3f}  {'yes' if is_reached else 'NO':<4} {self.note}"


@dataclasses.dataclass(eq=False)
class Figures:
    """What is asked of one scorer; each set is scored once."""

    data: Path
    entailment: str

    @cached_property
    def models(self) -> dict[str, Any]:
        """Encoder, entailment model and the scorer fitted for it."""
        model = build_entailment(self.entailment)
        return {"encoder": build_encoder("minilm", threads=2), "entailment": model, "scorer": read_scorer(model)}

    @lru_cache(maxsize=32)  # noqa: B019 - one of these lives as long as the command
    def rows(self, name: str) -> list[Scored]:
        """What synth says of each claim of a set."""
        inside = WHOLE.get(name, f"{name}/dev.claims.jsonl.gz")
        file = HERE.parent / "data" / IN_TESTS[name] if name in IN_TESTS else self.data / inside
        print(f"scoring {name} ...", file=sys.stderr, flush=True)
        (labelled,) = labelled_sets((file,), self.data / "papers")
        return score_claims(labelled, **self.models)

    @lru_cache(maxsize=32)  # noqa: B019
    def of(self, name: str) -> Mapping[str, Any]:
        """The figures of a set."""
        return figures_of(self.rows(name))

    def over_best(self, name: str) -> float:
        """How far the AUROC is above that of the best single similarity."""
        found = self.of(name)
        return float(found["auroc"]) - float(max(found["baselines"].values()))

    def of_unseen(self) -> Mapping[str, Any]:
        """The figures of scifact dev on documents that no training claim is about."""
        (seen,) = labelled_sets((self.data / "scifact" / "train.claims.jsonl.gz",), None)
        known = {claim.document for claim in seen.claims}
        return figures_of([row for row in self.rows("scifact") if row.claim.document not in known])

    @cached_property
    def by_folds(self) -> Mapping[str, Mapping[str, Any]]:
        """The figures that the fit wrote down."""
        name = "none" if self.models["entailment"] is None else "entailment"
        file = HERE.parents[1] / "synth" / "verdict" / "data" / f"scorer-{name}.json"
        return {key.split("/")[0]: found for key, found in json.loads(file.read_text("utf-8"))["by_folds"].items()}


def main() -> None:
    """Measure, print as it comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="labelled sets, papers/ among them")
    parser.add_argument("--entailment", choices=("auto", "none"), default="auto")
    parser.add_argument("--quick", action="store_true", help="leave the two long figures out")
    options = parser.parse_args()
    figures = Figures(options.data.resolve(), options.entailment)
    print(f"{'':<72} {'aim':>8} {'measured':>8}")
    for found in (must_hold(figures), of_text(figures), of_papers(figures), of_use(figures, is_quick=options.quick)):
        for aim in found:
            print(aim.line(), flush=True)


def must_hold(figures: Figures) -> Iterator[Aim]:
    """What may not be missed."""
    contrast = figures.of("contrast")
    yield Aim("must hold: contrast: balanced accuracy of the tick", 0.64, contrast["balanced_accuracy"])
    yield Aim("must hold: contrast: true twin above the false one", 0.68, contrast["twins"])
    kinds = contrast["by_kind"].values()
    both = [kind for kind in kinds if None not in (kind["ticked_true"], kind["ticked_false"])]
    worse = sum(kind["ticked_false"] > kind["ticked_true"] for kind in both)
    yield Aim("must hold: kinds whose false claims are ticked more often than true ones", 0, worse, is_most=True)
    skills = {name: figures.of(name)["brier_skill"] for name in SCORED}
    least = min(skills, key=skills.__getitem__)
    yield Aim("must hold: Brier skill, least of the scored sets, above", 0, skills[least], note=least)
    fitted = {name: found for name, found in figures.by_folds.items() if found["brier_skill"] is not None}
    over = {name: found["ece"] - found["ece_expected"] for name, found in fitted.items()}
    most = max(over, key=over.__getitem__)
    yield Aim(
        "must hold: ECE above perfect calibration, most of the fitted sets", 0.05, over[most], is_most=True, note=most
    )
    ticked = min(float(row.shares[0]) for name in SCORED for row in figures.rows(name) if row.is_ticked)
    yield Aim("must hold: confidence of the least sure tick", 0.5, ticked)


def of_text(figures: Figures) -> Iterator[Aim]:
    """Claims about abstracts, sentences and tables."""
    scifact, unseen, wice = figures.of("scifact"), figures.of_unseen(), figures.of("wice")
    yield Aim("scifact dev: AUROC", 0.86, scifact["auroc"])
    yield Aim("scifact dev: macro-F1", 0.66, scifact["macro_f1"])
    yield Aim("scifact dev, documents without training claims: AUROC", 0.86, unseen["auroc"], note=f"n {unseen['n']}")
    yield Aim("scifact dev, documents without training claims: macro-F1", 0.66, unseen["macro_f1"])
    yield Aim("wice dev, nothing fitted on it: AUROC", 0.80, wice["auroc"])
    yield Aim("wice dev, nothing fitted on it: balanced accuracy of the tick", 0.72, wice["balanced_accuracy"])
    yield Aim("citint dev: AUROC above the best similarity", 0.08, figures.over_best("citint"))
    yield Aim("clscisumm: evidence hit@5", 0.60, figures.of("clscisumm")["hit_at"]["5"])
    yield Aim("clscisumm: AUROC above the best similarity", 0.05, figures.over_best("clscisumm"))
    scirex = figures.of("scirex")["auroc"]
    yield Aim(
        "scirex dev: moved number against true, AUROC", 0.95, scirex, note=interval(scirex, figures.rows("scirex"))
    )
    yield Aim("scitab dev by folds: macro-F1", 0.50, figures.by_folds["scitab"]["macro_f1"])
    yield Aim("evidence_inference dev, direction: AUROC", 0.80, figures.of("evidence_inference")["auroc"])
    yield Aim("scifact dev: evidence recall@3", 0.82, scifact["recall_at"]["3"])
    yield Aim("wice dev: evidence hit@3", 0.97, wice["hit_at"]["3"])


def of_papers(figures: Figures) -> Iterator[Aim]:
    """Claims about whole papers."""
    contrast, twins = figures.of("contrast"), figures.by_folds["twins"]
    kinds = {name: kind["auroc"] for name, kind in contrast["by_kind"].items() if kind["auroc"] is not None}
    worst = min(kinds, key=kinds.__getitem__)
    yield Aim("contrast: balanced accuracy of the tick", 0.75, contrast["balanced_accuracy"])
    yield Aim("contrast: true twin above the false one", 0.82, contrast["twins"])
    yield Aim("contrast: AUROC of the worst kind", 0.60, kinds[worst], note=worst)
    yield Aim("contrast: evidence hit@3", 0.90, contrast["hit_at"]["3"])
    yield Aim("twins by folds: balanced accuracy of the tick", 0.78, twins["balanced_accuracy"])
    yield Aim("twins by folds: true twin above the false one", 0.85, twins["twins"])
    yield Aim("twins by folds: evidence hit@5", 0.95, twins["hit_at"]["5"])
    for name in FOREIGN:
        yield Aim(f"ECE out of domain: {name}", 0.12, figures.of(name)["ece"], is_most=True)
    yield Aim(
        "scitldr dev: true TLDRs called refuted", 0.03, figures.of("scitldr")["supported_called_refuted"], is_most=True
    )
    hand = figures.rows("hand")
    yield Aim("sixty claims by hand: right labels", 54, sum(row.said is row.claim.label for row in hand))
    wrong = [float(row.shares[0]) for row in hand if row.is_ticked and row.claim.label is not Label.SUPPORTED]
    yield Aim("sixty claims by hand: surest false tick", 0.8, max(wrong, default=0.0), is_most=True)


def of_use(figures: Figures, *, is_quick: bool) -> Iterator[Aim]:
    """Time and memory, and the fit without scifact."""
    warm = printed("targets.py", "--json", "--papers", str(figures.data / "papers"))
    one_claim, _, _ = warm["one claim against one paper, both models loaded"]
    yield Aim("one claim against a paper of ten pages, warm: ms", 100, one_claim, is_most=True)
    large = {} if is_quick else printed("scale.py", "--papers-from", str(figures.data / "papers"))
    minutes = large["wall_s"] / 60 if large else None
    yield Aim("10,000 claims against 100 papers, 20,000 pairs: minutes", 5, minutes, is_most=True)
    yield Aim(
        "10,000 claims against 100 papers: GiB, largest process", 3, large.get("largest_process_gib"), is_most=True
    )
    unseen = {} if is_quick else printed("without_set.py", "--data", str(figures.data))
    yield Aim("scifact dev, not trained on, without an entailment model: AUROC", 0.83, unseen.get("auroc"))


def printed(script: str, *words: str) -> dict[str, Any]:
    """What another command of this folder prints."""
    done = subprocess.run([sys.executable, str(HERE / script), *words], check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def interval(area: float, rows: list[Scored]) -> str:
    """The 95 % interval of an AUROC. Source: Hanley and McNeil (1982), formula 1."""
    true = sum(row.claim.label is Label.SUPPORTED for row in rows)
    false = len(rows) - true
    one, two = area / (2 - area) - area**2, 2 * area**2 / (1 + area) - area**2
    spread = 1.96 * math.sqrt((area * (1 - area) + (true - 1) * one + (false - 1) * two) / (true * false))
    return f"n {len(rows)}, {area - spread:.2f} to {min(area + spread, 1.0):.2f}"


if __name__ == "__main__":
    started_s = time.perf_counter()
    main()
    print(f"{time.perf_counter() - started_s:.0f} s")
