"""Alterations of a claim's words: direction, comparison, negation, how much and how often."""

import re
from collections.abc import Iterator
from typing import Final

from synth.verdict.attack.edit import plain_matches, put, words_pattern
from synth.verdict.attack.types import Mutant, MutantKind
from synth.verdict.attack.words import (
    AMOUNTS,
    BEATEN,
    COMPARED,
    CONTRARIES,
    COUNTING,
    EXTREMES,
    INTRANSITIVE,
    NEGATIONS,
    PAST_VERBS,
    TURNS,
    VERBS,
)

_TURN: Final = words_pattern(TURNS)
_COMPARED_WORD: Final = words_pattern(COMPARED)
_EXTREME: Final = words_pattern(EXTREMES)
_NEXT_BEST: Final = re.compile(r"\b(?:next|second|third)[\s-]$", re.IGNORECASE)
_BEATEN_WORD: Final = words_pattern(BEATEN)
_AMOUNT: Final = words_pattern(AMOUNTS)
_CONTRARY: Final = words_pattern(CONTRARIES)
_NO_OBJECT: Final = re.compile(
    r"\s(?:to|by|from|of|in|on|for|over|when|as|if|with|below|above|under|at|once|while|until|after|is|are|was|were"
    r"|reach\w*|[a-z]+ly)\b|[.,;:)]|$"
)
_ABOUT: Final = re.compile(r"\b(?:about|roughly|around|nearly|almost|over|under|than)\s$", re.IGNORECASE)
_DETERMINED: Final = re.compile(r"\b(?:an?|the|its|their|this|of|for|with|and|to)\s$", re.IGNORECASE)
_MORE: Final = re.compile(
    r"(?<![\w-])(more|less)(?= [a-z])(?! than(?: \w+)? \d| than (?:two|three|half|one)\b)", re.IGNORECASE
)
_MOST: Final = re.compile(r"(?<=\bthe )(most|least)(?= [a-z-]+)")
_MOST_OF: Final = re.compile(r"(?<!\bthe )(?<!\bat )(?<![\w-])(most)(?= (?:of|[a-z-]+s)\b)", re.IGNORECASE)
_ALL_THINGS: Final = re.compile(
    r"(?<![\w-])(?<!\bat )(?<!\babove )(?<!\bafter )(?<!\bfirst of )(all)(?P<of> of)?(?= (?!but\b)(?P<next>[a-z0-9]+))",
    re.IGNORECASE,
)
_OWNERS: Final = ("the", "these", "those", "its", "their", "our", "his", "her")
_COUNT: Final = re.compile(rf" (?:\d|(?:{'|'.join(COUNTING)}|thirty|forty|fifty)\b)")
_BOTH: Final = re.compile(r"(?<![\w-])(both)(?P<first> [^,;.]{2,60}? )and(?= )", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r"\b(?:if|whether|when|unless|that|which|who|where|because|as|so|nor|than)\b[^,;]*$", re.IGNORECASE
)
_VAGUE: Final = re.compile(r"^\W*(?:some|several|many|few|certain|various|any|only)\b", re.IGNORECASE)
_AUXILIARY: Final = re.compile(
    r"(?<![\w-])(is|are|was|were|will|should|must|does|do|did|can|could)(?= [\w(“\"-])"
    r"(?! (?:not|no|never|only|just|merely|n[o']t)\b)"
    r"|\b(?:has|have|had)(?= (?:(?:[a-z]+ly|earlier|already) )?"
    r"(?:been|shown|brought|taken|given|made|found|built|seen|led|\w+ed)\b)"
)
_REMOVABLE: Final = re.compile(
    r"\b(?:is|are|was|were|will|should|must|has|have|had|can|could)( not)\b(?! only)|\bcan(not)\b"
)
_DO_NOT: Final = re.compile(r"\b(?:does|do|did)( not)\b(?! only)")
_NO: Final = re.compile(
    r"(?<![\w-])[Nn]o(?= (?!longer|more|less|fewer|other|better|worse|one|matter|such|later|earlier)[a-z])"
)
_VERB: Final = re.compile(
    r"(?<![\w-])(?<!\bonly )(?:(?P<adverb>(?!only)[a-z]+ly) )?"
    rf"(?P<verb>{'|'.join(VERBS)})(?![\w-])(?! (?:of|not|only)\b)"
)
_PLURAL_VERB: Final = re.compile(
    rf"\b(?:we|they|et al\.|[A-Za-z]*[a-rt-z]s) (?P<verb>{'|'.join(sorted(set(VERBS.values())))})(?![\w-])",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )"
    r"(?<!\bbeen )(?<!\bhas )(?<!\bhad )(?<!\bhave )(?<!\bbe )(?<!ly )(?<=\w )"
    rf"(?P<verb>{'|'.join(PAST_VERBS)})"
    r"(?= (?:(?:an?|the|its|their|his|her|that|more|less|all|both|every|no)\b|\d|[A-Z]))"
)
_WITHOUT: Final = re.compile(
    r"\b(without)(?: any)?(?= (?!(?:[a-z]+ly )?(?!.*training|.*tuning)[a-z]+ing\b)\w)", re.IGNORECASE
)


