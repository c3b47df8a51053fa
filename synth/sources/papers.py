"""All papers a user may name: local files, and arXiv."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from synth.config import Settings
from synth.ports import Paper, PaperRequest, Progress
from synth.sources.arxiv import ArxivSource
from synth.sources.cache import Cache
from synth.sources.http import Http
from synth.sources.local import LocalSource
from synth.sources.throttle import Throttle, shared_throttle


class Papers:
    """Sends each request to where its paper is."""

    def __init__(self, *, local: LocalSource, arxiv: ArxivSource, count: "_Count") -> None:
        self._local = local
        self._arxiv = arxiv
        self._count = count

    @classmethod
    def with_settings(
        cls,
        settings: Settings,
        folder: Path,
        *,
        offline: bool = False,
        refresh: bool = False,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Self:
        """The sources as the settings have them.

        Args:
            settings: Addresses, limits, and the contact for our User-Agent.
            folder: Where files are kept; ``SourceFile.path`` is relative to it. Made when first needed.
            offline: Use the cache alone.
            refresh: Ask again for what the cache holds.
            progress: Told of each step.
            throttle: Decides when a request may start; by default the one of this process.
        """
        cache = Cache(folder)
        count = _Count(progress)
        http = Http(
            throttle=throttle or shared_throttle(settings.arxiv_gap_s),
            contact=settings.contact,
            timeout_s=settings.timeout_s,
            max_bytes=settings.max_bytes,
            first_wait_s=settings.arxiv_gap_s,
        )
        return cls(
            local=LocalSource(cache=cache, max_bytes=settings.max_bytes, progress=count),
            arxiv=ArxivSource(
                http=http, cache=cache, settings=settings, offline=offline, refresh=refresh, progress=count
            ),
            count=count,
        )

    def fetch_papers(self, requests: Sequence[PaperRequest]) -> Iterator[Paper]:
        """Local papers first, then those from arXiv, each as soon as it is done.

        Raises:
            StoreError: If the cache cannot be written.
        """
        local = [request for request in requests if request.path]
        others = [request for request in requests if not request.path]
        self._count.start(0, len(requests))
        yield from self._local.fetch_papers(local)
        self._count.start(len(local), len(requests))
        yield from self._arxiv.fetch_papers(others)


class _Count:
    """Progress of several sources as that of one."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._before = 0
        self._total = 0

    def start(self, before: int, total: int) -> None:
        """A source starts when ``before`` of ``total`` papers are done."""
        self._before = before
        self._total = total

    def __call__(self, what: str, done: int, _total: int) -> None:
        """A source has done some of its own."""
        if self._progress:
            self._progress(what, self._before + done, self._total)
