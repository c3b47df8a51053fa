"""A model that writes."""

from collections.abc import Mapping
from typing import Any, Protocol


class Writer(Protocol):
    """A language model that answers one message with one text."""

    def complete(self, system: str, user: str, *, schema: Mapping[str, Any]) -> str:
        """The model's answer, JSON of the given schema if the server keeps to it.

        Raises:
            ModelError: If the server cannot be reached, refuses, or gives no answer.
        """
        ...
