"""What a made world looks like: sizes, shares and the seed."""

from dataclasses import dataclass
from typing import Final

from synth.errors import LabError

MIN_CONCEPTS: Final = 60  # below this a kind of noun has too few members to replace one by another


@dataclass(frozen=True, slots=True)
class WorldConfig:
    """Everything that decides the text; equal configurations give equal text, to the last word.

    Attributes:
        seed: Decides the words, what goes with what, and every draw.
        concepts: Meanings with words of their own: nouns, verbs, qualities, parts of names. Function words come on top.
        anchors: Share of the words that are spelt alike in all languages, in [0, 1]; an exact count.
        cognates: Share of the words that differ from the source language in one letter only; an exact count.
        synonyms: Further words per noun, verb and quality, on average; an exact count, evenly spread.
        train: Examples for fitting, per task.
        dev: Examples for choosing, per task.
        test: Examples for scoring, per task.
        dev_share: Share of all facts that only development examples speak of.
        test_share: Share of all facts that only test examples speak of.

    Raises:
        LabError: If a share lies outside its range or a size is too small.
    """

    seed: int = 0
    concepts: int = 150
    anchors: float = 0.2
    cognates: float = 0.1
    synonyms: float = 0.5
    train: int = 20_000
    dev: int = 500
    test: int = 1_000
    dev_share: float = 0.1
    test_share: float = 0.15

    def __post_init__(self) -> None:
        if self.concepts < MIN_CONCEPTS:
            raise LabError(f"a world of {self.concepts} concepts is too small", hint=f"at least {MIN_CONCEPTS}")
        if min(self.anchors, self.cognates) < 0 or self.anchors + self.cognates > 1:
            raise LabError(f"anchors {self.anchors} and cognates {self.cognates} must be shares of one whole")
        if self.synonyms < 0:
            raise LabError(f"synonyms {self.synonyms} must not be negative")
        if min(self.train, self.dev, self.test) < 1:
            raise LabError("train, dev and test must be at least 1")
        if min(self.dev_share, self.test_share) <= 0 or self.dev_share + self.test_share >= 1:
            raise LabError("dev_share and test_share must be above 0 and leave facts for training")
