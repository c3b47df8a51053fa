"""Whether two titles are one paper's: the same words in another spelling, or one with a subtitle the other lacks."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_MARKUP: Final = re.compile(r"<[^<>]{0,200}>|\\[A-Za-z]+")
_WORD: Final = re.compile(r"[^\W_]+")
_NUMERAL: Final = re.compile(r"\d+|[ivx]+")
_SHORTEST: Final = 12  # characters; "Introduction" is the title of many papers
_SPELLING_CHARS: Final = 5  # shorter words that differ in a letter are other words
_LEAST_WORDS: Final = 5  # before a subtitle
_NEGATIONS: Final = frozenset({"not", "no", "without", "never"})
_NEAR: Final = 80.0  # of 100; titles further apart differ in more than spelling


class Likeness(StrEnum):
    """How two titles are alike."""

    SAME = "same title"
    EXTENDED = "same title with a subtitle"
    OTHER = ""


def plain_title(title: str) -> str:
    r"""The words of a title: case, accents, markup and punctuation aside.

    >>> plain_title(r"<i>BERT</i>: Pre-training of $\mathbf{Deep}$ Transformers")
    'bert pre training of deep transformers'
    """
    text = unicodedata.normalize("NFKD", _MARKUP.sub(" ", title))
    text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(_WORD.findall(text.casefold()))


def title_similarity(one: str, other: str) -> float:
    """How alike two plain titles are letter by letter, as a share in [0, 1]."""
    return fuzz.ratio(one, other) / 100 if one and other else 0.0


def title_keys(title: str) -> frozenset[str]:
    """What titles that are alike in any way have at least one of in common; so that few need to be compared.

    >>> sorted(title_keys("learning to summarise from human feedback"))
    ['learning to summarise from', 'learningtosummarisefromhumanfeedback', 'ltsfhf']
    """
    words = title.split()
    initials = "".join(word[0] for word in words)
    return frozenset({"".join(words), initials, " ".join(words[: _LEAST_WORDS - 1])}) - {""}


def likeness_of(one: str, other: str) -> Likeness:
    """How two plain titles are alike; letters alone do not tell, so words are compared one by one.

    >>> likeness_of("learning to summarise from feedback", "learning to summarize from feedback").value
    'same title'
    >>> likeness_of("supervised learning of representations", "unsupervised learning of representations").value
    ''
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or _numerals(one) != _numerals(other):
        return Likeness.OTHER
    if short.replace(" ", "") == long.replace(" ", "") or _are_spellings(short, long):
        return Likeness.SAME
    return Likeness.EXTENDED if _is_extended(short, long) else Likeness.OTHER


def _are_spellings(one: str, other: str) -> bool:
    """Whether each word is that of the other title, or differs in one letter."""
    if fuzz.ratio(one, other, score_cutoff=_NEAR) == 0.0:
        return False
    ours, theirs = one.split(), other.split()
    return len(ours) == len(theirs) and all(
        here == there
        or (
            min(len(here), len(there)) >= _SPELLING_CHARS
            and (here + there).isalpha()  # GPT-2 is not GPT-3
            and here[0] == there[0]
            and Levenshtein.distance(here, there, score_cutoff=1) <= 1
        )
        for here, there in zip(ours, theirs, strict=True)
    )


def _is_extended(short: str, long: str) -> bool:
    """Whether a title goes on where the other ends, and does not turn into its opposite there."""
    words = short.split()
    stem = short.removesuffix("s")
    if len(words) < _LEAST_WORDS or not long.startswith(stem):
        return False
    rest = long[len(stem) :].removeprefix("s")
    return rest.startswith(" ") and not _NEGATIONS & set(rest.split())


def _numerals(title: str) -> list[str]:
    """The numbers of a title: "Part II" is not "Part I"."""
    return sorted(word for word in title.split() if _NUMERAL.fullmatch(word))
