"""Plain claims about short texts, by the models that ship: most true ones are ticked, hardly a false one is."""

from pathlib import Path

from synth.models.entailment import build_entailment
from synth.models.registry import build_encoder
from synth.models.scorer_file import read_scorer
from synth.pipeline.evaluate import score_claims
from synth.training.data import read_labelled
from synth.verdict.types import Label

CLAIMS = Path(__file__).parents[1] / "data" / "plain" / "plain.claims.jsonl"


def test_three_in_four_plain_truths_get_a_tick_and_two_plain_falsehoods_of_ninety_nine() -> None:
    entailment = build_entailment("own", threads=1)

    scored = score_claims(
        read_labelled(CLAIMS), encoder=build_encoder("minilm"), entailment=entailment, scorer=read_scorer(entailment)
    )

    is_true = [item.claim.label is Label.SUPPORTED for item in scored]
    ticked = [item.is_ticked for item in scored]
    assert (len(scored), sum(is_true)) == (162, 63)
    assert sum(tick and true for tick, true in zip(ticked, is_true, strict=True)) >= 48
    assert sum(tick and not true for tick, true in zip(ticked, is_true, strict=True)) <= 2
