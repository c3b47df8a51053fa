"""A paper's files -> its text, and the places of that text on the PDF's pages."""

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from synth.claims.document import Box, Document
from synth.claims.types import PaperId, Span
from synth.documents.boxes import PdfPlaces
from synth.documents.html import read_html
from synth.documents.latex import read_latex
from synth.documents.pdf import read_pdf
from synth.documents.plain import read_text
from synth.errors import SourceError
from synth.ports import Paper

_log = logging.getLogger(__name__)


class _Read(Protocol):
    """What reads one kind of file."""

    def __call__(self, data: bytes, *, paper: PaperId, version: int | None, title: str) -> Document: ...


_READERS: dict[str, _Read] = {"html": read_html, "latex": read_latex, "pdf": read_pdf, "text": read_text}  # best first
_KINDS = list(_READERS)
OPEN_PDFS = 2  # kept at hand for boxes: claims come paper by paper


def read_bytes(kind: str, data: bytes, *, paper: PaperId, version: int | None, title: str) -> Document:
    """The text of one file.

    Args:
        kind: html, latex, pdf or text.
        title: The title known from elsewhere; empty to take the file's own.

    Raises:
        SourceError: If the bytes cannot be read as that kind, or hold no text.
    """
    if kind not in _READERS:
        raise SourceError(f"unknown kind of file: {kind!r}", hint=f"synth reads {', '.join(_KINDS)}")
    return _READERS[kind](data, paper=paper, version=version, title=title)


class FileReader:
    """Reads papers from the workspace's cache; implements ``ports.Reader``."""

    def __init__(self, cache_dir: Path) -> None:
        self._cache_dir = cache_dir
        self._places: Callable[[str, str], PdfPlaces] = lru_cache(maxsize=OPEN_PDFS)(self._places_in)

    def read_document(self, paper: Paper) -> Document:
        """The best document that a paper's files give: HTML before TeX before PDF before text.

        Raises:
            SourceError: If none of them holds text; the reason is that of the last one tried.
        """
        failure = SourceError(f"{paper.id} has no file to read", hint="fetch it again with --refresh")
        for file in sorted(
            paper.files, key=lambda item: _KINDS.index(item.kind) if item.kind in _KINDS else len(_KINDS)
        ):
            try:
                return read_bytes(
                    file.kind, self._data(file.path), paper=paper.id, version=paper.version, title=paper.title
                )
            except SourceError as error:
                failure = error
                _log.warning("%s: %s cannot be used: %s", paper.id, file.kind, error)
        raise failure

    def boxes_of(self, paper: Paper, document: Document, span: Span) -> tuple[Box, ...]:
        """Line boxes of a span; empty when there is no PDF, or it does not hold the words."""
        pdf = next((file for file in paper.files if file.kind == "pdf"), None)
        if pdf is None:
            return ()
        try:
            return self._places(pdf.path, pdf.sha256).boxes(document, span)
        except SourceError as error:
            _log.warning("%s: no boxes: %s", paper.id, error)
            return ()

    def _places_in(self, path: str, sha256: str) -> PdfPlaces:  # noqa: ARG002 - the hash is part of the cache's key
        return PdfPlaces(self._data(path))

    def _data(self, path: str) -> bytes:
        try:
            return (self._cache_dir / path).read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise SourceError(f"{path}: {reason}", hint="fetch it again with --refresh") from error
