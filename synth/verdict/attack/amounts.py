"""Alterations of what a claim counts and measures: its numbers, what they are bound to, and their units."""

import math
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from synth.claims.quantities import Bound, Quantity, parse_quantities
from synth.verdict.attack.edit import put
from synth.verdict.attack.types import Mutant, MutantKind
from synth.verdict.attack.words import COUNTING, NEGATIONS, UNITS

_MOVE: Final = 0.1  # least share by which a number moves; published scores of rivals often differ by less
_MOVE_ABOUT: Final = 0.5  # where the claim itself says "about"
_FREE: Final = (Bound.EXACT, Bound.ABOUT)  # a number that may move either way
_PRINTED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+")
_FEW: Final = re.compile(rf"\b(?:{'|'.join(COUNTING)})\b", re.IGNORECASE)
_TIMES: Final = {"twice": "four times", "thrice": "twice", "triple": "double", "double": "quadruple"}
_BOUNDS: Final = {
    "more than": "less than", "over": "under", "above": "below", "less than": "more than", "fewer than": "more than",
    "under": "over", "below": "above", "at least": "fewer than", "at most": "more than", "up to": "more than",
    "no more than": "more than", "no less than": "less than", "no fewer than": "fewer than",
}  # fmt: skip
_BOUND_BEFORE: Final = re.compile(rf"\b({'|'.join(sorted(_BOUNDS, key=len, reverse=True))})\s$", re.IGNORECASE)
_EMPTY: Final = re.compile(
    r"(?:and|or|to|of|the|an?|in|on|at|by|for|with|from|as|is|are|was|were|be|than|per|about|around|respectively)$"
)
_GLUED_BEFORE: Final = re.compile(r"[\w@.-]$")
_GLUED_AFTER: Final = re.compile(r"[A-Za-z]|-[A-Za-z]|/")
_IS_PREPOSITION: Final = re.compile(r"(?:ed|ing|done|run|taken)\s$")
_GLUED_NAME: Final = re.compile(r"@$|[A-Za-z\d]-$")
_NAME_AFTER: Final = re.compile(r"[A-Z][a-z]|[A-Z]{1,4}-|[A-Z]{3}|[x×]\d")
_RELATIVE: Final = " percent (relative)"


def change_numbers(text: str) -> Iterator[Mutant]:
    """Each measured number in turn becomes another one, outside the rounding and the bound of what was printed.

    >>> [mutant.text for mutant in change_numbers("It scores 88.2 in about 20 epochs.")]
    ['It scores 97.1 in about 20 epochs.', 'It scores 88.2 in about 30 epochs.']
    """
    found = _numbers(text)
    for quantity in found:
        start, end = quantity.span.start, quantity.span.end
        printed = _PRINTED.search(text, start, end)
        if quantity.bound not in _FREE and NEGATIONS.search(text[:start]):
            continue  # "no run took more than four days" is true of five days as well
        if text[start:end].lower() in _TIMES:
            yield put(MutantKind.NUMBER, text, start, end, _TIMES[text[start:end].lower()])
        elif printed is None:
            if (few := _FEW.fullmatch(text, start, end)) is not None:
                yield put(MutantKind.NUMBER, text, start, end, _next_word(few[0], found))
        elif (new := _moved(printed[0], quantity, found)) is not None:
            yield put(MutantKind.NUMBER, text, printed.start(), printed.end(), new)


def _numbers(text: str) -> list[Quantity]:
    """Numbers that measure one value; ranges and names like 20NewsGroups are left alone."""
    return [
        item for item in parse_quantities(text) if item.is_measure and item.high is None and not _is_named(text, item)
    ]


def _is_named(text: str, item: Quantity) -> bool:
    """Whether a number belongs to a name or a date: 20NewsGroups, SFEW 2.0, HITS@1, the 2012 and 2013 sets."""
    before, printed, after = text[: item.span.start], text[item.span.start : item.span.end], text[item.span.end :]
    is_version = printed.endswith(".0") and before.rstrip()[-1:].isupper()
    is_year = re.fullmatch(r"(?:19|20)\d\d", printed) is not None
    return is_version or is_year or _GLUED_NAME.search(before) is not None or _NAME_AFTER.match(after) is not None


def _next_word(word: str, found: list[Quantity]) -> str:
    """The next number word that the claim does not hold yet."""
    taken = {item.value for item in found}
    at = COUNTING.index(word.lower())
    later = [*COUNTING[at + 1 :], *reversed(COUNTING[:at])]
    free = (other for other in later if COUNTING.index(other) + 2 not in taken)
    return next(free, later[0])


