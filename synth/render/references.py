"""The papers a report cites: numbered once, linked by version, and never by a foreign address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from synth.claims.ids import parse_arxiv_id
from synth.claims.types import PaperId
from synth.errors import UsageError
from synth.ports import Paper, PaperRequest, PaperStatus, Report
from synth.render.layout import elided
from synth.render.words import is_clear, quoted, split_name
from synth.verdict.types import ClaimVerdict

_NAME_CHARS: Final = 50  # of a title inside a sentence
_YEAR = re.compile(r"\d{4}")
_NOTE_CHARS = 160
_DOI = re.compile(r"10\.\d{4,9}/[!-~]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered entry of the reference list.

    Attributes:
        number: From 1.
        key: The id with its version, "2104.08645v2".
        link: An address made from the id or DOI; empty for a local file.
        read: Whether its text was at hand.
        file: The name of a local paper's file, without its folder.
        note: Why it was not read, or the file.
    """

    number: int
    paper: PaperId
    version: int | None
    key: str
    title: str
    authors: tuple[str, ...]
    year: str
    link: str
    read: bool
    file: str
    note: str

    @property
    def who(self) -> str:
        """How a sentence names it: authors, else title, else id."""
        if not self.authors:
            return quoted(elided(self.title, _NAME_CHARS)) if self.title else self.file or self.key
        names = [split_name(author)[1] for author in self.authors]
        return (
            names[0] if len(names) == 1 else f"{names[0]} and {names[1]}" if len(names) == 2 else f"{names[0]} et al."
        )

    @property
    def is_plural(self) -> bool:
        """Whether ``who`` takes a verb in the plural."""
        return len(self.authors) > 1

    @property
    def entry(self) -> str:
        """Authors, title and year, as far as they are known."""
        authors = ", ".join(self.authors[:5]) + (" et al." if len(self.authors) > 5 else "")
        parts = (authors.rstrip("."), self.title.rstrip("."), self.year, self.note.rstrip("."))
        return "".join(f"{part}. " for part in parts if part).strip()


def key_of(paper: PaperId, version: int | None) -> str:
    """An id with its version.

    >>> key_of(PaperId("2104.08645"), 2), key_of(PaperId("local:0123456789ab"), None)
    ('2104.08645v2', 'local:0123456789ab')
    """
    return paper if version is None else f"{paper}v{version}"


class References:
    """The numbered reference list of a report, looked up by paper."""

    def __init__(self, papers: Sequence[Paper], verdicts: Sequence[ClaimVerdict], report: Report | None) -> None:
        """Number what is cited: an audited report's own references first, then papers that bear on a claim."""
        self._papers = papers
        self._items: list[Reference] = []
        for request in report.references if report else ():
            self._add(request.paper, request.version, request)
        wanted = [key for verdict in verdicts for key in _papers_of(verdict)]
        order = {paper.id: place for place, paper in reversed(list(enumerate(papers)))}
        for paper, version in sorted(wanted, key=lambda key: order.get(key[0], len(order))):
            self._add(paper, version, None)

    def __len__(self) -> int:
        return len(self._items)

    @property
    def items(self) -> tuple[Reference, ...]:
        """All entries in order of their numbers."""
        return tuple(self._items)

    def of(self, paper: PaperId, version: int | None = None) -> Reference:
        """The entry of a paper; the version decides where several are cited."""
        found = self._find(paper, version)
        if found is None:
            raise KeyError(paper)
        return found

    def named(self, text: str) -> str:
        """A text with the ids of cited papers replaced by their numbers, as in "[2]"."""
        numbers = {name: item.number for item in reversed(self._items) for name in (item.paper, item.key)}
        if not numbers:
            return text
        names = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True))
        return re.sub(rf"(?<![\w./])(?:{names})(?!\w)", lambda match: f"[{numbers[match[0]]}]", text)

    def _find(self, paper: PaperId, version: int | None) -> Reference | None:
        entries = [item for item in self._items if item.paper == paper]
        exact = [item for item in entries if version is None or item.version in (version, None)]
        return exact[0] if exact else None

    def _add(self, paper: PaperId, version: int | None, request: PaperRequest | None) -> None:
        known = _paper(self._papers, paper, version)
        version = known.version if version is None and known else version
        if self._find(paper, version) is None:
            self._items.append(_reference(len(self._items) + 1, paper, version, known, request))


def link_of(paper: PaperId, version: int | None, doi: str = "") -> str:
    """The versioned arXiv address of a paper, else its DOI's, else nothing.

    >>> link_of(PaperId("2104.08645"), 2)
    'http://arxiv.org/abs/2104.08645v2'
    >>> link_of(PaperId("local:0123456789ab"), None)
    ''
    """
    try:
        parse_arxiv_id(paper)
    except UsageError:
        return f"https://doi.org/{quote(doi, safe='/().;:-_')}" if _DOI.fullmatch(doi) else ""
    return f"http://arxiv.org/abs/{key_of(paper, version)}"


def file_of(paper: Paper | None) -> str:
    """The name of a local paper's file; its folder is nobody's business."""
    path = paper.request.path if paper is not None and paper.request is not None else None
    return PurePath(path).name if path else ""


def by_file(text: str, papers: Sequence[Paper]) -> str:
    """A text with the ids of local papers replaced by the names of their files, which a person knows."""
    for paper in papers:
        if paper.id.startswith("local:") and (file := file_of(paper)):
            text = text.replace(paper.id, file)
    return text


def _papers_of(verdict: ClaimVerdict) -> list[tuple[PaperId, int | None]]:
    """The papers that state a claim, give its evidence or say something of it."""
    stated: list[tuple[PaperId, int | None]] = [(paper, None) for paper in verdict.claim.stated_by]
    given = [(item.paper, item.version) for item in verdict.evidence]
    said = [(item.paper, item.version) for item in verdict.by_paper if is_clear(item)]
    return stated + given + said


def _paper(papers: Sequence[Paper], wanted: PaperId, version: int | None) -> Paper | None:
    """The paper of that id and version, else of that id."""
    same = [paper for paper in papers if paper.id == wanted]
    exact = [paper for paper in same if version is not None and paper.version == version]
    read = [paper for paper in same if paper.status is PaperStatus.AVAILABLE]
    return next(iter(exact or read or same), None)


def _reference(
    number: int, paper: PaperId, version: int | None, known: Paper | None, request: PaperRequest | None
) -> Reference:
    read = known is not None and known.status is PaperStatus.AVAILABLE
    file = file_of(known)
    note = ""
    if known is not None and not read:
        note = f"Not read: {known.reason or known.status.value.replace('_', ' ')}"
    elif file:
        note = f"Local file {file}"
    elif known is not None and known.version not in (None, version):
        note = f"Version {known.version} was read"
    if read and known is not None and known.withdrawn:
        note = ". ".join(filter(None, (note, f"WITHDRAWN: {elided(known.withdrawn, _NOTE_CHARS)}")))
    year = _YEAR.match(known.published) if known else None
    return Reference(
        number=number,
        paper=paper,
        version=version,
        key=key_of(paper, version),
        title=(known.title if known else "") or (request.title if request else ""),
        authors=known.authors if known else (),
        year=year[0] if year else "",
        link=link_of(paper, version, known.doi if known else ""),
        read=read,
        file=file,
        note=note,
    )
