"""What a number counts: the unit that stands behind it."""

import re

from synth.claims.lexicon import COUNT_NOUNS, UNIT_STOPS, UNITS

PERCENT = "percent"
POINTS = "points"
TIMES = "times"

_PERCENT = re.compile(r"\s?(?:%|percent\b|per\s?cent\b)", re.IGNORECASE)
_POINTS = re.compile(
    r"\s?(?:%|percent(?:age)?)?[\s-]?(?:absolute\s|accuracy\s|recall\s|precision\s|[\w-]*[A-Z][\w-]*\s){0,2}"
    r"(?:points?|pts?|pp|p\.p\.)(?!\w)(?!\s(?:clouds?|of)\b)"
)
_FACTOR = re.compile(r"\s?(?:x(?!\w)|×(?!\s?\d)|times\b)|[\s-]?fold\b(?!\s?cross)", re.IGNORECASE)
_ABSOLUTE_BEFORE = re.compile(r"\babsolute\s[\w\s]{0,30}$")
_WORD = re.compile(r"[\s-]([A-Za-zµ]\w*)")
_COMPOUND = re.compile(r"\s[A-Za-zµ]\w*(?:-\w+)+")
_DECADE = re.compile(r"\b(?:19|20)\d0$")
_SUFFIX = re.compile(r"[A-Za-zµ]+")
_MAX_WORDS = 3  # "8 Nvidia V100 GPUs"


def unit_at(text: str, start: int, end: int) -> tuple[str, int]:
    """The unit of the number at ``text[start:end]``, and where the number with its percent sign ends.

    A percentage called absolute ("1.2% absolute", "an absolute gain of 1.2%") counts points.

    >>> [unit_at(text, 0, 2)[0] for text in ("12-layer", "12 BLEU points", "12%", "12x", "12 of", "12GB")]
    ['layer', 'points', 'percent', 'times', '', 'gb']
    """
    if percent := _PERCENT.match(text, end):
        is_points = _POINTS.match(text, end) or text.startswith(" absolute", percent.end())
        return POINTS if is_points or _ABSOLUTE_BEFORE.search(text[:start]) else PERCENT, percent.end()
    if _POINTS.match(text, end):
        return POINTS, end
    if _FACTOR.match(text, end):
        return TIMES, end
    if _DECADE.search(text[:end]) and text.startswith("s", end):
        return "", end
    suffix = _SUFFIX.match(text, end)
    is_unit = suffix is not None and suffix[0].lower() in UNITS and suffix[0] != "S"  # a 20S proteasome takes no time
    return suffix[0].lower() if suffix and is_unit else _counted_noun(text, end), end


def _counted_noun(text: str, at: int) -> str:
    """The first countable noun behind a number, in the singular; "" if the phrase ends before one."""
    for _ in range(_MAX_WORDS):
        if compound := _COMPOUND.match(text, at):  # "24 left-over maps"
            at = compound.end()
            continue
        word = _WORD.match(text, at)
        if word is None or word[1].lower() in UNIT_STOPS:
            break
        singular = singular_of(word[1])
        if singular in UNITS or singular in COUNT_NOUNS or singular != word[1].lower():
            return singular
        if text[at] == "-":  # "12-headed"
            return word[1].lower()
        at = word.end()
    return ""


def singular_of(word: str) -> str:
    """A word in lower case and, as far as its letters tell, in the singular.

    >>> [singular_of(word) for word in ("Layers", "queries", "loss", "corpus", "GPUs")]
    ['layer', 'query', 'loss', 'corpus', 'gpu']
    """
    low = word.lower()
    if word[-1:] == "s" and word[:-1].isupper():
        return low[:-1]
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return low
    return f"{low[:-3]}y" if low.endswith("ies") else low[:-1]
