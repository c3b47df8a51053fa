"""Which experiment bears on a claim: typed slots first, likeness of words only between experiments that fit equally.

1. A text that describes, defines, sets or cites is no empirical claim; the pattern that shows it is named.
2. Each experiment asks for slots that a claim must fill (``RULES``). The fitting rule that asks for most decides.
3. A claim about an effect that names no method ("performance improves by 2 points on PAWS-X") takes it from the
   subject of the report it stands in, if that names exactly one, and the reason says so.
4. Nothing fits: no experiment here bears on the claim, and the nearest ones are named. There is no forced match.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from rapidfuzz import fuzz

from synth.lab import wording
from synth.lab.slots import METHODS, Reading, Slot, any_of, read_slots, stance_of
from synth.ports.lab import ExperimentCard, Stance

NOT_EMPIRICAL: Final = "not reproducible by experiment"
_NEAREST: Final = 2

_DESCRIBES: Final = tuple((why, any_of(patterns)) for why, patterns in wording.DESCRIBES.items())
_RESULT: Final = any_of(wording.RESULT)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a claim must speak of for an experiment to bear on it, and what it must not."""

    experiment: str
    needs: tuple[Slot, ...]
    any_of: tuple[Slot, ...] = ()
    never: tuple[Slot, ...] = ()

    def fits(self, reading: Reading) -> bool:
        """Whether a claim fills the slots."""
        return (
            reading.has(*self.needs)
            and (not self.any_of or reading.has_any(*self.any_of))
            and not reading.has_any(*self.never)
        )


_SCORED: Final = (Slot.TASK, Slot.TRANSFER, Slot.OUTCOME)
RULES: Final = (
    Rule("noise-scale", (Slot.SIZE, Slot.NOISE, Slot.EFFECT), _SCORED),
    Rule("intermediate-scale", (Slot.INTERMEDIATE, Slot.EFFECT, Slot.SIZE), _SCORED),
    Rule("noise-pretraining", (Slot.PRETRAINING, Slot.NOISE, Slot.EFFECT), _SCORED),
    Rule("adversarial-scale", (Slot.SIZE, Slot.ATTACK, Slot.EFFECT), _SCORED),
    Rule("xtreme-scale", (Slot.SIZE, Slot.TRANSFER), (Slot.EFFECT, Slot.TASK), (Slot.NOISE, Slot.ATTACK, *METHODS)),
    Rule("robust-training", (Slot.ROBUST, Slot.EFFECT), _SCORED, (Slot.LAYERS,)),
    Rule("alignment", (Slot.ALIGNMENT, Slot.EFFECT), _SCORED, (Slot.LAYERS,)),
    Rule("layer-fusion", (Slot.LAYERS, Slot.EFFECT), (Slot.TASK, Slot.TRANSFER)),
)


@dataclass(frozen=True, slots=True)
class Match:
    """What the matcher says of a claim; see ``ports.laboratory.Matched``."""

    experiment: str | None
    reason: str
    stance: Stance | None = None
    nearest: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    is_empirical: bool = True


def match_claim(text: str, cards: Sequence[ExperimentCard], *, context: str = "") -> Match:
    """Which of the experiments bears on a claim.

    Args:
        context: What the report or paper is about that the claim stands in; it may lend the method.
    """
    reading = read_slots(text)
    slots = {slot.value: list(words) for slot, words in reading.found.items()}
    if (why := _description(text, reading)) is not None:
        return Match(None, f"{NOT_EMPIRICAL}: {why}", slots=slots, is_empirical=False)
    known = {card.key: card for card in cards}
    fitting = [rule for rule in RULES if rule.experiment in known and rule.fits(reading)]
    lent = ""
    if not fitting and (slot := _lent_method(reading, context)) is not None:
        fuller = Reading({**reading.found, slot: ("",)})
        fitting = [rule for rule in RULES if rule.experiment in known and rule.fits(fuller)]
        lent = f"; the claim names no method, its source is about {slot.value}"
    if not fitting:
        nearest = _nearest(text, cards)
        named = " and ".join(nearest)
        return Match(None, f"no experiment here bears on this claim; the nearest are {named}", None, nearest, slots)
    best = max(fitting, key=lambda rule: (len(rule.needs), _likeness(text, known[rule.experiment])))
    asked = ", ".join(slot.value for slot in best.needs)
    return Match(best.experiment, f"it speaks of {asked}{lent}", stance_of(text), (), slots)


def _description(text: str, reading: Reading) -> str | None:
    """Why a text is no empirical claim, or None; a question asks for an outcome, whatever words it uses."""
    if text.rstrip().endswith("?"):
        return None
    return next((why for why, pattern in _DESCRIBES if pattern.search(text) and not _is_result(text, reading)), None)


def _is_result(text: str, reading: Reading) -> bool:
    """Whether a text states an outcome outright, so that a describing phrase in it does not make it a description."""
    return bool(_RESULT.search(text)) and reading.has_any(Slot.OUTCOME, Slot.TASK)


def _lent_method(reading: Reading, context: str) -> Slot | None:
    """The one method that the context names, for a claim that states a scored effect and names no cause."""
    if not reading.has(Slot.EFFECT, Slot.OUTCOME) or not reading.has_any(Slot.TASK, Slot.TRANSFER):
        return None
    if reading.has_any(Slot.SIZE, Slot.NOISE, Slot.ATTACK, *METHODS):
        return None
    named = [slot for slot in METHODS if slot in read_slots(context).found]
    return named[0] if len(named) == 1 else None


def _nearest(text: str, cards: Sequence[ExperimentCard]) -> tuple[str, ...]:
    ordered = sorted(cards, key=lambda card: (-_likeness(text, card), card.key))
    return tuple(card.key for card in ordered[:_NEAREST])


def _likeness(text: str, card: ExperimentCard) -> float:
    """Shared words of a claim and an experiment, in [0, 1]."""
    return fuzz.token_set_ratio(text.lower(), f"{card.question} {card.claim} {card.outcome}".lower()) / 100
