"""Fixtures of the sources: a stand-in for arXiv, a clock that only sleeping moves, and papers to serve."""

import gzip
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from synth.config import Settings
from synth.sources.arxiv import ArxivSource
from synth.sources.cache import Cache
from synth.sources.http import Http
from synth.sources.throttle import Throttle
from tests.arxiv_server import ArxivServer

HTML = (
    '<!DOCTYPE html><html><head><title>Width</title></head><body><div class="ltx_page_main">'
    '<article class="ltx_document"><p class="ltx_p">Width helps.</p></article></div></body></html>'
)
TEX = b"\\documentclass{article}\\begin{document}Width helps.\\end{document}\n"
SOURCE = gzip.compress(TEX, mtime=0)


@cache
def make_pdf(*, password: str = "") -> bytes:
    """A PDF of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(width=612, height=792)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


class FakeTime:
    """A clock that moves only when someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        """Seconds since nothing in particular."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def arxiv() -> Iterator[ArxivServer]:
    with ArxivServer() as server:
        yield server


@pytest.fixture
def make_http(fake_time: FakeTime) -> Callable[..., Http]:
    """Build a client that never really waits; a test names only what it cares about."""

    def make(*, gap_s: float = 3.0, contact: str = "", timeout_s: float = 5.0, max_bytes: int = 1_000_000) -> Http:
        throttle = Throttle(gap_s, clock=fake_time.clock, sleep=fake_time.sleep)
        return Http(throttle=throttle, contact=contact, timeout_s=timeout_s, max_bytes=max_bytes, clock=fake_time.clock)

    return make


@pytest.fixture
def make_source(arxiv: ArxivServer, make_http: Callable[..., Http], tmp_path: Path) -> Callable[..., ArxivSource]:
    """Build a source over the stand-in, its cache in the test's folder."""

    def make(*, boxes: bool = False, offline: bool = False, refresh: bool = False) -> ArxivSource:
        settings = Settings(arxiv_api_url=arxiv.api_url, arxiv_site_url=arxiv.site_url, boxes=boxes)
        cache = Cache(tmp_path / "cache")
        return ArxivSource(http=make_http(), cache=cache, settings=settings, offline=offline, refresh=refresh)

    return make
