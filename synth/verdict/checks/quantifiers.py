"""Quantifiers: all or some, only or also, at most or on average."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from synth.claims.quantities import parse_quantities
from synth.claims.verbs import form_of
from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.averages import other_kind
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.negation import is_bound, negated
from synth.verdict.checks.tables import counted
from synth.verdict.checks.words import words
from synth.verdict.types import Check, Outcome

NAME: Final = "quantifiers"
_CLASSES: Final[dict[str, frozenset[str]]] = {
    "all": words("all every each always entire whole both consistently throughout whatever everywhere"),
    "none": words("none no never neither"),
    "most": words("most mostly majority mainly largely usually typically generally often"),
    "some": words("some certain sometimes partly partially"),
    "few": words("few minority rarely seldom"),
    "half": words("half"),
    "several": words("several multiple many numerous"),
    "only": words("only solely alone exclusively sole"),
}
_PART: Final = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s(?:out\s)?of\s(?:the\s|its\s|our\s|their\s)?"
    r"(?P<of>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})\s(?P<what>(?:[\w-]+\s?){1,3})",
    re.IGNORECASE,
)
"""Some of a counted whole: "three of the five languages"."""
_CLASHES: Final = frozenset(
    {
        ("all", "most"), ("all", "some"), ("all", "none"), ("most", "all"), ("some", "all"), ("none", "all"),
        ("none", "some"), ("none", "most"), ("some", "none"), ("most", "none"), ("only", "all"), ("all", "only"),
        ("few", "most"), ("few", "all"), ("most", "few"), ("all", "few"), ("half", "most"), ("half", "all"),
        ("most", "half"), ("all", "half"), ("half", "none"), ("none", "half"), ("one", "several"), ("several", "one"),
    }
)  # fmt: skip
_TURNED: Final = frozenset({"all", "none"})
"""Quantifiers that say the same where one side denies: none has one, all go without."""
_RANGES: Final = {"all": (90.0, 100.0), "most": (50.0, 100.0), "none": (0.0, 5.0)}
"""Which shares in percent a quantifier may stand for; "nearly all" counts as all."""
_SHARE_OF: Final = re.compile(
    r"(?P<share>\d{1,3}(?:\.\d+)?)\s?(?:%|percent|per\scent)\sof\s(?P<what>(?:[\w-]+\s?){1,4})"
)
_BOTH_COUNTS: Final = 2
_REACH: Final = 4
_BACK: Final = 3
_MARK: Final = 2
_EXCEPT: Final = words("except excluding apart")
"""Words behind "all" that take something out of it."""
_MARKS: Final = frozenset(",;:()")
_SENTENCE_ENDS: Final = frozenset(".;!?")
_UNTOLD: Final = frozenset({"one", "several", "half"})
"""Quantifiers of which nothing follows where both sides have them."""
_LONE: Final = words("only just solely")
_OVER: Final = frozenset({"than", "over"})
_NOT_HERE: Final = re.compile(
    r"\b(?:but|and|though|although)\s(?:\w+\s){0,2}?not\s(?P<where>on|in|for|with|at|to|across|under|among|by)\s",
    re.IGNORECASE,
)
"""Where something does not hold: "on news, but not on fiction"."""
_WHOLE: Final = re.compile(
    r"\b(?:on|in|for|with|at|to|across|under|among|by)\s(?:both|all|every|each|any)\s(?:of\s)?(?:the\s)?"
    r"(?:\w+\s){0,2}?(?P<what>[\w-]+)\b|\beverywhere\b|\bthroughout\b",
    re.IGNORECASE,
)
"""Where something holds without exception."""
_NTH: Final = re.compile(r"second|third|fourth|fifth|sixth|tenth|nth|\d+(?:nd|rd|th)", re.IGNORECASE)
_IN_A_ROW: Final = words(
    "day night week month year hour minute second frame token word sentence line row column pixel layer block step"
    " epoch iteration input position item element sample visit"
)
"""Of what stands in a row "every other" takes the half; every other baseline is all of them but one."""
_MIN_SAID: Final = 0.6
"""Share of the claim's other content words that the passage must hold before an exception contradicts."""


@dataclass(frozen=True, slots=True)
class Quantified:
    """A quantifier and what it ranges over."""

    word: str
    kind: str
    over: frozenset[str]


