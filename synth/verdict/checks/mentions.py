"""Which rows and columns of a table a claim speaks of."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, Word, analyse
from synth.verdict.checks.grids import Grid, Head
from synth.verdict.checks.headers import OURS, OWN, measured
from synth.verdict.checks.orders import BETTER, HOLLOW, LESS, MORE, WORSE
from synth.verdict.checks.stems import stem
from synth.verdict.checks.words import ORDINARY_NAMES, words

REMOVALS: Final = words(
    "without w/o wo removing remove removes removed removal dropping omitting minus ablating ablation excluding",
    "disabling no lack lacking lacks deleting replacing",
)
"""Words that say that something is taken away."""
_SHORT: Final = (4, 3)
"""How many letters an abbreviation has; its word has more than twice as many."""
_MEASURES: Final = words(
    "bleu rouge meteor chrf f1 precision recall perplexity wer cer ter auc mrr ndcg las uas miou psnr ssim fid rmse",
    "mse mae correlation kappa latency",
)
"""Measures of which a table that does not name them says nothing."""
_PARTS: Final = re.compile(r"[-–&+@.'’_→/]")
_SAYING: Final = (HOLLOW - frozenset(stem(word) for word in words("average overall total"))) | frozenset(
    stem(word) for word in MORE | LESS | BETTER | WORSE
)
"""Common forms of words that tell no row or column by themselves."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a claim that name a row or a column, or several with the same words in their headers.

    Attributes:
        lines: Indexes of rows or columns.
        keys: Common forms of the claim's words that name them.
        words: Indexes of those words in the claim.
    """

    lines: tuple[int, ...]
    keys: frozenset[str]
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim before a table.

    Attributes:
        rows: The rows that it names, in the order of its words.
        columns: The columns with numbers that it names.
        weight: How many of its content words the table holds.
        is_foreign: Whether it names something that the table does not hold, or a measure.
    """

    claim: Analysis
    rows: tuple[Mention, ...]
    columns: tuple[Mention, ...]
    weight: int
    is_foreign: bool


@lru_cache(maxsize=8192)
def reading(claim: str, grid: Grid, known: frozenset[str]) -> Reading:
    """What a claim names of a table.

    Args:
        claim: Its text.
        grid: The table.
        known: Common forms of what stands around the table: its section, the paper's title.
    """
    analysis = analyse(measured(claim))
    every = range(len(analysis.words))
    rows, columns = mentions(analysis, every, grid.rows), column_mentions(analysis, every, grid)
    keys = grid.keys | known
    named = {at for item in (*rows, *columns) for at in item.words}
    free = [at for at in every if at not in named and not _is_cited(analysis, at)]
    foreign = any(_is_foreign(analysis.words[at], keys) for at in free)
    foreign = foreign or any(word.low in _MEASURES and not word.keys & keys for word in analysis.words)
    weight = sum(bool(word.keys) and word.keys <= keys for word in analysis.words)
    return Reading(analysis, rows, columns, weight, foreign)


def _is_cited(analysis: Analysis, at: int) -> bool:
    """Whether a word stands alone in square brackets."""
    around = [word.text for word in analysis.words[max(at - 1, 0) : at + 2]]
    return [around[0], around[-1]] == ["[", "]"]


def _is_foreign(word: Word, known: frozenset[str]) -> bool:
    """Whether a name has a part with capitals or digits that is not known: "XLM-R" where only XLM is."""
    if not word.is_name or not word.keys or word.low in ORDINARY_NAMES:
        return False
    parts = [part for part in _PARTS.split(word.text) if any(sign.isupper() or sign.isdigit() for sign in part)]
    return any(stem(part) not in known for part in parts if word.keys & {stem(part)})


def column_mentions(analysis: Analysis, inside: Iterable[int], grid: Grid) -> tuple[Mention, ...]:
    """The columns with numbers that some words of a claim name."""
    numbered = sorted({column for _, column in grid.values})
    found = mentions(analysis, inside, [grid.columns[at] for at in numbered])
    return tuple(Mention(tuple(numbered[at] for at in item.lines), item.keys, item.words) for item in found)


