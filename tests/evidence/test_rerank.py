"""What was read is put in order anew; what was not read stays behind it as it was."""

import numpy as np
import pytest

from synth.claims.types import Span
from synth.evidence.fuse import RANK_FEATURES, Candidate
from synth.evidence.rerank import RERANK_FEATURES, Reranker, Shares, rerank_features
from synth.evidence.types import Passage

SUPPORTS: Shares = (0.9, 0.05, 0.05)
REFUTES: Shares = (0.05, 0.9, 0.05)
SILENT: Shares = (0.05, 0.05, 0.9)


def candidates(*relevance: float) -> list[Candidate]:
    return [
        Candidate(Passage(f"Sentence {at}.", Span(at, at + 1)), at, np.zeros(len(RANK_FEATURES)), share)
        for at, share in enumerate(relevance)
    ]


def reranker(**weights: float) -> Reranker:
    size = len(RERANK_FEATURES)
    return Reranker(np.zeros(size), np.ones(size), np.array([weights.get(name, 0.0) for name in RERANK_FEATURES]), 0.0)


READING = reranker(relevance=1.0, said=1.0)


@pytest.mark.parametrize("said", [SUPPORTS, REFUTES])
def test_passage_that_speaks_of_the_claim_passes_a_likelier_one_that_does_not(said: Shares) -> None:
    found = READING.reordered(candidates(0.6, 0.5), [SILENT, said])
    assert [item.index for item in found] == [1, 0]


def test_supporting_and_refuting_passages_count_alike() -> None:
    one, other = (READING.reordered(candidates(0.6, 0.5), [SILENT, said]) for said in (SUPPORTS, REFUTES))
    assert [item.relevance for item in one] == [item.relevance for item in other]


def test_passages_that_were_not_read_stay_behind_as_they_were() -> None:
    found = READING.reordered(candidates(0.6, 0.5, 0.9), [SILENT, SUPPORTS])
    assert [item.index for item in found] == [1, 0, 2]
    assert found[-1].relevance == 0.9


def test_without_reading_the_order_stays() -> None:
    given = candidates(0.6, 0.5)
    assert READING.reordered(given, []) == given


def test_certain_shares_give_finite_features() -> None:
    features = rerank_features(candidates(1.0, 0.0), [(0.0, 0.0, 1.0), (1.0, 0.0, 0.0)])
    assert features.shape == (2, len(RERANK_FEATURES))
    assert np.isfinite(features).all()


def test_weights_for_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        Reranker.from_json({"features": ["relevance"], "mean": [0], "scale": [1], "weights": [1], "bias": 0})
