"""Files of papers on disk, by id and version, each with its hash.

A file appears under its name only when it is whole, so that a reader never meets half of one, and
is read only if its hash fits, so that a damaged one is fetched anew.
"""

import dataclasses
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from synth.claims.types import PaperId
from synth.errors import StoreError
from synth.ports import SourceFile

_RECORD: Final = "record.json"
_LATEST: Final = "latest"


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one version of a paper.

    Attributes:
        files: What was received of it, at most one of each kind.
        absent: Kinds that the source said it does not have.
    """

    paper: PaperId
    version: int | None
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""  # ISO date
    abstract: str = ""
    doi: str = ""
    comment: str = ""
    journal: str = ""
    files: tuple[SourceFile, ...] = ()
    absent: tuple[str, ...] = ()


class Cache:
    """A folder of papers; it is made when the first file is kept.

    Args:
        root: The folder; paths in ``SourceFile`` are relative to it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def record_of(self, paper: PaperId, version: int | None) -> Record | None:
        """What is kept of a version, without files that are missing or damaged; None if nothing is."""
        try:
            fields = json.loads((self._folder(paper, version) / _RECORD).read_text(encoding="utf-8"))
            record = _record(fields)
        except (OSError, ValueError, TypeError, KeyError):  # not there, cut off, or of another shape
            return None
        if (record.paper, record.version) != (paper, version):
            return None
        return dataclasses.replace(record, files=tuple(file for file in record.files if self._is_whole(file)))

    def latest_of(self, paper: PaperId) -> int | None:
        """The version that was the latest when the paper was last asked for without one."""
        try:
            return int((self._folder(paper, None).parent / _LATEST).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def highest_of(self, paper: PaperId) -> int | None:
        """The highest version that is kept at all."""
        versions = [path.parent.name[1:] for path in self._folder(paper, None).parent.glob(f"v*/{_RECORD}")]
        return max((int(version) for version in versions if version.isdigit()), default=None)

    def save_record(self, record: Record, *, is_latest: bool = False) -> None:
        """Keep what is known of a version; an existing record is replaced.

        Raises:
            StoreError: If the folder cannot be written.
        """
        folder = self._folder(record.paper, record.version)
        text = json.dumps(dataclasses.asdict(record), ensure_ascii=False, indent=1, sort_keys=True)
        self._write(folder / _RECORD, text.encode())
        if is_latest:
            self._write(folder.parent / _LATEST, str(record.version).encode())

    def save_file(self, paper: PaperId, version: int | None, *, kind: str, suffix: str, data: bytes) -> SourceFile:
        """Keep a file of a version; an existing one of its kind is replaced.

        Raises:
            StoreError: If the folder cannot be written.
        """
        path = self._folder(paper, version) / f"paper.{suffix}"
        self._write(path, data)
        return SourceFile(kind, path.relative_to(self.root).as_posix(), hashlib.sha256(data).hexdigest())

    def _folder(self, paper: PaperId, version: int | None) -> Path:
        """Where a version's files are."""
        return self.root / paper.replace("/", "_").replace(":", "_") / ("file" if version is None else f"v{version}")

    def _is_whole(self, file: SourceFile) -> bool:
        """Whether a kept file is still what it was."""
        try:
            with (self.root / file.path).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
        except OSError:
            return False

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file so that nobody ever sees half of it."""
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                part.write_bytes(data)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"cannot keep {path.name} in {path.parent}: {error.strerror}",
                hint="make room or give synth a folder it may write to; the papers fetched so far stay",
            ) from error


def _record(fields: dict[str, Any]) -> Record:
    """A record as JSON holds it."""
    files = tuple(SourceFile(**file) for file in fields.pop("files"))
    fields |= {name: tuple(fields[name]) for name in ("authors", "absent")}
    return Record(**fields, files=files)
