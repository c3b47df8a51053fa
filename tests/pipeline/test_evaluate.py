import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from synth.models.registry import build_encoder
from synth.models.scorer_file import read_scorer
from synth.pipeline.calibrate import calibrate_on
from synth.pipeline.evaluate import Scored, evaluate_set, figures_of, gold_of, score_claims
from synth.pipeline.judging import prepare
from synth.training.data import LabelledClaim, LabelledSet, document_of, read_labelled
from synth.verdict.types import Label
from tests.conftest import FakeEncoder, MakeDocument

SENTENCES = [
    "The decoder has six layers.",
    "Owls hunt at night.",
    "We thank the reviewers.",
    "Mice live under the floor of a barn.",
    "The data come from two farms.",
    "Each farm keeps a dog.",
]


def labelled(claims: Sequence[LabelledClaim]) -> LabelledSet:
    return LabelledSet("birds", "dev", tuple(claims), {"d": document_of("d", "", SENTENCES)})


def claim(text: str, label: Label, **fields: Any) -> LabelledClaim:
    return LabelledClaim(fields.pop("id", text), text, "d", label, **fields)


def scored(label: Label, supported: float, **fields: Any) -> Scored:
    rest = (1.0 - supported) / 3
    return Scored(
        claim=claim("x", label, **fields),
        shares=np.array([supported, rest, rest, rest]),
        said=Label.SUPPORTED if supported > 0.5 else Label.REFUTED,
        is_ticked=supported > 0.5,
        ranked=(0, 1),
        gold=frozenset({1}),
        baselines={"bm25": supported},
    )


def test_set_is_scored_beside_the_four_similarities() -> None:
    rows = [
        claim("Owls hunt at night.", Label.SUPPORTED, gold=frozenset({1})),
        claim("Cats sing in the morning sun.", Label.NOT_ENOUGH_INFO),
    ]
    clock = itertools.count()

    figures = evaluate_set(
        labelled(rows),
        encoder=FakeEncoder(),
        entailment=None,
        scorer=read_scorer(None),
        now_s=lambda: float(next(clock)),
    )

    assert (figures["name"], figures["split"], figures["n"]) == ("birds", "dev", 2)
    assert figures["auroc"] == 1.0
    assert figures["hit_at"] == {"1": 1.0, "3": 1.0, "5": 1.0}
    assert set(figures["baselines"]) == {"bm25", "cosine", "fuzzy", "mean"}
    assert figures["claims_per_s"] == 2.0


def test_one_class_leaves_the_ranking_figures_out() -> None:
    figures = figures_of([scored(Label.SUPPORTED, 0.9), scored(Label.SUPPORTED, 0.8)])

    assert figures["auroc"] is None
    assert figures["brier_skill"] is None
    assert figures["macro_f1"] is None  # one label among one is always right


def test_twins_count_the_pairs_in_the_right_order() -> None:
    rows = [
        scored(Label.SUPPORTED, 0.9, id="a", pair="b"),
        scored(Label.REFUTED, 0.2, id="b", pair="a"),
        scored(Label.SUPPORTED, 0.3, id="c", pair="d"),
        scored(Label.REFUTED, 0.6, id="d", pair="c"),
    ]

    figures = figures_of(rows)

    assert (figures["twins"], figures["twin_pairs"]) == (0.5, 2)


def test_kinds_are_told_apart() -> None:
    rows = [scored(Label.SUPPORTED, 0.9, kind="number"), scored(Label.REFUTED, 0.9, kind="swap")]

    kinds = figures_of(rows)["by_kind"]

    assert kinds["number"]["accuracy"] == 1.0
    assert (kinds["swap"]["accuracy"], kinds["swap"]["ticked_false"]) == (0.0, 1.0)


def test_gold_quotes_are_found_in_the_paper(make_document: MakeDocument) -> None:
    prepared = prepare(make_document(*SENTENCES), FakeEncoder().encode)

    found = gold_of(claim("x", Label.SUPPORTED, quotes=("owls hunt at night.", "Owls  hunt at night.")), prepared)

    assert found == {1}


def test_calibration_is_fitted_for_each_kind_of_document() -> None:
    rows = [claim("Owls hunt at night.", Label.SUPPORTED, id=f"{n}") for n in range(20)]
    rows += [claim(f"Cats sing in the sun {n}.", Label.NOT_ENOUGH_INFO) for n in range(20)]

    (made,) = calibrate_on([labelled(rows)], encoder=FakeEncoder(), entailment=None, scorer=read_scorer(None))

    assert (made.kind, made.set, made.n) == ("abstract", "birds/dev", 40)


@pytest.mark.shared_data
def test_real_set_beats_the_similarities_without_any_entailment_model(shared_data: Path) -> None:
    figures = evaluate_set(
        read_labelled(shared_data / "scifact" / "dev.claims.jsonl.gz"),
        encoder=build_encoder("minilm"),
        entailment=None,
        scorer=read_scorer(None),
        now_s=itertools.count().__next__,
    )

    assert figures["auroc"] > max(figures["baselines"].values()) - 0.01
    assert figures["brier_skill"] > 0
    assert figures["hit_at"]["5"] >= 0.92


@pytest.mark.parametrize("part", ["checks", "ranker", "tables"])
def test_part_that_is_left_out_changes_only_what_it_gives(part: str) -> None:
    rows = [
        claim("Owls hunt at night.", Label.SUPPORTED, gold=frozenset({1})),
        claim("Owls do not hunt at night.", Label.REFUTED),
    ]
    ports: dict[str, Any] = {"encoder": FakeEncoder(), "entailment": None, "scorer": read_scorer(None)}

    whole, less = score_claims(labelled(rows), **ports), score_claims(labelled(rows), **ports, without=[part])

    is_same = np.array_equal([row.shares for row in whole], [row.shares for row in less])
    assert is_same == (part == "tables")
    assert [row.baselines for row in less] == [row.baselines for row in whole]
