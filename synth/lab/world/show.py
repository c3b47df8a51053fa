"""Samples of a world that a person can judge."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from synth.lab.types import Example, Split, Task
from synth.lab.world.baselines import accuracy_of, bag_accuracy, first_answer_f1, overlap, random_answer_f1
from synth.lab.world.draws import stream
from synth.lab.world.languages import LANGUAGES, NAMES, SOURCE
from synth.lab.world.lexicon import GLOSS, Glue
from synth.lab.world.typos import typos
from synth.lab.world.world import World

WORDS_SHOWN: Final = 12
TEXTS_SHOWN: Final = 4
MEASURED_TEXTS: Final = 1_000  # of each language, for pieces a word
MEASURED_EXAMPLES: Final = 3_000  # for the baselines
RATES: Final = (0.0, 0.1, 0.3)


def show_world(world: World) -> str:
    """Words, glossed texts, an example of each task in each language, typos, and what can be counted."""
    parts = [_counts(world), _lexicon(world), _texts(world), _tasks(world), _noise(world), _baselines(world)]
    return "\n\n".join("\n".join(part) for part in parts)


def _counts(world: World) -> Iterator[str]:
    lexicon = world.lexicon
    spelt = len(lexicon.concept_of)
    yield f"WORLD {world.key}, seed {world.config.seed}"
    yield f"{len(lexicon.concepts)} concepts in {spelt} words, {spelt - len(lexicon.concepts)} of them synonyms, and"
    yield f"{len(Glue)} function words; spelt alike in all languages (anchors): {len(lexicon.anchors)};"
    yield f"one letter off (cognates): {len(lexicon.cognates)}"
    for language in LANGUAGES:
        told = ["object before verb" if language.object_first else "verb before object"]
        told += ["postpositions"] * language.postpositions + ["endings, no copula"] * language.inflects
        yield f"{language.name}: {', '.join(told)}{'' if language.name == SOURCE else ', re-spelt'}"


def _lexicon(world: World) -> Iterator[str]:
    lexicon = world.lexicon
    yield "WORDS (= anchor, ~ cognate, ' synonym)"
    yield _row(["", GLOSS, *NAMES])
    shown = range(0, len(lexicon.concept_of), max(1, len(lexicon.concept_of) // WORDS_SHOWN))
    for word in shown:
        mark = "=" if word in lexicon.anchors else "~" if word in lexicon.cognates else ""
        yield _row([mark, lexicon.forms[GLOSS][word], *(lexicon.forms[name][word] for name in NAMES)])
    for glue in Glue:
        yield _row(["", glue, *(lexicon.glue[name][glue] for name in NAMES)])


def _row(cells: Sequence[str]) -> str:
    return f"{cells[0]:1} " + " ".join(f"{cell:10}" for cell in cells[1:]).rstrip()


def _texts(world: World) -> Iterator[str]:
    yield "UNLABELLED TEXT"
    for name in NAMES:
        for text, gloss in world.glossed(name, TEXTS_SHOWN):
            yield f"{name}  {text}"
            yield f"    {gloss}"


def _tasks(world: World) -> Iterator[str]:
    yield "TASKS (the same test row in every language)"
    for task in world.tasks:
        for name in NAMES:
            for example in world.split(task, name, Split.TEST, limit=1):
                yield f"{task:10} {name}  {shown(example, world.labels(task))}"


def shown(example: Example, labels: Sequence[str]) -> str:
    """One line: the words, marked with what is to be predicted."""
    words = list(example.words)
    if example.tags:
        words = [f"{word}/{labels[tag]}" for word, tag in zip(words, example.tags, strict=True)]
    if example.answer is not None:
        start, end = example.answer
        words[start:end] = [f"[{' '.join(words[start:end])}]"]
    parts = [" ".join(words)] + [" ".join(example.pair)] * bool(example.pair)
    return " | ".join(parts) + (f" -> {labels[example.label]}" if example.label >= 0 else "")


def _noise(world: World) -> Iterator[str]:
    yield "TYPOS (rate = share of words with one), and pieces a word"
    tokenizer = world.tokenizer()
    for rate in RATES:
        rng = stream(world.config.seed, "shown", rate)
        sample = " ".join(typos(world.corpus(SOURCE, 1)[0], rate, rng))
        pieces = [_pieces(tokenizer.encode_words(typos(text, rate, rng))) for text in _some(world, SOURCE)]
        yield f"{rate:.1f}  {sum(n for n, _ in pieces) / sum(words for _, words in pieces):.2f}  {sample}"
    for name in NAMES:
        pieces = [_pieces(tokenizer.encode_words(text)) for text in _some(world, name)]
        yield f"{name}   {sum(n for n, _ in pieces) / sum(words for _, words in pieces):.2f}"


def _pieces(encoded: tuple[list[int], list[int]]) -> tuple[int, int]:
    return len(encoded[0]), len(set(encoded[1]))


def _some(world: World, language: str) -> Iterator[tuple[str, ...]]:
    return islice(iter(world.corpus(language, MEASURED_TEXTS)), MEASURED_TEXTS)


def _baselines(world: World) -> Iterator[str]:
    yield f"WITHOUT UNDERSTANDING ({SOURCE}, test)"
    for task in (Task.NLI, Task.PARAPHRASE):
        train = world.split(task, SOURCE, Split.TRAIN, limit=MEASURED_EXAMPLES)
        test = world.split(task, SOURCE, Split.TEST)
        yield (
            f"{task:10} accuracy by shared words {accuracy_of(overlap, train, test):.3f}, "
            f"by the second sentence alone {bag_accuracy(lambda example: example.pair, train, test):.3f}, "
            f"by the first alone {bag_accuracy(lambda example: example.words, train, test):.3f}, "
            f"chance {1 / len(world.labels(task)):.3f}"
        )
    test = world.split(Task.QA, SOURCE, Split.TEST)
    guessed = random_answer_f1(test, stream(world.config.seed, "guess"))
    yield f"{Task.QA:10} F1 of a random span {guessed:.3f}, of the first word {first_answer_f1(test):.3f}"
