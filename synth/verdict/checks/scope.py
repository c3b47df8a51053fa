"""Scope: is the claim wider than the passage, or about another setting."""

import re
from typing import Final

from synth.verdict.checks.analysis import Analysis, analyse
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.quantifiers import is_one_in_some
from synth.verdict.checks.words import words
from synth.verdict.types import Check

NAME: Final = "scope"
_RESTRICTS: Final = words("only solely alone exclusively restricted limited limitation except unless")
_WIDENS: Final = words("all every both alike everywhere throughout whole entire always each")
_ALL_BUT: Final = re.compile(
    r"\b(?:all|every\w*|any\w*|each|no)\b[^,.;]{0,40}\b(?:but|save|bar|apart from|other than)\b", re.IGNORECASE
)
_ONLY: Final = words("only solely exclusively")
_REACH: Final = 4
_SETTING_LINKS: Final = words("on for in across with under over")
_EITHER_WAY: Final = re.compile(
    r"\b(?:whether or not|regardless of|irrespective of|no matter (?:what|which|how|whether)|independent(?:ly)? of)\b",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r"\b(?:if|unless|only (?:if|when|where|for|with)|provided(?: that)?|as long as)\s(?P<when>[^,.;]{3,80})",
    re.IGNORECASE,
)
_MIN_SHARED: Final = 0.35
"""Share of the claim's content words that the passage must hold."""


def check(case: Case) -> Check:
    """Compare how far both sides reach."""
    claim, here = case.claim, case.here
    shared = claim.keys & (here.keys | case.around)
    if len(shared) < _MIN_SHARED * len(claim.keys):
        return silent(NAME, "the passage speaks of something else")
    theirs = _restriction(here)
    if wider := _wider(case, theirs):
        return conflict(NAME, wider)
    if _restriction(claim) and theirs:
        return agree(NAME, f"both restrict themselves ({theirs!r})")
    settings = _settings(claim)
    if settings and settings <= here.keys | case.around:
        return agree(NAME, "the setting is named here too")
    return silent(NAME, "the setting of the claim is not named here" if settings else "no setting to compare")


def _wider(case: Case, theirs: str) -> str:
    """Why the claim reaches further than the passage, which restricts itself by ``theirs``; empty if it does not."""
    claim, here = case.claim, case.here
    if condition := _ignored_condition(case):
        return f"the passage makes it depend ({condition!r}), the claim does not"
    ours = "" if _ALL_BUT.search(claim.text) else _widest(claim)
    if ours and theirs and not _restriction(claim) and not _widest(here):
        return f"the passage restricts itself ({theirs!r}), the claim does not ({ours!r})"
    beyond = _beyond(claim, here)
    return f"the passage says {theirs!r}, the claim adds {beyond!r}" if beyond else ""


def _ignored_condition(case: Case) -> str:
    """The passage's condition on what the claim says holds either way; empty if there is none."""
    either_way = _EITHER_WAY.search(case.claim.text)
    if not either_way:
        return ""
    named = analyse(case.claim.text[either_way.end() :]).keys
    for found in _CONDITION.finditer(case.here.text):
        if analyse(found["when"]).keys & named:
            return found[0].strip()
    return ""


def _beyond(claim: Analysis, here: Analysis) -> str:
    """What the claim puts beside the only thing that the passage grants: "English and German" for "only English"."""
    only = frozenset[str]().union(
        *(
            here.keys_between(at + 1, at + 1 + _REACH)
            for at, word in enumerate(here.words)
            if word.low in _ONLY and not _is_more(here, at)
        )
    )
    for at, word in enumerate(claim.words[1:-1], 1):
        before, after = claim.words[at - 1], claim.words[at + 1]
        if word.low != "and" or not (before.keys and after.keys and before.is_name == after.is_name):
            continue
        for member, other in ((before, after), (after, before)):
            if member.keys & only and not other.keys & here.keys:
                return other.text
    return ""


def _is_more(analysis: Analysis, at: int) -> bool:
    """Whether "only" restricts nothing: "not only X"."""
    return at > 0 and analysis.words[at - 1].low == "not"


def _restriction(analysis: Analysis) -> str:
    """The first word by which a text restricts itself; empty if it does not."""
    words_ = analysis.words
    return next(
        (word.text for at, word in enumerate(words_) if word.low in _RESTRICTS and not _is_more(analysis, at)), ""
    )


def _widest(analysis: Analysis) -> str:
    """The word that makes it hold everywhere; empty if none does."""
    wide = (at for at, word in enumerate(analysis.words) if word.low in _WIDENS and not is_one_in_some(analysis, at))
    return next((analysis.words[at].text for at in wide), "")


def _settings(analysis: Analysis) -> frozenset[str]:
    """Keys of the names that stand right behind "on", "for", "in" and the like."""
    found: frozenset[str] = frozenset()
    for at, word in enumerate(analysis.words[:-1]):
        if word.low in _SETTING_LINKS:
            near = analysis.words[at + 1 : at + 4]
            found |= frozenset[str]().union(*(other.keys for other in near if other.is_name))
    return found