def turn_direction(text: str) -> Iterator[Mutant]:
    """More becomes less, a gain becomes a loss."""
    for match in plain_matches(_TURN, text):
        is_participle = match[0].endswith("ed") and _DETERMINED.search(text[: match.start()])
        has_object = match[0].lower() in INTRANSITIVE and not _NO_OBJECT.match(text, match.end())
        if not is_participle and not has_object:
            yield put(MutantKind.DIRECTION, text, match.start(), match.end(), TURNS[match[0].lower()])
    for match in plain_matches(_COMPARED_WORD, text):
        if not _is_followed_by_than(text, match.end()) and not re.search(r"\bto $", text[: match.start()]):
            yield put(MutantKind.DIRECTION, text, match.start(), match.end(), COMPARED[match[0].lower()])
    for match in plain_matches(_MORE, text):
        if not _is_followed_by_than(text, match.end()) and not re.search(r"\b(?:and|once|or) $", text[: match.start()]):
            yield put(MutantKind.DIRECTION, text, match.start(), match.end(), _less_or_more(text, match))


def turn_comparison(text: str) -> Iterator[Mutant]:
    """What beats now loses, better than becomes worse than, best becomes worst."""
    for match in plain_matches(_BEATEN_WORD, text):
        yield put(MutantKind.COMPARISON, text, match.start(), match.end(), BEATEN[match[0].lower()])
    for match in plain_matches(_COMPARED_WORD, text):
        if _is_followed_by_than(text, match.end()):
            yield put(MutantKind.COMPARISON, text, match.start(), match.end(), COMPARED[match[0].lower()])
    for match in plain_matches(_MORE, text):
        if _is_followed_by_than(text, match.end()):
            yield put(MutantKind.COMPARISON, text, match.start(), match.end(), _less_or_more(text, match))
    for match in plain_matches(_EXTREME, text):
        if _NEXT_BEST.search(text[: match.start()]):
            continue
        yield put(MutantKind.COMPARISON, text, match.start(), match.end(), EXTREMES[match[0].lower()])
    for match in plain_matches(_MOST, text):
        new = "least" if match[0] == "most" else "most"
        yield put(MutantKind.COMPARISON, text, match.start(), match.end(), new)


def _is_followed_by_than(text: str, at: int) -> bool:
    """Whether a comparative is the first half of a comparison."""
    return re.match(r"(?:\s[^\s,;:()]+){0,6}?\sthan\b", text[at:]) is not None


def _less_or_more(text: str, match: re.Match[str]) -> str:
    if match[0].lower() == "less":
        return "more"
    following = re.match(r" ([a-z-]+)", text[match.end() :])
    counts = following is not None and following[1].endswith("s") and not following[1].endswith(("ss", "us", "is"))
    return "fewer" if counts else "less"


