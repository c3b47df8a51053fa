import dataclasses

import numpy as np
import pytest

from synth.claims.types import Span
from synth.errors import ModelError
from synth.evidence.fuse import RANK_FEATURES, Candidate, PassageIndex
from synth.evidence.types import Passage
from synth.verdict.features import Judged, features_of
from synth.verdict.score import Scorer, Stack, stack_name
from synth.verdict.types import Check, Outcome
from tests.conftest import FakeEncoder

TEXTS = ["Width helps by 1.6 points on XNLI.", "It costs 12.4 hours.", "We thank the reviewers."]


def index() -> PassageIndex:
    passages = [Passage(text, Span(at * 100, at * 100 + len(text))) for at, text in enumerate(TEXTS)]
    return PassageIndex(passages, FakeEncoder().encode(TEXTS))


def judged(
    at: int, *, outcome: Outcome = Outcome.SILENT, entailment: tuple[float, float, float] | None = None
) -> Judged:
    candidate = Candidate(index().passages[at], at, np.full(len(RANK_FEATURES), 0.5), 0.5)
    return Judged(candidate, (Check("numbers", outcome, ""),), entailment)


@pytest.mark.parametrize(
    ("claim", "share"),
    [
        ("Width helps by 1.6 points", 0.0),
        ("Width helps by 1.9 points", 1.0),
        ("It costs 12 hours", 0.0),  # too common a number to tell anything
        ("It costs 12.4 hours, not 99.5", 0.5),
        ("It costs 1.64 hours", 1.0),  # 1.6 does not round to 1.64
    ],
)
def test_decimal_that_the_paper_never_prints_is_noticed(claim: str, share: float) -> None:
    assert features_of(claim, [judged(0)], index())["telling_number_absent"] == share


def test_number_of_another_sentence_counts_as_elsewhere() -> None:
    found = features_of("Width helps by 12.4 points", [judged(0)], index())

    assert (found["number_elsewhere"], found["number_absent"]) == (0.5, 0.0)


def test_conflict_and_agreement_have_opposite_signs() -> None:
    agree, conflict = (
        features_of("Width helps", [judged(0, outcome=outcome)], index())["numbers_first"]
        for outcome in (Outcome.AGREE, Outcome.CONFLICT)
    )

    assert (agree, conflict) == (1.0, -1.0)


def test_conflict_of_a_less_relevant_passage_is_seen() -> None:
    found = features_of("Width helps", [judged(0), judged(1, outcome=Outcome.CONFLICT)], index())

    assert (found["numbers_first"], found["numbers_conflicts"], found["conflicts_mean"]) == (0.0, 1.0, 0.5)


def test_without_an_entailment_model_its_features_are_absent() -> None:
    without = features_of("Width helps", [judged(0)], index())
    using = features_of("Width helps", [judged(0, entailment=(0.8, 0.1, 0.1))], index())

    assert not set(without) - set(using)
    assert {name.partition("_")[0] for name in set(using) - set(without)} == {
        "entails",
        "refutes",
        "unsaid",
        "balance",
        "together",
        "window",
    }
    assert using["balance_first"] > 0


def test_window_has_measurements_of_its_own_and_changes_no_other() -> None:
    read = judged(0, entailment=(0.2, 0.2, 0.6))
    window = dataclasses.replace(judged(1, entailment=(0.8, 0.1, 0.1)), is_window=True)

    alone, beside = (features_of("Width helps", items, index()) for items in ([read], [read, window]))

    assert {name for name in alone if alone[name] != beside[name]} == {
        "window_balance",
        "window_entails",
        "window_refutes",
        "window_unsaid",
    }
    assert beside["window_balance"] > alone["window_balance"] == alone["balance_best"]


def test_kept_passages_as_one_text_have_measurements_of_their_own_and_change_no_other() -> None:
    read = judged(0, entailment=(0.2, 0.2, 0.6))
    together = dataclasses.replace(read, together=(0.8, 0.1, 0.1))

    alone, beside = (features_of("Width helps", [item], index()) for item in (read, together))

    assert {name for name in alone if alone[name] != beside[name]} == {
        "together_balance",
        "together_entails",
        "together_refutes",
        "together_unsaid",
    }
    assert beside["together_balance"] > alone["together_balance"] == alone["balance_best"]


def test_passages_that_the_entailment_model_did_not_read_are_left_out_of_its_features() -> None:
    read = judged(0, entailment=(0.8, 0.1, 0.1))

    one, two = (features_of("Width helps", items, index()) for items in ([read], [read, judged(1)]))

    assert two["balance_mean"] == pytest.approx(one["balance_mean"])


def test_swapped_order_lowers_the_share_of_common_neighbours() -> None:
    same, swapped = (
        features_of(claim, [judged(0)], index())["bigrams"] for claim in ("Width helps by 1.6", "1.6 by helps width")
    )

    assert same > swapped


def test_missing_feature_counts_as_average() -> None:
    stack = Stack(("a", "b"), np.array([1.0, 2.0]), np.ones(2), np.eye(2, 4), np.zeros(4))

    assert stack.logits([{"a": 3.0}]) == pytest.approx(stack.logits([{"a": 3.0, "b": 2.0}]))
    assert np.ptp(stack.logits([{"a": 3.0}])) == pytest.approx(2.0)


def test_only_tables_have_a_stack_of_their_own() -> None:
    assert [stack_name(kind) for kind in ("abstract", "paper", "table")] == ["text", "text", "table"]


@pytest.mark.parametrize("data", [{}, {"entailment": "none"}, {"entailment": "none", "ranker": 3}])
def test_data_of_another_version_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ModelError, match="not a scorer of this version"):
        Scorer.from_json(data, digest="x")
