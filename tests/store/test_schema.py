"""The migrations, the row classes and the published snapshot say the same."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement
from sqlmodel import SQLModel

from synth.store import rerun_tables, review_tables, search_tables  # noqa: F401 - they declare their tables
from synth.store.engine import SqlStore, open_store
from synth.store.migrations import Migration, migrate, read_migrations
from synth.store.tables import PaperRow, table_of

ROOT = Path(__file__).parents[2]
TABLES = sorted(SQLModel.metadata.tables)


@pytest.fixture
def declared() -> Iterator[Engine]:
    """A database made from the row classes alone."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


def shape(engine: Engine, table: str) -> dict[str, Any]:
    look = inspect(engine)
    return {
        "columns": [(column["name"], str(column["type"]), column["nullable"]) for column in look.get_columns(table)],
        "key": look.get_pk_constraint(table)["constrained_columns"],
        "foreign": sorted(map(str, look.get_foreign_keys(table))),
        "unique": sorted(map(str, look.get_unique_constraints(table))),
        "checks": sorted((check["name"] or "", check["sqltext"]) for check in look.get_check_constraints(table)),
        "indexes": sorted(map(str, look.get_indexes(table))),
    }


def snapshot(store: SqlStore) -> str:
    """The schema as ``db/schema.sql`` shows it; the search index's own tables are left out."""
    asked = """SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB 'sentence_words_*'
               ORDER BY type = 'trigger', tbl_name, type DESC, name"""
    with store.reading() as connection:
        found = list(connection.execute(text(asked)).scalars())
    head = "-- What the migrations make, as SQLite tells it. Written by tests/store/test_schema.py; see README.md."
    return f"{head}\n\n" + "\n\n".join(f"{sql};" for sql in found) + "\n"


@pytest.mark.parametrize("table", TABLES)
def test_migrations_make_the_table_that_the_row_class_declares(store: SqlStore, declared: Engine, table: str) -> None:
    assert shape(store.engine, table) == shape(declared, table)


