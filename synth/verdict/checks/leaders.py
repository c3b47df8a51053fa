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
_LINKS: Final = words("is are was were be remains remain remained stays stay stayed comes came still clearly slightly")
_SETTINGS: Final = words("on in for at with under over across")
_SECOND: Final = words("than to of over behind")
_CLAUSE: Final = 3
_REACH: Final = 2  # words behind that may name the other side


@dataclass(frozen=True, slots=True)
class Leader:
    """A subject that is ahead (1) or behind (-1), as keys of the words before that word."""

    subject: frozenset[str]
    sign: int
    word: str


@lru_cache(maxsize=16384)
def leaders(text: str) -> tuple[Leader, ...]:
    """The subjects of a text that are ahead or behind of something it does not name.

    >>> [(sorted(item.subject), item.sign) for item in leaders("On songs, Viterbi stays ahead.")]
    [(['viterbi'], 1)]
    """
    analysis = analyse(text)
    found = []
    for at, word in enumerate(analysis.words):
        if word.low not in _AHEAD | _BEHIND or is_doubted(analysis, at):
            continue
        after = {other.low for other in analysis.words[at + 1 : at + 1 + _REACH]}
        is_verb = word.low in {"wins", "loses"}
        if after & _SECOND or not (is_verb or (at and analysis.words[at - 1].low in _LINKS)):
            continue
        subject = _subject(analysis, at) - MEASURING
        if subject:
            found.append(Leader(subject, 1 if word.low in _AHEAD else -1, word.low))
    return tuple(found)


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
    if not pair.is_judged or not pair.sign or pair.is_denied:
        return None
    first, second = (pair.first - pair.second) & leader.subject, (pair.second - pair.first) & leader.subject
    if bool(first) == bool(second):
        return None
    return (pair.sign if first else -pair.sign) == leader.sign
