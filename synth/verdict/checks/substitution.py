"""Substitution: a sentence repeated nearly word for word, with another of the paper's things in one place."""

from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from synth.claims.document import Part
from synth.claims.verbs import form_of, is_noun_like
from synth.verdict.checks.analysis import Word, analyse
from synth.verdict.checks.context import Case, conflict, silent
from synth.verdict.checks.names import initials
from synth.verdict.checks.relatives import relative_in_place, single_or_more
from synth.verdict.checks.words import STAND_INS
from synth.verdict.types import Check

NAME: Final = "substitution"
_LEAST_REPEATED: Final = 0.6
"""Share of the claim's content words that the passage must repeat in the claim's order."""
_LONGEST: Final = 4  # words that may be put in the place of others
_ANCHOR: Final = 2  # repeated words on each side of the place, one of them a content word ...
_LONE_ANCHOR: Final = 5  # ... or on one side, where the other is the claim's end
_FIRM_ANCHOR: Final = 3  # on each side, where the passage speaks elsewhere of what the claim puts there
_STEM: Final = 4  # equal first letters of words that are forms of one another
_SPELLING: Final = 65  # rapidfuzz' ratio from which two words may be one, spelt differently


def check(case: Case) -> Check:
    """Look for one place in which claim and passage, otherwise repeating each other, name different things."""
    if case.passage.part is Part.TABLE:
        return silent(NAME, "a table row is no sentence")
    relative = relative_in_place(case) or single_or_more(case)
    if relative:
        return conflict(NAME, f"the passage says {relative[1]!r} where the claim says {relative[0]!r}")
    (claim, ours), (here, theirs) = _spoken(case.claim.text), _spoken(case.here.text)
    aligned = SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = [(block.a, block.b, block.size) for block in aligned.get_matching_blocks()]  # the last one is empty
    repeated = frozenset[str]().union(*(word.keys for a, _, size in blocks for word in claim[a : a + size]))
    if len(repeated) < _LEAST_REPEATED * len(case.claim.keys):
        return silent(NAME, "the claim does not repeat the passage")
    for (a, b, size), (next_a, next_b, next_size) in pairwise(blocks):
        mine, other = claim[a + size : next_a], here[b + size : next_b]
        other = other if next_size else _to_the_next_mark(other, case.here.text)
        before, after = claim[a : a + size], claim[next_a : next_a + next_size]
        is_firm = _is_anchor(before, _FIRM_ANCHOR) and _is_anchor(after, _FIRM_ANCHOR)
        is_held = _holds(before, after, is_first=a == 0, is_last=next_a + next_size == len(claim))
        if is_held and _differ(case, mine, other, is_firm=is_firm):
            return conflict(NAME, f"the passage says {_text(other)!r} where the claim says {_text(mine)!r}")
    return silent(NAME, "nothing stands in the place of something else")


@lru_cache(maxsize=16384)
def _spoken(text: str) -> tuple[list[Word], list[str]]:
    """The words without marks, and what they are compared by."""
    spoken = [word for word in analyse(text).words if any(sign.isalnum() for sign in word.text)]
    return spoken, [_norm(word) for word in spoken]


def _to_the_next_mark(some: list[Word], text: str) -> list[Word]:
    """Words up to a mark: where the claim ends, its counterpart ends with its clause."""
    ends = [at for at, (one, other) in enumerate(pairwise(some), start=1) if text[one.end : other.start].strip()]
    return some[: ends[0]] if ends else some


def _norm(word: Word) -> str:
    return word.number or " ".join(sorted(word.keys)) or word.low


def _holds(before: list[Word], after: list[Word], *, is_first: bool, is_last: bool) -> bool:
    """Whether what is repeated on both sides of a place is enough to say that both speak of the same there."""
    is_long = (_is_anchor(before, _LONE_ANCHOR) and is_last) or (_is_anchor(after, _LONE_ANCHOR) and is_first)
    return is_long or (_is_anchor(before, _ANCHOR) and _is_anchor(after, _ANCHOR))


def _is_anchor(repeated: list[Word], least: int) -> bool:
    return len(repeated) >= least and any(word.keys or word.number for word in repeated)


def _differ(case: Case, ours: list[Word], theirs: list[Word], *, is_firm: bool) -> bool:
    """Whether two stretches name two things of the paper, or two names.

    Args:
        is_firm: Whether so much is repeated around them that the passage may speak of the claim's thing elsewhere.
    """
    if not (1 <= len(ours) <= _LONGEST and 1 <= len(theirs) <= _LONGEST):
        return False
    if any(word.number for word in (*ours, *theirs)):
        return False  # numbers have checks of their own
    mine, other = (frozenset[str]().union(*(word.keys for word in some)) for some in (ours, theirs))
    if not mine or not other or other & case.claim.keys or (mine & case.here.keys and not is_firm):
        return False
    are_names = all(word.is_name for word in (*ours, *theirs) if word.keys)
    if case.context.keys and not mine <= case.context.keys and not are_names:
        return False  # a word that the paper never uses may be another word for the same
    is_short = _is_short_for(ours, theirs) or _is_short_for(theirs, ours)
    if is_short or any(_is_verb(word) for word in (*ours, *theirs) if word.keys):
        return False
    return not any(_alike(one, another) for one in ours for another in theirs if one.keys and another.keys)


def _is_verb(word: Word) -> bool:
    return form_of(word.low) is not None and not is_noun_like(word.low)


def _alike(one: Word, other: Word) -> bool:
    """Whether two words may mean the same."""
    if any(a[:_STEM] == b[:_STEM] for a in one.keys for b in other.keys):
        return True
    if fuzz.ratio(one.low, other.low) >= _SPELLING:
        return True
    return any(one.low in group and other.low in group for group in STAND_INS)


def _is_short_for(some: list[Word], others: list[Word]) -> bool:
    """Whether a word abbreviates several: "DCs" for "dendritic cells", "FDA" for "Food and Drug Administration"."""
    spelt = {*initials(others), *initials([word for word in others if word.keys])}
    return len(some) == 1 < len(others) and some[0].low in spelt


def _text(some: list[Word]) -> str:
    return " ".join(word.text for word in some)
