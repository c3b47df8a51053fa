"""How a claim is worded: whose work it speaks of, and how much it says at once."""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np

_OWN: Final = re.compile(
    r"\b(?:we|ours?|this (?:paper|study|work|article)"
    r"|the(?:se)? (?:authors?|researchers|paper|study|article|trial|report))\b",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\bet al\b|\b(?:19|20)\d\d\b"
    r"|\b(?:previous|prior|recent|earlier|several|many|other|some) (?:\w+ )?"
    r"(?:stud(?:y|ies)|works?|research|reports?|papers?|authors)"
    r"|\b(?:has|have) been (?:\w+ )?(?:shown|reported|found|demonstrated|proposed|described|used|associated|linked"
    r"|suggested|identified)"
    r"|\b(?:reported|showed|demonstrated) (?:by|in)\b",
    re.IGNORECASE,
)
_PAUSE: Final = re.compile(r"[,;]")
_MOST_PAUSES: Final = 5


def wording_of(claim: str) -> Mapping[str, float]:
    """What citing sentences, summaries and plain claims differ in; whether such claims hold differs between them too.

    Real citing sentences are right more often than claims that were written to be checked, and hold fewer of the
    document's words: beside the other measurements these let each kind of claim have odds of its own.

    >>> wording_of("Earlier studies, e.g. of owls, found none.")["says_others"]
    1.0
    """
    return {
        "says_own": float(bool(_OWN.search(claim))),
        "says_others": float(bool(_OTHERS.search(claim))),
        "claim_words": float(np.log1p(len(claim.split()))),
        "claim_pauses": min(len(_PAUSE.findall(claim)), _MOST_PAUSES) / _MOST_PAUSES,
    }
