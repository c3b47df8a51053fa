"""Names: do the methods, data sets, metrics and languages of the claim stand in the passage."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, Word, analyse
from synth.verdict.checks.context import Case, CheckContext, agree, conflict, silent
from synth.verdict.checks.words import ORDINARY_NAMES, words
from synth.verdict.types import Check

NAME: Final = "names"
_MIN_SHARED: Final = 0.4
"""Share of the claim's other content words that a passage must hold before a name can contradict."""
_ACRONYM: Final = 2
_LONG: Final = 60  # sentences; what a shorter text does not name may still be what it is about
_WHOLE: Final = 120
"""Sentences from which a text is taken for a whole paper: what it supports it names."""
_CITED_REACH: Final = 4  # words behind an author in which "et al." or the year of a citation stands
_PAIR: Final = 2
_LINK: Final = 3  # words between two names of a pair, "and on the"
_LINKS: Final = frozenset({"and", "on", "in", "of", "for", "with", "to", "the", "both"})
_OPPONENT: Final = 4  # words before a name in which it is said to be held against: "over the strong baseline A"
_AGAINST: Final = words(
    "over than against vs versus outperforms outperform outperformed beats beat surpasses surpass surpassed exceeds",
    "exceed exceeded above below",
)
_UNSPELT: Final = words("and of for the in on to")
"""What an abbreviation may leave out: FDA is the Food and Drug Administration."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d[a-z]?")


def check(case: Case) -> Check:
    """Look for each name; a conflict needs another name in its place."""
    names = names_of(case.claim, case.context)
    if not names:
        return silent(NAME, "the claim names nothing")
    missing = [name for name in names if not stands_in(name, case)]
    if not missing:
        return agree(NAME, f"{_listed(names)} {'is' if len(names) == 1 else 'are'} named here too")
    unknown = _never_named(missing, case)
    if unknown:
        return conflict(NAME, f"the paper never names {text_of(unknown)}")
    rivals = [name for name in names_of(case.here, case.context) if not is_in(name, case.claim)]
    for name in missing:
        if opponent := _held_against(name, rivals, case):
            return conflict(
                NAME, f"the passage holds it against {text_of(opponent)}, the claim against {text_of(name)}"
            )
    others = case.claim.keys - frozenset[str]().union(*(_keys(name) for name in missing))
    if not rivals or len(others & case.here.keys) < _MIN_SHARED * len(others):
        return silent(NAME, f"{_listed(missing)} is not named here")
    return _against_rivals(missing, rivals, case) or silent(NAME, f"{_listed(missing)} is not named here")


def _against_rivals(missing: list[tuple[Word, ...]], rivals: list[tuple[Word, ...]], case: Case) -> Check | None:
    """Whether another name stands in the place of a missing one; None if none does."""
    for name in missing:
        alike = [rival for rival in rivals if _shape(rival) == _shape(name) and not is_ordinary(rival)]
        rival = _in_its_place(name, alike, case) or _variant_of(name, alike) or _beside_its_partner(name, rivals, case)
        if rival:
            return conflict(NAME, f"the passage says {text_of(rival)}, the claim {text_of(name)}")
        is_checkable = case.context.sentences >= _LONG and len(missing) == 1 and not is_ordinary(name)
        if alike and is_checkable and not _is_known(name, case.context):
            return conflict(NAME, f"the paper never names {text_of(name)}; the passage says {text_of(alike[0])}")
    return None


def _never_named(missing: list[tuple[Word, ...]], case: Case) -> tuple[Word, ...]:
    """The first name that a whole paper holds nowhere, before a passage about the claim's matter; else none."""
    others = case.claim.keys - frozenset[str]().union(*(_keys(name) for name in missing))
    if case.context.sentences < _WHOLE or len(others & case.here.keys) < _MIN_SHARED * len(others):
        return ()
    for name in missing:
        if not (is_ordinary(name) or _is_cited(name, case.claim) or _is_known(name, case.context)):
            return name
    return ()


def _is_cited(name: tuple[Word, ...], claim: Analysis) -> bool:
    """Whether a name is that of a cited author: "Doe et al.", "Doe (2019)"."""
    behind = [word.low for word in claim.words[claim.words.index(name[-1]) + 1 :][:_CITED_REACH]]
    return "et" in behind or any(_YEAR.fullmatch(low) for low in behind)


