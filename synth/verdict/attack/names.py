"""Names a document uses, by kind, and alterations that put one in the place of another."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from synth.claims.quantities import parse_quantities
from synth.verdict.attack.edit import put
from synth.verdict.attack.types import Mutant, MutantKind, Name, NameKind
from synth.verdict.attack.words import DATA_NOUNS, EXTREMES, LANGUAGES, METHOD_NOUNS, METRICS

_OTHER_HALF: Final = "English"  # of most language pairs: what holds of "Czech" often holds of "English" too
_LEAST_MENTIONS: Final = 2  # a name seen once may be debris
_TOKEN: Final = re.compile(
    r"(?<![\w-])(?:[A-Z][\w+]*[A-Z0-9][\w+]*(?:-[A-Z0-9][\w.]*\b)*|[A-Z][a-z]+(?:-[A-Z0-9]\w*)+"
    rf"|{'|'.join(sorted((*LANGUAGES, *METRICS), key=len, reverse=True))})(?![\w-])"
)
_DATA_AFTER: Final = re.compile(rf"\s(?:{DATA_NOUNS})(?!\w)", re.IGNORECASE)
_DATA_BEFORE: Final = re.compile(
    r"\b(?:evaluat\w+|test\w*|train\w*|results?|accuracy|scores?) (?:\w+ )?on (?:the )?$", re.IGNORECASE
)
_METHOD_AFTER: Final = re.compile(rf"\s(?:{METHOD_NOUNS})(?!\w)", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_EXTREME: Final = re.compile(rf"\b(?:{'|'.join(EXTREMES)})\b", re.IGNORECASE)
_ORDERED: Final = re.compile(
    r"\b(?:than|over|outperform\w*|surpass\w*|beats?|exceeds?|instead of|rather than|unlike|whereas|while|based on"
    r"|trained on|transfer\w*|translat\w+|from|to|into|replac\w+|followed by|precedes?)\b",
    re.IGNORECASE,
)
_SYMMETRIC: Final = re.compile(
    r"\b(?:similar|compar\w+|correlat\w+|differ\w*|between|combin\w+|same|equal\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of a document.

    Attributes:
        names: In alphabetical order.
        beside: For each number as printed, the names that share a sentence with it.
    """

    names: tuple[Name, ...]
    beside: dict[str, frozenset[str]]

    def others(self, claim: str) -> tuple[Name, ...]:
        """The claim's own names and those that may replace them: none that stands beside one of its numbers."""
        own = set(_TOKEN.findall(claim))
        near = {name for number in _DIGITS.findall(claim) for name in self.beside.get(number, ())}
        return tuple(name for name in self.names if name.text in own or name.text not in {*near, _OTHER_HALF})


def names_of(sentences: Sequence[str]) -> NameIndex:
    """The names that occur in a text more than once and whose kind their neighbours tell."""
    seen: Counter[str] = Counter()
    kinds: dict[str, Counter[NameKind]] = defaultdict(Counter)
    beside: dict[str, set[str]] = defaultdict(set)
    for text in sentences:
        found = list(_TOKEN.finditer(text))
        for match in found:
            seen[match[0]] += 1
            if (kind := _kind_here(text, match)) is not None:
                kinds[match[0]][kind] += 1
        for number in _DIGITS.findall(text):
            beside[number] |= {match[0] for match in found}
    names = sorted(
        Name(text, kinds[text].most_common(1)[0][0])
        for text, count in seen.items()
        if count >= _LEAST_MENTIONS and kinds[text]
    )
    return NameIndex(tuple(names), {number: frozenset(near) for number, near in beside.items()})


def _kind_here(text: str, match: re.Match[str]) -> NameKind | None:
    """What a name stands for in this place; None where nothing tells."""
    if match[0] in LANGUAGES:
        return NameKind.LANGUAGE
    if match[0] in METRICS:
        return NameKind.METRIC
    if _TOKEN.match(text, match.end() + 1):
        return None  # half of a longer name: MS COCO
    if _DATA_AFTER.match(text, match.end()) or _DATA_BEFORE.search(text[: match.start()]):
        return NameKind.DATA
    return NameKind.METHOD if _METHOD_AFTER.match(text, match.end()) else None


def change_names(text: str, names: Sequence[Name]) -> Iterator[Mutant]:
    """Each name becomes another of its kind, where a number or a superlative makes the claim true of one only."""
    has_value = any(item.is_measure for item in parse_quantities(text))
    if not has_value and not _EXTREME.search(text):
        return
    for match in _TOKEN.finditer(text):
        kind = _kind_in(match[0], names)
        if kind is None or (kind is NameKind.METRIC and not has_value):
            continue
        free = [name.text for name in names if name.kind is kind and not _is_held(name.text, text)]
        if free:
            new = free[len(match[0]) % len(free)]  # any will do; not always the first of the alphabet
            yield put(MutantKind.NAME, text, match.start(), match.end(), new)


def swap_names(text: str, names: Sequence[Name]) -> Iterator[Mutant]:
    """Two neighbouring names of one kind change places across a word that makes their order matter."""
    if _SYMMETRIC.search(text):
        return
    for one, two in pairwise(_TOKEN.finditer(text)):
        kinds = {_kind_in(one[0], names), _kind_in(two[0], names)}
        between = text[one.end() : two.start()]
        if one[0] == two[0] or len(kinds) > 1 or None in kinds or not _ORDERED.search(between):
            continue
        swapped = text[: one.start()] + two[0] + between + one[0] + text[two.end() :]
        yield Mutant(MutantKind.COMPARISON, swapped, f"“{one[0]}” and “{two[0]}” changed places")


def _kind_in(name: str, names: Sequence[Name]) -> NameKind | None:
    """The kind of a claim's name; its document tells it for all but languages and metrics."""
    if name in LANGUAGES:
        return NameKind.LANGUAGE
    if name in METRICS:
        return NameKind.METRIC
    return next((item.kind for item in names if item.text == name), None)


def _is_held(name: str, text: str) -> bool:
    """Whether the claim holds the name, or one that it may be short for."""
    low = name.lower()
    return any(_is_short_for(low, other) or _is_short_for(other, low) for other in map(str.lower, _TOKEN.findall(text)))


def _is_short_for(short: str, long: str) -> bool:
    """Whether the letters of one stand in the other in their order, from the first on: MNLI and MultiNLI."""
    rest = iter(long)
    return short[:1] == long[:1] and all(letter in rest for letter in short)
