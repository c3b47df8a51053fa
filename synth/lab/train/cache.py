"""Checkpoints on disk, by key, written so that a reader never meets half a file.

Several processes may share a folder: a file is written under a name of its own and then moved into place.
"""

import contextlib
import hashlib
import json
import logging
import os
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from synth.errors import LabError

_LOG = logging.getLogger(__name__)


def key_of(fields: dict[str, Any]) -> str:
    """First 16 hex digits of the hash of ``fields``, which must be JSON values.

    >>> key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class CheckpointCache:
    """A folder of finished checkpoints, and of the last states of unfinished runs."""

    folder: Path

    def read(self, key: str) -> dict[str, Any] | None:
        """The finished checkpoint, or None."""
        return _read(self._path(key))

    def write(self, key: str, state: dict[str, Any]) -> None:
        """Keep a finished checkpoint; the state of the unfinished run is dropped.

        Raises:
            LabError: If the folder cannot be written to.
        """
        _write(self._path(key), state)
        self._path(key, ".partial").unlink(missing_ok=True)

    def keeper(self, key: str) -> "PartialCheckpoint":
        """Where the run called ``key`` keeps its state until it is done."""
        return PartialCheckpoint(self._path(key, ".partial"))

    def _path(self, key: str, ending: str = "") -> Path:
        return self.folder / f"{key}.pt{ending}"


@dataclass(frozen=True, slots=True)
class PartialCheckpoint:
    """The last state of one unfinished run; implements ``synth.lab.train.loop.Keeper``."""

    path: Path

    def read(self) -> dict[str, Any] | None:
        """The last state kept, or None."""
        return _read(self.path)

    def write(self, state: dict[str, Any]) -> None:
        """Replace what was kept."""
        _write(self.path, state)


def _read(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, OSError) as error:
        _LOG.warning("%s cannot be read (%s); the run starts anew", path, error)
        return None
    return state


def _write(path: Path, state: dict[str, Any]) -> None:
    own = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, own)
        own.replace(path)
    except (OSError, RuntimeError) as error:  # torch reports a full disk as RuntimeError
        raise LabError(f"cannot write checkpoint {path}: {error}", hint="is the disk full or read-only?") from error
    finally:  # nothing half written stays, also when interrupted; after the move there is nothing to remove
        with contextlib.suppress(OSError):
            own.unlink()
