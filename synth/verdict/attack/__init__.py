"""Attacks on verdicts: a claim is altered in one small place so that it is false; a good verdict notices."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Final

from synth.verdict.attack.amounts import change_numbers, change_units, swap_numbers, turn_bounds
from synth.verdict.attack.names import NameIndex, change_names, names_of, swap_names
from synth.verdict.attack.types import Mutant, MutantKind, Name, NameKind
from synth.verdict.attack.wording import change_quantifier, negate, turn_comparison, turn_direction

__all__ = ["LIMIT", "Mutant", "MutantKind", "Name", "NameIndex", "NameKind", "mutants", "names_of"]

LIMIT: Final = 6  # mutants of one claim: most kinds once, at a cost of six more verdicts


def mutants(text: str, *, names: Sequence[Name] = (), limit: int = LIMIT) -> tuple[Mutant, ...]:
    """Minimally altered versions of a claim, each false where the claim is true.

    Kinds take turns in the order of ``MutantKind``, so that a few mutants are of many kinds. Nothing is drawn by
    chance: equal claims give equal mutants. A claim that holds nothing to alter gives none.

    Args:
        text: The claim.
        names: Other names of the documents it is checked against; see ``names_of``.
        limit: How many at most.

    >>> [(mutant.kind.value, mutant.text) for mutant in mutants("Depth increases accuracy by 1.6 points.", limit=2)]
    [('number', 'Depth increases accuracy by 1.8 points.'), ('direction', 'Depth decreases accuracy by 1.6 points.')]
    """
    by_kind: dict[MutantKind, Iterable[Mutant]] = {
        MutantKind.NUMBER: change_numbers(text),
        MutantKind.BINDING: swap_numbers(text),
        MutantKind.DIRECTION: turn_direction(text),
        MutantKind.NAME: change_names(text, names),
        MutantKind.COMPARISON: (*turn_comparison(text), *swap_names(text, names)),
        MutantKind.NEGATION: negate(text),
        MutantKind.QUANTIFIER: (*turn_bounds(text), *change_quantifier(text)),
        MutantKind.UNIT: change_units(text),
    }
    unique: dict[str, Mutant] = {}
    for turn in zip_longest(*(by_kind[kind] for kind in MutantKind)):
        for mutant in turn:
            if mutant is not None:
                unique.setdefault(mutant.text, mutant)
    return tuple(unique.values())[:limit]
