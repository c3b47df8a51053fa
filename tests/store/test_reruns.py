"""What the lab measured comes back as it was saved."""

import dataclasses

import pytest
from sqlalchemy.exc import IntegrityError

from synth.claims.ids import claim_id
from synth.ports.lab import ArmOutcome, ClaimRerun, LabResult, RerunVerdict, Stance
from synth.store.engine import SqlStore
from synth.store.reruns import SqlRerunStore
from tests.lab_results import make_result

OUTCOME = ArmOutcome("micro", 3, {"nli/L1": 0.5}, 1.5)
CLAIM = claim_id("Size helps.")


@pytest.fixture
def reruns(store: SqlStore) -> SqlRerunStore:
    return SqlRerunStore(store)


def test_outcome_comes_back_by_its_key(reruns: SqlRerunStore) -> None:
    reruns.save_outcome("k1", "noise-scale", OUTCOME)

    assert reruns.outcomes(["k1", "k2"]) == {"k1": OUTCOME}


def test_saved_outcome_is_not_replaced(reruns: SqlRerunStore) -> None:
    reruns.save_outcome("k1", "noise-scale", OUTCOME)
    reruns.save_outcome("k1", "noise-scale", dataclasses.replace(OUTCOME, values={}))

    assert reruns.outcomes(["k1"])["k1"] == OUTCOME


def test_result_comes_back_whole(reruns: SqlRerunStore) -> None:
    result = make_result()
    reruns.save_result(result)

    assert reruns.results() == [result]


def test_results_are_in_the_order_they_were_first_saved(reruns: SqlRerunStore) -> None:
    first, second = make_result(key="a" * 12), make_result(key="b" * 12)
    for result in (first, second, dataclasses.replace(first, verdict=RerunVerdict.WITHHELD)):
        reruns.save_result(result)

    assert [result.key for result in reruns.results()] == [first.key, second.key]
    assert reruns.results()[0].verdict is RerunVerdict.WITHHELD


def test_rerun_of_a_claim_is_replaced_by_a_newer_one(reruns: SqlRerunStore) -> None:
    result: LabResult = make_result()
    reruns.save_result(result)
    reruns.save_claim_reruns([ClaimRerun(CLAIM, "Size helps.", None, "no experiment here bears on this claim")])
    newer = ClaimRerun(CLAIM, "Size helps.", "noise-scale", "it speaks of size", Stance.NULL, result.key)
    reruns.save_claim_reruns([newer])

    assert reruns.claim_reruns() == {CLAIM: newer}


def test_database_refuses_a_result_without_an_experiment(reruns: SqlRerunStore, store: SqlStore) -> None:
    reruns.save_result(make_result())
    with pytest.raises(IntegrityError, match="CHECK"), store.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO claim_rerun VALUES ('0123456789abcdef', '', NULL, '', NULL, '0123456789ab')"
        )
