"""Compound claims: each part is asked for by itself, and one that is contradicted takes the tick of the whole."""

import dataclasses
from collections.abc import Mapping
from typing import Final

from synth.verdict.types import Check, Evidence, Label, Outcome, PaperVerdict

PARTS: Final = "parts"
REFUTED_PART: Final = 0.5  # likelier contradicted than not


def check_of(parts: Mapping[str, PaperVerdict]) -> Check:
    """What the parts say of the whole: agree if each is supported, conflict if one is likely contradicted.

    Args:
        parts: The verdict of the same paper on each part, by its text.
    """
    against = [text for text, verdict in parts.items() if verdict.probabilities.refuted > REFUTED_PART]
    if against:
        told = " and ".join(f'"{text}"' for text in against)
        return Check(PARTS, Outcome.CONFLICT, f"taken by itself, {told} is contradicted")
    if all(verdict.label is Label.SUPPORTED for verdict in parts.values()):
        return Check(PARTS, Outcome.AGREE, f"each of its {len(parts)} parts is supported by itself")
    return Check(PARTS, Outcome.SILENT, "")


def with_parts(verdict: PaperVerdict, parts: Mapping[str, PaperVerdict]) -> PaperVerdict:
    """The verdict on a compound claim, with its parts' check and the piece of evidence that decided each part.

    Args:
        verdict: On the whole claim; its probabilities stay.
        parts: The verdict of the same paper on each part, by its text; none for a claim that is not compound.
    """
    if not parts:
        return verdict
    check = check_of(parts)
    word = "but " if check.outcome is Outcome.CONFLICT and verdict.label is Label.SUPPORTED else ""
    return dataclasses.replace(
        verdict,
        reason=f"{verdict.reason}; {word}{check.why}" if check.why else verdict.reason,
        checks=(*verdict.checks, check),
        evidence=(*verdict.evidence, *_pieces(verdict, parts)),
    )


def _pieces(verdict: PaperVerdict, parts: Mapping[str, PaperVerdict]) -> list[Evidence]:
    """The first piece of each part, unless it lies in what the whole claim was decided by."""
    shown = [piece.span for piece in verdict.evidence[:1]]
    found = []
    for text, part in parts.items():
        for piece in part.evidence[:1]:
            if not any(span.overlaps(piece.span) for span in shown):
                shown.append(piece.span)
                found.append(dataclasses.replace(piece, part=text))
    return found
