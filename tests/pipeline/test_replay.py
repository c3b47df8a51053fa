import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from synth.claims.document import Document
from synth.claims.ids import text_hash
from synth.claims.types import Claim
from synth.errors import SourceError, UsageError
from synth.pipeline.replay import Cause, Replay, causes_of, replay_run, run_of
from synth.ports import Paper, PaperStatus, Run
from synth.render.document import run_document
from synth.store.engine import SqlStore, open_store
from synth.verdict.types import ClaimVerdict, Label
from tests.conftest import MakeDocument
from tests.render.samples import CONTRADICTED, CORROBORATED, NARROW, make_verdict

BEFORE = (CONTRADICTED, CORROBORATED)
TEXT = "Wider encoders lose more under noise."


@pytest.fixture
def store(make_document: MakeDocument) -> SqlStore:
    """A store with one paper."""
    store = open_store("sqlite://")
    store.save_papers([Paper(NARROW, 1, "Depth, Not Width", PaperStatus.AVAILABLE)])
    store.save_document(make_document(TEXT, paper=NARROW))
    return store


def recorded(**changes: Any) -> Run:
    inputs = {"2102.00002v1": text_hash(TEXT), "claims": "sha256:1", "question": "Does it?"}
    run = Run("0123456789ab", "verify", datetime(2026, 7, 8, tzinfo=UTC), {"encoder": "minilm"}, inputs=inputs)
    return dataclasses.replace(run, **changes)


def replayed(store: SqlStore, after: Sequence[ClaimVerdict], run: Run | None = None, now: Run | None = None) -> Replay:
    def verify(claims: Sequence[Claim], documents: Sequence[Document]) -> Sequence[ClaimVerdict]:
        assert [claim.id for claim in claims] == [verdict.claim.id for verdict in BEFORE]
        assert [document.text for document in documents] == [TEXT]
        return after

    run = run or recorded()
    return replay_run(run, BEFORE, store=store, verify=verify, record=lambda _claims, _documents: now or run)


def test_equal_verdicts_are_the_same(store: SqlStore) -> None:
    result = replayed(store, BEFORE)

    assert (len(result.pairs), result.changed, result.moved, result.causes) == (2, (), (), ())


def test_verdict_with_another_label_differs(store: SqlStore) -> None:
    other = make_verdict(CONTRADICTED.claim.text, Label.PARTIAL, 0.6)

    (pair,) = replayed(store, (other, CORROBORATED)).changed

    assert (pair.before, pair.after) == (CONTRADICTED, other)


def test_verdict_without_its_tick_differs(store: SqlStore) -> None:
    unsure = dataclasses.replace(CORROBORATED, verified=False)

    assert [pair.after for pair in replayed(store, (CONTRADICTED, unsure)).changed] == [unsure]


def test_same_label_at_another_confidence_is_the_same_verdict_and_told(store: SqlStore) -> None:
    other = make_verdict(CONTRADICTED.claim.text, Label.REFUTED, 0.88, evidence=CONTRADICTED.evidence)

    result = replayed(store, (other, CORROBORATED))

    assert not result.changed
    assert [pair.moved for pair in result.moved] == [0.01]


def test_same_label_from_another_passage_is_told(store: SqlStore) -> None:
    other = dataclasses.replace(CONTRADICTED, evidence=CORROBORATED.evidence)

    assert [pair.is_same_evidence for pair in replayed(store, (other, CORROBORATED)).moved] == [False]


def altered(text: str, *, label: str = "refuted", caught: bool = True, confidence: float = 0.9) -> dict[str, Any]:
    return {"text": text, "change": "a became b", "label": label, "caught": caught, "confidence": confidence}


def attacked(*items: dict[str, Any]) -> ClaimVerdict:
    return dataclasses.replace(CORROBORATED, attack={"items": list(items)})


def test_altered_claims_that_are_decided_alike_are_the_same(store: SqlStore) -> None:
    before = (CONTRADICTED, attacked(altered("A"), altered("B", caught=False)))
    after = (CONTRADICTED, attacked(altered("A", confidence=0.8), altered("B", caught=False)))
    result = replay_run(recorded(), before, store=store, verify=lambda *_: after, record=lambda *_: recorded())

    assert ([item.text for item in result.altered], result.altered_changed) == (["A", "B"], ())
    assert result.is_same


@pytest.mark.parametrize(
    ("now", "differ"),
    [
        ([altered("A", caught=False), altered("B")], ["A"]),
        ([altered("A"), altered("B", label="not_enough_info")], ["B"]),
        ([altered("B"), altered("C")], ["A", "C"]),
        ([], ["A", "B"]),
    ],
)
def test_altered_claim_that_is_decided_otherwise_or_at_one_time_only_differs(
    store: SqlStore, now: list[dict[str, Any]], differ: list[str]
) -> None:
    before, after = (CONTRADICTED, attacked(altered("A"), altered("B"))), (CONTRADICTED, attacked(*now))
    result = replay_run(recorded(), before, store=store, verify=lambda *_: after, record=lambda *_: recorded())

    assert [item.text for item in result.altered_changed] == differ
    assert not result.changed
    assert not result.is_same


def test_what_is_not_as_it_was_is_named() -> None:
    before = recorded(models={"minilm": "sha256:a"}, versions={"synth": "0.1.0", "numpy": "2.4"})
    after = recorded(
        models={"minilm": "sha256:b"},
        versions={"synth": "0.2.0", "numpy": "2.4"},
        settings={"encoder": "minilm", "scorer": "sha256:c"},
        inputs={"2102.00002v1": "sha256:other", "claims": "sha256:1", "question": "Does it?"},
    )

    assert causes_of(before, after) == (
        Cause("text", "2102.00002v1", text_hash(TEXT), "sha256:other"),
        Cause("model", "minilm", "sha256:a", "sha256:b"),
        Cause("setting", "scorer", "", "sha256:c"),
        Cause("package", "synth", "0.1.0", "0.2.0"),
    )


def test_paper_that_is_gone_is_named() -> None:
    gone = recorded(inputs={"claims": "sha256:1", "question": "Does it?"})

    assert causes_of(recorded(), gone) == (Cause("text", "2102.00002v1", text_hash(TEXT), ""),)


def test_run_without_any_of_its_texts_is_an_error(store: SqlStore) -> None:
    run = recorded(inputs={"2101.00001v2": "sha256:a"})

    with pytest.raises(SourceError, match="none of the 1 texts of run 0123456789ab") as raised:
        replayed(store, BEFORE, run)
    assert "fetch the papers" in raised.value.hint


def test_record_is_read_as_it_was_written() -> None:
    run = recorded(models={"minilm": "sha256:a"}, counts={"claims": 2})

    assert run_of(run_document(run)) == run


@pytest.mark.parametrize("change", [{"key": None}, {"started_at": "yesterday"}, {"inputs": 3}])
def test_what_is_no_record_is_refused(change: dict[str, Any]) -> None:
    document = {name: value for name, value in (run_document(recorded()) | change).items() if value is not None}

    with pytest.raises(UsageError, match="not the record of a run"):
        run_of(document)
