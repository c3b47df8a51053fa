"""Bytes of a text file -> characters."""

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(data: bytes, *, declared: str = "") -> str:
    r"""A file as text: by its byte order mark, its own word, as UTF-8, else as Latin-1, which every byte is.

    Line ends become line feeds; NUL characters are left out.

    Args:
        declared: The encoding that the file itself names; empty or unknown counts as none.

    >>> decoded("Schütze".encode("latin-1")), decoded("a\r\nb".encode("utf-16"))
    ('Schütze', 'a\nb')
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    text = data[len(mark) :].decode(encoding, errors="replace") if encoding else _guessed(data, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _guessed(data: bytes, declared: str) -> str:
    """The text by the first encoding that fits."""
    for encoding in (declared, "utf-8"):
        try:
            return data.decode(encoding) if encoding else data.decode("utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")
