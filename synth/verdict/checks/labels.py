"""What each number of a sentence stands with: "1.6 points on XNLI and 2.1 on PAWS-X" binds 1.6 to XNLI."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.lexicon import UNITS
from synth.claims.quantities import Quantity
from synth.claims.units import singular_of
from synth.verdict.checks.analysis import Analysis, Word, analyse
from synth.verdict.checks.brackets import told_behind, told_in_brackets
from synth.verdict.checks.durations import SECONDS
from synth.verdict.checks.words import LABEL_LINKS, SCORE_UNITS

_COMMA: Final = 2
_PAIR: Final = 2
_ONE: Final = "one"
_MAX_MEMBER: Final = 6  # words of one member of a list, "the classification fully connected layer weights"
_SLACK: Final = 3  # words that the label of the first number may be longer than those of the others
_MAX_GAP: Final = 3  # words between a list and its numbers where "respectively" does not say that they belong together
_MAX_LINK: Final = 4  # words between two numbers of a list, "27.5 words per second and"
_LINKS: Final = frozenset({"and", "or", "&", "/", "vs", "vs.", "versus"})
_ASIDE: Final = 5  # words in brackets, and the brackets
_THEM: Final = frozenset({"which", "whom", "them", "these", "those"})
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
    """The measures of a text with their labels, in order; numbers inside of words ("two-way") are labels themselves.

    >>> [(item.quantity.value, sorted(item.own)) for item in labelled("It gains 1.6 on XNLI and 2.1 on PAWS-X.")]
    [(1.6, ['xnli']), (2.1, ['paw', 'x'])]
    """
    analysis = analyse(text)
    spots: dict[int, list[_Spot]] = {}
    for quantity in analysis.measures:
        first, past = analysis.index_at(quantity.span.start), analysis.index_at(quantity.span.end - 1) + 1
        if first < len(analysis.words) and analysis.words[past - 1].end <= quantity.span.end:
            spots.setdefault(analysis.words[first].sentence, []).append(_Spot(quantity, first, past))
    return tuple(item for sentence, group in spots.items() for item in _of_sentence(analysis, sentence, group))


def _of_sentence(analysis: Analysis, sentence: int, spots: list[_Spot]) -> list[Labelled]:
    """Labels of the numbers of one sentence; only numbers of one unit part a sentence among them."""
    inside = [at for at, word in enumerate(analysis.words) if word.sentence == sentence]
    begin, end = inside[0], inside[-1] + 1
    found: dict[int, Labelled] = {}
    places = [(spot.first, spot.past) for spot in spots]
    told = told_in_brackets(analysis, places) or told_behind(analysis, places)
    units = [spot.quantity.unit for spot in spots]
    is_said_once = len(units) == _PAIR and bool(units[0]) and not units[1]  # "violins have 442 Hz, harps 440"
    for unit in set(units):
        group = [spot for spot in spots if is_said_once or _are_alike(unit, spot.quantity.unit)]
        scope = _Scope(analysis, begin, end, frozenset(at for spot in group for at in range(spot.first, spot.past)))
        owns = _owns(scope, group)
        for at in range(1, len(group)):
            if _is_part(analysis, group[at]):  # "90 letters, 56 of which are old": 56 letters too
                owns[at] |= owns[at - 1]
        taken: set[int] = set()
        for run in _runs(scope, group):
            members = _members(scope, group[run[0]].first, group[run[-1]].past, len(run), taken)
            together = frozenset[str]().union(*(owns[at] for at in run))
            of_all = together - frozenset[str]().union(*members) if members else together
            for at, member in zip(run, members or [frozenset[str]()] * len(run), strict=False):
                owns[at] = member | of_all
        everything = scope.keys(begin, end)
        for at, spot in enumerate(group):
            if spot.quantity.unit == unit:
                rest = everything - frozenset[str]().union(*owns, *told.values())
                own = told.get(spot.first, owns[at] - (_unit_keys(scope, spot) if unit in UNITS else frozenset()))
                found[spot.first] = Labelled(spot.quantity, sentence, own, rest, _edge(analysis, spot.first))
    return [found[first] for first in sorted(found)]


def _are_alike(unit: str, other: str) -> bool:
    """Whether a number of the other unit may stand in a row with those of the first."""
    if _ONE in {unit, other}:  # "four rye loaves and six wheat ones"
        return True
    return other in {unit, ""} or (unit in SECONDS and other in SECONDS) or (unit == "" and other in SCORE_UNITS)


@dataclass(frozen=True, slots=True)
class _Scope:
    """A sentence, words ``[begin, end)``, and which of them are the numbers in question."""

    analysis: Analysis
    begin: int
    end: int
    numbers: frozenset[int]

    def keys(self, first: int | None, past: int | None) -> frozenset[str]:
        """Keys between two places; nothing where no separator says whose they are."""
        if first is None or past is None:
            return frozenset()
        return self.analysis.keys_between(first, past, self.numbers)


def _owns(scope: _Scope, group: list[_Spot]) -> list[frozenset[str]]:
    """Each number's own words: labels stand behind the numbers, before them, or on both sides."""
    if len(group) == 1:
        return [scope.keys(scope.begin, scope.end)]
    analysis, pairs = scope.analysis, list(itertools.pairwise(group))
    is_last = not _up_to_break(scope, group[-1].past)
    cuts = [_cut(analysis, one.past, two.first, is_last=is_last) for one, two in pairs]
    lefts = [scope.keys(cut, spot.first) for cut, spot in zip(cuts, group[1:], strict=True)]
    rights = [scope.keys(spot.past, cut) for cut, spot in zip(cuts, group[:-1], strict=True)]
    before, behind = any(lefts), any(rights)
    first = last = frozenset[str]()
    if before or not behind:
        longest = max((spot.first - cut for cut, spot in zip(cuts, group[1:], strict=True) if cut), default=0)
        reach = longest + _SLACK if before else len(analysis.words)
        first = _nearest_phrase(scope, group[0].first, reach)
    if behind or not before:
        longest = max((cut - spot.past for cut, spot in zip(cuts, group[:-1], strict=True) if cut), default=0)
        past = min(group[-1].past + longest + 1 if behind else scope.end, scope.end)
        last = scope.keys(group[-1].past, _past_aside(analysis, past))
    if before and not last - _unit_keys(
        scope, group[-1]
    ):  # "The one has 2 hours of speech, the other 17": of speech both
        rights = [frozenset() for _ in rights]
    return [left | right for left, right in zip([first, *lefts], [*rights, last], strict=True)]


