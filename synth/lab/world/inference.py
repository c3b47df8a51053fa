"""What follows from what: rewording, entailment, contradiction, and pairs that settle nothing.

Each hypothesis comes once with each label, so that nothing can be told from it alone; and a premise contradicts a
hypothesis exactly when it entails the hypothesis's negation, so that nothing can be told from the premise alone.
Neutral premises often hold every word of the hypothesis, bound to others ("A sees Z and B sees X" for "A sees X"),
so that counting shared words is not enough.

Source:
    Hypothesis-only and overlap shortcuts: Gururangan et al. (2018), https://arxiv.org/abs/1803.02324; McCoy et al.
    (2019), https://arxiv.org/abs/1902.01007.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Final, Protocol

from synth.lab.world.facts import Facts
from synth.lab.world.lexicon import DENIALS, Glue, Part
from synth.lab.world.meaning import Clause, Phrase, Sentence

NLI_LABELS: Final = ("entailment", "neutral", "contradiction")
REWORDED: Final = 0.1  # share of words with synonyms that the premise says in another word
NARROWED: Final = 0.15  # chance that the premise is narrower than need be (or broader, under negation)
CONTRASTED: Final = 0.15  # chance that a premise with an object says "not this but that"
OPPOSITE: Final = 0.5  # chance that "not big" is concluded from "small"
DISTRACTED: Final = 0.2  # chance of a second clause about somebody else
CROSSED: Final = 0.25  # share of neutral premises that hold all the words, bound to others
UNSAID: Final = 0.15  # share of neutral premises that leave open what the hypothesis adds
BOTH: Final = 0.5  # share of the other neutral premises that differ in two parts, not in one
TRIES: Final = 40  # before another hypothesis is drawn


class Fits(Protocol):
    """Whether clauses may be spoken of together: whether their facts are the split's own."""

    def __call__(self, *clauses: Clause) -> bool:
        """Whether they may."""
        ...


