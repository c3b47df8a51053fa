import hashlib
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from synth.claims.types import PaperId
from synth.errors import StoreError
from synth.ports import Paper, PaperRequest, PaperStatus
from synth.sources.arxiv import ArxivSource
from synth.sources.cache import Cache
from tests.arxiv_server import ArxivServer
from tests.sources.conftest import HTML, SOURCE, FakeTime, make_pdf

MakeSource = Callable[..., ArxivSource]
ROBUST = PaperId("2104.08645")


def request(paper: str = ROBUST, version: int | None = None) -> PaperRequest:
    return PaperRequest(PaperId(paper), version, cited_as=paper)


def fetch_one(source: ArxivSource, paper: str = ROBUST, version: int | None = None) -> Paper:
    [fetched] = source.fetch_papers([request(paper, version)])
    return fetched


def kinds(paper: Paper) -> list[str]:
    return [file.kind for file in paper.files]


# What is fetched


def test_metadata_comes_from_the_feed(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(
        ROBUST, 2, "Robust Training & <Transfer>", html=HTML, abstract="We show a thing.", doi="10.18653/v1/x"
    )
    paper = fetch_one(make_source())

    assert (paper.id, paper.version, paper.status, paper.reason) == (ROBUST, 2, PaperStatus.AVAILABLE, "")
    assert paper.title == "Robust Training & <Transfer>"
    assert paper.authors == ("Ada Lovelace", "Kurt Gödel")
    assert (paper.published, paper.abstract, paper.doi) == ("2021-04-17", "We show a thing.", "10.18653/v1/x")
    assert paper.url == f"{arxiv.site_url}/abs/2104.08645v2"
    assert paper.request == request()


def test_html_is_enough(arxiv: ArxivServer, make_source: MakeSource, tmp_path: Path) -> None:
    arxiv.add_paper(ROBUST, html=HTML, source=SOURCE, pdf=make_pdf())
    paper = fetch_one(make_source())

    assert arxiv.paths == ["/api/query", "/html/2104.08645v1"]
    [file] = paper.files
    assert (file.kind, file.sha256) == ("html", hashlib.sha256(HTML.encode()).hexdigest())
    assert (tmp_path / "cache" / file.path).read_bytes() == HTML.encode()


def test_pdf_comes_too_when_boxes_are_wanted(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, html=HTML, source=SOURCE, pdf=make_pdf())

    assert kinds(fetch_one(make_source(boxes=True))) == ["html", "pdf"]


@pytest.mark.parametrize("boxes", [False, True])
def test_source_stands_in_for_html(arxiv: ArxivServer, make_source: MakeSource, boxes: bool) -> None:  # noqa: FBT001 - pytest passes it
    arxiv.add_paper(ROBUST, source=SOURCE, pdf=make_pdf())
    paper = fetch_one(make_source(boxes=boxes))

    assert (kinds(paper), paper.reason) == (["latex", "pdf"] if boxes else ["latex"], "")


def test_pdf_is_the_last_resort(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, pdf=make_pdf())

    assert kinds(fetch_one(make_source())) == ["pdf"]
    assert arxiv.paths[1:] == [f"/{folder}/2104.08645v1" for folder in ("html", "src", "pdf")]


def test_source_that_is_a_pdf_is_taken_as_one(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, source=make_pdf(), pdf=make_pdf())

    assert kinds(fetch_one(make_source(boxes=True))) == ["pdf"]
    assert "/pdf/2104.08645v1" not in arxiv.paths


@pytest.mark.parametrize(("asked", "got"), [(None, 3), (1, 1), (2, 2)])
def test_version_asked_for_is_kept(arxiv: ArxivServer, make_source: MakeSource, asked: int | None, got: int) -> None:
    for version in (1, 2, 3):
        arxiv.add_paper(ROBUST, version, html=HTML.replace("helps", f"helps v{version}"))
    paper = fetch_one(make_source(), version=asked)

    assert paper.version == got
    assert arxiv.paths[-1] == f"/html/2104.08645v{got}"


def test_versions_of_one_paper_are_papers_of_their_own(arxiv: ArxivServer, make_source: MakeSource) -> None:
    for version in (1, 2):
        arxiv.add_paper(ROBUST, version, html=HTML)
    papers = list(make_source().fetch_papers([request(version=1), request(version=2), request()]))

    assert [paper.version for paper in papers] == [1, 2, 2]
    assert papers[0].files[0].path != papers[1].files[0].path


def test_old_id_is_found_without_its_subject_class(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper("math/0309136", html=HTML)
    arxiv.add_paper("hep-th/9901001", html=HTML)
    arxiv.alias("math.GT/0309136", "math/0309136")
    papers = list(make_source().fetch_papers([request("math.GT/0309136"), request("hep-th/9901001")]))

    assert [(paper.id, paper.status.value) for paper in papers] == [
        ("math.GT/0309136", "available"),
        ("hep-th/9901001", "available"),
    ]


def test_ids_are_asked_for_in_batches(arxiv: ArxivServer, make_source: MakeSource) -> None:
    ids = [f"2101.{number:05}" for number in range(130)]
    for name in ids:
        arxiv.add_paper(name, html=HTML)
    papers = list(make_source().fetch_papers([request(name) for name in ids]))

    assert [paper.id for paper in papers] == ids
    assert arxiv.paths.count("/api/query") == 2


def test_paper_is_there_as_soon_as_it_is_done(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper("2104.00001", html=HTML)
    arxiv.add_paper("2104.00002", html=HTML)
    papers = make_source().fetch_papers([request("2104.00001"), request("2104.00002")])

    assert next(papers).id == "2104.00001"
    assert "/html/2104.00002v1" not in arxiv.paths


# What is not there


def test_unknown_id_is_not_found(arxiv: ArxivServer, make_source: MakeSource) -> None:
    paper = fetch_one(make_source())

    assert (paper.status, paper.reason) == (PaperStatus.NOT_FOUND, "arXiv has no paper 2104.08645")
    assert paper.request == request()
    assert arxiv.paths == ["/api/query"]


def test_unknown_version_names_the_latest(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, 2, "Robust", html=HTML)
    paper = fetch_one(make_source(), version=7)

    assert (paper.status, paper.version, paper.title) == (PaperStatus.NOT_FOUND, 7, "Robust")
    assert paper.reason == "arXiv has no version 7 of 2104.08645, the latest is 2"


@pytest.mark.parametrize("counts_unknown", [False, True])
def test_unknown_id_leaves_the_others_alone(
    arxiv: ArxivServer,
    make_source: MakeSource,
    counts_unknown: bool,  # noqa: FBT001 - pytest passes it
) -> None:
    arxiv.counts_unknown = counts_unknown
    arxiv.add_paper(ROBUST, html=HTML)
    papers = make_source().fetch_papers([request("2104.99999"), request()])

    assert [paper.status.value for paper in papers] == ["not_found", "available"]


def test_id_that_arxiv_calls_malformed_leaves_the_others_alone(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.malformed = {"1409.31081"}
    arxiv.add_paper(ROBUST, html=HTML)
    arxiv.add_paper("1409.3108", html=HTML)  # part of the id that is refused, and no reason to refuse it as well
    papers = make_source().fetch_papers([request("1409.3108"), request("1409.31081"), request()])

    assert [paper.status.value for paper in papers] == ["available", "not_found", "available"]


def test_refusal_that_names_no_id_is_narrowed_down(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.malformed = {"1409.3108"}
    for number in range(7):
        arxiv.add_paper(f"2101.0000{number}", html=HTML)
    names = [f"2101.0000{number}" for number in range(7)]
    nameless = arxiv._feed

    def feed(query: dict[str, list[str]]) -> tuple[int, str, bytes]:
        status, kind, body = nameless(query)
        return status, kind, body.replace(b"1409.3108", b"an id") if status == 400 else body

    arxiv._feed = feed  # type: ignore[method-assign]  # a server that is less helpful than arXiv's
    papers = make_source().fetch_papers([request(name) for name in [*names[:3], "1409.3108", *names[3:]]])

    assert [paper.status.value for paper in papers].count("available") == 7


def test_withdrawn_paper_is_named_with_arxivs_comment(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, 1, html=HTML)
    arxiv.add_paper(ROBUST, 2, withdrawn=True)
    paper = fetch_one(make_source())

    assert (paper.status, paper.version, paper.files) == (PaperStatus.WITHDRAWN, 2, ())
    assert "error in equation (3)" in paper.reason
    assert "2104.08645v1" in paper.reason


def test_earlier_version_of_a_withdrawn_paper_is_available(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, 1, html=HTML)
    arxiv.add_paper(ROBUST, 2, withdrawn=True)

    assert fetch_one(make_source(), version=1).status is PaperStatus.AVAILABLE


def test_withdrawal_is_recognised_by_the_missing_files_alone(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, withdrawn=True, comment="12 pages")

    assert fetch_one(make_source()).status is PaperStatus.WITHDRAWN


@pytest.mark.parametrize(
    "comment", ["Withdrawn from ICLR 2021", "This paper was withdrawn from EMNLP", "We study withdrawn drugs; 9 pages"]
)
def test_paper_withdrawn_from_a_venue_is_still_there(arxiv: ArxivServer, make_source: MakeSource, comment: str) -> None:
    arxiv.add_paper(ROBUST, html=HTML, comment=comment)
    paper = fetch_one(make_source())

    assert (paper.status, paper.reason) == (PaperStatus.AVAILABLE, "")


def test_comment_that_speaks_of_withdrawal_does_not_lose_a_paper_that_is_there(
    arxiv: ArxivServer, make_source: MakeSource
) -> None:
    arxiv.add_paper(ROBUST, pdf=make_pdf(), comment="This paper has been withdrawn by arXiv due to overlap")
    paper = fetch_one(make_source())

    assert paper.status is PaperStatus.AVAILABLE
    assert "due to overlap" in paper.reason


def test_paper_without_any_file_says_what_was_tried(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST)
    paper = fetch_one(make_source())

    assert paper.status is PaperStatus.UNAVAILABLE
    assert paper.reason == (
        "HTML: arXiv does not have it; TeX source: arXiv does not have it; PDF: arXiv does not have it"
    )


def test_no_html_page_with_status_200_is_no_paper(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, source=SOURCE)
    page = b"<html><body><h1>No HTML for '2104.08645'</h1><p>HTML is not available for the source.</p></body></html>"
    arxiv.fault("/html", body=page)

    assert kinds(fetch_one(make_source())) == ["latex"]


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>503 Service Unavailable</title></head><body>" + "Try later. " * 200 + "</body></html>",
        "<html><body><h1>Access Denied</h1>" + "You were blocked. " * 200 + "</body></html>",
        "<html><head><title>arXiv reCAPTCHA</title></head><body>Are you a robot?</body></html>",
        "",
    ],
)
@pytest.mark.parametrize("folder", ["html", "src", "pdf"])
def test_error_page_with_status_200_is_no_paper(
    arxiv: ArxivServer, make_source: MakeSource, page: str, folder: str, tmp_path: Path
) -> None:
    arxiv.add_paper(ROBUST, html=HTML, source=SOURCE, pdf=make_pdf())
    for other in {"html", "src", "pdf"} - {folder}:
        arxiv.fault(f"/{other}", status=404)
    arxiv.fault(f"/{folder}", body=page.encode())
    paper = fetch_one(make_source())

    assert (paper.status, paper.files) == (PaperStatus.UNAVAILABLE, ())
    assert paper.reason
    assert not (tmp_path / "cache").exists()


def test_truncated_pdf_is_named(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, pdf=make_pdf()[:-60])
    paper = fetch_one(make_source())

    assert paper.status is PaperStatus.UNAVAILABLE
    assert "PDF: the PDF is cut off: its end is missing" in paper.reason


def test_pdf_shorter_than_promised_is_fetched_again(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, pdf=make_pdf())
    arxiv.fault("/pdf", truncate=100, times=2)

    assert fetch_one(make_source()).status is PaperStatus.AVAILABLE


def test_missing_pdf_does_not_cost_the_text_but_is_said(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, html=HTML)
    arxiv.fault("/pdf", status=403)
    paper = fetch_one(make_source(boxes=True))

    assert paper.status is PaperStatus.AVAILABLE
    assert paper.reason == "no PDF, so no pages and boxes: HTTP 403"


def test_failing_html_falls_back_to_source(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, html=HTML, source=SOURCE)
    arxiv.fault("/html", status=503)

    assert kinds(fetch_one(make_source())) == ["latex"]


def test_hostile_bundle_is_kept_as_it_came_and_unpacked_by_nobody(
    arxiv: ArxivServer, make_source: MakeSource, tmp_path: Path
) -> None:
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("../../evil.tex"), BytesIO())
    arxiv.add_paper(ROBUST, source=buffer.getvalue())

    assert kinds(fetch_one(make_source())) == ["latex"]
    assert not list(tmp_path.rglob("evil*"))


# When arXiv fails


def test_feed_that_is_an_error_page_fails_the_papers_with_one_reason(
    arxiv: ArxivServer, make_source: MakeSource
) -> None:
    arxiv.fault("/api", body=b"<html><body>Down for maintenance</body></html>")
    papers = list(make_source().fetch_papers([request(), request("2104.00001")]))

    assert {paper.status for paper in papers} == {PaperStatus.UNAVAILABLE}
    assert {paper.reason for paper in papers} == {"arXiv's query API answered with something that is no feed"}


FEED = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>%b</id><updated>%b</updated><published>%b</published>'
DATE = b"2021-04-17T17:21:00Z"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (FEED % (b"http://arxiv.org/abs/2104.08645v1", DATE, DATE), "cut off"),
        (FEED % (b"http://arxiv.org/abs/2104.08645v1", b"now", b"never") + b"</entry></feed>", "cannot be read"),
        (FEED % (b"gopher://x", DATE, DATE) + b"</entry></feed>", "cannot be read"),
    ],
)
def test_broken_feed_is_named(arxiv: ArxivServer, make_source: MakeSource, body: bytes, reason: str) -> None:
    arxiv.fault("/api", body=body)

    assert reason in fetch_one(make_source()).reason


