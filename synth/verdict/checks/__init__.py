"""Typed checks: what every similarity is blind to, each with a sentence that a person understands."""

from collections.abc import Callable
from typing import Final

from synth.evidence.types import Passage
from synth.verdict.checks import (
    attribution,
    binding,
    comparison,
    direction,
    hedges,
    names,
    numbers,
    polarity,
    quantifiers,
    scope,
    substitution,
    units,
)
from synth.verdict.checks.context import Case, CheckContext, case_of, context_of
from synth.verdict.types import Check

__all__ = ["CHECK_NAMES", "CheckContext", "context_of", "run_checks"]

CHECKS: Final[dict[str, Callable[[Case], Check]]] = {
    module.NAME: module.check
    for module in (
        numbers,
        units,
        binding,
        names,
        direction,
        comparison,
        polarity,
        quantifiers,
        hedges,
        scope,
        attribution,
        substitution,
    )
}
CHECK_NAMES: Final[tuple[str, ...]] = tuple(CHECKS)


def run_checks(claim: str, passage: Passage, context: CheckContext) -> tuple[Check, ...]:
    """The answer of each registered check to one claim before one passage, in the order of ``CHECK_NAMES``.

    Args:
        claim: The claim's text.
        passage: A sentence, a table row, a caption or a short window.
        context: What the whole document tells; ``CheckContext()`` where it is unknown.
    """
    case = case_of(claim, passage, context)
    return tuple(check(case) for check in CHECKS.values())
