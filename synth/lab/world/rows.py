"""Examples before any language says them."""

from dataclasses import dataclass
from typing import Protocol

from synth.lab.types import Example
from synth.lab.world.grammar import Grammar, words
from synth.lab.world.meaning import Clause, Role, Sentence


class Row(Protocol):
    """An example that every language can say."""

    def said(self, grammar: Grammar) -> Example:
        """The example in the words of one language."""
        ...


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two sentences and how they relate."""

    first: Sentence
    second: Sentence
    label: int

    def said(self, grammar: Grammar) -> Example:
        """Both sentences and the label."""
        return Example(words(grammar.sentence(self.first)), words(grammar.sentence(self.second)), self.label)


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """A sentence whose words are tagged: with their parts of speech, or as names."""

    sentence: Sentence
    names: bool

    def said(self, grammar: Grammar) -> Example:
        """The sentence and its tags."""
        tokens = grammar.sentence(self.sentence)
        return Example(words(tokens), tags=tuple([token.name if self.names else token.tag for token in tokens]))


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A context of one clause a sentence, and a question about one of them."""

    context: tuple[Clause, ...]
    question: Clause
    number: int  # of the clause that answers
    role: Role  # that answers

    def said(self, grammar: Grammar) -> Example:
        """Context, question, and the span of the role."""
        spoken: list[str] = []
        answer = (0, 0)
        for number, clause in enumerate(self.context):
            tokens = grammar.sentence(Sentence((clause,)))
            if number == self.number:
                places = [len(spoken) + i for i, token in enumerate(tokens) if token.role is self.role]
                answer = (places[0], places[-1] + 1)
            spoken += words(tokens)
        return Example(tuple(spoken), words(grammar.sentence(Sentence((self.question,)))), answer=answer)


@dataclass(frozen=True, slots=True)
class TranslationRow:
    """A sentence and what the source language says for it."""

    sentence: Sentence
    source: tuple[str, ...]

    def said(self, grammar: Grammar) -> Example:
        """The sentence, and its translation in the source language; the sentence itself where that is the language."""
        return Example(words(grammar.sentence(self.sentence)), self.source)