@lru_cache(maxsize=16384)
def quantified(text: str) -> tuple[Quantified, ...]:
    """The quantifiers of a text.

    >>> [(item.kind, sorted(item.over)) for item in quantified("It wins on all data sets.")]
    [('all', ['data', 'set'])]
    """
    analysis = analyse(text)
    found = []
    for at, word in enumerate(analysis.words):
        kind = _kind(analysis, at)
        is_pair = word.low == "both" and _is_pair(analysis, at)
        is_limit = word.low == "no" and is_bound(analysis, at)
        if kind and not is_pair and not is_limit:
            said = f"{word.low} but some" if kind == "most" and word.low in _CLASSES["all"] else word.low
            found.append(Quantified(said, kind, _over(analysis, at)))
    return tuple(item for item in found if item.over)


def _kind(analysis: Analysis, at: int) -> str:
    """Which quantifier a word is where it stands; empty for none."""
    words = [word.low for word in analysis.words]
    kind = next((kind for kind, of in _CLASSES.items() if words[at] in of), "")
    before, behind = words[max(at - 1, 0) : at], words[at + 1 : at + 1 + _REACH]
    if (words[at] == "no" and behind[:1] == ["matter"]) or is_one_in_some(analysis, at):
        return ""
    if words[at] == "one":
        return "one" if _LONE & {*words[max(at - _BACK, 0) : at], *behind} and behind[:1] != ["of"] else ""
    if kind == "few" and before == ["a"]:
        return "some"
    if kind == "half":
        return ("most" if before and before[0] in _OVER else "half") if behind[:1] in (["of"], ["the"]) else ""
    return "most" if kind == "all" and _has_exception(words[at + 1 :]) else kind


def is_one_in_some(analysis: Analysis, at: int) -> bool:
    """Whether a word begins "every other day" or "each third layer", which take one in two or three.

    >>> [is_one_in_some(analyse(text), 0) for text in ("Every other token", "Every other system", "Every 3rd word")]
    [True, False, True]
    """
    if analysis.words[at].low not in {"every", "each"}:
        return False
    behind = [word.low for word in analysis.words[at + 1 : at + 3]]
    is_nth = bool(behind) and _NTH.fullmatch(behind[0]) is not None
    return is_nth or (behind[:1] == ["other"] and not _IN_A_ROW.isdisjoint(behind[1:]))


def _has_exception(behind: list[str]) -> bool:
    """Whether something is taken out of a whole: "of the systems but one", "systems won, except one"."""
    end = next((place for place, low in enumerate(behind) if low in _SENTENCE_ENDS), len(behind))
    mark = next((place for place, low in enumerate(behind[:_REACH]) if low in _MARKS), _REACH)
    is_but = "but" in behind[:mark] and "not" not in behind[: mark + 1]
    after = behind[behind.index("but") + 1 :][:1] if is_but else []
    is_but = is_but and not (after and form_of(after[0]))  # "both are fast but use more" goes on with a verb
    return is_but or not _EXCEPT.isdisjoint(behind[:end])


def _is_pair(analysis: Analysis, at: int) -> bool:
    """Whether "both" only opens "both A and B"."""
    return any(word.low == "and" for word in analysis.words[at + 1 : at + 1 + _REACH])


def _over(analysis: Analysis, at: int) -> frozenset[str]:
    """Keys right behind a quantifier, or right before it where nothing follows ("the softmax layer alone")."""
    past = at + 1
    while past < min(at + 1 + _REACH, len(analysis.words)) and analysis.words[past].level < _MARK:
        if analysis.words[past].low in _EXCEPT:
            break
        past += 1
    behind = analysis.keys_between(at + 1, past)
    return behind or analysis.keys_between(max(at - _BACK, 0), at)


def check(case: Case) -> Check:
    """Compare quantifiers that range over the same things, then with shares of them in percent."""
    if (count := counted(case)) is not None:
        return agree(NAME, count[1]) if count[0] else conflict(NAME, count[1])
    if kinds := other_kind(case):
        return conflict(NAME, f"the passage says {kinds[0]!r} of the number, the claim {kinds[1]!r}")
    answer = _by_words(case)
    parts = _by_parts(case) or _by_exception(case)
    if parts is not None and parts.outcome is Outcome.CONFLICT:
        return parts
    return parts or _by_shares(case) or answer if answer.outcome is Outcome.SILENT else answer


