"""Decisions of people, kept beside the verdicts; implements ``ports.review.Reviews``."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC
from typing import Final

from sqlalchemy import func, insert, select

from synth.errors import ConflictError
from synth.ports.review import Decision
from synth.store import codec
from synth.store.engine import SqlStore
from synth.store.review_tables import DecisionRow
from synth.store.tables import VerdictRow, table_of

_DECISION: Final = table_of(DecisionRow)
_VERDICT: Final = table_of(VerdictRow)


class SqlReviews:
    """Decisions in the database of a store."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def decisions(self, *, after: int = 0) -> Sequence[Decision]:
        """All decisions whose number is larger than ``after``, in the order in which they were made."""
        asked = (
            select(_DECISION.c.number, _DECISION.c.record)
            .where(_DECISION.c.number > after)
            .order_by(_DECISION.c.number)
        )
        with self._store.reading() as connection:
            rows = connection.execute(asked).all()
        return [dataclasses.replace(codec.loads(Decision, record), number=number) for number, record in rows]

    def save_decision(self, decision: Decision) -> None:
        """Add a decision, if the claim's next revision is still its own.

        Raises:
            ConflictError: If it is not: somebody decided meanwhile.
        """
        with self._store.writing() as connection:
            newest = connection.execute(
                select(_DECISION.c.revision, _DECISION.c.reviewer, _DECISION.c.action)
                .where(_DECISION.c.claim_id == decision.claim)
                .order_by(_DECISION.c.revision.desc())
                .limit(1)
            ).first()
            if decision.revision != (newest.revision if newest else 0) + 1:
                raise ConflictError(
                    f"{newest.reviewer} decided meanwhile: {newest.action}" if newest else "that decision is gone",
                    hint="yours was not kept; look at the claim again and decide anew",
                )
            last = connection.scalar(select(func.coalesce(func.max(_DECISION.c.number), 0))) or 0
            row = {
                "number": last + 1,
                "claim_id": decision.claim,
                "revision": decision.revision,
                "decided_at": decision.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "reviewer": codec.storable(decision.reviewer),
                "action": decision.action.value,
                "record": codec.dumps(decision),
            }
            connection.execute(insert(_DECISION), [row])

    def state_of_verdicts(self) -> str:
        """A word that changes whenever verdicts are added or removed."""
        with self._store.reading() as connection:
            newest, count = connection.execute(select(func.max(_VERDICT.c.id), func.count(_VERDICT.c.id))).one()
        return f"{newest or 0} of {count}"
