"""One request at a time, and never two closer together than a polite gap."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache


class Throttle:
    """Lets callers through one by one, with a gap between their starts.

    Args:
        gap_s: Seconds between the starts of two turns.
        clock: A monotonic clock in seconds.
        sleep: Waits for a number of seconds.
    """

    def __init__(
        self,
        gap_s: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap_s = gap_s
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at = clock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until it is our turn, then keep all others out until the block ends."""
        with self._lock:
            wait_s = self._free_at - self._clock()
            if wait_s > 0:
                self._sleep(wait_s)
            self._free_at = self._clock() + self._gap_s
            yield

    def hold(self, wait_s: float) -> None:
        """Let nobody through for ``wait_s`` seconds from now."""
        with self._lock:
            self._free_at = max(self._free_at, self._clock() + wait_s)


@cache
def shared_throttle(gap_s: float) -> Throttle:
    """The throttle of this process: everyone who asks gets the same one.

    Source:
        At most one request every three seconds on one connection: https://info.arxiv.org/help/api/tou.html.
    """
    return Throttle(gap_s)