def test_entities_in_the_feed_are_not_resolved(arxiv: ArxivServer, make_source: MakeSource, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    arxiv.add_paper(ROBUST, title="&x;")
    feed = arxiv._feed({"id_list": [ROBUST]})[2]
    evil = feed.replace(b"<feed", f'<!DOCTYPE feed [<!ENTITY x SYSTEM "{secret.as_uri()}">]><feed'.encode(), 1)
    arxiv.fault("/api", body=evil.replace(b"&amp;x;", b"&x;"))

    assert "SECRET" not in fetch_one(make_source()).title


def test_feed_of_another_paper_is_not_taken_for_ours(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper("2104.00001", html=HTML)
    arxiv.fault("/api", body=arxiv._feed({"id_list": ["2104.00001"]})[2])

    assert fetch_one(make_source()).status is PaperStatus.NOT_FOUND


def test_no_network_is_one_reason_and_no_hammering(
    arxiv: ArxivServer, make_source: MakeSource, fake_time: FakeTime
) -> None:
    source = make_source()
    arxiv.stop()
    papers = list(source.fetch_papers([request(f"2101.{number:05}") for number in range(250)]))

    assert {paper.status for paper in papers} == {PaperStatus.UNAVAILABLE}
    [reason] = {paper.reason for paper in papers}
    assert "cannot be reached: connection refused (no network?)" in reason
    assert len(papers) == 250
    assert fake_time.slept == [3.0]


def test_one_failed_paper_leaves_the_next_ones_alone(arxiv: ArxivServer, make_source: MakeSource) -> None:
    for name in ("2104.00001", "2104.00002"):
        arxiv.add_paper(name, html=HTML)
    for folder in ("html", "src", "pdf"):
        arxiv.fault(f"/{folder}/2104.00001", status=403)
    papers = list(make_source().fetch_papers([request("2104.00001"), request("2104.00002")]))

    assert [paper.status.value for paper in papers] == ["unavailable", "available"]
    assert papers[0].reason == "HTML: HTTP 403; TeX source: HTTP 403; PDF: HTTP 403"


# The cache


def test_second_fetch_asks_nobody_and_says_the_same(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, 2, html=HTML, pdf=make_pdf())
    wanted = [request(), request(version=2)]
    first = list(make_source(boxes=True).fetch_papers(wanted))
    seen = len(arxiv.requests)

    assert list(make_source(boxes=True).fetch_papers(wanted)) == first
    assert len(arxiv.requests) == seen


def test_what_arxiv_does_not_have_is_not_asked_for_again(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, source=SOURCE)
    first = fetch_one(make_source(boxes=True))
    seen = len(arxiv.requests)

    assert fetch_one(make_source(boxes=True)) == first
    assert len(arxiv.requests) == seen


def test_pdf_that_failed_is_tried_by_the_next_fetch(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, html=HTML, pdf=make_pdf())
    arxiv.fault("/pdf", status=403, times=1)
    fetch_one(make_source(boxes=True))
    before = len(arxiv.requests)

    assert kinds(fetch_one(make_source(boxes=True))) == ["html", "pdf"]
    assert arxiv.paths[before:] == ["/pdf/2104.08645v1"]


def test_failed_paper_is_tried_by_the_next_fetch(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, html=HTML)
    arxiv.fault("/", status=503)
    assert fetch_one(make_source()).status is PaperStatus.UNAVAILABLE
    arxiv.heal()

    assert fetch_one(make_source()).status is PaperStatus.AVAILABLE


def test_refresh_asks_again(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, 1, html=HTML)
    fetch_one(make_source())
    arxiv.add_paper(ROBUST, 2, html=HTML.replace("helps", "hurts"))

    assert fetch_one(make_source()).version == 1
    assert fetch_one(make_source(refresh=True)).version == 2
    assert fetch_one(make_source()).version == 2


def test_damaged_file_is_fetched_anew(arxiv: ArxivServer, make_source: MakeSource, tmp_path: Path) -> None:
    arxiv.add_paper(ROBUST, html=HTML)
    [file] = fetch_one(make_source()).files
    path = tmp_path / "cache" / file.path
    path.write_bytes(b"<html>half")
    paper = fetch_one(make_source())

    assert paper.files == (file,)
    assert path.read_bytes() == HTML.encode()


def test_damaged_file_is_fetched_anew_even_where_a_better_kind_was_absent(
    arxiv: ArxivServer, make_source: MakeSource, tmp_path: Path
) -> None:
    arxiv.add_paper(ROBUST, pdf=make_pdf())
    [file] = fetch_one(make_source(boxes=True)).files
    (tmp_path / "cache" / file.path).unlink()
    arxiv.add_paper(ROBUST, html=HTML, pdf=make_pdf())

    assert kinds(fetch_one(make_source(boxes=True))) == ["html", "pdf"]


def test_offline_uses_the_cache_alone(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, 1, html=HTML)
    fetch_one(make_source(), version=1)
    arxiv.requests.clear()
    offline = make_source(offline=True)

    assert fetch_one(offline, version=1).status is PaperStatus.AVAILABLE
    assert fetch_one(offline).version == 1
    assert fetch_one(offline, version=2).reason == "not in the cache, and --offline is set"
    assert fetch_one(offline, "2104.99999").status is PaperStatus.UNAVAILABLE
    assert arxiv.requests == []


def test_papers_in_the_cache_need_no_network(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, html=HTML)
    fetch_one(make_source())
    arxiv.stop()
    papers = make_source().fetch_papers([request(), request("2104.00001")])

    assert [paper.status.value for paper in papers] == ["available", "unavailable"]


def test_offline_does_not_make_an_old_version_the_latest(arxiv: ArxivServer, make_source: MakeSource) -> None:
    arxiv.add_paper(ROBUST, 1, html=HTML)
    arxiv.add_paper(ROBUST, 2, html=HTML)
    fetch_one(make_source(), version=1)
    fetch_one(make_source(offline=True))

    assert fetch_one(make_source()).version == 2


def test_offline_says_so_of_a_damaged_file(arxiv: ArxivServer, make_source: MakeSource, tmp_path: Path) -> None:
    arxiv.add_paper(ROBUST, html=HTML)
    [file] = fetch_one(make_source()).files
    (tmp_path / "cache" / file.path).unlink()

    assert fetch_one(make_source(offline=True)).status is PaperStatus.UNAVAILABLE


def test_full_disk_stops_the_fetch_with_a_store_error(
    arxiv: ArxivServer, make_source: MakeSource, tmp_path: Path
) -> None:
    arxiv.add_paper(ROBUST, html=HTML)
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="cannot keep") as failure:
        fetch_one(make_source())

    assert failure.value.hint


def test_interrupted_fetch_keeps_what_was_done(arxiv: ArxivServer, make_source: MakeSource, tmp_path: Path) -> None:
    for name in ("2104.00001", "2104.00002"):
        arxiv.add_paper(name, html=HTML)
    papers = make_source().fetch_papers([request("2104.00001"), request("2104.00002")])
    next(papers)
    papers.close()  # type: ignore[attr-defined]  # it is a generator

    assert Cache(tmp_path / "cache").record_of(PaperId("2104.00001"), 1) is not None
    assert not list(tmp_path.rglob("*.part"))
