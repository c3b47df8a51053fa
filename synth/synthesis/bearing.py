"""Whether what another paper says is about the claim at all."""

import dataclasses
import math
import re
from collections.abc import Sequence
from typing import Final

from synth.claims.types import Claim
from synth.synthesis.agreement import overall_verdict, silenced
from synth.synthesis.bare import bare
from synth.synthesis.pairs import is_about_same
from synth.verdict.checks.analysis import analyse
from synth.verdict.types import ClaimVerdict, Label, Outcome, PaperVerdict, Status

ELSEWHERE: Final = "its closest passage speaks of something else"
SAME_NUMBER: Final = "its closest passage gives the same number, and no check speaks against the claim"
_FARTHER: Final = 0.15
"""By how much less cosine a passage is farther from a claim than the nearest one.

Source:
    Sixty claims by hand about four papers, asked of all four: no contradiction by the paper that a claim is about has a
    passage as far behind (.14 at most).
"""
_SETTING: Final = re.compile(
    r"^(?!(?:for (?:example|instance)|in (?:this|the) paper|in \w+,|on average|on the (?:other|one|whole))\b)"
    r"(?:on|in|for|with|without|at|under|among|across|within|when|where|after|before|outside|except)\b"
    r"(?:[^,;]{4,60}(?=,)|(?: [^\s,;]+){2,3})",
    re.IGNORECASE,
)
"""Where a claim holds, at its beginning: up to a comma, or the first words after "on", "for", "without"."""
_NUMERIC: Final = ("numbers", "units")
_LEAST_HELD: Final = 0.5  # a sentence about the same setting holds more than this share of its words


def with_bearing(verdict: ClaimVerdict) -> ClaimVerdict:
    """The verdict without papers that only seem to confirm or contradict what another paper states.

    A claim read in a paper names no other paper, so that all are asked; the nearest passage of most of them is about
    other data or another task, and another number there contradicts nothing. A claim of a report that names no paper is
    about the one that comes nearest; another one contradicts it only if its passage is about the same. What a claim
    cites is always heard.

    Source:
        Ten papers of one field asked for each other's 150 claims: read one by one, none of the 40 passages that were
        taken for support or contradiction was about the claim, and none passes ``is_about_same``.
    """
    claim = verdict.claim
    if verdict.status is not Status.CHECKED or not (claim.stated_by or len(verdict.by_paper) > 1):
        return verdict
    farthest = _farthest(claim, verdict.by_paper)
    unheard = [_why_unheard(claim, item, farthest) for item in verdict.by_paper]
    by_paper = tuple(silenced(item, why) if why else item for item, why in zip(verdict.by_paper, unheard, strict=True))
    if by_paper == verdict.by_paper:
        return verdict
    anew = overall_verdict(claim, by_paper)
    return dataclasses.replace(
        verdict,
        reason=anew.reason,
        label=anew.label,
        probabilities=anew.probabilities,
        verified=anew.verified,
        checks=anew.checks,
        evidence=anew.evidence,
        by_paper=by_paper,
    )


def _why_unheard(claim: Claim, item: PaperVerdict, farthest: float) -> str:
    """Why a paper's verdict does not count; empty if it states the claim, is cited, says nothing, or is about it."""
    if item.paper in (*claim.stated_by, *claim.cites) or item.label is Label.NOT_ENOUGH_INFO or not item.evidence:
        return ""
    is_against = item.label is Label.REFUTED
    if is_against and _is_of_other_setting(bare(claim.text), item.evidence[0].quote):
        return ELSEWHERE
    if is_against and claim.stated_by and _has_same_number(item):
        return SAME_NUMBER
    is_near = not claim.stated_by and (not is_against or _cosine(item) >= farthest)
    return "" if _is_about(claim, item) or is_near else ELSEWHERE


def _has_same_number(item: PaperVerdict) -> bool:
    """Whether a number agrees and no check objects, so that a model alone would say that papers disagree."""
    told = {check.outcome for check in item.checks}
    agreed = any(check.name in _NUMERIC and check.outcome is Outcome.AGREE for check in item.checks)
    return agreed and Outcome.CONFLICT not in told


def _farthest(claim: Claim, by_paper: Sequence[PaperVerdict]) -> float:
    """The cosine from which on a passage about something else may still contradict a claim of a report."""
    if any(item.label is not Label.NOT_ENOUGH_INFO and _is_about(claim, item) for item in by_paper):
        return math.inf
    return max((_cosine(item) for item in by_paper), default=0.0) - _FARTHER


def _is_about(claim: Claim, item: PaperVerdict) -> bool:
    return bool(item.evidence) and is_about_same(bare(claim.text), item.evidence[0].quote, _cosine(item))


def _cosine(item: PaperVerdict) -> float:
    return max((piece.scores.get("cosine", 0.0) for piece in item.evidence[:1]), default=0.0)


def _is_of_other_setting(claim: str, quote: str) -> bool:
    """Whether a claim opens with where it holds ("On the papers before 2000, ...") and a quote does not speak of that.

    A number for all papers contradicts none that is given for some of them.
    """
    opening = _SETTING.match(claim)
    if not opening:
        return False
    said = [keys for word in analyse(opening[0]).words if (keys := word.keys | {word.number} - {""})]
    quoted = analyse(quote)
    there = quoted.keys_between(0, len(quoted.words))
    held = sum(not keys.isdisjoint(there) for keys in said)
    return held <= _LEAST_HELD * len(said)
