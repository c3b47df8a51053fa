"""Where sentences begin and end: rules for the prose of papers.

A sentence ends at ``. ! ?`` (with closing quotes and brackets) before white space and a capital,
digit, quote or bracket, unless the word before is a known abbreviation, an initial or a numbered
list mark. The rules err on the side of joining: half a sentence proves nothing.
"""

import re

from synth.claims.types import Span

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[.!?…]+[\"'”’)\]]*$|\n+")
_NEXT = re.compile(r"\s+[\"'“‘(\[]*(.)", re.DOTALL)
_WORD_BEFORE = re.compile(r"[^\s(\[“\"']+$")
_NAME = re.compile(r"[a-z]+[A-Z0-9][\w-]*\s")  # a name that begins small ("mBERT", "pypdf2") begins a sentence too
_INITIAL = re.compile(r"^(?:[A-Z]\.-?)+$|^[A-Z]$")


def _words(*lines: str) -> frozenset[str]:
    """The words of a list that is written like prose."""
    return frozenset(word for line in lines for word in line.split())


# Never end a sentence: something always follows.
_BOUND = _words(
    "e.g i.e eg ie cf viz vs resp approx ca al fig figs tab tabs eq eqs eqn eqns sec sect sects ref refs def",
    "defs thm prop app appx ch chap chaps vol vols no nos pp p ed eds dept univ jan feb",
    "mar apr jun jul aug sep sept oct nov dec i.i.d a.k.a w.r.t s.t seq col lin nr",
)
# End a sentence only before a word that starts one.
_LOOSE = _words("etc al inc ltd u.s u.k d.c p.m a.m ph.d co corp i.i.d a.k.a jr sr")
_TITLES = _words("Mr Mrs Ms Dr Prof St Mt")  # "5 ms." ends a sentence
_STARTERS = _words(
    "the this these those we our it its in on at for to as if when while however moreover furthermore thus",
    "therefore a an they he she there here such both each all some many most since because although after",
    "before by from with one two first second third finally next then also given let using another only no what how",
    "why once until unless despite compared similarly additionally consequently hence overall specifically instead",
    "results experiments table figure section note",
)


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text, in order; white space between them belongs to none.

    Args:
        text: Prose; a line break always ends a sentence.

    >>> text = "See Fig. 2 of Li et al. (2020). It rose by 3.5 points."
    >>> [text[span.start : span.end] for span in split_sentences(text)]
    ['See Fig. 2 of Li et al. (2020).', 'It rose by 3.5 points.']
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match[0][0] != "\n" and not _is_end(text, start, match):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    """Add the range without the white space around it, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the punctuation ends the sentence that began at ``start``."""
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    first = following[1]
    if first in ",;:)]%&=+" or (first.islower() and not _NAME.match(text, following.start(1))):
        return False
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    word = _word_before(text, start, match.start())
    return not _is_list_mark(text[start : match.start()], word) and _allows_end(text, word, match, following)


def _is_list_mark(before: str, word: str) -> bool:
    """Whether the point belongs to "1." or "(2." at a sentence's start."""
    return before.strip(" ([").isdigit() and len(word) <= 2


def _allows_end(text: str, word: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the word before a point can be a sentence's last one, given what follows."""
    bare = word.rstrip(".").casefold()
    is_started = following[1].isupper() and _next_word(text, following.start(1)) in _STARTERS
    if word in _TITLES:
        return False
    if bare in _LOOSE or _INITIAL.match(word):
        return is_started
    if bare in _BOUND and match[0] == ".":
        return bare in {"no", "app"} and is_started
    return True


def _word_before(text: str, start: int, end: int) -> str:
    """The word that ends at ``end``."""
    match = _WORD_BEFORE.search(text, max(start, end - 30), end)
    return match[0] if match else ""


def _next_word(text: str, start: int) -> str:
    """The word that begins at ``start``, lower-cased."""
    end = start
    while end < len(text) and (text[end].isalpha()):
        end += 1
    return text[start:end].casefold()
