"""Whether a claim bears on the research question, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from synth.evidence.semantic import Matrix, cosine_matrix
from synth.synthesis.concepts import MEASURE, Concept, covered, question_concepts

MEANING_WEIGHT: Final = 0.4
"""How much the similarity of meaning counts; the rest is the share of the question's concepts that the claim names.

Source:
    On the first two questions of ``tests/synthesis/data/relevance.tsv``, .2 to .5 are within .02 of each other (AUROC).
"""
ON_TOPIC: Final = 0.34
"""A claim bears on the question from here on.

Source:
    The same two questions: all claims on topic are kept, and .81 of what is kept is on topic.
"""
_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Relevance:
    """How far a claim bears on a question.

    Attributes:
        score: Share in [0, 1]: an order of claims, not a probability.
        reason: "speaks of model size and noise; not of transfer".
    """

    score: float
    reason: str

    @property
    def on_topic(self) -> bool:
        """Whether it bears on the question at all."""
        return self.score >= ON_TOPIC

    @property
    def record(self) -> dict[str, Any]:
        """As the CLAIM record has it."""
        return {"score": self.score, "reason": self.reason, "on_topic": self.on_topic}


def relevances(question: str, claims: Sequence[str], question_vector: Matrix, vectors: Matrix) -> tuple[Relevance, ...]:
    """How far each claim bears on the question.

    Args:
        question: The research question; not empty.
        claims: n texts.
        question_vector: (1, d) the meaning of the question.
        vectors: (n, d) the meaning of each claim.

    Returns:
        n relevances; each depends on its claim and the question alone.
    """
    if not claims:
        return ()
    concepts = question_concepts(question)
    cosines = cosine_matrix(question_vector, vectors)[0].tolist()
    return tuple(_relevance(concepts, claim, cosine) for claim, cosine in zip(claims, cosines, strict=True))


def _relevance(concepts: Sequence[Concept], claim: str, cosine: float) -> Relevance:
    held, share = covered(concepts, claim)
    score = MEANING_WEIGHT * min(max(cosine, 0.0), 1.0) + (1.0 - MEANING_WEIGHT) * share
    return Relevance(round(score, _DIGITS), _reason(concepts, held))


def _reason(concepts: Sequence[Concept], held: Sequence[Concept]) -> str:
    """What the claim speaks of and what it does not; loose words of the question are left out where there is more."""
    named = [concept for concept in concepts if concept.weight > MEASURE] or list(concepts)
    has = [concept.name for concept in named if concept in held]
    lacks = [concept.name for concept in named if concept not in held]
    if not has:
        return (
            f"speaks of nothing that the question asks about ({listed(lacks)})" if lacks else "no question to compare"
        )
    return f"speaks of {listed(has)}" + (f"; not of {listed(lacks)}" if lacks else "")


def listed(names: Sequence[str]) -> str:
    """Names as an English list.

    >>> listed(["size", "noise", "transfer"])
    'size, noise and transfer'
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
