"""Table rows of the lab; see ``store.tables`` for the rules."""

from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from synth.ports.lab import RerunVerdict, Stance


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    known = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({known})", name=f"known_{column}")


class LabOutcomeRow(SQLModel, table=True):
    """What one arm of an experiment measured with one seed, by the hash of all that decides it."""

    __tablename__ = "lab_outcome"

    key: str = Field(primary_key=True)
    experiment: str = Field(index=True)
    arm: str
    seed: int
    record: str


class LabResultRow(SQLModel, table=True):
    """What an experiment found; ``record`` is the whole ``ports.lab.LabResult`` as JSON. A higher position is newer."""

    __tablename__ = "lab_result"
    __table_args__ = (_one_of("verdict", RerunVerdict),)

    key: str = Field(primary_key=True)
    position: int = Field(unique=True)
    experiment: str = Field(index=True)
    preset: str
    verdict: str
    record: str


class ClaimRerunRow(SQLModel, table=True):
    """Which experiment bears on a claim, or why none; the claim need not be in the workspace, its id is its content."""

    __tablename__ = "claim_rerun"
    __table_args__ = (
        _one_of("stance", Stance),
        CheckConstraint("length(claim_id) = 16", name="content_id"),
        CheckConstraint("experiment IS NOT NULL OR result_key IS NULL", name="result_of_experiment"),
    )

    claim_id: str = Field(primary_key=True)
    text: str
    experiment: str | None
    reason: str
    stance: str | None
    result_key: str | None = Field(foreign_key="lab_result.key", ondelete="SET NULL", index=True)
