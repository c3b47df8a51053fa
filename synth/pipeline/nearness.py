"""Which papers are read closely for a claim that names none."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from synth.claims.citations import as_asked
from synth.claims.types import Claim, ClaimId, PaperId
from synth.evidence.fuse import PassageIndex
from synth.evidence.lexical import terms
from synth.evidence.semantic import cosine_matrix
from synth.pipeline.keys import document_hash, key_of
from synth.pipeline.library import Library
from synth.ports import Matrix, Store

MARGIN: Final = 0.3
"""How far behind the nearest paper one may be and still be read. Source: of 3,421 claims about one of 149 papers, the
paper is among those read for .974, and 4.3 are read on average (``tests/benchmarks/nearness.py``)."""


def near_papers(
    claims: Sequence[Claim], library: Library, store: Store, *, unranked: int, most: int
) -> Mapping[ClaimId, Sequence[PaperId]]:
    """For each claim the papers to read, the nearest first: all where there are few, else those within ``MARGIN``.

    Args:
        claims: Claims that name no paper.
        library: The papers.
        store: Where the choice is kept.
        unranked: Of so many papers or fewer it does not matter which comes first.
        most: How many a claim is asked of at most; so many or fewer are all read.
    """
    papers = tuple(library.documents)
    if len(papers) <= min(unranked, most):
        return dict.fromkeys((claim.id for claim in claims), papers)
    margin = MARGIN if len(papers) > most else np.inf
    whole = hashlib.sha256("".join(map(document_hash, library.documents.values())).encode()).hexdigest()
    rule = ("nearest first", f"{margin} of {most}", library.encoder_hash)
    keys = {claim.id: key_of(*rule, whole, claim.text) for claim in claims}
    known = dict(store.verdicts_by_key(list(keys.values())))
    due = [claim for claim in claims if keys[claim.id] not in known]
    if due:
        library.expect(papers)
        scores = nearness([as_asked(claim.text) for claim in due], library)
        chosen = [nearest(column, most=most, margin=margin) for column in scores.T]
        fresh = {
            keys[claim.id]: {"papers": [papers[at] for at in some]} for claim, some in zip(due, chosen, strict=True)
        }
        store.save_keyed(fresh)
        known |= fresh
    return {claim.id: known[keys[claim.id]]["papers"] for claim in claims}


def nearness(texts: Sequence[str], library: Library) -> NDArray[np.float64]:
    """(p, n) how near each of p papers is to each of n texts, in [-1, 2].

    The best cosine of a passage, plus the share of the text's terms that the paper holds: the mean of the plain share
    and of that weighted by how few papers hold a term.
    """
    indexes = [library.index(paper) for paper in library.documents]
    words = [tuple(dict.fromkeys(terms(text))) for text in texts]
    place = {term: at for at, term in enumerate(dict.fromkeys(term for found in words for term in found))}
    holds = np.array([[term in index.lexical.vocabulary for term in place] for index in indexes], float)  # (p, t)
    holders = holds.sum(axis=0)
    idf = np.log1p((len(indexes) - holders + 0.5) / (holders + 0.5))  # (t,), as in ``Bm25``
    vectors = library.encode(texts)
    scores = np.stack([_best_cosine(vectors, index) for index in indexes])
    for at, found in enumerate(words):
        own = [place[term] for term in found]
        if own:
            weights = (1 / len(own) + idf[own] / idf[own].sum()) / 2
            scores[:, at] += holds[:, own] @ weights
    return np.round(scores, 6)  # papers of the same text are equally near, whatever order they are summed in


def nearest(scores: NDArray[np.float64], *, most: int, margin: float = MARGIN) -> list[int]:
    """The places of the highest of (p,) scores, highest first: those within a margin of it, ``most`` at most.

    >>> nearest(np.array([1.2, 0.4, 1.4, 1.3]), most=2)
    [2, 3]
    """
    order: list[int] = np.argsort(-scores, kind="stable")[:most].tolist()
    return [at for at in order if scores[at] >= scores[order[0]] - margin]


def _best_cosine(vectors: Matrix, index: PassageIndex) -> NDArray[np.float64]:
    """(n,) the cosine of each claim with the paper's nearest passage."""
    if not index.passages:
        return np.full(len(vectors), -1.0)
    best: NDArray[np.float64] = cosine_matrix(vectors, index.vectors).max(axis=1).astype(float)
    return best
