"""Labels against a reading of the meanings that shares no code with what made them."""

from dataclasses import replace
from itertools import islice

import pytest

from synth.lab.world import WorldConfig
from synth.lab.world.draws import stream
from synth.lab.world.facts import Facts
from synth.lab.world.inference import NLI_LABELS, Inference
from synth.lab.world.lexicon import Lexicon, Part
from synth.lab.world.meaning import Clause, Phrase, Sentence
from synth.lab.world.pairs import PARAPHRASE_LABELS, Paraphrases

Pair = tuple[Sentence, Sentence, int]
LEXICON = Lexicon(WorldConfig(seed=9))
FACTS = Facts(WorldConfig(seed=9), LEXICON)
INFERENCE = Inference(FACTS)
FIRST_QUALITY = LEXICON.of_part(Part.QUALITY)[0]


def meant(word: int | None) -> int | None:
    return None if word is None else LEXICON.concept_of[word]


def is_a(one: Phrase | None, other: Phrase | None) -> bool:
    """Whether whatever is ``one`` is ``other``: the same noun or its kind, with no quality that ``one`` lacks."""
    if one is None or other is None:
        return one is other
    if other.quality is not None and meant(one.quality) != meant(other.quality):
        return False
    if [meant(word) for word in one.head] == [meant(word) for word in other.head]:
        return True
    a, b = LEXICON.concept(one.head[0]), LEXICON.concept(other.head[0])
    return b.part is Part.KIND and a.part is Part.NOUN and a.kind == b.kind


def statements(clause: Clause) -> list[Clause]:
    """What is said outright: a contrast says two things, and who is small is not big."""
    said = [clause]
    if clause.object is not None and clause.object.rejected is not None:
        said.append(replace(clause, object=clause.object.rejected, negated=True))
    if clause.predicate is not None and not clause.negated:
        opposite = FIRST_QUALITY + ((LEXICON.concept_of[clause.predicate] - FIRST_QUALITY) ^ 1)
        said.append(replace(clause, predicate=LEXICON.concepts[opposite].words[0], negated=True))
    return said


def carries(said: Clause, other: Clause) -> bool:
    """Whether one statement cannot be true without the other; what is denied is denied of all that is narrower."""
    if said.negated != other.negated or not is_a(said.subject, other.subject):
        return False
    if (meant(said.verb), meant(said.predicate)) != (meant(other.verb), meant(other.predicate)):
        return False
    narrow, broad = (other, said) if said.negated else (said, other)
    if not is_a(narrow.object, broad.object):
        return False
    if broad.place is None:
        return True
    if narrow.place is None or narrow.place.relation is not broad.place.relation:
        return False
    return is_a(narrow.place.phrase, broad.place.phrase)


def relation(premise: Sentence, hypothesis: Clause) -> str:
    said = [statement for clause in premise.clauses for statement in statements(clause)]
    if any(carries(statement, hypothesis) for statement in said):
        return "entailment"
    denied = replace(hypothesis, negated=not hypothesis.negated)
    return "contradiction" if any(carries(statement, denied) for statement in said) else "neutral"


def anything(*_: Clause) -> bool:
    return True


@pytest.fixture(scope="module")
def inferences() -> list[Pair]:
    return list(islice(INFERENCE.examples(stream(1), anything), 3_000))


def test_premises_relate_to_hypotheses_as_labelled(inferences: list[Pair]) -> None:
    wrong = [
        (NLI_LABELS[label], premise, hypothesis)
        for premise, hypothesis, label in inferences
        if relation(premise, hypothesis.clauses[0]) != NLI_LABELS[label]
    ]

    assert {label for label, _, _ in wrong} <= {"neutral"}
    assert len(wrong) < 0.005 * len(inferences)  # a phrase drawn anew may settle the matter by chance: about 1 in 1,500


def test_denials_are_as_frequent_in_every_class(inferences: list[Pair]) -> None:
    for label in range(len(NLI_LABELS)):
        denied = [hypothesis.clauses[0].negated for _, hypothesis, k in inferences if k == label]
        assert sum(denied) / len(denied) == pytest.approx(0.5, abs=0.05)


def test_paraphrases_say_the_same_of_the_same_and_the_others_do_not() -> None:
    def told(sentence: Sentence) -> set[tuple[object, ...]]:
        return {
            (
                tuple(meant(word) for word in clause.subject.head),
                meant(clause.verb),
                meant(clause.predicate),
                tuple(meant(word) for word in clause.object.head) if clause.object else None,
                tuple(meant(word) for word in clause.place.phrase.head) if clause.place else None,
            )
            for clause in sentence.clauses
        }

    for one, other, label in islice(Paraphrases(FACTS, INFERENCE).examples(stream(2), anything), 2_000):
        assert (told(one) == told(other)) == (PARAPHRASE_LABELS[label] == "same"), (one, other)
