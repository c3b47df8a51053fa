"""Searches in the database: nothing is lost, a search is replaced whole, and wrong rows are refused."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from synth.claims.types import PaperId
from synth.store.engine import SqlStore
from synth.store.searches import SqlSearches
from synth.synthesis.literature import (
    Answer,
    Database,
    Decider,
    Decision,
    Duplicate,
    Edit,
    Fate,
    Found,
    Period,
    RecordId,
    Search,
)

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ONE, TWO, THREE = RecordId(Database.OPENALEX, 1), RecordId(Database.OPENALEX, 2), RecordId(Database.ARXIV, 1)
SEARCH = Search(
    "0123456789ab",
    "Does it \U0001f600 help? \u202eabc {{ x }}",
    NOW,
    ((Database.OPENALEX, "it AND help"), (Database.ARXIV, "all:it")),
    Period("2019", "2020-05"),
    20,
    (
        Answer(
            Database.OPENALEX,
            "it AND help",
            NOW,
            1234,
            "broke off",
            (
                Found(ONE, "Title <i>x</i>", "W1", ("Ada",), "2020", "We show.", PaperId("2104.00001"), "10.1/a"),
                Found(TWO, "", retracted=True),
            ),
        ),
        Answer(Database.ARXIV, "all:it", NOW, None, "", (Found(THREE, "Title x", arxiv=PaperId("2104.00001")),)),
    ),
    (Duplicate(THREE, ONE, "same arXiv id", 0.9),),
    (
        Decision(ONE, Fate.SOUGHT, Decider.PERSON, "meaning 0.52", 0.5123),
        Decision(TWO, Fate.REMOVED, Decider.AUTOMATION, "no title"),
    ),
    (Edit(Database.CROSSREF, "it help", "", NOW), Edit(Database.ARXIV, "", "all:it", NOW)),
)


def test_search_comes_back_as_it_was(store: SqlStore) -> None:
    searches = SqlSearches(store)
    searches.save_search(SEARCH)

    assert searches.searches() == [SEARCH]


def test_saving_again_replaces_everything(store: SqlStore) -> None:
    searches = SqlSearches(store)
    searches.save_search(SEARCH)
    smaller = dataclasses.replace(SEARCH, answers=SEARCH.answers[1:], duplicates=(), decisions=())
    searches.save_search(smaller)

    assert searches.searches() == [smaller]
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM search_record").scalar() == 1


def test_searches_keep_their_order(store: SqlStore) -> None:
    searches = SqlSearches(store)
    other = dataclasses.replace(SEARCH, key="ba9876543210", started_at=NOW + timedelta(days=1))
    for search in (SEARCH, other, SEARCH):
        searches.save_search(search)

    assert [search.key for search in searches.searches()] == [SEARCH.key, other.key]


def test_search_with_nothing_yet_is_kept(store: SqlStore) -> None:
    bare = dataclasses.replace(SEARCH, answers=(), duplicates=(), decisions=())
    SqlSearches(store).save_search(bare)

    assert SqlSearches(store).searches() == [bare]


@pytest.mark.parametrize(
    "wrong",
    [
        "INSERT INTO search_record VALUES ('0123456789ab', 'crossref', 1, '', NULL, '', '')",
        "INSERT INTO search_record VALUES ('0123456789ab', 'arxiv', 0, '', NULL, '', '')",
        "INSERT INTO search_answer VALUES ('0123456789ab', 'google', 9, '', '', 0, '')",
        "INSERT INTO search_answer VALUES ('0123456789ab', 'crossref', 9, '', '', -1, '')",
        "INSERT INTO search_duplicate VALUES ('0123456789ab', 'openalex', 2, 'openalex', 2, '', 1.0)",
        "INSERT INTO search_duplicate VALUES ('0123456789ab', 'openalex', 2, 'openalex', 9, '', 1.0)",
        "INSERT INTO search_duplicate VALUES ('0123456789ab', 'openalex', 2, 'openalex', 1, '', 1.1)",
        "INSERT INTO search_decision VALUES ('0123456789ab', 'openalex', 9, 'sought', 'person', '', NULL)",
        "INSERT INTO search_decision VALUES ('0123456789ab', 'arxiv', 1, 'liked', 'person', '', NULL)",
        "INSERT INTO search_decision VALUES ('0123456789ab', 'arxiv', 1, 'sought', 'nobody', '', NULL)",
        "INSERT INTO search_decision VALUES ('0123456789ab', 'arxiv', 1, 'sought', 'person', '', 2)",
    ],
)
def test_database_refuses_a_row_that_is_wrong(store: SqlStore, wrong: str) -> None:
    SqlSearches(store).save_search(SEARCH)

    with pytest.raises(IntegrityError, match=r"CHECK|FOREIGN KEY"), store.writing() as connection:
        connection.exec_driver_sql(wrong)


def test_search_that_cannot_be_saved_leaves_the_old_one(store: SqlStore) -> None:
    searches = SqlSearches(store)
    searches.save_search(SEARCH)
    broken = dataclasses.replace(SEARCH, decisions=(dataclasses.replace(SEARCH.decisions[0], relevance=2.0),))

    with pytest.raises(IntegrityError):
        searches.save_search(broken)
    assert searches.searches() == [SEARCH]