@lru_cache(maxsize=16384)
def _parts(text: str) -> tuple[tuple[str, float, float, frozenset[str]], ...]:
    """The parts of counted wholes in a text: as written, how many, of how many, of what."""
    found = []
    for match in _PART.finditer(text):
        counts = [item.value for item in parse_quantities(f"{match['n']} items {match['of']} items")]
        is_each = text[: match.start()].rstrip().lower().endswith(("each", "every"))  # "every one of the four"
        if len(counts) == _BOTH_COUNTS and counts[0] < counts[1] and not is_each:
            found.append((f"{match['n']} of {match['of']}", counts[0], counts[1], analyse(match["what"]).keys))
    return tuple(found)


def _by_parts(case: Case) -> Check | None:
    """A part of a counted whole on one side before another part of it, all of it or none of it on the other."""
    ours, theirs = _parts(case.claim.text), _parts(case.here.text)
    for said, count, whole, what in ours:
        for other, found, of, thing in theirs:
            if whole == of and what & thing and count != found:
                return conflict(NAME, f"the passage says {other!r}, the claim {said!r}")
    for parts, text in ((theirs, case.claim.text), (ours, case.here.text)):
        others = ours if parts is theirs else theirs
        for said, _, _, what in () if others else parts:
            whole_of = next(
                (item for item in quantified(text) if item.kind in {"all", "none"} and item.over & what), None
            )
            if whole_of is not None:
                return conflict(NAME, f"one side says {said!r}, the other {whole_of.word!r}")
    return None


def _by_exception(case: Case) -> Check | None:
    """A claim that something holds wherever it was tried, before a passage that names where it does not."""
    exception, whole = _NOT_HERE.search(case.here.text), _WHOLE.search(case.claim.text)
    if exception is None or whole is None or negated(case.claim) or _NOT_HERE.search(case.claim.text):
        return None
    others = case.claim.keys - analyse(whole[0]).keys
    place = case.here.index_at(exception.start())
    told = case.here.keys_between(0, place)
    if not others or len(others & told) < _MIN_SAID * len(others):
        return None
    return conflict(NAME, f"the passage says {exception[0].strip()!r}, the claim {whole[0]!r}")


def _by_shares(case: Case) -> Check | None:
    """What a share in percent says of a quantifier over the same things; None if there is none."""
    for ours in quantified(case.claim.text):
        if ours.kind not in _RANGES or parse_quantities(case.claim.text):
            continue
        low, high = _RANGES[ours.kind]
        for match in _SHARE_OF.finditer(case.here.text):
            if not analyse(match["what"]).keys & ours.over:
                continue
            share = f"{match['share']} %"
            if low <= float(match["share"]) <= high:
                return agree(NAME, f"{share} is what {ours.word!r} means")
            return conflict(NAME, f"the passage says {share}, the claim {ours.word!r}")
    return None


def _is_named_apart(case: Case, ours: Quantified, item: Quantified) -> bool:
    """Whether the passage's quantifier is said of something named that the claim does not name."""
    names = frozenset[str]().union(*(word.keys for word in case.here.words if word.is_name))
    return bool(names & item.over - case.claim.keys) and not names & ours.over


def _by_words(case: Case) -> Check:
    """Compare quantifiers in words."""
    found = quantified(case.here.text)
    kinds = {item.kind for item in found}
    clash = None
    for ours in quantified(case.claim.text):
        same = [item for item in found if item.over & ours.over and not _is_named_apart(case, ours, item)]
        if ours.kind not in _UNTOLD and any(item.kind == ours.kind for item in same):
            return agree(NAME, f"{ours.word!r} is said here too")
        against = [item for item in same if (ours.kind, item.kind) in _CLASHES]
        is_turned = {ours.kind, *(item.kind for item in against)} == _TURNED and bool(
            negated(case.here) if ours.kind == "none" else negated(case.claim)
        )
        if against and ours.kind not in kinds and not is_turned:
            clash = clash or conflict(NAME, f"the passage says {against[0].word!r}, the claim {ours.word!r}")
    return clash or silent(NAME, "no quantifiers over the same things")
