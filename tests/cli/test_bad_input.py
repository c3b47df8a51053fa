"""Bad input ends in a clear error, a hint and the right exit code, and nothing is lost."""

import gzip
import io
import os
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from synth.store.lock import workspace_lock
from tests.arxiv_server import ArxivServer
from tests.cli.conftest import PAPERS, TITLES, Ended, RunSynth

ID = "2104.00001"


def failed(result: Ended, code: int, *words: str) -> None:
    """The run ended with ``code``, and its message holds ``words`` and a hint."""
    assert result.code == code, result.err
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.err + result.out, result.err
    assert "hint: " in result.err


@pytest.mark.parametrize("name", ["nonsense", "2113.00001", "2104.1", "https://example.org/paper", "hep-th/1"])
def test_malformed_id_is_refused_before_anything_is_made(synth: RunSynth, workspace: Path, name: str) -> None:
    failed(synth("fetch", name), 2, name)
    assert list(workspace.iterdir()) == []


@pytest.mark.parametrize(("question", "said"), [("  ", "the question is empty"), ("x" * 10_000, "10,000 characters")])
def test_question_that_is_none_is_refused_before_anything_is_made(
    synth: RunSynth, workspace: Path, question: str, said: str
) -> None:
    ended = synth("fetch", "2104.00001", "--question", question)

    assert ended.code == 2
    assert said in ended.err
    assert not list(workspace.iterdir())


def test_unknown_id_is_named_and_the_others_are_fetched(synth: RunSynth, arxiv: ArxivServer) -> None:
    result = synth("fetch", ID, "2104.99999")

    assert result.code == 9
    assert "2104.99999" in result.out
    statuses = {paper["id"]: paper["status"] for paper in synth("papers", "--json").document["papers"]}
    assert statuses == {ID: "available", "2104.99999": "not_found"}
    assert arxiv.requests


@pytest.mark.parametrize("text", ["", "# only a comment\n\n"])
def test_empty_list_of_ids_is_refused(synth: RunSynth, workspace: Path, text: str) -> None:
    (workspace / "ids.txt").write_text(text, encoding="utf-8")

    assert synth("fetch", "ids.txt").code in {2, 3}


def test_bibliography_without_arxiv_ids_is_refused(synth: RunSynth, workspace: Path) -> None:
    (workspace / "refs.bib").write_text("@article{a, title={X}, year={2020}}", encoding="utf-8")

    failed(synth("fetch", "refs.bib"), 2, "refs.bib", "no arXiv")


