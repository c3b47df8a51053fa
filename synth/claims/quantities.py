"""Numbers in a text as typed values: how much, of what, how surely, and whether anything was measured."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from synth.claims.lexicon import NUMBER_WORDS, SCALES, TIMES_WORDS, VERSIONED
from synth.claims.types import Span
from synth.claims.units import TIMES, unit_at


class QuantityKind(StrEnum):
    """What a number is there for. Only a ``measure`` is something a paper can be right or wrong about."""

    MEASURE = "measure"
    DATE = "date"  # a year: "in 2019", "WMT 2014"
    LABEL = "label"  # numbers a section, table, figure, equation or list item
    CITATION = "citation"  # "[12]", the year of "(Smith et al., 2019)"
    NAME = "name"  # part of a name: F1, GPT-3, WMT14, top-5


class Bound(StrEnum):
    """How the number limits the value."""

    EXACT = "exact"
    ABOUT = "about"  # about, roughly, nearly, ~
    OVER = "over"  # more than, over, >
    AT_LEAST = "at_least"  # at least, >=
    UNDER = "under"  # less than, below, <
    AT_MOST = "at_most"  # at most, up to, <=


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as it stands in a text.

    Attributes:
        value: The number itself, scale words and suffixes applied ("10B" is 1e10); percent are not divided by 100.
        unit: ``percent``, ``points`` (also percentage points and "BLEU points"), ``times`` (x, fold, twice), a named
            unit in the singular and lower case ("layer", "sentence", "gb"), or ``""``.
        span: The characters of the number with its sign, scale and symbol (%), without unit words.
        kind: Whether it was measured, or is a date, a label, a citation or part of a name.
        bound: "about", "over", "at least", ...
        high: The upper end of a range ("10-20 %", "between 3 and 5"), else None; ``value`` is then the lower end.
        step: The value of the last printed digit: 0.1 for "1.6", 1 for "1,386", 1000 for "128k".
        spread: What follows a plus-minus sign, else None.
    """

    value: float
    unit: str
    span: Span
    kind: QuantityKind = QuantityKind.MEASURE
    bound: Bound = Bound.EXACT
    high: float | None = None
    step: float = 1.0
    spread: float | None = None

    @property
    def is_measure(self) -> bool:
        """Whether the number measures or counts something."""
        return self.kind is QuantityKind.MEASURE

    def equals(self, other: "Quantity") -> bool:
        """Whether both print the same value, the finer one rounded to the step of the coarser one.

        Units must be equal, or one of them absent. Bounds and kinds are not compared.

        >>> one, two, three = parse_quantities("27.4 BLEU, not 27.38 BLEU or 27.6 BLEU")
        >>> one.equals(two), one.equals(three)
        (True, False)
        """
        if self.unit and other.unit and self.unit != other.unit:
            return False
        step = max(self.step, other.step)
        ends = ((self.value, other.value), (self.high or self.value, other.high or other.value))
        return all(abs(ours - theirs) <= step * 0.5 * (1 + 1e-6) or ours == theirs for ours, theirs in ends) and (
            self.step != other.step or self.value == other.value
        )


