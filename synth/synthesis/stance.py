"""Whether a claim speaks for yes or for no on a question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from synth.claims.types import Span
from synth.evidence.types import Passage
from synth.synthesis.concepts import MEASURE, SETTINGS, SUBJECT, Concept, question_concepts
from synth.verdict.checks import CheckContext, run_checks
from synth.verdict.checks.direction import trends
from synth.verdict.checks.orders import BETTER, LESS, MORE, WORSE
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
_NULL: Final = re.compile(
    r"\b(?:no (?:\w+ )?(?:difference|effect|correlation|improvement|gain|better|worse|more|less|change|influence)|"
    r"regardless of|the same (?:for|in|with)\b|disappears?|fails? to|"
    r"(?<!twice )(?<!times )(?<!half )as (?:many|much|few) as|"
    r"(?:not|n't|never|nor|neither)\b[^.;,]{0,30}?\b(?:improv|outperform|better|reduc|rais|lower|help|beat|gain|increas|"
    r"more|less|keep|differ|affect|chang)\w*|no combination)",
    re.IGNORECASE,
)
"""How papers say that something makes no difference."""
_CAN: Final = re.compile(r"^(?:can|could)\s", re.IGNORECASE)
_ABLE: Final = re.compile(
    r"\b(?:reliabl[ey]|success(?:ful|fully)?|succeeds?|suffices?|sufficient|suitable|feasible|effective(?:ly)?|"
    r"makes? it possible|it is possible|(?:is|are) able|capable|works? well|accurate(?:ly)?|"
    r"(?:separate|distinguish|discriminate|detect|solve)(?:e?s)?)\b",
    re.IGNORECASE,
)
_UNABLE: Final = re.compile(
    r"\b(?:unreliabl[ey]|insufficient(?:ly)?|unsuitable|infeasible|impossible|unable|incapable|fail(?:s|ed|ure)?|"
    r"(?:close to|at|no better than|near) chance|(?:should|must|can) ?not)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:not|n't|never|nor|neither|no|hardly|scarcely)\b[^.;,]{0,20}$", re.IGNORECASE)
"""How papers say that something can be done, and that it cannot."""
_PRAISE: Final = re.compile(r"\b(?:helpful|useful|valuable|beneficial|worthwhile|pays? off)\b", re.IGNORECASE)
"""How papers say that something helps without a comparison."""
_BEATS_PARTS: Final = re.compile(
    r"\b(?:outperform\w*|surpass\w*|beats?|exceeds?|(?:better|higher|accurate)\b[^.;]{0,30}?\bthan)\b[^.;]{0,60}?"
    r"\b(?:either|any|each|alone|individual|component|single|strict subset)\b",
    re.IGNORECASE,
)
"""How papers say that a combination is better than what it is made of."""
_WHOLE: Final = "combination"
_MOST_NEEDED: Final = 2  # subjects of a question of whether something can be done that a claim must speak of
_GRADED: Final = frozenset({"model size", "amount of data", "speed"})
"""Concepts that are named by comparatives: "larger encoders", "more data"."""
_MOVES: Final = MORE | LESS | BETTER | WORSE
_COSTS: Final = (Concept("speed"), Concept("memory"))
_QUALITY: Final = Concept("accuracy")
_CONTRARY: Final[Mapping[str, str]] = {
    word: contrary
    for one, other in (
        ("reduce", "increase"), ("reduces", "increases"), ("improve", "worsen"), ("improves", "worsens"),
        ("more", "less"), ("better", "worse"), ("higher", "lower"), ("larger", "smaller"), ("faster", "slower"),
        ("help", "hurt"), ("helps", "hurts"), ("raise", "lower"), ("raises", "lowers"), ("strengthen", "weaken"),
        ("outperform", "underperform"), ("outperforms", "underperforms"), ("mitigates", "aggravates"),
        ("mitigate", "aggravate"), ("gain", "lose"), ("gains", "loses"),
    )
    for word, contrary in ((one, other), (other, one))
}  # fmt: skip
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
        subjects: What the question is about beside measures and settings.
    """

    form: Form
    statement: str
    contrary: str
    cause: Concept | None
    outcome: Concept | None
    subjects: tuple[Concept, ...] = ()


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
    is_able = opening and not _ordered(text) and (_CAN.match(text) or _ABLE.search(text))
    form = Form.EFFECT if is_effect else Form.ABLE if is_able else Form.YES_NO if opening else Form.OPEN
    statement = text[opening.end() :] + "." if opening else ""
    contrary = _WORD.sub(lambda word: _CONTRARY.get(word[0].lower(), word[0]), statement)
    cause, outcome = _sides(text, question)
    subjects = tuple(concept for concept in question_concepts(question) if concept.weight >= SUBJECT)
    return Asked(form, statement, contrary if contrary != statement else "", cause, outcome, subjects)