def _encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(PAPERS / "overlap.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _archive(add: Callable[[tarfile.TarFile], None]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        add(archive)
    return buffer.getvalue()


def _member(name: str, data: bytes = b"x", **fields: object) -> Callable[[tarfile.TarFile], None]:
    def add(archive: tarfile.TarFile) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        for key, value in fields.items():
            setattr(info, key, value)
        archive.addfile(info, io.BytesIO(data))

    return add


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted.pdf": (_encrypted, "password"),
    "broken.pdf": (lambda: b"%PDF-1.5\n" + b"garbage " * 500 + b"\n%%EOF", "PDF"),
    "empty.pdf": (lambda: b"", "empty"),
    "short.pdf": (lambda: (PAPERS / "overlap.pdf").read_bytes()[:9000], "cut off"),
    "page.pdf": (lambda: b"<html><body><h1>404 Not Found</h1></body></html>", "HTML"),
    "absolute.tar.gz": (lambda: _archive(_member("/etc/passwd")), "/etc/passwd"),
    "parent.tar.gz": (lambda: _archive(_member("../outside.tex")), ".."),
    "link.tar.gz": (lambda: _archive(_member("a.tex", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")), "link"),
    "huge.tar.gz": (lambda: _archive(_member("a.tex", bytes(200_000_000))), "larger"),
    "bomb.tar.gz": (lambda: gzip.compress(gzip.compress(bytes(50_000_000))), ""),
    "entities.html": (
        lambda: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><body>&b;</body></html>',
        "",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_bad_file_fails_alone_with_its_reason(synth: RunSynth, workspace: Path, name: str) -> None:
    make, word = FILES[name]
    (workspace / name).write_bytes(make())

    result = synth("fetch", name, PAPERS / "overlap.pdf")

    assert result.code == 9, result.out + result.err
    assert f"failed: {name}" in result.out
    assert word.lower() in result.out.lower()
    assert sum(paper["status"] == "available" for paper in synth("papers", "--json").document["papers"]) == 1


def test_file_of_300_mb_is_refused_without_reading_it(synth: RunSynth, workspace: Path) -> None:
    with (workspace / "big.pdf").open("wb") as file:
        file.truncate(300_000_000)

    failed(synth("fetch", "big.pdf"), 3, "larger than", "max_bytes")


@pytest.mark.parametrize(
    ("text", "word"), [("Nothing is claimed here.", "no claims"), ("", "empty"), ("\x00\x01\x02", "")]
)
def test_report_without_claims_is_refused(synth: RunSynth, workspace: Path, text: str, word: str) -> None:
    (workspace / "report.md").write_text(text, encoding="utf-8")

    failed(synth("audit", "report.md"), 3, word)


def test_report_without_references_is_audited_and_says_so(synth: RunSynth, workspace: Path) -> None:
    row = "| Width helps the model a lot. | ✓ | 0.2 |\n"
    table = f"# T\n\n## 5 Extracted Claims\n\n| Claim | Verified | Confidence |\n|---|---|---|\n{row}"
    (workspace / "report.md").write_text(table, encoding="utf-8")

    result = synth("audit", "report.md", "--json")

    assert result.document["claims"][0]["status"] == "source_unavailable"
    assert "reference" in " ".join(result.document["report"]["warnings"])


@pytest.fixture
def filled(synth: RunSynth) -> RunSynth:
    """A workspace with a paper in it."""
    assert synth("fetch", PAPERS / "overlap.pdf").code == 0
    return synth


def test_locked_database_is_named(filled: RunSynth, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synth.store.engine.BUSY_S", 0.1)
    other = sqlite3.connect(workspace / "db" / "synth.db")
    other.execute("BEGIN EXCLUSIVE")
    try:
        failed(filled("claims", "add", "Width helps."), 4, "lock")
    finally:
        other.close()
    assert filled("claims", "add", "Width helps.").code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_read_only_database_is_named(filled: RunSynth, workspace: Path) -> None:
    (workspace / "db" / "synth.db").chmod(0o444)

    failed(filled("claims", "add", "Width helps."), 4, "read-only")


def test_corrupt_database_is_named_and_left_as_it_is(filled: RunSynth, workspace: Path) -> None:
    file = workspace / "db" / "synth.db"
    file.write_bytes(b"this is no database at all" * 100)

    failed(filled("status"), 4, "synth.db")
    assert file.read_bytes().startswith(b"this is no database")


def test_database_of_a_newer_synth_is_refused(filled: RunSynth, workspace: Path) -> None:
    database = sqlite3.connect(workspace / "db" / "synth.db")
    (table,) = database.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migration%'").fetchone()
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    marks = ", ".join("'9999_from_the_future'" if "name" in column else "'2030-01-01 00:00:00'" for column in columns)
    database.execute(f"INSERT INTO {table} VALUES ({marks})")  # noqa: S608 - a test's own words
    database.commit()
    database.close()

    failed(filled("status"), 4, "newer")


@pytest.mark.usefixtures("nowhere")
def test_no_network_is_one_reason_for_each_paper(synth: RunSynth) -> None:
    result = synth("fetch", ID, "2104.00002")

    failed(result, 3, "connection refused")
    assert len(synth("status", "--json").document["failures"]) == 2


def test_missing_model_folder_is_named(filled: RunSynth) -> None:
    failed(filled("verify", "--encoder", "./no-such-model"), 5, "no-such-model")


def test_second_synth_in_the_workspace_is_told_who_works_there(filled: RunSynth, workspace: Path) -> None:
    with workspace_lock(workspace / "db" / ".lock", command="synth fetch"):
        failed(filled("verify"), 4, "synth fetch")
        assert filled("status").code == 0


@pytest.mark.parametrize("setting", ["jobz = 2", "jobs = 'many'", "jobs = = 1"])
def test_wrong_setting_is_named(synth: RunSynth, workspace: Path, setting: str) -> None:
    (workspace / "synth.toml").write_text(setting, encoding="utf-8")

    result = synth("status")

    assert result.code == 2
    assert "synth.toml" in result.err or "jobs" in result.err


def test_reading_command_makes_nothing(synth: RunSynth, workspace: Path) -> None:
    failed(synth("status"), 2, "no workspace")
    assert list(workspace.iterdir()) == []


def test_prefix_that_fits_several_claims_lists_them(filled: RunSynth) -> None:
    failed(filled("claims", "show", ""), 2, "claims start with")
    failed(filled("claims", "show", "zzzz"), 2, "zzzz")


def test_error_under_json_is_one_document(synth: RunSynth) -> None:
    result = synth("status", "--json")

    assert result.document["error"]["exit_code"] == 2
    assert result.document["error"]["hint"]


@pytest.mark.parametrize(
    "text", ["Accuracy", "?!%$ §§", "Does width help robustness?", "Die Breite hilft dem Modell sehr.", "word " * 1000]
)
def test_claim_that_cannot_be_checked_does_not_stop_the_others(filled: RunSynth, text: str) -> None:
    assert filled("claims", "add", text).code == 0

    claims = filled("verify", "--json").document["claims"]

    (odd,) = [claim for claim in claims if claim["text"] == " ".join(text.split())]
    assert odd["status"] in {"uncheckable", "checked"}
    assert not odd["verified"]
    assert any(claim["status"] == "checked" for claim in claims if claim is not odd)


def test_page_served_with_status_200_is_not_taken_for_a_paper(synth: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.fault("/pdf/", body=b"<html><head><title>Error</title></head><body>Something went wrong</body></html>")

    result = synth("fetch", *TITLES)

    assert result.code == 3
    assert all(paper["status"] == "unavailable" for paper in synth("papers", "--json").document["papers"])


def test_withdrawn_paper_is_named_as_such(synth: RunSynth, arxiv: ArxivServer) -> None:
    arxiv.add_paper("2104.00009", 2, "Gone", withdrawn=True)

    synth("fetch", "2104.00009", ID)

    statuses = {paper["id"]: paper["status"] for paper in synth("papers", "--json").document["papers"]}
    assert statuses["2104.00009"] == "withdrawn"
