"""The languages of the world, and how far each is from the source."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """What a grammar needs to know.

    Attributes:
        name: L0 is the source.
        object_first: The object stands before the verb (SOV).
        postpositions: The word for *in* follows its noun.
        inflects: Nouns carry case, qualities and verbs agree with their noun, and there is no copula.
    """

    name: str
    object_first: bool = False
    postpositions: bool = False
    inflects: bool = False


LANGUAGES: Final = (
    Language("L0"),
    Language("L1"),  # re-spelt, same order
    Language("L2", object_first=True),  # re-spelt, another order
    Language("L3", object_first=True, postpositions=True, inflects=True),  # and another way to build words
)
NAMES: Final = tuple(language.name for language in LANGUAGES)
SOURCE: Final = NAMES[0]
TARGETS: Final = NAMES[1:]
