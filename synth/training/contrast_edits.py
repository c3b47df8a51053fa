"""Edits of one sentence: some keep it true, some make it false. Each returns None where it does not apply."""

import itertools
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from synth.training.contrast_words import (
    AUXILIARIES,
    BEATEN,
    CONTRARIES,
    NUMBER_WORDS,
    OPPOSITES,
    QUANTIFIERS,
    RELATIONS,
    STRONGER,
    SYNONYMS,
    UNITS,
)

Edit = Callable[[str, Random, Sequence[str]], str | None]
"""(sentence, source of chance, names of the same document) -> the edited sentence, or None."""

# A number that states a quantity: not part of a name (ResNet-50), a label (Table 3), a year in brackets or a range.
NUMBER: Final = re.compile(
    r"(?<![\w.\-–/,])(?<!Figure )(?<!Fig\. )(?<!Table )(?<!Section )(?<!Tables )(?<!Figures )"
    r"(?<!Eq\. )(?<!\[)(?<!Appendix )"
    r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w\-–/\]]|[.,]\d)"
)
NAME: Final = re.compile(r"\b(?:[A-Z][A-Za-z]*[A-Z0-9][\w\-+]*|[A-Z][a-z]+(?:-[A-Z0-9]\w*)+|[A-Z]{2,}[\w\-+]*)")
_SHORT_FORM: Final = re.compile(r"((?:[a-z][\w\-]* ){1,5}[a-z][\w\-]*) \(([A-Z][\w\-]*[A-Z]s?)\)")


def names_of(text: str) -> list[str]:
    """Acronyms and names with inner capitals, in order: models, data sets, metrics."""
    return [match.group() for match in NAME.finditer(text)]


