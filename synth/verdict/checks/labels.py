"""What each number of a sentence stands with: "1.6 points on XNLI and 2.1 on PAWS-X" binds 1.6 to XNLI."""

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.quantities import Quantity
from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.words import LABEL_LINKS

_COMMA: Final = 2
_MAX_MEMBER: Final = 6  # words of one member of a list, "the classification fully connected layer weights"
_MAX_GAP: Final = 3  # words between a list and its numbers where "respectively" does not say that they belong together
_ARTICLES: Final = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number with the words that it belongs to.

    Attributes:
        sentence: Counts the sentences of the text, from 0.
        own: Keys of the words that stand with this number and no other.
        shared: Keys of the rest of its sentence that belongs to no other number.
        edge: "from" or "to" for the ends of a change, else empty.
    """

    quantity: Quantity
    sentence: int
    own: frozenset[str]
    shared: frozenset[str]
    edge: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a number stands: its words ``[first, past)``."""

    quantity: Quantity
    first: int
    past: int


@lru_cache(maxsize=16384)
def labelled(text: str) -> tuple[Labelled, ...]:
    """The measures of a text with their labels, in order.

    >>> [(item.quantity.value, sorted(item.own)) for item in labelled("It gains 1.6 on XNLI and 2.1 on PAWS-X.")]
    [(1.6, ['xnli']), (2.1, ['paw', 'x'])]
    """
    analysis = analyse(text)
    spots: dict[int, list[_Spot]] = {}
    for quantity in analysis.measures:
        first, past = analysis.index_at(quantity.span.start), analysis.index_at(quantity.span.end - 1) + 1
        if first < len(analysis.words):
            spots.setdefault(analysis.words[first].sentence, []).append(_Spot(quantity, first, past))
    return tuple(item for sentence, group in spots.items() for item in _of_sentence(analysis, sentence, group))


def _of_sentence(analysis: Analysis, sentence: int, group: list[_Spot]) -> list[Labelled]:
    """Labels of the numbers of one sentence."""
    inside = [at for at, word in enumerate(analysis.words) if word.sentence == sentence]
    begin, end = inside[0], inside[-1] + 1
    owns = _owns(analysis, group, begin, end)
    for run in _runs(analysis, group):
        members = _members(analysis, group[run[0]].first, group[run[-1]].past, len(run), (begin, end))
        for at, member in zip(run, members, strict=False):
            owns[at] = member
    everything = analysis.keys_between(begin, end)
    result = []
    for at, spot in enumerate(group):
        others = frozenset[str]().union(*(own for place, own in enumerate(owns) if place != at))
        rest = everything - others - owns[at]
        result.append(Labelled(spot.quantity, sentence, owns[at], rest, _edge(analysis, spot.first)))
    return result


def _owns(analysis: Analysis, group: list[_Spot], begin: int, end: int) -> list[frozenset[str]]:
    """Each number's own words: labels stand behind the numbers, before them, or on both sides."""
    if len(group) == 1:
        return [analysis.keys_between(begin, end)]
    is_behind_last = bool(_up_to_break(analysis, group[-1].past, end))
    cuts = [_cut(analysis, one.past, two.first, is_last=not is_behind_last) for one, two in itertools.pairwise(group)]
    lefts = [_between(analysis, cut, spot.first) for cut, spot in zip(cuts, group[1:], strict=True)]
    rights = [_between(analysis, spot.past, cut) for cut, spot in zip(cuts, group[:-1], strict=True)]
    before, behind = any(lefts), any(rights)
    first = _nearest_phrase(analysis, begin, group[0].first) if before or not behind else frozenset[str]()
    last = analysis.keys_between(group[-1].past, end) if behind or not before else frozenset[str]()
    return [left | right for left, right in zip([first, *lefts], [*rights, last], strict=True)]


