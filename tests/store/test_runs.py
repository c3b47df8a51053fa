import dataclasses
from datetime import datetime, timedelta, timezone

import numpy as np

from synth.ports import Failure, Store
from synth.store.engine import SqlStore
from tests.store.conftest import RUN


def test_store_is_what_the_use_cases_ask_for(store: SqlStore) -> None:
    as_port: Store = store  # mypy compares every method

    assert as_port.note("nothing yet") == ""


def test_runs_come_oldest_first_whatever_their_time_zone(store: SqlStore) -> None:
    east = timezone(timedelta(hours=9))
    later = dataclasses.replace(
        RUN, key="b" * 12, started_at=datetime(2026, 1, 2, 3, 4, 6, tzinfo=RUN.started_at.tzinfo)
    )
    earlier = dataclasses.replace(RUN, key="a" * 12, started_at=datetime(2026, 1, 2, 9, 0, 0, tzinfo=east))
    store.save_run(later)
    store.save_run(RUN)
    store.save_run(earlier)

    assert store.runs() == [earlier, RUN, later]
    assert store.runs()[0].started_at.utcoffset() == timedelta(hours=9)


def test_failures_of_one_command_are_replaced_and_those_of_others_stay(store: SqlStore) -> None:
    store.save_failures("fetch", [Failure("fetch", "2104.08645", "timeout"), Failure("fetch", "1", "no such paper")])
    store.save_failures("verify", [Failure("verify", "x", "no text", "fetch it again")])
    store.save_failures("fetch", [Failure("fetch", "1", "no such paper")])

    assert store.failures() == [
        Failure("fetch", "1", "no such paper"),
        Failure("verify", "x", "no text", "fetch it again"),
    ]
    store.save_failures("fetch", [])
    assert [failure.command for failure in store.failures()] == ["verify"]


def test_failure_with_half_a_character_is_kept(store: SqlStore) -> None:
    store.save_failures("fetch", [Failure("fetch", "caf\udce9.pdf", "no text")])

    assert store.failures() == [Failure("fetch", "caf\ufffd.pdf", "no text")]


def test_note_is_replaced(store: SqlStore) -> None:
    store.save_note("question", "Does it help?")
    store.save_note("question", "Does width help?")

    assert store.note("question") == "Does width help?"


def test_vectors_keep_their_shape_and_their_first_value(store: SqlStore) -> None:
    row = np.arange(4, dtype=np.float32)
    store.save_vectors("model", {"a": row, "b": row.reshape(2, 2)[:, ::-1]})
    store.save_vectors("model", {"a": row + 1})
    store.save_vectors("other", {"a": row + 2})

    found = store.vectors_of("model", ["a", "b", "c"])
    assert sorted(found) == ["a", "b"]
    assert found["a"].dtype == np.float32
    np.testing.assert_array_equal(found["a"], row)
    np.testing.assert_array_equal(found["b"], [[1.0, 0.0], [3.0, 2.0]])
    found["a"][0] = 9.0  # a caller may change what it was given
