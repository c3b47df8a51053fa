from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from synth.claims.document import Document
from synth.claims.types import Claim, PaperId
from synth.errors import ModelError
from synth.pipeline.rephrase import with_rephrasing
from synth.pipeline.synthesis import copied_of, faults_of, placed, synthesise
from synth.ports import Matrix, Paper, PaperRequest, PaperStatus, Report
from synth.store.engine import SqlStore, open_store
from synth.synthesis.answer import Outcome
from synth.synthesis.types import Synthesis
from synth.verdict.types import ClaimVerdict, Label
from tests.synthesis.sayings import ONE, TWO, audited, conflict, said, stated

QUESTION = "Does combining several taggers give a more accurate tagger than the best single one?"
YES = "All combination taggers are better than their best component tagger."
ASIDE = "The learning rate is set to 0.1."
PAPERS = (Paper(ONE, 1, "On Voting", PaperStatus.AVAILABLE), Paper(TWO, 1, "On Tags", PaperStatus.AVAILABLE))
REPORT = Report(
    id="0123456789ab",
    path="report.md",
    title="A Report",
    author="",
    date="",
    abstract="One two three four five six seven eight nine ten eleven twelve.",
    topic="",
    question=QUESTION,
    stated_counts={"papers": 12.0},
    claims=(audited(YES).claim,),
    references=(PaperRequest(ONE, 1), PaperRequest(TWO)),
)


def encode(texts: Sequence[str]) -> Matrix:
    """Each text its own direction, so that only words in common make claims alike."""
    return np.stack([np.eye(256, dtype=np.float32)[sum(map(ord, text)) % 256] for text in texts])


@dataclass
class Reader:
    """Reads pairs, says that they exclude each other, and counts."""

    name: str = "fake"
    hash: str = "sha256:0000000000000000"
    asked: list[tuple[str, str]] = field(default_factory=list)

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        self.asked += pairs
        return np.tile(np.array([[0.0, 9.0, 0.0]], np.float32), (len(pairs), 1))


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = open_store("sqlite://")
    opened.save_papers(PAPERS)
    yield opened
    opened.close()


def together(store: SqlStore, *verdicts: ClaimVerdict, report: Report | None = None) -> Synthesis:
    return synthesise(verdicts, QUESTION, papers=PAPERS, store=store, encode=encode, report=report)


def test_relevance_and_scope_go_into_the_verdict() -> None:
    wide = audited(YES, said(ONE, YES, checks=(conflict("quantifiers"),)), verified=True)

    (found,) = placed([wide], QUESTION, encode=encode)

    assert found.relevance is not None
    assert found.relevance["on_topic"] is True
    assert found.label is Label.PARTIAL


def test_without_a_question_there_is_no_relevance() -> None:
    (found,) = placed([stated(YES)], "", encode=encode)

    assert found.relevance is None


def test_placing_twice_is_placing_once() -> None:
    verdicts = [
        stated(YES, ONE, said(TWO, "Something else entirely.", Label.REFUTED, cosine=0.1)),
        audited(ASIDE, said(ONE, ASIDE, checks=(conflict("scope"),)), verified=True),
    ]
    once = placed(verdicts, QUESTION, encode=encode)

    assert placed(once, QUESTION, encode=encode) == once


def test_synthesis_answers_from_what_papers_state(store: SqlStore) -> None:
    found = together(store, stated(YES, ONE), stated(ASIDE, TWO))

    assert found.answer.outcome is Outcome.YES
    assert found.on_topic == 1


def test_verified_claim_beside_the_point_is_counted(store: SqlStore) -> None:
    found = together(store, audited(ASIDE, said(ONE, ASIDE), verified=True), report=REPORT)

    assert (found.on_topic, found.beside) == (0, 1)


def test_papers_without_a_report_have_nothing_copied_and_nothing_inconsistent(store: SqlStore) -> None:
    found = together(store, stated(YES))

    assert (found.copied, found.inconsistencies) == ((), ())


def test_report_is_held_against_itself() -> None:
    kinds = [item.kind for item in faults_of(REPORT, PAPERS)]

    assert kinds == ["count of papers", "claims without citation"]