def _cut(analysis: Analysis, first: int, past: int, *, is_last: bool) -> int | None:
    """Index of the word that parts two numbers best; None if nothing does.

    Of equal separators the one right before the second number counts, as in "1.6 on XNLI and PAWS-X, and 2.1 on",
    unless nothing stands behind the last number, as in "A 1.6, against B, 2.1".
    """
    level = max((analysis.words[at].level for at in range(first, past)), default=0)
    if level == 0:
        return None
    run = past
    while run > first and analysis.words[run - 1].level:
        run -= 1
    touches = any(analysis.words[at].level == level for at in range(run, past))
    if touches and not is_last:
        return run
    return next(at for at in range(first, past) if analysis.words[at].level == level)


def _between(analysis: Analysis, first: int | None, past: int | None) -> frozenset[str]:
    """Keys between two places; nothing where no separator says whose they are."""
    return frozenset() if first is None or past is None else analysis.keys_between(first, past)


def _up_to_break(analysis: Analysis, first: int, end: int) -> frozenset[str]:
    """Keys behind a number, up to the next comma."""
    past = next((at for at in range(first, end) if analysis.words[at].level >= _COMMA), end)
    return analysis.keys_between(first, past)


def _nearest_phrase(analysis: Analysis, begin: int, past: int) -> frozenset[str]:
    """Keys of the stretch right before a number, back to the comma that has some behind it.

    An adjunct is left behind: in "for rich languages, with an improvement of 0.20" the languages count too.
    """
    keys: frozenset[str] = frozenset()
    for at in range(past - 1, begin - 1, -1):
        is_adjunct = analysis.words[at + 1 : past] and analysis.words[at + 1].low in LABEL_LINKS
        if analysis.words[at].level >= _COMMA and keys and not is_adjunct:
            break
        keys |= analysis.words[at].keys
    return keys


def _runs(analysis: Analysis, group: list[_Spot]) -> list[list[int]]:
    """Runs of two and more numbers with nothing but units between them: "27.5 and 25.6, respectively"."""
    runs = [[0]]
    for at in range(1, len(group)):
        between = analysis.words[group[at - 1].past : group[at].first]
        units = sum(bool(word.keys) for word in between)
        is_bare = any(word.level for word in between) and units <= 2 and len(between) <= 4
        follows = is_bare and (not units or group[at].quantity.unit == group[at - 1].quantity.unit != "")
        if follows and not any(word.is_name for word in between):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) > 1]


def _members(analysis: Analysis, first: int, past: int, count: int, inside: tuple[int, int]) -> list[frozenset[str]]:
    """The members of the list of ``count`` that a run of numbers belongs to; empty if there is none.

    Source:
        Without "respectively" only a list right beside the numbers counts.
    """
    begin, end = inside
    is_said = any(word.low == "respectively" for word in analysis.words[begin:end])
    spots = [at for at in range(begin, end) if analysis.words[at].low in {"and", "or", "&", "/"}]
    for link in sorted(spots, key=lambda at: min(abs(at - first), abs(at - past))):
        if first <= link < past:
            continue
        members = [_member(analysis, link, -1, begin), _member(analysis, link, 1, end - 1)]
        while len(members) < count and members[0][0] > begin and analysis.words[members[0][0] - 1].text in {",", "/"}:
            members.insert(0, _member(analysis, members[0][0] - 1, -1, begin))
        gap = members[0][0] - past if link >= past else first - 1 - members[-1][0]
        if len(members) == count and all(keys for _, keys in members) and (is_said or 0 <= gap <= _MAX_GAP):
            return [keys for _, keys in members]
    return []


def _member(analysis: Analysis, link: int, step: int, limit: int) -> tuple[int, frozenset[str]]:
    """The words next to a list's link, as far as the phrase goes: index of its far end, and its keys."""
    keys: frozenset[str] = frozenset()
    far = link
    for at in range(link + step, limit + step, step)[:_MAX_MEMBER]:
        word = analysis.words[at]
        if word.level or not (word.keys or word.low in _ARTICLES):
            break
        keys |= word.keys
        far = at
    return far, keys


def _edge(analysis: Analysis, first: int) -> str:
    """Whether a number is where a change starts or where it ends."""
    words = analysis.words[max(first - 2, 0) : first]
    return next((word.low for word in reversed(words) if word.low in {"from", "to"}), "")
