"""The tasks: streams of examples without end, none said twice, each split about facts of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from random import Random
from typing import Final

from synth.lab.types import Split, Task
from synth.lab.world.corpus import Writer
from synth.lab.world.facts import Facts
from synth.lab.world.grammar import Grammar, words
from synth.lab.world.inference import Fits, Inference, joined
from synth.lab.world.meaning import Clause, Role, Sentence
from synth.lab.world.pairs import Paraphrases
from synth.lab.world.questions import Questions
from synth.lab.world.rows import PairRow, QuestionRow, Row, TaggedRow, TranslationRow

JOINED: Final = 0.4  # share of sentences with two clauses, where sentences are tagged or translated
QUESTIONS: Final = 0.2  # share of questions among statements with an object


class Tasks:
    """Examples of every task in one world."""

    def __init__(self, facts: Facts, inference: Inference, writer: Writer, source: Grammar) -> None:
        self._facts = facts
        self._inference = inference
        self._writer = writer
        self._source = source
        self._paraphrases = Paraphrases(facts, inference)
        self._questions = Questions(facts)
        self._drawn: dict[Task, Callable[[Random, Fits], Iterator[Row]]] = {
            Task.NLI: self._nli,
            Task.PARAPHRASE: self._paraphrase,
            Task.TAGS: partial(self._tagged, names=False),
            Task.NER: partial(self._tagged, names=True),
            Task.QA: self._asked,
            Task.RETRIEVAL: self._translated,
        }

    def rows(self, task: Task, split: Split, rng: Random) -> Iterator[Row]:
        """Rows that speak of the facts of the split alone, none twice."""
        seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
        for row in self._drawn[task](rng, lambda *clauses: self._facts.fold(*clauses) is split):
            said = row.said(self._source)
            if (said.words, said.pair) not in seen:
                seen.add((said.words, said.pair))
                yield row

    def _nli(self, rng: Random, fits: Fits) -> Iterator[Row]:
        for premise, hypothesis, label in self._inference.examples(rng, fits):
            yield PairRow(premise, hypothesis, label)

    def _paraphrase(self, rng: Random, fits: Fits) -> Iterator[Row]:
        for one, other, label in self._paraphrases.examples(rng, fits):
            yield PairRow(one, other, label)

    def _tagged(self, rng: Random, fits: Fits, *, names: bool) -> Iterator[Row]:
        while True:
            row = TaggedRow(self._sentence(rng, fits), names)
            if not names or any(row.said(self._source).tags):  # some word is part of a name
                yield row

    def _asked(self, rng: Random, fits: Fits) -> Iterator[Row]:
        for context, question, number, role in self._questions.examples(rng, fits):
            yield QuestionRow(context, question, number, role)

    def _translated(self, rng: Random, fits: Fits) -> Iterator[Row]:
        while True:
            sentence = self._sentence(rng, fits)
            yield TranslationRow(sentence, words(self._source.sentence(sentence)))

    def _sentence(self, rng: Random, fits: Fits) -> Sentence:
        """A statement, a question, or two statements."""
        fitting = self._inference.fitting
        if rng.random() < JOINED:
            one, other = (fitting(self._writer.statement, rng, fits) for _ in range(2))
            return joined(one, other, rng)
        return Sentence((fitting(self._statement_or_question, rng, fits),))

    def _statement_or_question(self, rng: Random) -> Clause:
        clause = self._writer.statement(rng)
        if clause.object is None or clause.negated or rng.random() >= QUESTIONS:
            return clause
        return replace(clause, asked=rng.choice((Role.SUBJECT, Role.OBJECT)))
