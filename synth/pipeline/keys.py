"""Keys of what is kept: the hash of all that a result depends on."""

import hashlib
import json
from typing import Final

from synth.claims.document import Document

_VERSION: Final = 3  # part of every key: a change in how verdicts are made starts anew
_KEY_DIGITS: Final = 32


def key_of(*parts: str) -> str:
    """The key of whatever depends on these parts only."""
    return hashlib.sha256("\n".join([str(_VERSION), *parts]).encode()).hexdigest()[:_KEY_DIGITS]


def document_hash(document: Document) -> str:
    """Hash of what is read of a document."""
    tables = json.dumps([(table.caption, table.rows) for table in document.tables], ensure_ascii=False)
    whole = "\n".join([document.paper, str(document.version), document.text, tables])
    return hashlib.sha256(whole.encode()).hexdigest()
