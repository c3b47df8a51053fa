"""How important a claim is to its paper, and which claims to keep when there is room for a few only."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from synth.claims.places import Place
from synth.claims.quantities import parse_quantities
from synth.claims.rules import Judged
from synth.claims.types import Claim, ClaimType

_HEDGE = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|likely|probably|seems?|appears?|believe|hope|expect|presumably)\b"
)
_UNANCHORED = re.compile(
    r"\b(?:better|worse|higher|lower|faster|slower|larger|smaller) (?:\w+ )?(?:performance|results?|accuracy|scores?)\b"
)
_ANCHOR = re.compile(r"\b(?:than|compared|over|against|versus|vs|from|relative|baselines?)\b")


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much. All are shares; the parts of a score add up to at most 1.

    Attributes:
        place: How much each place of a paper is about what the paper stakes its name on.
        repeat: What each claim of a type already chosen multiplies the next one's score by; less is more diverse.
    """

    rule: float = 0.5
    position: float = 0.3
    measured: float = 0.12
    named: float = 0.08
    hedged: float = -0.06
    unanchored: float = -0.15  # better, but than what?
    redundant: float = 0.6  # of the share of words a claim has in common with one already chosen, beyond one half
    long: float = -0.1  # beyond long_words
    long_words: int = 36
    short: float = -0.1  # below short_words there is seldom enough to check
    short_words: int = 7
    place: Mapping[Place, float] = field(
        default_factory=lambda: {
            Place.ABSTRACT: 1.0, Place.CONCLUSION: 0.9, Place.RESULTS: 0.75, Place.LIMITATIONS: 0.7,
            Place.INTRODUCTION: 0.65, Place.EXPERIMENTS: 0.6, Place.METHOD: 0.45, Place.ELSEWHERE: 0.45,
            Place.APPENDIX: 0.3, Place.CAPTION: 0.3, Place.RELATED: 0.2,
        }
    )  # fmt: skip
    repeat: Mapping[ClaimType, float] = field(
        default_factory=lambda: {
            ClaimType.RESULT: 0.97, ClaimType.COMPARISON: 0.96, ClaimType.METHOD: 0.93,
            ClaimType.SETTING: 0.85, ClaimType.BACKGROUND: 0.7,
        }
    )  # fmt: skip


DEFAULT_WEIGHTS = Weights()


def importance_of(
    text: str, judgement: Judged, place: Place, names: tuple[str, ...], weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Share in [0, 1]; 1 is a measured result that the abstract states of the paper's own named method."""
    score = weights.rule * judgement.weight + weights.position * weights.place.get(place, 0.0)
    if any(quantity.is_measure for quantity in parse_quantities(text)):
        score += weights.measured
    if any(name and name in text for name in names):
        score += weights.named
    if _HEDGE.search(text):
        score += weights.hedged
    if _UNANCHORED.search(text) and not _ANCHOR.search(text):
        score += weights.unanchored
    if len(text.split()) > weights.long_words:
        score += weights.long
    if len(text.split()) < weights.short_words:
        score += weights.short
    if judgement.type is ClaimType.BACKGROUND:
        score *= 0.5
    return round(min(max(score, 0.0), 1.0), 4)


def selected(claims: Sequence[Claim], limit: int, weights: Weights = DEFAULT_WEIGHTS) -> tuple[Claim, ...]:
    """The claims to keep, most important first; each further claim of a type counts for a little less.

    Ties are broken by the order in the paper.
    """
    left = sorted(claims, key=lambda claim: (-claim.importance, claim.origin.span))
    chosen: list[Claim] = []
    taken: Counter[ClaimType] = Counter()
    overlap = [0.0] * len(left)  # of each claim left with the nearest one chosen
    while left and len(chosen) < limit:
        worth = [
            claim.importance * weights.repeat[claim.type] ** taken[claim.type] * (1 - weights.redundant * shared)
            for claim, shared in zip(left, overlap, strict=True)
        ]
        at = worth.index(max(worth))
        best = left.pop(at)
        overlap.pop(at)
        overlap = [
            max(shared, _beyond_half(best.text, claim.text)) for claim, shared in zip(left, overlap, strict=True)
        ]
        chosen.append(best)
        taken[best.type] += 1
    return tuple(sorted(chosen, key=lambda claim: (-claim.importance, claim.origin.span)))


def _beyond_half(one: str, other: str) -> float:
    """How much more than half of their words two texts share: 0 for half or less, 1 for all."""
    return max(fuzz.token_sort_ratio(one, other) / 50.0 - 1.0, 0.0)
