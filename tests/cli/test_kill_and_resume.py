"""Killed or interrupted at any point, the next run finishes the job."""

import signal
import time
from pathlib import Path

import pytest

from tests.arxiv_server import ArxivServer
from tests.cli.conftest import PAPERS, TITLES, RunSynth, start_synth

PATIENCE_S = 60.0


def wait_for(condition: object, patience_s: float = PATIENCE_S) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]  # any callable
            return
        time.sleep(0.02)
    pytest.fail("waited in vain")


def test_fetch_killed_in_the_middle_is_finished_by_the_next_one(
    synth: RunSynth, arxiv: ArxivServer, workspace: Path
) -> None:
    first, second, third = TITLES
    arxiv.fault(f"/pdf/{second}", delay_s=30.0, times=1)
    process = start_synth(workspace, "fetch", *TITLES)
    wait_for(lambda: any(path.startswith(f"/pdf/{second}") for path in arxiv.paths))
    process.kill()
    process.communicate()

    statuses = {paper["id"]: paper["status"] for paper in synth("papers", "--json").document["papers"]}
    assert statuses == {first: "available", second: "wanted", third: "wanted"}

    arxiv.heal()
    assert synth("fetch").code == 0
    assert {paper["status"] for paper in synth("papers", "--json").document["papers"]} == {"available"}
    assert sum(path.startswith(f"/pdf/{first}") for path in arxiv.paths) == 1


def test_interrupt_ends_with_130_and_keeps_what_is_done(synth: RunSynth, arxiv: ArxivServer, workspace: Path) -> None:
    first, second, _ = TITLES
    arxiv.fault(f"/pdf/{second}", delay_s=5.0, times=1)
    process = start_synth(workspace, "fetch", *TITLES)
    wait_for(lambda: any(path.startswith(f"/pdf/{second}") for path in arxiv.paths))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE_S)

    assert process.returncode == 130
    assert "what was done is kept" in err
    assert "Traceback" not in err
    statuses = {paper["id"]: paper["status"] for paper in synth("papers", "--json").document["papers"]}
    assert statuses[first] == "available"


def test_verify_killed_in_the_middle_is_finished_by_the_next_one(
    synth: RunSynth, workspace: Path, tmp_path: Path
) -> None:
    papers = [PAPERS / name for name, _ in TITLES.values()]
    for folder in (workspace, tmp_path / "undisturbed"):
        assert synth("fetch", *papers, "--workspace", folder).code == 0
        for number in range(40):
            synth("claims", "add", f"Reading takes {number}.5 ms for a page.", "--workspace", folder)
    process = start_synth(workspace, "verify")
    assert process.stderr is not None
    for line in process.stderr:
        if not line.startswith("0/"):
            break
    process.kill()
    process.communicate()

    resumed = synth("verify", "--json").document["claims"]

    assert resumed == synth("verify", "--json", "--workspace", tmp_path / "undisturbed").document["claims"]
