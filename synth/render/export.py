"""Verdicts for other programs: JSON lines, CSV for a spreadsheet, and the claim files of SciFact."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from synth.claims.document import Document
from synth.claims.types import PaperId, Span
from synth.render.words import label_of, plain
from synth.verdict.record import SCHEMA_VERSION, record_of
from synth.verdict.types import ClaimVerdict, Evidence, Label, Status

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SCIFACT_LABELS: Final = {Label.SUPPORTED: "SUPPORT", Label.REFUTED: "CONTRADICT"}
COLUMNS: Final = (
    *("id", "text", "type", "truncated", "stated_by", "label", "verified", "confidence"),
    *(f"p_{label.value}" for label in Label),
    *("reason", "conflicts", "paper", "version", "section", "page", "quote", "quote_hash"),
    *("reported_verified", "reported_confidence"),
)


def jsonl(verdicts: Iterable[ClaimVerdict]) -> str:
    """One CLAIM record a line, each with ``schema_version`` (schema ``claim-1``)."""
    return "".join(_json_line({"schema_version": SCHEMA_VERSION, **record_of(verdict)}) for verdict in verdicts)


def csv_text(verdicts: Iterable[ClaimVerdict]) -> str:
    """One row a claim under a header, with the best passage; safe to open in a spreadsheet.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.

    Source:
        https://owasp.org/www-community/attacks/CSV_Injection
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for verdict in verdicts:
        writer.writerow([_cell(value) for value in _row(verdict)])
    return out.getvalue()


def scifact(
    verdicts: Sequence[ClaimVerdict], documents: Mapping[tuple[PaperId, int | None], Document]
) -> tuple[str, str]:
    """Claims and corpus in the shape of SciFact's ``claims.jsonl`` and ``corpus.jsonl``.

    Numbers stand for ids there, counted from 1 in the order given; ours stand beside them. A document's
    ``abstract`` holds all its sentences. Partial support has no label in SciFact: such a claim, like one
    without enough information, carries no evidence, and ``label`` says which.

    Args:
        verdicts: The claims.
        documents: The text of each version of each paper.

    Returns:
        The two files' texts.

    Source:
        https://github.com/allenai/scifact/blob/master/doc/data.md
    """
    numbers = {key: number for number, key in enumerate(documents, start=1)}
    claims = "".join(
        _json_line(_scifact_claim(number, verdict, documents, numbers))
        for number, verdict in enumerate(verdicts, start=1)
    )
    corpus = "".join(
        _json_line(
            {
                "doc_id": numbers[paper, version],
                "title": document.title,
                "abstract": [document.quote(sentence.span) for sentence in document.sentences],
                "structured": False,
                "paper": paper,
                "version": version,
            }
        )
        for (paper, version), document in documents.items()
    )
    return claims, corpus


def _scifact_claim(
    number: int,
    verdict: ClaimVerdict,
    documents: Mapping[tuple[PaperId, int | None], Document],
    numbers: Mapping[tuple[PaperId, int | None], int],
) -> dict[str, Any]:
    cited = {numbers[key] for key in documents if key[0] in verdict.claim.cites}
    evidence: dict[str, list[dict[str, Any]]] = {}
    for item in verdict.by_paper:
        key = (item.paper, item.version)
        if key not in documents:
            continue
        cited.add(numbers[key])
        if item.label in _SCIFACT_LABELS and (sentences := _sentences(documents[key], item.evidence[:1])):
            evidence[str(numbers[key])] = [{"sentences": sentences, "label": _SCIFACT_LABELS[item.label]}]
    return {
        "id": number,
        "claim": verdict.claim.text,
        "evidence": evidence,
        "cited_doc_ids": sorted(cited),
        "claim_id": verdict.claim.id,
        "label": (verdict.label or verdict.status).value,
    }


def _sentences(document: Document, evidence: Sequence[Evidence]) -> list[int]:
    """Numbers of the sentences that the evidence touches, from 0."""
    spans: list[Span] = [item.span for item in evidence]
    return [
        number
        for number, sentence in enumerate(document.sentences)
        if any(sentence.span.overlaps(span) for span in spans)
    ]


def _row(verdict: ClaimVerdict) -> list[object]:
    claim, shares = verdict.claim, verdict.probabilities
    best = verdict.evidence[0] if verdict.evidence else None
    reported = claim.reported
    return [
        *(claim.id, claim.text, claim.type.value, claim.truncated, " ".join(claim.stated_by), label_of(verdict)),
        *(verdict.verified if verdict.status is Status.CHECKED else None, verdict.confidence),
        *(shares.of(label) if shares else None for label in Label),
        *(verdict.reason, "; ".join(check.why for check in verdict.checks if check.outcome.value == "conflict")),
        *((best.paper, best.version, best.section, best.page, best.quote, best.hash) if best else [None] * 6),
        *((reported.verified, reported.confidence) if reported else (None, None)),
    ]


def _cell(value: object) -> str:
    """A value as a spreadsheet may read it: numbers short, truth in small letters, no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    is_formula = text.startswith(_FORMULA_STARTS) or plain(text).lstrip().startswith(_FORMULA_STARTS)
    return ("'" if is_formula else "") + plain(text)


def _json_line(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