_BASE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
_POWER = r"(?:[eE][-−+]?\d+|\s?[×x*]\s?10\s?\^?\{?\s?[-−]?\d{1,2}\}?)"
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_SCALE_WORDS = "|".join(word for word in SCALES if len(word) > 2)
_NUMBER = re.compile(
    rf"""(?P<digits>(?:(?<![\w)\]}}.])[-−+])?{_BASE}{_POWER}?)
         (?P<scale>(?:[kKMBT]|bn)(?!\w)|\s(?i:{_SCALE_WORDS})\b)?
       | (?P<words>(?i:\b(?:{_WORDS})(?:[\s-](?:and\s)?(?:{_WORDS}|{_SCALE_WORDS})\b)*\b))""",
    re.VERBOSE,
)
_TIMES = re.compile(rf"\b(?:{'|'.join(TIMES_WORDS)})\b", re.IGNORECASE)
_SPREAD = re.compile(rf"\s?%?\s?(?:±|\+/-|\+-)\s?(?P<spread>{_BASE})")
_RANGE_LINK = re.compile(r"\s?%?\s?[-–—−]\s?|\s?%?\sto\s|\sand\s|\sor\s")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_SHARING = re.compile(r"\s?(?:,|,?\sand|to|or|vs\.?|versus)\s(?:from\s|to\s)?")
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = tuple(
    (bound, re.compile(rf"(?:{words})\s?(?:the\s|an?\s(?:total\sof\s)?)?$", re.IGNORECASE))
    for bound, words in (
        (Bound.AT_LEAST, r"\bat\sleast|\bno\s(?:less|fewer)\sthan|\bminimum\sof|≥|>="),
        (Bound.AT_MOST, r"\bat\smost|\bno\smore\sthan|\bup\sto|\bas\s(?:many|much|high)\sas|\bmaximum\sof|≤|<="),
        (Bound.OVER, r"\b(?:more|greater|larger|higher|better)\sthan|\bover|\babove|\bexceed(?:s|ed|ing)?|>"),
        (Bound.UNDER, r"\b(?:less|fewer|lower|smaller)\sthan|\bunder|\bbelow|<"),
        (Bound.ABOUT, r"\babout|\baround|\broughly|\bapprox(?:\.|imately)|\bnearly|\balmost|\bclose\sto|\bcirca|[~≈∼]"),
    )
)
_LABELLED = re.compile(
    r"\b(?:sections?|secs?\.|tables?|tab\.|figures?|figs?\.|equations?|eqs?\.|eqns?\.|appendix|appendices|algorithms?|"
    r"steps?|chapters?|pages?|pp?\.|theorems?|lemmas?|definitions?|examples?|experiments?|footnotes?|lines?|no\.|"
    r"version|ver\.|vol\.|volume|questions?|rules?|types?|grades?|phases?)\s?\(?(?:\d+(?:\.\d+)*[a-z]?\)?\s?(?:,|and|or|to|-|–|&)\s?\(?)*$"
    r"|§+\s?(?:\d+(?:\.\d+)*\s?(?:,|and)\s?)?$",
    re.IGNORECASE,
)
_CITED_YEAR = re.compile(r"(?:et\sal\.?|[A-Z][\w'’-]+)(?:,|\s\(|\s\[|,\s\(|\s)\s?(?:(?:19|20)\d\d[a-z]?[,;]\s?)*$")
_VERSIONED = re.compile(rf"\b(?:{'|'.join(map(re.escape, VERSIONED))})[\s-]$")
_LISTED = re.compile(r"(?:^|[\s;:,])\($")


def parse_quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of a text, in order, digits and words alike.

    Args:
        text: Plain characters, one sentence or more; LaTeX markup must have been resolved before.

    Returns:
        Quantities with non-overlapping spans. Numbers that measure nothing (years, section and table numbers,
        citations, digits in names) are there too, told apart by ``kind``. "a", "one" as a pronoun and ordinals
        ("first") are no quantities.

    >>> [(q.value, q.unit, q.bound.value) for q in parse_quantities("It gains over 1.6 points with 128k tokens.")]
    [(1.6, 'points', 'over'), (128000.0, 'token', 'exact')]
    >>> [(q.value, q.high, q.kind.value) for q in parse_quantities("Table 3 shows 10-20% in 2019.")]
    [(3.0, None, 'label'), (10.0, 20.0, 'measure'), (2019.0, None, 'date')]
    """
    found: list[Quantity] = []
    for match in sorted((*_NUMBER.finditer(text), *_TIMES.finditer(text)), key=lambda match: match.start()):
        if found and match.start() < found[-1].span.end:
            continue
        quantity = _quantity(text, match)
        if quantity is None:
            continue
        if found and (joined := _range(text, found[-1], quantity)):
            found[-1] = joined
        else:
            found.append(quantity)
    return _with_shared_units(text, found)


def _with_shared_units(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Hand a unit back over "from 23.1 to 25.4 BLEU" and "3, 4 and 5 layers" to the numbers before it."""
    shared = list(found)
    for at in range(len(found) - 2, -1, -1):
        here, after = shared[at], shared[at + 1]
        link = text[here.span.end : after.span.start]
        is_kind = here.value % 1 != 0 and text.startswith("-", after.span.end)  # "0.27 and two-branch"
        if here.is_measure and after.is_measure and not here.unit and not is_kind and _SHARING.fullmatch(link):
            shared[at] = replace(here, unit=after.unit)
    return tuple(shared)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    """The number at a match with what stands around it; None for words that count nothing."""
    start, end = match.span()
    if match.re is _TIMES:
        return Quantity(TIMES_WORDS[match[0].lower()], TIMES, Span(start, end), bound=_bound(text[:start]))
    digits = match["digits"]
    if digits and _ORDINAL.match(text, end):
        return None
    value, step = _digits_value(digits, match["scale"]) if digits else _words_value(match["words"])
    spread = _SPREAD.match(text, end)
    if spread:
        end = spread.end()
    unit, end = unit_at(text, match.start(), end)
    if not digits and match[0].lower() == "one" and not unit:
        return None
    kind = _kind(text, match.start(), match.end(), unit) if digits else QuantityKind.MEASURE
    return Quantity(
        value,
        unit if kind is QuantityKind.MEASURE else "",
        Span(start, end if kind is QuantityKind.MEASURE else match.end()),
        kind=kind,
        bound=_bound(text[:start]) if kind is QuantityKind.MEASURE else Bound.EXACT,
        step=step,
        spread=_plain(spread["spread"]) if spread else None,
    )


