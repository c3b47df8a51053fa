import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, cast

import jsonschema
import numpy as np
import pytest
from numpy.typing import NDArray

from synth.claims.document import Document
from synth.claims.types import PaperId
from synth.evidence.fuse import RANK_FEATURES, Ranker
from synth.pipeline.attack import attack_verdicts, supporting
from synth.pipeline.verify import verify_claims
from synth.ports import Matrix
from synth.store.engine import SqlStore, open_store
from synth.verdict.calibrate import Calibration
from synth.verdict.record import record_of, verdict_of
from synth.verdict.score import Scorer
from synth.verdict.types import ClaimVerdict
from tests.conftest import FakeEncoder, MakeClaim, MakeDocument

SCHEMA = json.loads(files("synth").joinpath("schemas/claim-1.json").read_text(encoding="utf-8"))
GAINS = "Width helps the encoder by 1.6 points on XNLI."


class CountingEncoder(FakeEncoder):
    """Remembers how many texts it was given."""

    def __init__(self) -> None:
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.texts += len(texts)
        return super().encode(texts)


class FakeScorer:
    """Supports a claim whose neighbouring words are neighbours in the paper, nearly all or hardly any of them."""

    hash = "sha256:0000000000000000"
    entailment = "none"
    reranker = None
    _ones = np.ones(len(RANK_FEATURES))
    ranker = Ranker(mean=0.0 * _ones, scale=_ones, weights=0.1 * _ones, bias=0.0)

    def __init__(self, *, over: float) -> None:
        self._over = over

    def stack_for(self, kind: str) -> "FakeScorer":  # noqa: ARG002 - the scorer's
        return self

    def logits(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Far above or below an even chance of support."""
        return np.array([[50.0 * (row.get("bigrams", 0.0) - self._over), 0.0, 0.0, 0.0] for row in rows])

    def calibration_for(self, kind: str) -> Calibration:
        return Calibration(kind, "fake", 100, 0.0, 0.0, 1.0, (0.0, 0.0, 0.0, 0.0))


LITERAL = cast("Scorer", FakeScorer(over=0.95))
GULLIBLE = cast("Scorer", FakeScorer(over=0.05))


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def papers(make_document: MakeDocument) -> list[Document]:
    return [
        make_document(GAINS, "The XNLI corpus and the PAWS-X corpus are used.", "We thank all.", paper="2001.00001"),
        make_document("We study birds in the north of Norway.", "Owls hunt at night.", paper="2001.00002"),
    ]


def attack(
    texts: Sequence[str],
    documents: Sequence[Document],
    store: SqlStore,
    make_claim: MakeClaim,
    *,
    scorer: Scorer = LITERAL,
    encoder: FakeEncoder | None = None,
    **ports: Any,
) -> list[ClaimVerdict]:
    models: Mapping[str, Any] = {"encoder": encoder or FakeEncoder(), "entailment": None, "scorer": scorer}
    verdicts = verify_claims([make_claim(text) for text in texts], documents, store=store, **models)
    return attack_verdicts(verdicts, documents, store=store, **models, **ports)


def test_altered_claims_that_the_paper_does_not_say_are_caught(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    (verdict,) = attack([GAINS], papers, store, make_claim)

    assert verdict.attack is not None
    assert verdict.attack["mutants"] == verdict.attack["caught"] > 1
    assert verdict.attack["discriminating"] is True


def test_tick_that_altered_claims_get_as_well_does_not_discriminate(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    (verdict,) = attack(["Owls hunt at night better than larks."], papers, store, make_claim, scorer=GULLIBLE)

    assert verdict.attack is not None
    assert verdict.attack["caught"] == 0
    assert verdict.attack["discriminating"] is False


def test_only_verified_claims_are_attacked(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    verdicts = attack(["Owls sing 12 songs in the snow.", "Do owls hunt at night?"], papers, store, make_claim)

    assert [verdict.attack for verdict in verdicts] == [None, None]


def test_claim_with_nothing_to_alter_says_so(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    (verdict,) = attack(["Owls hunt at night."], papers, store, make_claim)

    assert verdict.attack == {"mutants": 0, "caught": 0, "rate": None, "discriminating": None, "items": []}


def test_the_rest_of_a_verdict_stays_as_it_was(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    (verdict,) = attack([GAINS], papers, store, make_claim)
    (before,) = verify_claims(
        [make_claim(GAINS)], papers, encoder=FakeEncoder(), entailment=None, scorer=LITERAL, store=store
    )

    assert dataclasses.replace(verdict, attack=None) == before


def test_mutant_is_held_against_the_supporting_papers_only(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim, make_document: MakeDocument
) -> None:
    liar = make_document(GAINS.replace("1.6", "1.8"), "We thank all.", paper="2001.00003")

    (verdict,) = attack([GAINS], [*papers, liar], store, make_claim)

    assert supporting(verdict) == (PaperId("2001.00001"),)
    assert verdict.attack is not None
    assert {item["text"]: item["caught"] for item in verdict.attack["items"]}[GAINS.replace("1.6", "1.8")] is True


def test_paper_that_states_the_claim_does_not_support_it(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim, make_document: MakeDocument
) -> None:
    own = make_document(GAINS, "We thank all.", paper="2001.00005")
    claim = make_claim(GAINS, stated_by=["2001.00005"])

    (verdict,) = verify_claims(
        [claim], [own, *papers], encoder=FakeEncoder(), entailment=None, scorer=LITERAL, store=store
    )

    assert supporting(verdict) == (PaperId("2001.00001"),)


def test_names_come_from_the_supporting_paper(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim, make_document: MakeDocument
) -> None:
    named = make_document(
        GAINS, "The XNLI corpus helps.", "The PAWS-X corpus helps.", "The PAWS-X corpus is new.", paper="2001.00004"
    )

    (verdict,) = attack([GAINS], [named, papers[1]], store, make_claim)

    assert verdict.attack is not None
    assert GAINS.replace("XNLI", "PAWS-X") in [item["text"] for item in verdict.attack["items"]]


def test_second_attack_says_the_same_and_encodes_nothing(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    first = attack([GAINS], papers, store, make_claim)
    encoder = CountingEncoder()

    second = attack([GAINS], papers, store, make_claim, encoder=encoder)

    assert [record_of(verdict) for verdict in second] == [record_of(verdict) for verdict in first]
    assert encoder.texts == 0


def test_limit_bounds_the_mutants_of_a_claim(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    (verdict,) = attack([GAINS], papers, store, make_claim, limit=1)

    assert verdict.attack is not None
    assert verdict.attack["mutants"] == 1


def test_progress_names_what_is_decided(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    told: list[str] = []

    attack([GAINS], papers, store, make_claim, progress=lambda what, _done, _total: told.append(what))

    assert set(told) == {"altered claims decided"}


def test_attacked_verdict_fits_the_published_schema_and_comes_back(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    for verdict in attack([GAINS, "Owls hunt at night."], papers, store, make_claim):
        record = json.loads(json.dumps(record_of(verdict)))

        jsonschema.validate(record, SCHEMA)
        assert verdict_of(record) == verdict


def test_schema_refuses_a_half_told_attack(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    (verdict,) = attack([GAINS], papers, store, make_claim)

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record_of(verdict) | {"attack": {"mutants": 1}}, SCHEMA)
