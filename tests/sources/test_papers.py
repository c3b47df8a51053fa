from pathlib import Path

import pytest

from synth.config import Settings
from synth.ports import PaperRequest, PaperSource
from synth.sources.local import local_request
from synth.sources.papers import Papers
from synth.sources.requests import parse_requests
from tests.arxiv_server import ArxivServer
from tests.sources.conftest import HTML, make_pdf


@pytest.fixture
def settings(arxiv: ArxivServer) -> Settings:
    return Settings(
        arxiv_api_url=arxiv.api_url, arxiv_site_url=arxiv.site_url, arxiv_gap_s=0.0, contact="me@example.org"
    )


def test_local_papers_come_first_and_arxiv_ones_follow(arxiv: ArxivServer, settings: Settings, tmp_path: Path) -> None:
    arxiv.add_paper("2104.08645", html=HTML, pdf=make_pdf())
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf())
    requests, _ = parse_requests(["2104.08645", str(path)], max_bytes=settings.max_bytes)
    said: list[tuple[str, int, int]] = []
    source: PaperSource = Papers.with_settings(settings, tmp_path / "cache", progress=lambda *words: said.append(words))
    papers = list(source.fetch_papers(requests))

    assert [paper.request for paper in papers] == [requests[1], requests[0]]
    assert [[file.kind for file in paper.files] for paper in papers] == [["pdf"], ["html", "pdf"]]
    assert said == [(f"reading {path}", 0, 2), ("asking arXiv about papers", 1, 2), ("fetching 2104.08645", 1, 2)]
    assert arxiv.requests[0].user_agent.endswith("(+me@example.org)")


def test_local_copy_of_an_arxiv_paper_needs_no_network(arxiv: ArxivServer, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "2104.08645v2.pdf"
    path.write_bytes(make_pdf())
    source = Papers.with_settings(settings, tmp_path / "cache")
    [paper] = source.fetch_papers([local_request(path, max_bytes=settings.max_bytes)])

    assert (paper.id, paper.version, paper.status.value) == ("2104.08645", 2, "available")
    assert arxiv.requests == []


def test_limit_of_the_settings_holds_for_downloads(arxiv: ArxivServer, tmp_path: Path) -> None:
    arxiv.add_paper("2104.08645", pdf=make_pdf() + b"%" * 20_000)
    settings = Settings(arxiv_api_url=arxiv.api_url, arxiv_site_url=arxiv.site_url, arxiv_gap_s=0.0, max_bytes=10_000)
    requests = [PaperRequest(parse_requests(["2104.08645"], max_bytes=10_000)[0][0].paper)]
    [paper] = Papers.with_settings(settings, tmp_path / "cache").fetch_papers(requests)

    assert paper.status.value == "unavailable"
    assert "larger than" in paper.reason


def test_busy_mirror_on_this_machine_is_waited_for_as_long_as_its_gap(
    arxiv: ArxivServer, settings: Settings, tmp_path: Path
) -> None:
    arxiv.add_paper("2104.08645", html=HTML, pdf=make_pdf())
    arxiv.fault("/", status=503, times=3)
    requests, _ = parse_requests(["2104.08645"], max_bytes=settings.max_bytes)
    [paper] = Papers.with_settings(settings, tmp_path / "cache").fetch_papers(requests)

    assert paper.status.value == "available"