def negate(text: str) -> Iterator[Mutant]:
    """A "not" comes in or goes, in the main clause before any other; a property becomes its negation."""
    for match in (*_REMOVABLE.finditer(text), *_DO_NOT.finditer(text)):
        at = 1 if match[1] else 2
        yield put(MutantKind.NEGATION, text, match.start(at), match.end(at), "")
    for match in _NO.finditer(text):
        yield put(MutantKind.NEGATION, text, match.start(), match.end(), "some")
    if not _VAGUE.match(text):
        yield from _with_not(text)
    for match in _WITHOUT.finditer(text):
        yield put(MutantKind.NEGATION, text, match.start(), match.end(), "with")
    for match in plain_matches(_CONTRARY, text):
        new = CONTRARIES[match[0].lower()]
        if new not in text.lower().replace(match[0].lower(), ""):
            yield put(MutantKind.NEGATION, text, match.start(), match.end(), new)


def _with_not(text: str) -> Iterator[Mutant]:
    """Finite verbs that can carry a "not", those of the main clause first."""
    found: list[tuple[bool, int, Mutant]] = []
    for match in _AUXILIARY.finditer(text):
        new = "cannot" if match[0] == "can" else f"{match[0]} not"
        found.append(_ranked(text, match.start(), put(MutantKind.NEGATION, text, match.start(), match.end(), new)))
    for match in _VERB.finditer(text):
        adverb = f"{match['adverb']} " if match["adverb"] else ""
        new = f"does not {adverb}{VERBS[match['verb']]}"
        if match["verb"] == "has" and re.match(r" (?:been|\w+ed)\b", text[match.end() :]):
            continue
        found.append(_ranked(text, match.start(), put(MutantKind.NEGATION, text, match.start(), match.end(), new)))
    for match in _PLURAL_VERB.finditer(text):
        new = f"do not {match['verb']}"
        start = match.start("verb")
        found.append(_ranked(text, start, put(MutantKind.NEGATION, text, start, match.end(), new)))
    for match in _PAST.finditer(text):
        new = f"did not {PAST_VERBS[match['verb']]}"
        start = match.start("verb")
        found.append(_ranked(text, start, put(MutantKind.NEGATION, text, start, match.end(), new)))
    yield from (mutant for _, at, mutant in sorted(found, key=lambda item: item[:2]) if not _is_negated(text, at))


def _is_negated(text: str, at: int) -> bool:
    """Whether the clause is negated before a word."""
    return NEGATIONS.search(re.split(r"[,;:]\s", text[:at])[-1]) is not None


def _ranked(text: str, at: int, mutant: Mutant) -> tuple[bool, int, Mutant]:
    return (_CLAUSE.search(text[:at]) is not None, at, mutant)


def change_quantifier(text: str) -> Iterator[Mutant]:
    """All becomes only some, always becomes never."""
    for match in plain_matches(_ALL_THINGS, text):
        following = match["next"].lower()
        if following not in {"the", "that"} or not text[match.end() :].startswith(" the same"):
            new = "only some of" if match["of"] or following in _OWNERS else "only some"
            new += " of the" if _COUNT.match(text, match.end()) else ""
            yield put(MutantKind.QUANTIFIER, text, match.start(), match.end(), new)
    for match in plain_matches(_MOST_OF, text):
        yield put(MutantKind.QUANTIFIER, text, match.start(), match.end(), "few")
    for match in plain_matches(_BOTH, text):
        new = f"neither{match['first']}nor"
        yield put(MutantKind.QUANTIFIER, text, match.start(), match.end(), new)
    for match in plain_matches(_AMOUNT, text):
        if _COUNT.match(text, match.end()) or _ABOUT.search(text[: match.start()]):  # "some thirty", "about half of"
            continue
        yield put(MutantKind.QUANTIFIER, text, match.start(), match.end(), AMOUNTS[match[0].lower()])
