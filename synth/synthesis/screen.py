"""Which of the records found bear on the question, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from synth.evidence.lexical import Bm25, terms
from synth.evidence.semantic import Matrix, cosine_matrix
from synth.synthesis.literature import Decider, Decision, Fate, Found, Period, RecordId
from synth.synthesis.queries import content_words

MEANING_WEIGHT: Final = 0.9
"""How much the similarity of meaning counts; the rest is the share of the question's words that the record holds.

Source:
    Of .5 to 1, within .01 of the best AUROC on the titles of ``tests/data/screening.tsv`` (.943) and on abstracts of
    SciFact dev against their ten nearest by BM25 (.946).
"""
RELEVANT: Final = 0.38
"""Records with an abstract are kept from here on: .98 of SciFact's cited abstracts are (aim: .95)."""
RELEVANT_TITLE: Final = 0.26
"""Records of which only the title is known: .96 of the relevant titles are kept (aim: .95), and .31 of the others."""
_SHOWN_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Screened:
    """A record's relevance to the question.

    Attributes:
        relevance: As a share in [0, 1].
        reason: What speaks for it and what is missing, in words.
    """

    found: Found
    relevance: float
    reason: str

    @property
    def is_relevant(self) -> bool:
        """Whether it is kept when nobody else decides."""
        return self.relevance >= (RELEVANT if self.found.abstract else RELEVANT_TITLE)


def removed_before_screening(records: Sequence[Found], period: Period) -> tuple[Decision, ...]:
    """The records that need no reading to be left out: outside the period, without a title, or retracted."""
    removed = []
    for record in records:
        if not record.title.strip():
            reason = "no title"
        elif record.retracted:
            reason = "retracted or withdrawn"
        elif not period.may_hold(record.published):
            reason = f"outside the period ({record.published})"
        else:
            continue
        removed.append(Decision(record.id, Fate.REMOVED, Decider.AUTOMATION, reason))
    return tuple(removed)


def screening_text(record: Found) -> str:
    """What is read of a record: its title and, if there is one, its abstract."""
    return f"{record.title}. {record.abstract}".strip() if record.abstract else record.title


def screened(question: str, records: Sequence[Found], question_vector: Matrix, vectors: Matrix) -> tuple[Screened, ...]:
    """Each record with its relevance, the most relevant first; equal ones stay in their order.

    Args:
        question: The research question.
        records: n records that were not removed before.
        question_vector: (1, d) the meaning of the question.
        vectors: (n, d) the meaning of each ``screening_text``.

    Returns:
        n records.
    """
    if not records:
        return ()
    texts = [screening_text(record) for record in records]
    meaning = cosine_matrix(question_vector, vectors)[0]  # (n,)
    wanted = content_words(question)
    index = Bm25(texts)
    rows = []
    for record, text, cosine in zip(records, texts, meaning.tolist(), strict=True):
        coverage = index.coverage(" ".join(wanted), text)
        relevance = MEANING_WEIGHT * max(cosine, 0.0) + (1 - MEANING_WEIGHT) * coverage
        rows.append(Screened(record, round(relevance, 4), _reason(record, wanted, text, cosine)))
    order = np.argsort([-row.relevance for row in rows], kind="stable")
    return tuple(rows[place] for place in order)


def decided(
    rows: Sequence[Screened], *, chosen: frozenset[RecordId] | None = None, by: Decider = Decider.AUTOMATION
) -> tuple[Decision, ...]:
    """What becomes of each screened record.

    Args:
        rows: The screened records.
        chosen: The records a person picked; None takes those that are relevant.
        by: Who picked. What the screening and the person leave out alike is left out by automation.
    """
    decisions = []
    for row in rows:
        is_in = row.is_relevant if chosen is None else row.found.id in chosen
        agrees = is_in is row.is_relevant
        decider = by if is_in or not agrees else Decider.AUTOMATION
        if is_in and row.found.arxiv is None:
            fate, reason = Fate.NOT_RETRIEVED, NOT_ON_ARXIV
        elif is_in:
            fate, reason = Fate.SOUGHT, row.reason
        else:
            fate = Fate.EXCLUDED
            reason = row.reason if agrees else f"left out by a person; {row.reason}"
        decisions.append(Decision(row.found.id, fate, decider, reason, row.relevance))
    return tuple(decisions)


NOT_ON_ARXIV: Final = "no arXiv id"


def _reason(record: Found, wanted: Sequence[str], text: str, cosine: float) -> str:
    """What the record shares with the question and what it does not, in the question's own words."""
    held = set(terms(text))
    has = [word for word in wanted if held.issuperset(terms(word))]
    lacks = [word for word in wanted if word not in has]
    parts = [f"meaning {cosine:.2f}"]
    if has:
        parts.append(f"has {', '.join(has[:_SHOWN_WORDS])}")
    if lacks:
        parts.append(f"lacks {', '.join(lacks[:_SHOWN_WORDS])}")
    if not record.abstract:
        parts.append("no abstract: judged by its title")
    return "; ".join(parts)
