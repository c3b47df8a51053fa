"""How each language says what is meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from synth.lab.world.languages import Language
from synth.lab.world.lexicon import Glue, Lexicon, Part, Suffix
from synth.lab.world.meaning import Clause, Entity, Phrase, Place, Role, Sentence

TAGS: Final = ("NOUN", "PROPN", "VERB", "ADJ", "ADP", "AUX", "PART", "CCONJ", "PRON", "PUNCT")
_TAG: Final = {tag: i for i, tag in enumerate(TAGS)}
NAME_TAGS: Final = ("O", *(f"{b}-{name}" for name in ("PER", "LOC", "ORG") for b in "BI"))
STOP: Final = "."
QUESTION_MARK: Final = "?"
VERBS: Final = frozenset({Part.ACT, Part.STATE})
CASES: Final = (Suffix.OBJECT, Suffix.PLACE, Suffix.PREDICATE)
NUMBERS_OF_A_ROLE: Final = 16  # more words than any phrase has


class Token(NamedTuple):
    """A word in its sentence.

    Attributes:
        word: As it is spelt.
        tag: Index in ``TAGS``.
        name: Index in ``NAME_TAGS``.
        key: What it stands for: the same number in every language that says the same.
        role: Its role in its clause.
    """

    word: str
    tag: int
    name: int
    key: int
    role: Role


@dataclass(frozen=True)
class Grammar:
    """Says meanings in one language."""

    lexicon: Lexicon
    language: Language

    @cached_property
    def _denials(self) -> tuple[int, ...]:
        return self.lexicon.concepts[self.lexicon.of_part(Part.DENIAL)[0]].words

    @cached_property
    def lookup(self) -> dict[str, tuple[str, ...]]:
        """The synonyms of every form of every word that has some, with the same ending."""
        forms = self.lexicon.forms[self.language.name]
        found: dict[str, tuple[str, ...]] = {}
        for concept in self.lexicon.concepts:
            for ending in self._endings(concept.part):
                spelt = [forms[word] + ending for word in concept.words]
                found |= {word: tuple(other for other in spelt if other != word) for word in spelt if len(spelt) > 1}
        return found

    def _endings(self, part: Part) -> list[str]:
        """All endings that a word of the part may have."""
        if not self.language.inflects:
            return [""]
        ends = self.lexicon.suffixes[self.language.name]
        if part is Part.QUALITY:
            agreements = ["", ends[Suffix.SECOND]]
            return [*agreements, *(agreement + ends[Suffix.PREDICATE] for agreement in agreements)]
        if part is Part.DENIAL:
            return [""]
        if part in VERBS:
            return ["", ends[Suffix.SECOND]]
        return ["", *(ends[case] for case in CASES)]

    def sentence(self, sentence: Sentence, first: int = 0) -> list[Token]:
        """The words of a sentence with its full stop or question mark.

        Args:
            first: The number of its first clause in the text, for the keys.
        """
        tokens: list[Token] = []
        asks = False
        for i, clause in enumerate(sentence.clauses):
            if i:
                tokens.append(self._glue(sentence.links[i - 1], "CCONJ", Role.LINK, first + i))
            tokens += self.clause(clause, first + i)
            asks = asks or clause.asked is not None
        mark = QUESTION_MARK if asks else STOP
        tokens.append(Token(mark, _TAG["PUNCT"], 0, _key(first, Role.END, 0), Role.END))
        return tokens

    def text(self, sentences: Iterable[Sentence]) -> list[Token]:
        """Several sentences, their clauses numbered through."""
        tokens: list[Token] = []
        first = 0
        for sentence in sentences:
            tokens += self.sentence(sentence, first)
            first += len(sentence.clauses)
        return tokens

    def clause(self, clause: Clause, number: int) -> list[Token]:
        """The words of one clause, without a mark at its end."""
        groups = {
            Role.SUBJECT: self._phrase(clause.subject, Role.SUBJECT, number),
            Role.VERB: self._verb(clause, number),
            Role.OBJECT: self._object(clause, number),
            Role.PLACE: self._place(clause.place, number) if clause.place else [],
        }
        if clause.asked is not None:
            groups[clause.asked] = [self._asked(clause, number)]
        return [token for role in self._order(clause) for token in groups[role]]

    def _order(self, clause: Clause) -> Sequence[Role]:
        """Roles as the language says them; a question word stands where its answer would."""
        subject, verb, object_, place = Role.SUBJECT, Role.VERB, Role.OBJECT, Role.PLACE
        order = [subject, object_, verb, place] if self.language.object_first else [subject, verb, object_, place]
        return [place, *(role for role in order if role is not place)] if clause.place_first else order

    def _verb(self, clause: Clause, number: int) -> list[Token]:
        """Verb or copula with its negation, and the quality that is said of the subject."""
        negation = (
            [self._denial(clause.denial, _key(number, Role.NEGATION, 0), Role.NEGATION)] if clause.negated else []
        )
        agrees = (Suffix.SECOND,) if self._second(clause.subject) else ()
        if clause.verb is not None:
            verb = [self._word(clause.verb, "VERB", _key(number, Role.VERB, 0), Role.VERB, agrees)]
            return negation + verb
        copula = [] if self.language.inflects else [self._glue(Glue.IS, "AUX", Role.VERB, number)]
        quality: list[Token] = []
        if clause.predicate is not None:
            suffixes = (*agrees, Suffix.PREDICATE)
            quality = [self._word(clause.predicate, "ADJ", _key(number, Role.OBJECT, 0), Role.OBJECT, suffixes)]
        return quality + negation + copula if self.language.object_first else copula + negation + quality

    def _object(self, clause: Clause, number: int) -> list[Token]:
        if clause.object is None:
            return []
        case = Suffix.OBJECT if clause.verb is not None else Suffix.PREDICATE
        return self._phrase(clause.object, Role.OBJECT, number, case)

    def _place(self, place: Place, number: int) -> list[Token]:
        relation = [self._glue(place.relation, "ADP", Role.RELATION, number)]
        phrase = self._phrase(place.phrase, Role.PLACE, number, Suffix.PLACE)
        return phrase + relation if self.language.postpositions else relation + phrase

    def _asked(self, clause: Clause, number: int) -> Token:
        if clause.asked is Role.PLACE:
            return self._glue(Glue.WHERE, "PRON", Role.PLACE, number)
        phrase = clause.subject if clause.asked is Role.SUBJECT else clause.object
        person = phrase is not None and (phrase.entity is not None or self._is_person(phrase))
        return self._glue(Glue.WHO if person else Glue.WHAT, "PRON", clause.asked or Role.SUBJECT, number)

    def _is_person(self, phrase: Phrase) -> bool:
        return self.lexicon.concept(phrase.head[0]).kind == 0

    def _phrase(self, phrase: Phrase, role: Role, number: int, case: Suffix | None = None) -> list[Token]:
        """A noun phrase; its words are numbered in the order in which every language says them."""
        tokens: list[Token] = []
        key = _key(number, role, 0)
        if phrase.rejected is not None:
            tokens.append(self._denial(phrase.denial, key, role))
            tokens += self._plain(phrase.rejected, role, key + 1, case)
            tokens.append(self._glue(Glue.BUT, "CCONJ", role, number)._replace(key=key + 5))
        tokens += self._plain(phrase, role, key + 6, case)
        if phrase.also is not None:
            tokens.append(self._glue(Glue.AND, "CCONJ", role, number)._replace(key=key + 10))
            tokens += self._plain(phrase.also, role, key + 11, case)
        return tokens

    def _plain(self, phrase: Phrase, role: Role, key: int, case: Suffix | None) -> list[Token]:
        tokens: list[Token] = []
        if phrase.quality is not None:
            agrees = (Suffix.SECOND,) if self._second(phrase) else ()
            tokens.append(self._word(phrase.quality, "ADJ", key, role, agrees))
        last = len(phrase.head) - 1
        for i, word in enumerate(phrase.head):
            ending = (case,) if case is not None and i == last else ()
            token = self._word(word, "NOUN" if phrase.entity is None else "PROPN", key + 1 + i, role, ending)
            tokens.append(token if phrase.entity is None else token._replace(name=_name_tag(phrase.entity, i)))
        return tokens

    def _second(self, phrase: Phrase) -> bool:
        return self.lexicon.concept(phrase.head[-1]).second

    def _word(self, word: int, tag: str, key: int, role: Role, suffixes: Iterable[Suffix] = ()) -> Token:
        spelt = self.lexicon.forms[self.language.name][word]
        if self.language.inflects:
            endings = self.lexicon.suffixes[self.language.name]
            spelt += "".join([endings[suffix] for suffix in suffixes])
        return Token(spelt, _TAG[tag], 0, key, role)

    def _denial(self, choice: int, key: int, role: Role) -> Token:
        return self._word(self._denials[choice], "PART", key, role)

    def _glue(self, glue: Glue, tag: str, role: Role, number: int) -> Token:
        return Token(self.lexicon.glue[self.language.name][glue], _TAG[tag], 0, _key(number, role, 0), role)


def words(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The words alone."""
    return tuple([token.word for token in tokens])


def _key(number: int, role: Role, part: int) -> int:
    return (number * len(Role) + role) * NUMBERS_OF_A_ROLE + part


def _name_tag(entity: Entity, place: int) -> int:
    return 1 + 2 * entity + min(place, 1)