def _moved(printed: str, quantity: Quantity, found: list[Quantity]) -> str | None:
    """Another number printed in the same way; None where there is no room.

    Zeros at the end of a whole number may be rounding, so it moves by whole steps of its last other digit.
    """
    plain = printed.replace(",", "")
    value, decimals = float(plain), len(plain.partition(".")[2])
    step = 10.0**-decimals if decimals else 10.0 ** (len(plain) - len(plain.rstrip("0") or plain))
    share = _MOVE_ABOUT if quantity.bound is Bound.ABOUT else _MOVE
    least = max(step, math.ceil(round(share * value / step, 6)) * step)
    is_up = quantity.bound in (Bound.OVER, Bound.AT_LEAST) or (quantity.bound in _FREE and round(value / step) % 2 == 0)
    signs = (1, -1) if is_up else (-1, 1)
    top = 100.0 if (quantity.unit in {"percent", "points"} or decimals) and value <= 100.0 else math.inf
    taken = {item.value for item in found}
    for sign in signs if quantity.bound in _FREE else signs[:1]:
        for steps in (1, 2, 3):
            new = value + sign * steps * least
            if 0.0 < new < top and new not in taken:
                return _as_printed(new, decimals, has_commas="," in printed)
    return None


def _as_printed(value: float, decimals: int, *, has_commas: bool) -> str:
    return f"{value:{',' if has_commas else ''}.{decimals}f}"


def swap_numbers(text: str) -> Iterator[Mutant]:
    """Two numbers change places, so that each stands with what the other one measures.

    Numbers that merely follow each other in a list ("16 and 32 samples") say the same in any order and stay.
    """
    found = [item for item in _numbers(text) if item.bound is Bound.EXACT and _bare(text, item)]
    ordered = sorted(combinations(found, 2), key=lambda pair: pair[0].unit != pair[1].unit)
    for one, two in ordered:
        first, second = _bare(text, one), _bare(text, two)
        if first and second and one.value != two.value and _are_apart(text, one, two):
            front = put(MutantKind.BINDING, text, first.start(), first.end(), second[0]).text
            moved = len(front) - len(text)
            back = first[0].lower() if first.start() == 0 else first[0]
            swapped = put(MutantKind.BINDING, front, second.start() + moved, second.end() + moved, back).text
            yield Mutant(MutantKind.BINDING, swapped, f"“{first[0]}” and “{second[0]}” changed places")


def _bare(text: str, item: Quantity) -> re.Match[str] | None:
    """The number itself, in digits or as one small word."""
    span = (item.span.start, item.span.end)
    found = _PRINTED.search(text, *span) or _FEW.fullmatch(text, *span)
    if found is None or _GLUED_BEFORE.search(text[: found.start()]) or _GLUED_AFTER.match(text, found.end()):
        return None  # "two-branch", "50K", "PCK@0.2"
    return found


def _are_apart(text: str, one: Quantity, two: Quantity) -> bool:
    """Whether the two numbers belong to different things, or their order tells something."""
    between = text[one.span.end : two.span.start]
    if re.search(r"\brespectively\b", text):
        return True
    if re.fullmatch(r"\s*\S*\sto\s", between):
        return bool(re.search(r"\bfrom\s(?:about\s|around\s)?$", text[: one.span.start]))
    if re.fullmatch(r"\s(?:out\s)?of\s(?:the\s)?", between):
        return False
    after = re.split(r"[.;]\s|\d", text[two.span.end :])[0]
    mine, theirs = _content(between), _content(after)
    return bool(mine) and mine != theirs


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z][\w-]+", text.lower()) if not _EMPTY.match(word)]


def turn_bounds(text: str) -> Iterator[Mutant]:
    """At least becomes fewer than, over becomes under."""
    for quantity in _numbers(text):
        if bound := _BOUND_BEFORE.search(text[: quantity.span.start]):
            if bound[1].lower() == "up to" and re.search(r"\bfrom\b", text[: bound.start()]):
                continue  # "from 32.4 up to 32.6" bounds nothing
            if _IS_PREPOSITION.search(text[: bound.start()]) or NEGATIONS.search(text[: bound.start()]):
                continue  # "averaged over five runs"; "no model takes more than two" is no opposite of "less than two"
            new = _BOUNDS[bound[1].lower()]
            is_fraction = "." in text[quantity.span.start : quantity.span.end] or quantity.unit in {"percent", "points"}
            new = "less than" if new == "fewer than" and is_fraction else new
            yield put(MutantKind.QUANTIFIER, text, bound.start(1), bound.end(1), new)


def change_units(text: str) -> Iterator[Mutant]:
    """The number stays, what it counts becomes something else."""
    words = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
    pattern = re.compile(rf"[\s-]?({words})(?!\w)")
    for quantity in _numbers(text):
        if unit := pattern.match(text, quantity.span.end):
            yield put(MutantKind.UNIT, text, unit.start(1), unit.end(1), UNITS[unit[1]])
        elif points := re.match(r"(?: absolute)?(?: percentage)? points?\b(?! clouds?)", text[quantity.span.end :]):
            end = quantity.span.end + points.end()
            yield put(MutantKind.UNIT, text, quantity.span.end, end, _RELATIVE)
        elif scale := re.search(r"(?:thousand|million|billion)$", text[quantity.span.start : quantity.span.end]):
            start = quantity.span.start + scale.start()
            yield put(MutantKind.UNIT, text, start, quantity.span.end, UNITS[scale[0]])
