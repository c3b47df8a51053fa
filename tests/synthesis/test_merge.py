"""Which records are one paper's."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.types import PaperId
from synth.synthesis.literature import Database, Found, RecordId
from synth.synthesis.merge import duplicates_of, merged
from synth.synthesis.titles import likeness_of, plain_title, title_keys

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "data" / "title_pairs.tsv").read_text(encoding="utf-8").splitlines()
]
TITLE = "Typographical Noise in Multilingual Encoders"


def found(
    rank: int,
    title: str = TITLE,
    *,
    arxiv: str | None = None,
    doi: str = "",
    abstract: str = "",
    authors: tuple[str, ...] = ("Ada Lovelace",),
    published: str = "2021",
    database: Database = Database.OPENALEX,
) -> Found:
    paper = PaperId(arxiv) if arxiv else None
    return Found(
        RecordId(database, rank), title, arxiv=paper, doi=doi, abstract=abstract, authors=authors, published=published
    )


@pytest.mark.parametrize(("same", "one", "other"), PAIRS)
def test_titles_are_alike_only_if_they_are_one_papers(same: str, one: str, other: str) -> None:
    plain = plain_title(one), plain_title(other)

    assert bool(likeness_of(*plain).value) is (same == "1")
    if same == "1":
        assert title_keys(plain[0]) & title_keys(plain[1])


def test_same_doi_makes_a_duplicate_whatever_the_titles_say() -> None:
    (pair,) = duplicates_of([found(1, doi="10.1/a"), found(2, "Another name of it entirely", doi="10.1/a")])

    assert (pair.id.rank, pair.of.rank, pair.why) == (2, 1, "same DOI")
    assert pair.score < 0.5


def test_same_title_with_other_authors_is_another_paper() -> None:
    assert not duplicates_of([found(1), found(2, authors=("Kurt Gödel",))])


def test_same_title_years_apart_is_another_paper() -> None:
    assert not duplicates_of([found(1, published="2012"), found(2, published="2021")])


def test_two_arxiv_ids_are_two_papers() -> None:
    assert not duplicates_of([found(1, arxiv="2104.00001", doi="10.1/a"), found(2, arxiv="2104.00002", doi="10.1/a")])


def test_subtitle_is_the_same_paper_only_with_the_same_authors() -> None:
    longer = f"{TITLE}: A Study of Six Languages"

    assert [pair.why for pair in duplicates_of([found(1), found(2, longer)])] == ["same title with a subtitle"]
    assert not duplicates_of([found(1), found(2, longer, authors=("Ada Lovelace", "Kurt Gödel"))])


def test_record_that_fits_two_papers_joins_them() -> None:
    records = [
        found(1, "A preprint of some length", arxiv="2104.00001"),
        found(2, "The version of the journal", doi="10.1/a"),
        found(3, "What a third one calls it", arxiv="2104.00001", doi="10.1/a"),
    ]
    pairs = duplicates_of(records)

    assert {(pair.id.rank, pair.of.rank) for pair in pairs} == {(3, 1), (2, 1)}
    assert next(pair.why for pair in pairs if pair.id.rank == 2) == "same DOI as openalex:3"


def test_record_that_stays_learns_what_its_duplicates_know() -> None:
    records = [found(1, doi="10.1/a", authors=()), found(2, arxiv="2104.00001", doi="10.1/a", abstract="We show.")]
    (kept,) = merged(records, duplicates_of(records))

    assert (kept.id.rank, kept.arxiv, kept.abstract, kept.authors) == (1, "2104.00001", "We show.", ("Ada Lovelace",))


RECORDS = st.lists(
    st.tuples(
        st.sampled_from(["Noise in encoders, a study", "Noise in encoders: a study", "Scaling of language models", ""]),
        st.sampled_from([None, "2104.00001", "2104.00002"]),
        st.sampled_from(["", "10.1/a", "10.1/b"]),
    ),
    max_size=12,
)


@given(RECORDS)
def test_every_record_stays_or_is_a_duplicate_of_one_that_stays(rows: list[tuple[str, str | None, str]]) -> None:
    records = [found(rank, title, arxiv=arxiv, doi=doi) for rank, (title, arxiv, doi) in enumerate(rows, 1)]
    pairs = duplicates_of(records)
    gone = {pair.id for pair in pairs}
    kept = merged(records, pairs)

    assert len(gone) == len(pairs)
    assert not {pair.of for pair in pairs} & gone
    assert {record.id for record in kept} == {record.id for record in records} - gone
    assert all(len({record.arxiv for record in kept if record.id == one.id}) == 1 for one in kept)


def test_two_thousand_records_are_compared_only_where_they_share_something() -> None:
    words = ["deep", "learning", "for", "noise", "in", "encoders", "of", "many", "languages", "across", "models"]
    records = [
        found(rank, " ".join(words[(rank * step) % len(words)] + str(rank // 7) for step in range(1, 9)))
        for rank in range(1, 2001)
    ]

    assert duplicates_of(records) == ()
