"""Polite downloads: one at a time, bounded in size and time, patient with a busy server.

A server that cannot be reached, or stays busy to the end of our patience, is not asked again for
the life of the client: a hundred papers do not mean a hundred times the same wait.
"""

import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

import requests
import urllib3

from synth import __version__
from synth.errors import SourceError
from synth.sources.throttle import Throttle

BUSY_STATUSES: Final = frozenset({429, 500, 502, 503, 504})
BUSY_BODY: Final = b"Rate exceeded"  # arXiv has sent this line with status 200, too
TRIES: Final = 4
TRIES_UNREACHED: Final = 2  # without a network nobody should wait for long to hear so
LONGEST_WAIT_S: Final = 120.0  # a Retry-After beyond this is a refusal
MAX_STRIKES: Final = 3  # given up on this often in a row, a host counts as down
DEADLINE: Final = 20  # times the timeout: a whole download takes no longer
_CHUNK: Final = 65_536
_AGAIN: Final = "run the command again later: what is done stays done; --offline uses the cache alone"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, whatever it was."""

    url: str
    status: int
    content: bytes
    content_type: str = ""
    retry_after_s: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)  # names in small letters

    @property
    def is_busy(self) -> bool:
        """Whether the server asks for patience instead of answering."""
        return self.status in BUSY_STATUSES or self.content[:64].startswith(BUSY_BODY)


class ConnectionLostError(SourceError):
    """No complete answer came.

    Attributes:
        was_reached: Whether the server could be talked to at all.
    """

    def __init__(self, message: str, *, was_reached: bool) -> None:
        super().__init__(message, hint=_AGAIN)
        self.was_reached = was_reached


class Http:
    """A client for one polite purpose.

    Args:
        throttle: Decides when a request may start; it does all the waiting.
        contact: E-mail or URL for our User-Agent; may be empty.
        timeout_s: For connecting and between two bytes.
        max_bytes: Of one download, after decompression.
        first_wait_s: Before the second try; doubled before each further one.
        clock: A monotonic clock in seconds, for the deadline of a download.
        headers: Sent with each request, such as a key; never to another host that a server points to.
    """

    def __init__(
        self,
        *,
        throttle: Throttle,
        contact: str = "",
        timeout_s: float = 30.0,
        max_bytes: int = 100_000_000,
        first_wait_s: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._throttle = throttle
        self._timeout_s = timeout_s
        self._max_bytes = max_bytes
        self._first_wait_s = first_wait_s
        self._clock = clock
        self._session = _Session(headers or {})
        self._session.headers["User-Agent"] = user_agent(contact)
        self._session.max_redirects = 5
        self._strikes: Counter[str] = Counter()
        self._down: dict[str, str] = {}

    def fetch(self, url: str) -> Reply:
        """The answer to a GET, after as much patience as a busy or failing server deserves.

        Returns:
            Any answer that is final: 200, but 404 and other refusals as well. These are never asked twice.

        Raises:
            SourceError: If the server cannot be reached, stays busy, or sends too much.
        """
        host = urlsplit(url).netloc
        if host in self._down:
            raise SourceError(self._down[host], hint=_AGAIN)
        for attempt in range(1, TRIES + 1):
            wait_s = self._first_wait_s * 2 ** (attempt - 1)
            try:
                reply = self._attempt(url)
            except ConnectionLostError as error:
                failure: SourceError = error
            else:
                if not reply.is_busy:
                    self._strikes[host] = 0
                    return reply
                wait_s = max(wait_s, reply.retry_after_s or 0.0)
                failure = SourceError(f"{host} is busy (HTTP {reply.status})", hint=_AGAIN)
            logger.info("%s: try %d of %d: %s", _without_key(url), attempt, TRIES, failure)
            if wait_s > LONGEST_WAIT_S:
                self._down[host] = f"{host} asks to come back in {wait_s:.0f} s"
                raise SourceError(self._down[host], hint=_AGAIN)
            if attempt == TRIES or (attempt == TRIES_UNREACHED and not _was_reached(failure)):
                break
            self._throttle.hold(wait_s)
        self._strike(host, failure)
        raise failure

    def slow_down(self, gap_s: float) -> None:
        """Let the next request start no sooner than ``gap_s`` seconds from now: a server may ask for it."""
        self._throttle.hold(min(gap_s, LONGEST_WAIT_S))

    def _strike(self, host: str, failure: SourceError) -> None:
        """Remember that we gave up on a host, and whether to ask it again at all."""
        self._strikes[host] += 1
        if not _was_reached(failure) or self._strikes[host] >= MAX_STRIKES:
            self._down[host] = str(failure)

    def _attempt(self, url: str) -> Reply:
        """One request, read to its end or to our limits."""
        host = urlsplit(url).netloc
        try:
            with (
                self._throttle.turn(),
                self._session.get(url, timeout=self._timeout_s, stream=True) as response,
            ):
                return Reply(
                    url=response.url,
                    status=response.status_code,
                    content=self._body(response),
                    content_type=response.headers.get("Content-Type", ""),
                    retry_after_s=_retry_after_s(response),
                    headers={name.lower(): value for name, value in response.headers.items()},
                )
        except requests.exceptions.SSLError as error:
            raise SourceError(f"{host} has no valid certificate: {_inner(error)}") from error
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            never_connected = bool(error.args) and isinstance(error.args[0], urllib3.exceptions.MaxRetryError)
            what = "cannot be reached" if never_connected else "broke off"
            raise ConnectionLostError(f"{host} {what}: {_inner(error)}", was_reached=not never_connected) from error
        except requests.RequestException as error:
            raise SourceError(f"{host} gave no usable answer: {_inner(error)}") from error

    def _body(self, response: requests.Response) -> bytes:
        """The content, read piece by piece within our limits."""
        host = urlsplit(response.url).netloc
        deadline = self._clock() + DEADLINE * self._timeout_s
        self._check_size(response.url, int(response.headers.get("Content-Length", "").strip() or 0))
        pieces: list[bytes] = []
        total = 0
        for piece in response.iter_content(_CHUNK):
            pieces.append(piece)
            total += len(piece)
            self._check_size(response.url, total)
            if self._clock() > deadline:
                raise ConnectionLostError(f"{host} is too slow: {total} bytes so far", was_reached=True)
        return b"".join(pieces)

    def _check_size(self, url: str, size: int) -> None:
        if size > self._max_bytes:
            raise SourceError(
                f"{_without_key(url)} is larger than {self._max_bytes / 1e6:g} MB",
                hint="raise max_bytes in synth.toml, or give synth a local file",
            )


class _Session(requests.Session):
    """A session whose own headers stay with the host they are meant for."""

    def __init__(self, private: Mapping[str, str]) -> None:
        super().__init__()
        self._private = tuple(private)
        self.headers.update(private)

    def rebuild_auth(self, prepared_request: requests.PreparedRequest, response: requests.Response) -> None:
        """Leave out what another host must not see; requests calls this before it follows a redirect."""
        super().rebuild_auth(prepared_request, response)  # type: ignore[no-untyped-call]  # requests' stubs leave it out
        before, after = (urlsplit(request.url or "") for request in (response.request, prepared_request))
        if (before.scheme, before.netloc) != (after.scheme, after.netloc):
            for name in self._private:
                prepared_request.headers.pop(name, None)


def _without_key(url: str) -> str:
    """An address that may be shown to everybody."""
    return re.sub(r"(?<=api_key=)[^&]+", "...", url)


def _was_reached(failure: SourceError) -> bool:
    """Whether the server could be talked to at all."""
    return not isinstance(failure, ConnectionLostError) or failure.was_reached


def user_agent(contact: str) -> str:
    """How we introduce ourselves.

    >>> user_agent("me@example.org").partition(" ")[2]
    '(+me@example.org)'
    """
    printable = re.sub(r"[^!-~]+", " ", contact).strip()  # a header holds ASCII, and no line break
    return f"synth/{__version__}" + (f" (+{printable})" if printable else "")


def _retry_after_s(response: requests.Response) -> float | None:
    """How long the server asks us to wait, in seconds; a date is read against the server's own clock."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit():
        return float(value)
    try:
        then, now = (parsedate_to_datetime(text) for text in (value, response.headers.get("Date", "")))
        return max((then - now).total_seconds(), 0.0)
    except (ValueError, TypeError):  # no date, or one with a time zone and one without
        return None


_WORDS: Final = (  # the first that fits: urllib3's refused connections are a kind of its time-outs
    (urllib3.exceptions.NameResolutionError, "its name is unknown (no network?)"),
    (urllib3.exceptions.NewConnectionError, "connection refused (no network?)"),
    (urllib3.exceptions.ConnectTimeoutError, "no answer in time (no network?)"),
    (urllib3.exceptions.ReadTimeoutError, "no answer in time"),
    (urllib3.exceptions.ProtocolError, "the connection was dropped"),
    (urllib3.exceptions.ProxyError, "the proxy does not answer"),
)


def _inner(error: Exception) -> str:
    """The cause of a failed request, in words; requests wraps it in up to three layers."""
    inner: object = error.args[0] if error.args else error
    inner = getattr(inner, "reason", None) or inner
    return next((words for kind, words in _WORDS if isinstance(inner, kind)), str(inner)[:200])
