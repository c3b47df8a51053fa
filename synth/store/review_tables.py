"""The row of a decision; see ``tables`` for what rows are."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from synth.ports.review import Action

_KNOWN = ", ".join(f"'{action.value}'" for action in Action)


class DecisionRow(SQLModel, table=True):
    """What a person did with a claim; rows are only ever added. ``record`` is the whole decision as JSON.

    The claim is no foreign key: a decision outlives a claim that is removed.
    """

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("claim_id", "revision", name="one_decision_a_revision"),
        CheckConstraint("length(claim_id) = 16", name="content_id"),
        CheckConstraint("revision >= 1", name="revision_number"),
        CheckConstraint(f"action IN ({_KNOWN})", name="known_action"),
    )

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    claim_id: str
    revision: int
    decided_at: str
    reviewer: str
    action: str
    record: str
