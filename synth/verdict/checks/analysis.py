"""A sentence taken apart: its words, names, clauses and numbers. Shared by all checks, pure, cached by text."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.lexicon import UNITS
from synth.claims.quantities import Quantity
from synth.claims.types import Span
from synth.verdict.checks.amounts import amounts
from synth.verdict.checks.stems import running_text, stem
from synth.verdict.checks.words import CLAUSE_OPENERS, CONTRASTS, FUNCTION_WORDS, LIST_LINKS

_GLUED: Final = rf"\d+(?=(?i:{'|'.join(sorted(UNITS))})(?![\w-]))"  # "20mg" is two words
_WORD: Final = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}|\d+(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d+|{_GLUED}|"
    r"[^\W_]+(?:[-–&+@.'’_→][^\W_]+)*\+*|[^\w\s]",
    re.UNICODE,
)
_LETTERS_DIGITS: Final = re.compile(r"[a-z]{2,}\d[a-z\d]*")  # fc6, word2vec, newstest2013
_PARTS: Final = re.compile(r"[-–&+@.'’_→]")
_OPENING: Final = ":(“\"'"
_SENTENCE_END: Final = frozenset(".!?")
_ABBREVIATED: Final = re.compile(r"\b(?:al|figs?|tabs?|eqs?|secs?|refs?|vs|cf|resp|approx|[A-Z])\.$", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d[a-z]?")
_CITED: Final = re.compile(r"(?:\bet al\.|\b[A-Z][\w'’-]+),?\s\(?$")
_CITED_BEHIND: Final = re.compile(r"[);]")
_BREAKS: Final = {";": 4, ":": 4, ",": 2, "(": 2, ")": 2, "—": 3}
_SENTENCE, _CLAUSE, _CONTRAST, _COMMA, _LINK = 5, 3, 2, 2, 1


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a sentence.

    Attributes:
        keys: Common forms of its parts ("bi-scale" has two); empty for function words, marks and numbers.
        level: How strongly it separates: 5 ends a sentence, 4 is a semicolon or colon, 3 opens a clause, 2 is a comma
            or "versus", 1 is "and"; 0 for all others.
        clause: Counts the stretches between separators of level 3 and more, from 0.
        sentence: Counts sentences, from 0.
        number: The value of a number, in digits; else empty.
        low: The word in lower case.
    """

    text: str
    start: int
    end: int
    keys: frozenset[str]
    is_name: bool
    level: int
    clause: int
    sentence: int
    number: str
    low: str


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """A sentence or short window, taken apart; ``text`` is its running text, which all offsets count.

    One text has one analysis, so two are equal only if they are the same, and caches need not look inside.

    Attributes:
        measures: The numbers that measure or count something, fractions in words among them.
        keys: Common forms of all content words.
        lows: All words and marks in lower case.
    """

    text: str
    words: tuple[Word, ...]
    measures: tuple[Quantity, ...]
    keys: frozenset[str]
    lows: frozenset[str]

    def index_at(self, offset: int) -> int:
        """Index of the first word that ends after ``offset``."""
        return next((at for at, word in enumerate(self.words) if word.end > offset), len(self.words))

    def low_behind(self, at: int) -> str:
        """The word or mark behind a word, in lower case; empty at the end."""
        return self.words[at + 1].low if at + 1 < len(self.words) else ""

    def keys_between(self, first: int, past: int, without: frozenset[int] = frozenset()) -> frozenset[str]:
        """Common forms of the content words ``[first, past)`` and its numbers, but for the words ``without``."""
        inside = range(max(first, 0), min(past, len(self.words)))
        numbers = {self.words[at].number for at in inside if at not in without} - {""}
        return frozenset(numbers).union(*(self.words[at].keys for at in inside))


@lru_cache(maxsize=16384)
def analyse(text: str) -> Analysis:
    """Take a sentence or short window apart.

    >>> [(word.text, word.clause) for word in analyse("XNLI gains 1.6, while PAWS-X gains 2.1.").words if word.is_name]
    [('XNLI', 0), ('PAWS-X', 1)]
    """
    text = running_text(text)
    measures = amounts(text)
    words: list[Word] = []
    clause = sentence = 0
    is_start = True
    matches = list(_WORD.finditer(text))
    for at, match in enumerate(matches):
        token = match[0]
        level = _level(token, text, match.end())
        measure = next((item for item in measures if item.span.overlaps(Span(*match.span()))), None)
        number = f"{measure.value:g}" if measure else ""
        is_bare = level or (measure and measure.span.end >= match.end()) or _is_cited_year(text, match)
        keys = frozenset[str]() if is_bare else _keys(token)
        if keys and number:  # "eight-stack" and "8-stack" meet in 8
            keys |= {number}
        name = bool(keys) and _is_name(token, is_start=is_start)
        if level >= _CLAUSE and token.isalpha() and words:
            clause += 1
        span = match.span()
        words.append(Word(token, *span, keys, name, level, clause, sentence, number, token.lower()))
        if level >= _CLAUSE and not token.isalpha():
            clause += 1
        if level == _SENTENCE and at + 1 < len(matches):
            sentence += 1
        is_start = level == _SENTENCE or token in _OPENING
    keys = frozenset[str]().union(*(word.keys for word in words))
    return Analysis(text, tuple(words), measures, keys, frozenset(word.low for word in words))


def _level(token: str, text: str, end: int) -> int:
    """How strongly a word or mark separates what stands around it."""
    if token in _SENTENCE_END:
        is_inside = end < len(text) and (not text[end].isspace() or _ABBREVIATED.search(text[max(end - 8, 0) : end]))
        return 0 if is_inside else _SENTENCE
    if token in _BREAKS:
        return _BREAKS[token]
    low = token.lower()
    if low in CLAUSE_OPENERS:
        return _CLAUSE
    if low in CONTRASTS:
        return _CONTRAST
    return _LINK if low in LIST_LINKS else 0


def _is_cited_year(text: str, match: re.Match[str]) -> bool:
    """Whether a year closes a citation, "Doe et al. (2019)", "(Doe, 2019; ...": it says nothing of the matter."""
    return (
        _YEAR.fullmatch(match[0]) is not None
        and _CITED_BEHIND.match(text, match.end()) is not None
        and _CITED.search(text[: match.start()]) is not None
    )


@lru_cache(maxsize=65536)
def _keys(token: str) -> frozenset[str]:
    """Common forms of a word's parts, and of the word written in one."""
    if not any(sign.isalnum() for sign in token):
        return frozenset()
    parts = [part for part in _PARTS.split(token) if part and part.lower() not in FUNCTION_WORDS]
    keys = {stem(part) for part in parts if len(part) > 1 or part.isdigit() or part.isupper()}
    return frozenset(keys)


@lru_cache(maxsize=65536)
def _is_name(token: str, *, is_start: bool) -> bool:
    """Whether a word is written like a name: capitals inside, letters with digits, or a capital inside a sentence."""
    if not any(sign.isupper() for sign in token):
        return bool(_LETTERS_DIGITS.fullmatch(token))
    inner = any(sign.isupper() for sign in token[1:]) or any(sign.isdigit() for sign in token)
    return inner or (not is_start and token[0].isupper() and len(token) > 1)
