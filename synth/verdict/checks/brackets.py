"""Shares in brackets behind counts: "35 (73%) came by night and 18 (38%) needed a guide"."""

from collections.abc import Sequence
from typing import Final

from synth.verdict.checks.analysis import Analysis
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