def _plain(digits: str) -> float:
    return float(digits.replace(",", "").replace("−", "-"))


def _digits_value(digits: str, scale: str | None) -> tuple[float, float]:
    """Value and step of printed digits, with exponent and scale."""
    power = re.search(rf"{_POWER}$", digits)
    base = digits[: power.start()] if power else digits
    factor = 1.0
    if power:
        exponent = re.search(r"[-−]?\d+$", re.sub(r"[\s{}^]|^[×x*]\s?10|^\s?[×x*]\s?10", "", power[0]))
        factor = float(f"1e{int(exponent[0].replace('−', '-')) if exponent else 0}")
    if scale:
        factor *= SCALES[scale.strip().lower()]
    decimals = len(base.partition(".")[2])
    value = float(f"{_plain(base) * factor:.12g}")
    return value, float(f"{10.0**-decimals * factor:.12g}")


def _words_value(words: str) -> tuple[float, float]:
    """Value of a number in words: "two hundred and five", "twenty-five", "three million"."""
    total = part = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in NUMBER_WORDS:
            part += NUMBER_WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0.0
    return total + part, 1.0


def _kind(text: str, start: int, end: int, unit: str) -> QuantityKind:
    """What printed digits are there for, from the characters around them."""
    before, after = text[max(0, start - 60) : start], text[end : end + 30]
    if re.search(r"\[[\d\s,;–-]*$", before) and re.match(r"[\d\s,;–-]*\]", after):
        return QuantityKind.CITATION
    if re.search(r"[A-Za-z][-_]?$", before) or re.match(r"-?D\b", after) or _VERSIONED.search(before):
        return QuantityKind.NAME
    if re.fullmatch(r"(?:19|20)\d\d", text[start:end]) and not unit:
        return QuantityKind.CITATION if _is_cited_year(before, after) else QuantityKind.DATE
    is_item = end - start <= 2 and _LISTED.search(before) and re.match(r"[a-z]?\)", after)  # "(2)", not "train (8544)"
    if _LABELLED.search(before) or is_item:
        return QuantityKind.LABEL
    return QuantityKind.MEASURE


def _is_cited_year(before: str, after: str) -> bool:
    """Whether a year closes a citation: "(Smith et al., 2019)", "Smith (2019)"."""
    closes = re.match(r"[a-z]?(?:[);,\]]|$)", after)
    return bool(closes and _CITED_YEAR.search(before) and re.search(r"[,(\[]\s?$", before))


def _bound(before: str) -> Bound:
    """The bound that the words right before a number put on it."""
    for bound, pattern in _BOUNDS:
        if pattern.search(before[-40:]):
            return bound
    return Bound.EXACT


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """Two neighbours as one range: "10-20 %", "10 to 20", "between 3 and 5"; None if they are not one.

    "from 3 to 5" is a change, not a range: the two numbers stay apart.
    """
    link = text[low.span.end : high.span.start]
    before = text[max(0, low.span.start - 12) : low.span.start].lower()
    if not _RANGE_LINK.fullmatch(link) or not (low.is_measure and high.is_measure) or low.high is not None:
        return None
    is_between = bool(re.search(r"\bbetween\s$", before))
    if ("and" in link) != is_between or " or " in link or before.endswith("from ") or low.value >= high.value:
        return None
    if low.unit not in {"", high.unit}:
        return None
    return Quantity(
        low.value, high.unit, Span(low.span.start, high.span.end), bound=low.bound, high=high.value, step=low.step
    )
