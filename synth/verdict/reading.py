"""What an entailment model is given to read: the claim in the forms in which the passage has the same facts.

A small model takes "about a fifth" beside "20.4 %", or a short name beside the long one, for another fact. Which
numbers and names are the same is arithmetic and the paper's own word, so it is settled before the model reads.
"""

import re
from functools import lru_cache
from typing import Final

from synth.claims.quantities import Quantity
from synth.claims.types import Span
from synth.verdict.checks.amounts import amounts, matches, shown
from synth.verdict.checks.durations import SECONDS, unit_of
from synth.verdict.checks.stems import running_text

_BOUND: Final = re.compile(
    r"\b(?:(?:just|well|slightly|somewhat|a\slittle|a\sbit)\s)?(?:about|around|roughly|approximately|nearly|almost|close\sto|"
    r"some|in\sthe\sregion\sof|on\sthe\sorder\sof|over|above|more\sthan|at\sleast|under|below|less\sthan|fewer\sthan|"
    r"at\smost|up\sto|just\sshort\sof|shy\sof|not\squite|approaching)\s$",
    re.IGNORECASE,
)
_SHORTEST: Final = 2  # letters of an abbreviation

Abbreviations = tuple[tuple[str, str], ...]
"""(short, long) as a paper introduces them."""


@lru_cache(maxsize=16384)
def as_read(claim: str, passage: str, abbreviations: Abbreviations = ()) -> str:
    """The claim with those of its numbers and names that the passage has in another form as the passage has them.

    >>> as_read("Some 3,900 owls were seen.", "In all 3,874 owls were seen.")
    '3,874 owls were seen.'
    >>> as_read("The LM is small.", "Our language model is small.", (("LM", "language model"),))
    'The language model is small.'
    """
    return _with_names(_with_numbers(claim, passage), passage, abbreviations)


def _with_numbers(claim: str, passage: str) -> str:
    """Rounded, bounded and spelt numbers as the passage gives them, where one of its numbers alone fits."""
    theirs = amounts(passage)
    changed = running_text(claim)
    is_changed = False
    for number in reversed(amounts(claim) if theirs else ()):
        forms = {_form(passage, item, number): item for item in theirs if matches(number, item)}
        if len(forms) != 1:
            continue
        ((form, item),) = forms.items()
        span = _span(changed, claim, number, item)
        form = form.lower() if form.isalpha() and span.start else form
        if form != changed[span.start : span.end]:
            changed = changed[: span.start] + form + changed[span.end :]
            is_changed = True
    return changed[:1].upper() + changed[1:] if is_changed else claim


def _form(passage: str, item: Quantity, number: Quantity) -> str:
    """A number of the passage as printed; with its unit where the claim's is another unit of time."""
    if _is_retimed(number, item):
        return shown(passage, item)
    return running_text(passage)[item.span.start : item.span.end].strip()


def _is_retimed(number: Quantity, item: Quantity) -> bool:
    units = {unit_of(number), unit_of(item)}
    return len(units) > 1 and units <= set(SECONDS)


def _span(text: str, claim: str, number: Quantity, item: Quantity) -> Span:
    """What of the claim gives way: the number, the words that bound it and, where the unit changes too, its unit."""
    bound = _BOUND.search(text[: number.span.start])
    start = bound.start() if bound else number.span.start
    if _is_retimed(number, item):
        return Span(start, number.span.start + len(shown(claim, number)))
    return Span(start, number.span.end)


def _with_names(claim: str, passage: str, abbreviations: Abbreviations) -> str:
    """Long names short and short ones long where the passage has only the other form."""
    for short, long in abbreviations:
        if len(short) < _SHORTEST:
            continue
        for ours, theirs in ((short, long), (long, short)):
            if _holds(claim, ours) and not _holds(passage, ours) and _holds(passage, theirs):
                claim = _pattern(ours).sub(lambda _, new=theirs: new, claim)  # type: ignore[misc]
                break
    return claim


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    """A name as a whole word; a short one in its own capitals."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", 0 if name.isupper() else re.IGNORECASE)


def _holds(text: str, name: str) -> bool:
    return _pattern(name).search(text) is not None
