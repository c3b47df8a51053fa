"""What one command did, and what it could not do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Clock = Callable[[], datetime]
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that could not be done; kept until a later run does it."""

    command: str
    item: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One command's run: everything needed to do it again."""

    key: str  # 12 hex digits of the hash of command, settings, inputs and models; not of the time
    command: str
    started_at: datetime
    settings: Mapping[str, Any] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)  # name -> hash
    versions: Mapping[str, str] = field(default_factory=dict)  # package -> version
    inputs: Mapping[str, str] = field(default_factory=dict)  # what -> hash
    counts: Mapping[str, int] = field(default_factory=dict)
