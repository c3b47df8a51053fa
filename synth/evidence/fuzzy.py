"""Similarity of characters: how much of the claim's wording stands in a passage.

Both take texts in plain form, so that a passage is put into it once for all claims.
"""

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process


def plain(text: str) -> str:
    """A text in lower case with letters and digits only, as both measures compare it.

    >>> plain("Width helps (a lot).")
    'width helps  a lot'
    """
    return default_process(text)


def token_set_share(claim: str, passage: str) -> float:
    """The ``token_set_ratio`` of rapidfuzz as a share: 1 when the words of one are all in the other.

    >>> token_set_share(plain("width helps"), plain("Width helps a lot."))
    1.0
    """
    return fuzz.token_set_ratio(claim, passage) / 100


def partial_share(claim: str, passage: str) -> float:
    """The ``partial_ratio`` of rapidfuzz as a share: 1 when the shorter is a verbatim part of the longer."""
    return fuzz.partial_ratio(claim, passage) / 100
