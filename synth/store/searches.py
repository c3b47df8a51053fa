"""Literature searches in the database of a store; implements ``ports.search.Searches``."""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, func, insert, select

from synth.store import codec, dialect
from synth.store.engine import SqlStore
from synth.store.search_tables import (
    SearchAnswerRow,
    SearchDecisionRow,
    SearchDuplicateRow,
    SearchRecordRow,
    SearchRow,
)
from synth.store.tables import table_of
from synth.synthesis.literature import (
    Answer,
    Database,
    Decider,
    Decision,
    Duplicate,
    Fate,
    Found,
    RecordId,
    Search,
)

_SEARCH: Final = table_of(SearchRow)
_ANSWER: Final = table_of(SearchAnswerRow)
_RECORD: Final = table_of(SearchRecordRow)
_DUPLICATE: Final = table_of(SearchDuplicateRow)
_DECISION: Final = table_of(SearchDecisionRow)


class SqlSearches:
    """Searches with all their records."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def save_search(self, search: Search) -> None:
        """Insert or replace a search by its key, with all its records, in one transaction."""
        key = search.key
        with self._store.writing() as connection:
            last = connection.scalar(select(func.max(_SEARCH.c.position))) or 0
            known = connection.scalar(select(_SEARCH.c.position).where(_SEARCH.c.key == key))
            connection.execute(delete(_ANSWER).where(_ANSWER.c.search_key == key))  # and with it all below it
            head = dataclasses.replace(search, answers=(), duplicates=(), decisions=())
            row = {
                "key": key,
                "position": known or last + 1,
                "question": codec.storable(search.question),
                "started_at": _utc(search.started_at),
                "record": codec.dumps(head),
            }
            dialect.insert_or_update(connection, _SEARCH, [row])
            _insert(connection, _ANSWER, (_answer_row(key, at, it) for at, it in enumerate(search.answers)))
            _insert(connection, _RECORD, (_found_row(key, found) for found in search.found))
            _insert(connection, _DUPLICATE, (_duplicate_row(key, pair) for pair in search.duplicates))
            _insert(connection, _DECISION, (_decision_row(key, decision) for decision in search.decisions))

    def searches(self) -> Sequence[Search]:
        """All searches, oldest first."""
        with self._store.reading() as connection:
            heads = connection.scalars(select(_SEARCH.c.record).order_by(_SEARCH.c.position)).all()
            return [_whole(connection, codec.loads(Search, head)) for head in heads]


def _whole(connection: Connection, head: Search) -> Search:
    """A search with its records."""
    found: dict[str, list[Found]] = {}
    for row in _rows(connection, _RECORD, head.key):
        found.setdefault(row.source, []).append(codec.loads(Found, row.record))
    answers = [
        Answer(
            Database(row.source),
            row.query,
            datetime.fromisoformat(row.asked_at),
            row.stated,
            row.failure,
            tuple(found.get(row.source, ())),
        )
        for row in sorted(_rows(connection, _ANSWER, head.key), key=lambda row: int(row.position))
    ]
    order = {answer.database.value: place for place, answer in enumerate(answers)}

    def in_order(table: Table) -> list[Row[Any]]:
        return sorted(_rows(connection, table, head.key), key=lambda row: (order[row.source], row.rank))

    return dataclasses.replace(
        head,
        answers=tuple(answers),
        duplicates=tuple(
            Duplicate(_id(row.source, row.rank), _id(row.of_source, row.of_rank), row.why, row.score)
            for row in in_order(_DUPLICATE)
        ),
        decisions=tuple(
            Decision(_id(row.source, row.rank), Fate(row.fate), Decider(row.decided_by), row.reason, row.relevance)
            for row in in_order(_DECISION)
        ),
    )


def _rows(connection: Connection, table: Table, key: str) -> Sequence[Row[Any]]:
    asked = select(table).where(table.c.search_key == key)
    return connection.execute(asked.order_by(table.c.rank) if "rank" in table.c else asked).all()


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    if listed := list(rows):
        connection.execute(insert(table), listed)


def _id(source: str, rank: int) -> RecordId:
    return RecordId(Database(source), rank)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _answer_row(key: str, position: int, answer: Answer) -> dict[str, Any]:
    return {
        "search_key": key,
        "source": answer.database.value,
        "position": position,
        "query": codec.storable(answer.query),
        "asked_at": _utc(answer.asked_at),
        "stated": answer.stated,
        "failure": codec.storable(answer.failure),
    }


def _place(key: str, record: RecordId) -> dict[str, Any]:
    return {"search_key": key, "source": record.database.value, "rank": record.rank}


def _found_row(key: str, found: Found) -> dict[str, Any]:
    return _place(key, found.id) | {
        "title": codec.storable(found.title),
        "arxiv": found.arxiv,
        "doi": codec.storable(found.doi),
        "record": codec.dumps(found),
    }


def _duplicate_row(key: str, pair: Duplicate) -> dict[str, Any]:
    return _place(key, pair.id) | {
        "of_source": pair.of.database.value,
        "of_rank": pair.of.rank,
        "why": pair.why,
        "score": pair.score,
    }


def _decision_row(key: str, decision: Decision) -> dict[str, Any]:
    return _place(key, decision.id) | {
        "fate": decision.fate.value,
        "decided_by": decision.by.value,
        "reason": codec.storable(decision.reason),
        "relevance": decision.relevance,
    }
