"""The words: concepts, their synonyms, and their spelling in every language."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from synth.lab.world.config import WorldConfig
from synth.lab.world.draws import evenly, stream
from synth.lab.world.languages import NAMES
from synth.lab.world.spelling import CONSONANTS, VOWELS, Spelling, new_words


class Part(StrEnum):
    """What a concept is."""

    NOUN = "noun"  # a member of a kind
    KIND = "kind"  # the word for all members of a kind: animal
    ACT = "act"  # a verb with an object
    STATE = "state"  # a verb without
    QUALITY = "quality"  # an adjective; they come in opposites
    PERSON = "person"  # a first name
    FAMILY = "family"  # a family name
    CITY = "city"
    DENIAL = "not"  # not, never, by no means: one concept, on top of the others
    FIRM = "firm"  # what makes a family or city name the name of a firm: "Bada bank"


class Glue(StrEnum):
    """Function words; never spelt alike in two languages."""

    AND = "and"
    BUT = "but"
    SO = "so"  # what follows follows from what was said
    NO = "no"  # what follows contradicts what was said
    IS = "is"
    WHO = "who"
    WHAT = "what"
    WHERE = "where"
    IN = "in"
    NEAR = "near"
    BEHIND = "behind"


class Suffix(StrEnum):
    """Endings of the inflecting language; the others have none."""

    OBJECT = "object"
    PLACE = "place"
    SECOND = "second"  # qualities and verbs that go with nouns of the second gender
    PREDICATE = "predicate"


GLOSS: Final = "gloss"  # the language of glosses
PEOPLE: Final = 0  # the kind that people belong to, and whose members may be names
PLACES: Final = 1  # the kind that places belong to
SHARES: Final = {
    Part.KIND: 0.04,
    Part.ACT: 0.14,
    Part.STATE: 0.07,
    Part.PERSON: 0.08,
    Part.FAMILY: 0.05,
    Part.CITY: 0.07,
    Part.FIRM: 0.03,
}  # the rest are qualities (an even number) and nouns
DENIALS: Final = 5  # words for not; were there one, a classifier would look for it and miss it in other languages
QUALITY_SHARE: Final = 0.16
WITH_SYNONYMS: Final = frozenset({Part.NOUN, Part.ACT, Part.STATE, Part.QUALITY})


@dataclass(frozen=True, slots=True)
class Concept:
    """A meaning.

    Attributes:
        kind: Of NOUN and KIND, which kind; else -1.
        second: Whether it is of the second gender.
        words: Its word ids; the first is the usual one, the others are synonyms.
    """

    part: Part
    kind: int
    second: bool
    words: tuple[int, ...]


class Lexicon:
    """All concepts and words of a world.

    Attributes:
        concepts: By concept id.
        concept_of: The concept id of each word id.
        forms: The spelling of each word id, by language; glosses count as one.
        glue: The function words, by language.
        suffixes: The endings, by language.
        anchors: Word ids spelt alike in all languages.
        cognates: Word ids that differ from the source in one letter.
    """

    def __init__(self, config: WorldConfig) -> None:
        rng = stream(config.seed, "lexicon")
        counts = _counts(config.concepts)
        parts = [part for part, n in counts.items() for _ in range(n)]
        extra = [*_synonym_counts(parts, config.synonyms), DENIALS - 1]
        parts.append(Part.DENIAL)
        concepts: list[Concept] = []
        concept_of: list[int] = []
        seen: dict[Part, int] = defaultdict(int)
        for i, part in enumerate(parts):
            words = tuple(range(len(concept_of), len(concept_of) + 1 + extra[i]))
            concept_of += [i] * len(words)
            kind = seen[part] % counts[Part.KIND] if part in (Part.NOUN, Part.KIND) else -1
            seen[part] += 1
            concepts.append(Concept(part, kind, rng.random() < 1 / 2, words))
        self.concepts = tuple(concepts)
        self.concept_of = tuple(concept_of)
        spelling = Spelling(rng, len(NAMES))
        self._choose_shared(config)
        self._spell(config, spelling)

    def _choose_shared(self, config: WorldConfig) -> None:
        """Anchors and cognates in exact counts, evenly over the parts."""
        rng = stream(config.seed, "shared")
        order = list(range(len(self.concept_of)))
        rng.shuffle(order)
        order.sort(key=lambda word: list(Part).index(self.concepts[self.concept_of[word]].part))
        places = evenly(len(order), round(config.anchors * len(order)))
        self.anchors = frozenset(order[place] for place in places)
        rest = [word for word in order if word not in self.anchors]
        count = min(round(config.cognates * len(order)), len(rest))
        self.cognates = frozenset(rest[place] for place in evenly(len(rest), count))

    def _spell(self, config: WorldConfig, spelling: Spelling) -> None:
        rng = stream(config.seed, "spelling")
        n = len(self.concept_of)
        spelt = new_words(rng, n + len(Glue), spelling.forms, taken=set())
        self.forms: dict[str, tuple[str, ...]] = {}
        self.glue: dict[str, dict[Glue, str]] = {}
        self.suffixes: dict[str, dict[Suffix, str]] = {}
        endings = [
            a + b for a, b in zip(rng.sample(VOWELS, len(Suffix)), rng.sample(CONSONANTS, len(Suffix)), strict=True)
        ]
        for k, name in enumerate(NAMES):
            self.forms[name] = tuple(self._form(word, spelt[word], spelling, k) for word in range(n))
            self.glue[name] = {glue: spelling.respelt(word, k) for glue, word in zip(Glue, spelt[n:], strict=True)}
            self.suffixes[name] = dict(zip(Suffix, endings, strict=True))

        self._gloss()

    def _gloss(self) -> None:
        """A spelling for people: ``noun3``, and ``noun3'`` for its synonym."""
        place: dict[Part, int] = defaultdict(int)
        glosses: list[str] = []
        for concept in self.concepts:
            place[concept.part] += 1
            glosses += [f"{concept.part}{place[concept.part]}{k * chr(39)}" for k in range(len(concept.words))]
        self.forms[GLOSS] = tuple(glosses)
        self.glue[GLOSS] = {glue: glue.value for glue in Glue}
        self.suffixes[GLOSS] = {suffix: f"-{suffix}" for suffix in Suffix}

    def _form(self, word: int, spelt: str, spelling: Spelling, language: int) -> str:
        if word in self.anchors:
            return spelt
        return spelling.cognate(spelt, language) if word in self.cognates else spelling.respelt(spelt, language)

    def of_part(self, part: Part) -> list[int]:
        """The concept ids of a part, in order."""
        return [i for i, concept in enumerate(self.concepts) if concept.part is part]

    def concept(self, word: int) -> Concept:
        """What the word means."""
        return self.concepts[self.concept_of[word]]


def _counts(concepts: int) -> dict[Part, int]:
    counts = {part: max(1, round(share * concepts)) for part, share in SHARES.items()}
    counts[Part.KIND] = max(3, counts[Part.KIND])
    counts[Part.QUALITY] = 2 * round(QUALITY_SHARE * concepts / 2)
    return {Part.NOUN: concepts - sum(counts.values())} | counts


def _synonym_counts(parts: list[Part], mean: float) -> list[int]:
    """How many further words each concept has; the total is exact."""
    open_to = [i for i, part in enumerate(parts) if part in WITH_SYNONYMS]
    extra = [0] * len(parts)
    total = round(mean * len(open_to))
    for turn in range(0, total, len(open_to)):
        for place in evenly(len(open_to), min(len(open_to), total - turn)):
            extra[open_to[place]] += 1
    return extra