def test_abstract_shared_with_a_sibling_report_is_found(store: SqlStore) -> None:
    store.save_report(REPORT)
    store.save_report(replace(REPORT, id="ba9876543210", title="A Sibling", claims=()))

    (found,) = copied_of(REPORT, PAPERS, store)

    assert (found.what, found.source, found.title) == ("abstract", "report", "A Sibling")


def test_abstract_taken_from_a_cited_paper_is_found(store: SqlStore) -> None:
    papers = (replace(PAPERS[0], abstract=REPORT.abstract),)

    (found,) = copied_of(REPORT, papers, store)

    assert (found.source, found.id) == ("paper", ONE)


def test_no_claims_make_an_empty_synthesis(store: SqlStore) -> None:
    found = together(store)

    assert found.findings == ()
    assert found.answer.outcome is Outcome.NOT_ANSWERED


def test_pair_that_was_read_once_is_not_read_again(store: SqlStore) -> None:
    verdicts = [stated("Author names hurt the encoder.", ONE), stated("Author names help the encoder.", TWO)]
    reader = Reader()

    def flat(texts: Sequence[str]) -> Matrix:
        return np.ones((len(texts), 1), np.float32)

    for _ in range(2):
        found = synthesise(verdicts, "", papers=PAPERS, store=store, encode=flat, entailment=reader)

    assert len(reader.asked) == 2
    assert all(item.opponents for item in found.findings)


@dataclass
class Wording:
    """A writer that always says the same."""

    told: str

    def complete(self, system: str, user: str, *, schema: Mapping[str, Any]) -> str:  # noqa: ARG002 - the port's
        return self.told


def ticks_short_ones(claims: Sequence[Claim], documents: Sequence[Document]) -> list[ClaimVerdict]:  # noqa: ARG001 - the port's
    """A verifier that carries sentences without "all"."""
    return [
        replace(audited(claim.text, said(ONE, claim.text), verified="all" not in claim.text), claim=claim)
        for claim in claims
    ]


def test_sentence_of_a_model_that_is_not_carried_is_dropped(store: SqlStore) -> None:
    told = '{"sentences": ["Voting helps.", "Voting helps all taggers.", " Voting  helps. "]}'

    found = with_rephrasing(together(store, stated(YES)), writer=Wording(told), verify=ticks_short_ones, documents=())

    assert (found.rephrased, found.dropped) == (("Voting helps.",), 1)


def test_sentences_of_a_model_are_asked_of_the_papers_that_the_answer_cites(store: SqlStore) -> None:
    seen: list[PaperId] = []

    def verify(claims: Sequence[Claim], documents: Sequence[Document]) -> list[ClaimVerdict]:
        seen.extend(paper for claim in claims for paper in claim.cites)
        return ticks_short_ones(claims, documents)

    with_rephrasing(
        together(store, stated(YES)), writer=Wording('{"sentences": ["Voting helps."]}'), verify=verify, documents=()
    )

    assert seen == [ONE]


def test_model_is_not_asked_where_there_is_nothing_to_word(store: SqlStore) -> None:
    synthesis = together(store, stated(ASIDE))

    assert with_rephrasing(synthesis, writer=Wording("no JSON"), verify=ticks_short_ones, documents=()) is synthesis


@pytest.mark.parametrize("told", ["no JSON", "[]", '{"sentences": "one"}', '{"sentences": [1]}'])
def test_model_that_answers_something_else_is_an_error(store: SqlStore, told: str) -> None:
    with pytest.raises(ModelError, match="sentences"):
        with_rephrasing(together(store, stated(YES)), writer=Wording(told), verify=ticks_short_ones, documents=())


def test_claims_of_a_report_are_placed_by_its_own_question() -> None:
    verdicts = [stated(YES, ONE), audited(YES, said(TWO, YES))]

    found = placed(verdicts, "", encode=encode, of_reports={verdicts[1].claim.origin.report or "": QUESTION})

    assert [item.relevance is not None for item in found] == [False, True]
