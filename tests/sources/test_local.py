import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from synth.claims.ids import local_paper_id
from synth.errors import UsageError
from synth.ports import Paper, PaperStatus
from synth.sources.cache import Cache
from synth.sources.local import LocalSource, local_request
from tests.sources.conftest import HTML, SOURCE, TEX, make_pdf

FetchFile = Callable[..., Paper]


@pytest.fixture
def fetch_file(tmp_path: Path) -> FetchFile:
    """Write a file and fetch it as a paper."""

    def fetch(name: str, data: bytes, *, max_bytes: int = 1_000_000) -> Paper:
        path = tmp_path / name
        path.write_bytes(data)
        source = LocalSource(cache=Cache(tmp_path / "cache"), max_bytes=max_bytes)
        [paper] = source.fetch_papers([local_request(path, max_bytes=max_bytes)])
        return paper

    return fetch


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("paper.pdf", make_pdf(), "pdf"),
        ("paper", make_pdf(), "pdf"),
        ("PAPER.PDF", make_pdf(), "pdf"),
        ("paper.html", HTML.encode(), "html"),
        ("paper.htm", HTML.encode(), "html"),
        ("paper.tex", b"Width helps.", "latex"),
        ("paper.tar.gz", SOURCE, "latex"),
        ("paper.tgz", SOURCE, "latex"),
        ("paper.zip", b"PK\x03\x04", "latex"),
        ("paper.txt", TEX, "text"),
        ("paper.md", "Größe hilft.".encode(), "text"),
        ("paper.dat", TEX, "latex"),
    ],
)
def test_file_is_copied_into_the_cache(
    fetch_file: FetchFile, tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    paper = fetch_file(name, data)

    assert (paper.id, paper.version) == (local_paper_id(data), None)
    assert (paper.status, paper.reason, paper.title) == (
        PaperStatus.AVAILABLE,
        "",
        "",
    )
    [file] = paper.files
    assert file.kind == kind
    assert (tmp_path / "cache" / file.path).read_bytes() == data


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("2104.08645.pdf", None),
        ("2104.08645v2.pdf", 2),
        ("arXiv-2104.08645v2.tar.gz", 2),
        ("2104.08645v1.html", 1),
        ("2104.08645v3", 3),
    ],
)
def test_file_named_like_an_arxiv_paper_is_that_paper(fetch_file: FetchFile, name: str, version: int | None) -> None:
    data = SOURCE if name.endswith("gz") else HTML.encode() if name.endswith("html") else make_pdf()
    paper = fetch_file(name, data)

    assert (paper.id, paper.version, paper.status) == ("2104.08645", version, PaperStatus.AVAILABLE)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("paper.pdf", b"", "is empty (0 bytes)"),
        ("paper.pdf", make_pdf(password="secret"), "is encrypted: give synth a copy without a password"),
        ("paper.pdf", make_pdf()[:-60], "cut off"),
        ("paper.pdf", b"%PDF-1.4 rubbish %%EOF", "broken"),
        ("paper.html", b"<html><title>403 Forbidden</title></html>", "error page: '403 Forbidden'"),
        ("paper.docx", b"PK\x03\x04", ".docx is no kind of file synth reads"),
        ("paper.png", b"\x89PNG\0", ".png is no kind of file synth reads"),
        ("paper.csv", b"a,b", ".csv is no kind of file synth reads"),
        ("paper.txt", b"\0\1", "neither PDF, HTML, TeX nor text"),
    ],
)
def test_file_that_cannot_be_read_is_a_status_with_a_reason(
    fetch_file: FetchFile, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    paper = fetch_file(name, data)

    assert (paper.status, paper.files) == (PaperStatus.UNAVAILABLE, ())
    assert paper.title == name
    assert words in paper.reason
    assert not (tmp_path / "cache").exists()


def test_file_beyond_the_limit_is_never_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)  # a hole: no disk is used
    request = local_request(path, max_bytes=10_000)
    [paper] = LocalSource(cache=Cache(tmp_path / "cache"), max_bytes=10_000).fetch_papers([request])

    assert paper.status is PaperStatus.UNAVAILABLE
    assert paper.reason == "the file is larger than 0.01 MB: raise max_bytes in synth.toml"


def test_two_huge_files_are_told_apart_by_size(tmp_path: Path) -> None:
    ids = set()
    for size in (200_000_000, 300_000_000):
        path = tmp_path / f"{size}.pdf"
        with path.open("wb") as stream:
            stream.truncate(size)
        ids.add(local_request(path, max_bytes=10_000).paper)

    assert len(ids) == 2


def test_two_empty_files_are_two_papers(tmp_path: Path) -> None:
    ids = set()
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).touch()
        ids.add(local_request(tmp_path / name, max_bytes=1000).paper)

    assert len(ids) == 2


def test_same_content_is_the_same_paper(fetch_file: FetchFile) -> None:
    assert fetch_file("a.pdf", make_pdf()).id == fetch_file("b.pdf", make_pdf()).id


def test_copy_outlives_the_original(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf())
    source = LocalSource(cache=Cache(tmp_path / "cache"))
    request = local_request(path, max_bytes=1_000_000)
    [first] = source.fetch_papers([request])
    path.unlink()
    [second] = source.fetch_papers([request])

    assert second == first


def test_original_that_is_gone_before_it_was_copied_is_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf())
    request = local_request(path, max_bytes=1_000_000)
    path.unlink()
    [paper] = LocalSource(cache=Cache(tmp_path / "cache")).fetch_papers([request])

    assert (paper.status, paper.reason) == (
        PaperStatus.UNAVAILABLE,
        "the file cannot be read: No such file or directory",
    )


def test_file_that_changed_is_another_paper(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("Width helps.")
    request = local_request(path, max_bytes=1_000_000)
    path.write_text("Width hurts.")
    [paper] = LocalSource(cache=Cache(tmp_path / "cache")).fetch_papers([request])

    assert paper.status is PaperStatus.UNAVAILABLE
    assert "has changed since it was added" in paper.reason


def test_one_broken_file_leaves_the_next_one_alone(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    (tmp_path / "b.tex.gz").write_bytes(gzip.compress(TEX))
    requests = [local_request(tmp_path / name, max_bytes=1_000_000) for name in ("a.pdf", "b.tex.gz")]
    papers = LocalSource(cache=Cache(tmp_path / "cache")).fetch_papers(requests)

    assert [paper.status.value for paper in papers] == ["unavailable", "available"]


def test_what_cannot_be_opened_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        local_request(tmp_path, max_bytes=1000)


def test_progress_names_each_file(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf())
    said: list[tuple[str, int, int]] = []
    source = LocalSource(cache=Cache(tmp_path / "cache"), progress=lambda *words: said.append(words))
    list(source.fetch_papers([local_request(path, max_bytes=1_000_000)]))

    assert said == [(f"reading {path}", 0, 1)]
