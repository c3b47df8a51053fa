"""Which of several things that were tried was taken."""

import re
from typing import Final

from synth.verdict.checks.analysis import analyse
from synth.verdict.checks.context import Case
from synth.verdict.checks.negation import negated
from synth.verdict.checks.words import words

_REJECTED: Final = (
    re.compile(
        r"(?P<out>[^.;:]{3,90}?),?\s(?:but\s(?:it|they|this|these|both)\s)?(?:\w+ly\s)?(?:"
        r"under-?perform(?:s|ed)?\b|(?:was|were|is|are|has\sbeen|have\sbeen|performed|worked|did|scored|fared)\s(?:\w+ly\s|much\s)?"
        r"(?:worse|dropped|abandoned|discarded|rejected|inferior)\b)(?P<kept>[^.;]*)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:considered|tried|tested|explored|experimented\swith)\s(?P<out>[^.;,]{3,60}),?\s(?:but|yet|and\sthen)\s(?:\w+\s)?"
        r"(?:chose|use|used|kept|keep|adopted|adopt|settled|prefer|preferred|selected)\b(?P<kept>[^.;]*)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<kept>[^.;]{3,90}?)\s(?:was|were|is|are)?\s?(?:preferred|chosen|selected|favou?red)\s(?:over|to)\s"
        r"(?P<out>[^.;,]{3,60})",
        re.IGNORECASE,
    ),
)
_TELLS: Final = re.compile(
    r"under-?perform|worse|dropped|abandoned|discarded|rejected|inferior|considered|tried|tested|explored|experimented|"
    r"preferred|chosen|selected|favou?red",
    re.IGNORECASE,
)
"""What each of ``_REJECTED`` holds; spares most texts patterns that could begin anywhere."""
_TAKING: Final = words(
    "use uses used using adopt adopts adopted employ employs employed choose chooses chose chosen select selects",
    "selected apply applies applied rely relies is are was were keep keeps kept",
)
_WEIGHING: Final = words(
    "tried tested considered compared worse inferior underperform underperforms underperformed dropped abandoned",
    "discarded rejected alternative alternatives over instead rather than better best outperform outperforms",
    "outperformed preferred behind below lower also both baseline baselines evaluated",
)
_MIN_SHARED: Final = 0.5
"""Share of the claim's content words that the passage must hold."""


def rejected(case: Case) -> tuple[str, str] | None:
    """What the claim says was taken and what the passage says of it; None where the passage rejects nothing of it.

    Only a plain claim that something is used counts, without a word of weighing one thing against another.
    """
    claim, here = case.claim, case.here
    said = claim.lows
    if not said & _TAKING or said & _WEIGHING or negated(claim):
        return None
    if len(claim.keys & here.keys) < _MIN_SHARED * len(claim.keys) or not _TELLS.search(here.text):
        return None
    for pattern in _REJECTED:
        for match in pattern.finditer(here.text):
            kept = analyse(match["kept"]).keys
            out = analyse(match["out"]).keys - kept
            taken = [word.text for word in claim.words if word.keys & out]
            if taken and not claim.keys & (kept - analyse(match["out"]).keys):
                return " ".join(taken), match[0].strip()
    return None
