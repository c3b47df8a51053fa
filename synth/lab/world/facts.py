"""What happens in the world: which words go with which, and how often.

Every verb likes some kinds of subjects, objects and places, every noun some qualities, in a Zipf order of its own, so
that a word is known by the company it keeps, and by the same company in every language.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final
from zlib import crc32

from synth.lab.types import Split
from synth.lab.world.config import WorldConfig
from synth.lab.world.draws import Weighted, ranked, stream
from synth.lab.world.lexicon import DENIALS, PEOPLE, PLACES, Concept, Glue, Lexicon, Part
from synth.lab.world.meaning import Clause, Entity, Phrase, Place, Role

# How sentences are made up; chosen so that no part is rare, there is no source for them.
NAMED: Final = 0.5  # share of people who are called by name
FIRM_SHARE: Final = 0.25  # share of names that are a firm's
FULL_NAME: Final = 0.4  # share of people with a family name
CITY_SHARE: Final = 0.4  # share of places that are cities
QUALIFIED: Final = 0.2  # share of nouns with an adjective
GENERAL: Final = 0.1  # share of nouns that are replaced by the word for their kind
OTHER_WORD: Final = 0.3  # share of words that are replaced by a synonym, where there is one
PLACED: Final = 0.4  # share of clauses that say where
ACTS: Final = 0.55  # share of clauses with an object
STATES: Final = 0.25  # share of clauses with a verb but no object; the rest have a quality
RELATIONS: Final = (Glue.IN, Glue.NEAR, Glue.BEHIND)
KINDS_OF_OBJECTS: Final = 2  # kinds that one verb takes as objects
FOLDS: Final = 10_000
TRIES: Final = 20  # draws before a phrase of another kind is taken


class Facts:
    """Draws phrases and clauses that are likely in this world.

    Attributes:
        lexicon: The words that clauses are made of.
    """

    def __init__(self, config: WorldConfig, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._dev, self._test = config.dev_share, config.test_share
        rng = stream(config.seed, "facts")
        of_part = lexicon.of_part
        self.kinds = of_part(Part.KIND)
        self.members = [
            [i for i in of_part(Part.NOUN) if lexicon.concepts[i].kind == k] for k in range(len(self.kinds))
        ]
        others = [k for k in range(len(self.kinds)) if k != PLACES]
        self.acts, self.states = ranked(of_part(Part.ACT), rng), ranked(of_part(Part.STATE), rng)
        self._persons, self._families = ranked(of_part(Part.PERSON), rng), ranked(of_part(Part.FAMILY), rng)
        self._cities, self._firms = ranked(of_part(Part.CITY), rng), ranked(of_part(Part.FIRM), rng)
        self._subjects: dict[int, Weighted[int]] = {}
        self._objects: dict[int, Weighted[int]] = {}
        self._places: dict[int, Weighted[int]] = {}
        for verb in (*self.acts.items, *self.states.items):
            kind = PEOPLE if rng.random() < 1 / 2 else rng.choice(others)
            self._subjects[verb] = ranked(self.members[kind], rng)
            kinds = rng.sample(others, min(KINDS_OF_OBJECTS, len(others)))
            self._objects[verb] = ranked([noun for k in kinds for noun in self.members[k]], rng)
            self._places[verb] = ranked(self.members[PLACES], rng)
        self._described = ranked([noun for k in others for noun in self.members[k]], rng)
        qualities = of_part(Part.QUALITY)
        self._first_quality = qualities[0]
        self._qualities = {i: ranked(qualities, rng) for i in (*self.kinds, *of_part(Part.NOUN))}

    def word(self, concept: int, rng: Random) -> int:
        """A word for the concept: mostly the usual one."""
        words = self.lexicon.concepts[concept].words
        return rng.choice(words[1:]) if len(words) > 1 and rng.random() < OTHER_WORD else words[0]

    def synonym(self, word: int, rng: Random) -> int:
        """Another word for the same, or the word itself where there is none."""
        others = [other for other in self.lexicon.concept(word).words if other != word]
        return rng.choice(others) if others else word

    def opposite(self, quality: int, rng: Random) -> int:
        """A word for the opposite of a quality word; opposites are neighbours in the lexicon."""
        first = self._first_quality
        return self.word(first + ((self.lexicon.concept_of[quality] - first) ^ 1), rng)

    def noun(self, concept: int, rng: Random) -> Phrase:
        """A phrase with this noun, sometimes with a quality, sometimes by the name of its kind."""
        named = self.lexicon.concepts[concept]
        if named.kind == PEOPLE and rng.random() < NAMED:
            return self.name(rng)
        if rng.random() < GENERAL:
            concept = self.kinds[named.kind]
        quality = self.word(self._qualities[concept].draw(rng), rng) if rng.random() < QUALIFIED else None
        return Phrase((self.word(concept, rng),), quality=quality)

    def name(self, rng: Random) -> Phrase:
        """A person or a firm."""
        if rng.random() < FIRM_SHARE:
            owners = self._families if rng.random() < 1 / 2 else self._cities
            return Phrase((self.word(owners.draw(rng), rng), self.word(self._firms.draw(rng), rng)), Entity.FIRM)
        first = self.word(self._persons.draw(rng), rng)
        if rng.random() < FULL_NAME:
            return Phrase((first, self.word(self._families.draw(rng), rng)), Entity.PERSON)
        return Phrase((first,), Entity.PERSON)

    def city(self, rng: Random) -> Phrase:
        """The name of a city."""
        return Phrase((self.word(self._cities.draw(rng), rng),), Entity.PLACE)

    def subject(self, verb: int, rng: Random) -> Phrase:
        """Who may do what the verb (a word id) says."""
        return self.noun(self._subjects[self.lexicon.concept_of[verb]].draw(rng), rng)

    def object(self, verb: int, rng: Random) -> Phrase:
        """What it may be done to."""
        return self.noun(self._objects[self.lexicon.concept_of[verb]].draw(rng), rng)

    def place(self, verb: int, rng: Random) -> Place:
        """Where it may happen."""
        nouns = self._places[self.lexicon.concept_of[verb]]
        phrase = self.city(rng) if rng.random() < CITY_SHARE else self.noun(nouns.draw(rng), rng)
        return Place(rng.choice(RELATIONS), phrase)

    def verb(self, part: Part, rng: Random) -> int:
        """A verb, as a word id: an act or a state."""
        return self.word((self.acts if part is Part.ACT else self.states).draw(rng), rng)

    def quality(self, phrase: Phrase, rng: Random) -> int:
        """What may be said of the phrase, as a word id; people have the qualities of their kind."""
        concept = self.kinds[PEOPLE] if phrase.entity is not None else self.lexicon.concept_of[phrase.head[0]]
        return self.word(self._qualities[concept].draw(rng), rng)

    def clause(self, rng: Random) -> Clause:
        """Any affirmative statement."""
        shape = rng.random()
        if shape < ACTS:
            return self.act(rng)
        if shape < ACTS + STATES:
            verb = self.verb(Part.STATE, rng)
            return self.placed(Clause(self.subject(verb, rng), verb), rng)
        return self.description(rng)

    def act(self, rng: Random) -> Clause:
        """A statement with subject, verb and object, sometimes a place."""
        verb = self.verb(Part.ACT, rng)
        subject = self.subject(verb, rng)
        return self.placed(Clause(subject, verb, self.other(subject, self.object, verb, rng)), rng)

    def other(self, than: Phrase, draw: Callable[[int, Random], Phrase], verb: int, rng: Random) -> Phrase:
        """A drawn phrase that does not speak of the same as ``than``; of any kind, where the verb takes no other."""
        for _ in range(TRIES):
            if self.differ(drawn := draw(verb, rng), than):
                return drawn
        while not self.differ(drawn := self.noun(self._described.draw(rng), rng), than):
            pass
        return drawn

    def description(self, rng: Random) -> Clause:
        """A statement that something has a quality."""
        subject = replace(self.noun(self._described.draw(rng), rng), quality=None)
        return Clause(subject, predicate=self.quality(subject, rng))

    def maybe_denied(self, clause: Clause, share: float, rng: Random) -> Clause:
        """The clause, negated at the given rate, with any of the words for *not*."""
        return replace(clause, negated=rng.random() < share, denial=rng.randrange(DENIALS))

    def contrasted(self, phrase: Phrase, rejected: Phrase, rng: Random) -> Phrase:
        """The phrase as opposed to another."""
        return replace(phrase, rejected=rejected, denial=rng.randrange(DENIALS))

    def membership(self, rng: Random) -> Clause:
        """A statement that a noun is of its kind: what lets a reader know that a dog is an animal."""
        noun = self._described.draw(rng)
        kind = self.kinds[self.lexicon.concepts[noun].kind]
        return Clause(Phrase((self.word(noun, rng),)), object=Phrase((self.word(kind, rng),)))

    def placed(self, clause: Clause, rng: Random) -> Clause:
        """The clause, sometimes with a place."""
        if clause.verb is None or rng.random() >= PLACED:
            return clause
        return replace(clause, place=self.place(clause.verb, rng))

    def member(self, kind_word: int, rng: Random) -> int:
        """A word for a member of the kind."""
        return self.word(rng.choice(self.members[self.lexicon.concept(kind_word).kind]), rng)

    def meaning_of(self, phrase: Phrase) -> tuple[int, ...]:
        """The concepts of the head."""
        return tuple(self.lexicon.concept_of[word] for word in phrase.head)

    def differ(self, one: Phrase, other: Phrase) -> bool:
        """Whether neither can be the other: no shared name, no noun with its own kind.

        A person's name and a noun for people may be one person, but a reader takes them for two.
        """
        concepts = self.lexicon.concept_of
        if set(map(concepts.__getitem__, one.head)) & set(map(concepts.__getitem__, other.head)):
            return False
        a, b = self.lexicon.concept(one.head[0]), self.lexicon.concept(other.head[0])
        if Part.KIND not in (a.part, b.part):
            return True
        return _kind(a) != _kind(b)

    def fold(self, *clauses: Clause) -> Split:
        """Which split may say this; decided by the subjects, verbs or qualities, and objects that are said.

        A statement, its negation, its opposite, all its synonyms and any exchange of its parts are in the same fold.
        """
        core = sorted(concept for clause in clauses for concept in self._core(clause))
        place = crc32(repr(core).encode()) % FOLDS / FOLDS
        if place < self._test:
            return Split.TEST
        return Split.DEV if place < self._test + self._dev else Split.TRAIN

    def _core(self, clause: Clause) -> list[int]:
        core = [] if clause.asked is Role.SUBJECT else list(self.meaning_of(clause.subject))
        if clause.verb is not None:
            core.append(self.lexicon.concept_of[clause.verb])
        if clause.predicate is not None:
            quality = self.lexicon.concept_of[clause.predicate]
            core.append(quality - (quality - self._first_quality) % 2)
        if clause.object is not None and clause.asked is not Role.OBJECT:
            core += self.meaning_of(clause.object)
        return core


def _kind(concept: Concept) -> int:
    return concept.kind if concept.part in (Part.NOUN, Part.KIND) else PEOPLE
