"""What came of the attacks on verified claims, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from synth.render.words import counted, quoted, share
from synth.verdict.types import ClaimVerdict

NOT_DISCRIMINATING: Final = "not discriminating"


@dataclass(frozen=True, slots=True)
class AlteredView:
    """One altered claim, what it was decided to be, and whether that gave it away."""

    text: str
    kind: str
    label: str
    confidence: str
    caught: bool


@dataclass(frozen=True, slots=True)
class AttackView:
    """What came of the attack on one verified claim.

    Attributes:
        mark: ``NOT_DISCRIMINATING``, or empty.
        words: "5 of 6 altered claims were caught".
        passed: The altered claims that got a tick as well, each in quotation marks.
        altered: All altered claims, those that passed first.
    """

    mark: str
    words: str
    passed: tuple[str, ...]
    altered: tuple[AlteredView, ...] = ()


def attack_view(verdict: ClaimVerdict) -> AttackView | None:
    """The attack on a claim in words; None where there was none."""
    attack = verdict.attack
    if attack is None:
        return None
    if not attack["mutants"]:
        return AttackView("", "the claim holds nothing that could be altered", ())
    return AttackView(
        mark=NOT_DISCRIMINATING if attack["discriminating"] is False else "",
        words=_caught(attack["caught"], attack["mutants"]),
        passed=tuple(quoted(item["text"]) for item in attack["items"] if not item["caught"]),
        altered=tuple(_altered(item) for item in sorted(attack["items"], key=lambda item: bool(item["caught"]))),
    )


def _altered(item: Mapping[str, Any]) -> AlteredView:
    label = item["label"].replace("_", " ")
    return AlteredView(item["text"], item["kind"], label, share(item["confidence"]), caught=item["caught"])


def attack_sentences(verdicts: Sequence[ClaimVerdict]) -> tuple[str, ...]:
    """What came of all attacks, without full stops; nothing where there were none."""
    attacks = _attacks(verdicts)
    if not attacks:
        return ()
    tried, caught, blind = _sums(attacks)
    if not tried:
        return ("No verified claim holds anything that could be altered to test its tick",)
    start = "Each verified claim was altered in small ways that make it false and checked against the same papers"
    sentences = [f"{start}: {_caught(caught, tried)}, a share of {share(caught / tried)}"]
    if blind:
        has = "claim is" if blind == 1 else "claims are"
        sentences.append(
            f"{blind} verified {has} {NOT_DISCRIMINATING}: fewer than half of the altered versions were caught, so the"
            " tick says little"
        )
    return tuple(sentences)


def attack_line(verdicts: Sequence[ClaimVerdict]) -> str:
    """The same for a terminal; empty where nothing was altered."""
    tried, caught, blind = _sums(_attacks(verdicts))
    if not tried:
        return ""
    return f"attack: {_caught(caught, tried)}; {counted(blind, 'verified claim')} {NOT_DISCRIMINATING}"


def _attacks(verdicts: Sequence[ClaimVerdict]) -> list[Mapping[str, Any]]:
    return [verdict.attack for verdict in verdicts if verdict.attack is not None]


def _sums(attacks: Sequence[Mapping[str, Any]]) -> tuple[int, int, int]:
    """Altered claims, those that were caught, and claims that are not discriminating."""
    tried = sum(attack["mutants"] for attack in attacks)
    caught = sum(attack["caught"] for attack in attacks)
    return tried, caught, sum(attack["discriminating"] is False for attack in attacks)


def _caught(caught: int, tried: int) -> str:
    """How many altered claims were caught.

    >>> _caught(5, 6), _caught(1, 1)
    ('5 of 6 altered claims were caught', '1 of 1 altered claim was caught')
    """
    return f"{caught} of {counted(tried, 'altered claim')} {'was' if tried == 1 else 'were'} caught"
