"""Who is let in, and what a browser may do with the answers."""

import re
import socket

import pytest

from synth.claims.ids import claim_id
from synth.errors import ServeError
from synth.store.review import SqlReviews
from synth.web.guard import COOKIE, CSRF_HEADER
from synth.web.serve import address_of, bound, door_to, is_loopback
from tests.web.conftest import CLAIMS, CSRF, TOKEN, Place, Serve, Site

ID = claim_id(next(iter(CLAIMS)))
EVERYWHERE = "0.0.0.0"  # noqa: S104 - bound for a moment, to look at the address


@pytest.mark.parametrize("path", ["", "claims", f"claim/{ID}", "static/review.css", "nowhere"])
def test_every_answer_forbids_what_is_not_ours(site: Site, path: str) -> None:
    headers = site.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


def test_page_holds_no_inline_script_or_style_and_names_no_other_host(site: Site) -> None:
    page = site.get().text

    assert re.findall(r"<script(?! src=\"/static/)", page) == []
    assert "<style" not in page
    assert re.findall(r"\sstyle=", page) == []
    assert re.findall(r"\son\w+=", page) == []
    assert re.findall(r"(?:src|href)=\"(?!/)", page) == []


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example:{port}", ""])
def test_another_name_for_this_machine_is_turned_away(site: Site, host: str) -> None:
    port = site.url.split(":")[2].strip("/")

    answer = site.get(headers={"Host": host.format(port=port)})

    assert answer.status_code in {400, 421}
    assert "claim" not in answer.text


def test_this_machines_own_names_are_let_in(site: Site) -> None:
    port = site.url.split(":")[2].strip("/")

    assert site.get(headers={"Host": f"localhost:{port}"}).ok


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {CSRF_HEADER: "guessed"},
        {CSRF_HEADER: "gueß".encode().decode("latin-1")},
        {CSRF_HEADER: CSRF, "Origin": "http://evil.example"},
        {CSRF_HEADER: CSRF, "Origin": "null"},
        {CSRF_HEADER: CSRF, "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_decision_from_another_page_is_refused(site: Site, place: Place, headers: dict[str, str]) -> None:
    answer = site.decide(ID, "accept", headers=headers)

    assert answer.status_code == 403
    assert SqlReviews(place.store).decisions() == []


def test_decision_from_our_own_page_is_taken(site: Site) -> None:
    headers = {CSRF_HEADER: CSRF, "Origin": site.url.rstrip("/"), "Sec-Fetch-Site": "same-origin"}

    assert site.decide(ID, "accept", headers=headers).ok


@pytest.mark.parametrize(
    "path", ["", "claims", f"claim/{ID}", "page.png?paper=2104.00001&version=1&page=1", "static/review.js"]
)
def test_nothing_is_shown_without_the_token(serve: Serve, path: str) -> None:
    site = serve(token=TOKEN)

    assert site.get(path).status_code == 401
    assert site.get(f"{path}{'&' if '?' in path else '?'}token=guessed").status_code == 401
    assert site.get(path, headers={"Cookie": f"{COOKIE}=guessed"}).status_code == 401
    assert site.get(path, headers={"Cookie": f"{COOKIE}=\xff; ;;="}).status_code == 401


def test_token_is_shown_once_and_leaves_the_address(serve: Serve) -> None:
    site = serve(token=TOKEN)

    first = site.get(f"?token={TOKEN}&label=refuted", allow_redirects=False)

    assert first.status_code == 303
    assert first.headers["Location"] == "/?label=refuted"
    assert "HttpOnly" in first.headers["Set-Cookie"]
    assert "SameSite=strict" in first.headers["Set-Cookie"]
    assert site.get().ok
    assert site.decide(ID, "accept").ok


def test_decision_without_the_token_is_refused_whatever_its_address(serve: Serve, place: Place) -> None:
    site = serve(token=TOKEN)

    assert site.decide(f"{ID}/decision?token={TOKEN}#", "accept").status_code in {401, 404}
    assert site.decide(ID, "accept").status_code == 401
    assert SqlReviews(place.store).decisions() == []


@pytest.mark.parametrize("path", ["static/../app.py", "static/%2e%2e/app.py", "static//etc/passwd", "../synth.db"])
def test_only_the_pages_own_files_are_served(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        "paper=2104.00001",
        "paper=2104.00001&version=1&page=0",
        "paper=2104.00001&version=1&page=2",
        "paper=2104.00001&version=1&page=-1",
        "paper=2104.00001&version=9&page=1",
        "paper=2104.00002&version=2&page=1",
        "paper=../../etc/passwd&page=1",
        "paper=2104.00001&version=1&page=%C2%B2",
    ],
)
def test_picture_that_is_not_there_is_a_clear_refusal(site: Site, query: str) -> None:
    assert site.get(f"page.png?{query}").status_code in {404, 422}


def test_taken_port_is_named() -> None:
    with bound("127.0.0.1", 0) as taken, pytest.raises(ServeError, match="is in use") as failure:
        bound("127.0.0.1", taken.getsockname()[1])

    assert failure.value.exit_code == 7
    assert "--port" in failure.value.hint


@pytest.mark.parametrize("host", ["no such host", "203.0.113.7", "x" * 300])
def test_host_that_is_not_this_machine_is_a_clear_error(host: str) -> None:
    with pytest.raises(ServeError):
        bound(host, 0)


def test_only_loopback_needs_no_token() -> None:
    with bound("127.0.0.1", 0) as inside, bound(EVERYWHERE, 0) as outside:
        assert is_loopback(inside)
        assert not is_loopback(outside)
        door = door_to(outside, EVERYWHERE, csrf="", token=TOKEN)
        assert door.hosts == frozenset()
        assert address_of(outside, EVERYWHERE, token=TOKEN).startswith(f"http://{socket.gethostname()}:")
        assert address_of(outside, EVERYWHERE, token=TOKEN).endswith(f"/?token={TOKEN}")
