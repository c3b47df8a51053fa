import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.document import Document
from synth.claims.types import Span
from synth.evidence.fuse import RANK_FEATURES, Candidate
from synth.evidence.passages import passages_of
from synth.evidence.types import Passage
from synth.verdict.calibrate import Calibration
from synth.verdict.decide import is_ticked, kind_of, label_of, paper_verdict, probabilities_of
from synth.verdict.features import Judged
from synth.verdict.types import Check, Label, Outcome, Probabilities
from tests.conftest import MakeDocument

CALIBRATION = Calibration("paper", "x", 100, 0.0, 0.0, 1.0, (0.0, 0.0, 0.0, 0.0))


def judged(document: Document, at: int, *, relevance: float = 0.5, checks: tuple[Check, ...] = ()) -> Judged:
    return Judged(Candidate(passages_of(document)[at], at, np.full(len(RANK_FEATURES), 0.5), relevance), checks)


@given(st.lists(st.floats(1e-3, 1), min_size=4, max_size=4))
def test_rounded_probabilities_still_sum_to_one(weights: list[float]) -> None:
    shares = np.array(weights) / sum(weights)

    assert sum(probabilities_of(shares.tolist()).values) == pytest.approx(1.0, abs=1e-9)


def test_of_equally_likely_labels_the_cautious_one_is_shown() -> None:
    assert label_of(Probabilities(0.5, 0.0, 0.0, 0.5)) is Label.NOT_ENOUGH_INFO


def test_support_below_an_even_chance_gets_no_tick() -> None:
    lowered = dataclasses.replace(CALIBRATION, tick=0.1)

    assert not is_ticked(Label.SUPPORTED, Probabilities(0.45, 0.2, 0.2, 0.15), lowered)


def test_tick_needs_the_certified_threshold() -> None:
    strict = dataclasses.replace(CALIBRATION, tick=0.8)

    assert not is_ticked(Label.SUPPORTED, Probabilities(0.7, 0.1, 0.1, 0.1), strict)
    assert is_ticked(Label.SUPPORTED, Probabilities(0.85, 0.05, 0.05, 0.05), strict)


def test_conflict_is_the_reason_of_a_refutation(make_document: MakeDocument) -> None:
    document = make_document("Width helps by 1.6 points on XNLI.", "Nothing else.")
    checks = (Check("binding", Outcome.CONFLICT, "1.6 stands with XNLI here, the claim says PAWS-X"),)

    verdict = paper_verdict("1.6 on PAWS-X", [judged(document, 0, checks=checks)], [0.1, 0.1, 0.7, 0.1], document)

    assert verdict.label is Label.REFUTED
    assert "1.6 stands with XNLI here, the claim says PAWS-X" in verdict.reason
    assert verdict.checks == checks


def test_passage_that_conflicts_decides_a_refutation_even_when_it_ranks_second(make_document: MakeDocument) -> None:
    document = make_document("Width was studied.", "Width helps by 1.6 points.")
    first = judged(document, 0, relevance=0.52, checks=(Check("numbers", Outcome.SILENT, ""),))
    second = judged(document, 1, relevance=0.5, checks=(Check("numbers", Outcome.CONFLICT, "1.6, not 1.9"),))

    verdict = paper_verdict("Width helps by 1.9 points", [first, second], [0.1, 0.1, 0.7, 0.1], document)

    assert verdict.evidence[0].quote == "Width helps by 1.6 points."


def test_evidence_is_verbatim_located_and_hashed(make_document: MakeDocument) -> None:
    document = make_document("Width helps.", "Depth hurts.")

    verdict = paper_verdict("Depth hurts", [judged(document, 1)], [0.9, 0.0, 0.0, 0.1], document)

    (evidence,) = verdict.evidence
    assert evidence.quote == document.quote(evidence.span) == "Depth hurts."
    assert (evidence.page, evidence.section, evidence.version) == (1, "1 Results", 1)
    assert evidence.hash.startswith("sha256:")
    assert [evidence.quote[mark.start : mark.end] for mark in evidence.marks] == ["Depth hurts"]