def _past_aside(analysis: Analysis, past: int) -> int:
    """Index behind the brackets that begin at a place, "the critic (the judge)"; without brackets the place itself."""
    words = analysis.words
    if past >= len(words) or words[past].text != "(":
        return past
    return next((at for at in range(past, min(past + _ASIDE, len(words))) if words[at].text == ")"), past)


def _is_aside(analysis: Analysis, at: int) -> bool:
    """Whether a mark is one of the brackets around a single word, "the cascade (C) adds"."""
    words, step = analysis.words, {"(": 2, ")": -2}.get(analysis.words[at].text, 0)
    return bool(step) and 0 <= at + step < len(words) and words[at + step].text == {2: ")", -2: "("}[step]


def _unit_keys(scope: _Scope, spot: _Spot) -> frozenset[str]:
    """Keys of the word behind a number that is its unit."""
    behind = scope.analysis.words[spot.past : spot.past + 1]
    return frozenset[str]().union(*(word.keys for word in behind if singular_of(word.text) == spot.quantity.unit))


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


def _up_to_break(scope: _Scope, first: int) -> frozenset[str]:
    """Keys behind a number, up to the next comma."""
    words = scope.analysis.words
    past = next((at for at in range(first, scope.end) if words[at].level >= _COMMA), scope.end)
    return scope.keys(first, past)


def _nearest_phrase(scope: _Scope, past: int, reach: int) -> frozenset[str]:
    """Keys of the stretch right before a number, back to the comma that has some behind it.

    An adjunct is left behind: in "for rich languages, with an improvement of 0.20" the languages count too.
    """
    words, begin = scope.analysis.words, max(scope.begin, past - reach)
    for at in range(past - 1, begin - 1, -1):
        is_mark = words[at].level >= _COMMA and not _is_aside(scope.analysis, at)
        if is_mark and scope.keys(at, past) and words[at + 1].low not in LABEL_LINKS:
            return scope.keys(at, past)
    return scope.keys(begin, past)


