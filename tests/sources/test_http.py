import socket
from collections.abc import Callable
from email.utils import formatdate

import pytest

from synth import __version__
from synth.errors import SourceError
from synth.sources.http import TRIES, Http, user_agent
from synth.sources.throttle import Throttle
from tests.arxiv_server import ArxivServer
from tests.sources.conftest import HTML, FakeTime

MakeHttp = Callable[..., Http]


@pytest.fixture
def page(arxiv: ArxivServer) -> str:
    """The address of a page that is there."""
    arxiv.add_paper("2104.08645", html=HTML)
    return f"{arxiv.site_url}/html/2104.08645v1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def test_page_comes_with_status_and_type(make_http: MakeHttp, page: str) -> None:
    reply = make_http().fetch(page)

    assert (reply.status, reply.content, reply.content_type) == (200, HTML.encode(), "text/html; charset=utf-8")


def test_requests_start_three_seconds_apart(make_http: MakeHttp, page: str, fake_time: FakeTime) -> None:
    http = make_http()
    for _ in range(3):
        http.fetch(page)

    assert fake_time.slept == [3.0, 3.0]


def test_we_say_who_we_are(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    make_http(contact="me@example.org").fetch(page)

    assert arxiv.requests[0].user_agent == f"synth/{__version__} (+me@example.org)"


def test_contact_cannot_smuggle_a_header() -> None:
    assert user_agent("me\r\nX-Evil: 1 é") == f"synth/{__version__} (+me X-Evil: 1)"
    assert user_agent("") == f"synth/{__version__}"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_busy_server_is_asked_again_after_a_growing_wait(
    make_http: MakeHttp, arxiv: ArxivServer, page: str, fake_time: FakeTime, status: int
) -> None:
    arxiv.fault("/html", status=status, times=2)

    assert make_http().fetch(page).status == 200
    assert fake_time.slept == [3.0, 6.0]


def test_rate_exceeded_with_status_200_counts_as_busy(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    arxiv.fault("/html", body=b"Rate exceeded.", times=1)

    assert make_http().fetch(page).content == HTML.encode()


def test_retry_after_in_seconds_is_honoured(
    make_http: MakeHttp, arxiv: ArxivServer, page: str, fake_time: FakeTime
) -> None:
    arxiv.fault("/html", status=429, headers={"Retry-After": "17"}, times=1)
    make_http().fetch(page)

    assert fake_time.slept == [17.0]


def test_retry_after_as_a_date_is_read_against_the_servers_clock(
    make_http: MakeHttp, arxiv: ArxivServer, page: str, fake_time: FakeTime
) -> None:
    date = formatdate(0, usegmt=True)
    later = formatdate(25, usegmt=True)
    arxiv.fault("/html", status=503, headers={"Date": date, "Retry-After": later}, times=1)
    make_http().fetch(page)

    assert fake_time.slept == [25.0]


@pytest.mark.parametrize("value", ["soon", "", "-5", "Wed, 21 Oct 2026 07:28:00"])
def test_retry_after_that_is_neither_is_ignored(
    make_http: MakeHttp, arxiv: ArxivServer, page: str, fake_time: FakeTime, value: str
) -> None:
    arxiv.fault("/html", status=429, headers={"Retry-After": value}, times=1)
    make_http().fetch(page)

    assert fake_time.slept == [3.0]


def test_retry_after_of_an_hour_is_a_refusal_for_the_whole_host(
    make_http: MakeHttp, arxiv: ArxivServer, page: str, fake_time: FakeTime
) -> None:
    arxiv.fault("/html", status=429, headers={"Retry-After": "3600"})
    http = make_http()
    for _ in range(2):
        with pytest.raises(SourceError, match="asks to come back in 3600 s"):
            http.fetch(page)

    assert (len(arxiv.requests), fake_time.slept) == (1, [])


def test_tries_are_bounded(make_http: MakeHttp, arxiv: ArxivServer, page: str, fake_time: FakeTime) -> None:
    arxiv.fault("/html", status=503)
    with pytest.raises(SourceError, match="is busy \\(HTTP 503\\)") as failure:
        make_http().fetch(page)

    assert failure.value.hint
    assert len(arxiv.requests) == TRIES == 4
    assert fake_time.slept == [3.0, 6.0, 12.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_other_refusals_are_answers_and_never_asked_twice(
    make_http: MakeHttp, arxiv: ArxivServer, page: str, status: int
) -> None:
    arxiv.fault("/html", status=status)

    assert make_http().fetch(page).status == status
    assert len(arxiv.requests) == 1


def test_dropped_connection_is_tried_again(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    arxiv.fault("/html", drop=True, times=1)

    assert make_http().fetch(page).status == 200
    assert len(arxiv.requests) == 2


def test_body_shorter_than_promised_is_tried_again(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    arxiv.fault("/html", truncate=20, times=1)

    assert make_http().fetch(page).content == HTML.encode()


def test_body_that_stays_short_is_a_broken_connection(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    arxiv.fault("/html", truncate=20)
    with pytest.raises(SourceError, match="broke off: the connection was dropped"):
        make_http().fetch(page)


def test_silent_server_times_out(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    arxiv.fault("/html", delay_s=0.3, times=TRIES)
    with pytest.raises(SourceError, match="broke off: no answer in time"):
        make_http(timeout_s=0.1).fetch(page)


def test_server_that_drips_is_cut_off(
    page: str,
) -> None:
    ticks = iter(range(0, 10_000, 30))  # each look at the clock is half a minute later
    http = Http(throttle=Throttle(0.0, sleep=lambda _: None), timeout_s=1.0, clock=lambda: float(next(ticks)))

    with pytest.raises(SourceError, match="too slow"):
        http.fetch(page)


def test_refused_connection_is_backed_off_once_for_the_host_and_then_at_once(
    make_http: MakeHttp, fake_time: FakeTime
) -> None:
    http = make_http()
    url = f"http://127.0.0.1:{free_port()}/html/1"
    with pytest.raises(SourceError, match="cannot be reached: connection refused"):
        http.fetch(url)
    waited = list(fake_time.slept)
    for _ in range(100):
        with pytest.raises(SourceError, match="cannot be reached: connection refused") as failure:
            http.fetch(url)

    assert waited == fake_time.slept == [3.0]
    assert "--offline" in failure.value.hint


def test_host_that_is_busy_for_three_papers_is_left_alone(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    arxiv.fault("/html", status=500)
    http = make_http()
    for _ in range(10):
        with pytest.raises(SourceError, match="is busy"):
            http.fetch(page)

    assert len(arxiv.requests) == 3 * TRIES


def test_answer_in_between_forgives_a_busy_host(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    arxiv.fault("/html", status=500)
    http = make_http()
    for _ in range(5):
        with pytest.raises(SourceError):
            http.fetch(page)
        assert http.fetch(f"{arxiv.site_url}/pdf/2104.08645").status == 404


def test_file_larger_than_allowed_is_refused_by_its_header(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    arxiv.fault("/html", body=b"", headers={"Content-Length": "300000000"})
    with pytest.raises(SourceError, match="larger than 1 MB") as failure:
        make_http(max_bytes=1_000_000).fetch(page)

    assert "max_bytes" in failure.value.hint
    assert len(arxiv.requests) == 1


def test_file_that_swells_is_refused_while_it_comes(make_http: MakeHttp, arxiv: ArxivServer, page: str) -> None:
    import gzip

    bomb = gzip.compress(bytes(5_000_000))
    arxiv.fault("/html", body=bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceError, match="larger than 1 MB"):
        make_http(max_bytes=1_000_000).fetch(page)


def test_address_that_is_none_is_a_source_error(make_http: MakeHttp) -> None:
    with pytest.raises(SourceError, match="gave no usable answer"):
        make_http().fetch("http:///html/1")
