"""Claims before whole tables: two rows, a column, all of it."""

import dataclasses
from functools import lru_cache

import pytest

from synth.claims.document import Document, Part, Section, Sentence, SourceFormat, Table
from synth.claims.types import PaperId, Span
from synth.documents.read import read_bytes
from synth.evidence.passages import passages_of
from synth.verdict.checks import CHECK_NAMES, context_of, run_checks
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


def why(claim: str, name: str, check: str) -> str:
    return next(item.why for item in found(claim, name) if item.name == check and item.outcome is not Outcome.SILENT)


@pytest.mark.parametrize(
    ("name", "claim", "check", "reason"),
    [
        (
            "taggers",
            "On letters, BiTag outperforms CharTag.",
            "comparison",
            "Table 1: BiTag 89.7, CharTag 90.3 in Letters; the claim says 'outperforms'",
        ),
        (
            "errors",
            "SubWave is consistently the best.",
            "quantifiers",
            "Table 6: 0 of 3, SubWave 5.2, Conformal 4.4 in Clean ↓",
        ),
        (
            "taggers",
            "BiTag reaches an accuracy of 90.3 on letters.",
            "binding",
            "90.3 stands at CharTag, Letters in Table 1, the claim says BiTag",
        ),
        (
            "ablation",
            "Hard negatives help.",
            "direction",
            "Table 3: w/o hard negatives 31.1, Full retriever 36.4 in MRR",
        ),
        (
            "languages",
            "XEnc-large reaches 82.9 on German.",
            "numbers",
            "Table 2: 80.9 at XEnc-large, de; the claim says 82.9",
        ),
    ],
)
def test_reason_names_the_table_and_its_cells(name: str, claim: str, check: str, reason: str) -> None:
    assert why(claim, name, check) == reason


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("taggers", "BiTag beats CharTag."),  # not on letters
        ("taggers", "BiTag is larger than the others on Slovak."),
        ("taggers", "BiTag beats CharTag on all corpora except letters."),
        ("taggers", "CharTag beats the best rule-based tagger."),
        ("taggers", "BiTag is one of the best taggers on novels."),
        ("languages", "XEnc-base is the best model in German."),  # with translated data
        ("speech", "Kaldex is better than Whiskex on meetings."),  # in precision only
        ("errors", "It is possible that SubWave beats DeepEar."),
    ],
)
def test_table_is_silent_where_it_does_not_tell(name: str, claim: str) -> None:
    told = [item for item in found(claim, name) if item.name in {"comparison", "quantifiers", "direction"}]

    assert {item.outcome for item in told} == {Outcome.SILENT}


def test_number_of_another_row_is_no_agreement() -> None:
    outcomes = [item.outcome for item in found("BiTag reaches 90.3.", "taggers") if item.name == "numbers"]

    assert outcomes
    assert Outcome.AGREE not in outcomes


def test_table_is_silent_where_another_one_says_the_opposite() -> None:
    one = document("taggers")
    other = one.tables[0]
    rows = (
        other.rows[0],
        *((row[0], *(f"{99 - float(cell)}" for cell in row[1:4]), *row[4:]) for row in other.rows[1:]),
    )
    start = len(one.text) + 1
    text = f"{one.text}\n" + "\n".join(" | ".join(row) for row in rows)
    second = dataclasses.replace(other, rows=rows, label="Table 8", span=Span(start, len(text)))
    both = dataclasses.replace(one, text=text, tables=(other, second))
    context = context_of(both)
    rows_found = [passage for passage in passages_of(both) if passage.cells]

    outcomes = {
        run_checks("On novels, BiTag outperforms CharTag.", passage, context)[CHECK_NAMES.index("comparison")].outcome
        for passage in rows_found
    }

    assert outcomes == {Outcome.SILENT}


def test_table_of_a_page_is_compared_row_with_row() -> None:
    page = (
        "<html><body><h1>Trees</h1><p>We parse.</p><table><caption>Table 1: Accuracy.</caption>"
        "<tr><th>Parser</th><th>News</th><th>Mail</th></tr><tr><td>Oak</td><td>91.2</td><td>80.3</td></tr>"
        "<tr><td>Elm</td><td>90.4</td><td>83.9</td></tr></table></body></html>"
    )
    paper = read_bytes("html", page.encode(), paper=PaperId("local:000000000000"), version=None, title="")
    row = next(passage for passage in passages_of(paper) if passage.cells and passage.cells[0][1] == "Oak")

    def outcome(claim: str) -> Outcome:
        return run_checks(claim, row, context_of(paper))[CHECK_NAMES.index("comparison")].outcome

    assert outcome("Elm parses mail better than Oak.") is Outcome.AGREE
    assert outcome("Oak parses mail better than Elm.") is Outcome.CONFLICT
