"""What a sentence says, before any language says it.

Word ids (of :class:`~synth.lab.world.lexicon.Lexicon`) stand for words, so that a meaning says which synonym is used,
in every language alike.
"""

from dataclasses import dataclass
from enum import IntEnum

from synth.lab.world.lexicon import Glue


class Role(IntEnum):
    """The places of a clause, as they are asked for and linked."""

    SUBJECT = 0
    VERB = 1
    OBJECT = 2
    PLACE = 3
    RELATION = 4
    NEGATION = 5
    LINK = 6
    END = 7


class Entity(IntEnum):
    """Types of names, in the order of the BIO tags."""

    PERSON = 0
    PLACE = 1
    FIRM = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun or a name, with what goes with it.

    Attributes:
        head: One noun, or the one or two words of a name.
        entity: The type of the name; None for a noun.
        quality: An adjective before it.
        rejected: "not ``rejected`` but this".
        denial: Which word for *not* stands before ``rejected``.
        also: "this and ``also``".
    """

    head: tuple[int, ...]
    entity: Entity | None = None
    quality: int | None = None
    rejected: "Phrase | None" = None
    denial: int = 0
    also: "Phrase | None" = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a relation and a phrase."""

    relation: Glue
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement or question.

    Attributes:
        verb: None where something is said to be something.
        object: What the verb is done to; where ``verb`` is None, the kind that the subject belongs to.
        predicate: The quality that the subject is said to have, where ``verb`` is None.
        denial: Which word for *not* is used, where it is negated.
        asked: The role a question asks for; None in a statement.
        place_first: The place opens the clause, for emphasis.
    """

    subject: Phrase
    verb: int | None = None
    object: Phrase | None = None
    predicate: int | None = None
    place: Place | None = None
    negated: bool = False
    denial: int = 0
    asked: Role | None = None
    place_first: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or more clauses, joined by ``links`` (one fewer than clauses)."""

    clauses: tuple[Clause, ...]
    links: tuple[Glue, ...] = ()
