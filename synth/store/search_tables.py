"""The rows of literature searches; see ``tables`` for what rows are."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from synth.synthesis.literature import Database, Decider, Fate


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    known = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({known})", name=f"known_{column}")


def _of_record(prefix: str, name: str) -> ForeignKeyConstraint:
    columns = ["search_key", f"{prefix}source", f"{prefix}rank"]
    there = ["search_record.search_key", "search_record.source", "search_record.rank"]
    return ForeignKeyConstraint(columns, there, ondelete="CASCADE", name=name)


class SearchRow(SQLModel, table=True):
    """One literature search; ``record`` is question, queries, period and limit as JSON."""

    __tablename__ = "search"

    key: str = Field(primary_key=True)
    position: int = Field(unique=True)
    question: str
    started_at: str
    record: str


class SearchAnswerRow(SQLModel, table=True):
    """What one database answered; ``failure`` is empty when all that was asked for came."""

    __tablename__ = "search_answer"
    __table_args__ = (_one_of("source", Database), CheckConstraint("stated >= 0", name="stated_count"))

    search_key: str = Field(primary_key=True, foreign_key="search.key", ondelete="CASCADE")
    source: str = Field(primary_key=True)
    position: int
    query: str
    asked_at: str
    stated: int | None
    failure: str


class SearchRecordRow(SQLModel, table=True):
    """One record as a database gave it; ``record`` is the whole ``Found`` as JSON."""

    __tablename__ = "search_record"
    __table_args__ = (
        CheckConstraint("rank >= 1", name="rank_number"),
        ForeignKeyConstraint(
            ["search_key", "source"],
            ["search_answer.search_key", "search_answer.source"],
            ondelete="CASCADE",
            name="of_answer",
        ),
    )

    search_key: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    rank: int = Field(primary_key=True)
    title: str
    arxiv: str | None = Field(index=True)
    doi: str
    record: str


class SearchDuplicateRow(SQLModel, table=True):
    """A record that another one makes superfluous, why, and how similar the titles are."""

    __tablename__ = "search_duplicate"
    __table_args__ = (
        CheckConstraint("score BETWEEN 0 AND 1", name="score_share"),
        CheckConstraint("source <> of_source OR rank <> of_rank", name="two_records"),
        _of_record("", "of_record"),
        _of_record("of_", "of_kept_record"),
    )

    search_key: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    rank: int = Field(primary_key=True)
    of_source: str
    of_rank: int
    why: str
    score: float


class SearchDecisionRow(SQLModel, table=True):
    """What became of a record, who decided it and why; a record waits for a person as long as it has none."""

    __tablename__ = "search_decision"
    __table_args__ = (
        _one_of("fate", Fate),
        _one_of("decided_by", Decider),
        CheckConstraint("relevance BETWEEN 0 AND 1", name="relevance_share"),
        _of_record("", "of_record"),
    )

    search_key: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    rank: int = Field(primary_key=True)
    fate: str
    decided_by: str
    reason: str
    relevance: float | None
