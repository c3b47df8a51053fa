"""Pairs out of papers that say a thing twice: in the abstract and in the results, in other words.

Of an edited sentence all words but one stand in its original, so contrast pairs alone teach that few differences are a
sign of truth. Here the claim is one sentence of a paper and the evidence another that says the same, so the one edit
that makes the claim false stands among many differences that do not matter.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from synth.training.contrast_edits import NUMBER, STRONGER_EDITS, TRUE_EDITS, names_of
from synth.training.contrast_pairs import (
    FALSE_PER_SENTENCE,
    documents_of,
    edits_by_chance,
    is_editable,
    joined,
    names_in,
    reworded,
)
from synth.training.nli_data import Pair, flags

LEAST_COSINE: Final = 0.8
"""From here on four of five sentences of 35 that were read say the same; from .7 on it is half of them."""
_LEAST_HELD: Final = 0.35  # of the claim's words, by rarity
_MOST_SHARED: Final = 0.85  # of all words of both; above, one is a copy of the other
_PARTNERS: Final = 2  # of one sentence
_STEM: Final = 6  # letters
_MOST_HEADS: Final = 120
_WORD: Final = re.compile(r"[a-z][a-z\-]{2,}")
_DENIAL: Final = re.compile(
    r"\b(?:not|no|never|without|neither|nor|cannot|fail\w*|unlike|lack\w*|n't)\b", re.IGNORECASE
)
_INTENT: Final = re.compile(
    r"\b(?:aim\w*|hypothes\w*|objective\w*|purpose|whether|designed|goal|will|"
    r"to (?:evaluate|assess|determine|investigate|compare|examine|explore|test|study|identify|validate))\b",
    re.IGNORECASE,
)
"""A finding does not say what was intended, nor the reverse."""
Encode = Callable[[Sequence[str]], Any]
"""(n, d) vectors of length 1 of n texts."""


@dataclass(frozen=True, slots=True)
class Source:
    """Documents, and which of their sentences serve as claims: the first ones, the last ones, those with numbers."""

    name: str
    opening: int
    ending: int
    with_numbers: bool


SOURCES: Final = (
    Source("scirex/pool", opening=25, ending=20, with_numbers=True),
    Source("evidence_inference/train", opening=22, ending=0, with_numbers=False),
)


@dataclass(frozen=True, slots=True)
class Restatement:
    """A sentence, and another of the same document that seems to say the same."""

    document: str
    claim: str
    evidence: str


def restated_pairs(folder: Path, encode: Encode, *, seed: int) -> list[Pair]:
    """The true pair of each restatement, and up to two with the claim made false by an edit.

    Raises:
        ModelError: If a file is missing or not readable.
    """
    chance = Random(f"{seed} restated")  # noqa: S311 - sampling, not secrets
    pairs: list[Pair] = []
    for source in SOURCES:
        documents = {
            name: [joined(text) for text in sentences]
            for name, sentences in sorted(documents_of(folder, source.name).items())
        }
        names = {name: names_in(sentences) for name, sentences in documents.items()}
        for found in restatements(documents, source, encode):
            pairs += pairs_of(found, names[found.document], chance)
    return pairs


def restatements(documents: Mapping[str, Sequence[str]], source: Source, encode: Encode) -> list[Restatement]:
    """Pairs of sentences that share words, numbers, names and polarity and are close in meaning."""
    counts = Counter(word for sentences in documents.values() for text in sentences for word in _words(text))
    total = sum(map(len, documents.values()))
    weights = {word: math.log(total / (1 + count)) for word, count in counts.items()}
    found = [
        Restatement(name, sentences[at], sentences[other])
        for name, sentences in documents.items()
        for at, other in _alike(sentences, source, weights)
    ]
    texts = sorted({text for item in found for text in (item.claim, item.evidence)})
    vectors = dict(zip(texts, encode(texts), strict=True)) if texts else {}
    return [item for item in found if float(vectors[item.claim] @ vectors[item.evidence]) >= LEAST_COSINE]


def pairs_of(found: Restatement, names: Sequence[str], chance: Random) -> Iterator[Pair]:
    """The claim as it stands or reworded, then made false, each before the same evidence."""
    is_reworded = chance.random() < 0.5  # every other time
    true = reworded(found.claim, names, chance, TRUE_EDITS) if is_reworded else found.claim
    yield Pair(true, found.evidence, flags("supported"), "restated true")
    made = 0
    for kind, edit in edits_by_chance(chance):
        false = edit(true, chance, names)
        if false is None or false == true:
            continue
        labels = ("refuted", "nei") if kind in STRONGER_EDITS else ("refuted",)
        yield Pair(false, found.evidence, flags(*labels), f"restated {kind}")
        made += 1
        if made == FALSE_PER_SENTENCE:
            break


def _alike(sentences: Sequence[str], source: Source, weights: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Places of a sentence and of one that may restate it, at most two of each."""
    whole = [at for at, text in enumerate(sentences) if is_editable(text)]
    words = {at: _words(sentences[at]) for at in whole}
    for at in [at for at in whole if _is_claim(sentences, at, source)][:_MOST_HEADS]:
        full = sum(weights[word] for word in words[at]) or 1.0
        scored = []
        for other in whole:
            both = words[at] & words[other]
            held = sum(weights[word] for word in both) / full
            is_copy = len(both) > _MOST_SHARED * len(words[at] | words[other])
            if abs(at - other) > 1 and held >= _LEAST_HELD and not is_copy and _fits(sentences[at], sentences[other]):
                scored.append((held, other))
        yield from ((at, other) for _, other in sorted(scored, reverse=True)[:_PARTNERS])


def _is_claim(sentences: Sequence[str], at: int, source: Source) -> bool:
    is_at_edge = at < source.opening or at > len(sentences) - source.ending
    return is_at_edge or (source.with_numbers and NUMBER.search(sentences[at]) is not None)


def _fits(claim: str, evidence: str) -> bool:
    """Whether the evidence has all numbers and names of the claim, and both deny and intend alike."""
    numbers, others = ({match.group() for match in NUMBER.finditer(text)} for text in (claim, evidence))
    return (
        numbers <= others
        and all(name.casefold() in evidence.casefold() for name in names_of(claim))
        and bool(_DENIAL.search(claim)) == bool(_DENIAL.search(evidence))
        and bool(_INTENT.search(claim)) == bool(_INTENT.search(evidence))
    )


def _words(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}
