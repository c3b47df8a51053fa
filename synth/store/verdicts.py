"""Verdicts with their evidence, and the cache of what one paper says of one claim."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select

from synth.errors import StoreError
from synth.store import codec, dialect
from synth.store.tables import EvidenceRow, PaperVerdictRow, VerdictRow, table_of
from synth.verdict.record import record_of, verdict_of
from synth.verdict.types import ClaimVerdict

_VERDICT: Final = table_of(VerdictRow)
_EVIDENCE: Final = table_of(EvidenceRow)
_KEYED: Final = table_of(PaperVerdictRow)


def save_verdicts(connection: Connection, run_key: str, verdicts: Sequence[ClaimVerdict]) -> None:
    """Insert or replace the verdicts of a run, by claim. The run and the claims must be there."""
    last = {verdict.claim.id: verdict for verdict in verdicts}
    for some in dialect.chunks(list(last)):
        connection.execute(delete(_VERDICT).where(_VERDICT.c.run_key == run_key, _VERDICT.c.claim_id.in_(some)))
    first = (connection.scalar(select(func.coalesce(func.max(_VERDICT.c.id), 0))) or 0) + 1
    rows = [_row(first + index, run_key, verdict) for index, verdict in enumerate(last.values())]
    if rows:
        connection.execute(insert(_VERDICT), rows)
    evidence = [row for index, verdict in enumerate(last.values()) for row in _evidence(first + index, verdict)]
    if evidence:
        connection.execute(insert(_EVIDENCE), evidence)


def verdicts(connection: Connection, *, run_key: str | None) -> Sequence[ClaimVerdict]:
    """The verdicts of a run, or the newest of each claim, in the order they were saved."""
    asked = select(_VERDICT.c.record).order_by(_VERDICT.c.id)
    if run_key is None:
        asked = asked.where(_VERDICT.c.id.in_(select(func.max(_VERDICT.c.id)).group_by(_VERDICT.c.claim_id)))
    else:
        asked = asked.where(_VERDICT.c.run_key == run_key)
    return [_verdict(record) for record in connection.scalars(asked)]


def verdicts_by_key(connection: Connection, keys: Sequence[str]) -> Mapping[str, dict[str, Any]]:
    """The cached records of those keys that are known."""
    found: dict[str, dict[str, Any]] = {}
    for some in dialect.chunks(keys):
        rows = connection.execute(select(_KEYED.c.key, _KEYED.c.record).where(_KEYED.c.key.in_(some)))
        found |= {key: json.loads(record) for key, record in rows}
    return found


def save_keyed(connection: Connection, records: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep records by key; existing ones stay as they are, for a key determines its record."""
    rows = [{"key": key, "record": _json(record)} for key, record in records.items()]
    dialect.insert_new(connection, _KEYED, rows)


def _row(identifier: int, run_key: str, verdict: ClaimVerdict) -> dict[str, Any]:
    record = record_of(verdict)
    return {
        "id": identifier,
        "run_key": run_key,
        "claim_id": verdict.claim.id,
        "status": record["status"],
        "label": record["label"],
        "verified": record["verified"],
        "confidence": record["confidence"],
        "record": _json(record),
    }


def _evidence(identifier: int, verdict: ClaimVerdict) -> list[dict[str, Any]]:
    return [
        {
            "verdict_id": identifier,
            "position": position,
            "paper_id": item.paper,
            "version": item.version or 0,
            "section": codec.storable(item.section),
            "page": item.page,
            "start": item.span.start,
            "end": item.span.end,
            "quote": codec.storable(item.quote),
            "hash": item.hash,
        }
        for position, item in enumerate(verdict.evidence)
    ]


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, separators=(",", ":"))


def _verdict(record: str) -> ClaimVerdict:
    try:
        return verdict_of(json.loads(record))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"a stored verdict cannot be read: {error}",
            hint="it was written by another version of synth; verify again: synth verify",
        ) from error
