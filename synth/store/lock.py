"""One writer to a workspace: a second one is told at once who is there. Readers need no lock."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from synth.errors import StoreError
from synth.store.faults import named

_LOCKED_BYTE = 1 << 20  # Windows locks bytes; this one lies beyond what we write, so that others can read the rest


@contextmanager
def workspace_lock(path: Path, *, command: str) -> Iterator[None]:
    """Hold a workspace for the length of the block; the system lets go of it even when the program is killed.

    Args:
        path: The lock file, ``db/.lock``; it stays behind, empty of meaning.
        command: What holds the workspace, for the message that another one gets.

    Raises:
        StoreError: If another program holds the workspace, or the file cannot be made.
    """
    with named(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    with file:
        if not _take(file):
            file.seek(0)
            raise StoreError(
                f"another synth works in {path.parent}: {file.read().strip() or 'unknown'}",
                hint="wait for it to end; reading commands (status, papers, claims, export) work meanwhile",
            )
        file.truncate(0)
        file.write(f"{command} (process {os.getpid()})\n")
        file.flush()
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        """Take the lock if it is free; closing the file gives it back."""
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        """Take the lock if it is free; closing the file gives it back."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
