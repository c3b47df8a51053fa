"""Papers written for these tests, and short ways to read them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from synth.claims.document import Document, Part
from synth.claims.types import PaperId
from synth.documents.read import read_bytes

DATA = Path(__file__).parent / "data"
Read = Callable[..., Document]
Typeset = Callable[[str], bytes]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read bytes as a kind of file."""

    def read_as(kind: str, data: bytes | str) -> Document:
        raw = data.encode() if isinstance(data, str) else data
        return read_bytes(kind, raw, paper=PaperId("local:0123456789ab"), version=None, title="")

    return read_as


@pytest.fixture(scope="session")
def typeset() -> Typeset:
    """Make a PDF out of typst source."""
    return lambda source: bytes(typst.compile(source.encode()))


@pytest.fixture(scope="session")
def two_columns() -> bytes:
    """A paper of two pages in two columns."""
    return bytes(typst.compile(str(DATA / "two_columns.typ")))


@pytest.fixture(scope="session")
def paper(read: Read, two_columns: bytes) -> Document:
    """The same, read."""
    return read("pdf", two_columns)


def texts(document: Document, *parts: Part) -> list[str]:
    """The sentences of some parts of a document; of all without any."""
    return [document.quote(item.span) for item in document.sentences if not parts or item.part in parts]
