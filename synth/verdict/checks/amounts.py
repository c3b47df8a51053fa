"""Whether two numbers can be the same fact: values, rounding, bounds, fractions in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from synth.claims.quantities import Bound, Quantity, parse_quantities
from synth.claims.types import Span
from synth.claims.units import PERCENT, POINTS, TIMES, singular_of, unit_at
from synth.verdict.checks.durations import in_unit, joined
from synth.verdict.checks.stems import running_text
from synth.verdict.checks.words import FRACTIONS, SAME_UNITS, SCORE_UNITS, UNIT_FAMILIES, WHOLES

ROUGH: Final = 0.05
"""How far "about" may be off, as a share: "about a quarter" is fair for 26 %."""
ROUGH_FRACTION: Final = 0.1
"""The same for a fraction in words that is said to be about right: "nearly a quarter" is fair for 23 %."""
NEAR: Final = 0.2
"""How far above a bound a value may lie and still be what the bound was said of: 62 % for "over 60 %"."""

_UNIT_TAIL: Final = re.compile(r"(?:[\s-][A-Za-z]\w*){1,4}")
_GLUED: Final = re.compile(r"[A-Za-z]+")
_IN_NAME: Final = re.compile(r"[A-Za-z][\w@]*[-_@]$")
_FRACTION: Final = re.compile(
    rf"\b(?:(?P<count>an?|one|two|three|four)[\s-](?P<of>{'|'.join(word for word in FRACTIONS if word != 'half')})"
    r"|(?:(?<!and\s)(?:an?|one)\s|(?<!and\sa\s)(?<!and-a-))(?P<half>half)"
    r"|(?P<part>one|two|three|four)\sin\s(?P<in>two|three|four|five|ten))\b(?!-)"
    rf"(?:\s(?:of\s)?an?\s(?P<whole>{'|'.join(WHOLES)})\b)?",
    re.IGNORECASE,
)
_AND_A_HALF: Final = re.compile(r"(?:\sand\sa\s|-and-a-)half\b")
_FRACTION_STEP: Final = 0.125
"""Marks a fraction in words; no printed number has this step."""
ABOVE: Final = frozenset({Bound.OVER, Bound.AT_LEAST})
BELOW: Final = frozenset({Bound.UNDER, Bound.AT_MOST})
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_HEDGES: Final = (
    (
        Bound.ABOUT,
        re.compile(r"\b(?:about|around|roughly|approximately|nearly|almost|close\sto|some)\s$", re.IGNORECASE),
    ),
    (Bound.OVER, re.compile(r"\b(?:over|above|more\sthan|at\sleast|exceeds?)\s$", re.IGNORECASE)),
    (Bound.UNDER, re.compile(r"\b(?:under|below|less\sthan|fewer\sthan|at\smost|up\sto)\s$", re.IGNORECASE)),
)
_RARER: Final = (
    (Bound.ABOUT, re.compile(r"\b(?:some|in\sthe\sregion\sof|on\sthe\sorder\sof|or\sso)\s$", re.IGNORECASE)),
    (Bound.UNDER, re.compile(r"\b(?:just\sshort\sof|shy\sof|not\squite|approaching)\s$", re.IGNORECASE)),
)
"""Bounds that the reader of numbers does not know."""
_JOINED: Final = re.compile(r"[\s-]?(?:[a-z-]+\s){0,3}[a-z-]+,?\sand\s", re.IGNORECASE)
_COUNTED_OF: Final = re.compile(r"\sof\s(?:the|these|those|our|their|its)\s(?P<noun>[a-z]{3,}s)\b")
"""What a number counts some of: "four of the riders"."""
_ROUND: Final = 100
_ZEROS: Final = 1000
"""A whole number that ends in so many zeros is a rounded one, whether it says so or not: 135,000 for 134,942."""
_TELLING: Final = 100
"""From here on an equal number counts the same things, whatever they are called: 1,595 people or identities."""
_INTERVAL: Final = re.compile(r"\s?(?:CI|CrI|confidence|credible)\b")
_YEARS: Final = re.compile(r"-(?:19|20)\d\d\s(?:and|or|vs\.?)\s$")
"""What makes the next number a year too: "WMT-2014 and 2015 test sets"."""
_P_VALUE: Final = re.compile(r"\b[pP]\s?(?:-values?\s?)?[<>=≤≥≈]+\s?$")


@lru_cache(maxsize=16384)
def fractions(text: str) -> tuple[Quantity, ...]:
    """Fractions in words as percentages.

    >>> [(item.value, item.bound.value) for item in fractions("About a quarter of them; one in five fails.")]
    [(25.0, 'about'), (20.0, 'exact')]
    """
    found = []
    for match in _FRACTION.finditer(text):
        if match["half"]:
            value = 50.0
        elif match["in"]:
            value = 100.0 * _COUNTS[match["part"].lower()] / _COUNTS[match["in"].lower()]
        else:
            value = FRACTIONS[match["of"].lower()] * _COUNTS[match["count"].lower()]
        bound = next((bound for bound, said in _HEDGES if said.search(text[: match.start()])), Bound.EXACT)
        span = Span(*match.span())
        if match["whole"]:
            size, unit = WHOLES[match["whole"].lower()]
            unit = unit or unit_at(text, *match.span())[0]
            found.append(Quantity(value * size / 100, unit, span, bound=bound, step=size / 100))
        elif value < 100:
            found.append(Quantity(value, PERCENT, span, bound=bound, step=_FRACTION_STEP))
    return tuple(found)


@lru_cache(maxsize=16384)
def amounts(text: str) -> tuple[Quantity, ...]:
    """All measures of a text, fractions in words among them, in order."""
    text = running_text(text)
    shares = fractions(text)
    read = [share.span for share in shares] + [Span(*match.span()) for match in _AND_A_HALF.finditer(text)]
    plain = [
        item
        for item in parse_quantities(text)
        if item.is_measure and not _is_no_measure(text, item) and not any(item.span.overlaps(span) for span in read)
    ]
    return tuple(sorted((*_bounded(text, tuple(joined(text, plain))), *shares), key=lambda item: item.span))


def _bounded(text: str, plain: Sequence[Quantity]) -> Iterator[Quantity]:
    """Numbers with the bounds that rarer words put on them; "about 16,000 maps and 135,000 roads" says it of both."""
    last = None
    for item in plain:
        if not item.unit and (counted := _COUNTED_OF.match(text, item.span.end)):
            item = replace(item, unit=singular_of(counted["noun"].lower()))  # noqa: PLW2901 - the same number, read on
        if (half := _AND_A_HALF.match(text, item.span.end)) and item.high is None:
            item = _and_a_half(text, item, half.end())  # noqa: PLW2901 - as above
        bound = item.bound
        if bound is Bound.EXACT:
            bound = next((of for of, said in _RARER if said.search(text[: item.span.start])), bound)
        if bound is Bound.EXACT and last and last.bound is Bound.ABOUT and last.unit not in {PERCENT, POINTS}:
            is_joined = _JOINED.fullmatch(text[last.span.end : item.span.start])
            bound = Bound.ABOUT if is_joined and item.value % _ROUND == 0 else bound
        last = replace(item, bound=bound)
        yield last


def _and_a_half(text: str, whole: Quantity, end: int) -> Quantity:
    """A number with the half that stands behind it up to ``end``."""
    span = Span(whole.span.start, end)
    return replace(whole, value=whole.value + 0.5, unit=unit_at(text, span.start, span.end)[0], span=span, step=0.5)


def matches(claimed: Quantity, found: Quantity) -> bool:
    """Whether a passage's number carries a claim's, with rounding and the claim's bound granted.

    >>> about, under, exact = amounts("about 930 thousand, under 800 thousand, 794,414")
    >>> matches(about, amounts("929k words")[0]), matches(under, exact), matches(about, exact)
    (True, True, False)
    """
    found = in_unit(found, claimed.unit)
    found = replace(found, unit=claimed.unit) if _are_synonyms(claimed.unit, found.unit) else found
    if (claimed.equals(found) and not _is_beyond(claimed, found)) or _is_same_count(claimed, found):
        return True
    if found.high is not None and claimed.high is None:  # "95.18 to 95.25" may be a change as well as a range
        return any(matches(claimed, replace(found, value=end, high=None)) for end in (found.value, found.high))
    if claimed.high is not None:
        return any(matches(replace(claimed, value=end, high=None), found) for end in (claimed.value, claimed.high))
    return are_comparable(claimed, found) and _is_within(claimed, found)


def _is_beyond(claimed: Quantity, found: Quantity) -> bool:
    """Whether an exact number lies on the wrong side of the claim's bound, however near: 59.8 for "over 60"."""
    if found.bound is not Bound.EXACT or found.value == claimed.value:
        return False
    return claimed.bound in (ABOVE if found.value < claimed.value else BELOW)


