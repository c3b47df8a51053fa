"""Changing a few characters of a sentence so that it stays a sentence."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from synth.verdict.attack.types import Mutant, MutantKind
from synth.verdict.attack.words import MODALS, NEGATIONS

_ARTICLE: Final = re.compile(r"\b([Aa])n? $")
_WITH_AN: Final = re.compile(r"(?!one|eu)[aeioAEIO]|8|1[18](?!\d)|un(?!i)|up|ul|[FHLMNRSX](?![a-z])")  # spoken vowels
_BOUNDARY: Final = re.compile(r"[,;:.]\s|\bbut\b|\band\b|\bwhereas\b")  # between clauses, roughly


def put(kind: MutantKind, text: str, start: int, end: int, new: str) -> Mutant:
    """The text with other characters in ``[start, end)``; case and "a" or "an" before them follow.

    >>> put(MutantKind.DIRECTION, "Noise gives an increase.", 15, 23, "decrease").text
    'Noise gives a decrease.'
    """
    old, before = text[start:end], text[:start]
    if old[:1].isupper() and old.split(" ")[0][1:].islower() and new[:1].islower():
        new = new[0].upper() + new[1:]
    if new and (article := _ARTICLE.search(before)):
        before = f"{before[: article.start()]}{article[1]}{'n' if _WITH_AN.match(new) else ''} "
    altered = re.sub(r"(?<=\S) {2,}", " ", before + new + text[end:])
    return Mutant(kind, altered, f"“{old}” became “{new}”" if new else f"“{old}” was left out")


def words_pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    """Any of the words, whole, in any case and not inside a hyphenated one; the longest first."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


def plain_matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches whose opposite is false where they are true: neither negated nor said to be merely possible.

    >>> import re
    >>> [match[0] for match in plain_matches(re.compile("drops|rises"), "It rises and never drops.")]
    ['rises']
    """
    for match in pattern.finditer(text):
        before = _BOUNDARY.split(text[: match.start()])[-1]
        after = _BOUNDARY.split(text[match.end() :])[0]
        if not (NEGATIONS.search(before) or MODALS.search(before) or MODALS.search(after)):
            yield match
