"""A paper's files -> its text."""

import logging
from pathlib import Path

from synth.claims.document import Box, Document
from synth.claims.types import PaperId, Span
from synth.documents.html import read_html
from synth.documents.latex import read_latex
from synth.documents.pdf import read_pdf
from synth.errors import SourceError
from synth.ports import Paper

_log = logging.getLogger(__name__)
_KINDS = ("html", "latex", "pdf", "text")  # best first


def read_bytes(kind: str, data: bytes, *, paper: PaperId, version: int | None, title: str) -> Document:
    """The text of one file.

    Args:
        kind: html, latex, pdf or text.

    Raises:
        SourceError: If the bytes cannot be read as that kind, or hold no text.
    """
    if kind == "pdf":
        return read_pdf(data, paper=paper, version=version, title=title)
    if kind == "html":
        return read_html(data, paper=paper, version=version, title=title)
    if kind == "latex":
        return read_latex(data, paper=paper, version=version, title=title)
    raise SourceError(f"unknown kind of file: {kind!r}")


class FileReader:
    """Reads papers from the workspace's cache."""

    def __init__(self, cache_dir: Path) -> None:
        self._cache_dir = cache_dir

    def read_document(self, paper: Paper) -> Document:
        """The best document that a paper's files give: HTML before TeX before PDF before text.

        Raises:
            SourceError: If none of them holds text; the reason is the last file's.
        """
        failure = SourceError(f"{paper.id} has no file to read", hint="fetch it again with --refresh")
        for file in sorted(paper.files, key=lambda item: _KINDS.index(item.kind)):
            try:
                data = (self._cache_dir / file.path).read_bytes()
                return read_bytes(file.kind, data, paper=paper.id, version=paper.version, title=paper.title)
            except OSError as error:
                failure = SourceError(f"{file.path}: {error.strerror}", hint="fetch it again with --refresh")
            except SourceError as error:
                failure = error
            _log.warning("%s: %s: %s", paper.id, file.kind, failure)
        raise failure

    def boxes_of(self, paper: Paper, document: Document, span: Span) -> tuple[Box, ...]:
        """Line boxes of a span; empty when there is no PDF."""
        return ()
