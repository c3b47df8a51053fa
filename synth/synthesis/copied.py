"""Text that a report shares with a paper or with another report, word for word.

Exact runs of words are compared, without hashing: a report has some hundred words and a paper some ten thousand, so
that all runs of both fit into two sets and a lookup takes microseconds. MinHash would pay for thousands of documents,
and would give an estimate where this gives the shared words themselves.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

RUN_WORDS: Final = 8
"""Words in a row that two authors hardly choose alike.

Source:
    Twenty papers of one field (CL-SciSumm): no abstract shares 7 words in a row with another paper, two of 380 share 6.
"""
LEAST_SHARE: Final = 0.5  # of a text's runs; below that it only quotes
LEAST_CLAIM_SHARE: Final = 0.8
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that may have been copied from.

    Attributes:
        kind: ``paper`` or ``report``.
        id: The paper's or the report's id.
    """

    kind: str
    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Copied:
    """A text of a report that stands elsewhere word for word.

    Attributes:
        what: "abstract" or "claim".
        text: The report's own text.
        source: ``paper`` or ``report``, with ``id`` and ``title`` of where it stands.
        share: Share of the text's runs of words that stand there, in [0, 1].
        words: The longest run in common, as the report prints it.
    """

    what: str
    text: str
    source: str
    id: str
    title: str
    share: float
    words: str


def copied(what: str, text: str, sources: Sequence[Source], *, least: float = LEAST_SHARE) -> Copied | None:
    """The source that holds most of a text, if one holds at least ``least`` of its runs of words; papers win ties.

    A text shorter than a run is compared as a whole.
    """
    return copies([(what, text)], sources, least=least)[0]


def copies(
    texts: Sequence[tuple[str, str]], sources: Sequence[Source], *, least: float = LEAST_SHARE
) -> tuple[Copied | None, ...]:
    """The same for many texts, each with what it is; every source is gone through once for each length of runs.

    The runs of the texts are kept and those of the sources only looked up, so that a thousand claims against a hundred
    papers need the memory of the claims.
    """
    size_of = [min(RUN_WORDS, len(_words(text))) for _, text in texts]
    runs_of = [_runs(text, size) for (_, text), size in zip(texts, size_of, strict=True)]
    holders: dict[int, dict[tuple[str, ...], list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, (size, runs) in enumerate(zip(size_of, runs_of, strict=True)):
        for run in runs:
            holders[size][run].append(at)
    best: dict[int, tuple[tuple[float, bool, int], Source]] = {}
    for place, source in enumerate(sources):
        held = Counter[int]()
        for size, wanted in holders.items():
            for run in wanted.keys() & _runs(source.text, size):
                held.update(wanted[run])
        for at, count in held.items():
            rank = (count / len(runs_of[at]), source.kind == "paper", -place)
            if rank[0] >= least and (at not in best or rank > best[at][0]):
                best[at] = rank, source
    return tuple(_copied(*texts[at], *best[at]) if at in best else None for at in range(len(texts)))


def _copied(what: str, text: str, rank: tuple[float, bool, int], source: Source) -> Copied:
    run = longest_run(text, source.text)
    return Copied(what, text, source.kind, source.id, source.title, round(rank[0], 4), run)


def shared_share(text: str, source: str) -> float:
    """The share of a text's runs of words that stand in a source, in [0, 1]; 0 for a text without words."""
    size = min(RUN_WORDS, len(_words(text)))
    ours = _runs(text, size)
    return sum(run in _runs(source, size) for run in ours) / len(ours) if ours else 0.0


def longest_run(text: str, source: str) -> str:
    """The longest stretch of a text whose runs all stand in a source, as the text prints it."""
    places, theirs = [match.span() for match in _WORD.finditer(text)], _runs(source, min(RUN_WORDS, len(_words(text))))
    words, size = _words(text), min(RUN_WORDS, len(_words(text)))
    best, start = (0, 0), 0
    for at in range(len(words) - size + 1) if size else ():
        if tuple(words[at : at + size]) not in theirs:
            start = at + 1
        elif at + size - start > best[1] - best[0]:
            best = (start, at + size)
    return text[places[best[0]][0] : places[best[1] - 1][1]] if best[1] else ""


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=512)
def _runs(text: str, size: int) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(words[at : at + size] for at in range(len(words) - size + 1)) if size else frozenset()
