"""What the user typed, as requests for papers: ids, addresses, files, bibliographies, lists."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from synth.claims.ids import parse_arxiv_id
from synth.errors import UsageError
from synth.ports import PaperRequest
from synth.sources.local import KINDS, local_request, read_bounded

_ID: Final = r"(?:\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_MENTION: Final = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html|src|e-print|format)/|arxiv\s*[:.]\s*|\babs/)(?P<id>{_ID})(?!\d)", re.IGNORECASE
)
"""An arXiv id inside other text counts only after a word that says so: 2104.08645 may be a page or a price."""

_ID_FIELDS: Final = ("eprint", "arxiv", "arxivid", "arxiv_id")
_TEXT_FIELDS: Final = ("url", "doi", "note", "howpublished", "journal", "volume", "number", "pages", "annote", "link")
_LIST_BYTES: Final = 1_000_000  # a larger text file is no list: that would be some fifty thousand papers
_FEWEST_WORDS: Final = 50  # a text with an id and fewer words is a list with a mistake in it, not a paper
_BIB_HINT: Final = "add eprint = {2104.08645} to the entries, or name the papers' ids or files"

Found = tuple[list[PaperRequest], list[str]]
"""Requests, and what stands for a paper but could not be resolved to one."""


def parse_requests(arguments: Sequence[str], *, max_bytes: int) -> tuple[tuple[PaperRequest, ...], tuple[str, ...]]:
    """What the user named, in order, each paper and version once.

    Args:
        arguments: arXiv ids, URLs or DOIs; paths of papers; .bib files; .txt files with an id on each line.
        max_bytes: Of one file.

    Returns:
        The requests, and the entries of bibliographies that lead to no arXiv paper.

    Raises:
        UsageError: If an argument is none of these, a file is missing, or nothing is asked for at all.
    """
    requests: dict[tuple[str, int | None], PaperRequest] = {}
    unresolved: list[str] = []
    for argument in arguments:
        found, missing = _parse(argument, max_bytes)
        for request in found:
            requests.setdefault((request.paper, request.version), request)
        unresolved += missing
    if not requests:
        raise UsageError("no papers named", hint="name ids, files or a .bib file: synth fetch 2104.08645 paper.pdf")
    return tuple(requests.values()), tuple(dict.fromkeys(unresolved))


def _parse(argument: str, max_bytes: int) -> Found:
    """The papers that one argument stands for."""
    path = Path(argument)
    if _is_file(path):
        suffix = path.suffix.lower()
        if suffix == ".bib":
            return _parse_bibliography(path, max_bytes)
        if suffix in {".txt", ".text", ""} and (lines := _listed(path)) is not None:
            return _parse_list(path, lines), []
        return [local_request(path, max_bytes=max_bytes)], []
    try:
        paper, version = parse_arxiv_id(argument)
    except UsageError:
        if argument.strip() and "://" not in argument:
            _refuse_path(path)
        raise
    return [PaperRequest(paper, version, cited_as=argument.strip())], []


def _is_file(path: Path) -> bool:
    """Whether there is such a file; an argument too long for a path is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # ValueError: a NUL in it
        return False


def _refuse_path(path: Path) -> None:
    """Say what is wrong with an argument that was meant as a path."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        return
    if is_folder:
        raise UsageError(f"{path} is a folder", hint=f"name the files in it: synth fetch {path}/*.pdf")
    if path.suffix.lower() in KINDS.keys() - {""} | {".bib"}:
        raise UsageError(f"no such file: {path}", hint="check the path, or name an arXiv id")


def _read(path: Path, max_bytes: int) -> str | None:
    """A text file's content, whatever its encoding; None if it is larger than our limit."""
    try:
        data = read_bounded(path, max_bytes)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", hint="check its permissions") from error
    if len(data) > max_bytes:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # every byte is a character there


def _listed(path: Path) -> list[tuple[int, str]] | None:
    """The lines of a list of ids with their numbers, comments and blanks left out; None for any other text."""
    text = _read(path, _LIST_BYTES)
    if text is None:
        return None
    stripped = ((number, re.sub(r"(?:^|\s)#.*", "", line).strip()) for number, line in enumerate(text.splitlines(), 1))
    lines = [(number, line) for number, line in stripped if line]
    ids = sum(_is_id(line) for _, line in lines)
    is_list = (
        2 * ids >= len(lines)
        or (ids > 0 and len(text.split()) < _FEWEST_WORDS)
        or all(len(line.split()) == 1 for _, line in lines)
    )
    return lines if is_list else None


