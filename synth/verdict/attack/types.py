"""What an attack on a claim is made of."""

from dataclasses import dataclass
from enum import StrEnum


class MutantKind(StrEnum):
    """What was altered, in the order in which alterations are tried."""

    NUMBER = "number"
    BINDING = "binding"
    DIRECTION = "direction"
    NAME = "name"
    COMPARISON = "comparison"
    NEGATION = "negation"
    QUANTIFIER = "quantifier"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A claim made false by one small change.

    Attributes:
        text: The altered claim; where the claim is true, this is false.
        change: What was altered, in words: "88.2 became 79.4".
    """

    kind: MutantKind
    text: str
    change: str


class NameKind(StrEnum):
    """What a name stands for; only names of one kind are exchanged."""

    DATA = "data"
    METHOD = "method"
    METRIC = "metric"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name that a document uses."""

    text: str
    kind: NameKind
