"""Entries of a bibliography: where one ends, and the arXiv id it names."""

import re

from synth.claims.ids import parse_arxiv_id
from synth.errors import UsageError

_ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf))?(?:\s*preprint)?(?:\s*arxiv)?\s*[:/.]?\s*|abs/|CoRR,?\s*(?:abs/)?)"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?",
    re.IGNORECASE,
)


def arxiv_id_in(text: str) -> str | None:
    """The arXiv id that a reference names, without version; None if it names none.

    >>> arxiv_id_in("A. Author. 2020. A title. arXiv preprint arXiv:2005.00396.")
    '2005.00396'
    """
    for match in _ARXIV.finditer(text):
        try:
            return parse_arxiv_id(match[1])[0]
        except UsageError:
            continue
    return None