class Inference:
    """Relations between clauses of one world."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def examples(self, rng: Random, fits: Fits) -> Iterator[tuple[Sentence, Sentence, int]]:
        """(premise, hypothesis, label) without end, each hypothesis three times.

        Args:
            fits: Whether a clause may be spoken of.
        """
        while True:
            hypothesis = self.fitting(self._facts.clause, rng, fits)
            hypothesis = self._facts.maybe_denied(hypothesis, 1 / 2, rng)
            premises = [self._premise(hypothesis, label, rng, fits) for label in range(len(NLI_LABELS))]
            for label, premise in enumerate(premises):
                if premise is None or None in premises:
                    break
                yield premise, Sentence((hypothesis,)), label

    def fitting(self, draw: Callable[[Random], Clause], rng: Random, fits: Fits) -> Clause:
        """The first drawn clause that may be spoken of."""
        while not fits(clause := draw(rng)):
            pass
        return clause

    def _premise(self, hypothesis: Clause, label: int, rng: Random, fits: Fits) -> Sentence | None:
        for _ in range(TRIES):
            if NLI_LABELS[label] == "neutral":
                premise = self.unrelated(hypothesis, rng)
            else:
                carried = hypothesis if NLI_LABELS[label] == "entailment" else opposed(hypothesis)
                premise = self._distracted(self.entailing(carried, rng), rng)
            if premise is not None and all(fits(clause) for clause in premise.clauses):
                return premise
        return None

    def entailing(self, clause: Clause, rng: Random) -> Clause:
        """A clause that cannot be true without the given one being true."""
        clause = self.reworded(clause, rng)
        clause = replace(clause, subject=self._narrower(clause.subject, rng))
        if clause.predicate is not None:
            if clause.negated and rng.random() < OPPOSITE:
                return replace(clause, negated=False, predicate=self._facts.opposite(clause.predicate, rng))
            return clause
        if clause.object is not None and clause.verb is not None and rng.random() < CONTRASTED:
            other = self._facts.other(clause.object, self._facts.object, clause.verb, rng)
            if clause.negated:
                return replace(clause, negated=False, object=self._facts.contrasted(other, clause.object, rng))
            return replace(clause, object=self._facts.contrasted(clause.object, other, rng))
        return self._broader(clause, rng) if clause.negated else self._filled(clause, rng)

    def reworded(self, clause: Clause, rng: Random) -> Clause:
        """The same in partly other words."""
        if clause.verb is not None:
            clause = replace(clause, verb=self._word(clause.verb, rng))
        if clause.predicate is not None:
            clause = replace(clause, predicate=self._word(clause.predicate, rng))
        if clause.object is not None:
            clause = replace(clause, object=self.rephrased(clause.object, rng))
        if clause.place is not None:
            clause = replace(clause, place=replace(clause.place, phrase=self.rephrased(clause.place.phrase, rng)))
        return replace(clause, subject=self.rephrased(clause.subject, rng), denial=rng.randrange(DENIALS))

    def rephrased(self, phrase: Phrase, rng: Random) -> Phrase:
        """The same phrase in partly other words."""
        quality = self._word(phrase.quality, rng) if phrase.quality is not None else None
        return replace(phrase, head=tuple(self._word(word, rng) for word in phrase.head), quality=quality)

    def _word(self, word: int, rng: Random) -> int:
        return self._facts.synonym(word, rng) if rng.random() < REWORDED else word

    def _narrower(self, phrase: Phrase, rng: Random) -> Phrase:
        """A dog for an animal, a big dog for a dog."""
        if phrase.entity is not None or rng.random() >= NARROWED:
            return phrase
        if self._facts.lexicon.concept(phrase.head[0]).part is Part.KIND:
            return replace(phrase, head=(self._facts.member(phrase.head[0], rng),))
        return phrase if phrase.quality is not None else replace(phrase, quality=self._facts.quality(phrase, rng))

    def _filled(self, clause: Clause, rng: Random) -> Clause:
        """The clause with a narrower object or a place: says more, so the clause follows."""
        if clause.object is not None:
            clause = replace(clause, object=self._narrower(clause.object, rng))
        if clause.place is None and clause.verb is not None and rng.random() < NARROWED:
            clause = replace(clause, place=self._facts.place(clause.verb, rng))
        return clause

    def _broader(self, clause: Clause, rng: Random) -> Clause:
        """The denied clause with a broader object or without its place: denies more, so the clause follows."""
        if clause.object is not None and rng.random() < NARROWED:
            clause = replace(clause, object=self._general(clause.object))
        return replace(clause, place=None) if rng.random() < NARROWED else clause

    def _general(self, phrase: Phrase) -> Phrase:
        concept = self._facts.lexicon.concept(phrase.head[0])
        if phrase.quality is not None or concept.part is not Part.NOUN:
            return replace(phrase, quality=None)
        kind = self._facts.lexicon.concepts[self._facts.kinds[concept.kind]]
        return replace(phrase, head=(kind.words[0],))

    def _distracted(self, clause: Clause, rng: Random) -> Sentence:
        """The clause, sometimes beside one about somebody else."""
        if rng.random() >= DISTRACTED:
            return Sentence((clause,))
        return joined(clause, replace(self.about_other(clause, rng), negated=clause.negated), rng)

    def about_other(self, clause: Clause, rng: Random) -> Clause:
        """A clause with the same verb or sort of quality, about somebody else and done to something else."""
        if clause.verb is None:
            while not self._facts.differ((other := self._facts.description(rng)).subject, clause.subject):
                pass
            return other
        subject = self._facts.other(clause.subject, self._facts.subject, clause.verb, rng)
        if clause.object is None:
            return Clause(subject, clause.verb)
        return Clause(subject, clause.verb, self._facts.other(clause.object, self._facts.object, clause.verb, rng))

    def unrelated(self, hypothesis: Clause, rng: Random) -> Sentence | None:
        """A sentence that settles nothing about the hypothesis, although it looks like it; None if none was found."""
        base = hypothesis if rng.random() < 1 / 2 else opposed(hypothesis)
        how = rng.random()
        if how < CROSSED:
            return self._crossed(base, rng)
        if how < CROSSED + UNSAID and base.verb is not None:
            return self._unsaid(base, rng)
        return self._distracted(self.entailing(self._changed(base, rng), rng), rng)

    def _changed(self, clause: Clause, rng: Random) -> Clause:
        """The clause with one or two parts replaced, so that neither it nor its negation is spoken of."""
        facts = self._facts
        both = rng.random() < BOTH
        if clause.verb is None:
            quality = self._other_quality(clause, rng) if clause.predicate is not None else None
            subject = self.about_other(clause, rng).subject
            if both:
                return replace(clause, subject=subject, predicate=quality)
            return replace(clause, subject=subject) if rng.random() < 1 / 2 else replace(clause, predicate=quality)
        parts = rng.sample(range(3 if clause.object is not None else 2), 2 if both else 1)
        if 0 in parts:
            clause = replace(clause, subject=facts.other(clause.subject, facts.subject, clause.verb, rng))
        if 2 in parts and clause.object is not None and clause.verb is not None:
            clause = replace(clause, object=facts.other(clause.object, facts.object, clause.verb, rng))
        if 1 in parts and clause.verb is not None:
            clause = replace(clause, verb=self.other_verb(clause.verb, rng))
        return clause

    def other_verb(self, verb: int, rng: Random) -> int:
        """A verb of the same sort that means something else."""
        concepts = self._facts.lexicon.concept_of
        part = self._facts.lexicon.concept(verb).part
        while concepts[other := self._facts.verb(part, rng)] == concepts[verb]:
            pass
        return other

    def _other_quality(self, clause: Clause, rng: Random) -> int:
        """Neither the quality of the clause nor its opposite."""
        concepts = self._facts.lexicon.concept_of
        said = clause.predicate if clause.predicate is not None else -1
        taken = {concepts[said], concepts[self._facts.opposite(said, rng)]}
        while concepts[other := self._facts.quality(clause.subject, rng)] in taken:
            pass
        return other

    def _crossed(self, clause: Clause, rng: Random) -> Sentence:
        """Two clauses that hold every word of the given one, bound to others."""
        other = self.about_other(clause, rng)
        if clause.verb is None:
            first = replace(clause, predicate=self._other_quality(clause, rng))
            second = Clause(other.subject, predicate=clause.predicate)
        elif clause.object is None:
            first = replace(clause, verb=self.other_verb(clause.verb, rng))
            second = other
        else:
            first = replace(clause, object=other.object)
            second = replace(other, object=clause.object)
        second = replace(second, negated=clause.negated)
        return joined(self.reworded(first, rng), self.reworded(second, rng), rng)

    def _unsaid(self, clause: Clause, rng: Random) -> Sentence | None:
        """A premise that leaves the place open, or denies something of one place only."""
        if clause.negated == (clause.place is not None) or clause.verb is None:
            return None
        place = self._facts.place(clause.verb, rng) if clause.negated else None
        return self._distracted(self.reworded(replace(clause, place=place), rng), rng)


def opposed(clause: Clause) -> Clause:
    """The negation of the clause."""
    return replace(clause, negated=not clause.negated)


def joined(one: Clause, other: Clause, rng: Random) -> Sentence:
    """Both clauses in either order, with *and*, or *but* where one denies and the other does not."""
    pair = (one, other) if rng.random() < 1 / 2 else (other, one)
    return Sentence(pair, (Glue.AND if one.negated == other.negated else Glue.BUT,))
