"""Who has which role: "the output of the parser" is not "the output of the tagger"."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.stems import stem
from synth.verdict.checks.words import words

_ARTICLES: Final = words("the a an its their our this that these those")
_APPOSED: Final = re.compile(
    r"\b(?:the|an?|our)\s(?P<what>[^,.;()]{3,60}?),\s(?P<name>[A-Z][\w+-]*)(?=[,.;)]|\s(?:and|on|with)\b)", re.UNICODE
)
_COPULA: Final = re.compile(
    r"(?P<name>[A-Z][\w+-]*)\s(?:is|was|are|were)\s(?P<what>[^,.;]{3,60}?)(?=\s(?:and|but|while|whereas)\b|[,.;]|$)"
)
_LONGEST: Final = 4  # words of an owner, "rare or unseen words"
_HOLLOW: Final = frozenset(
    stem(word)
    for word in words(
        "number amount set sets pair pairs kind kinds type types list use level levels part parts share rate range",
        "majority variety lot case cases example examples terms means order way ways most all some each one both none",
    )
)
"""Heads that everything has: "the number of", "a set of"."""


@dataclass(frozen=True, slots=True)
class Role:
    """A thing and whose it is, as common forms: {output} of {parser}."""

    head: frozenset[str]
    owner: frozenset[str]


@lru_cache(maxsize=16384)
def owned(text: str) -> tuple[Role, ...]:
    """What is said to be of what.

    >>> [(sorted(role.head), sorted(role.owner)) for role in owned("It reads the output of the parser.")]
    [(['output'], ['pars'])]
    """
    analysis = analyse(text)
    found = []
    for at, word in enumerate(analysis.words[1:-1], 1):
        head = analysis.words[at - 1].keys
        if word.low == "of" and head and not head & _HOLLOW:
            owner = _owner(analysis, at + 1)
            if owner:
                found.append(Role(head, owner))
    return tuple(found)


def _owner(analysis: Analysis, first: int) -> frozenset[str]:
    """Keys of the noun phrase that begins at a word."""
    found = frozenset[str]()
    for word in analysis.words[first : first + _LONGEST]:
        if word.low in _ARTICLES or (word.low in {"and", "or", "/"} and found):
            continue
        if not word.keys:
            break
        found |= word.keys
    return found


def misplaced(claim: str, passage: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The owner in the passage and the one in the claim, where a thing changed hands; None where none did.

    The claim's owner must stand in the passage too, and the passage must speak of the thing once.
    """
    theirs, here = owned(passage), analyse(passage)
    for ours in owned(claim):
        alike = [role for role in theirs if role.head & ours.head]
        is_once = sum(bool(word.keys & ours.head) for word in here.words) == 1
        if len(alike) == 1 and is_once and not alike[0].owner & ours.owner and ours.owner <= here.keys:
            return alike[0].owner, ours.owner
    return None


def misnamed(claim: str, passage: str) -> tuple[str, frozenset[str]] | None:
    """A name and what the passage says of another, where the claim says that of it; None where there is none.

    Of "the current champion, Vela, and the former champion, Puppis" the claim says "Vela was the former champion".
    """
    titles = {match["name"]: analyse(match["what"]).keys for match in _APPOSED.finditer(analyse(passage).text)}
    for match in _COPULA.finditer(analyse(claim).text):
        own, said = titles.get(match["name"]), analyse(match["what"]).keys
        for name, other in titles.items() if own is not None else ():
            if name != match["name"] and own and said & other - own and not said & own - other:
                return match["name"], said & other - own
    return None