def mentions(
    analysis: Analysis, inside: Iterable[int], heads: Sequence[Head], *, with_removed: bool = False
) -> tuple[Mention, ...]:
    """The headers that some words of a claim name, each word counted once, in the order of the words.

    The header that most words name comes first; of headers with equally many the one that says least besides; headers
    alike are named together, unless the claim names the group of some. Rows of which something was taken away are not
    meant unless the claim takes something away, or ``with_removed``.
    """
    words_ = analysis.words
    spread = Counter(key for head in heads for key in head.keys)
    is_removal = with_removed or bool(analysis.lows & REMOVALS)
    printed = frozenset[str]().union(*(_printed(head.text) for head in heads))
    names = {at: _names(words_[at], spread, printed) for at in inside}
    left = [at for at, found_names in names.items() if found_names]
    found: list[Mention] = []
    while left:
        scored = [
            (_fit(names, left, head, spread, len(heads)), at)
            for at, head in enumerate(heads)
            if is_removal or not head.is_without
        ]
        best = max((fit for fit, _ in scored), default=(0.0, 0.0))
        if best[0] <= 0:
            break
        alike = [at for fit, at in scored if fit == best]
        used = _used(names, left, heads[alike[0]])
        told = {at for at in used if any(spread[key] < len(heads) for key in names[at])}
        alike = [at for at in alike if told & {*_used(names, left, heads[at])} or len(alike) == 1 or not told]
        used = tuple(sorted({at for line in alike for at in _used(names, left, heads[line])}))
        lines = _of_group(analysis, alike, heads)
        found.append(Mention(tuple(lines), frozenset[str]().union(*(names[at] for at in used)), used))
        left = [at for at in left if at not in used]
    return tuple(sorted(found, key=lambda item: item.words))


def _used(names: Mapping[int, frozenset[str]], left: Sequence[int], head: Head) -> tuple[int, ...]:
    """The words that name a header."""
    return tuple(at for at in left if names[at] <= head.keys)


@lru_cache(maxsize=16384)
def _printed(text: str) -> frozenset[str]:
    """A header's words as printed, in lower case."""
    return frozenset(word.low for word in analyse(text).words)


def _names(word: Word, spread: Mapping[str, int], printed: frozenset[str]) -> frozenset[str]:
    """Keys by which a word may name a header; what no header holds may be abbreviated there: "sem", "dev"."""
    if word.low in OWN:
        return frozenset({OURS})
    found = word.keys | ({word.number} if word.number else frozenset())
    if not found or any(key in spread for key in found) or not word.low.isalpha():
        return found
    short = [word.low[:length] for length in _SHORT if len(word.low) > 2 * length and word.low[:length] in printed]
    short = [begin for begin in short if begin in spread]
    return frozenset(short[:1]) or found


def _fit(
    names: Mapping[int, frozenset[str]], left: Sequence[int], head: Head, spread: Mapping[str, int], count: int
) -> tuple[float, float]:
    """How well a header is named: weight of the words that name it, share of it that they name; (0, 0) for not."""
    covered: frozenset[str] = frozenset()
    weight = 0.0
    is_told = False
    for at in left:
        new = names[at] - covered
        if not new or not names[at] <= head.keys:
            continue
        covered |= new
        weight += len(new)
        tells = {key for key in names[at] if (spread[key] < count or count == 1) and key not in _SAYING}
        is_told = is_told or any(not key.isdigit() or len(head.keys) == 1 for key in tells)
    if not is_told:
        return 0.0, 0.0
    return weight, len(covered) / max(head.size, 1)


def _of_group(analysis: Analysis, lines: list[int], heads: Sequence[Head]) -> list[int]:
    """Of headers alike those in the group that the claim names; all where it names none."""
    said = {at: len(heads[at].group_keys & analysis.keys) for at in lines}
    most = max(said.values(), default=0)
    return [at for at in lines if said[at] == most]