def change_number(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """Another value of the same form in place of a number; numbers written as words count."""
    numbers = list(NUMBER.finditer(text))
    if not numbers or chance.random() < 0.1:  # words in a tenth of the draws
        return _exchange(text, chance, [(a, b) for a in NUMBER_WORDS for b in NUMBER_WORDS if a != b])
    hit = chance.choice(numbers)
    return _put(text, hit, _other_value(hit.group(), chance))


def swap_numbers(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """Two numbers change places, so that each stands with what the other measured."""
    hits = list(NUMBER.finditer(text))
    pairs = [
        (a, b)
        for i, a in enumerate(hits)
        for b in hits[i + 1 :]
        if a.group() != b.group()
        and (len(re.findall(r"[A-Za-z]{3,}", text[a.end() : b.start()])) > 1 or "respectively" in text)
    ]
    return _swap(text, *chance.choice(pairs)) if pairs else None


def swap_names(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """Two names change places across a word that makes their order matter."""
    hits = list(NAME.finditer(text))
    ordered = "respectively" in text
    pairs = [
        (a, b)
        for i, a in enumerate(hits)
        for b in hits[i + 1 :]
        if a.group() != b.group() and (ordered or RELATIONS.search(text[a.end() : b.start()]))
    ]
    return _swap(text, *chance.choice(pairs)) if pairs else None


def change_name(text: str, chance: Random, names: Sequence[str]) -> str | None:
    """A name of the same document that the sentence does not hold, in place of one it holds."""
    hits = list(NAME.finditer(text))
    others = sorted(set(names) - {hit.group() for hit in hits})
    return _put(text, chance.choice(hits), chance.choice(others)) if hits and others else None


def turn_direction(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """More becomes less, better becomes worse."""
    return _exchange(text, chance, _both_ways(OPPOSITES))


def take_contrary(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """Supervised becomes unsupervised, input becomes output."""
    return _exchange(text, chance, _both_ways(CONTRARIES))


def negate(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """A "not" comes after an auxiliary, or the one that is there goes."""
    bare = re.sub(
        r"\b(does|do|did|is|are|was|were|can|could|will|would|may) not\b|\b(can)not\b", r"\1\2", text, count=1
    )
    if bare != text:
        return bare
    hits = list(re.finditer(rf"\b(?:{'|'.join(AUXILIARIES)})\b(?! (?:not|no|never)\b)", text))
    if not hits:
        return None
    hit = chance.choice(hits)
    return _put(text, hit, f"{hit.group()} not")


def change_unit(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """The number stays, what it counts changes: percent and points, hours and days."""
    hits = [
        (number.end(), unit, other)
        for number in NUMBER.finditer(text)
        for unit, other in UNITS
        if re.match(rf"\s*{re.escape(unit)}(?!\w)", text[number.end() :])
    ]
    if not hits:
        return None
    start, unit, other = chance.choice(hits)
    return text[:start] + text[start:].replace(unit, other, 1)


def change_quantifier(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """All becomes only some, at least becomes at most."""
    return _exchange(text, chance, QUANTIFIERS)


def overstate(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """May becomes will, suggests becomes proves."""
    return _exchange(text, chance, STRONGER)


def misattribute(text: str, _chance: Random, _names: Sequence[str]) -> str | None:
    """What the authors did becomes the work of others, or the reverse."""
    ours = re.match(r"(?:In this (?:paper|work|study),? )?[Ww]e (propose|introduce|present|develop)\b", text)
    if ours:
        return f"Earlier work by others already {ours.group(1).rstrip('e')}ed{text[ours.end() :]}"
    theirs = re.search(r"\b[A-Z][a-z]+ et al\.?(?: \(\d{4}\)| \[\d*\])? (?=[a-z]+(?:ed|e|s)\b)", text)
    return f"{text[: theirs.start()]}the present authors {text[theirs.end() :]}" if theirs else None


def say_otherwise(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """One to three words give way to others of the same meaning."""
    changed = text
    for _ in range(chance.randint(1, 3)):
        changed = _exchange(changed, chance, SYNONYMS) or changed
    return changed if changed != text else None


def turn_round(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """A outperforms B becomes B is outperformed by A: the same fact from the other side."""
    for pattern, *turned in BEATEN:
        match = re.fullmatch(
            rf"(?P<a>(?:[\w\-+]+ ){{0,4}}[\w\-+]+) (?:{pattern}) "
            r"(?P<b>(?:[\w\-+]+ ){0,3}[\w\-+]+)(?P<rest>[ ,].*)?\.",
            text,
        )
        if match:
            other, rest = match["b"], match["rest"] or ""
            return f"{other[0].upper()}{other[1:]} {chance.choice(turned)} {_lowered(match['a'])}{rest}."
    return None


def move_opening(text: str, _chance: Random, _names: Sequence[str]) -> str | None:
    """An opening phrase goes to the end: "We do Y on X." for "On X, we do Y."."""
    match = re.fullmatch(r"((?:In|On|For|With|During|After|Under|At|By|To) [^,]{3,60}), ([^,;]{20,})\.", text)
    return f"{match[2][0].upper()}{match[2][1:]} {_lowered(match[1])}." if match else None


def drop_adjunct(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """A bracket, an opening adverb, a clause after which, while or a semicolon goes."""
    shorter = [
        re.sub(r" ?\([^()]*\)", "", text),
        re.sub(
            r"^(?:However|Moreover|Furthermore|Therefore|Thus|Hence|In addition|For example|Finally|Also|In fact), ",
            "",
            text,
        ),
        re.sub(r", (?:which|where|while|whereas|although|because|since|e\.g\.|such as|including) [^.;]*\.$", ".", text),
        re.sub(r"; .*\.$", ".", text),
        re.sub(r", (?:and|but|so) (?:we|it|they|the|this) [^.;]*\.$", ".", text),
    ]
    found = [one[0].upper() + one[1:] for one in shorter if one != text and len(one.split()) > 5]  # a clause
    return chance.choice(found) if found else None


def use_short_form(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """A long name with its short form in brackets becomes one of the two."""
    match = _SHORT_FORM.search(text)
    if not match or match[1].split()[-1][0].upper() not in match[2].upper():
        return None
    letters = match[2].rstrip("s")
    words = match[1].split()
    if [word[0].upper() for word in words[-len(letters) :]] != list(letters):
        return None
    start = match.start() + len(" ".join(words[: -len(letters)])) + (len(words) > len(letters))
    text_form = match[2] if chance.random() < 0.7 else " ".join(words[-len(letters) :])  # mostly short
    return text[:start] + text_form + text[match.end() :]


def round_right(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """A number with decimals becomes "about" its rounded value, or a true bound."""
    return _rounded(text, chance, true=True)


def round_wrong(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """A number with decimals becomes "about" another value, or a bound that it breaks."""
    return _rounded(text, chance, true=False)


def name_authors(text: str, chance: Random, _names: Sequence[str]) -> str | None:
    """We becomes the authors; our becomes their."""
    if not re.match(r"(?:In this \w+,? )?[Ww]e [a-z]", text):
        return None
    told = re.sub(r"^(?:In this \w+,? )?[Ww]e\b", chance.choice(("The authors", "The paper's authors", "They")), text)
    return re.sub(r"\bwe\b", "they", re.sub(r"\bour\b", "their", told))


FALSE_EDITS: Final[dict[str, Edit]] = {
    "number": change_number, "number_swap": swap_numbers, "name_swap": swap_names, "name": change_name,
    "direction": turn_direction, "contrary": take_contrary, "negation": negate, "unit": change_unit,
    "rounding": round_wrong, "attribution": misattribute,
}  # fmt: skip
"""What these make is refuted."""

STRONGER_EDITS: Final[dict[str, Edit]] = {"quantifier": change_quantifier, "hedge": overstate}
"""What these make is refuted or not shown: annotators differ."""

TRUE_EDITS: Final[dict[str, Edit]] = {
    "synonym": say_otherwise, "turned": turn_round, "reorder": move_opening, "drop_adjunct": drop_adjunct,
    "abbreviation": use_short_form, "rounding": round_right, "authors": name_authors,
}  # fmt: skip
"""What these make stays supported."""


def _exchange(text: str, chance: Random, pairs: Sequence[tuple[str, str]]) -> str | None:
    """One of the words of ``pairs`` that stand in the text gives way to its partner."""
    found = [
        (match, new)
        for old, new in pairs
        if old in text.casefold()
        for match in re.finditer(rf"(?<![\w\-]){re.escape(old)}(?![\w\-])", text, re.IGNORECASE)
    ]
    if not found:
        return None
    match, new = chance.choice(found)
    return _put(text, match, new[:1].upper() + new[1:] if match.group()[0].isupper() else new)


def _both_ways(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [*pairs, *((new, old) for old, new in pairs)]


def _put(text: str, hit: re.Match[str], new: str) -> str:
    return text[: hit.start()] + new + text[hit.end() :]


def _swap(text: str, a: re.Match[str], b: re.Match[str]) -> str:
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


def _lowered(text: str) -> str:
    """The first letter made small, unless the first word is a name."""
    return text if NAME.match(text) else text[0].lower() + text[1:]


def _other_value(number: str, chance: Random) -> str:
    """A number of the same form, 3 % to 100 % away, or with two digits exchanged."""
    digits = [index for index, char in enumerate(number) if char.isdigit()]
    neighbours = [(i, j) for i, j in itertools.pairwise(digits) if number[i] != number[j] and number[j] != "0"]
    if neighbours and chance.random() < 0.3:  # a slip of the pen in three of ten
        i, j = chance.choice(neighbours)
        return number[:i] + number[j] + number[i + 1 : j] + number[i] + number[j + 1 :]
    value = float(number.replace(",", ""))
    decimals = len(number.rpartition(".")[2]) if "." in number else 0
    factor = chance.choice((0.5, 0.7, 0.85, 0.95, 1.05, 1.15, 1.4, 2.0, 10.0))
    step = 10.0**-decimals
    moved = value * factor if abs(value * factor - value) >= step else value + step
    shown = f"{moved:,.{decimals}f}" if "," in number else f"{moved:.{decimals}f}"
    return shown if shown != number else f"{value + 2 * step:.{decimals}f}"


def _rounded(text: str, chance: Random, *, true: bool) -> str | None:
    hits = [hit for hit in NUMBER.finditer(text) if re.fullmatch(r"\d+\.\d+", hit.group()) and float(hit.group()) > 1.0]
    if not hits:
        return None
    hit = chance.choice(hits)
    value = float(hit.group())
    if chance.random() < 0.5:  # an approximation or a bound, as often
        off = 0.0 if true else chance.choice((-1.0, 1.0)) * max(1.0, round(value * chance.uniform(0.05, 0.3)))
        return _put(text, hit, f"{chance.choice(('about', 'roughly', 'around'))} {value + off:.0f}")
    over = chance.random() < 0.5  # over or under, as often
    bound = int(value) if over == true else int(value) + 1
    words = ("more than", "over") if over else ("less than", "under")
    return _put(text, hit, f"{chance.choice(words)} {bound}")
