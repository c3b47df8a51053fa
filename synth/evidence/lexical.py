"""Words in common: terms of a text and BM25 over the passages of one document."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

K1: Final = 1.2
B: Final = 0.75
_STEM_CHARS: Final = 6  # truncation as stemming: "computing" and "computation" meet
_TERM: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
STOP_WORDS: Final = frozenset(
    _TERM.findall(
        "a about also an and any are as at be been being both but by can could did do does for from had has have her "
        "his how i if in into is it its may might of on or our she should so some such than that the their them then "
        "there these they this those to too was we were what when where which while who will with would you your"
    )
)
"""Function words; negations, comparatives and quantifiers are kept, since they decide."""


@lru_cache(maxsize=65536)
def terms(text: str) -> tuple[str, ...]:
    """Content words and numbers of a text, case and endings aside.

    >>> terms("The models computed 1,386 relations")
    ('model', 'comput', '1386', 'relati')
    """
    found = (match.replace(",", "") for match in _TERM.findall(text.casefold()))
    return tuple(_stem(term) for term in found if term not in STOP_WORDS)


def _stem(term: str) -> str:
    """A word without its plural s and beyond six letters; a number as it is."""
    if not term[0].isalpha():
        return term
    return (term[:-1] if len(term) > 3 and term[-1] == "s" and term[-2] != "s" else term)[:_STEM_CHARS]


def is_number(term: str) -> bool:
    """Whether a term is one plain number.

    >>> [is_number(term) for term in ("86.5", "1.2.3", "model")]
    [True, False, False]
    """
    return _NUMBER.fullmatch(term) is not None


class Bm25:
    """BM25 over the passages of one document.

    Args:
        texts: m passages.

    Source:
        Robertson & Zaragoza (2009), The Probabilistic Relevance Framework, section 3.3; the idf of Lucene, which is
        never negative.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        counts = [Counter(terms(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], float)
        norm = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0)) if self._size else lengths  # (m,)
        postings: dict[str, list[tuple[int, float]]] = {}
        for index, count in enumerate(counts):
            for term, times in count.items():
                postings.setdefault(term, []).append((index, times * (K1 + 1) / (times + norm[index])))
        self._postings = {
            term: (np.array([index for index, _ in rows]), np.array([weight for _, weight in rows]))
            for term, rows in postings.items()
        }

    @property
    def vocabulary(self) -> AbstractSet[str]:
        """All terms of the document."""
        return self._postings.keys()

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """All numbers of the document, each once."""
        return tuple(float(term) for term in self._postings if is_number(term))

    def idf(self, term: str) -> float:
        """How rare a term is in the document: 0 for one that is everywhere, highest for one that is nowhere."""
        return self._idf[len(self._postings[term][0]) if term in self._postings else 0]

    @cached_property
    def _idf(self) -> list[float]:
        """The idf of a term that so many passages hold."""
        holders = np.arange(self._size + 1)
        found: list[float] = np.log1p((self._size - holders + 0.5) / (holders + 0.5)).tolist()
        return found

    def rarity(self, query: str) -> dict[str, float]:
        """Each term of a query with its idf, in their order."""
        return {term: self.idf(term) for term in terms(query)}

    def scores(self, query: str) -> Scores:
        """(m,) scores of at least 0; 0 means no term in common."""
        total = np.zeros(self._size)
        for term in dict.fromkeys(terms(query)):
            if term in self._postings:
                rows, weights = self._postings[term]
                total[rows] += self.idf(term) * weights
        return total

    def coverage(self, query: str, text: str) -> float:
        """The share of the query's terms, weighted by rarity, that the text holds, in [0, 1]."""
        return held_share(self.rarity(query), frozenset(terms(text)))


def held_share(weights: Mapping[str, float], held: AbstractSet[str]) -> float:
    """The share of the weights whose terms are held, in [0, 1]; 0 without terms.

    >>> held_share({"width": 3.0, "help": 1.0}, {"help"})
    0.25
    """
    whole = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / whole if whole else 0.0
