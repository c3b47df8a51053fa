"""Every failure a user can cause or meet, with the exit code it ends in.

| code | meaning                                                                    |
| ---- | -------------------------------------------------------------------------- |
| 0    | done                                                                       |
| 1    | a bug in synth: Python's own code for a traceback                          |
| 2    | wrong usage (click's own errors, and ``UsageError``)                       |
| 3    | nothing that was asked for could be had from its source                    |
| 4    | the database cannot be opened, is locked, corrupt, too new, or disk is full |
| 5    | a model is unknown, missing or unusable                                    |
| 6    | an experiment cannot run as configured                                     |
| 7    | a report cannot be rendered, or a page cannot be served                    |
| 9    | done, but some items failed; they are listed and retried next time         |
| 10   | done, and findings are present (only under ``--strict``)                   |
| 130  | interrupted; what was done is kept                                         |
"""

from typing import ClassVar, Final

SOME_FAILED: Final = 9
FINDINGS: Final = 10
INTERRUPTED: Final = 130


class SynthError(Exception):
    """A failure with a message for a person and a code for a shell.

    Attributes:
        hint: What the user can do next; may be empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(SynthError):
    """What was asked for makes no sense: a malformed id, an unknown setting, an empty list."""

    exit_code = 2


class SourceError(SynthError):
    """A paper or report could not be fetched, or what came back could not be read."""

    exit_code = 3


class StoreError(SynthError):
    """The database is missing, locked, read-only, corrupt, or written by a newer synth."""

    exit_code = 4


class ConflictError(StoreError):
    """Somebody else changed the same thing meanwhile; nothing was overwritten."""


class ModelError(SynthError):
    """An encoder, entailment model or calibration is unknown, missing or unusable."""

    exit_code = 5


class LabError(SynthError):
    """An experiment cannot run as configured."""

    exit_code = 6


class RenderError(SynthError):
    """A template or its data cannot be turned into a report."""

    exit_code = 7


class MissingPackageError(RenderError):
    """What was asked for needs a package that is not installed; the hint names the extra that brings it."""


class ServeError(SynthError):
    """A page cannot be served: its port is taken, or what serves it is not installed."""

    exit_code = 7
