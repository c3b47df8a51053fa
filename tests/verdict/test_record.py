import dataclasses
import json
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.document import Box
from synth.claims.ids import claim_id, text_hash
from synth.claims.types import Claim, ClaimType, Origin, PaperId, Reported, Span
from synth.verdict.record import record_of, verdict_of
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

PAPER = PaperId("2104.08645")
CLAIM = Claim(
    id=claim_id("It gains 1.6 points on XNLI."),
    text="It gains 1.6 points on XNLI.",
    type=ClaimType.RESULT,
    origin=Origin(report="0123456789ab", span=Span(3, 31)),
    truncated=True,
    stated_by=(PAPER,),
    cites=(PAPER,),
    reported=Reported(verified=False, confidence=0.14),
    importance=0.75,
)
QUOTE = "improves by 1.6 points on PAWS-X"
EVIDENCE = Evidence(
    PAPER, 2, "4 Results", 5, Span(10, 42), QUOTE, text_hash(QUOTE), (Box(5, 1.0, 2.0, 3.0, 4.5),),
    Cell("Table 2", "Ours", "PAWS-X", "1.6"), {"cosine": 0.8125}, (Span(0, 8),),
)  # fmt: skip
SURE = Probabilities(0.75, 0.125, 0.0, 0.125)
SHARES = Probabilities(0.125, 0.125, 0.5, 0.25)
CHECKS = (Check("binding", Outcome.CONFLICT, "1.6 stands with PAWS-X, the claim says XNLI"),)
VERDICT = ClaimVerdict(
    CLAIM, Status.CHECKED, "the number belongs to another data set", Label.REFUTED, SHARES, verified=False,
    checks=CHECKS, evidence=(EVIDENCE,),
    by_paper=(PaperVerdict(PAPER, 2, Label.REFUTED, SHARES, "as above", CHECKS, (EVIDENCE,)),),
    attack={"mutants": 0, "caught": 0, "rate": None, "discriminating": None, "items": []},
)  # fmt: skip
SCHEMA = json.loads(files("synth").joinpath("schemas/claim-1.json").read_text(encoding="utf-8"))


def test_record_goes_through_json_and_back_without_loss() -> None:
    assert verdict_of(json.loads(json.dumps(record_of(VERDICT)))) == VERDICT


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda shares: sum(shares) > 0.01))
def test_record_read_back_gives_the_same_record(weights: list[float]) -> None:
    shares = Probabilities(*(weight / sum(weights) for weight in weights))
    record = record_of(dataclasses.replace(VERDICT, probabilities=shares))

    assert sum(record["probabilities"].values()) == pytest.approx(1.0, abs=1e-12)
    assert record_of(verdict_of(record)) == record


def test_paper_of_an_older_record_has_the_tick_that_the_claim_has() -> None:
    ticked = PaperVerdict(PAPER, 2, Label.SUPPORTED, SURE, "it says so", (), (EVIDENCE,), verified=True)
    other = PaperVerdict(PaperId("2002.00002"), 1, Label.SUPPORTED, SURE, "so does this")
    verdict = dataclasses.replace(
        VERDICT, label=Label.SUPPORTED, probabilities=SURE, verified=True, checks=(), by_paper=(ticked, other)
    )
    record = record_of(verdict)
    older = record | {"by_paper": [{k: v for k, v in item.items() if k != "verified"} for item in record["by_paper"]]}

    assert verdict_of(record) == verdict_of(older) == verdict


def test_record_fits_the_published_schema() -> None:
    jsonschema.validate(json.loads(json.dumps(record_of(VERDICT))), SCHEMA)


def test_unavailable_source_has_no_label_and_fits_the_schema() -> None:
    verdict = ClaimVerdict(CLAIM, Status.SOURCE_UNAVAILABLE, "no cited paper could be had")
    record = record_of(verdict)

    jsonschema.validate(record, SCHEMA)
    assert record["label"] is None
    assert verdict_of(record) == verdict


@pytest.mark.parametrize(
    "change",
    [
        {"verified": True},  # a tick on a refuted claim
        {"verified": True, "label": "supported", "confidence": 0.16},  # a tick below one half
        {"status": "source_unavailable"},  # a label without a source
        {"label": "nei"},
        {"confidence": 1.2},
    ],
)
def test_schema_refuses_what_must_never_be_shown(change: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record_of(VERDICT) | change, SCHEMA)


def test_probabilities_that_do_not_sum_to_one_are_refused() -> None:
    with pytest.raises(ValueError, match="not probabilities"):
        Probabilities(0.5, 0.5, 0.5, 0.0)