def test_paper_without_sentences_says_so(make_document: MakeDocument) -> None:
    verdict = paper_verdict("Width helps", [], [0.1, 0.1, 0.1, 0.7], make_document())

    assert verdict.reason == "the paper holds no sentence to compare with"
    assert verdict.evidence == ()


@pytest.mark.parametrize(
    ("rows", "sentences", "kind"),
    [(3, 1, "table"), (1, 1, "table"), (3, 50, "paper"), (0, 10, "abstract"), (0, 0, "abstract")],
)
def test_kind_follows_from_what_the_document_holds(rows: int, sentences: int, kind: str) -> None:
    row, sentence = Passage("a: b = 1", Span(0, 1), cells=(("", "a"), ("b", "1"))), Passage("A sentence.", Span(0, 1))

    assert kind_of([row] * rows + [sentence] * sentences) == kind


def test_table_evidence_names_the_cell(make_document: MakeDocument) -> None:
    document = make_document("BERT 80.1 90.2")
    row = Passage(
        "BERT: XNLI = 80.1; PAWS = 90.2",
        Span(0, 14),
        cells=(("Model", "BERT"), ("XNLI", "80.1"), ("PAWS", "90.2")),
        table="Table 1",
    )
    items = [Judged(Candidate(row, 0, np.full(len(RANK_FEATURES), 0.5), 0.5), ())]

    verdict = paper_verdict("BERT reaches 90.2 on PAWS", items, [0.9, 0.0, 0.0, 0.1], document)

    cell = verdict.evidence[0].cell
    assert cell is not None
    assert (cell.table, cell.row, cell.column, cell.value) == ("Table 1", "BERT", "PAWS", "90.2")


def test_check_that_conflicts_where_it_was_decided_leaves_no_tick() -> None:
    shares = Probabilities(0.85, 0.05, 0.05, 0.05)
    checks = [Check("numbers", Outcome.AGREE, "why"), Check("names", Outcome.SILENT, "why")]

    assert is_ticked(Label.SUPPORTED, shares, CALIBRATION, checks)
    assert not is_ticked(Label.SUPPORTED, shares, CALIBRATION, [*checks, Check("comparison", Outcome.CONFLICT, "why")])


def window_over(document: Document, *, entailment: tuple[float, float, float]) -> Judged:
    one, two = passages_of(document)[:2]
    passage = dataclasses.replace(one, text=f"{one.text} {two.text}", span=Span(one.span.start, two.span.end))
    candidate = Candidate(passage, 0, np.full(len(RANK_FEATURES), 0.5), 0.5)
    return Judged(candidate, (), entailment, is_window=True)


def test_window_that_decides_is_quoted_whole_and_its_sentences_not_again(make_document: MakeDocument) -> None:
    document = make_document("Pruning was tried on the tagger.", "It halved the memory.", "Nothing else.")
    items = [judged(document, at) for at in range(3)]

    verdict = paper_verdict(
        "Pruning halved the memory",
        [*items, window_over(document, entailment=(0.9, 0, 0.1))],
        [0.7, 0.1, 0.1, 0.1],
        document,
    )

    assert [piece.quote for piece in verdict.evidence] == [
        "Pruning was tried on the tagger. It halved the memory.",
        "Nothing else.",
    ]


def test_window_that_does_not_decide_is_not_shown(make_document: MakeDocument) -> None:
    document = make_document("Pruning was tried on the tagger.", "It halved the memory.", "Nothing else.")
    items = [judged(document, at) for at in range(3)]

    verdict = paper_verdict(
        "Pruning halved the memory",
        [*items, window_over(document, entailment=(0, 0.9, 0.1))],
        [0.7, 0.1, 0.1, 0.1],
        document,
    )

    assert [piece.quote for piece in verdict.evidence] == [
        sentence.quote
        for sentence in paper_verdict("Pruning halved the memory", items, [0.7, 0.1, 0.1, 0.1], document).evidence
    ]