def _are_synonyms(unit: str, other: str) -> bool:
    if POINTS in {unit, other} and (unit in SCORE_UNITS) and (other in SCORE_UNITS) and PERCENT not in {unit, other}:
        return True  # "3.1 points" where the claim says "3.1 BLEU"
    return unit != other and SAME_UNITS.get(unit, unit) == SAME_UNITS.get(other, other)


def _is_same_count(claimed: Quantity, found: Quantity) -> bool:
    """Whether two numbers are equal and too unlikely to count different things."""
    is_telling = claimed.value >= _TELLING and claimed.value % _ROUND != 0 and claimed.high is found.high is None
    return is_telling and claimed.value == found.value and _is_noun(claimed.unit) and _is_noun(found.unit)


def _is_noun(unit: str) -> bool:
    """Whether a unit is a noun that may have synonyms, not a measure."""
    return unit not in SCORE_UNITS | {TIMES} and not any(unit in family for family in UNIT_FAMILIES)


def _is_within(claimed: Quantity, found: Quantity) -> bool:
    """Whether a comparable number lies where the claim's number, its bound and its rounding allow."""
    ours, theirs = claimed.value, _as_unit(found, claimed.unit)
    slack = 0.5 * max(claimed.step, found.step) * (1 + 1e-6) if claimed.step != found.step else 1e-9 * abs(ours)
    if is_fraction(claimed) and claimed.bound in {Bound.EXACT, Bound.ABOUT}:
        slack = (ROUGH if claimed.bound is Bound.EXACT else ROUGH_FRACTION) * ours
    elif claimed.bound is Bound.ABOUT:
        slack = max(slack, min(0.5 * _last_digit(ours), ROUGH * abs(ours)))
    elif ours != theirs and claimed.bound in ABOVE:
        return ours <= theirs <= ours * (1 + NEAR) and found.bound not in BELOW
    elif ours != theirs and claimed.bound in BELOW:
        return ours * (1 - NEAR) <= theirs <= ours and found.bound not in ABOVE
    elif ours >= 10 * _ZEROS and ours % _ZEROS == 0:
        slack = max(slack, min(0.5 * _last_digit(ours), ROUGH * ours))
    return abs(ours - theirs) <= slack