def _ordered(text: str) -> bool:
    """Whether a text says which way: "reduce", "better"."""
    return any(word.lower() in _CONTRARY for word in _WORD.findall(text))


def _sides(text: str, question: str) -> tuple[Concept | None, Concept | None]:
    """The concept that is varied, and the first one behind what ties the two sides together."""
    placed = sorted(
        ((place, concept) for concept in question_concepts(question) if (place := concept.place_in(text)) >= 0),
        key=lambda item: (item[0], item[1].name),
    )
    subjects = [item for item in placed if item[1].weight > MEASURE] or placed
    if not subjects:
        return None, None
    start, cause = next((item for item in subjects if item[1].name not in SETTINGS), subjects[0])
    ties = [match.start() for match in _WORD.finditer(text) if match.start() > start and _ties(match[0].lower())]
    pivot = ties[0] if ties else start
    before = {concept for place, concept in placed if place < pivot}
    behind = [concept for place, concept in placed if place >= pivot and concept not in before]
    strong = [concept for concept in behind if concept.weight > MEASURE]
    outcomes = [concept for concept in strong if concept.name not in SETTINGS] or strong or behind
    return cause, next((concept for concept in outcomes if concept != cause), None)


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
    if it.form is Form.ABLE and it.subjects:
        absent = [concept.name for concept in it.subjects if not concept.is_in(claim)]
        return absent if len(it.subjects) - len(absent) < min(_MOST_NEEDED, len(it.subjects)) else []
    return [concept.name for concept in (it.cause, it.outcome) if concept and not _speaks_of(concept, claim)]


def _side(it: Asked, cause: Concept, claim: str) -> tuple[Side, str]:
    """What a claim that speaks of both sides of a question says to it."""
    if it.form is Form.OPEN:
        return Side.OPEN, "the question asks for more than yes or no"
    if null := _NULL.search(claim):
        return Side.NO, f"says {null[0].lower()!r}"
    if it.form is Form.ABLE:
        return _whether_able(claim)
    bare = _SUPERLATIVE.sub("", cause.removed_from(claim) if cause.name in _GRADED else claim)
    return _effect(bare) if it.form is Form.EFFECT else _which_way(it, claim, bare)


def _whether_able(claim: str) -> tuple[Side, str]:
    """Whether a claim says that something can be done."""
    if unable := _UNABLE.search(claim):
        return Side.NO, f"says {unable[0].lower()!r}"
    if able := _ABLE.search(claim):
        is_denied = _DENIED.search(claim[: able.start()])
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
    for_yes = _agrees(it.statement, bare, "comparison", "direction") or _praise(it, bare)
    for_no = _agrees(it.contrary, bare, "comparison")
    if bool(for_yes) == bool(for_no):
        return Side.OPEN, "does not say which way"
    return (Side.YES, for_yes) if for_yes else (Side.NO, for_no)


def _praise_of_whole(it: Asked, claim: str) -> str:
    """Why a claim says that a combination beats its parts, where the question asks whether it does; else empty."""
    is_asked = it.cause is not None and it.cause.name == _WHOLE
    found = _BEATS_PARTS.search(claim) if is_asked and _asks_for_better(it) else None
    return f"says {found[0].lower()!r}" if found and not _DENIED.search(claim[: found.start()]) else ""


def _asks_for_better(it: Asked) -> bool:
    return any(word.lower() in BETTER | MORE for word in _WORD.findall(it.statement))


def _praise(it: Asked, claim: str) -> str:
    """Why a claim says that something helps, where the question asks whether it does; else empty."""
    found = _PRAISE.search(claim) if _asks_for_better(it) else None
    return f"says {found[0].lower()!r}" if found and not _DENIED.search(claim[: found.start()]) else ""


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
