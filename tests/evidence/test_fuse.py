import numpy as np
import pytest

from synth.claims.types import Span
from synth.evidence.fuse import RANK_FEATURES, ROWS, PassageIndex, Ranker, searched_text
from synth.evidence.types import Passage
from synth.ports import Matrix
from tests.conftest import FakeEncoder

TEXTS = ["Width helps on XNLI.", "We thank the reviewers.", "Depth hurts.", "The price of width is time."]


def ranker(**weights: float) -> Ranker:
    size = len(RANK_FEATURES)
    return Ranker(np.zeros(size), np.ones(size), np.array([weights.get(name, 0.0) for name in RANK_FEATURES]), 0.0)


def index(texts: list[str]) -> PassageIndex:
    passages = [Passage(text, Span(at * 100, at * 100 + len(text))) for at, text in enumerate(texts)]
    return PassageIndex(passages, FakeEncoder().encode(texts))


def vector(text: str) -> Matrix:
    (row,) = FakeEncoder().encode([text])
    return np.asarray(row)


def test_passage_with_the_claims_words_comes_first() -> None:
    claim = "width helps on XNLI"

    found = index(TEXTS).candidates(claim, vector(claim), ranker(cosine=1.0, bm25=1.0), limit=2)

    assert [candidate.index for candidate in found] == [0, 3]


def test_text_that_stands_twice_is_one_candidate() -> None:
    claim = "width helps on XNLI"

    found = index([*TEXTS, TEXTS[0], TEXTS[0]]).candidates(claim, vector(claim), ranker(cosine=1.0), limit=2)

    assert [candidate.passage.text for candidate in found] == [TEXTS[0], TEXTS[3]]


def test_relevance_grows_with_the_rankers_feature() -> None:
    claim = "width helps on XNLI"

    first, second = index(TEXTS).candidates(claim, vector(claim), ranker(coverage=5.0), limit=2)

    assert first.relevance > second.relevance > 0.5


def test_document_without_passages_has_no_candidates() -> None:
    assert index([]).candidates("width helps", vector("width helps"), ranker(), limit=5) == ()


def test_place_in_the_document_does_not_count() -> None:
    claim = "width helps on XNLI"
    filler = ["Nothing here.", "Nothing there."]

    early, late = index([*filler, TEXTS[0], *filler * 3]), index([*filler * 3, TEXTS[0], *filler])

    (one,), (other,) = (found.candidates(claim, vector(claim), ranker(cosine=1.0), limit=1) for found in (early, late))
    assert one.features == pytest.approx(other.features)


def test_rows_of_a_long_table_leave_room_for_sentences() -> None:
    claim = "width helps on XNLI"
    rows = [
        Passage(
            f"run {at}: width = {at}", Span(900 + at, 901 + at), cells=(("run", str(at)),), caption="Width on XNLI."
        )
        for at in range(40)
    ]
    passages = [*rows, Passage("The price of width is time.", Span(0, 27))]
    found = PassageIndex(passages, FakeEncoder().encode([passage.text for passage in passages]))

    candidates = found.candidates(claim, vector(claim), ranker(bm25=1.0), limit=40)

    assert sum(bool(candidate.passage.cells) for candidate in candidates) <= 2 * ROWS
    assert candidates[-1].index == 40


def test_ranker_fitted_on_other_features_is_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        Ranker.from_json({"features": ["position"], "mean": [0], "scale": [1], "weights": [1], "bias": 0})


def test_row_is_searched_with_the_first_sentence_of_its_caption() -> None:
    remarks = "Nights with rain (cf. Smith et al. 2004) are left out. Each owl is counted once."
    row = Passage("barn: owls = 7", Span(0, 9), cells=(("barn", "7"),), caption=f"Table 2. Owls by month. {remarks}")

    assert searched_text(row) == "Table 2. Owls by month. barn: owls = 7"
