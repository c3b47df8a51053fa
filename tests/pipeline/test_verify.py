import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from synth.claims.document import Box, Document
from synth.claims.types import Claim, PaperId, Span
from synth.models.scorer_file import read_scorer
from synth.pipeline.ahead import EncodingAhead
from synth.pipeline.verify import verify_claims
from synth.ports import Encoder, Matrix, Paper, PaperStatus
from synth.store.engine import SqlStore, open_store
from synth.verdict.record import record_of
from synth.verdict.types import ClaimVerdict, Label, Status
from tests.conftest import FakeEncoder, FakeReader, MakeClaim, MakeDocument


class CountingEncoder(FakeEncoder):
    """Remembers how many texts it was given."""

    def __init__(self) -> None:
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.texts += len(texts)
        return super().encode(texts)


class Interrupted(SqlStore):
    """A store whose process is killed after a number of saves."""

    def __init__(self, store: SqlStore, *, after: int) -> None:
        self.__dict__ = store.__dict__
        self._left = after

    def save_keyed(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        if self._left == 0:
            raise KeyboardInterrupt
        self._left -= 1
        super().save_keyed(records)


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def papers(make_document: MakeDocument) -> list[Document]:
    return [
        make_document(
            "Width helps the encoder by 1.6 points on XNLI.",
            "We thank the reviewers.",
            "The decoder has six layers and no dropout.",
            paper="2001.00001",
        ),
        make_document("We study birds in the north of Norway.", "Owls hunt at night.", paper="2001.00002"),
    ]


def verify(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    store: SqlStore,
    encoder: Encoder | None = None,
    **ports: Any,
) -> list[ClaimVerdict]:
    return verify_claims(
        claims,
        documents,
        encoder=encoder or FakeEncoder(),
        entailment=None,
        scorer=read_scorer(None),
        store=store,
        **ports,
    )


def test_claim_in_a_papers_own_words_is_supported_by_it(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    (verdict,) = verify([make_claim("The decoder has six layers and no dropout.")], papers, store)

    assert verdict.label is Label.SUPPORTED
    assert verdict.evidence[0].quote == "The decoder has six layers and no dropout."
    assert {one.paper for one in verdict.by_paper} == {"2001.00001", "2001.00002"}


def test_claim_found_only_in_its_own_paper_is_not_corroborated(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    claim = make_claim("The decoder has six layers and no dropout.", stated_by=["2001.00001"])

    (verdict,) = verify([claim], papers[:1], store)

    assert verdict.label is Label.NOT_ENOUGH_INFO
    assert verdict.reason.startswith("stated by 2001.00001")


def test_claim_is_checked_against_the_papers_it_cites_only(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    (verdict,) = verify([make_claim("Owls hunt at night.", cites=["2001.00001"])], papers, store)

    assert [one.paper for one in verdict.by_paper] == ["2001.00001"]


def test_cited_paper_that_is_not_at_hand_makes_the_source_unavailable(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    (verdict,) = verify([make_claim("Owls hunt at night.", cites=["2001.00009"])], papers, store)

    assert (verdict.status, verdict.label, verdict.verified) == (Status.SOURCE_UNAVAILABLE, None, False)


def test_question_is_uncheckable_and_the_others_go_on(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    question, claim = verify([make_claim("Do owls hunt at night?"), make_claim("Owls hunt at night.")], papers, store)

    assert question.status is Status.UNCHECKABLE
    assert claim.status is Status.CHECKED


def test_second_run_says_the_same_and_encodes_nothing(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    claims = [make_claim("Owls hunt at night."), make_claim("Width helps by 1.6 points on XNLI.")]
    first = verify(claims, papers, store)
    encoder = CountingEncoder()

    second = verify(claims, papers, store, encoder)

    assert [record_of(verdict) for verdict in second] == [record_of(verdict) for verdict in first]
    assert encoder.texts == 0


def test_new_paper_leaves_what_the_others_said_alone(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    claim = make_claim("Owls hunt at night")
    verify([claim], papers[:1], store)
    encoder = CountingEncoder()

    (verdict,) = verify([claim], papers, store, encoder)

    assert verdict.label is Label.SUPPORTED
    assert encoder.texts == len(papers[1].sentences)


def test_killed_run_goes_on_where_it_stopped(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synth.pipeline.verify.CHUNK", 2)
    claims = [make_claim(f"Owls hunt at night in forest {number}.") for number in range(6)]
    with pytest.raises(KeyboardInterrupt):
        verify(claims, papers, Interrupted(store, after=2))
    encoder = CountingEncoder()

    resumed = verify(claims, papers, store, encoder)

    assert [verdict.claim for verdict in resumed] == claims
    assert encoder.texts == len(papers[1].sentences)  # the first paper and all claims were encoded before
    assert [record_of(verdict) for verdict in resumed] == [
        record_of(verdict) for verdict in verify(claims, papers, open_store("sqlite://"))
    ]


def test_order_and_company_of_claims_do_not_change_a_verdict(papers: list[Document], make_claim: MakeClaim) -> None:
    claims = [make_claim("Owls hunt at night."), make_claim("The decoder has six layers.")]

    together = verify(claims, papers, open_store("sqlite://"))
    alone = verify(claims[1:], papers[::-1], open_store("sqlite://"))

    ours, theirs = ({one.paper: one for one in verdict.by_paper} for verdict in (together[1], alone[0]))
    assert ours == theirs


def test_citation_marks_change_no_verdict(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    plain, marked = verify(
        [
            make_claim("The decoder has six layers and no dropout."),
            make_claim("The decoder (Roe et al., 2019) has six layers [3, 4] and no dropout."),
        ],
        papers,
        store,
    )

    assert marked.claim.text == "The decoder (Roe et al., 2019) has six layers [3, 4] and no dropout."
    assert marked.by_paper == plain.by_paper


def test_quotes_get_boxes_from_the_reader(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    paper = Paper(PaperId("2001.00002"), 1, "Birds", PaperStatus.AVAILABLE)

    (verdict,) = verify([make_claim("Owls hunt at night.")], papers[1:], store, reader=FakeReader({}), papers=[paper])

    assert verdict.evidence[0].boxes[0].page == 1


def test_papers_are_asked_one_after_the_other(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    asked: list[PaperId] = []

    class Recording(FakeReader):
        def boxes_of(self, paper: Paper, document: Document, span: Span) -> tuple[Box, ...]:
            asked.append(paper.id)
            return super().boxes_of(paper, document, span)

    known = [Paper(document.paper, 1, "", PaperStatus.AVAILABLE) for document in papers]
    verify(
        [make_claim(f"Owls hunt in forest {n}.") for n in range(3)], papers, store, reader=Recording({}), papers=known
    )

    assert [paper for paper, _ in itertools.groupby(asked)] == ["2001.00001", "2001.00002"]


def test_encoding_ahead_changes_no_verdict(store: SqlStore, papers: list[Document], make_claim: MakeClaim) -> None:
    claims = [make_claim("Owls hunt at night."), make_claim("Width helps by 1.6 points on XNLI.")]
    counted = CountingEncoder()
    ahead = EncodingAhead(counted)

    verdicts = verify(claims, papers, store, ahead)
    ahead.close()

    assert verdicts == verify(claims, papers, open_store("sqlite://"))
    assert counted.texts == 6  # five sentences, and the claim that is none of them


def test_paper_without_sentences_is_no_evidence(
    store: SqlStore, make_document: MakeDocument, make_claim: MakeClaim
) -> None:
    (verdict,) = verify([make_claim("Owls hunt at night.")], [make_document()], store)

    assert verdict.label is not Label.SUPPORTED
    assert verdict.evidence == ()


def test_progress_reaches_the_number_of_questions(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    seen: list[tuple[str, int, int]] = []

    verify([make_claim("Owls hunt at night.")], papers, store, progress=lambda *step: seen.append(step))

    assert seen[-1] == ("questions answered", 2, 2)


def test_verdicts_of_a_model_pair_are_kept_apart(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    class Other(CountingEncoder):
        hash = "sha256:1111111111111111"

    verify([make_claim("Owls hunt at night.")], papers, store)
    other = Other()
    verify([make_claim("Owls hunt at night.")], papers, store, other)

    assert other.texts > 0


def test_of_many_papers_the_nearest_are_read(
    store: SqlStore, make_document: MakeDocument, make_claim: MakeClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synth.pipeline.verify.MOST_PAPERS", 2)
    birds = ["Owls hunt at night.", "Owls hunt at night and sleep by day.", "The decoder has six layers.", "Cats sing."]
    documents = [make_document(text, paper=f"2001.0000{at}") for at, text in enumerate(birds)]

    (verdict,) = verify([make_claim("Owls hunt at night")], documents, store)
    (again,) = verify([make_claim("Owls hunt at night")], documents, store)

    assert [one.paper for one in verdict.by_paper] == ["2001.00000", "2001.00001"]
    assert again == verdict


def test_citation_marks_bring_no_paper_nearer(
    store: SqlStore, make_document: MakeDocument, make_claim: MakeClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synth.pipeline.verify.MOST_PAPERS", 1)
    texts = ["Owls hunt at night.", "Hunt and Sing et al. 2019 and 2020 sing at night."]
    documents = [make_document(text, paper=f"2001.0000{at}") for at, text in enumerate(texts)]

    (verdict,) = verify([make_claim("Owls hunt (Sing et al., 2019; Sing et al., 2020) at night.")], documents, store)

    assert [one.paper for one in verdict.by_paper] == ["2001.00000"]


def test_parts_of_a_compound_claim_are_asked_for_by_themselves(
    store: SqlStore, make_document: MakeDocument, make_claim: MakeClaim
) -> None:
    document = make_document("The parser uses a chart.", "The tagger improves recall by a wide margin.", "Owls hunt.")

    (verdict,) = verify([make_claim("The parser uses a chart and improves recall.")], [document], store)

    (one,) = verdict.by_paper
    assert [check.name for check in one.checks][-1] == "parts"
    assert {piece.quote for piece in one.evidence} >= {"The parser uses a chart."}


class CountingEntailment:
    """Finds that nothing is said; remembers the pairs it was given."""

    name = "counting"
    hash = "sha256:2222222222222222"

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Matrix:
        self.pairs += pairs
        return np.tile(np.array([0.0, 0.0, 1.0], np.float32), (len(pairs), 1))


def verify_within(
    most_pairs: int,
    model: CountingEntailment | None,
    papers: Sequence[Document],
    store: SqlStore,
    make_claim: MakeClaim,
) -> list[ClaimVerdict]:
    return verify_claims(
        [make_claim("Owls hunt at night in the north."), make_claim("The decoder has seven layers.")],
        papers,
        encoder=FakeEncoder(),
        entailment=model,
        scorer=read_scorer(None),
        unread=read_scorer(None),
        store=store,
        most_pairs=most_pairs,
    )


def test_limit_of_pairs_is_spent_on_the_nearest_papers(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    model = CountingEntailment()

    verify_within(4, model, papers, store, make_claim)

    assert len(model.pairs) == 4
    texts = {sentence for _, sentence in model.pairs}
    assert "Owls hunt at night." in texts
    assert "The decoder has six layers and no dropout." in texts


def test_what_the_limit_leaves_unread_is_decided_as_without_a_model(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    without = verify_within(0, None, papers, store, make_claim)
    model = CountingEntailment()

    limited = verify_within(1, model, papers, store, make_claim)

    assert model.pairs == []  # one pair for two claims is none for each
    assert limited == without


def test_limit_that_is_not_reached_changes_nothing(
    store: SqlStore, papers: list[Document], make_claim: MakeClaim
) -> None:
    first, again = CountingEntailment(), CountingEntailment()

    free = verify_within(0, first, papers, store, make_claim)

    assert verify_within(1000, again, papers, store, make_claim) == free
    assert (len(first.pairs), again.pairs) == (14, [])  # a window among them, and the kept passages as one text
