"""Table rows. They mirror the core's types and hold no behaviour.

A ``table=True`` model checks nothing it is given, neither types nor ``Field(ge=...)``. So rows are built only in this
package, only from core values, which check themselves; what must hold in the file itself is a constraint of the
database. The migrations in ``db/migrations`` are what is run; a test compares them with these classes.

In the database, version 0 stands for "no version": a primary key may not hold NULL.
"""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

from synth.claims.document import Part, SourceFormat
from synth.claims.types import ClaimType
from synth.ports import PaperStatus
from synth.verdict.types import Label, Status


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    known = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({known})", name=f"known_{column}")


def _span() -> CheckConstraint:
    return CheckConstraint('0 <= start AND start <= "end"', name="span")


def _share(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 0 AND 1", name=f"{column}_share")


class MigrationRow(SQLModel, table=True):
    """One migration that was applied to this database."""

    __tablename__ = "schema_migration"

    name: str = Field(primary_key=True)
    sha256: str
    applied_at: str


class PaperRow(SQLModel, table=True):
    """A paper somebody asked for; ``position`` counts papers in the order they were first asked for."""

    __tablename__ = "paper"

    id: str = Field(primary_key=True)
    position: int = Field(unique=True)


class PaperVersionRow(SQLModel, table=True):
    """What is known of one version of a paper; ``record`` is the whole ``ports.Paper`` as JSON."""

    __tablename__ = "paper_version"
    __table_args__ = (
        CheckConstraint("version >= 0", name="version_number"),
        _one_of("status", PaperStatus),
    )

    paper_id: str = Field(primary_key=True, foreign_key="paper.id", ondelete="CASCADE")
    version: int = Field(primary_key=True)
    title: str
    status: str = Field(index=True)
    reason: str
    record: str


class DocumentRow(SQLModel, table=True):
    """The text of one version of a paper; ``body`` is the ``Document`` as compressed JSON."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("version >= 0", name="version_number"),
        CheckConstraint("chars >= 0", name="length"),
        _one_of("format", SourceFormat),
    )

    paper_id: str = Field(primary_key=True, foreign_key="paper.id", ondelete="CASCADE")
    version: int = Field(primary_key=True)
    format: str
    title: str
    chars: int
    hash: str
    body: bytes = Field(sa_type=LargeBinary)


class SentenceRow(SQLModel, table=True):
    """One sentence of a document, for full-text search."""

    __tablename__ = "sentence"
    __table_args__ = (
        ForeignKeyConstraint(
            ["paper_id", "version"], ["document.paper_id", "document.version"], ondelete="CASCADE", name="of_document"
        ),
        _span(),
        _one_of("part", Part),
        Index("sentence_of_document", "paper_id", "version"),
    )

    id: int | None = Field(default=None, primary_key=True)
    paper_id: str
    version: int
    start: int
    end: int
    section: int
    part: str
    text: str


class ReportRow(SQLModel, table=True):
    """A written report that was audited; ``record`` is the whole ``ports.Report`` as JSON."""

    __tablename__ = "report"

    id: str = Field(primary_key=True)
    position: int = Field(unique=True)
    path: str
    title: str
    record: str


class ClaimRow(SQLModel, table=True):
    """One assertion, characters ``[start, end)`` of the paper or report it was first read in."""

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("length(id) = 16", name="content_id"),
        CheckConstraint("origin_paper IS NULL OR origin_report IS NULL", name="one_origin"),
        _span(),
        _share("importance"),
        _one_of("type", ClaimType),
    )

    id: str = Field(primary_key=True)
    position: int = Field(unique=True)
    text: str
    type: str
    truncated: bool
    origin_paper: str | None = Field(foreign_key="paper.id", ondelete="CASCADE", index=True)
    origin_report: str | None = Field(foreign_key="report.id", ondelete="CASCADE", index=True)
    start: int
    end: int
    importance: float
    record: str


class ClaimPaperRow(SQLModel, table=True):
    """A paper that states a claim in its own words; ``position`` keeps the order of first sight."""

    __tablename__ = "claim_paper"

    claim_id: str = Field(primary_key=True, foreign_key="claim.id", ondelete="CASCADE")
    paper_id: str = Field(primary_key=True, foreign_key="paper.id", ondelete="CASCADE", index=True)
    position: int


class ReportClaimRow(SQLModel, table=True):
    """A claim that a report makes."""

    __tablename__ = "report_claim"

    report_id: str = Field(primary_key=True, foreign_key="report.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    claim_id: str = Field(foreign_key="claim.id", ondelete="CASCADE", index=True)


class RunRow(SQLModel, table=True):
    """One command's run; ``record`` is the whole ``ports.Run`` as JSON, ``started_at`` is UTC."""

    __tablename__ = "run"

    key: str = Field(primary_key=True)
    command: str
    started_at: str = Field(index=True)
    record: str


class VerdictRow(SQLModel, table=True):
    """What a run decided about a claim; ``record`` is the published CLAIM record. A higher id is newer."""

    __tablename__ = "verdict"
    __table_args__ = (
        UniqueConstraint("run_key", "claim_id", name="one_verdict_a_run"),
        _one_of("status", Status),
        _one_of("label", Label),
        _share("confidence"),
        CheckConstraint("status = 'checked' OR label IS NULL", name="label_only_when_checked"),
        CheckConstraint("NOT verified OR label = 'supported'", name="tick_only_when_supported"),
    )

    id: int | None = Field(default=None, primary_key=True)
    run_key: str = Field(foreign_key="run.key", ondelete="CASCADE")
    claim_id: str = Field(foreign_key="claim.id", ondelete="CASCADE", index=True)
    status: str
    label: str | None
    verified: bool
    confidence: float | None
    record: str


class EvidenceRow(SQLModel, table=True):
    """A verbatim quote behind a verdict; position 0 decided."""

    __tablename__ = "evidence"
    __table_args__ = (
        _span(),
        CheckConstraint("version >= 0", name="version_number"),
        CheckConstraint("page >= 1", name="page_number"),
        CheckConstraint("substr(hash, 1, 7) = 'sha256:'", name="quote_hash"),
    )

    verdict_id: int = Field(primary_key=True, foreign_key="verdict.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    paper_id: str = Field(index=True)
    version: int
    section: str
    page: int | None
    start: int
    end: int
    quote: str
    hash: str


class PaperVerdictRow(SQLModel, table=True):
    """What one paper says of one claim, by the hash of everything it depends on; a cache."""

    __tablename__ = "paper_verdict"

    key: str = Field(primary_key=True)
    record: str


class FailureRow(SQLModel, table=True):
    """An item that a command could not do, until a later run does it."""

    __tablename__ = "failure"

    command: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    item: str
    reason: str
    hint: str


class NoteRow(SQLModel, table=True):
    """A word about the workspace itself."""

    __tablename__ = "note"

    key: str = Field(primary_key=True)
    value: str


class VectorRow(SQLModel, table=True):
    """An embedding, by model and text: little-endian float32, ``shape`` as "384" or "3x384"; a cache."""

    __tablename__ = "vector"

    model: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    shape: str
    data: bytes = Field(sa_type=LargeBinary)


def table_of(row: type[SQLModel]) -> Table:
    """The Core table behind a row class: bulk inserts by Core are ten times as fast as by rows."""
    return SQLModel.metadata.tables[str(row.__tablename__)]
