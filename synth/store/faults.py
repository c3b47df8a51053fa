"""Failures of the database that a person can do something about, as ``StoreError``; everything else passes."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError

from synth.errors import StoreError

_BY_CODE: Final = {
    "SQLITE_BUSY": ("is locked", "another synth is writing to it; wait for it to end, then try again"),
    "SQLITE_LOCKED": ("is locked", "another synth is writing to it; wait for it to end, then try again"),
    "SQLITE_PROTOCOL": ("is locked", "several synths open it at once; try again"),
    "SQLITE_READONLY": ("is read-only", "make the file and its folder writable, or name another with --db"),
    "SQLITE_CANTOPEN": ("cannot be opened", "is its folder there and writable? another place can be given with --db"),
    "SQLITE_PERM": ("cannot be opened", "its permissions forbid it; another place can be given with --db"),
    "SQLITE_NOTADB": ("is not a database", "move the file away to start afresh, or name another with --db"),
    "SQLITE_CORRUPT": (
        "is damaged",
        "restore a copy, or move the file away and fetch the papers again",
    ),
    "SQLITE_FULL": ("cannot grow: the disk is full", "free some space, then run the same command again"),
    "SQLITE_IOERR": ("cannot be read or written", "check the disk; a network folder is no place for SQLite"),
}
"""SQLite's result codes (https://www.sqlite.org/rescode.html): what is the matter, and what to do."""


@contextmanager
def named(place: str) -> Iterator[None]:
    """Turn the database's and the disk's refusals inside the block into ``StoreError``.

    Args:
        place: The database as the user knows it, for the message.

    Raises:
        StoreError: If the database is locked, read-only, corrupt or unreachable, or the disk is full.
    """
    try:
        yield
    except IntegrityError:
        raise  # a broken constraint is a bug of ours
    except DBAPIError as error:
        explained = _explained(place, error)
        if explained is None:
            raise
        raise explained from error
    except OSError as error:
        code = "SQLITE_FULL" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "SQLITE_CANTOPEN"
        raise _store_error(place, code, str(error)) from error


def _explained(place: str, error: DBAPIError) -> StoreError | None:
    """Our error for one of the driver's, or None when it is no fault of the outside world."""
    name = getattr(error.orig, "sqlite_errorname", "")
    for code in _BY_CODE:
        if name == code or name.startswith(f"{code}_"):
            return _store_error(place, code, str(error.orig))
    if "no such module" in str(error.orig):
        return StoreError(
            f"this Python's SQLite has no full-text search ({error.orig})",
            hint="use a Python whose sqlite3 was built with FTS5, as those of python.org, Debian and Homebrew are",
        )
    if not name and type(error.orig).__name__ == "OperationalError":  # a server's: unreachable, refused, shut down
        return StoreError(f"database {place}: {error.orig}", hint="is the server up, and are name and password right?")
    return None


def _store_error(place: str, code: str, detail: str) -> StoreError:
    problem, hint = _BY_CODE[code]
    return StoreError(f"database {place} {problem} ({detail})", hint=hint)
