"""Papers from files on this machine, copied into the cache so that they outlive their originals."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from synth.claims.ids import local_paper_id, parse_arxiv_id
from synth.claims.types import PaperId
from synth.errors import UsageError
from synth.ports import Paper, PaperRequest, PaperStatus, Progress
from synth.sources.cache import Cache, Record
from synth.sources.formats import kind_of, problem_of, suffix_of

KINDS: Final = {
    **dict.fromkeys((".pdf",), "pdf"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".tex", ".ltx", ".latex", ".tar", ".gz", ".tgz", ".zip"), "latex"),
    **dict.fromkeys((".txt", ".md", ".markdown", ".rst", ".text"), "text"),
    "": "",
}
"""What a file should hold, by its suffix; without one, or with another, its content must say it."""

_HEAD: Final = 1_000_000  # bytes that stand for a file too large to read


class LocalSource:
    """Files that the user named.

    Args:
        cache: Where copies are kept.
        max_bytes: Of one file.
        progress: Told of each file.
    """

    def __init__(self, *, cache: Cache, max_bytes: int = 100_000_000, progress: Progress | None = None) -> None:
        self._cache = cache
        self._max_bytes = max_bytes
        self._progress = progress or (lambda _what, _done, _total: None)

    def fetch_papers(self, requests: Sequence[PaperRequest]) -> Iterator[Paper]:
        """Each request as a paper, in order; a file that cannot be read is a status with a reason.

        Raises:
            StoreError: If the cache cannot be written.
        """
        for number, request in enumerate(requests):
            self._progress(f"reading {request.cited_as or request.path}", number, len(requests))
            yield self._paper(request)

    def _paper(self, request: PaperRequest) -> Paper:
        """The paper in a file, or the reason why there is none."""
        path = Path(request.path or "")
        known = self._cache.record_of(request.paper, None)
        if known and known.files and not path.is_file():
            return _available(request, known)
        try:
            data = read_bounded(path, self._max_bytes)
        except OSError as error:
            return _unavailable(request, f"the file cannot be read: {error.strerror}")
        if len(data) > self._max_bytes:
            return _unavailable(
                request, f"the file is larger than {self._max_bytes / 1e6:g} MB: raise max_bytes in synth.toml"
            )
        kind = KINDS.get(path.suffix.lower()) or kind_of(data)
        if problem := _problem(path, kind, data):
            return _unavailable(request, problem)
        own_id = local_paper_id(data)
        if request.paper.startswith("local:") and request.paper != own_id:
            return _unavailable(request, "the file has changed since it was added: fetch it by its name again")
        file = self._cache.save_file(own_id, None, kind=kind, suffix=suffix_of(kind, data), data=data)
        record = Record(paper=own_id, version=None, title=request.title, files=(file,))
        self._cache.save_record(record)
        return _available(request, record)


def local_request(path: Path, *, max_bytes: int) -> PaperRequest:
    """A file as a request; named like ``2104.08645v2.pdf`` it stands for that paper, else for itself.

    Args:
        path: An existing file.
        max_bytes: A larger file is known by its beginning and its size; fetching it says that it is too large.

    Raises:
        UsageError: If the file cannot be read.
    """
    try:
        paper, version = parse_arxiv_id(_bare_name(path))
    except UsageError:
        paper, version = _id_of_content(path, max_bytes), None
    return PaperRequest(paper, version, str(path.absolute()), cited_as=str(path))


def _bare_name(path: Path) -> str:
    """A file's name without what a download adds to an id: ``arXiv-2104.08645v2.tar.gz``."""
    name = path.name
    while (suffix := Path(name).suffix.lower()) and suffix in KINDS:
        name = name[: -len(suffix)]
    return name.removeprefix("arXiv-")


def read_bounded(path: Path, max_bytes: int) -> bytes:
    """A file's content, or its first ``max_bytes + 1`` bytes when it is larger.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(max_bytes + 1)


def _id_of_content(path: Path, max_bytes: int) -> PaperId:
    """The id of a file without an id of its own."""
    try:
        size = path.stat().st_size
        data = read_bounded(path, max_bytes if size <= max_bytes else _HEAD)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", hint="check its permissions") from error
    if size > max_bytes:
        data += str(size).encode()
    return local_paper_id(data or path.name.encode())  # two empty files are two papers that failed


def _problem(path: Path, kind: str, data: bytes) -> str:
    """Why a file cannot be used, in words, with what to do about it."""
    is_known = path.suffix.lower() in KINDS
    if (data and not kind) or (not is_known and (kind == "text" or data.startswith(b"PK\x03\x04"))):
        return f"{path.suffix or 'this'} is no kind of file synth reads: give it PDF, HTML, TeX, .tar.gz, .zip or .txt"
    problem = problem_of(kind, data)
    return f"{problem}: give synth a copy without a password" if "encrypted" in problem else problem


def _available(request: PaperRequest, record: Record) -> Paper:
    title = request.title or record.title
    return Paper(request.paper, request.version, title, PaperStatus.AVAILABLE, files=record.files, request=request)


def _unavailable(request: PaperRequest, reason: str) -> Paper:
    title = request.title or Path(request.path or "").name
    return Paper(request.paper, request.version, title, PaperStatus.UNAVAILABLE, reason, request=request)
