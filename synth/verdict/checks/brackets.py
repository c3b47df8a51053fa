"""Numbers in brackets: "35 (73%) came by night and 18 (38%) needed a guide", "on A (B) we reach 84 (79)"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from synth.verdict.checks.analysis import Analysis, Word
from synth.verdict.checks.words import LABEL_LINKS

_MARK: Final = 2
_LEAST: Final = 2  # shares in a sentence that make a row of them
_LINKS: Final = frozenset({"and", "or", "&", "but", "while", "whereas"})


def told_behind(analysis: Analysis, spots: Sequence[tuple[int, int]]) -> dict[int, frozenset[str]]:
    """What is said behind each share in brackets, up to the next number or mark, by the first word of share and count.

    Empty where fewer than two shares have something of their own behind them: then what they measure stands before.

    Args:
        spots: Words ``[first, past)`` of each number of a sentence, in order.
    """
    words, found = analysis.words, {}
    starts = {first for first, _ in spots}
    shares = 0
    for first, past in spots:
        if not (first and words[first - 1].text == "(" and past < len(words) and words[past].text == ")"):
            continue
        end = past + 1
        while end < len(words) and words[end].level < _MARK and end not in starts:
            end += 1
        stop = end
        while stop > past + 1 and words[stop - 1].low in _LINKS:
            stop -= 1
        keys = analysis.keys_between(past + 1, stop)
        if not keys or words[past + 1].level or words[past + 1].low in LABEL_LINKS - {"with"}:
            continue
        shares += 1
        found[first] = keys
        count = next((begin for begin, behind in spots if behind == first - 1), None)
        if count is not None:
            found[count] = keys
    return found if shares >= _LEAST else {}


def told_in_brackets(analysis: Analysis, spots: Sequence[tuple[int, int]]) -> dict[int, frozenset[str]]:
    """Whose each number is in "on A (B) we reach 84 (79)", by the first word of the number; empty without such a pair.

    Args:
        spots: Words ``[first, past)`` of each number of a sentence, in order.
    """
    words = analysis.words
    numbers = {at for first, past in spots for at in range(first, past)}
    marked = [
        at
        for at in range(1, len(words) - 2)
        if words[at].text == "(" and words[at + 2].text == ")" and words[at - 1].keys
    ]
    named = [at for at in marked if not {at - 1, at + 1} & numbers and _is_capital(words[at - 1], words[at + 1])]
    if len(named) != 1:
        return {}
    (at,) = named
    outer, inner = words[at - 1].keys, words[at + 1].keys
    found: dict[int, frozenset[str]] = {}
    for (first, past), (begin, end) in pairwise(spots):
        is_pair = begin == past + 1 and words[past].text == "(" and words[end : end + 1] and words[end].text == ")"
        if is_pair and words[first].sentence == words[at].sentence:
            found |= {first: outer, begin: inner}
    return found


def _is_capital(*words: Word) -> bool:
    return all(word.text[0].isupper() for word in words)
