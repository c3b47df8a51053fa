"""Words with tags: parts of speech of Universal Dependencies, and the names of PAN-X.

Source:
    CoNLL-U: https://universaldependencies.org/format.html; Nivre et al. (2020), https://arxiv.org/abs/2004.10643.
    PAN-X: Pan et al. (2017), https://aclanthology.org/P17-1178, in the balanced splits of Rahimi et al. (2019),
    https://arxiv.org/abs/1902.00193.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from synth.lab.data.lines import malformed, read_lines
from synth.lab.types import Example

TAGS: Final = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)  # https://universaldependencies.org/u/pos/
NAME_TAGS: Final = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
CONLLU_FIELDS: Final = 10
WORD_FIELD: Final = 2  # of CoNLL-U, from 1
TAG_FIELD: Final = 4
NO_TAG: Final = "XTREME's copies of the test files hold no tags; take the original ones"
Tagged = tuple[str, int]


def read_conllu(path: Path) -> Iterator[Example]:
    """Sentences of a CoNLL-U file: words and universal parts of speech.

    Ranges of merged words (``3-4``) and empty nodes (``5.1``) are left out: their parts stand on lines of their own.

    Raises:
        LabError: If a line does not have ten fields, or its tag is unknown.
    """
    return _sentences(path, _conllu_word)


def read_two_columns(path: Path, tags: tuple[str, ...], *, language: str = "") -> Iterator[Example]:
    """Sentences of a file with a word, a tab and its tag on each line, and an empty line after each sentence.

    Args:
        tags: Their names, by index.
        language: What stands before each word in PAN-X's own files: ``de:Berlin``; it is taken off.

    Raises:
        LabError: If a line has no tag or an unknown one.
    """

    def word(path: Path, number: int, line: str) -> Tagged:
        spelt, _, tag = line.partition("\t")
        return spelt.removeprefix(f"{language}:") or spelt, _tag(tag, tags, path, number, 2)

    return _sentences(path, word)


def _conllu_word(path: Path, number: int, line: str) -> Tagged | None:
    if line.startswith("#"):
        return None
    fields = line.split("\t")
    if len(fields) != CONLLU_FIELDS:
        hint = f"CoNLL-U has {CONLLU_FIELDS} fields with tabs between them"
        raise malformed(path, number, min(len(fields), CONLLU_FIELDS), f"{len(fields)} fields", hint=hint)
    if not fields[0].isdigit():
        return None
    return fields[WORD_FIELD - 1], _tag(fields[TAG_FIELD - 1], TAGS, path, number, TAG_FIELD)


def _tag(tag: str, tags: tuple[str, ...], path: Path, number: int, column: int) -> int:
    tag = tag.strip()
    if tag in tags:
        return tags.index(tag)
    if not tag:
        raise malformed(path, number, column, "no tag", hint=NO_TAG)
    raise malformed(path, number, column, f"unknown tag {tag!r}", hint=f"one of {' '.join(tags)}")


def _sentences(path: Path, word: Callable[[Path, int, str], Tagged | None]) -> Iterator[Example]:
    found: list[Tagged] = []
    for number, line in chain(read_lines(path), [(0, "")]):
        if line.strip():
            tagged = word(path, number, line)
            found += [tagged] if tagged is not None else []
        elif found:
            yield Example(tuple(spelt for spelt, _ in found), tags=tuple(tag for _, tag in found))
            found = []
