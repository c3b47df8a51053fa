"""Which words are verbs, and in which form: enough grammar to cut a sentence where it may be cut."""

import re
from enum import StrEnum
from functools import cache

from synth.claims.lexicon import (
    DOUBLING_VERBS,
    FINITE_AUXILIARIES,
    IRREGULAR_VERBS,
    NOUN_LIKE_VERBS,
    REGULAR_VERBS,
    UNIT_STOPS,
)

_WORD = re.compile(r"[A-Za-z][\w'’-]*")


class Form(StrEnum):
    """The form of a finite verb."""

    AUXILIARY = "auxiliary"  # is, has, can, ...
    BASE = "base"  # we show
    THIRD = "third"  # it shows
    PAST = "past"  # it showed; regular ones are participles as well


def third_of(base: str) -> str:
    """The third person singular.

    >>> [third_of(base) for base in ("show", "reach", "study", "have")]
    ['shows', 'reaches', 'studies', 'has']
    """
    if base == "have":
        return "has"
    if re.search(r"(?:s|x|z|ch|sh|o)$", base):
        return f"{base}es"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}s"


def past_of(base: str) -> str:
    """The simple past.

    >>> [past_of(base) for base in ("show", "use", "study", "tag", "find")]
    ['showed', 'used', 'studied', 'tagged', 'found']
    """
    if base in IRREGULAR_VERBS:
        return IRREGULAR_VERBS[base][0]
    if base.endswith("e"):
        return f"{base}d"
    if base in DOUBLING_VERBS:
        return f"{base}{base[-1]}ed"
    return f"{base[:-1]}ied" if re.search(r"[^aeiou]y$", base) else f"{base}ed"


@cache
def _forms() -> dict[str, tuple[Form, str]]:
    """Form and base of every inflected verb known; the past wins over the base where both are spelt alike."""
    forms: dict[str, tuple[Form, str]] = {}
    for base in (*REGULAR_VERBS, *IRREGULAR_VERBS):
        forms |= {base: (Form.BASE, base), third_of(base): (Form.THIRD, base), past_of(base): (Form.PAST, base)}
    return forms | {word: (Form.AUXILIARY, word) for word in FINITE_AUXILIARIES}


def form_of(word: str) -> Form | None:
    """The form of a verb, or None for any other word.

    >>> form_of("outperforms"), form_of("parser")
    (<Form.THIRD: 'third'>, None)
    """
    found = _forms().get(word.lower())
    return found[0] if found else None


def base_of(word: str) -> str:
    """The base of an inflected verb; the word itself where it is none."""
    found = _forms().get(word.lower())
    return found[1] if found else word.lower()


def is_noun_like(word: str) -> bool:
    """Whether a verb form is as often a noun: "results", "models", "use"."""
    found = _forms().get(word.lower())
    return bool(found and found[0] in {Form.BASE, Form.THIRD} and found[1] in NOUN_LIKE_VERBS)


def finite_verbs(text: str) -> list[tuple[re.Match[str], Form]]:
    """The words of a text that can be finite verbs, in order; nouns spelt like verbs and infinitives left out."""
    found: list[tuple[re.Match[str], Form]] = []
    before = ""
    for match in _WORD.finditer(text):
        form = form_of(match[0])
        if form is not None and _is_finite(text, match, form, before, is_first=not found):
            found.append((match, form))
        before = match[0].lower()
    return found


_NO_VERB_AFTER = frozenset({"to", "a", "an", "the", "of", "each", "every", "no"})
_BASE_AFTER = frozenset({"we", "they", "i", "you"})


def _is_finite(text: str, match: re.Match[str], form: Form, before: str, *, is_first: bool) -> bool:
    """Whether a word that can be a finite verb is one, by the word before it and what follows."""
    if before in _BASE_AFTER:
        return True
    if before in _NO_VERB_AFTER:
        return False
    if is_noun_like(match[0]) and not _governs(text, match):
        after = _WORD.match(text, match.end() + 1)
        is_led = is_first and (form is Form.THIRD or before.endswith("s"))  # "it helps recall", "layers store order"
        if not (is_led and before and after) or after[0].lower() in UNIT_STOPS:
            return False
        return form_of(after[0]) is None or (form is form_of(after[0]) is Form.THIRD and is_noun_like(after[0]))
    if form is not Form.BASE or before.endswith("s"):
        return True
    return is_first and " and " in text[: match.start()]  # "width and depth help"


_GOVERNED = re.compile(r"\s(?:a|an|the|its|their|our|his|that|how|whether|to|all|both|only|more|better|no|not)\b|\s\d")


def _governs(text: str, match: re.Match[str]) -> bool:
    """Whether an object follows right behind, as it does behind a verb but not behind a noun."""
    return bool(_GOVERNED.match(text, match.end()))