def test_snapshot_is_what_the_migrations_make(store: SqlStore) -> None:
    file = ROOT / "db" / "schema.sql"
    now = snapshot(store)
    if not file.exists():
        file.write_text(now, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == now, "delete db/schema.sql and run this test again to write it anew"


@pytest.mark.parametrize("table", TABLES)
def test_postgres_migration_makes_the_same_tables(table: str) -> None:
    sql = "\n".join(migration.sql for migration in read_migrations("postgresql"))
    there = SQLModel.metadata.tables[table]
    wanted: list[DDLElement] = [CreateTable(there), *map(CreateIndex, there.indexes)]
    for statement in wanted:
        made = str(statement.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]  # SQLAlchemy's own
        assert re.sub(r"\s+", " ", made).strip() in re.sub(r"\s+", " ", sql)


def test_both_databases_have_the_same_migrations() -> None:
    names = [[migration.name for migration in read_migrations(dialect)] for dialect in ("sqlite", "postgresql")]

    assert names[0] == names[1]
    assert names[0][0] == "0001_initial"


def test_every_table_is_described() -> None:
    described = (ROOT / "db" / "README.md").read_text(encoding="utf-8")

    assert [name for name in [*TABLES, "sentence_words"] if f"**{name}**" not in described] == []


def test_opening_again_applies_nothing(store: SqlStore) -> None:
    migrations = read_migrations("sqlite")

    assert migrate(store.writing, migrations) == 0
    with store.reading() as connection:
        rows = connection.execute(text("SELECT name, sha256 FROM schema_migration")).all()
    assert [tuple(row) for row in rows] == [(migration.name, migration.sha256) for migration in migrations]


def test_failed_migration_leaves_the_database_as_it_was(store: SqlStore) -> None:
    broken = Migration("0002_broken", "CREATE TABLE half (a);\nCREATE TABLE paper (b);\n")
    with pytest.raises(Exception, match="already exists"):
        migrate(store.writing, [*read_migrations("sqlite"), broken])

    assert "half" not in inspect(store.engine).get_table_names()
    open_store(store.place).close()


def test_later_migration_keeps_what_is_there(store: SqlStore) -> None:
    store.save_note("question", "Does it help?")
    added = Migration("0002_added", "ALTER TABLE note ADD COLUMN kept_at VARCHAR;\n")

    assert migrate(store.writing, [*read_migrations("sqlite"), added]) == 1
    assert store.note("question") == "Does it help?"


_GOOD = {
    "claim": "INSERT INTO claim VALUES ('{id}', 1, 'W', '{type}', 0, {paper}, NULL, {start}, 9, {share}, '')",
    "verdict": "INSERT INTO verdict VALUES (1, 'r', '0123456789abcdef', '{status}', {label}, {verified}, {share}, '')",
    "evidence": "INSERT INTO evidence VALUES (1, 0, 'p', {version}, '', {page}, {start}, 9, 'q', '{hash}')",
    "paper_version": "INSERT INTO paper_version VALUES ('p', {version}, '', '{status}', '', '')",
    "document": "INSERT INTO document VALUES ('p', {version}, '{format}', '', 3, '', x'00')",
    "sentence": "INSERT INTO sentence VALUES (1, 'p', 1, {start}, 9, 0, '{part}', 'text')",
}
_VALUES: dict[str, Any] = {
    "id": "0123456789abcdef",
    "type": "result", "paper": "'p'", "start": 0, "share": 0.5, "label": "'supported'", "verified": 1, "version": 1,
    "page": 1, "hash": "sha256:0", "format": "pdf", "part": "body",
}  # fmt: skip
_STATUS = {"verdict": "checked", "paper_version": "available"}


def insert(store: SqlStore, table: str, **changed: Any) -> None:
    """Insert a row with all it depends on; what is changed is wrong in the last one."""
    order = ["paper_version", "document", "sentence", "claim", "verdict", "evidence"]
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO paper VALUES ('p', 1)")
        connection.exec_driver_sql("INSERT INTO run VALUES ('r', 'verify', 'now', '')")
        for name in order[: order.index(table) + 1]:
            values = _VALUES | {"status": _STATUS.get(name, "")} | (changed if name == table else {})
            connection.exec_driver_sql(_GOOD[name].format(**values))


def test_database_takes_rows_that_are_right(store: SqlStore) -> None:
    insert(store, "evidence")


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        ("claim", {"id": "short"}),
        ("claim", {"start": 10}),
        ("claim", {"start": -1}),
        ("claim", {"share": 1.5}),
        ("claim", {"type": "rumour"}),
        ("claim", {"paper": "'unknown'"}),
        ("verdict", {"status": "guessed"}),
        ("verdict", {"label": "'true'"}),
        ("verdict", {"share": -0.1}),
        ("verdict", {"status": "source_unavailable"}),
        ("verdict", {"label": "'refuted'"}),
        ("evidence", {"start": 10}),
        ("evidence", {"page": 0}),
        ("evidence", {"version": -1}),
        ("evidence", {"hash": "md5:0"}),
        ("paper_version", {"status": "lost"}),
        ("paper_version", {"version": -1}),
        ("document", {"format": "doc"}),
        ("sentence", {"start": 10}),
        ("sentence", {"part": "footer"}),
    ],
)
def test_database_refuses_a_row_that_is_wrong(store: SqlStore, table: str, changed: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=r"CHECK|FOREIGN KEY"):
        insert(store, table, **changed)


def test_foreign_keys_hold_on_every_connection(address: str) -> None:
    for _ in range(2):
        store = open_store(address)
        with pytest.raises(IntegrityError, match="FOREIGN KEY"), store.writing() as connection:
            connection.exec_driver_sql("INSERT INTO claim_paper VALUES ('0123456789abcdef', 'nobody', 0)")
        store.close()


def test_database_keeps_a_write_ahead_log(store: SqlStore) -> None:
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_row_class_leads_to_its_table() -> None:
    assert table_of(PaperRow).name == "paper"
