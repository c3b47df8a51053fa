"""Plain sentences: no check objects to what they say, and one does to what they do not say."""

import pytest

from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.verdict.checks import CheckContext, run_checks
from synth.verdict.types import Check, Outcome
from tests.verdict.checks import (
    attribution_pairs,
    chosen_pairs,
    citations_pairs,
    conditions_pairs,
    counts_pairs,
    denials_pairs,
    either_way_pairs,
    gapping_pairs,
    halves_pairs,
    hedges_pairs,
    kinds_pairs,
    opposites_pairs,
    plain_pairs,
    quantifiers_pairs,
    roles_pairs,
    shared_words_pairs,
)

PAIRS = [
    pair
    for module in (
        attribution_pairs,
        chosen_pairs,
        citations_pairs,
        conditions_pairs,
        counts_pairs,
        denials_pairs,
        either_way_pairs,
        gapping_pairs,
        halves_pairs,
        hedges_pairs,
        kinds_pairs,
        opposites_pairs,
        quantifiers_pairs,
        plain_pairs,
        roles_pairs,
        shared_words_pairs,
    )
    for pair in module.PAIRS
]


def conflicts(claim: str, text: str) -> list[Check]:
    found = run_checks(claim, Passage(text, Span(0, len(text))), CheckContext())
    return [check for check in found if check.outcome is Outcome.CONFLICT]


@pytest.mark.parametrize(("text", "claim"), [*((text, true) for text, true, _ in PAIRS), *either_way_pairs.TRUE])
def test_true_claim_meets_no_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) == []


@pytest.mark.parametrize(("text", "claim"), [(text, false) for text, _, false in PAIRS])
def test_false_claim_meets_an_objection(text: str, claim: str) -> None:
    assert conflicts(claim, text) != []
