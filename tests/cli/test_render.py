"""``synth render report`` on a workspace whose verdicts are there: formats, templates, paths that are taken."""

from pathlib import Path

import pytest

from synth.store.engine import open_store
from tests.cli.conftest import RunSynth
from tests.render.samples import PAPERS, RUN, VERIFIED_REPORT


@pytest.fixture
def verified(synth: RunSynth, workspace: Path) -> RunSynth:
    """A workspace with verdicts that no model had to make."""
    (workspace / "db").mkdir()
    store = open_store(f"sqlite:///{workspace / 'db' / 'synth.db'}")
    store.save_papers(PAPERS)
    store.save_claims([verdict.claim for verdict in VERIFIED_REPORT.verdicts])
    store.save_run(RUN)
    store.save_verdicts(RUN.key, VERIFIED_REPORT.verdicts)
    store.close()
    return synth


def test_formats_that_are_asked_for_are_written_and_listed(verified: RunSynth, workspace: Path) -> None:
    document = verified("render", "report", "--format", "markdown", "--format", "ris", "--json").document

    assert set(document["files"]) == {"report.md", "report.ris", "run.json"}
    assert all(Path(path).is_file() for path in document["files"].values())
    assert document["left_out"] == {}
    (folder,) = (workspace / "reports").iterdir()
    assert {path.name for path in folder.iterdir()} == set(document["files"])


def test_unknown_format_is_a_usage_error_that_names_the_known_ones(verified: RunSynth) -> None:
    ended = verified("render", "report", "--format", "docx")

    assert ended.code == 2
    assert "markdown" in ended.err


def test_template_with_an_error_is_named_with_its_line_and_nothing_is_written(
    verified: RunSynth, workspace: Path
) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "report.md.j2").write_text("# {{ report.title }}\n{{ report.nothing }}\n")

    ended = verified("render", "report", "--format", "markdown")

    assert ended.code == 7
    assert "report.md.j2, line 2:" in ended.err
    assert "hint: the shipped template" in ended.err
    assert not (workspace / "reports").exists()


def test_file_in_the_place_of_the_reports_is_left_alone(verified: RunSynth, workspace: Path) -> None:
    taken = workspace / "taken"
    taken.write_text("mine")

    ended = verified("render", "report", "--format", "markdown", "--out", taken)

    assert ended.code == 2
    assert "is a file" in ended.err
    assert taken.read_text() == "mine"


def test_paragraph_of_a_paper_that_is_gone_is_left_out_without_a_fuss(verified: RunSynth, workspace: Path) -> None:
    assert verified("render", "report", "--format", "html").code == 0

    (page,) = workspace.glob("reports/*/report.html")
    assert "Wider encoders lose " in page.read_text()
    assert 'class="around"' not in page.read_text()
