"""Paraphrases, and pairs that only look like it: the same words, bound otherwise.

Both classes are made from the same two sentences, S and the S' that swaps two of its parts: a pair of S with S, or S'
with S', is a paraphrase, S with S' is not. The second sentence is reworded and reordered alike in both classes, so
neither shared words nor one sentence alone tells the class. Most pairs say who does something to whom; with two clauses
alone, encoders of this size never left chance.

Source:
    Zhang et al. (2019), PAWS, https://arxiv.org/abs/1904.01130.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from random import Random
from typing import Final

from synth.lab.world.facts import Facts
from synth.lab.world.inference import Fits, Inference
from synth.lab.world.lexicon import Glue
from synth.lab.world.meaning import Clause, Sentence

PARAPHRASE_LABELS: Final = ("different", "same")
SINGLE: Final = 0.75  # share of pairs of one clause, whose subject and object are exchanged
TURNED: Final = 0.5  # chance that the two clauses change places
MOVED: Final = 0.3  # chance that a place is moved to the front


class Paraphrases:
    """Pairs of sentences with the same words."""

    def __init__(self, facts: Facts, inference: Inference) -> None:
        self._facts = facts
        self._inference = inference

    def examples(self, rng: Random, fits: Fits) -> Iterator[tuple[Sentence, Sentence, int]]:
        """(first, second, label) without end, the labels in turn."""
        while True:
            for label in range(len(PARAPHRASE_LABELS)):
                versions = self._one_clause(rng, fits) if rng.random() < SINGLE else self._two_clauses(rng, fits)
                first = rng.randrange(2)
                second = first if PARAPHRASE_LABELS[label] == "same" else 1 - first
                yield versions[first], self._reworded(versions[second], rng), label

    def _one_clause(self, rng: Random, fits: Fits) -> tuple[Sentence, Sentence]:
        """Who does something to whom, and the other way round."""
        while True:
            clause = self._facts.act(rng)
            if clause.object is not None and fits(clause):
                turned = replace(clause, subject=clause.object, object=clause.subject)
                return Sentence((clause,)), Sentence((turned,))

    def _two_clauses(self, rng: Random, fits: Fits) -> tuple[Sentence, Sentence]:
        """Two clauses with the same verb, and the same with subjects, or objects, exchanged."""
        facts = self._facts
        while True:
            one = facts.clause(rng)
            other = self._inference.about_other(one, rng)
            if one.verb is not None and (one.object is None or rng.random() < 1 / 2):
                other = replace(other, verb=self._inference.other_verb(one.verb, rng))
            swapped = (replace(one, subject=other.subject), replace(other, subject=one.subject))
            if self._says(one) != self._says(other) and fits(one, other):
                return Sentence((one, other), (Glue.AND,)), Sentence(swapped, (Glue.AND,))

    def _reworded(self, sentence: Sentence, rng: Random) -> Sentence:
        """Synonyms, the clauses in another order, a place in front."""
        reword = partial(self._inference.reworded, rng=rng)
        clauses = [reword(clause) for clause in sentence.clauses]
        if rng.random() < TURNED:
            clauses.reverse()  # one alone stays as it is
        moved = [replace(c, place_first=True) if c.place and rng.random() < MOVED else c for c in clauses]
        return replace(sentence, clauses=tuple(moved))

    def _says(self, clause: Clause) -> tuple[object, ...]:
        """What the clause says of its subject, whatever the words."""
        concept_of = self._facts.lexicon.concept_of
        said = [concept_of[word] for word in (clause.verb, clause.predicate) if word is not None]
        return (*said, self._facts.meaning_of(clause.object) if clause.object is not None else None)
