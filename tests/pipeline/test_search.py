"""A search from question to decisions: every record has a fate, failures are named, nothing is asked twice."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.claims.types import PaperId
from synth.errors import SourceError, UsageError
from synth.pipeline.flow import flow_of
from synth.pipeline.search import (
    NOT_ASKED,
    ask_databases,
    newest_search,
    plan_search,
    screen_search,
    search_of_prefix,
    settle_search,
    with_query,
)
from synth.ports import Paper, PaperRequest, PaperStatus
from synth.ports.search import Page
from synth.store.engine import SqlStore, open_store
from synth.synthesis.literature import Database, Decider, Fate, Found, Period, RecordId, Search
from tests.conftest import FakeEncoder, MakeClaim, fixed_clock

QUESTION = "Does scaling encoders reduce noise?"


class FakeSource:
    """Gives its pages and then, if it has one, its error."""

    def __init__(
        self, *pages: Sequence[Found], error: str = "", stated: int | None = None, kills: bool = False
    ) -> None:
        self._pages, self._error, self._stated, self._kills = pages, error, stated, kills
        self.asked: list[str] = []

    def search(self, query: str, period: Period, limit: int) -> Iterator[Page]:  # noqa: ARG002 - the port's
        self.asked.append(query)
        if self._kills:
            raise KeyboardInterrupt
        yield from (Page(tuple(page), self._stated) for page in self._pages)
        if self._error:
            raise SourceError(self._error, hint="wait")


class MemorySearches:
    """Searches in memory, each state that was saved."""

    def __init__(self) -> None:
        self.saved: list[Search] = []

    def save_search(self, search: Search) -> None:
        self.saved.append(search)

    def searches(self) -> Sequence[Search]:
        return list({search.key: search for search in self.saved}.values())


def found(title: str, *, arxiv: str | None = None, doi: str = "", database: Database = Database.ARXIV) -> Found:
    return Found(RecordId(database, 0), title, arxiv=PaperId(arxiv) if arxiv else None, doi=doi)


@pytest.fixture
def searches() -> MemorySearches:
    return MemorySearches()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(str(tmp_path / "synth.db"))
    yield opened
    opened.close()


def plan(*databases: Database, limit: int = 50) -> Search:
    return plan_search(QUESTION, databases=databases, given={}, period=Period(), limit=limit, clock=fixed_clock)


def run(
    searches: MemorySearches,
    sources: dict[Database, FakeSource],
    *,
    days: int = 0,
    again: bool = False,
    offline: bool = False,
) -> Search:
    """Ask the databases, some days after the first time."""

    def clock() -> datetime:
        return fixed_clock() + timedelta(days=days)

    return ask_databases(
        plan(*sources),
        sources=sources,
        searches=searches,
        clock=clock,
        progress=lambda *_: None,
        again=again,
        offline=offline,
    )


def two_sources() -> dict[Database, FakeSource]:
    return {
        Database.ARXIV: FakeSource([found("Scaling encoders", arxiv="2104.00001")], stated=1),
        Database.OPENALEX: FakeSource([found("Noise", doi="10.1/a")], error="is busy"),
    }


def test_query_that_was_given_takes_the_place_of_the_derived_one() -> None:
    made = plan_search(
        "!?",
        databases=[Database.ARXIV],
        given={Database.ARXIV: "cat:cs.CL"},
        period=Period(),
        limit=5,
        clock=fixed_clock,
    )

    assert made.queries == ((Database.ARXIV, "cat:cs.CL"),)


def test_question_without_content_needs_all_queries_given() -> None:
    with pytest.raises(UsageError, match="nothing to search for"):
        plan_search(
            "!?",
            databases=list(Database),
            given={Database.ARXIV: "cat:cs.CL"},
            period=Period(),
            limit=5,
            clock=fixed_clock,
        )


def test_same_search_has_the_same_key_and_another_another() -> None:
    assert plan(Database.ARXIV).key == plan(Database.ARXIV).key
    assert len({plan(Database.ARXIV).key, plan(Database.ARXIV, limit=9).key, plan(Database.CROSSREF).key}) == 3


def plan_of(**given: str) -> Search:
    return plan_search(
        QUESTION,
        databases=[Database.ARXIV, Database.CROSSREF],
        given={Database(name): query for name, query in given.items()},
        period=Period(),
        limit=5,
        clock=fixed_clock,
    )


def test_changed_query_makes_the_search_that_such_a_query_given_at_once_would_make() -> None:
    plan = plan_of()
    changed = with_query(plan, Database.ARXIV, " ti:noise\n", clock=fixed_clock)

    assert dict(changed.queries)[Database.ARXIV] == "ti:noise"
    assert changed.key == plan_of(arxiv="ti:noise").key != plan.key
    assert changed.edits == plan_of(arxiv="ti:noise").edits
    assert [(edit.before, edit.after) for edit in changed.edits] == [(dict(plan.queries)[Database.ARXIV], "ti:noise")]
    assert with_query(changed, Database.ARXIV, "ti:noise", clock=fixed_clock) == changed


def test_database_is_left_out_and_added_and_the_last_one_stays() -> None:
    left = with_query(plan_of(), Database.CROSSREF, "", clock=fixed_clock)
    more = with_query(left, Database.OPENALEX, "noise", clock=fixed_clock)

    assert [name for name, _ in left.queries] == [Database.ARXIV]
    assert [name for name, _ in more.queries] == [Database.ARXIV, Database.OPENALEX]
    assert [(edit.database, bool(edit.before), edit.after) for edit in more.edits] == [
        (Database.CROSSREF, True, ""),
        (Database.OPENALEX, False, "noise"),
    ]
    with pytest.raises(UsageError, match="last query"):
        with_query(left, Database.ARXIV, "", clock=fixed_clock)


@pytest.mark.parametrize("query", ["x" * 2001, "a\x00b", "a\u202eb"])
def test_query_that_cannot_be_asked_is_refused(query: str) -> None:
    with pytest.raises(UsageError):
        with_query(plan_of(), Database.ARXIV, query, clock=fixed_clock)


def test_edits_are_kept_with_the_search(searches: MemorySearches) -> None:
    plan = with_query(plan_of(), Database.CROSSREF, "", clock=fixed_clock)
    ask_databases(
        plan,
        sources={Database.ARXIV: FakeSource([found("A")])},
        searches=searches,
        clock=fixed_clock,
        progress=lambda *_: None,
    )

    assert searches.saved[-1].edits == plan.edits


def test_source_that_fails_is_named_and_the_others_go_on(searches: MemorySearches) -> None:
    search = run(searches, two_sources())

    assert [(answer.database, len(answer.found), answer.failure) for answer in search.answers] == [
        (Database.ARXIV, 1, ""),
        (Database.OPENALEX, 1, "is busy"),
    ]
    assert [str(record.id) for record in search.found] == ["arxiv:1", "openalex:1"]


def test_ranks_go_on_from_page_to_page(searches: MemorySearches) -> None:
    pages = FakeSource([found("One"), found("Two")], [found("Three")])

    assert [record.id.rank for record in run(searches, {Database.CROSSREF: pages}).found] == [1, 2, 3]


def test_each_answer_is_saved_before_the_next_is_asked_for(searches: MemorySearches) -> None:
    sources = two_sources()
    with pytest.raises(KeyboardInterrupt):
        run(searches, sources | {Database.OPENALEX: FakeSource(kills=True)})
    search = run(searches, sources)

    assert len(search.answers) == 2
    assert len(sources[Database.ARXIV].asked) == 1


def test_only_what_failed_is_asked_again_on_the_same_day(searches: MemorySearches) -> None:
    sources = two_sources()
    run(searches, sources)
    run(searches, sources)

    assert [len(source.asked) for source in sources.values()] == [1, 2]


@pytest.mark.parametrize("options", [{"days": 1}, {"again": True}])
def test_all_are_asked_again_on_another_day_or_if_wished(searches: MemorySearches, options: dict[str, int]) -> None:
    sources = two_sources()
    run(searches, sources)
    run(searches, sources, days=options.get("days", 0), again=bool(options.get("again")))

    assert [len(source.asked) for source in sources.values()] == [2, 2]


def test_offline_takes_what_was_answered_whenever_that_was(searches: MemorySearches) -> None:
    sources = two_sources()
    first = run(searches, sources)

    assert run(searches, sources, days=9, offline=True) == first
    assert [len(source.asked) for source in sources.values()] == [1, 1]


def test_offline_without_answers_says_so(searches: MemorySearches) -> None:
    search = run(searches, two_sources(), offline=True)

    assert {answer.failure for answer in search.answers} == {NOT_ASKED}


def test_nothing_from_anybody_is_an_error_that_names_them_all(searches: MemorySearches, store: SqlStore) -> None:
    search = run(searches, {Database.ARXIV: FakeSource(error="down"), Database.CROSSREF: FakeSource(error="busy")})

    with pytest.raises(SourceError, match=r"arXiv: down.*Crossref: busy"):
        screen_search(search, encoder=FakeEncoder(), store=store, progress=lambda *_: None)


def settled(
    searches: MemorySearches, store: SqlStore, *records: Found, chosen: set[int] | None = None
) -> tuple[Search, tuple[int, ...]]:
    """A search over one database to its end."""
    search = run(searches, {Database.ARXIV: FakeSource(records)})
    search, rows = screen_search(search, encoder=FakeEncoder(), store=store, progress=lambda *_: None)
    picked = None if chosen is None else {RecordId(Database.ARXIV, rank) for rank in chosen}
    done = settle_search(search, rows, chosen=picked, searches=searches, store=store)
    return done, tuple(row.found.id.rank for row in rows)


def test_every_record_has_exactly_one_fate(searches: MemorySearches, store: SqlStore) -> None:
    records = [
        found("Scaling encoders against noise", arxiv="2104.00001"),
        found("Scaling encoders against noise", doi="10.1/a"),
        found("Cats of the moon", arxiv="2104.00002"),
        found(""),
        found("Noise and scaling of encoders", doi="10.1/b"),
    ]
    search, order = settled(searches, store, *records)

    assert [str(pair.id) for pair in search.duplicates] == ["arxiv:2"]
    assert {item.id.rank: item.fate for item in search.decisions} == {
        1: Fate.SOUGHT,
        3: Fate.EXCLUDED,
        4: Fate.REMOVED,
        5: Fate.NOT_RETRIEVED,
    }
    assert order[-1] == 3


WORKS = st.lists(
    st.tuples(
        st.sampled_from(["Scaling encoders against noise", "Noise in encoders, a study", "Cats of the moon", ""]),
        st.sampled_from([None, "2104.00001", "2104.00002"]),
        st.sampled_from(["", "10.1/a", "10.1/b"]),
        st.sampled_from(["", "1999", "2021-05"]),
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(Database), st.tuples(WORKS, st.sampled_from(["", "busy"]))), st.randoms())
def test_every_record_of_any_search_has_one_fate_and_the_numbers_add_up(
    answers: dict[Database, tuple[list[tuple[str, str | None, str, str]], str]], chance: Random
) -> None:
    sources = {
        name: FakeSource(
            [dataclasses.replace(found(t, arxiv=a, doi=d), published=day) for t, a, d, day in works], error=error
        )
        for name, (works, error) in answers.items()
    }
    searches, store = MemorySearches(), open_store("sqlite://")
    begun = dataclasses.replace(plan(*answers or [Database.ARXIV]), period=Period(since="2000"))
    search = ask_databases(
        begun,
        sources=sources or {Database.ARXIV: FakeSource()},
        searches=searches,
        clock=fixed_clock,
        progress=lambda *_: None,
    )
    if not search.found:
        store.close()
        return
    search, rows = screen_search(search, encoder=FakeEncoder(), store=store, progress=lambda *_: None)
    picked = [row.found.id for row in rows if chance.random() < 0.5]
    chosen = chance.choice([None, picked])
    search = settle_search(search, rows, chosen=chosen, searches=searches, store=store)
    counts = flow_of(search, store.papers(), ())
    store.close()

    fates = [*(pair.id for pair in search.duplicates), *(decision.id for decision in search.decisions)]
    assert sorted(fates) == sorted(record.id for record in search.found)
    assert counts.identified == counts.duplicates + counts.removed + counts.excluded + counts.databases.sought
    assert (counts.undecided, counts.others.sought) == (0, 0)


def test_wanted_papers_wait_for_fetch(searches: MemorySearches, store: SqlStore) -> None:
    settled(searches, store, found("Scaling encoders against noise", arxiv="2104.00001"))
    (paper,) = store.papers()

    assert (paper.id, paper.status, paper.title) == (
        "2104.00001",
        PaperStatus.WANTED,
        "Scaling encoders against noise",
    )
    assert store.note("question") == QUESTION


def test_paper_that_is_at_hand_stays_as_it_is(searches: MemorySearches, store: SqlStore) -> None:
    here = Paper(
        PaperId("2104.00001"), 2, "Mine", PaperStatus.AVAILABLE, request=PaperRequest(PaperId("2104.00001"), 2)
    )
    store.save_papers([here])
    settled(searches, store, found("Scaling encoders against noise", arxiv="2104.00001"))

    assert list(store.papers()) == [here]


def test_what_a_person_decided_outlives_a_database_that_is_asked_again(
    searches: MemorySearches, store: SqlStore
) -> None:
    sources = {
        Database.ARXIV: FakeSource([found("Scaling encoders", arxiv="2104.00001")]),
        Database.OPENALEX: FakeSource([found("Noise", doi="10.1/a")], error="is busy"),
    }
    search, rows = screen_search(run(searches, sources), encoder=FakeEncoder(), store=store, progress=lambda *_: None)
    settle_search(search, rows, chosen={RecordId(Database.ARXIV, 1)}, searches=searches, store=store)
    search, _ = screen_search(run(searches, sources), encoder=FakeEncoder(), store=store, progress=lambda *_: None)

    assert [(str(item.id), item.by) for item in search.decisions] == [("arxiv:1", Decider.PERSON)]
    counts = flow_of(search, store.papers(), ())
    assert (counts.screened, counts.undecided, counts.databases.sought) == (2, 1, 1)


def test_automation_does_not_undo_what_a_person_decided(searches: MemorySearches, store: SqlStore) -> None:
    records = [found("Scaling encoders against noise", arxiv="2104.00001"), found("Cats", arxiv="2104.00002")]
    settled(searches, store, *records, chosen={2})
    search, _ = settled(searches, store, *records)

    assert {item.id.rank: (item.fate, item.by) for item in search.decisions} == {
        1: (Fate.EXCLUDED, Decider.PERSON),
        2: (Fate.SOUGHT, Decider.PERSON),
    }


def test_flow_counts_what_fetch_did(searches: MemorySearches, store: SqlStore, make_claim: MakeClaim) -> None:
    records = [found(f"Scaling encoders against noise {n}", arxiv=f"2104.0000{n}") for n in range(1, 5)]
    search, _ = settled(searches, store, *records)
    states = [PaperStatus.AVAILABLE, PaperStatus.AVAILABLE, PaperStatus.NOT_FOUND, PaperStatus.WANTED]
    papers = [
        Paper(PaperId(f"2104.0000{n}"), 1, "", state, "no such paper" if n == 3 else "")
        for n, state in enumerate(states, 1)
    ]
    local = Paper(PaperId("local:1"), None, "", PaperStatus.AVAILABLE)
    counts = flow_of(search, [*papers, local], [make_claim(paper="2104.00001", stated_by=["2104.00001"])])

    stream = counts.databases
    assert (stream.sought, stream.not_retrieved, stream.pending, stream.assessed, stream.included) == (4, 1, 1, 2, 1)
    assert stream.why_not_retrieved == (("no such paper", 1),)
    assert (counts.others.assessed, counts.others.included) == (1, 0)


def test_newest_search_is_meant_without_a_prefix(searches: MemorySearches) -> None:
    assert newest_search(searches) is None
    with pytest.raises(UsageError, match="no literature search"):
        search_of_prefix(searches)
    older, newer = plan(Database.ARXIV), plan(Database.CROSSREF)
    searches.save_search(dataclasses.replace(newer, started_at=fixed_clock() + timedelta(hours=1)))
    searches.save_search(older)

    assert search_of_prefix(searches).key == newer.key
    assert search_of_prefix(searches, older.key[:6]).key == older.key
    with pytest.raises(UsageError, match="no searches fit"):
        search_of_prefix(searches, "zz")
