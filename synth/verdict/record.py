"""A verdict as the published record CLAIM, and back.

The shape is the contract that scripts rely on: ``synth/schemas/claim-1.json``. A record holds nothing
but what JSON can carry; going there and back loses nothing.
"""

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from synth.claims.document import Box
from synth.claims.types import Claim, ClaimId, ClaimType, Origin, PaperId, Reported, Span
from synth.verdict.types import (
    Cell,
    Check,
    ClaimVerdict,
    Evidence,
    Label,
    Outcome,
    PaperVerdict,
    Probabilities,
    Status,
)

SCHEMA_VERSION: Final = 1
Record = dict[str, Any]
_MILLION: Final = 1_000_000


def record_of(verdict: ClaimVerdict) -> Record:
    """The CLAIM record of a verdict."""
    return claim_fields(verdict.claim) | {
        "label": None if verdict.label is None else verdict.label.value,
        "status": verdict.status.value,
        "verified": verdict.verified,
        "confidence": _confidence(verdict.label, verdict.probabilities),
        "probabilities": _shares(verdict.probabilities),
        "reason": verdict.reason,
        "checks": [_check(check) for check in verdict.checks],
        "evidence": [_evidence(item) for item in verdict.evidence],
        "by_paper": [paper_verdict_fields(item) for item in verdict.by_paper],
        "attack": _plain(verdict.attack),
        "scope": _plain(verdict.scope),
        "relevance": _plain(verdict.relevance),
        "rerun": _plain(verdict.rerun),
        "review": _plain(verdict.review),
    }


def verdict_of(record: Mapping[str, Any]) -> ClaimVerdict:
    """The verdict of a CLAIM record.

    In a record from before papers had a tick of their own, the paper that decided has the claim's.

    Raises:
        KeyError: If a field of the record is missing.
        ValueError: If a field has a value that is not ours.
    """
    ticked = {piece["paper"] for piece in record["evidence"][:1]} if record["verified"] else set()
    return ClaimVerdict(
        claim=claim_of(record),
        status=Status(record["status"]),
        reason=record["reason"],
        label=None if record["label"] is None else Label(record["label"]),
        probabilities=_probabilities(record["probabilities"]),
        verified=record["verified"],
        checks=tuple(_check_of(item) for item in record["checks"]),
        evidence=tuple(_evidence_of(item) for item in record["evidence"]),
        by_paper=tuple(paper_verdict_of({"verified": item["paper"] in ticked} | item) for item in record["by_paper"]),
        attack=record["attack"],
        scope=record["scope"],
        relevance=record["relevance"],
        rerun=record["rerun"],
        review=record["review"],
    )


def claim_fields(claim: Claim) -> Record:
    """The fields of a CLAIM record that a claim has before any verdict."""
    return {
        "id": claim.id,
        "text": claim.text,
        "type": claim.type.value,
        "truncated": claim.truncated,
        "origin": {
            "paper": claim.origin.paper,
            "report": claim.origin.report,
            "start": claim.origin.span.start,
            "end": claim.origin.span.end,
        },
        "stated_by": list(claim.stated_by),
        "cites": list(claim.cites),
        "importance": _rounded(claim.importance),
        "reported": None
        if claim.reported is None
        else {"verified": claim.reported.verified, "confidence": claim.reported.confidence},
    }


def claim_of(record: Mapping[str, Any]) -> Claim:
    """The claim of a CLAIM record."""
    origin, reported = record["origin"], record["reported"]
    return Claim(
        id=ClaimId(record["id"]),
        text=record["text"],
        type=ClaimType(record["type"]),
        origin=Origin(origin["paper"], origin["report"], Span(origin["start"], origin["end"])),
        truncated=record["truncated"],
        stated_by=tuple(PaperId(paper) for paper in record["stated_by"]),
        cites=tuple(PaperId(paper) for paper in record["cites"]),
        reported=None if reported is None else Reported(reported["verified"], reported["confidence"]),
        importance=record["importance"],
    )


def _plain(known: Mapping[str, Any] | None) -> Record | None:
    return None if known is None else dict(known)


