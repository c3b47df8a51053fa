"""How much of a paper the entailment model reads for a claim, and what its reading does to the order of passages."""

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest

from synth.claims.document import Table
from synth.claims.types import Span
from synth.evidence.rerank import RERANK_FEATURES, Reranker
from synth.models.scorer_file import base_scorer
from synth.pipeline.answering import NEAREST
from synth.pipeline.judging import FEW, READ, WIDE, Question, full_read, judge, prepare
from synth.pipeline.verify import verify_claims
from synth.ports import EntailmentModel, Matrix
from synth.store.engine import open_store
from synth.verdict.features import KEPT
from synth.verdict.score import Scorer
from tests.conftest import FakeEncoder, MakeClaim, MakeDocument

CLAIM = "The stove heats the room."
ANSWER = "The stove heats the room only at night."


class OneSpeaks:
    """Finds that one passage supports a claim and that no other says anything; remembers what it was given."""

    name, hash = "one speaks", "sha256:0123456789abcdef"

    def __init__(self) -> None:
        self.read: list[str] = []
        self.claims: list[str] = []

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        """Logits by the passage alone."""
        self.read += [passage for _, passage in pairs]
        self.claims += [claim for claim, _ in pairs]
        return np.array([(4.0, 0.0, -4.0) if passage == ANSWER else (-4.0, -4.0, 4.0) for _, passage in pairs], "f4")


@pytest.fixture
def scorer() -> Scorer:
    """The shipped ranker, and a reranker that goes by the model's word alone."""
    size = len(RERANK_FEATURES)
    weights = np.array([float(name == "said") for name in RERANK_FEATURES])
    model: EntailmentModel = OneSpeaks()
    by_reading = Reranker(np.zeros(size), np.ones(size), weights, 0.0)
    return dataclasses.replace(base_scorer(model), entailment=model.hash, reranker=by_reading)


@pytest.fixture
def question(make_document: MakeDocument) -> Question:
    """A claim about a paper of whose sentences several are more like it than the one that answers."""
    others = [f"The stove heats the room{end}." for end in ("", " well", " fast", " evenly", " in May")]
    document = make_document(*others, *(f"Chair {at} stands in the room." for at in range(9)), ANSWER)
    encoder = FakeEncoder()
    return CLAIM, encoder.encode([CLAIM])[0], prepare(document, encoder.encode)


def test_passage_that_answers_is_first_once_it_was_read(question: Question, scorer: Scorer) -> None:
    unread, read = (judge([question], entailment=model, scorer=scorer)[0] for model in (None, OneSpeaks()))
    assert unread[0].candidate.passage.text != ANSWER
    assert read[0].candidate.passage.text == ANSWER


def test_row_of_a_papers_table_is_read_behind_its_caption(make_document: MakeDocument, scorer: Scorer) -> None:
    table = Table("Stoves.", (("stove", "heat"), ("The stove in the room", "40")), 1, Span(0, 1))
    document = dataclasses.replace(
        make_document(*(f"Chair {at} stands in the room." for at in range(9))), tables=(table,)
    )
    encoder, model = FakeEncoder(), OneSpeaks()
    prepared = prepare(document, encoder.encode)
    (judged,) = judge([(CLAIM, encoder.encode([CLAIM])[0], prepared)], entailment=model, scorer=scorer)

    rows = [item for item in judged if item.candidate.passage.cells]
    assert [item.entailment is not None for item in rows] == [True]
    assert rows[0].checks
    assert "Stoves. The stove in the room: heat = 40" in model.read


def test_number_is_read_as_the_passage_has_it(make_document: MakeDocument, scorer: Scorer) -> None:
    encoder, model, claim = FakeEncoder(), OneSpeaks(), "About a fifth of the stoves heat the room."
    document = make_document("Of the stoves 20.4% heat the room.", "Chairs stand in the room.")
    judge([(claim, encoder.encode([claim])[0], prepare(document, encoder.encode))], entailment=model, scorer=scorer)

    assert "20.4% of the stoves heat the room." in model.claims
    assert claim in model.claims


def test_scorers_own_model_reads_more_than_it_keeps(question: Question, scorer: Scorer) -> None:
    model = OneSpeaks()
    (judged,) = judge([question], entailment=model, scorer=scorer)
    singles = [item for item in judged if not item.is_window]
    assert len(model.read) >= READ
    assert len(singles) == KEPT
    assert all(item.entailment is not None for item in singles)


def test_kept_passages_are_read_as_one_text_in_the_order_of_the_paper(question: Question, scorer: Scorer) -> None:
    model = OneSpeaks()
    (judged,) = judge([question], entailment=model, scorer=scorer)
    singles = sorted((item.candidate for item in judged if not item.is_window), key=lambda found: found.index)
    together = " ".join(found.passage.text for found in singles)
    assert together.endswith(ANSWER)
    assert model.read.count(together) == 1
    (said,) = {item.together for item in judged}
    assert said == pytest.approx((0.0, 0.0, 1.0), abs=1e-3)


def test_single_passage_is_not_read_twice(make_document: MakeDocument, scorer: Scorer) -> None:
    encoder, model = FakeEncoder(), OneSpeaks()
    prepared = prepare(make_document(ANSWER), encoder.encode)
    (judged,) = judge([(CLAIM, encoder.encode([CLAIM])[0], prepared)], entailment=model, scorer=scorer)
    assert model.read == [ANSWER]
    assert judged[0].together is None


def test_another_model_reads_few_for_it_may_be_slow(question: Question, scorer: Scorer) -> None:
    model = OneSpeaks()
    other = dataclasses.replace(scorer, entailment="sha256:another")
    judge([question], entailment=model, scorer=other)
    assert full_read(model, other) == FEW + WIDE
    assert FEW < len(model.read) <= FEW + WIDE


@pytest.mark.parametrize("read", range(FEW + 1))
def test_no_more_is_read_than_was_asked_for(question: Question, scorer: Scorer, read: int) -> None:
    model = OneSpeaks()
    (judged,) = judge([question], entailment=model, scorer=scorer, read=read)
    assert len(model.read) == read
    assert len(judged) == KEPT
    assert sum(item.entailment is not None for item in judged) == read


def test_claim_that_names_no_paper_has_its_nearest_papers_read_in_full_and_little_of_the_others(
    scorer: Scorer, make_document: MakeDocument, make_claim: MakeClaim
) -> None:
    def read_of_each(claim_cites: Sequence[str]) -> list[int]:
        model = OneSpeaks()
        verify_claims(
            [make_claim(CLAIM, cites=claim_cites)],
            [make_document(*(f"Paper {at} has fact {n}." for n in range(12)), paper=paper) for at, paper in papers],
            encoder=FakeEncoder(),
            entailment=model,
            scorer=scorer,
            store=open_store("sqlite://"),
        )
        return [sum(text.startswith(f"Paper {at} ") for text in model.read) for at, _ in papers]

    papers = [(at, f"2001.0000{at}") for at in range(NEAREST + 2)]
    assert sorted(read_of_each([])) == [FEW + 1] * 2 + [READ + 1] * NEAREST  # the kept ones together too
    assert read_of_each([paper for _, paper in papers]) == [READ + 1] * len(papers)
