"""``synth export``: what is there is not replaced unasked, and a path that cannot be written is named."""

from pathlib import Path

import pytest

from tests.arxiv_server import ArxivServer
from tests.cli.conftest import PAPERS, TITLES, RunSynth

PAPER = "2104.00001"


@pytest.fixture
def filled(synth: RunSynth, arxiv: ArxivServer) -> RunSynth:  # noqa: ARG001 - it must be running
    """A workspace with one paper."""
    assert synth("fetch", PAPER, "--no-boxes", "-q").code == 0
    return synth


def test_file_that_exists_is_replaced_only_by_force(filled: RunSynth, workspace: Path) -> None:
    kept = workspace / "out" / "references.bib"
    kept.parent.mkdir()
    kept.write_text("mine")

    ended = filled("export", "bibtex", "--out", "out")
    assert (ended.code, kept.read_text()) == (2, "mine")
    assert "references.bib exists" in ended.err
    assert "--force replaces it" in ended.err
    assert filled("export", "bibtex", "--out", "out", "--force").code == 0
    assert "@misc{" in kept.read_text()


def test_file_in_the_place_of_the_folder_is_left_alone(filled: RunSynth, workspace: Path) -> None:
    (workspace / "out.bib").write_text("mine")
    ended = filled("export", "bibtex", "--out", "out.bib")

    assert ended.code == 2
    assert "is a file" in ended.err
    assert (workspace / "out.bib").read_text() == "mine"


def test_folder_that_cannot_be_made_is_named(filled: RunSynth, workspace: Path) -> None:
    (workspace / "taken").write_text("mine")
    ended = filled("export", "ris", "--out", "taken/deeper", "--json")

    assert ended.code == 7
    assert "cannot write to taken/deeper" in ended.err
    assert ended.document["error"]["exit_code"] == 7


def test_later_version_is_cited_alone(filled: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper(PAPER, 3, TITLES[PAPER][1], pdf=(PAPERS / TITLES[PAPER][0]).read_bytes())
    filled("fetch", PAPER, "--refresh", "--no-boxes", "-q")
    versions = [paper["version"] for paper in filled("papers", "--json").document["papers"]]

    assert versions == [2, 3]
    assert filled("export", "bibtex").out.count("@misc{") == 1
