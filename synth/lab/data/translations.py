"""Sentences and their translations in two files, line for line: Tatoeba as LASER ships it.

Source:
    Artetxe and Schwenk (2019), https://arxiv.org/abs/1812.10464.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from synth.errors import LabError
from synth.lab.data.lines import malformed, read_lines
from synth.lab.data.words import words_of
from synth.lab.types import Example

SURELY_SORTED: Final = 20  # so many lines are not in the order of the alphabet by chance: 1 in 20!


def read_translations(path: Path, source: Path) -> Iterator[Example]:
    """Each line of ``path`` with the same line of ``source``.

    Raises:
        LabError: If one file is longer, a line is empty, or the lines of ``source`` are sorted, as in XTREME's copies,
            so that they are no longer beside their translations.
    """
    said, sources = list(read_lines(path)), list(read_lines(source))
    if len(said) != len(sources):
        shorter = path if len(said) < len(sources) else source
        problem = f"the file ends here, the other has {max(len(said), len(sources))} lines"
        raise malformed(shorter, min(len(said), len(sources)), 1, problem, hint="one translation a line")
    lines = [line for _, line in sources]
    if len(lines) >= SURELY_SORTED and lines == sorted(lines):
        raise LabError(f"the lines of {source} are sorted", hint="XTREME's copies are; take LASER's tatoeba files")
    for (number, line), (_, translation) in zip(said, sources, strict=True):
        for file, text in ((path, line), (source, translation)):
            if not text.strip():
                raise malformed(file, number, 1, "no sentence", hint="one sentence a line")
        yield Example(words_of(line), words_of(translation))
