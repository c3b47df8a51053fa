"""Which papers are read closely for a claim that names none."""

import hashlib
from collections.abc import Mapping, Sequence

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


def near_papers(
    claims: Sequence[Claim], library: Library, store: Store, *, unranked: int, few: int, most: int
) -> Mapping[ClaimId, Sequence[PaperId]]:
    """For each claim the papers to read, the one with the nearest passage first: all where there are few.

    Args:
        claims: Claims that name no paper.
        library: The papers.
        store: Where the choice is kept.
        unranked: Of so many papers or fewer it does not matter which comes first.
        few: So many papers or fewer are all read.
        most: Of more, how many for each claim.
    """
    papers = tuple(library.documents)
    if len(papers) <= min(unranked, few):
        return dict.fromkeys((claim.id for claim in claims), papers)
    most = len(papers) if len(papers) <= few else most
    whole = hashlib.sha256("".join(map(document_hash, library.documents.values())).encode()).hexdigest()
    keys = {claim.id: key_of("nearest first", library.encoder_hash, whole, str(most), claim.text) for claim in claims}
    known = dict(store.verdicts_by_key(list(keys.values())))
    due = [claim for claim in claims if keys[claim.id] not in known]
    if due:
        library.expect(papers)
        texts = [as_asked(claim.text) for claim in due]
        vectors, words = library.encode(texts), [terms(text) for text in texts]
        scores = np.stack([_nearness(words, vectors, library.index(paper)) for paper in papers])  # (papers, claims)
        order = np.argsort(-scores, axis=0, kind="stable")[:most]
        fresh = {keys[claim.id]: {"papers": [papers[at] for at in order[:, n]]} for n, claim in enumerate(due)}
        store.save_keyed(fresh)
        known |= fresh
    return {claim.id: known[keys[claim.id]]["papers"] for claim in claims}


def _nearness(words: Sequence[Sequence[str]], vectors: Matrix, index: PassageIndex) -> NDArray[np.float64]:
    """(n,) the best cosine of each claim in a paper plus the share of its terms that the paper holds."""
    if not index.passages:
        return np.full(len(words), -1.0)
    vocabulary = index.lexical.vocabulary
    held = [sum(term in vocabulary for term in found) / max(len(found), 1) for found in words]
    best: NDArray[np.float64] = cosine_matrix(vectors, index.vectors).max(axis=1) + np.array(held)
    return best
