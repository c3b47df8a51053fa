"""Whether a claim speaks for yes or for no on a question."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.synthesis.concepts import MEASURE, SETTINGS, SUBJECT, Concept, question_concepts
from synth.synthesis.stance_words import (
    ABLE,
    BEATS_PARTS,
    CONTRARY,
    DENIED,
    NULL,
    PRAISE,
    UNABLE,
)
from synth.verdict.checks import CheckContext, run_checks
from synth.verdict.checks.orders import BETTER, LESS, MORE, WORSE
from synth.verdict.checks.trends import trends
from synth.verdict.types import Outcome

_YES_NO: Final = re.compile(
    r"^(?:do|does|did|is|are|was|were|can|could|will|would|has|have|should|may|might)\s+", re.IGNORECASE
)
_EFFECT: Final = re.compile(
    r"\b(?:affects?|influences?|impacts?|effects? of|impact of|influence of|role of|change|depend\w*|compare\w*)\b",
    re.IGNORECASE,
)
_PIVOT: Final = re.compile(
    r"\b(?:affects?|influences?|impact|give[sn]?|make[sn]?|leads?|causes?|helps?|mitigates?|prevents?|on|than|compare\w*|"
    r"beat|depend)\b",
    re.IGNORECASE,
)
_CAN: Final = re.compile(r"^(?:can|could)\s", re.IGNORECASE)
_WHOLE: Final = "combination"
_MOST_NEEDED: Final = 2  # subjects of a question of whether something can be done that a claim must speak of
_LEAST_SAID: Final = 0.6  # share of all concepts where the question names a single subject
_GRADED: Final = frozenset({"model size", "amount of data", "speed"})
"""Concepts that are named by comparatives: "larger encoders", "more data"."""
_MOVES: Final = MORE | LESS | BETTER | WORSE
_COSTS: Final = (Concept("speed"), Concept("memory"))
_QUALITY: Final = Concept("accuracy")
_WORD: Final = re.compile(r"[A-Za-z-]+")
_SUPERLATIVE: Final = re.compile(r"\b(?:best|worst|[a-z]{3,}(?:i|[^aeiou])est)\b", re.IGNORECASE)


class Side(StrEnum):
    """What a claim says to a question."""

    YES = "yes"
    NO = "no"
    OPEN = "open"  # it speaks of both sides of the question without saying yes or no
    NEITHER = "neither"


class Form(StrEnum):
    """What kind of answer a question asks for."""

    YES_NO = "yes_no"
    ABLE = "able"  # "can X do Y", "is X a reliable way to Y"
    EFFECT = "effect"  # "how does X affect Y": yes means that there is an effect
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart.

    Attributes:
        statement: What "yes" says.
        contrary: What the opposite effect would say; empty where no word of the statement has a contrary.
        cause: The concept that is varied; None if the question names none.
        outcome: The concept that it is to act on; None if the question names none.
        subjects: What the question is about beside measures and settings, of its ``concepts``.
    """

    form: Form
    statement: str
    contrary: str
    cause: Concept | None
    outcome: Concept | None
    subjects: tuple[Concept, ...] = ()
    concepts: tuple[Concept, ...] = ()


@lru_cache(maxsize=256)
def asked(question: str) -> Asked:
    """A question taken apart.

    >>> it = asked("Does scaling encoders reduce the effect of spelling noise?")
    >>> it.statement, it.cause.name, it.outcome.name
    ('scaling encoders reduce the effect of spelling noise.', 'model size', 'noise')
    """
    text = " ".join(question.split()).rstrip("?. ")
    opening = _YES_NO.match(text)
    is_effect = bool(_EFFECT.search(text)) and not (opening and _ordered(text))
    is_able = opening and not _ordered(text) and (_CAN.match(text) or ABLE.search(text))
    form = Form.EFFECT if is_effect else Form.ABLE if is_able else Form.YES_NO if opening else Form.OPEN
    statement = text[opening.end() :] + "." if opening else ""
    contrary = _WORD.sub(lambda word: CONTRARY.get(word[0].lower(), word[0]), statement)
    cause, outcome = _sides(text, question)
    concepts = question_concepts(question)
    subjects = tuple(concept for concept in concepts if concept.weight >= SUBJECT)
    return Asked(form, statement, contrary if contrary != statement else "", cause, outcome, subjects, concepts)


