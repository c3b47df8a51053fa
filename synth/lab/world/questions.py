"""Questions about a context, answered by a span of it.

The facts of a context share verbs, subjects or objects, so that no single word of the question finds the answer.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from synth.lab.world.facts import Facts
from synth.lab.world.inference import Fits
from synth.lab.world.meaning import Clause, Phrase, Role

FACTS: Final = (2, 3)  # in one context
ALIKE: Final = 0.4  # chance that a fact repeats the verb, and one other part, of the one before


class Questions:
    """Contexts with one question each."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def examples(self, rng: Random, fits: Fits) -> Iterator[tuple[tuple[Clause, ...], Clause, int, Role]]:
        """(context, question, number of the clause that answers, its role that answers) without end."""
        while True:
            context = self._context(rng, fits)
            number = rng.randrange(len(context))
            told = context[number]
            roles = [Role.SUBJECT, Role.OBJECT] + [Role.PLACE] * (told.place is not None)
            role = rng.choice(roles)
            if all(i == number or not self._may_answer(told, other, role) for i, other in enumerate(context)):
                yield context, asked(told, role), number, role

    def _context(self, rng: Random, fits: Fits) -> tuple[Clause, ...]:
        clauses: list[Clause] = []
        n = rng.choice(FACTS)
        while len(clauses) < n:
            clause = self._facts.act(rng)
            if clauses and clause.verb is not None and rng.random() < ALIKE:
                clause = self._alike(clauses[-1], rng)
            if fits(clause):
                clauses.append(clause)
        return tuple(clauses)

    def _alike(self, before: Clause, rng: Random) -> Clause:
        """A clause with the same verb, and either another subject or another object."""
        facts, verb = self._facts, before.verb
        if verb is None or before.object is None:
            return before
        if rng.random() < 1 / 2:
            clause = Clause(facts.other(before.object, facts.subject, verb, rng), verb, before.object)
        else:
            clause = Clause(before.subject, verb, facts.other(before.subject, facts.object, verb, rng))
        return facts.placed(clause, rng)

    def _may_answer(self, told: Clause, other: Clause, role: Role) -> bool:
        """Whether the question about ``told`` could be about ``other`` too."""
        concepts = self._facts.lexicon.concept_of
        if told.verb is None or other.verb is None or concepts[told.verb] != concepts[other.verb]:
            return False
        parts = {Role.SUBJECT: (told.subject, other.subject), Role.OBJECT: (told.object, other.object)}
        return all(self._alike_phrases(*pair) for kept, pair in parts.items() if kept is not role)

    def _alike_phrases(self, one: Phrase | None, other: Phrase | None) -> bool:
        return one is None or other is None or not self._facts.differ(one, other)


def asked(told: Clause, role: Role) -> Clause:
    """The question for the role, without the qualities and, unless it is asked for, the place."""
    plain = replace(told, subject=replace(told.subject, quality=None))
    if plain.object is not None:
        plain = replace(plain, object=replace(plain.object, quality=None))
    return replace(plain, asked=role, place=plain.place if role is Role.PLACE else None)
