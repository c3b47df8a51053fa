"""A claim without the name of its paper, so that two claims of one paper are not alike because of its title."""

import re
from functools import lru_cache
from typing import Final

_TITLE: Final = re.compile(r"(?:\s(?:in|of))?\s“[^”]{12,}”(?:'s)?")
_LOOSE_MARK: Final = re.compile(r" ([,.])(?=\s|$)")  # " .764" is a number


@lru_cache(maxsize=32768)
def bare(text: str) -> str:
    """A claim's text without the quoted title that says whose "we" or "our model" is.

    >>> bare("The authors of “A Parser of Trees” use a beam.")
    'The authors use a beam.'
    >>> bare("It reaches a score of .764.")
    'It reaches a score of .764.'
    """
    return _LOOSE_MARK.sub(r"\1", " ".join(_TITLE.sub(" ", text).split()))
