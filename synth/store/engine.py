"""The store: one object that keeps a workspace's memory in SQLite, or in PostgreSQL by URL."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from synth.claims.document import Document
from synth.claims.types import Claim, ClaimId, PaperId, Span
from synth.errors import StoreError
from synth.ports import Failure, Matrix, Paper, Report, Run
from synth.store import claims as claim_rows
from synth.store import dialect
from synth.store import papers as paper_rows
from synth.store import runs as run_rows
from synth.store import verdicts as verdict_rows
from synth.store.faults import named
from synth.store.migrations import applied_to, migrate, read_migrations
from synth.verdict.types import ClaimVerdict

BUSY_S: Final = 5.0  # how long to wait for another writer before giving up
_DRIVERS: Final = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


def open_store(url: str, *, busy_s: float = BUSY_S) -> "SqlStore":
    """Open a database, made and brought up to date where that is needed.

    Args:
        url: ``sqlite:///path/to/synth.db``, ``sqlite://`` for one in memory, ``postgresql://...``, or a plain path.
        busy_s: Seconds to wait for a locked database.

    Raises:
        StoreError: If it cannot be opened: no such kind, a missing driver, locked, read-only, corrupt, somebody
            else's, written by a newer synth, or on a full disk.
    """
    address = _address(url)
    place = address.render_as_string(hide_password=True) if address.host else str(address.database or "in memory")
    migrations = read_migrations(address.get_backend_name())
    with named(place):
        if address.get_backend_name() == dialect.SQLITE and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        try:
            engine = dialect.build_engine(address, busy_s=busy_s)
        except ModuleNotFoundError as error:
            raise StoreError(f"database {place} needs {error.name}", hint="pip install 'synth[pg]'") from error
    store = SqlStore(engine, place)
    try:
        with store.reading() as connection:
            missing = {migration.name for migration in migrations} - applied_to(connection, migrations)
        if missing:
            migrate(store.writing, migrations)
    except StoreError:
        store.close()
        raise
    return store


def _address(url: str) -> URL:
    """The SQLAlchemy address of what the user named, with our driver."""
    try:
        address = make_url(url if "://" in url else f"sqlite:///{url}")
        return address.set(drivername=_DRIVERS[address.get_backend_name()])
    except (ArgumentError, NoSuchModuleError, KeyError) as error:
        raise StoreError(
            f"not a database address: {url!r}", hint="write it like sqlite:///db/synth.db or postgresql://host/name"
        ) from error


class SqlStore:
    """``ports.Store`` on SQLAlchemy. Each ``save_`` is one transaction; what it refuses leaves nothing behind.

    Attributes:
        engine: The connections.
        place: The database as the user knows it, for messages.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine = engine
        self.place = place

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout.

        Raises:
            StoreError: If the database cannot be read.
        """
        with named(self.place), self.engine.connect() as connection:
            yield connection

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction: all that is done in it, or nothing.

        Raises:
            StoreError: If the database cannot be written.
        """
        return self._writing()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            named(self.place),
            self.engine.connect().execution_options(**{dialect.WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def save_papers(self, papers: Sequence[Paper]) -> None:
        """Insert or replace papers by id and version."""
        with self.writing() as connection:
            paper_rows.save_papers(connection, papers)

    def papers(self) -> Sequence[Paper]:
        """All papers, in the order they were first asked for."""
        with self.reading() as connection:
            return paper_rows.papers(connection)

    def save_document(self, document: Document) -> None:
        """Insert or replace the document of a paper's version; the paper must be there."""
        with self.writing() as connection:
            paper_rows.save_document(connection, document)

    def document_of(self, paper: PaperId, version: int | None) -> Document | None:
        """The stored document, or None; without a version the newest."""
        with self.reading() as connection:
            return paper_rows.document_of(connection, paper, version)

    def search_sentences(self, query: str, *, limit: int = 20) -> Sequence[tuple[PaperId, Span, str]]:
        """Sentences that hold words of the query, best first."""
        with self.reading() as connection:
            return paper_rows.search_sentences(connection, query, limit=limit)

    def save_claims(self, claims: Sequence[Claim]) -> int:
        """Insert claims; how many were new. ``stated_by`` of known claims is extended."""
        with self.writing() as connection:
            return claim_rows.save_claims(connection, claims)

    def claims(self, *, prefix: str = "") -> Sequence[Claim]:
        """All claims whose id starts with ``prefix``, in the order of their sources."""
        with self.reading() as connection:
            return claim_rows.claims(connection, prefix=prefix)

    def delete_claims(self, ids: Sequence[ClaimId]) -> int:
        """Remove claims with their verdicts; how many there were."""
        with self.writing() as connection:
            return claim_rows.delete_claims(connection, ids)

    def save_report(self, report: Report) -> None:
        """Keep a report that was read, with its claims."""
        with self.writing() as connection:
            claim_rows.save_report(connection, report)

    def reports(self) -> Sequence[Report]:
        """All reports that were audited, oldest first."""
        with self.reading() as connection:
            return claim_rows.reports(connection)

    def save_verdicts(self, run_key: str, verdicts: Sequence[ClaimVerdict]) -> None:
        """Insert or replace the verdicts of a run, by claim; the run and the claims must be there."""
        with self.writing() as connection:
            verdict_rows.save_verdicts(connection, run_key, verdicts)

    def verdicts(self, *, run_key: str | None = None) -> Sequence[ClaimVerdict]:
        """The verdicts of a run, or the newest of each claim."""
        with self.reading() as connection:
            return verdict_rows.verdicts(connection, run_key=run_key)

    def verdicts_by_key(self, keys: Sequence[str]) -> Mapping[str, dict[str, Any]]:
        """The cached paper verdicts known, by key."""
        with self.reading() as connection:
            return verdict_rows.verdicts_by_key(connection, keys)

    def save_keyed(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep paper verdicts by key; existing ones stay as they are."""
        with self.writing() as connection:
            verdict_rows.save_keyed(connection, records)

    def save_run(self, run: Run) -> None:
        """Insert or replace a run by its key."""
        with self.writing() as connection:
            run_rows.save_run(connection, run)

    def runs(self) -> Sequence[Run]:
        """All runs, oldest first."""
        with self.reading() as connection:
            return run_rows.runs(connection)

    def save_failures(self, command: str, failures: Sequence[Failure]) -> None:
        """Replace the failures of a command."""
        with self.writing() as connection:
            run_rows.save_failures(connection, command, failures)

    def failures(self) -> Sequence[Failure]:
        """What failed and was not done since."""
        with self.reading() as connection:
            return run_rows.failures(connection)

    def save_note(self, key: str, value: str) -> None:
        """Keep a word about the workspace itself."""
        with self.writing() as connection:
            run_rows.save_note(connection, key, value)

    def note(self, key: str) -> str:
        """The word kept under ``key``, or an empty string."""
        with self.reading() as connection:
            return run_rows.note(connection, key)

    def vectors_of(self, model: str, hashes: Sequence[str]) -> Mapping[str, Matrix]:
        """The vectors known, by text hash."""
        with self.reading() as connection:
            return run_rows.vectors_of(connection, model, hashes)

    def save_vectors(self, model: str, vectors: Mapping[str, Matrix]) -> None:
        """Keep vectors; existing ones stay as they are."""
        with self.writing() as connection:
            run_rows.save_vectors(connection, model, vectors)
