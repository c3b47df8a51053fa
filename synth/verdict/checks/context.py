"""What a check may know besides the claim and the passage."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.document import Document
from synth.evidence.types import Passage
from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.grids import Grid, grids_of
from synth.verdict.types import Check, Outcome

_SHORTEST: Final = 2  # letters of an abbreviation


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the whole document tells, read once for all its passages.

    Attributes:
        abbreviations: (short, long) as the paper introduces them.
        authors: The paper's authors.
        names: Names anywhere in the document in lower case, with the initials of those of several words; empty
            where the document is unknown.
        keys: Common forms of all content words of the document; empty where it is unknown.
        methods: Names that the paper gives to what it proposes, in lower case.
        sentences: How many the document has; 0 where it is unknown.
        grids: The document's tables.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    names: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    sentences: int = 0
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One claim before one passage, both taken apart.

    Attributes:
        around: Keys of what stands around the passage: the sentence before, section, caption.
    """

    claim: Analysis
    here: Analysis
    around: frozenset[str]
    passage: Passage
    context: CheckContext


def context_of(document: Document) -> CheckContext:
    """Read once what the checks need to know of a document."""
    names: set[str] = set()
    plain: set[str] = set()
    keys: set[str] = set()
    for text in (document.title, *(document.quote(sentence.span) for sentence in document.sentences)):
        analysis = analyse(text)
        row: list[str] = []
        for word in analysis.words:
            row = [*row, word.low] if word.text[0].isupper() else []
            plain |= {word.text} if word.text.islower() else set()
            names |= {word.low, "".join(part[0] for part in row), "".join(row)} if word.is_name else set()
        keys |= analysis.keys
    return CheckContext(
        title=document.title,
        authors=document.authors,
        abbreviations=document.abbreviations,
        names=frozenset(names - plain),
        keys=frozenset(keys),
        sentences=len(document.sentences),
        grids=grids_of(document),
    )


def case_of(claim: str, passage: Passage, context: CheckContext) -> Case:
    """Take claim and passage apart, with the paper's abbreviations for what they stand for."""
    around = " ".join(text for text in (passage.before, passage.section, passage.caption) if text)
    ours, theirs, near = (shortened(text, context.abbreviations) for text in (claim, passage.text, around))
    return Case(analyse(ours), analyse(theirs), analyse(near).keys, passage, context)


@lru_cache(maxsize=16384)
def shortened(text: str, abbreviations: tuple[tuple[str, str], ...]) -> str:
    """A text with what the paper abbreviates abbreviated.

    >>> shortened("Natural language inference (NLI) is hard.", (("NLI", "natural language inference"),))
    'NLI is hard.'
    """
    for short, long in abbreviations:
        if len(short) < _SHORTEST or long.lower() not in text.lower():
            continue
        introduced = rf"\b{re.escape(long)}s?\b(?:\s?\(\s?{re.escape(short)}s?\s?\))?"
        text = re.sub(introduced, short.replace("\\", ""), text, flags=re.IGNORECASE)
    return text


def agree(name: str, why: str) -> Check:
    """The passage says what the claim says."""
    return Check(name, Outcome.AGREE, why)


def conflict(name: str, why: str) -> Check:
    """The passage says something else."""
    return Check(name, Outcome.CONFLICT, why)


def silent(name: str, why: str = "") -> Check:
    """The check has nothing to say."""
    return Check(name, Outcome.SILENT, why)
