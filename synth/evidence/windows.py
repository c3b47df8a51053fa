"""Several sentences as one text: two neighbours where a claim's support spreads over them, and the best few."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from synth.claims.types import Span
from synth.evidence.fuse import RANK_FEATURES, Candidate, PassageIndex, searched_text
from synth.evidence.types import Passage

SPREAD: Final = 0.1
"""How much more of a claim's telling words a window must hold than any single passage. Source: chosen by document folds
on hand-written claims about whole papers, where 18 % of the claims have such a window; windows of passages that are no
neighbours, and reading every window, were not better."""
_COVERAGE: Final = RANK_FEATURES.index("coverage")


def window_of(claim: str, candidates: Sequence[Candidate], index: PassageIndex) -> Candidate | None:
    """The best candidate with the sentence before or after it, whichever holds more of the claim; None if neither does.

    Its measurements are those of the best candidate, but for the share of the claim's words that it holds.

    Args:
        claim: The claim's text.
        candidates: Best first, as ``PassageIndex.candidates`` gives them.
        index: The document that they are from.
    """
    if not candidates:
        return None
    most = max(candidate.feature("coverage") for candidate in candidates)
    held = [
        (index.lexical.coverage(claim, searched_text(passage)), -at, passage)
        for at, passage in enumerate(_around(candidates[0].index, index.passages))
    ]
    coverage, _, passage = max(held, default=(0.0, 0, candidates[0].passage), key=lambda found: found[:2])
    if coverage < most + SPREAD:
        return None
    features = np.array(candidates[0].features)
    features[_COVERAGE] = coverage
    return dataclasses.replace(candidates[0], passage=passage, features=features)


def together_of(candidates: Sequence[Candidate]) -> str:
    """Candidates as one text, in the order of the document."""
    return " ".join(searched_text(found.passage) for found in sorted(candidates, key=lambda found: found.index))


def _around(at: int, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passage joined with the one after it and the one before it, where both are running text of one section."""
    for first, second in ((at, at + 1), (at - 1, at)):
        if first >= 0 and second < len(passages) and _belong(passages[first], passages[second]):
            yield dataclasses.replace(
                passages[first],
                text=f"{passages[first].text} {passages[second].text}",
                span=Span(passages[first].span.start, passages[second].span.end),
            )


def _belong(one: Passage, other: Passage) -> bool:
    return not (one.cells or other.cells) and (one.section, one.part) == (other.section, other.part)
