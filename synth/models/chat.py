"""One question to a language model behind an OpenAI-compatible server: one POST, one text back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from synth.errors import ModelError

MAX_SHOWN: Final = 300  # characters of a server's own words in our messages


@dataclass(frozen=True, slots=True)
class ChatServer:
    """A chat model by address and name.

    Attributes:
        url: Base address of the server, up to and with ``/v1``.
        model: The model's name there.
        key: Sent as bearer token; empty for none. It is shown and written nowhere.
        timeout_s: For connecting and between two bytes.

    Raises:
        ModelError: If the address is no http(s) address.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = 120.0

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in {"http", "https"}:
            raise ModelError(f"not an http(s) address: {self.url!r}", hint="for example http://localhost:8080/v1")

    def complete(self, system: str, user: str, *, schema: Mapping[str, Any]) -> str:
        """The model's answer to one message, at temperature 0.

        Args:
            system: The instructions.
            user: The material.
            schema: JSON schema of the answer; servers that know ``response_format`` keep to it, others may not.

        Raises:
            ModelError: If the server cannot be reached, refuses, or gives no chat completion.
        """
        body = {
            "model": self.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "seed": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": schema},
            },
        }
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        place = urlsplit(self.url).netloc
        try:
            reply = requests.post(
                f"{self.url.rstrip('/')}/chat/completions",
                json=body,
                headers=headers,
                timeout=self.timeout_s,
                allow_redirects=False,
            )
            content = _content(reply)
        except requests.RequestException as error:
            message = f"no answer from {place}: {type(error).__name__}"
            raise ModelError(message, hint="is the server running, and the address right?") from error
        if content is None:
            message = f"{place} answered {reply.status_code}: {reply.text[:MAX_SHOWN]}"
            raise ModelError(message, hint="check the address (does it end in /v1?), the model's name and the key")
        return content


def _content(reply: requests.Response) -> str | None:
    """The text of a chat completion, or None if the reply is not one."""
    if reply.status_code != requests.codes.ok:
        return None
    try:
        content = reply.json()["choices"][0]["message"]["content"]
    except (requests.JSONDecodeError, LookupError, TypeError):
        return None
    return content if isinstance(content, str) else None
