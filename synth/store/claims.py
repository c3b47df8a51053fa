"""Claims, and the written reports that make them."""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from synth.claims.types import Claim, ClaimId, PaperId
from synth.ports import Report
from synth.store import codec, dialect
from synth.store.tables import ClaimPaperRow, ClaimRow, PaperRow, ReportClaimRow, ReportRow, table_of

_CLAIM: Final = table_of(ClaimRow)
_STATED: Final = table_of(ClaimPaperRow)
_PAPER: Final = table_of(PaperRow)
_REPORT: Final = table_of(ReportRow)
_REPORT_CLAIM: Final = table_of(ReportClaimRow)


def save_claims(connection: Connection, claims: Sequence[Claim]) -> int:
    """Insert claims; how many were new. The papers that state a known claim are added to it."""
    known = _known(connection, [claim.id for claim in claims])
    first = connection.scalar(select(func.coalesce(func.max(_CLAIM.c.position), 0) + 1)) or 1
    new = list({claim.id: claim for claim in reversed(claims) if claim.id not in known}.values())[::-1]
    if new:
        connection.execute(insert(_CLAIM), [_row(claim, first + index) for index, claim in enumerate(new)])
    stated = _stated_by(connection, [claim.id for claim in claims])
    for claim in claims:
        papers = stated.setdefault(claim.id, [])
        for paper in claim.stated_by:
            if paper not in papers:
                row = {"claim_id": claim.id, "paper_id": paper, "position": len(papers)}
                connection.execute(insert(_STATED), [row])
                papers.append(paper)
    return len(new)


def claims(connection: Connection, *, prefix: str) -> Sequence[Claim]:
    """All claims whose id starts with ``prefix``: those of papers, then those of reports, then those added by hand."""
    ordered = (
        select(_CLAIM.c.record)
        .outerjoin(_PAPER, _PAPER.c.id == _CLAIM.c.origin_paper)
        .outerjoin(_REPORT, _REPORT.c.id == _CLAIM.c.origin_report)
        .where(_CLAIM.c.id.startswith(prefix.lower(), autoescape=True))
        .order_by(
            _PAPER.c.position.is_(None),
            _PAPER.c.position,
            _REPORT.c.position.is_(None),
            _REPORT.c.position,
            _CLAIM.c.start,
            _CLAIM.c.position,
        )
    )
    found = [codec.loads(Claim, record) for record in connection.scalars(ordered)]
    stated = _stated_by(connection, [claim.id for claim in found])
    return [dataclasses.replace(claim, stated_by=tuple(stated.get(claim.id, ()))) for claim in found]


def delete_claims(connection: Connection, ids: Sequence[ClaimId]) -> int:
    """Remove claims, and with them their verdicts; how many there were."""
    known = _known(connection, ids)
    for some in dialect.chunks(ids):
        connection.execute(delete(_CLAIM).where(_CLAIM.c.id.in_(some)))
    return len(known)


def save_report(connection: Connection, report: Report) -> None:
    """Keep a report that was read, with its claims."""
    position = connection.scalar(select(_REPORT.c.position).where(_REPORT.c.id == report.id)) or connection.scalar(
        select(func.coalesce(func.max(_REPORT.c.position), 0) + 1)
    )
    row = {
        "id": report.id,
        "position": position,
        "path": codec.storable(report.path),
        "title": codec.storable(report.title),
        "record": codec.dumps(report),
    }
    dialect.insert_or_update(connection, _REPORT, [row])
    save_claims(connection, report.claims)
    connection.execute(delete(_REPORT_CLAIM).where(_REPORT_CLAIM.c.report_id == report.id))
    made = [
        {"report_id": report.id, "position": index, "claim_id": claim.id} for index, claim in enumerate(report.claims)
    ]
    if made:
        connection.execute(insert(_REPORT_CLAIM), made)


def reports(connection: Connection) -> Sequence[Report]:
    """All reports, in the order they were first read."""
    ordered = select(_REPORT.c.record).order_by(_REPORT.c.position)
    return [codec.loads(Report, record) for record in connection.scalars(ordered)]


def _row(claim: Claim, position: int) -> dict[str, object]:
    return {
        "id": claim.id,
        "position": position,
        "text": codec.storable(claim.text),
        "type": claim.type.value,
        "truncated": claim.truncated,
        "origin_paper": claim.origin.paper,
        "origin_report": claim.origin.report,
        "start": claim.origin.span.start,
        "end": claim.origin.span.end,
        "importance": claim.importance,
        "record": codec.dumps(claim),
    }


def _known(connection: Connection, ids: Sequence[ClaimId]) -> set[str]:
    known: set[str] = set()
    for some in dialect.chunks(ids):
        known |= set(connection.scalars(select(_CLAIM.c.id).where(_CLAIM.c.id.in_(some))))
    return known


def _stated_by(connection: Connection, ids: Sequence[ClaimId]) -> dict[str, list[PaperId]]:
    """The papers that state each claim, in order of first sight."""
    stated: Mapping[str, list[PaperId]] = defaultdict(list)
    for some in dialect.chunks(ids):
        asked = select(_STATED.c.claim_id, _STATED.c.paper_id).where(_STATED.c.claim_id.in_(some))
        for claim, paper in connection.execute(asked.order_by(_STATED.c.claim_id, _STATED.c.position)):
            stated[claim].append(PaperId(paper))
    return dict(stated)
