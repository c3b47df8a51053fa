"""What came of an attack on one claim, as the ``attack`` of its verdict."""

from collections.abc import Sequence
from typing import Any, Final

from synth.verdict.attack.types import Mutant
from synth.verdict.types import ClaimVerdict

LEAST_CAUGHT: Final = 0.5  # share of mutants that a discriminating verdict catches; a coin would catch as many
_DIGITS: Final = 6


def attack_of(tried: Sequence[tuple[Mutant, ClaimVerdict]]) -> dict[str, Any]:
    """The record of an attack, ready for JSON.

    A mutant is caught when it gets no tick from the papers that gave the claim its tick. A claim of whose mutants
    fewer than ``LEAST_CAUGHT`` are caught is not discriminating: its tick says little, since the papers "support"
    what contradicts it too. Where nothing in a claim could be altered, ``rate`` and ``discriminating`` are None.

    Args:
        tried: Each mutant with its verdict, in the order in which they were made.
    """
    items = [
        {
            "kind": mutant.kind.value,
            "text": mutant.text,
            "change": mutant.change,
            "label": None if verdict.label is None else verdict.label.value,
            "confidence": None if verdict.confidence is None else round(verdict.confidence, _DIGITS),
            "caught": not verdict.verified,
        }
        for mutant, verdict in tried
    ]
    caught = sum(not verdict.verified for _, verdict in tried)
    rate = round(caught / len(items), _DIGITS) if items else None
    return {
        "mutants": len(items),
        "caught": caught,
        "rate": rate,
        "discriminating": None if rate is None else rate >= LEAST_CAUGHT,
        "items": items,
    }
