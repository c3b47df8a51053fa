"""Stable ids made from content: the same words give the same id on every machine."""

import hashlib
import re
import unicodedata

from synth.claims.types import ClaimId, PaperId
from synth.errors import UsageError

_NEW_STYLE = r"\d{4}\.\d{4,5}"
_OLD_STYLE = r"[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7}"
_ARXIV = re.compile(
    rf"""^(?:
        (?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|src|e-print|format)/
      | (?:https?://)?(?:dx\.)?doi\.org/10\.48550/arxiv\.
      | 10\.48550/arxiv\.
      | arxiv:\s*
    )?
    (?P<id>{_NEW_STYLE}|{_OLD_STYLE})(?:v(?P<version>[1-9]\d*))?(?:\.pdf)?/?(?:[?\#].*)?$""",
    re.IGNORECASE | re.VERBOSE,
)


def content_hash(data: bytes, *, digits: int = 16) -> str:
    """The first hex digits of the SHA-256 of ``data``."""
    return hashlib.sha256(data).hexdigest()[:digits]


def text_hash(text: str) -> str:
    """``sha256:`` and 16 hex digits of the text's UTF-8 bytes."""
    return f"sha256:{content_hash(_bytes(text))}"


def claim_id(text: str) -> ClaimId:
    """The id of a claim: 16 hex digits of its words, case, spacing and end punctuation aside.

    >>> claim_id("Width  helps.") == claim_id("width helps")
    True
    """
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".!;, ")
    return ClaimId(content_hash(_bytes(words)))


def _bytes(text: str) -> bytes:
    """UTF-8, also of half a surrogate pair, which broken font maps leave behind."""
    return text.encode("utf-8", "surrogatepass")


def local_paper_id(data: bytes) -> PaperId:
    """The id of a paper that has none of its own."""
    return PaperId(f"local:{content_hash(data, digits=12)}")


def parse_arxiv_id(text: str) -> tuple[PaperId, int | None]:
    """An arXiv id and version out of any of the ways people write one.

    Accepts new and old style ids, ``arXiv:`` prefixes, abs/pdf/html/src URLs and arXiv DOIs.

    Raises:
        UsageError: If the text is none of these, or cannot exist: a month 13, a wrong number of digits.

    >>> parse_arxiv_id("https://arxiv.org/abs/2205.08497v1")
    ('2205.08497', 1)
    """
    match = _ARXIV.match(text.strip())
    if match is None or not _can_exist(match["id"]):
        raise UsageError(
            f"not an arXiv id: {text.strip()[:80]!r}",
            hint="write it like 2104.08645, 2104.08645v2, hep-th/9901001 or https://arxiv.org/abs/2104.08645",
        )
    return PaperId(match["id"].lower() if "/" not in match["id"] else match["id"]), (
        int(match["version"]) if match["version"] else None
    )


def _can_exist(identifier: str) -> bool:
    """Whether an arXiv id names a month, and has the number of digits of its time.

    Source:
        https://info.arxiv.org/help/arxiv_identifier.html: four digits from 0704 to 1412, five since 1501.
    """
    digits = identifier.rpartition("/")[2]
    if not 1 <= int(digits[2:4]) <= 12:
        return False
    return "." not in digits or len(digits) == (9 if digits[:4] < "1501" else 10)
