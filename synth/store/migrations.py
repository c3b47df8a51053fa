"""Migrations: append-only SQL files, each applied once, in a transaction of its own."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from synth.errors import StoreError

_PLACES = (
    Path(__file__).parents[1] / "_installed" / "migrations",  # in the wheel
    Path(__file__).parents[2] / "db" / "migrations",  # in a checkout
)

Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: ``0001_initial`` from ``0001_initial.<dialect>.sql``."""

    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """The hash that is recorded with the step."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def read_migrations(dialect: str) -> tuple[Migration, ...]:
    """The migrations for ``sqlite`` or ``postgresql``, in the order they are applied.

    Raises:
        StoreError: If there are none: the installation is damaged, or the dialect is not one of ours.
    """
    for folder in _PLACES:
        if files := sorted(folder.glob(f"*.{dialect}.sql")):
            return tuple(
                Migration(file.name.removesuffix(f".{dialect}.sql"), file.read_text(encoding="utf-8")) for file in files
            )
    raise StoreError(f"no migrations for {dialect}", hint="synth keeps its data in SQLite or PostgreSQL")


def migrate(transaction: Transaction, migrations: Sequence[Migration]) -> int:
    """Bring a database up to date; how many steps that took.

    Each step looks again at what was applied, inside its own transaction, so that two programs that open a new
    database at once do not get in each other's way.

    Raises:
        StoreError: If the database was written by a newer synth, or holds somebody else's tables.
    """
    done = 0
    for migration in migrations:
        with transaction() as connection:
            if migration.name in applied_to(connection, migrations):
                continue
            for statement in statements(migration.sql):
                connection.exec_driver_sql(statement)
            connection.execute(
                text(
                    "INSERT INTO schema_migration (name, sha256, applied_at) VALUES (:name, :sha256, CURRENT_TIMESTAMP)"
                ),
                {"name": migration.name, "sha256": migration.sha256},
            )
            done += 1
    return done


def applied_to(connection: Connection, known: Sequence[Migration]) -> set[str]:
    """The names of the migrations a database has.

    Raises:
        StoreError: If one of them is not among ``known``, or there are tables and no record of migrations.
    """
    tables = set(inspect(connection).get_table_names())
    if "schema_migration" not in tables:
        if tables:
            raise StoreError(
                f"the database was not made by synth: it holds a table {min(tables)!r}", hint="name another with --db"
            )
        return set()
    names = {str(name) for name in connection.execute(text("SELECT name FROM schema_migration")).scalars()}
    if newer := sorted(names - {migration.name for migration in known}):
        raise StoreError(
            f"the database was written by a newer synth (it has {newer[-1]})", hint="update synth: pip install -U synth"
        )
    return names


def statements(sql: str) -> Iterator[str]:
    r"""The statements of a script, one by one; a trigger's body stays whole.

    >>> list(statements("CREATE TABLE a (b);\n\nCREATE TABLE c (d);"))
    ['CREATE TABLE a (b);', 'CREATE TABLE c (d);']
    """
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
