"""Runs, failures, notes and vectors: what is known about the work itself."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Final

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from synth.ports import Failure, Matrix, Run
from synth.store import codec, dialect
from synth.store.tables import FailureRow, NoteRow, RunRow, VectorRow, table_of

_RUN: Final = table_of(RunRow)
_FAILURE: Final = table_of(FailureRow)
_NOTE: Final = table_of(NoteRow)
_VECTOR: Final = table_of(VectorRow)


def save_run(connection: Connection, run: Run) -> None:
    """Insert or replace a run by its key; its verdicts stay."""
    row = {
        "key": run.key,
        "command": run.command,
        "started_at": run.started_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "record": codec.dumps(run),
    }
    dialect.insert_or_update(connection, _RUN, [row])


def runs(connection: Connection) -> Sequence[Run]:
    """All runs, oldest first."""
    ordered = select(_RUN.c.record).order_by(_RUN.c.started_at, _RUN.c.key)
    return [codec.loads(Run, record) for record in connection.scalars(ordered)]


def save_failures(connection: Connection, command: str, failures: Sequence[Failure]) -> None:
    """Replace the failures of a command."""
    connection.execute(delete(_FAILURE).where(_FAILURE.c.command == command))
    rows = [
        {
            "command": command,
            "position": index,
            "item": codec.storable(item.item),
            "reason": codec.storable(item.reason),
            "hint": codec.storable(item.hint),
        }
        for index, item in enumerate(failures)
    ]
    if rows:
        connection.execute(insert(_FAILURE), rows)


def failures(connection: Connection) -> Sequence[Failure]:
    """What failed and was not done since, by command."""
    ordered = select(_FAILURE.c.command, _FAILURE.c.item, _FAILURE.c.reason, _FAILURE.c.hint).order_by(
        _FAILURE.c.command, _FAILURE.c.position
    )
    return [Failure(command, item, reason, hint) for command, item, reason, hint in connection.execute(ordered)]


def save_note(connection: Connection, key: str, value: str) -> None:
    """Keep a word about the workspace."""
    dialect.insert_or_update(connection, _NOTE, [{"key": key, "value": codec.storable(value)}])


def note(connection: Connection, key: str) -> str:
    """The word kept under ``key``, or an empty string."""
    return connection.scalar(select(_NOTE.c.value).where(_NOTE.c.key == key)) or ""


def save_vectors(connection: Connection, model: str, vectors: Mapping[str, Matrix]) -> None:
    """Keep vectors; existing ones stay as they are."""
    rows = [
        {
            "model": model,
            "hash": digest,
            "shape": "x".join(str(length) for length in vector.shape),
            "data": np.ascontiguousarray(vector, dtype="<f4").tobytes(),
        }
        for digest, vector in vectors.items()
    ]
    dialect.insert_new(connection, _VECTOR, rows)


def vectors_of(connection: Connection, model: str, hashes: Sequence[str]) -> Mapping[str, Matrix]:
    """The vectors known, by text hash, each in the shape it was saved in."""
    found: dict[str, Matrix] = {}
    for some in dialect.chunks(hashes):
        asked = select(_VECTOR.c.hash, _VECTOR.c.shape, _VECTOR.c.data)
        for digest, shape, data in connection.execute(asked.where(_VECTOR.c.model == model, _VECTOR.c.hash.in_(some))):
            lengths = [int(length) for length in shape.split("x")]
            found[digest] = np.frombuffer(data, dtype="<f4").astype(np.float32).reshape(lengths)
    return found
