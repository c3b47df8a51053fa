import dataclasses

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from synth.errors import StoreError
from synth.store.engine import SqlStore
from synth.verdict.record import record_of
from synth.verdict.types import ClaimVerdict, Label, Status
from tests.conftest import MakeClaim
from tests.store.conftest import RUN, MakeVerdict

LATER = dataclasses.replace(RUN, key="ba9876543210")


def test_verdict_comes_back_with_its_evidence_and_checks(
    store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict
) -> None:
    verdict = make_verdict(make_claim())
    unread = ClaimVerdict(make_claim("Noise hurts."), Status.SOURCE_UNAVAILABLE, "no paper could be read")
    store.save_claims([verdict.claim, unread.claim])
    store.save_run(RUN)
    store.save_verdicts(RUN.key, [verdict, unread])

    assert store.verdicts() == [verdict, unread]
    assert store.verdicts(run_key=RUN.key) == [verdict, unread]
    assert store.verdicts(run_key="unknown") == []


def test_second_verdict_replaces_first(store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict) -> None:
    claim = make_claim()
    store.save_claims([claim])
    store.save_run(RUN)
    for label in (Label.REFUTED, Label.SUPPORTED, Label.SUPPORTED):
        store.save_verdicts(RUN.key, [make_verdict(claim, label)])

    assert [verdict.label for verdict in store.verdicts()] == [Label.SUPPORTED]
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM evidence")).scalar() == 1


def test_newest_verdict_of_each_claim_is_that_of_the_run_saved_last(
    store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict
) -> None:
    claim, other = make_claim(), make_claim("Noise hurts.")
    store.save_claims([claim, other])
    store.save_run(RUN)
    store.save_run(LATER)
    store.save_verdicts(RUN.key, [make_verdict(claim, Label.REFUTED), make_verdict(other)])
    store.save_verdicts(LATER.key, [make_verdict(claim)])
    assert {verdict.claim.id: verdict.label for verdict in store.verdicts()} == {
        claim.id: Label.SUPPORTED,
        other.id: Label.SUPPORTED,
    }

    store.save_verdicts(RUN.key, [make_verdict(claim, Label.REFUTED)])
    assert {verdict.claim.id: verdict.label for verdict in store.verdicts()}[claim.id] is Label.REFUTED


def test_saving_a_run_again_keeps_its_verdicts(
    store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict
) -> None:
    verdict = make_verdict(make_claim())
    store.save_claims([verdict.claim])
    store.save_run(RUN)
    store.save_verdicts(RUN.key, [verdict])
    counted = dataclasses.replace(RUN, counts={"supported": 1})
    store.save_run(counted)

    assert store.runs() == [counted]
    assert store.verdicts(run_key=RUN.key) == [verdict]


def test_verdict_of_an_unknown_claim_is_refused_and_leaves_nothing(
    store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict
) -> None:
    known = make_claim()
    store.save_claims([known])
    store.save_run(RUN)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        store.save_verdicts(RUN.key, [make_verdict(known), make_verdict(make_claim("Never saved."))])

    assert store.verdicts() == []


def test_more_claims_than_one_statement_takes_are_no_trouble(
    store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict
) -> None:
    claims = [make_claim(f"Claim number {number}.") for number in range(1100)]
    assert store.save_claims(claims) == 1100
    store.save_run(RUN)
    for _ in range(2):
        store.save_verdicts(RUN.key, [make_verdict(claim) for claim in claims])

    assert len(store.verdicts()) == 1100
    assert store.delete_claims([claim.id for claim in claims]) == 1100


def test_keyed_records_are_kept_as_they_were_first_saved(
    store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict
) -> None:
    record = record_of(make_verdict(make_claim()))["by_paper"][0]
    store.save_keyed({"a": record, "b": {"label": "refuted"}})
    store.save_keyed({"a": {"label": "never"}})

    assert store.verdicts_by_key(["a", "b", "c"]) == {"a": record, "b": {"label": "refuted"}}
    store.save_keyed({})
    assert store.verdicts_by_key([]) == {}


def test_damaged_verdict_is_our_error(store: SqlStore, make_claim: MakeClaim, make_verdict: MakeVerdict) -> None:
    verdict = make_verdict(make_claim())
    store.save_claims([verdict.claim])
    store.save_run(RUN)
    store.save_verdicts(RUN.key, [verdict])
    with store.writing() as connection:
        connection.execute(text("UPDATE verdict SET record = '{}'"))

    with pytest.raises(StoreError, match="stored verdict") as caught:
        store.verdicts()
    assert caught.value.hint
