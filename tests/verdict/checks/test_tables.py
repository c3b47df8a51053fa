"""Claims before whole tables: two rows, a column, all of it."""

from functools import lru_cache

import pytest

from synth.claims.document import Document, Part, Section, Sentence, SourceFormat, Table
from synth.claims.types import PaperId, Span
from synth.evidence.passages import passages_of
from synth.verdict.checks import context_of, run_checks
from synth.verdict.types import Check, Outcome
from tests.verdict.checks.tables_pairs import PAIRS, TABLES


@lru_cache
def document(name: str) -> Document:
    caption, header_rows, rows = TABLES[name]
    lines = [caption, *(" | ".join(row) for row in rows)]
    text = "\n".join(lines)
    table = Table(caption, rows, header_rows, Span(len(caption) + 1, len(text)), label=caption.partition(":")[0])
    return Document(
        paper=PaperId("2104.08645"),
        version=1,
        format=SourceFormat.TEXT,
        title="A Paper",
        text=text,
        sections=(Section("4 Results", Span(0, len(text)), Part.BODY),),
        sentences=(Sentence(Span(0, len(caption)), 0, Part.CAPTION),),
        tables=(table,),
    )


def found(claim: str, name: str) -> list[Check]:
    """What all checks say before all rows and the caption."""
    context = context_of(document(name))
    return [check for passage in passages_of(document(name)) for check in run_checks(claim, passage, context)]


def conflicts(claim: str, name: str) -> list[str]:
    return [f"{check.name}: {check.why}" for check in found(claim, name) if check.outcome is Outcome.CONFLICT]


@pytest.mark.parametrize(("name", "claim"), [(name, true) for name, true, _ in PAIRS])
def test_true_claim_meets_no_objection(name: str, claim: str) -> None:
    assert conflicts(claim, name) == []


@pytest.mark.parametrize(("name", "claim"), [(name, false) for name, _, false in PAIRS])
def test_false_claim_meets_an_objection(name: str, claim: str) -> None:
    assert conflicts(claim, name) != []


@pytest.mark.parametrize(("name", "claim"), [(name, true) for name, true, _ in PAIRS])
def test_true_claim_finds_agreement(name: str, claim: str) -> None:
    assert any(check.outcome is Outcome.AGREE for check in found(claim, name))
