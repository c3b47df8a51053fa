"""Who does what to whom: are the things around a verb in the places where the passage has them."""

from collections import Counter
from itertools import combinations
from typing import Final

from synth.verdict.checks.frames import DOER, DONE_TO, Frame, frames
from synth.verdict.checks.stems import stem
from synth.verdict.checks.words import words

_TURNABLE: Final = (DOER, DONE_TO, "from", "into", "to", "with")
_TELLING: Final = (*_TURNABLE, "on", "using", "via", "against")
"""Places that a verb fills once; when, where and for what there may be several of."""
_EITHER_WAY: Final = frozenset(
    stem(verb)
    for verb in words(
        "compare differ correlate agree interact match resemble overlap combine mix link connect relate associate join",
        "merge equal pair align share alternate concatenate interleave distinguish separate discriminate correspond",
        "intersect meet coincide contrast couple exchange swap is have contain include mean denote represent",
    )
)
"""Verbs that say the same the other way round, or that many different things may be said by."""

Misplaced = tuple[frozenset[str], str, frozenset[str]]


def misplaced_around_verb(claim: str, passage: str) -> Misplaced | None:
    """What the passage has in a place, the verb, and what the claim has there; None where all stands in its place.

    Two things that changed places around one verb, or one thing that belongs to another verb of the passage. One
    verb that fits straight is enough to acquit.
    """
    theirs = frames(passage)
    common = _common(theirs)
    for ours in frames(claim):
        same = [frame for frame in theirs if frame.verb == ours.verb]
        if not same or ours.verb in _EITHER_WAY or any(_fits(ours, frame, common) for frame in same):
            continue
        others = [frame for frame in theirs if frame.verb != ours.verb]
        for frame in same:
            found = _turned(ours, frame) or _of_another(ours, frame, others)
            if found:
                return found
    return None


def _common(some: tuple[Frame, ...]) -> frozenset[str]:
    """Keys that stand in several places: "network" tells no student network from a teacher network."""
    counted = Counter(key for frame in some for keys in frame.places.values() for key in keys)
    return frozenset(key for key, count in counted.items() if count > 1)


def _filled(frame: Frame) -> frozenset[str]:
    return frozenset[str]().union(*frame.places.values())


def _fits(ours: Frame, theirs: Frame, common: frozenset[str]) -> bool:
    """Whether all places that both fill hold something telling in common, and there is one."""
    shared = [place for place in ours.places if place in theirs.places]
    return bool(shared) and all((ours.places[place] - common or common) & theirs.places[place] for place in shared)


def _turned(ours: Frame, theirs: Frame) -> Misplaced | None:
    """Two things that changed places."""
    places = [place for place in _TURNABLE if place in ours.places and place in theirs.places]
    for one, other in combinations(places, 2):
        mine, far = ours.places[one] - ours.places[other], ours.places[other] - ours.places[one]
        here, there = theirs.places[one] - theirs.places[other], theirs.places[other] - theirs.places[one]
        straight = len(mine & here) + len(far & there)
        if mine & there and far & here and len(mine & there) + len(far & here) > straight:
            return here, ours.verb, mine
    return None


def _of_another(ours: Frame, theirs: Frame, others: list[Frame]) -> Misplaced | None:
    """A thing that fills the same place of another verb in the passage, where this verb has something else."""
    for place, mine in ours.places.items():
        here = theirs.places.get(place, frozenset[str]())
        rest = _filled(ours) - mine
        if place not in _TELLING or not here - mine or mine & _filled(theirs) - here:
            continue
        if not rest & _filled(theirs) - here:
            continue
        for frame in others:
            there = frame.places.get(place, frozenset[str]()) - here
            are_alike = _is_numeric(there) == _is_numeric(here - mine)
            if there and there <= mine and are_alike and not rest & _filled(frame) - _filled(theirs):
                return here - mine, ours.verb, there
    return None


def _is_numeric(keys: frozenset[str]) -> bool:
    return bool(keys) and all(key[0].isdigit() for key in keys)
