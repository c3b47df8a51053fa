from synth.claims.types import PaperId, Span
from synth.ports import PaperStatus
from synth.store.engine import SqlStore, open_store
from tests.conftest import MakeDocument
from tests.store.conftest import PAPER, make_paper


def test_papers_come_back_whole_and_in_the_order_they_were_asked_for(store: SqlStore) -> None:
    papers = [make_paper("2205.08497", 1), make_paper("2104.08645", 2), make_paper("hep-th/9901001", 1)]
    store.save_papers(papers)

    assert store.papers() == papers


def test_saving_papers_twice_adds_nothing(store: SqlStore) -> None:
    store.save_papers([make_paper(version=2)])
    store.save_papers([make_paper(version=2, title="A Better Title")])

    assert [paper.title for paper in store.papers()] == ["A Better Title"]


def test_fetched_latest_version_replaces_the_wish_for_it_and_keeps_its_place(store: SqlStore) -> None:
    store.save_papers([make_paper(status=PaperStatus.WANTED), make_paper("2205.08497", 1)])
    store.save_papers([make_paper(version=3)])

    assert [(paper.id, paper.version) for paper in store.papers()] == [(PAPER, 3), ("2205.08497", 1)]


def test_failed_versions_of_one_paper_stay_apart(store: SqlStore) -> None:
    failed = [make_paper(asked=asked, status=PaperStatus.UNAVAILABLE) for asked in (1, 2)]
    store.save_papers([*failed, make_paper(version=2, asked=2)])

    assert [(paper.status, paper.version) for paper in store.papers()] == [
        (PaperStatus.UNAVAILABLE, None),
        (PaperStatus.AVAILABLE, 2),
    ]


def test_fetching_a_version_asked_for_keeps_the_wish_for_the_latest(store: SqlStore) -> None:
    store.save_papers([make_paper(status=PaperStatus.WANTED), make_paper(version=1, asked=1)])

    assert [paper.status for paper in store.papers()] == [PaperStatus.WANTED, PaperStatus.AVAILABLE]


def test_document_comes_back_equal_from_a_new_connection(
    store: SqlStore, address: str, make_document: MakeDocument
) -> None:
    document = make_document("Width helps.", "Noise costs 2.1 points; λ is 1.", version=2)
    store.save_papers([make_paper(version=2)])
    store.save_document(document)
    store.close()

    again = open_store(address)
    assert again.document_of(PAPER, 2) == document
    assert again.document_of(PAPER, 1) is None
    assert again.document_of(PaperId("2205.08497"), None) is None
    again.close()


def test_document_without_a_version_is_the_newest(store: SqlStore, make_document: MakeDocument) -> None:
    store.save_papers([make_paper(version=1, asked=1), make_paper(version=2)])
    for version in (2, 1):
        store.save_document(make_document(f"This is version {version}.", version=version))

    found = store.document_of(PAPER, None)
    assert found is not None
    assert found.version == 2


def test_replaced_document_leaves_nothing_in_the_search_index(store: SqlStore, make_document: MakeDocument) -> None:
    store.save_papers([make_paper(version=1)])
    store.save_document(make_document("Elephants are large."))
    store.save_document(make_document("Giraffes are tall."))
    store.save_document(make_document("Giraffes are tall."))

    assert store.search_sentences("elephants") == []
    assert store.search_sentences("giraffes") == [(PAPER, Span(0, 18), "Giraffes are tall.")]


def test_search_puts_the_sentence_with_most_words_first(store: SqlStore, make_document: MakeDocument) -> None:
    store.save_papers([make_paper(version=1)])
    store.save_document(make_document("Noise costs points.", "Training against noise helps models.", "Nothing else."))

    found = [text for _, _, text in store.search_sentences("trained models, noise")]

    assert found == ["Training against noise helps models.", "Noise costs points."]
    assert len(store.search_sentences("noise", limit=1)) == 1


def test_search_takes_operators_and_quotes_as_words(store: SqlStore, make_document: MakeDocument) -> None:
    store.save_papers([make_paper(version=1)])
    store.save_document(make_document("Noise costs points."))

    assert store.search_sentences('noise" OR * NEAR(') != []
    assert store.search_sentences('"*(') == []


def test_characters_no_database_takes_are_replaced_in_the_index_only(
    store: SqlStore, make_document: MakeDocument
) -> None:
    document = make_document("A lone \ud800 surrogate and a \0 byte.")
    store.save_papers([make_paper(version=1)])
    store.save_document(document)

    assert store.document_of(PAPER, 1) == document
    assert [text for _, _, text in store.search_sentences("surrogate")] == [
        "A lone \ufffd surrogate and a \ufffd byte."
    ]
