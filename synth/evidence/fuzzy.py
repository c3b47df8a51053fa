"""Similarity of characters: how much of the claim's wording stands in a passage."""

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process


def token_set_share(claim: str, passage: str) -> float:
    """The ``token_set_ratio`` of rapidfuzz as a share: 1 when the words of one are all in the other.

    >>> token_set_share("width helps", "Width helps a lot.")
    1.0
    """
    return fuzz.token_set_ratio(claim, passage, processor=default_process) / 100


def partial_share(claim: str, passage: str) -> float:
    """The ``partial_ratio`` of rapidfuzz as a share: 1 when the shorter is a verbatim part of the longer."""
    return fuzz.partial_ratio(claim, passage, processor=default_process) / 100