def _rounded(share: float | None) -> float | None:
    """Six digits: enough to tell verdicts apart, few enough to be equal on every machine."""
    return None if share is None else round(share, 6)


def _shares(probabilities: Probabilities | None) -> Record | None:
    """Shares of six digits that still sum to 1, so that a record read back gives the same record.

    The millionths lost by cutting go to the largest remainders.
    """
    if probabilities is None:
        return None
    exact = [share * _MILLION for share in probabilities.values]
    whole = [int(share + 1e-6) for share in exact]  # 1e-6: what was cut before is not cut again
    by_remainder = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_remainder[: _MILLION - sum(whole)]:
        whole[place] += 1
    return {label.value: share / _MILLION for label, share in zip(Label, whole, strict=True)}


def _confidence(label: Label | None, probabilities: Probabilities | None) -> float | None:
    shares = _shares(probabilities)
    return None if label is None or shares is None else float(shares[label.value])


def _probabilities(shares: Mapping[str, float] | None) -> Probabilities | None:
    return None if shares is None else Probabilities(**{label.value: shares[label.value] for label in Label})


def _check(check: Check) -> Record:
    return {"name": check.name, "outcome": check.outcome.value, "why": check.why}


def _check_of(item: Mapping[str, Any]) -> Check:
    return _same_check(item["name"], item["outcome"], item["why"])


@lru_cache(maxsize=4096)
def _same_check(name: str, outcome: str, why: str) -> Check:
    """A check as one object however often it is read: most of a run's million are silent for one of few reasons."""
    return Check(name, Outcome(outcome), why)


def _evidence(item: Evidence) -> Record:
    return {
        "paper": item.paper,
        "version": item.version,
        "section": item.section,
        "page": item.page,
        "start": item.span.start,
        "end": item.span.end,
        "quote": item.quote,
        "hash": item.hash,
        "boxes": [{key: _coordinate(value) for key, value in dataclasses.asdict(box).items()} for box in item.boxes],
        "cell": None if item.cell is None else dataclasses.asdict(item.cell),
        "scores": {name: _rounded(score) for name, score in item.scores.items()},
        "marks": [[mark.start, mark.end] for mark in item.marks],
    } | ({"part": item.part} if item.part else {})


def _coordinate(value: float) -> float:
    return value if isinstance(value, int) else round(value, 2)


def _evidence_of(item: Mapping[str, Any]) -> Evidence:
    return Evidence(
        paper=PaperId(item["paper"]),
        version=item["version"],
        section=item["section"],
        page=item["page"],
        span=Span(item["start"], item["end"]),
        quote=item["quote"],
        hash=item["hash"],
        boxes=tuple(Box(**box) for box in item["boxes"]),
        cell=None if item["cell"] is None else Cell(**item["cell"]),
        scores=dict(item["scores"]),
        marks=tuple(Span(start, end) for start, end in item["marks"]),
        part=item.get("part", ""),
    )


def paper_verdict_fields(item: PaperVerdict) -> Record:
    """What one paper says of a claim, ready for JSON."""
    return {
        "paper": item.paper,
        "version": item.version,
        "label": item.label.value,
        "verified": item.verified,
        "confidence": _confidence(item.label, item.probabilities),
        "probabilities": _shares(item.probabilities),
        "reason": item.reason,
        "checks": [_check(check) for check in item.checks],
        "evidence": [_evidence(piece) for piece in item.evidence],
    }


def paper_verdict_of(item: Mapping[str, Any]) -> PaperVerdict:
    """The paper verdict out of its fields.

    Raises:
        KeyError, ValueError, TypeError: If it is not what ``paper_verdict_fields`` gives.
    """
    probabilities = _probabilities(item["probabilities"])
    if probabilities is None:
        raise ValueError(f"paper verdict of {item['paper']} has no probabilities")
    return PaperVerdict(
        paper=PaperId(item["paper"]),
        version=item["version"],
        label=Label(item["label"]),
        probabilities=probabilities,
        reason=item["reason"],
        checks=tuple(_check_of(check) for check in item["checks"]),
        evidence=tuple(_evidence_of(piece) for piece in item["evidence"]),
        verified=item.get("verified", False),
    )
