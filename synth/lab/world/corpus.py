"""Unlabelled text: small stories, questions with answers, contrasts, conclusions.

Everything that a task asks about occurs here in running text, in every language: question words, "not X but Y",
negation, opposites, conclusions ("so"), kinds ("a dog is an animal"). Without it those never transfer.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Final

from synth.lab.world.draws import Weighted
from synth.lab.world.facts import Facts
from synth.lab.world.inference import Inference, opposed
from synth.lab.world.lexicon import Glue
from synth.lab.world.meaning import Clause, Role, Sentence

Text = list[Sentence]
NEGATED: Final = 0.2  # share of statements that deny
SAME_SUBJECT: Final = 0.5  # share of statements of a story that go on about the same subject
STORY: Final = (2, 3)  # statements
PATTERNS: Final = {
    "story": 0.2,
    "answered": 0.25,
    "contrast": 0.1,
    "conclusion": 0.15,
    "correction": 0.15,
    "conjunction": 0.1,
    "membership": 0.05,
}  # made up; every pattern is common enough to be learned


class Writer:
    """Writes texts without end."""

    def __init__(self, facts: Facts, inference: Inference) -> None:
        self._facts = facts
        self._inference = inference
        patterns: dict[str, Callable[[Random], Text]] = {
            "story": self._story,
            "answered": self._answered,
            "contrast": self._contrast,
            "conclusion": self._conclusion,
            "correction": self._correction,
            "conjunction": self._conjunction,
            "membership": self._membership,
        }
        self._patterns = Weighted([patterns[name] for name in PATTERNS], list(PATTERNS.values()))

    def texts(self, rng: Random) -> Iterator[Text]:
        """Texts of one to four sentences."""
        while True:
            yield self._patterns.draw(rng)(rng)

    def statement(self, rng: Random) -> Clause:
        """A statement, sometimes a denial."""
        return self._facts.maybe_denied(self._facts.clause(rng), NEGATED, rng)

    def story_clauses(self, rng: Random) -> list[Clause]:
        """Statements that hang together by their subjects."""
        clauses = [self.statement(rng)]
        for _ in range(rng.choice(STORY) - 1):
            clause = self.statement(rng)
            if rng.random() < SAME_SUBJECT:
                clause = replace(clause, subject=clauses[-1].subject)
            clauses.append(clause)
        return clauses

    def _story(self, rng: Random) -> Text:
        return [Sentence((clause,)) for clause in self.story_clauses(rng)]

    def _answered(self, rng: Random) -> Text:
        """One or two facts, a question about one of them, and its answer."""
        told = [self._facts.act(rng) for _ in range(rng.choice((1, 2)))]
        asked_of = rng.choice(told)
        roles = [Role.SUBJECT, Role.OBJECT] + [Role.PLACE] * (asked_of.place is not None)
        question = replace(asked_of, asked=rng.choice(roles))
        return [Sentence((clause,)) for clause in (*told, question, asked_of)]

    def _contrast(self, rng: Random) -> Text:
        """Not this but that, and what follows from it; or one does not and another does."""
        clause = self._facts.act(rng)
        verb, seen = clause.verb, clause.object
        if verb is None or seen is None or rng.random() < 1 / 3:
            other = self._inference.about_other(clause, rng)
            return [Sentence((self._facts.maybe_denied(clause, 1, rng), other), (Glue.BUT,))]
        rejected = self._facts.other(seen, self._facts.object, verb, rng)
        told = Sentence((replace(clause, object=self._facts.contrasted(seen, rejected, rng)),))
        follows = self._facts.maybe_denied(clause, 1 / 2, rng)
        follows = replace(follows, object=rejected) if follows.negated else follows
        return [told, Sentence((follows,))]

    def _conclusion(self, rng: Random) -> Text:
        """A statement, *so* another that follows from it."""
        conclusion = self._facts.maybe_denied(self._facts.clause(rng), 1 / 2, rng)
        return [Sentence((self._inference.entailing(conclusion, rng), conclusion), (Glue.SO,))]

    def _correction(self, rng: Random) -> Text:
        """A statement, *no*, another that contradicts it."""
        truth = self._facts.maybe_denied(self._facts.clause(rng), 1 / 2, rng)
        return [Sentence((self._inference.entailing(opposed(truth), rng), truth), (Glue.NO,))]

    def _conjunction(self, rng: Random) -> Text:
        """A statement *and* another that neither follows from it nor contradicts it."""
        clause = self._facts.maybe_denied(self._facts.clause(rng), 1 / 2, rng)
        while (beside := self._inference.unrelated(clause, rng)) is None:
            pass
        return [Sentence((*beside.clauses, clause), (*beside.links, Glue.AND))]

    def _membership(self, rng: Random) -> Text:
        """A kind and something else about its member."""
        clause = self._facts.membership(rng)
        return [Sentence((clause,)), Sentence((replace(self.statement(rng), subject=clause.subject),))]