def _shape(name: tuple[Word, ...]) -> bool:
    """Whether a name has capitals or digits inside, unlike a plain word with a capital."""
    return any(sign.isupper() or sign.isdigit() for word in name for sign in word.text[1:])


def is_ordinary(name: tuple[Word, ...]) -> bool:
    """Whether a name is no name of a thing: a metric, a month, a reference to a table."""
    return all(word.low in ORDINARY_NAMES for word in name)


def names_of(analysis: Analysis, context: CheckContext) -> tuple[tuple[Word, ...], ...]:
    """Names of a text, words that stand side by side together: "Selective Search" is one."""
    return _names_among(analysis, context.names)


@lru_cache(maxsize=16384)
def _names_among(analysis: Analysis, known: frozenset[str]) -> tuple[tuple[Word, ...], ...]:
    """Names of a text whose document is known to use some words as names."""
    found: list[tuple[Word, ...]] = []
    for at, word in enumerate(analysis.words):
        is_name = word.is_name or (word.text[0].isupper() and len(word.text) > 1 and word.low in known)
        if not is_name or word.number:
            continue
        if found and at and analysis.words[at - 1] is found[-1][-1]:
            found[-1] = (*found[-1], word)
        else:
            found.append((word,))
    return tuple(found)


def text_of(name: tuple[Word, ...]) -> str:
    """A name as written, without a genitive."""
    return " ".join(re.sub(r"['’]s?$", "", word.text) for word in name)


