"""The same assertion made twice is one claim."""

import re
from collections.abc import Hashable, Iterable
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from synth.claims.quantities import parse_quantities
from synth.claims.types import Claim

SAME = 93.0  # rapidfuzz ratio of sorted words; below it two sentences say different things too often
_NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|without|cannot|fails?|failed|hardly|\w+n't)\b", re.IGNORECASE)
_OPPOSITES = re.compile(
    r"\b(?:better|worse|higher|lower|more|less|fewer|larger|smaller|faster|slower|increas\w*|decreas\w*|"
    r"improv\w*|degrad\w*|"
    r"hurts?|helps?|gain\w*|los\w+|drop\w*|best|worst|positive\w*|negative\w*|all|most|some|few|none|only|"
    r"always|sometimes)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b\w*(?:[a-z][A-Z]|[A-Z]{2}|\d)[\w-]*\b|(?<!^)(?<![.!?] )\b[A-Z][a-z]+\b")


def say_the_same(one: str, other: str) -> bool:
    """Whether two claims differ in wording only.

    Numbers, negations, words of direction and quantity, and names must be equal; the rest may differ a little.

    >>> say_the_same("XNet improves recall by 2 points.", "XNet improves recall by 3 points.")
    False
    >>> say_the_same("The XNet parser clearly improves recall.", "Clearly, the XNet parser improves recall.")
    True
    """
    first, second = _normal(one), _normal(other)
    return first == second or (_guard(one) == _guard(other) and _is_near(first, second))


def merge_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim for each assertion, stated by all the papers that state it.

    The first of several equal claims stays, with the highest importance of all of them; order is kept.
    """
    merged: list[Claim] = []
    by_words: dict[str, int] = {}
    by_guard: dict[Hashable, list[int]] = {}  # only claims with equal guards can be equal
    for claim in claims:
        words, alike = _normal(claim.text), by_guard.setdefault((claim.type, _guard(claim.text)), [])
        at = by_words.get(words)
        if at is None:
            at = next((at for at in alike if _is_near(_normal(merged[at].text), words)), None)
        if at is None:
            alike.append(len(merged))
            by_words[words] = len(merged)
            merged.append(claim)
            continue
        known = merged[at]
        papers = tuple(dict.fromkeys((*known.stated_by, *claim.stated_by)))
        merged[at] = replace(known, stated_by=papers, importance=max(known.importance, claim.importance))
    return tuple(merged)


def _is_near(one: str, other: str) -> bool:
    """Whether two normalised texts share nearly all of their words."""
    return fuzz.token_sort_ratio(one, other, score_cutoff=SAME) > 0.0


@lru_cache(maxsize=16_384)
def _normal(text: str) -> str:
    """Words in lower case, punctuation aside."""
    return " ".join(re.findall(r"[\w.%+-]*\w%?", text.casefold()))


@lru_cache(maxsize=16_384)
def _guard(text: str) -> tuple[Hashable, ...]:
    """What must be equal, in this order, in equal claims: numbers with units, negations, directions, names."""
    numbers = [(quantity.value, quantity.high, quantity.unit, quantity.bound) for quantity in parse_quantities(text)]
    low = text.lower()
    words = (_NEGATION.findall(low), _OPPOSITES.findall(low), _NAME.findall(text))
    return (tuple(numbers), *map(tuple, words))
