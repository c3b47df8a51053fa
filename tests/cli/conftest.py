"""Running the program as a user does, in this process or in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from synth.cli import main
from tests.arxiv_server import ArxivServer

PAPERS = Path(str(files("synth.demo"))) / "papers"
TITLES = {
    "2104.00001": ("two-libraries.pdf", "Two PDF Libraries on Twenty Papers of Known Text"),
    "2104.00002": ("font-map.pdf", "One Font Map Decides: A Second Look at PDF Text Recall"),
    "2104.00003": ("similarity.pdf", "Similarity Is Not Support: Scoring Claims Against Papers"),
}


@dataclass(frozen=True, slots=True)
class Ended:
    """What a finished run printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Standard output as the one JSON document it must be."""
        fields: dict[str, Any] = json.loads(self.out)
        return fields


RunSynth = Callable[..., Ended]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def synth(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> RunSynth:
    """Run a command in the workspace, in this process; a traceback fails the test."""
    monkeypatch.chdir(workspace)

    def run(*words: object) -> Ended:
        result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[ArxivServer]:
    """A stand-in for arXiv that serves three papers, and the settings that point to it."""
    with ArxivServer() as server:
        for paper, (name, title) in TITLES.items():
            server.add_paper(paper, 2, title, pdf=(PAPERS / name).read_bytes(), authors=("Ada Lovelace",))
        for name, value in loopback(server).items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """ArXiv's addresses point to a port where nobody listens."""
    with ArxivServer() as server:
        settings = loopback(server)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def loopback(server: ArxivServer) -> dict[str, str]:
    """The settings that point to a server."""
    return {
        "SYNTH_ARXIV_API_URL": server.api_url,
        "SYNTH_ARXIV_SITE_URL": server.site_url,
        "SYNTH_ARXIV_GAP_S": "0",
    }


def start_synth(workspace: Path, *words: object) -> subprocess.Popen[str]:
    """Start a command in a process of its own, for tests that kill it; it hears Ctrl-C even if its parent does not."""
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    return subprocess.Popen(
        [sys.executable, "-c", f"{hears}; from synth.cli import main; main()", *map(str, words)],
        cwd=workspace,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
