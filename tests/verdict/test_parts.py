import dataclasses

import numpy as np
import pytest

from synth.claims.document import Document
from synth.evidence.fuse import RANK_FEATURES, Candidate
from synth.evidence.passages import passages_of
from synth.verdict.decide import paper_verdict
from synth.verdict.features import Judged
from synth.verdict.parts import check_of, with_parts
from synth.verdict.record import paper_verdict_fields, paper_verdict_of
from synth.verdict.types import Label, Outcome, PaperVerdict
from tests.conftest import MakeDocument

WHOLE = "The parser uses a chart and improves recall."
USES, IMPROVES = "The parser uses a chart.", "The parser improves recall."
SUPPORTED, REFUTED, UNSAID = [0.7, 0.1, 0.1, 0.1], [0.1, 0.1, 0.7, 0.1], [0.1, 0.1, 0.1, 0.7]


@pytest.fixture
def document(make_document: MakeDocument) -> Document:
    return make_document("The parser uses a chart.", "Recall falls.", "We thank the reviewers.")


def said(document: Document, claim: str, at: int, shares: list[float]) -> PaperVerdict:
    candidate = Candidate(passages_of(document)[at], at, np.full(len(RANK_FEATURES), 0.5), 0.5)
    return paper_verdict(claim, [Judged(candidate, ())], shares, document)


@pytest.mark.parametrize(
    ("uses", "improves", "outcome"),
    [
        (SUPPORTED, SUPPORTED, Outcome.AGREE),
        (SUPPORTED, REFUTED, Outcome.CONFLICT),
        (UNSAID, REFUTED, Outcome.CONFLICT),
        (SUPPORTED, UNSAID, Outcome.SILENT),
    ],
)
def test_claim_stands_or_falls_with_its_parts(
    document: Document, uses: list[float], improves: list[float], outcome: Outcome
) -> None:
    parts = {USES: said(document, USES, 0, uses), IMPROVES: said(document, IMPROVES, 1, improves)}

    assert check_of(parts).outcome is outcome


def test_contradicted_part_is_named_in_the_reason_and_keeps_the_probabilities(document: Document) -> None:
    whole = said(document, WHOLE, 0, SUPPORTED)
    parts = {USES: said(document, USES, 0, SUPPORTED), IMPROVES: said(document, IMPROVES, 1, REFUTED)}

    verdict = with_parts(whole, parts)

    assert verdict.reason.endswith(f'; but taken by itself, "{IMPROVES}" is contradicted')
    assert (verdict.label, verdict.probabilities) == (Label.SUPPORTED, whole.probabilities)


def test_each_part_brings_its_own_quote_unless_the_whole_shows_it_already(document: Document) -> None:
    parts = {USES: said(document, USES, 0, SUPPORTED), IMPROVES: said(document, IMPROVES, 1, REFUTED)}

    verdict = with_parts(said(document, WHOLE, 0, SUPPORTED), parts)

    assert [(piece.quote, piece.part) for piece in verdict.evidence] == [
        ("The parser uses a chart.", ""),
        ("Recall falls.", IMPROVES),
    ]


def test_claim_of_one_part_is_left_as_it_is(document: Document) -> None:
    whole = said(document, WHOLE, 0, SUPPORTED)

    assert with_parts(whole, {}) == whole


def test_part_survives_the_record(document: Document) -> None:
    verdict = said(document, WHOLE, 0, SUPPORTED)
    verdict = dataclasses.replace(verdict, evidence=(dataclasses.replace(verdict.evidence[0], part=USES),))

    assert paper_verdict_of(paper_verdict_fields(verdict)) == verdict