def _is_id(text: str) -> bool:
    """Whether a text is an arXiv id in any of its forms."""
    try:
        parse_arxiv_id(text)
    except UsageError:
        return False
    return True


def _parse_list(path: Path, lines: Iterable[tuple[int, str]]) -> list[PaperRequest]:
    """The papers of a list of ids."""
    requests = []
    for number, line in lines:
        try:
            paper, version = parse_arxiv_id(line)
        except UsageError as error:
            raise UsageError(f"{path}, line {number}: {error}", hint=error.hint) from error
        requests.append(PaperRequest(paper, version, cited_as=line))
    if not requests:
        raise UsageError(f"{path} names no papers", hint="write one arXiv id on each line; # starts a comment")
    return requests


def _parse_bibliography(path: Path, max_bytes: int) -> Found:
    """The arXiv papers of a BibTeX file, and its other entries."""
    requests: list[PaperRequest] = []
    unresolved: list[str] = []
    text = _read(path, max_bytes)
    if text is None:
        raise UsageError(f"{path} is larger than {max_bytes / 1e6:g} MB", hint="raise max_bytes in synth.toml")
    for name, title, mentions in _entries(text):
        if found := next(mentions, None):
            paper, version = parse_arxiv_id(found)
            requests.append(PaperRequest(paper, version, cited_as=f"{path.name}: {name}", title=title))
        else:
            unresolved.append(f"{path.name}: {name}{', ' if title else ''}{title}")
    if not requests:
        what = f"none of its {len(unresolved)} entries has an arXiv id" if unresolved else "it has no entries"
        raise UsageError(f"{path} names no arXiv papers: {what}", hint=_BIB_HINT)
    return requests, unresolved


def _entries(text: str) -> Iterator[tuple[str, str, Iterator[str]]]:
    """Name, title and arXiv ids of each entry; of an entry that cannot be parsed, as much as its raw text gives."""
    import bibtexparser
    from bibtexparser.model import Entry, ParsingFailedBlock

    for block in bibtexparser.parse_string(text).blocks:
        entry = getattr(block, "ignore_error_block", None) or block  # one that is only a duplicate in some way
        if isinstance(entry, Entry):
            fields = {field.key.lower(): _bare(field.value) for field in reversed(entry.fields)}  # the first counts
            yield entry.key, _plain(fields.get("title", "")), _ids_of(fields)
        elif isinstance(entry, ParsingFailedBlock):
            where = f"entry at line {(entry.start_line or 0) + 1} (not valid BibTeX)"
            yield where, "", _mentions(entry.raw or "")


def _bare(value: object) -> str:
    """A field's value without the braces or quotes around all of it, which duplicates still have."""
    text = str(value).strip()
    return text[1:-1].strip() if re.fullmatch(r"\{[^{}]*\}|\"[^\"]*\"", text) else text


def _ids_of(fields: dict[str, str]) -> Iterator[str]:
    """The arXiv ids of an entry, the surest first."""
    archive = fields.get("archiveprefix", fields.get("eprinttype", "arxiv")).lower()
    for name in _ID_FIELDS if archive == "arxiv" else ():
        if _is_id(fields.get(name, "")):
            yield fields[name]
    for name in _TEXT_FIELDS:
        value = fields.get(name, "")
        if name == "doi" and _is_id(value):
            yield value
        yield from _mentions(value)


def _mentions(text: str) -> Iterator[str]:
    """The arXiv ids that a text mentions as such."""
    return (match["id"] for match in _MENTION.finditer(text) if _is_id(match["id"]))


def _plain(title: str) -> str:
    r"""A title without TeX, for people to read.

    >>> _plain(r"The {\"O} of {BERT} \& Co.")
    'The Ö of BERT & Co.'
    """
    from pylatexenc.latex2text import LatexNodes2Text

    return " ".join(str(LatexNodes2Text().latex_to_text(title)).split())
