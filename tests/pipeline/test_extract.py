from collections.abc import Iterator
from pathlib import Path

import pytest

from synth.claims.types import PaperId
from synth.pipeline.extract import extract_from
from synth.ports import Paper, PaperStatus
from synth.store.engine import SqlStore, open_store
from tests.conftest import MakeDocument

ONE, OTHER = "2104.08645", "2205.08497"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = open_store(f"sqlite:///{tmp_path}/synth.db")
    store.save_papers([Paper(PaperId(paper), 1, "A Paper", PaperStatus.AVAILABLE) for paper in (ONE, OTHER)])
    yield store
    store.close()


def test_claims_are_kept(store: SqlStore, make_document: MakeDocument) -> None:
    document = make_document(
        "The chart parser improves recall by 4 points.", "Wide beams reduce errors by 30%.", paper=ONE
    )

    result = extract_from([document], store=store, limit=5)

    assert result.new == 2
    assert result.by_paper == {ONE: 2}
    assert {claim.text for claim in store.claims()} == {claim.text for claim in result.claims}


def test_second_extraction_adds_nothing(store: SqlStore, make_document: MakeDocument) -> None:
    document = make_document("The chart parser improves recall by 4 points.", paper=ONE)
    first = extract_from([document], store=store, limit=5)
    known = store.claims()

    second = extract_from([document], store=store, limit=5)

    assert second.new == 0
    assert second.claims == first.claims
    assert store.claims() == known


def test_same_claim_of_two_papers_is_one_claim_stated_by_both(store: SqlStore, make_document: MakeDocument) -> None:
    one = make_document("The chart parser improves recall on letters by 4 points.", paper=ONE)
    other = make_document("The chart parser improves recall by 4 points on letters.", paper=OTHER)

    result = extract_from([one, other], store=store, limit=5)

    (claim,) = store.claims()
    assert claim.stated_by == (ONE, OTHER)
    assert result.new == 1
    assert result.by_paper == {ONE: 1, OTHER: 1}


def test_claims_of_earlier_documents_are_saved_before_the_next_is_read(
    store: SqlStore, make_document: MakeDocument
) -> None:
    def documents() -> Iterator[object]:
        yield make_document("The chart parser improves recall by 4 points.", paper=ONE)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_from(documents(), store=store, limit=5)  # type: ignore[arg-type]  # breaks off in the middle

    assert len(store.claims()) == 1


def test_progress_is_told_after_each_document(store: SqlStore, make_document: MakeDocument) -> None:
    told: list[tuple[str, int, int]] = []

    extract_from(
        [make_document(paper=ONE), make_document(paper=OTHER)],
        store=store,
        limit=5,
        progress=lambda what, done, total: told.append((what, done, total)),
    )

    assert told == [("extracting claims", 1, 2), ("extracting claims", 2, 2)]
