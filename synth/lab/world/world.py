"""A made world as task data: its text, its tasks and its translations."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from itertools import islice
from typing import Final, TypeVar

from synth.errors import LabError
from synth.lab.types import Aligned, Example, Split, Task
from synth.lab.world.bpe import Bpe
from synth.lab.world.config import WorldConfig
from synth.lab.world.corpus import Writer
from synth.lab.world.draws import stream
from synth.lab.world.facts import Facts
from synth.lab.world.grammar import NAME_TAGS, TAGS, Grammar, words
from synth.lab.world.inference import NLI_LABELS, Inference
from synth.lab.world.languages import LANGUAGES, NAMES, SOURCE, TARGETS
from synth.lab.world.lexicon import GLOSS, Lexicon
from synth.lab.world.pairs import PARAPHRASE_LABELS
from synth.lab.world.rows import Row
from synth.lab.world.tasks import Tasks

T = TypeVar("T")
VERSION: Final = 6  # raised whenever an equal configuration would give other text
TOKENIZER_TEXTS: Final = 3_000  # of each language
MERGES_PER_CONCEPT: Final = 5  # about 1.2 pieces a word, 1.5 in the inflecting language
LABELS: Final = {
    Task.NLI: NLI_LABELS,
    Task.PARAPHRASE: PARAPHRASE_LABELS,
    Task.TAGS: TAGS,
    Task.NER: NAME_TAGS,
    Task.QA: (),
    Task.RETRIEVAL: (),
}


class World:
    """Text of four made languages that speak of one made world; implements ``TaskData``.

    Rows of every split say the same in every language, those for training too: ``split(task, "L1", Split.TRAIN)`` is
    the training data of the source, translated without a fault.

    Attributes:
        config: What it was made from.
        lexicon: Its words.
    """

    def __init__(self, config: WorldConfig) -> None:
        self.config = config
        self.lexicon = Lexicon(config)
        facts = Facts(config, self.lexicon)
        inference = Inference(facts)
        self._writer = Writer(facts, inference)
        self._grammars = {language.name: Grammar(self.lexicon, language) for language in LANGUAGES}
        self._tasks = Tasks(facts, inference, self._writer, self._grammars[SOURCE])
        self._rows: dict[tuple[Task, Split], tuple[list[Row], Iterator[Row]]] = {}
        self._texts: dict[str, tuple[list[tuple[str, ...]], Iterator[tuple[str, ...]]]] = {}
        self._tokenizers: dict[int, Bpe] = {}
        self._said: dict[tuple[Task, Split, str], list[Example]] = {}

    @property
    def key(self) -> str:
        """First 12 hex digits of the hash of the configuration and of the generator's version."""
        fields = json.dumps([VERSION, asdict(self.config)], sort_keys=True)
        return sha256(fields.encode()).hexdigest()[:12]

    @property
    def source(self) -> str:
        """The language that models are fine-tuned on."""
        return SOURCE

    @property
    def targets(self) -> tuple[str, ...]:
        """The other languages, nearest first."""
        return TARGETS

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All of them."""
        return tuple(Task)

    def labels(self, task: Task) -> tuple[str, ...]:
        """Names of the classes or tags; empty for QA and RETRIEVAL."""
        return LABELS[task]

    def split(self, task: Task, language: str, split: Split, *, limit: int | None = None) -> Sequence[Example]:
        """The first ``limit`` examples (all, if None); the same ones at every call.

        Raises:
            LabError: If there is no such language.
        """
        grammar = self._grammar(language)
        sizes = {Split.TRAIN: self.config.train, Split.DEV: self.config.dev, Split.TEST: self.config.test}
        n = sizes[split] if limit is None else min(limit, sizes[split])
        rows = self._first_rows(task, split, n)  # meanings; each language says them when asked
        said = self._said.setdefault((task, split, language), [])
        said += [row.said(grammar) for row in rows[len(said) : n]]
        return said[:n]

    def corpus(self, language: str, n: int) -> Sequence[tuple[str, ...]]:
        """The first ``n`` unlabelled texts of one to four sentences, about 13 words; each language tells other stories.

        Raises:
            LabError: If there is no such language.
        """
        grammar = self._grammar(language)
        if language not in self._texts:
            written = self._writer.texts(stream(self.config.seed, "corpus", language))
            self._texts[language] = ([], (words(grammar.text(text)) for text in written))
        return _first(n, *self._texts[language])

    def glossed(self, language: str, n: int) -> list[tuple[str, str]]:
        """The first ``n`` texts of ``corpus``, each with a gloss of every word in its place.

        Raises:
            LabError: If there is no such language.
        """
        grammar = self._grammar(language)
        glosses = Grammar(self.lexicon, replace(grammar.language, name=GLOSS))
        written = islice(self._writer.texts(stream(self.config.seed, "corpus", language)), n)
        return [(" ".join(words(grammar.text(text))), " ".join(words(glosses.text(text)))) for text in written]

    def parallel(self, source: str, target: str, n: int) -> list[Aligned]:
        """Texts like those of ``corpus`` in two languages, with the words that stand for each other.

        Raises:
            LabError: If there is no such language.
        """
        one, other = self._grammar(source), self._grammar(target)
        pairs: list[Aligned] = []
        for text in islice(self._writer.texts(stream(self.config.seed, "parallel", source, target)), n):
            said, translated = one.text(text), other.text(text)
            place = {token.key: i for i, token in enumerate(said)}
            links = tuple([(place[token.key], j) for j, token in enumerate(translated) if token.key in place])
            pairs.append(Aligned(words(said), words(translated), links))
        return pairs

    def tokenizer(self, merges: int | None = None) -> Bpe:
        """One tokenizer for all languages, learned from equal amounts of their text.

        Args:
            merges: How many; five for each concept, if None.
        """
        merges = MERGES_PER_CONCEPT * self.config.concepts if merges is None else merges
        if merges not in self._tokenizers:
            texts = (text for name in NAMES for text in self.corpus(name, TOKENIZER_TEXTS))
            self._tokenizers[merges] = Bpe.trained(texts, merges)
        return self._tokenizers[merges]

    def synonyms_of(self, word: str, language: str | None = None) -> tuple[str, ...]:
        """Other words for the same, with the same ending; none for names, function words and unknown words.

        Args:
            language: Where the word is looked up; if None, the first language that has it (anchors are in all).

        Raises:
            LabError: If there is no such language.
        """
        for name in NAMES if language is None else (language,):
            found = self._grammar(name).lookup.get(word)
            if found is not None:
                return found
        return ()

    def _grammar(self, language: str) -> Grammar:
        try:
            return self._grammars[language]
        except KeyError:
            raise LabError(f"this world has no language {language!r}", hint=f"it has {', '.join(NAMES)}") from None

    def _first_rows(self, task: Task, split: Split, n: int) -> list[Row]:
        if (task, split) not in self._rows:
            self._rows[task, split] = ([], self._tasks.rows(task, split, stream(self.config.seed, task, split)))
        return _first(n, *self._rows[task, split])


def _first(n: int, had: list[T], more: Iterator[T]) -> list[T]:
    """The first n items of what was had already and what comes after; it is kept."""
    had += islice(more, max(0, n - len(had)))
    return had[:n]
