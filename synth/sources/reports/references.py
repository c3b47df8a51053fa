"""Lists of references: which paper each entry leads to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from synth.claims.ids import parse_arxiv_id
from synth.claims.types import PaperId
from synth.errors import UsageError
from synth.ports import PaperRequest
from synth.sources.reports.draft import Entry
from synth.sources.reports.markup import plain_inline

_MARKER: Final = re.compile(
    r"^\s*(?:(?:[-*+•–]|\d{1,3}[.)])\s+)?(?:\\?\[(?P<label>[^\[\]\\]{1,40})\\?\]:?(?!\()\s+)?(?=\S)"
)
_NUMBER: Final = re.compile(r"^\s*(?:\d{1,3}(?=[.)]\s)|(?:[-*+•–]\s+)?\\?\[\d{1,3}(?=\\?\]))")
_KINDS: Final = {"bullet": r"[-*+•–]", "number": r"\d{1,3}[.)]", "label": r"\\?\[[^\[\]]{1,40}\\?\]:?(?!\()"}
_START_OF: Final = {kind: re.compile(rf"\s*{pattern}\s+\S") for kind, pattern in _KINDS.items()}
_STARTS: Final = re.compile(rf"\s*(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in _KINDS.items())})\s+\S")
_ADDRESS: Final = re.compile(
    r"(?:[\w-]+\.)?(?:arxiv|ar5iv|alphaxiv)(?:\.labs\.arxiv)?\.org/\w+/(?P<id>[^\s<>()\[\]{}\"']+)", re.IGNORECASE
)
_DOI: Final = re.compile(r"10\.48550/arxiv\.(?P<id>[\w./-]+)", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"(?:\barxiv(?:\.org)?(?:\s(?:preprint|e-?print|id|identifier|no\.?|number))?\s?[:/]?\s?(?:arxiv:)?\s?|(?<!/)\babs/)"
    r"(?P<id>(?:\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:\s?v\d+\b)?)(?![\w/]|\.\d)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"(?<![\w./:-])(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]{4,}/\d{7}(?:v\d+)?)(?![\w/]|\.\d)")
_NAME: Final = r"[A-Z][\w'’-]*[a-z][\w'’-]*"
_AUTHOR_YEAR: Final = re.compile(
    rf"({_NAME})(?:(?:,\s{_NAME})*,?\s(?:and|&)\s{_NAME}|,?\set\sal\.?)?(?:'s|’s)?,?\s?[(\[]?((?:19|20)\d\d)"
)


def entries_in(text: str) -> Iterator[Entry]:
    """The entries of a list, whether marked, one a line, or parted by blank lines."""
    for position, lines in enumerate(_grouped(text), start=1):
        joined = " ".join(lines)
        match = _MARKER.match(joined)
        label = match["label"] if match else None
        number = _NUMBER.match(joined)
        key = label or (re.sub(r"\D", "", number[0]) if number else str(position))
        yield entry_of(joined[match.end() if match else 0 :], {key.lower()})


def _grouped(text: str) -> Iterator[list[str]]:
    """The lines of each entry. In a list with markers blank lines part nothing, and the first kind of marker counts."""
    lines = [
        line for line in text.splitlines() if not re.fullmatch(r"\s*(?:-{3,}|={3,}|</?\w+>|\[\^[^\]]+\]:.*)\s*", line)
    ]
    first = next((match for line in lines if (match := _STARTS.match(line))), None)
    starts = None if first is None else _START_OF[first.lastgroup or ""]
    is_parted = any(not line.strip() for line in text.strip().splitlines())
    group: list[str] = []
    for line in lines:
        if group and (starts.match(line) if starts else not (is_parted and line.strip())):
            yield group
            group = []
        if line.strip():
            group.append(line.strip())
    if group:
        yield group


def entry_of(text: str, keys: Iterable[str], *, title: str = "", names: str = "") -> Entry:
    """One entry: its words, and the arXiv paper it leads to if it names one."""
    words = plain_inline(text).strip("<> ")
    request = request_in(text, cited_as=words, title=title)
    return Entry(frozenset(keys), words, request, names)


def request_in(text: str, *, cited_as: str, title: str = "", is_reference: bool = True) -> PaperRequest | None:
    """The first arXiv paper that a text names, in any of the usual spellings.

    Args:
        is_reference: Whether a bare number may be an id; in prose 2104.08645 could be anything.
    """
    patterns = (_ADDRESS, _DOI, _NAMED, *((_BARE,) if is_reference else ()))
    for pattern in patterns:
        for match in pattern.finditer(text):
            if found := _parsed(match["id"]):
                return PaperRequest(*found, cited_as=cited_as, title=title)
    return None


def _parsed(identifier: str) -> tuple[PaperId, int | None] | None:
    """The id and version of a candidate, without the punctuation around it; None if it is no id."""
    bare = re.sub(r"\.pdf$", "", identifier.strip().rstrip(".,;:>)/*_"), flags=re.IGNORECASE)
    try:
        return parse_arxiv_id(re.sub(r"\s(?=v\d)", "", bare))
    except UsageError:
        return None


def by_key(entries: Sequence[Entry], key: str) -> Entry | None:
    """The entry that a number or key stands for."""
    return next((entry for entry in entries if key.lower() in entry.keys), None)


def by_authors(entries: Sequence[Entry], mark: str) -> Iterator[Entry]:
    """The entries that author-year marks stand for: by the first surname and the year.

    An entry that begins with the surname and holds the year is meant; of several, all.
    """
    for surname, year in _AUTHOR_YEAR.findall(mark):
        for entry in entries:
            head = entry.text[:80].casefold()
            if year in entry.text and re.search(rf"\b{re.escape(surname.casefold())}\b", head):
                yield entry
