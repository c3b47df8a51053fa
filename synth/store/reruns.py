"""What the lab measured and concluded."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import func, select

from synth.claims.types import ClaimId
from synth.ports.lab import ArmOutcome, ClaimRerun, LabResult, Stance
from synth.store import codec, dialect
from synth.store.engine import SqlStore
from synth.store.rerun_tables import ClaimRerunRow, LabOutcomeRow, LabResultRow
from synth.store.tables import table_of

_OUTCOME: Final = table_of(LabOutcomeRow)
_RESULT: Final = table_of(LabResultRow)
_RERUN: Final = table_of(ClaimRerunRow)


class SqlRerunStore:
    """``ports.laboratory.RerunStore`` on the workspace's database."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def save_outcome(self, key: str, experiment: str, outcome: ArmOutcome) -> None:
        """Keep one (arm, seed) run; an existing one stays as it is, for its key determines it."""
        row = {"key": key, "experiment": experiment, "arm": outcome.arm, "seed": outcome.seed}
        with self._store.writing() as connection:
            dialect.insert_new(connection, _OUTCOME, [row | {"record": codec.dumps(outcome)}])

    def outcomes(self, keys: Sequence[str]) -> Mapping[str, ArmOutcome]:
        """The runs known, by key."""
        found: dict[str, ArmOutcome] = {}
        with self._store.reading() as connection:
            for some in dialect.chunks(keys):
                asked = select(_OUTCOME.c.key, _OUTCOME.c.record).where(_OUTCOME.c.key.in_(some))
                found |= {key: codec.loads(ArmOutcome, record) for key, record in connection.execute(asked)}
        return found

    def save_result(self, result: LabResult) -> None:
        """Insert or replace a result by its key."""
        with self._store.writing() as connection:
            known = connection.scalar(select(_RESULT.c.position).where(_RESULT.c.key == result.key))
            newest = connection.scalar(select(func.coalesce(func.max(_RESULT.c.position), 0))) or 0
            row = {
                "key": result.key,
                "position": newest + 1 if known is None else known,
                "experiment": result.experiment,
                "preset": result.preset,
                "verdict": result.verdict.value,
                "record": codec.dumps(result),
            }
            dialect.insert_or_update(connection, _RESULT, [row])

    def results(self) -> Sequence[LabResult]:
        """All results, oldest first."""
        with self._store.reading() as connection:
            ordered = select(_RESULT.c.record).order_by(_RESULT.c.position)
            return [codec.loads(LabResult, record) for record in connection.scalars(ordered)]

    def save_claim_reruns(self, reruns: Sequence[ClaimRerun]) -> None:
        """Insert or replace what bears on claims, by claim."""
        rows = [
            {
                "claim_id": rerun.claim,
                "text": codec.storable(rerun.text),
                "experiment": rerun.experiment,
                "reason": codec.storable(rerun.reason),
                "stance": None if rerun.stance is None else rerun.stance.value,
                "result_key": rerun.result,
            }
            for rerun in {rerun.claim: rerun for rerun in reruns}.values()
        ]
        with self._store.writing() as connection:
            dialect.insert_or_update(connection, _RERUN, rows)

    def claim_reruns(self) -> Mapping[ClaimId, ClaimRerun]:
        """What bears on each claim that was asked for."""
        with self._store.reading() as connection:
            rows = connection.execute(select(_RERUN)).mappings().all()
        return {
            ClaimId(row["claim_id"]): ClaimRerun(
                ClaimId(row["claim_id"]),
                row["text"],
                row["experiment"],
                row["reason"],
                None if row["stance"] is None else Stance(row["stance"]),
                row["result_key"],
            )
            for row in rows
        }
