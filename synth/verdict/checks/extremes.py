"""Where something is most: "the gain is largest for the smallest corpora" is not "largest for the largest"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.negation import is_negated
from synth.verdict.checks.words import words

_MOST: Final = words("largest most highest biggest strongest greatest longest best widest deepest heaviest main mainly")
_LEAST: Final = words("smallest least lowest fewest weakest shortest worst narrowest shallowest lightest")
_LARGE: Final = _MOST | words("large larger high higher long longer deep deeper wide wider frequent strong rich")
_SMALL: Final = _LEAST | words("small smaller low lower short shorter shallow narrow narrower rare weak poor")
_GROWS: Final = words("grow grows grew increase increases increased rise rises rose widen widens widened")
_SHRINKS: Final = words(
    "shrink shrinks shrank decrease decreases decreased fall falls fell vanish vanishes vanished disappear disappears",
    "diminish diminishes diminished fade fades narrow narrows narrowed",
)
_AMOUNTS: Final = words("amount number size length depth width more larger longer increasing growing")
_FEWER: Final = words("less fewer smaller shorter decreasing")
_LINKS: Final = words("for on with in at when among")
_REACH: Final = 6
_NEXT: Final = 3  # words between the link and what it is extreme in


@dataclass(frozen=True, slots=True)
class Extreme:
    """A superlative tied to an adjective: the more there is of the one, the more (1) or less (-1) of the other."""

    sign: int
    words: str
    about: frozenset[str]


@lru_cache(maxsize=16384)
def extremes(text: str) -> tuple[Extreme, ...]:
    """The ties of a text between where something is and how much of it there is.

    >>> [(item.sign, item.words) for item in extremes("The gain is largest for the smallest corpora.")]
    [(-1, 'largest for smallest')]
    """
    analysis = analyse(text)
    found = []
    for at, word in enumerate(analysis.words):
        if word.low not in _MOST | _LEAST:
            continue
        for link in range(at + 1, min(at + _REACH, len(analysis.words))):
            if analysis.words[link].low not in _LINKS or analysis.words[link].sentence != word.sentence:
                continue
            near = analysis.words[link + 1 : link + 1 + _NEXT]
            other = next((each for each in near if each.low in _LARGE | _SMALL), None)
            if other is not None:
                sign = (1 if word.low in _MOST else -1) * (1 if other.low in _LARGE else -1)
                about = analysis.keys_between(at - _REACH, link + 1 + _REACH) - word.keys - other.keys
                found.append(Extreme(sign, f"{word.text} {analysis.words[link].low} {other.text}", about))
                break
    return (*found, *_relations(analysis))


def _relations(analysis: Analysis) -> Iterator[Extreme]:
    """What grows or shrinks with the amount of something else: "vanishes with more data"."""
    for at, word in enumerate(analysis.words):
        if word.low not in _GROWS | _SHRINKS or is_negated(analysis, at):
            continue
        for link in range(at + 1, min(at + _REACH, len(analysis.words))):
            near = [each.low for each in analysis.words[link + 1 : link + 1 + _NEXT]]
            other = next((low for low in near if low in _AMOUNTS | _FEWER), "")
            if analysis.words[link].low in {"with", "as"} and other:
                sign = (1 if word.low in _GROWS else -1) * (-1 if other in _FEWER else 1)
                about = analysis.keys_between(at - _REACH, link + 1 + _REACH) - word.keys
                yield Extreme(sign, f"{word.text} {analysis.words[link].low} {other}", about)
                break