def _ordered(text: str) -> bool:
    """Whether a text says which way: "reduce", "better"."""
    return any(word.lower() in CONTRARY for word in _WORD.findall(text))


def _sides(text: str, question: str) -> tuple[Concept | None, Concept | None]:
    """The concept that is varied, before the first word that ties two sides together, and the one behind that word."""
    placed = sorted(
        ((place, concept) for concept in question_concepts(question) if (place := concept.place_in(text)) >= 0),
        key=lambda item: (item[0], item[1].name),
    )
    ties = (match.start() for match in _WORD.finditer(text) if _ties(match[0].lower()))
    pivot = next((tie for tie in ties if any(place < tie for place, _ in placed)), len(text))
    before = [concept for place, concept in placed if place < pivot]
    cause = _foremost(before)
    behind = [concept for place, concept in placed if place >= pivot] or before
    return cause, _foremost([concept for concept in behind if concept != cause])


def _foremost(concepts: Sequence[Concept]) -> Concept | None:
    """The first that is neither measure nor setting, else the first that is no measure, else the first."""
    strong = [concept for concept in concepts if concept.weight > MEASURE]
    return next((concept for concept in strong if concept.name not in SETTINGS), next(iter([*strong, *concepts]), None))


def _ties(word: str) -> bool:
    return word in MORE | LESS | BETTER | WORSE or _PIVOT.fullmatch(word) is not None


def side_of(question: str, claim: str) -> tuple[Side, str]:
    """What a claim says to a question, and why; what it does not clearly say counts for neither side.

    It is read without comparatives that name the cause ("larger encoders") and without superlatives ("the best
    tagger"): these say what is compared, not how it came out.

    >>> question = "Does scaling encoders reduce the effect of spelling noise?"
    >>> side_of(question, "Words are cut into pieces.")[0].value
    'neither'
    >>> side_of(question, "Larger encoders reduce the effect of noise.")[0].value
    'yes'
    """
    it = asked(question)
    if it.cause is None:
        return Side.NEITHER, "the question names nothing that could be varied"
    lacking = _lacking(it, claim)
    if lacking:
        return Side.NEITHER, f"does not speak of {' and '.join(lacking)}"
    return _side(it, it.cause, claim)


def _lacking(it: Asked, claim: str) -> list[str]:
    """What a claim would have to speak of and does not; of a question about several abilities two sides are enough."""
    if it.form is Form.ABLE:
        asked_for = it.subjects if len(it.subjects) >= _MOST_NEEDED else it.concepts
        absent = [concept.name for concept in asked_for if not concept.is_in(claim)]
        needed = _MOST_NEEDED if asked_for is it.subjects else math.ceil(_LEAST_SAID * len(asked_for))
        lacks_first = asked_for is it.concepts and _first(it).name in absent
        return absent if lacks_first or len(asked_for) - len(absent) < needed else []
    return [concept.name for concept in (it.cause, it.outcome) if concept and not _speaks_of(concept, claim)]


def _first(it: Asked) -> Concept:
    """What the question names first: the thing that is or is not able."""
    return min(it.concepts, key=lambda concept: concept.place_in(it.statement))


def _side(it: Asked, cause: Concept, claim: str) -> tuple[Side, str]:
    """What a claim that speaks of both sides of a question says to it."""
    if it.form is Form.OPEN:
        return Side.OPEN, "the question asks for more than yes or no"
    if null := NULL.search(claim):
        return Side.NO, f"says {null[0].lower()!r}"
    if it.form is Form.ABLE:
        return _whether_able(claim)
    bare = _SUPERLATIVE.sub("", cause.removed_from(claim) if cause.name in _GRADED else claim)
    return _effect(bare) if it.form is Form.EFFECT else _which_way(it, claim, bare)


def _whether_able(claim: str) -> tuple[Side, str]:
    """Whether a claim says that something can be done."""
    if unable := UNABLE.search(claim):
        return Side.NO, f"says {unable[0].lower()!r}"
    if able := ABLE.search(claim):
        is_denied = DENIED.search(claim[: able.start()])
        return (Side.NO, f"denies {able[0].lower()!r}") if is_denied else (Side.YES, f"says {able[0].lower()!r}")
    return Side.OPEN, "does not say whether it works"