def _keys(name: tuple[Word, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(word.keys for word in name))


def _listed(names: Sequence[tuple[Word, ...]]) -> str:
    return " and ".join(dict.fromkeys(text_of(name) for name in names))


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """Letters and digits only, in lower case: "Fast R-CNN" and "Fast-RCNN" are one."""
    return re.sub(r"[\W_]", "", re.sub(r"['’]s\b", "", text)).lower()


def stands_in(name: tuple[Word, ...], case: Case) -> bool:
    """Whether a name stands in the passage or around it."""
    return is_in(name, case.here) or _keys(name) <= case.around


def is_in(name: tuple[Word, ...], analysis: Analysis) -> bool:
    """Whether a text holds a name, written apart, together, spelt out or abbreviated."""
    if _keys(name) <= analysis.keys:
        return True
    whole, text = squeezed(text_of(name)), squeezed(analysis.text)
    if len(whole) > _ACRONYM and (whole in text or whole.rstrip("s") in text):
        return True
    return _is_spelt_out(whole, analysis) or bool(set(initials(name)) & analysis.lows)


def _is_spelt_out(short: str, analysis: Analysis) -> bool:
    """Whether neighbouring words start with the letters of an abbreviation."""
    if not _ACRONYM <= len(short) <= 6 or not short.isalpha():
        return False
    return any(short in letters for letters in _first_letters(analysis.text))


@lru_cache(maxsize=16384)
def _first_letters(text: str) -> tuple[str, str]:
    """The first letters of all words of a text, and of their parts; then without "and", "of", "for" and the like."""
    spoken = [word.low for word in analyse(text).words if word.text[0].isalnum()]
    told = [low for low in spoken if low not in _UNSPELT]
    all_of, some = ("".join(part[0] for low in lows for part in re.findall(r"\w+", low)) for lows in (spoken, told))
    return all_of, some


def initials(name: Sequence[Word]) -> list[str]:
    """Abbreviations that a name of several words may have."""
    parts = [part for word in name for part in re.findall(r"\w+", word.low)]
    letters = "".join(part[0] for part in parts)
    return [letters, f"{letters}s"] if len(letters) >= _ACRONYM else []


def _is_known(name: tuple[Word, ...], context: CheckContext) -> bool:
    """Whether a document holds a name anywhere, in one of its forms."""
    whole = squeezed(text_of(name))
    forms = {whole, whole.rstrip("s"), *initials(name)}
    return bool(forms & context.names or _keys(name) & context.keys) or any(whole in known for known in context.names)


def _in_its_place(name: tuple[Word, ...], rivals: list[tuple[Word, ...]], case: Case) -> tuple[Word, ...]:
    """The name that stands in the passage between the words that hold the missing one in the claim; else none."""
    ours = _neighbours(name, case.claim)
    for rival in rivals:
        if ours & _neighbours(rival, case.here):
            return rival
    return ()


def _variant_of(name: tuple[Word, ...], rivals: list[tuple[Word, ...]]) -> tuple[Word, ...]:
    """The rival that is the missing name but for its number or its second word; else none.

    "ResNet-50" for "ResNet-101", "NVIDIA GTX" for "NVIDIA Titan".
    """
    letters, digits = _letters_and_digits(name)
    for rival in rivals:
        others, another = _letters_and_digits(rival)
        if letters == others and len(letters) >= _ACRONYM and digits and another and digits != another:
            return rival
        if len(name) == len(rival) == _PAIR and name[0].low == rival[0].low:
            return rival
    return ()


def _letters_and_digits(name: tuple[Word, ...]) -> tuple[str, str]:
    whole = squeezed(text_of(name))
    return "".join(sign for sign in whole if sign.isalpha()), "".join(sign for sign in whole if sign.isdigit())


def _beside_its_partner(name: tuple[Word, ...], rivals: list[tuple[Word, ...]], case: Case) -> tuple[Word, ...]:
    """The rival that stands in the passage in a pair with the name that the missing one is paired with; else none.

    "on A and on the B data" against "two data sets (A and C)".
    """
    names = names_of(case.claim, case.context)
    for partner in names:
        if partner == name or not _are_paired(partner, name, case.claim):
            continue
        for rival in rivals:
            for here in names_of(case.here, case.context):
                if _keys(here) == _keys(partner) and _are_paired(here, rival, case.here) and not is_ordinary(rival):
                    return rival
    return ()


def _held_against(name: tuple[Word, ...], rivals: list[tuple[Word, ...]], case: Case) -> tuple[Word, ...]:
    """The rival that the passage holds the claim's subject against in the missing one's stead; else none.

    "The model gains 2.1 points over A" against "the model outperforms the strong baseline B by 2.1 points".
    """
    if is_ordinary(name) or not _shape(name):
        return ()
    numbers = {word.number for word in case.claim.words} & {word.number for word in case.here.words} - {""}
    is_same = any(other != name and is_in(other, case.here) for other in names_of(case.claim, case.context))
    if not (numbers and is_same and _is_opponent(name, case.claim)):
        return ()
    alike = [rival for rival in rivals if _shape(rival) and not is_ordinary(rival)]
    return next((rival for rival in alike if _is_opponent(rival, case.here)), ())


def _is_opponent(name: tuple[Word, ...], analysis: Analysis) -> bool:
    """Whether a name stands behind "over", "than", "outperforms" and the like, with a few words between."""
    at = analysis.words.index(name[0])
    before = analysis.words[max(at - _OPPONENT, 0) : at]
    marks = [place for place, word in enumerate(before) if word.low in _AGAINST]
    return bool(marks) and not any(word.level or word.is_name for word in before[marks[-1] + 1 :])


def _are_paired(one: tuple[Word, ...], other: tuple[Word, ...], analysis: Analysis) -> bool:
    """Whether "and" stands between two names, and nothing else but small words: a list of two."""
    words = analysis.words
    first, second = sorted((one, other), key=lambda name: name[0].start)
    begin, end = words.index(first[-1]) + 1, words.index(second[0])
    between = [word.low for word in words[begin:end]]
    before = words[words.index(first[0]) - 1] if words.index(first[0]) else None
    is_two = before is None or before.text != ","
    return is_two and "and" in between and len(between) <= _LINK and all(low in _LINKS for low in between)


def _neighbours(name: tuple[Word, ...], analysis: Analysis) -> frozenset[tuple[str, int]]:
    """The content words right before and right behind a name."""
    first, last = analysis.words.index(name[0]), analysis.words.index(name[-1])
    before = next((word for word in reversed(analysis.words[max(first - 2, 0) : first]) if word.keys), None)
    behind = next((word for word in analysis.words[last + 1 : last + 2] if word.keys), None)
    found = set()
    for word, side in ((before, -1), (behind, 1)):
        if word is not None and not word.is_name:
            found |= {(key, side) for key in word.keys}
    return frozenset(found)
