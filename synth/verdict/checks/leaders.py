"""Who is said to be ahead without a word on whom it is ahead of: "on songs, Viterbi stays ahead"."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.negation import is_doubted
from synth.verdict.checks.orders import MEASURING
from synth.verdict.checks.sides import Comparison
from synth.verdict.checks.words import words

_AHEAD: Final = words("better ahead stronger superior preferable wins")
_BEHIND: Final = words("worse behind weaker inferior loses")
_QUICKER: Final = words("faster")
_SLOWER: Final = words("slower")
_DEGREES: Final = words(
    "also about around roughly nearly almost over even far much still clearly slightly significantly considerably",
    "times fold twice two three four five six seven eight nine ten eleven twelve",
)
"""Words between a verb and how much ahead its subject is: "is also about eleven times faster"."""
_LINKS: Final = words("is are was were be remains remain remained stays stay stayed comes came still clearly slightly")
_SETTINGS: Final = words("on in for at with under over across")
_SECOND: Final = words("than to of over behind")
_CLAUSE: Final = 3
_REACH: Final = 2  # words behind that may name the other side


@dataclass(frozen=True, slots=True)
class Leader:
    """A subject that is ahead (1) or behind (-1), as keys of the words before that word; in pace or in worth."""

    subject: frozenset[str]
    sign: int
    word: str
    is_pace: bool = False


@lru_cache(maxsize=16384)
def leaders(text: str) -> tuple[Leader, ...]:
    """The subjects of a text that are ahead or behind of something it does not name.

    >>> [(sorted(item.subject), item.sign) for item in leaders("On songs, Viterbi stays ahead.")]
    [(['viterbi'], 1)]
    """
    analysis = analyse(text)
    found = []
    for at, word in enumerate(analysis.words):
        if word.low not in _AHEAD | _BEHIND | _QUICKER | _SLOWER or is_doubted(analysis, at):
            continue
        after = {other.low for other in analysis.words[at + 1 : at + 1 + _REACH]}
        is_verb = word.low in {"wins", "loses"}
        link = _link(analysis, at)
        if after & _SECOND or not (is_verb or link is not None):
            continue
        subject = _subject(analysis, at if link is None else link + 1) - MEASURING
        if subject:
            sign = 1 if word.low in _AHEAD | _QUICKER else -1
            found.append(Leader(subject, sign, word.low, is_pace=word.low in _QUICKER | _SLOWER))
    return tuple(found)


def _link(analysis: Analysis, at: int) -> int | None:
    """Where the verb stands that joins the word at a place to its subject; None without one."""
    place = at - 1
    while place >= 0 and (analysis.words[place].low in _DEGREES - _LINKS or analysis.words[place].low[:1].isdigit()):
        place -= 1
    return place if place >= 0 and analysis.words[place].low in _LINKS else None


def _subject(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys back to where the clause begins."""
    begin = at
    while begin > 0 and analysis.words[begin - 1].level < _CLAUSE:
        begin -= 1
    if analysis.words[begin].low in _SETTINGS:  # "On songs, Viterbi ..."
        begin = next((place for place in range(begin, at) if analysis.words[place].text == ","), begin)
    return frozenset[str]().union(*(word.keys for word in analysis.words[begin:at] if word.low not in _LINKS))


def fits(pair: Comparison, leader: Leader) -> bool | None:
    """Whether a comparison goes with a subject that is ahead or behind; None where that is neither side."""
    is_alike = pair.is_pace if leader.is_pace else pair.is_judged
    if not is_alike or not pair.sign or pair.is_denied:
        return None
    first, second = (pair.first - pair.second) & leader.subject, (pair.second - pair.first) & leader.subject
    if bool(first) == bool(second):
        return None
    return (pair.sign if first else -pair.sign) == leader.sign
