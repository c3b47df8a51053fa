"""Two halves of a claim against two parts of a passage: who goes with what, numbers or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, analyse

_SENTENCE: Final = 5
_COMMA: Final = 2  # weaker separators do not halve a claim
_OPENERS: Final = frozenset({"while", "whereas", "although", "though"})
_MIN_KEYS: Final = 2  # a half must say at least that much


@dataclass(frozen=True, slots=True)
class Halves:
    """Two neighbouring stretches of a text, as keys in the order of their words."""

    level: int
    left: tuple[str, ...]
    right: tuple[str, ...]


@lru_cache(maxsize=16384)
def halves(text: str) -> tuple[Halves, ...]:
    """Each pair of stretches that a separator parts, strongest first; pairs of sentences need not be neighbours.

    >>> halves("Scaling uses a tanh, whereas translation is affine.")[0].right
    ('transl', 'affin')
    """
    analysis = analyse(text)
    found = [*_of_sentences(analysis), *_of_separators(analysis)]
    found = [pair for pair in found if min(len(pair.left), len(pair.right)) >= _MIN_KEYS]
    return tuple(sorted(found, key=lambda pair: -pair.level))


def _keys(analysis: Analysis, first: int, past: int) -> tuple[str, ...]:
    """Keys of the words ``[first, past)`` in order, numbers too."""
    words = analysis.words[first:past]
    return tuple(dict.fromkeys(key for word in words for key in (*sorted(word.keys), word.number) if key))


def _of_sentences(analysis: Analysis) -> Iterator[Halves]:
    """Pairs of whole sentences."""
    bounds: dict[int, list[int]] = {}
    for at, word in enumerate(analysis.words):
        bounds.setdefault(word.sentence, []).append(at)
    sentences = [_keys(analysis, places[0], places[-1] + 1) for places in bounds.values()]
    for at, left in enumerate(sentences):
        for right in sentences[at + 1 :]:
            yield Halves(_SENTENCE, left, right)


def _of_separators(analysis: Analysis) -> Iterator[Halves]:
    """Pairs of stretches inside of sentences, each up to the next separator that is as strong."""
    levels = [word.level for word in analysis.words]
    at = 0
    while at < len(levels):
        past = at
        while past < len(levels) and levels[past]:
            past += 1
        level = max(levels[at:past], default=0)
        is_comparison = any(word.low == "than" for word in analysis.words[at:past])  # its order is another check's
        is_aside = all(word.text in "()" for word in analysis.words[at:past])  # what it says is said of what it follows
        if 0 < level < _SENTENCE and not is_comparison and not is_aside:
            begin = next((back + 1 for back in range(at - 1, -1, -1) if levels[back] >= level), 0)
            end = next((on for on in range(past, len(levels)) if levels[on] >= level), len(levels))
            yield Halves(level, _keys(analysis, begin, at), _keys(analysis, past, end))
            if begin and analysis.words[begin - 1].low in _OPENERS:  # "while A was long, B was short, at three"
                final = next((on for on in range(past, len(levels)) if levels[on] >= _SENTENCE), len(levels))
                yield Halves(level, _keys(analysis, begin, at), _keys(analysis, past, final))
        at = max(past, at + 1)


@dataclass(frozen=True, slots=True)
class Crossing:
    """How the halves of a claim meet two parts of a passage.

    Attributes:
        is_crossed: Words of each half stand in both parts: who goes with what was swapped.
        one: Keys of the claim's first half that stand in the first part; ``other`` those in the second part
            where halves are crossed, else the second half's keys there.
    """

    is_crossed: bool
    one: frozenset[str]
    other: frozenset[str]


def crossing(claim: str, passage: str) -> Crossing | None:
    """Whether two halves of the claim each have their own part of the passage, or share both; None if neither.

    One pair of parts that fits straight is enough to acquit.
    """
    crossed = None
    for ours in halves(claim):
        if ours.level < _COMMA:
            continue
        for theirs in halves(passage):
            for left, right in ((theirs.left, theirs.right), (theirs.right, theirs.left)):
                found = _compare(ours, frozenset(left), frozenset(right))
                if found is not None and not found.is_crossed:
                    return found
                crossed = crossed or found
    return crossed or _linked(claim, passage) or _mixed(claim, passage)


def _linked(claim: str, passage: str) -> Crossing | None:
    """Whether "A is x and B is y" meets x with B and y with A in two parts of the passage that hold all of it."""
    for ours in halves(claim):
        if ours.level >= _COMMA:
            continue
        one, two = frozenset(ours.left) - frozenset(ours.right), frozenset(ours.right) - frozenset(ours.left)
        for theirs in halves(passage):
            left, right = frozenset(theirs.left), frozenset(theirs.right)
            left, right = left - right, right - left
            parts = (one & left, one & right, two & left, two & right)
            if all(parts) and len(one & (left | right)) == len(one) and len(two & (left | right)) == len(two):
                return Crossing(is_crossed=True, one=parts[0], other=parts[1])
    return None


def _mixed(claim: str, passage: str) -> Crossing | None:
    """Whether a claim that is no longer than one part of the passage takes half of its words from each of two parts."""
    ours = analyse(claim).keys
    for theirs in halves(passage):
        left, right = frozenset(theirs.left), frozenset(theirs.right)
        one, other = ours & left - right, ours & right - left
        if theirs.level <= _COMMA and len(one) == len(other) == 1 and ours <= left | right and ours & left & right:
            return Crossing(is_crossed=True, one=one, other=other)
    return None


def _compare(ours: Halves, part: frozenset[str], other: frozenset[str]) -> Crossing | None:
    """The claim's first half before the first part of the passage and its second before the other."""
    one, two = frozenset(ours.left), frozenset(ours.right)
    one, two, part, other = one - two, two - one, part - other, other - part
    is_covered = 2 * len((one | two) & (part | other)) >= len(one | two)
    if is_covered and one & part and one & other and two & part and two & other:
        return Crossing(is_crossed=True, one=one & part, other=one & other)
    is_apart = not one & other and not two & part
    if is_apart and min(len(one & part), len(two & other)) >= _MIN_KEYS:
        return Crossing(is_crossed=False, one=one & part, other=two & other)
    return None
