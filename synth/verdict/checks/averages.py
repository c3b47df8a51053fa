"""Whether a number is an average, a ceiling or a floor: "47 minutes on average" is not "47 minutes at most"."""

import re
from typing import Final

from synth.verdict.checks.analysis import Analysis
from synth.verdict.checks.context import Case

_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("mean", r"\b(?:on\saverage|in\sthe\smean|averag(?:e|es|ed|ing)|mean|median|typically)\b"),
        ("most", r"\b(?:at\s(?:the\s)?most|up\sto|no\smore\sthan|not\smore\sthan|maximum|max\.|at\sbest|capped\sat)\b"),
        ("least", r"\b(?:at\s(?:the\svery\s)?least|no\s(?:less|fewer)\sthan|not\s(?:less|fewer)\sthan|minimum)\b"),
    )
)
_REACH: Final = 28  # characters on either side of a number in which its kind is said
_BREAKS: Final = re.compile(r"(?<!average),|[;:()\d]|\b(?:and|but|while|whereas)\b")


def other_kind(case: Case) -> tuple[str, str] | None:
    """The number as the passage and as the claim qualify it, where both do and differ; None if there is none."""
    for ours in case.claim.measures:
        said = _kind(case.claim, ours.span.start, ours.span.end)
        for theirs in case.here.measures if said else ():
            found = _kind(case.here, theirs.span.start, theirs.span.end) if theirs.value == ours.value else None
            if said and found and said[0] != found[0]:
                return found[1], said[1]
    return None


def _kind(analysis: Analysis, start: int, end: int) -> tuple[str, str] | None:
    """What kind of number stands between two characters, and the words that say so; None where nothing does."""
    before, after = analysis.text[max(start - _REACH, 0) : start], analysis.text[end : end + _REACH]
    near = _BREAKS.split(before)[-1], _BREAKS.split(after)[0]
    for text in near:
        for kind, pattern in _KINDS:
            if match := pattern.search(text):
                return kind, match[0]
    return None
