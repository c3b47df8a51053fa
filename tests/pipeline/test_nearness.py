from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from synth.pipeline.library import Library
from synth.pipeline.nearness import MARGIN, near_papers, nearness
from synth.ports import Matrix
from synth.store.engine import SqlStore, open_store
from tests.conftest import FakeEncoder, MakeClaim, MakeDocument


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


class AlikeEncoder(FakeEncoder):
    """To which all texts mean the same, so that words alone tell them apart."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        return np.ones((len(texts), 1), np.float32)


def library_of(make_document: MakeDocument, texts: Sequence[str], encoder: FakeEncoder | None = None) -> Library:
    documents = [make_document(text, paper=f"2001.0000{at}") for at, text in enumerate(texts)]
    return Library(documents, encoder or FakeEncoder(), None)


def chosen(claim: str, library: Library, store: SqlStore, make_claim: MakeClaim, *, most: int) -> list[str]:
    asked = make_claim(claim)
    return list(near_papers([asked], library, store, unranked=1, most=most)[asked.id])


def test_of_many_papers_those_far_from_the_claim_are_not_read(
    store: SqlStore, make_document: MakeDocument, make_claim: MakeClaim
) -> None:
    texts = ["Owls hunt at night.", "Owls hunt by night.", "The decoder has six layers.", "Dropout costs nothing here."]

    found = chosen("Owls hunt at night.", library_of(make_document, texts), store, make_claim, most=3)

    assert found == ["2001.00000", "2001.00001"]


def test_so_many_papers_as_may_be_read_are_all_read_the_nearest_first(
    store: SqlStore, make_document: MakeDocument, make_claim: MakeClaim
) -> None:
    texts = ["The decoder has six layers.", "Owls hunt at night."]

    found = chosen("Owls hunt at night.", library_of(make_document, texts), store, make_claim, most=2)

    assert found == ["2001.00001", "2001.00000"]


def test_a_claim_of_which_no_paper_speaks_is_asked_of_the_nearest_all_the_same(
    store: SqlStore, make_document: MakeDocument, make_claim: MakeClaim
) -> None:
    texts = ["The decoder has six layers.", "Owls hunt at night.", "Dropout costs nothing here."]

    assert chosen("Zymurgy.", library_of(make_document, texts), store, make_claim, most=2)


def test_a_word_that_few_papers_hold_brings_a_paper_nearer_than_one_that_most_hold(make_document: MakeDocument) -> None:
    texts = ["model gains", "model zebras", "model fails", "model works"]
    library = library_of(make_document, texts, AlikeEncoder())

    scores = nearness(["Zebras and the model"], library)[:, 0]

    assert scores.argmax() == 1
    assert scores[1] - scores[0] > 1 / 2  # one word of two


def test_papers_of_the_same_text_are_equally_near(make_document: MakeDocument) -> None:
    library = library_of(make_document, ["Owls hunt at night.", "Cats sing.", "Owls hunt at night.", "Bats fly."])

    scores = nearness(["Owls sing at night, said the 3 bats"], library)[:, 0]

    assert scores[0] == scores[2]


def test_a_paper_without_sentences_is_nearest_to_nothing(make_document: MakeDocument) -> None:
    library = library_of(make_document, ["Owls hunt at night.", ""])

    scores = nearness(["Owls hunt"], library)[:, 0]

    assert scores[1] == -1.0 < scores[0] - MARGIN
