"""Finding evidence: BM25 and embeddings united, put in order by a small learned ranker.

The ranker sees how a passage compares with the claim and with its neighbours, never where in the document it
stands: a position learned on abstracts is wrong on whole papers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from synth.claims.document import Part
from synth.claims.sentences import split_sentences
from synth.evidence.fuzzy import partial_share, plain, token_set_share
from synth.evidence.lexical import Bm25, held_share, is_number, terms
from synth.evidence.linear import Features, LinearOrder
from synth.evidence.semantic import Matrix, unit_cosines, unit_rows
from synth.evidence.types import Passage

POOL: Final = 20  # passages taken from each of the two lists before they are united
ROWS: Final = 2
"""Rows of one table taken from each list: all share its caption, and would leave no room where that fits the claim."""
_MEASURED: Final = (
    "cosine",
    "cosine_gap",
    "cosine_rank",
    "bm25",
    "bm25_gap",
    "bm25_rank",
    "coverage",
    "coverage_context",
    "numbers",
    "token_set",
    "partial",
    "length",
    "neighbours",
    "is_caption",
    "is_row",
)
RANK_FEATURES: Final = (*_MEASURED, *(f"{name}_within" for name in _MEASURED))
"""Each measurement as it is, and as standard deviations from the mean of the claim's other passages."""
_FEWEST_WORDS: Final = 3  # of a first sentence; "Table 2." is none
_LONGEST_HEAD: Final = 40  # words of a caption's first sentence
_LEAST_SPREAD: Final = 1e-6  # a measurement that is the same for all passages tells none of them apart


class Ranker(LinearOrder):
    """The first order of passages, by what is measured on them without reading."""

    __slots__ = ()
    FEATURES = RANK_FEATURES


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may be evidence for a claim, with what was measured on it."""

    passage: Passage
    index: int  # into the passages of its document
    features: Features  # in the order of RANK_FEATURES
    relevance: float  # the ranker's score, in (0, 1)

    def feature(self, name: str) -> float:
        """One measurement by its name."""
        return float(self.features[RANK_FEATURES.index(name)])


class PassageIndex:
    """The passages of one document, ready to be searched.

    Args:
        passages: m passages.
        vectors: (m, d) their embeddings.
    """

    def __init__(self, passages: Sequence[Passage], vectors: Matrix) -> None:
        self.passages = tuple(passages)
        self.vectors = vectors
        texts = [searched_text(passage) for passage in self.passages]
        self.lexical = Bm25(texts)
        self._unit = unit_rows(vectors)
        self._plain = [plain(text) for text in texts]
        self._terms = [frozenset(terms(text)) for text in texts]
        self._tables = _long_tables(self.passages)
        self._lengths = [float(np.log1p(len(text.split()))) for text in texts]

    def candidates(self, claim: str, vector: Matrix, ranker: Ranker, *, limit: int) -> tuple[Candidate, ...]:
        """The likeliest passages, best first; of passages in the same words only one.

        Args:
            claim: The claim's text.
            vector: (d,) its embedding.
            ranker: What puts them in order.
            limit: How many at most.
        """
        if not self.passages:
            return ()
        rows, features = self.measure(claim, vector)
        scores = ranker.scores(features)
        order = sorted(range(len(rows)), key=lambda at: (-scores[at], rows[at]))
        best: dict[str, int] = {}
        for at in order:
            best.setdefault(searched_text(self.passages[rows[at]]), at)
        first = [*best.values()][:limit]
        return tuple(Candidate(self.passages[rows[at]], rows[at], features[at], float(scores[at])) for at in first)

    def measure(self, claim: str, vector: Matrix) -> tuple[list[int], Features]:
        """The pooled passages' indexes (k) and their (k, f) features."""
        cosine = unit_cosines(unit_rows(vector[None, :]), self._unit)[0].astype(float)  # (m,)
        bm25 = self.lexical.scores(claim)  # (m,)
        rarity = self.lexical.rarity(claim)
        best = sum(rarity.values()) * 2.2 or 1.0  # about the highest score possible
        nearest, highest = cosine.max(), bm25.max() or 1.0
        is_in = self._is_in_pool(cosine, bm25)
        cosine_rank, bm25_rank = (_ranks(np.where(is_in, scores, -np.inf)) for scores in (cosine, bm25))
        rows = np.flatnonzero(is_in & ((cosine_rank < POOL) | (bm25_rank < POOL))).tolist()
        numbers = {term for term in rarity if is_number(term)}
        wording = plain(claim)
        features = np.empty((len(rows), len(_MEASURED)))
        for at, row in enumerate(rows):
            passage, held = self.passages[row], self._terms[row]
            near = [cosine[other] for other in (row - 1, row + 1) if 0 <= other < len(cosine)]
            features[at] = (
                cosine[row],
                cosine[row] - nearest,
                1 / (1 + cosine_rank[row]),
                bm25[row] / best,
                bm25[row] / highest,
                1 / (1 + bm25_rank[row]),
                held_share(rarity, held),
                held_share(rarity, held.union(terms(passage.before))),
                len(numbers & held) / len(numbers) if numbers else 0.5,
                token_set_share(wording, self._plain[row]),
                partial_share(wording, self._plain[row]),
                self._lengths[row],
                max(near, default=0.0),
                passage.part is Part.CAPTION,
                bool(passage.cells),
            )
        spread = features.std(axis=0) if rows else np.ones(len(_MEASURED))
        within = (
            (features - features.mean(axis=0)) / np.where(spread < _LEAST_SPREAD, 1.0, spread) if rows else features
        )
        return rows, np.hstack([features, within])

    def _is_in_pool(self, cosine: Features, bm25: Features) -> NDArray[np.bool_]:
        """(m,) whether each passage may be taken: of a long table only the rows that fit best."""
        is_in = np.ones(len(self.passages), bool)
        for rows in self._tables:
            is_in[rows] = False
            for scores in (cosine, bm25):
                is_in[rows[np.argsort(-scores[rows], kind="stable")[:ROWS]]] = True
        return is_in


def _long_tables(passages: Sequence[Passage]) -> tuple[NDArray[np.int64], ...]:
    """Indexes of the rows of each table that has more than ``ROWS``."""
    tables: dict[tuple[str, str], list[int]] = {}
    for at, passage in enumerate(passages):
        if passage.cells:
            tables.setdefault((passage.table, passage.caption), []).append(at)
    return tuple(np.array(rows) for rows in tables.values() if len(rows) > ROWS)


def searched_text(passage: Passage) -> str:
    """What a claim is compared with: a table row together with the head of its caption, else the passage itself."""
    return f"{_head_of(passage.caption)} {passage.text}" if passage.cells else passage.text


@lru_cache(maxsize=1024)
def _head_of(caption: str) -> str:
    """What a caption is about: its first sentence, since a row behind a paragraph of remarks would go unread.

    >>> _head_of("Table 2: Sightings by month. Nights with rain are left out. Owls were counted once.")
    'Table 2: Sightings by month.'
    """
    ends = (span.end for span in split_sentences(caption) if len(caption[: span.end].split()) >= _FEWEST_WORDS)
    return " ".join(caption[: next(ends, None)].split()[:_LONGEST_HEAD])


def _ranks(scores: Features) -> NDArray[np.int64]:
    """0 for the highest score; equal scores in the order of the text."""
    ranks = np.empty(len(scores), np.int64)
    ranks[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return ranks