def is_turned_bound(claimed: Quantity, found: Quantity) -> bool:
    """Whether one number is a lower and the other an upper bound of the same value: "at least four", "at most four"."""
    bounds = {claimed.bound, found.bound}
    return claimed.equals(found) and bool(bounds & ABOVE) and bool(bounds & BELOW)


def _is_no_measure(text: str, quantity: Quantity) -> bool:
    """Whether digits that look like a measure are none: part of 300W-LP, a p-value, 95% CI."""
    after = _GLUED.match(text, quantity.span.end)
    is_glued = after is not None and after[0].lower() not in {quantity.unit, "x", "th", "st", "nd", "rd"}
    before = text[: quantity.span.start]
    is_level = quantity.unit == PERCENT and bool(_INTERVAL.match(text, quantity.span.end))
    return is_glued or is_level or bool(_IN_NAME.search(before) or _P_VALUE.search(before) or _YEARS.search(before))


def is_fraction(quantity: Quantity) -> bool:
    """Whether a percentage was written as a fraction in words."""
    return quantity.step == _FRACTION_STEP


def are_comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers could measure the same thing: equal units, one without, or a share and a percentage."""
    units = {SAME_UNITS.get(item.unit, item.unit) for item in (one, other)}
    return len(units) == 1 or "" in units or units <= {PERCENT, POINTS}


def differ(one: Quantity, other: Quantity) -> bool:
    """Whether two comparable numbers state different values."""
    return are_comparable(one, other) and not matches(one, other) and not matches(other, one)


def _as_unit(found: Quantity, unit: str) -> float:
    """The value in the claim's unit: a bare share of .1 is 10 percent."""
    is_share = unit == PERCENT and not found.unit and 0 < found.value < 1
    return found.value * 100 if is_share else found.value


def _last_digit(value: float) -> float:
    """What the last digit that is not zero is worth: 10000 for 930000, 1 for 85."""
    text = f"{abs(value):.12g}"
    if "." in text:
        return float(10.0 ** -len(text.partition(".")[2]))
    return float(10.0 ** (len(text) - len(text.rstrip("0"))))


def shown(text: str, quantity: Quantity) -> str:
    """A number as printed, up to the word that is its unit.

    >>> shown("It has 12 hidden layers.", amounts("It has 12 hidden layers.")[0])
    '12 hidden layers'
    """
    text = running_text(text)
    end = quantity.span.end
    if quantity.unit not in {"", PERCENT, TIMES}:
        tail = _UNIT_TAIL.match(text, end)
        words = tail[0].split() if tail else []
        for count, word in enumerate(words, 1):
            unit = singular_of(word.strip("-"))
            if unit == singular_of(quantity.unit) or _are_synonyms(unit, quantity.unit):
                return f"{text[quantity.span.start : end]} {' '.join(words[:count])}".replace(" -", "-")
    return text[quantity.span.start : end].strip()