def _runs(scope: _Scope, group: list[_Spot]) -> list[list[int]]:
    """Runs of two and more numbers with nothing but units between them: "27.5 and 25.6, respectively"."""
    words, runs = scope.analysis.words, [[0]]
    for at in range(1, len(group)):
        one, two = group[at - 1], group[at]
        between = words[one.past : two.first]
        units = [word.low for word in between if word.keys]
        repeated = [word.low for word in words[two.past : two.past + len(between)] if word.keys]
        is_linked = any(word.level or word.low == "to" for word in between) and len(between) <= _MAX_LINK
        is_linked = is_linked and (
            len(runs[-1]) == 1 or _is_slash(between) == _is_slash(words[group[at - 2].past : one.first])
        )
        if is_linked and units == repeated[: len(units)]:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) > 1]


def _members(scope: _Scope, first: int, past: int, count: int, taken: set[int]) -> list[frozenset[str]]:
    """The members of the list of ``count`` that a run of numbers belongs to; empty if there is none.

    Without "respectively" only a list right beside the numbers counts.

    Args:
        taken: Links of the lists that earlier runs belong to; that of this run joins them.
    """
    words = scope.analysis.words
    is_said = any(word.low == "respectively" for word in words[scope.begin : scope.end])
    spots = [at for at in range(scope.begin, scope.end) if words[at].low in _LINKS and not first <= at < past]
    spots = [at for at in spots if at not in taken]
    for link in sorted(spots, key=lambda at: min(abs(at - first), abs(at - past))):
        left = _member(scope, link, -1)
        members = [left, _member(scope, link, 1, longest=max(link - left[0] - _articles(scope, left[0], link), 1))]
        while len(members) < count and members[0][0] > scope.begin and words[members[0][0] - 1].text in {",", "/"}:
            members.insert(0, _member(scope, members[0][0] - 1, -1))
        gap = members[0][0] - past if link >= past else first - 1 - members[-1][0]
        is_parallel = words[link].text == "/" and _is_slash(words[first:past])  # "A / B reach 84 / 79"
        is_theirs = is_said or is_parallel or 0 <= gap <= _MAX_GAP
        if len(members) == count and all(keys for _, keys in members) and is_theirs:
            taken.add(link)
            return [keys for _, keys in members]
    return []


def _is_part(analysis: Analysis, spot: _Spot) -> bool:
    """Whether a number counts some of what the number before it counts: "of which", "of them"."""
    behind = [word.low for word in analysis.words[spot.past : spot.past + _PAIR]]
    return len(behind) == _PAIR and behind[0] == "of" and behind[1] in _THEM


def _is_slash(between: Sequence[Word]) -> bool:
    """Whether a slash stands among some words."""
    return any(word.text == "/" for word in between)


def _articles(scope: _Scope, first: int, past: int) -> int:
    """How many articles stand among some words."""
    return sum(word.low in _ARTICLES for word in scope.analysis.words[first:past])


def _member(scope: _Scope, link: int, step: int, longest: int = _MAX_MEMBER) -> tuple[int, frozenset[str]]:
    """The words next to a list's link, as far as the phrase goes: index of its far end, and its keys.

    The last member may be no longer than the one before: of "base and large models reach" it is "large".
    """
    keys: frozenset[str] = frozenset()
    far, count = link, 0
    limit = scope.begin - 1 if step < 0 else scope.end
    for at in range(link + step, limit, step)[:_MAX_MEMBER]:
        word = scope.analysis.words[at]
        if word.level or at in scope.numbers or not (word.keys or word.low in _ARTICLES):
            break
        count += word.low not in _ARTICLES
        if count > longest:
            break
        keys |= word.keys
        far = at
    return far, keys


def _edge(analysis: Analysis, first: int) -> str:
    """Whether a number is where a change starts or where it ends."""
    words = analysis.words[max(first - 2, 0) : first]
    return next((word.low for word in reversed(words) if word.low in {"from", "to"}), "")
