"""What SQLite and PostgreSQL say differently. Nowhere else in the store depends on which of them it is."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import StaticPool

WRITES: Final = "synth_writes"
"""Execution option of connections that will write: they take SQLite's one write lock at once, not half way."""

SQLITE: Final = "sqlite"
_POSTGRES_LOCK: Final = int.from_bytes(b"synth", "big")
_CHUNK: Final = 500  # values in one IN (...); SQLite before 3.32 allowed 999
Item = TypeVar("Item")

_SEARCH: Final = {
    "sqlite": text(
        """SELECT sentence.paper_id, sentence.start, sentence."end", sentence.text
           FROM sentence_words JOIN sentence ON sentence.id = sentence_words.rowid
           WHERE sentence_words MATCH :query ORDER BY bm25(sentence_words), sentence.id LIMIT :limit"""
    ),
    "postgresql": text(
        """SELECT sentence.paper_id, sentence.start, sentence."end", sentence.text
           FROM sentence, to_tsquery('english', :query) AS query
           WHERE to_tsvector('english', sentence.text) @@ query
           ORDER BY ts_rank_cd(to_tsvector('english', sentence.text), query) DESC, sentence.id LIMIT :limit"""
    ),
}


def build_engine(url: URL, *, busy_s: float) -> Engine:
    """An engine whose connections keep the store's promises.

    On SQLite: foreign keys, a write-ahead log, ``busy_s`` seconds of patience with other writers, and transactions
    that hold schema changes too (the driver's own handling would commit before them).

    Args:
        url: ``sqlite`` or ``postgresql``.
        busy_s: Seconds to wait for a lock.
    """
    if url.get_backend_name() != SQLITE:
        return _one_writer(create_engine(url), busy_s)
    if url.database in {None, "", ":memory:"}:  # one connection, or each would see a database of its own
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(busy_s * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # with a WAL: safe from crashes, one fsync less

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _one_writer(engine: Engine, busy_s: float) -> Engine:
    """Make PostgreSQL let one writer at a time into the tables, as SQLite does: rows are numbered by hand."""

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES, False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(busy_s * 1000)}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")

    return engine


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        connection.execute(_insert(connection)(table).on_conflict_do_nothing(), rows)


def insert_or_update(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; where the key is there already, set the other columns instead (so that nothing cascades)."""
    if not rows:
        return
    statement = _insert(connection)(table)
    keys = [column.name for column in table.primary_key]
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def search(connection: Connection, query: str, *, limit: int) -> Sequence[tuple[str, int, int, str]]:
    """Sentences that hold any word of ``query``, best first: paper, start, end, text."""
    words = re.findall(r"\w+", query)
    if not words:
        return []
    either = " OR ".join(f'"{word}"' for word in words) if connection.dialect.name == SQLITE else " | ".join(words)
    rows = connection.execute(_SEARCH[connection.dialect.name], {"query": either, "limit": limit})
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Pieces short enough for one ``IN (...)``."""
    for first in range(0, len(items), _CHUNK):
        yield items[first : first + _CHUNK]


def _insert(connection: Connection) -> Any:
    return sqlite.insert if connection.dialect.name == SQLITE else postgresql.insert
