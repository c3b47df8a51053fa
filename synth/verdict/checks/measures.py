"""What the numbers of a table measure: whether more of it is better."""

import re
from functools import lru_cache
from typing import Final

from synth.verdict.checks.grids import Grid
from synth.verdict.checks.orders import HIGHER_IS_BETTER, LOWER_IS_BETTER
from synth.verdict.checks.words import SCORE_UNITS, words

_WORD: Final = re.compile(r"[^\W\d_]+\d?")
_LOWER: Final = (LOWER_IS_BETTER - words("memory variance bias complexity confusion noise ambiguity")) | words(
    "ppl ece brier mape bpc bpb misses cer mer der ser hter",
)
_HIGHER: Final = (HIGHER_IS_BETTER | SCORE_UNITS - LOWER_IS_BETTER - words("percent points")) | words(
    "acc em spice cider nist hits hit map kappa pearson spearman bertscore mauve comet mcc fps muc bcub ceaf conll",
    "win success gain gains improvement ρ τ κ",
)
_SIZES: Final = words(
    "parameters params size sizes layers epochs epoch steps length dim dimension dimensions number count tokens",
    "sentences documents words examples train training samples batch vocabulary vocab year rank time runtime speed",
    "seconds hours minutes latency ms hour second minute day days turns memory cost costs",
)
"""What is neither good nor bad unless the claim says so."""
_COSTS: Final = words("time runtime latency memory cost costs size")
"""Sizes that one wants less of where a claim names them in judging."""
_PACE: Final = words("time runtime speed seconds hours minutes latency ms hour second minute day days fps throughput")
_QUICK: Final = words("speed fps throughput")


def goodness(grid: Grid, headers: str, claim: str) -> int:
    """1 where more is better, -1 where less is, 0 where that cannot be told.

    An arrow tells, else the headers' own words, else the claim's, else the caption's; a table of which nothing says
    what it measures holds scores.

    Args:
        grid: The table.
        headers: The headers of the two numbers that are compared.
        claim: Its text.
    """
    if "↓" in headers or "↑" in headers:
        return 1 if "↑" in headers else -1
    if _words(headers) & _words(claim) & _COSTS:
        return -1
    if "#" in headers or _words(headers) & _SIZES:
        return 0
    told = next((sign for word in reversed(_WORD.findall(headers)) if (sign := _sign(word))), 0)
    if told:
        return told
    for text in (claim, grid.caption):
        signs = {sign for word in _words(text) if (sign := _sign(word))}
        if signs:
            return signs.pop() if len(signs) == 1 else 0
    return 1


def _sign(word: str) -> int:
    """What one word says: 1 that more is better, -1 that less is, 0 nothing."""
    return (word.lower() in _HIGHER) - (word.lower() in _LOWER)


def kind_of(headers: str) -> frozenset[str]:
    """What a header says about what is measured; headers that say the same can be compared."""
    return _words(headers) & (_LOWER | _HIGHER | _SIZES) | ({"#"} if "#" in headers else set())


def quickness(headers: str) -> int:
    """1 where a number tells speed, -1 where it tells how long something takes, 0 for neither."""
    said = _words(headers)
    return 1 if said & _QUICK else -1 if said & _PACE else 0


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    """A text's words in lower case, those joined by hyphens by themselves."""
    return frozenset(word.lower() for word in _WORD.findall(text))