def _effect(bare: str) -> tuple[Side, str]:
    """Whether a claim says that something moves."""
    moved = next((word for word in _WORD.findall(bare) if word.lower() in _MOVES), "")
    return (Side.YES, f"says {moved!r}") if moved else (Side.OPEN, "says nothing of an effect")


def _which_way(it: Asked, claim: str, bare: str) -> tuple[Side, str]:
    """Whether a claim says what "yes" says, or the contrary."""
    if aside := _cost_only(it, claim):
        return Side.OPEN, f"speaks of {aside}, which the question does not ask about"
    if plainly := _orders_so(it, claim) or _praise_of_whole(it, claim):
        return Side.YES, plainly
    for_yes = _agrees(it.statement, bare, "comparison", "direction") or _moves(it, bare) or _praise(it, bare)
    for_no = _agrees(it.contrary, bare, "comparison")
    if for_yes and {1, -1} <= {item.sign for item in trends(bare)}:
        return Side.OPEN, "says better of one thing and worse of another"
    if bool(for_yes) == bool(for_no):
        return Side.OPEN, "does not say which way"
    return (Side.YES, for_yes) if for_yes else (Side.NO, for_no)


def _moves(it: Asked, claim: str) -> str:
    """Why a claim moves the outcome as the question asks, whatever it calls it; else empty."""
    move = next((word for word in _WORD.finditer(claim) if word[0].lower() in _MOVES), None)
    if move is None or it.outcome is None or not it.outcome.is_in(claim[move.end() :]):
        return ""  # "noise reduces accuracy" moves something else
    return _agrees(_named(it, it.statement), _named(it, claim), "direction")


def _named(it: Asked, text: str) -> str:
    """A text that calls both sides of a question as the field does: "fabricated facts" are hallucination."""
    for concept in (it.cause, it.outcome):
        text = concept.named_in(text) if concept else text
    return text


def _praise_of_whole(it: Asked, claim: str) -> str:
    """Why a claim says that a combination beats its parts, where the question asks whether it does; else empty."""
    is_asked = it.cause is not None and it.cause.name == _WHOLE
    found = BEATS_PARTS.search(claim) if is_asked and _asks_for_better(it) else None
    return f"says {found[0].lower()!r}" if found and not DENIED.search(claim[: found.start()]) else ""


def _asks_for_better(it: Asked) -> bool:
    return any(word.lower() in BETTER | MORE for word in _WORD.findall(it.statement))


def _praise(it: Asked, claim: str) -> str:
    """Why a claim says that something helps, where the question asks whether it does; else empty."""
    found = PRAISE.search(claim) if _asks_for_better(it) else None
    return f"says {found[0].lower()!r}" if found and not DENIED.search(claim[: found.start()]) else ""


def _speaks_of(concept: Concept, claim: str) -> bool:
    """Whether a claim speaks of a concept; of a measure, whether it says that anything is better or worse."""
    return concept.is_in(claim) or (concept.weight <= MEASURE and bool(trends(claim)))


def _cost_only(it: Asked, claim: str) -> str:
    """What a claim is better in, if that is only a cost ("faster") that the question does not ask about; else empty."""
    costs = [concept for concept in _COSTS if concept.is_in(claim) and not concept.is_in(it.statement)]
    return costs[0].name if costs and not _QUALITY.is_in(claim) else ""


def _orders_so(it: Asked, claim: str) -> str:
    """Why a claim puts the two sides of a question in the order of "yes", and not in the other; else empty."""
    why = _agrees(it.statement, claim, "comparison")
    passage = Passage(claim, Span(0, len(claim)))
    against = run_checks(it.contrary, passage, CheckContext()) if why and it.contrary else ()
    return why if any(check.name == "comparison" and check.outcome is Outcome.CONFLICT for check in against) else ""


def _agrees(statement: str, claim: str, *names: str) -> str:
    """Why a claim says what a statement says, by the checks of these names; empty if it does not clearly."""
    if not statement:
        return ""
    answers = [
        check
        for check in run_checks(statement, Passage(claim, Span(0, len(claim))), CheckContext())
        if check.name in names and check.outcome is not Outcome.SILENT
    ]
    return answers[0].why if answers and all(check.outcome is Outcome.AGREE for check in answers) else ""
