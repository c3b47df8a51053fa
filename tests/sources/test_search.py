"""The searched databases, against stand-ins in their shape: paging, refusals, broken answers, missing fields."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from synth.claims.types import PaperId
from synth.config import Settings
from synth.errors import SourceError
from synth.ports.search import Latest, Page
from synth.sources.http import Http
from synth.sources.search import build_register, build_sources
from synth.sources.throttle import Throttle
from synth.synthesis.literature import Database, Found, Period
from tests.arxiv_server import ArxivServer
from tests.search_servers import Fault, SearchServers, Work
from tests.sources.conftest import FakeTime

WORKS = [
    Work(f"Noise in encoders, study {number}", f"2104.{number:05d}", f"10.1/{number}", f"We show {number}.")
    for number in range(1, 251)
]
ALL = pytest.mark.parametrize("database", list(Database), ids=lambda database: database.value)


@pytest.fixture
def servers() -> Iterator[SearchServers]:
    with SearchServers() as running:
        running.works = {name: list(WORKS) for name in running.works}
        yield running


@pytest.fixture
def pages(servers: SearchServers, fake_time: FakeTime) -> Callable[..., list[Page]]:
    """Search one database; a test names only what it cares about."""

    def search(
        database: Database, *, query: str = "noise", period: Period | None = None, limit: int = 250, **settings: Any
    ) -> list[Page]:
        throttle = Throttle(0.0, clock=fake_time.clock, sleep=fake_time.sleep)
        sources = build_sources(Settings(**servers.settings | settings), [database], throttle=throttle)
        return list(sources[database].search(query, period or Period(), limit))

    return search


def records(pages: list[Page]) -> list[Found]:
    return [found for page in pages for found in page.found]


@ALL
def test_all_pages_come_in_order(pages: Callable[..., list[Page]], servers: SearchServers, database: Database) -> None:
    found = records(pages(database))

    assert [record.title for record in found] == [work.title for work in WORKS]
    assert [record.abstract for record in found[:2]] == ["We show 1.", "We show 2."]
    assert [record.arxiv for record in found[:2]] == ["2104.00001", "2104.00002"]
    assert [record.doi for record in found[:2]] == ["10.1/1", "10.1/2"]
    assert found[0].authors == ("Ada Lovelace", "Kurt Gödel")
    assert found[0].published == "2021-04-17"
    assert len(servers.asked(database.value)) == 3


@ALL
def test_no_more_is_taken_than_asked_for(
    pages: Callable[..., list[Page]], servers: SearchServers, database: Database
) -> None:
    got = pages(database, limit=120)

    assert len(records(got)) == 120
    assert got[-1].stated == 250
    assert len(servers.asked(database.value)) == 2


@ALL
def test_nothing_found_is_an_answer(
    pages: Callable[..., list[Page]], servers: SearchServers, database: Database
) -> None:
    servers.works[database.value] = []

    assert records(pages(database)) == []


@ALL
def test_page_that_breaks_leaves_the_pages_before_it(servers: SearchServers, database: Database) -> None:
    servers.faults[database.value] = Fault(200, b"<html><body>maintenance</body></html>", after=1)
    source = build_sources(Settings(**servers.settings), [database])[database]
    got: list[Page] = []

    def search() -> None:
        got.extend(source.search("noise", Period(), 250))  # what comes before the failure is kept

    with pytest.raises(SourceError, match=r"no JSON|no feed"):
        search()
    assert len(records(got)) == 100


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, b"<!DOCTYPE html><html>Sign in</html>", "something that is no JSON"),
        (200, b'{"results": [{"id": "W1", "disp', "JSON that is cut off"),
        (200, b'{"unexpected": true}', "another shape"),
        (200, b"[]", "another shape"),
        (200, b'{"meta": {"count": 1}, "results": [null]}', "another shape"),
        (400, b'{"error": "Invalid query", "message": "<b>search</b> is not valid"}', "search is not valid"),
        (404, b"gone", "HTTP 404"),
    ],
)
def test_useless_answer_has_a_name(
    pages: Callable[..., list[Page]], servers: SearchServers, status: int, body: bytes, said: str
) -> None:
    servers.faults["openalex"] = Fault(status, body)

    with pytest.raises(SourceError, match=said):
        pages(Database.OPENALEX)


@pytest.mark.parametrize("database", [Database.SEMANTIC_SCHOLAR, Database.OPENALEX])
def test_refused_key_names_the_setting_and_not_the_key(
    pages: Callable[..., list[Page]], servers: SearchServers, database: Database
) -> None:
    servers.keys[database.value] = "right"
    with pytest.raises(SourceError, match="refuses the key") as caught:
        pages(database, openalex_api_key="wrong-secret", semantic_scholar_api_key="wrong-secret")

    assert "API_KEY" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("database", [Database.SEMANTIC_SCHOLAR, Database.OPENALEX])
def test_key_opens_the_door(pages: Callable[..., list[Page]], servers: SearchServers, database: Database) -> None:
    servers.keys[database.value] = "right"

    assert len(records(pages(database, openalex_api_key="right", semantic_scholar_api_key="right"))) == 250


def test_key_is_in_no_message_of_a_server_that_fails(servers: SearchServers, fake_time: FakeTime) -> None:
    settings = Settings(**servers.settings, openalex_api_key="secret", max_bytes=1000)
    throttle = Throttle(0.0, clock=fake_time.clock, sleep=fake_time.sleep)
    source = build_sources(settings, [Database.OPENALEX], throttle=throttle)[Database.OPENALEX]

    with pytest.raises(SourceError, match="larger than") as caught:
        list(source.search("noise", Period(), 100))
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(settings)


def test_key_does_not_follow_a_redirect_to_another_host(servers: SearchServers, fake_time: FakeTime) -> None:
    with SearchServers() as other:
        other.works["semantic_scholar"] = WORKS[:1]
        there = f"{other.settings['semantic_scholar_url']}/graph/v1/paper/search?offset=0&limit=1"
        servers.faults["semantic_scholar"] = Fault(302, headers={"Location": there})
        http = Http(
            throttle=Throttle(0.0, clock=fake_time.clock, sleep=fake_time.sleep), headers={"x-api-key": "secret"}
        )
        http.fetch(f"{servers.settings['semantic_scholar_url']}/x")

        assert servers.requests[0].headers["x-api-key"] == "secret"
        assert "secret" not in str(other.requests[0].headers)


@ALL
def test_busy_server_is_asked_again_when_it_says(
    pages: Callable[..., list[Page]], servers: SearchServers, fake_time: FakeTime, database: Database
) -> None:
    servers.faults[database.value] = Fault(429, b'{"message": "Too Many Requests"}', {"Retry-After": "7"}, times=1)

    assert len(records(pages(database, limit=10))) == 10
    assert sum(fake_time.slept) >= 7.0


def test_crossrefs_own_limit_is_kept(
    pages: Callable[..., list[Page]], servers: SearchServers, fake_time: FakeTime
) -> None:
    pages(Database.CROSSREF, limit=250)

    assert [round(seconds, 3) for seconds in fake_time.slept] == [0.02, 0.02]
    assert [asked["offset"] for asked in servers.asked("crossref")] == ["0", "100", "200"]


def test_missing_fields_are_empty(pages: Callable[..., list[Page]], servers: SearchServers) -> None:
    bare = Work(None, date="2021", authors=())
    for database in (Database.SEMANTIC_SCHOLAR, Database.OPENALEX, Database.CROSSREF):
        servers.works[database.value] = [bare]
        (record,) = records(pages(database))

        assert (record.title, record.abstract, record.arxiv, record.authors) == ("", "", None, ())
        assert record.published == "2021"


def test_null_everywhere_is_survived(pages: Callable[..., list[Page]], servers: SearchServers) -> None:
    work: dict[str, Any] = {"id": "https://openalex.org/W1", "doi": None, "display_name": None, "authorships": None}
    work |= {"publication_date": None, "abstract_inverted_index": None, "locations": [{"source": None}]}
    servers.faults["openalex"] = Fault(200, json.dumps({"meta": {"count": 1}, "results": [work]}).encode())

    assert records(pages(Database.OPENALEX))[0].published == ""


def test_markup_in_titles_and_abstracts_is_resolved(pages: Callable[..., list[Page]], servers: SearchServers) -> None:
    work = Work("On <i>k</i>-means &amp; {{ 7*7 }} $x^2$ مرحبا 𝒳", abstract="a < b & c", doi="10.1/x")
    servers.works["crossref"] = [work]
    (record,) = records(pages(Database.CROSSREF))

    assert record.title == "On k-means & {{ 7*7 }} $x^2$ مرحبا 𝒳"
    assert record.abstract == "a < b & c"


def test_halves_of_characters_are_replaced(pages: Callable[..., list[Page]], servers: SearchServers) -> None:
    body = (
        b'{"total": 1, "data": [{"paperId": "1", "title": "Noise \\ud835 \\u0000", "authors": [{"name": "\\udc9c"}]}]}'
    )
    servers.faults["semantic_scholar"] = Fault(200, body)
    (found,) = records(pages(Database.SEMANTIC_SCHOLAR))

    assert (found.title, found.authors) == ("Noise \ufffd \ufffd", ("\ufffd",))


@pytest.mark.parametrize(
    ("database", "parameter", "value"),
    [
        (Database.ARXIV, "search_query", "(noise) AND submittedDate:[201903010000 TO 202012312359]"),
        (Database.SEMANTIC_SCHOLAR, "publicationDateOrYear", "2019-03-01:2020-12-31"),
        (Database.OPENALEX, "filter", "from_publication_date:2019-03-01,to_publication_date:2020-12-31"),
        (Database.CROSSREF, "filter", "from-pub-date:2019-03-01,until-pub-date:2020-12-31"),
    ],
)
def test_period_is_asked_for_in_the_databases_words(
    pages: Callable[..., list[Page]], servers: SearchServers, database: Database, parameter: str, value: str
) -> None:
    pages(database, period=Period("2019-03", "2020"), limit=1)

    assert servers.asked(database.value)[0][parameter] == value


def test_openalex_is_paged_by_cursor_with_a_key_and_by_number_without(
    pages: Callable[..., list[Page]], servers: SearchServers
) -> None:
    pages(Database.OPENALEX)
    pages(Database.OPENALEX, openalex_api_key="mine")
    asked = servers.asked("openalex")

    assert [seen.get("page") for seen in asked[:3]] == ["1", "2", "3"]
    assert [seen.get("cursor") for seen in asked[3:]] == ["*", "100", "200"]


def test_crossref_is_told_who_asks(pages: Callable[..., list[Page]], servers: SearchServers) -> None:
    pages(Database.CROSSREF, limit=1, contact="me@example.org")
    pages(Database.CROSSREF, limit=1, crossref_mailto="other@example.org")

    assert [seen["mailto"] for seen in servers.asked("crossref")] == ["me@example.org", "other@example.org"]


def test_withdrawn_and_retracted_are_marked(pages: Callable[..., list[Page]], servers: SearchServers) -> None:
    servers.works["arxiv"] = [replace(WORKS[0], comment="This paper has been withdrawn by the author")]
    servers.works["openalex"] = [replace(WORKS[0], retracted=True)]
    servers.works["crossref"] = [replace(WORKS[0], title="RETRACTED: Noise in encoders")]

    assert all(records(pages(name))[0].retracted for name in (Database.ARXIV, Database.OPENALEX, Database.CROSSREF))


def test_latest_version_of_each_paper_is_known(arxiv: ArxivServer) -> None:
    arxiv.add_paper("2104.00001", 1)
    arxiv.add_paper("2104.00001", 3, "New name", doi="10.1/A", journal="TACL 9 (2021)")
    arxiv.add_paper("2104.00002", 2, withdrawn=True)
    settings = Settings(arxiv_api_url=arxiv.api_url, arxiv_site_url=arxiv.site_url, arxiv_gap_s=0.0)
    latest = build_register(settings).fetch_latest([PaperId(f"2104.0000{number}") for number in (1, 2, 3)])

    assert latest[PaperId("2104.00001")] == Latest(
        PaperId("2104.00001"), 3, "New name", doi="10.1/A", journal="TACL 9 (2021)"
    )
    assert "withdrawn" in latest[PaperId("2104.00002")].withdrawn
    assert len(latest) == 2
