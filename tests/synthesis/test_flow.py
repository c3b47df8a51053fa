"""The numbers of the flow diagram add up, whatever became of each record."""

from hypothesis import given

from synth.claims.types import PaperId
from synth.synthesis.flow import FlowCounts, Retrieval, Sought, Stream, flow_counts
from synth.synthesis.literature import (
    Answer,
    Database,
    Decider,
    Decision,
    Duplicate,
    Fate,
    Found,
    RecordId,
    Search,
)
from tests.synthesis.flows import NOW, PAPERS, REPORTS, searches


def add_up(counts: FlowCounts) -> None:
    """What must hold of any flow diagram."""
    assert counts.identified == counts.duplicates + counts.removed + counts.screened
    assert counts.screened == counts.undecided + counts.excluded + counts.databases.sought
    assert counts.duplicates == sum(count for _, count in counts.why_duplicate)
    assert counts.removed == sum(count for _, count in counts.why_removed)
    for stream in (counts.databases, counts.others):
        assert stream.sought == stream.not_retrieved + stream.pending + stream.assessed
        assert stream.assessed == stream.excluded + stream.included
        assert stream.not_retrieved == sum(count for _, count in stream.why_not_retrieved)
        assert stream.excluded == sum(count for _, count in stream.why_excluded)
        assert min(vars_of(stream)) >= 0
    assert min(counts.undecided, counts.screened) >= 0


def vars_of(stream: Stream) -> tuple[int, ...]:
    return (stream.sought, stream.not_retrieved, stream.pending, stream.assessed, stream.excluded, stream.included)


@given(searches(), REPORTS)
def test_numbers_add_up(search: Search, reports: list[Sought]) -> None:
    add_up(flow_counts(search, reports))


@given(searches(), REPORTS)
def test_every_paper_of_the_workspace_is_counted_once(search: Search, reports: list[Sought]) -> None:
    counts = flow_counts(search, reports)
    assessed = sum(report.retrieval is Retrieval.RETRIEVED for report in reports)

    assert counts.databases.assessed + counts.others.assessed == assessed
    assert counts.included == sum(r.retrieval is Retrieval.RETRIEVED and r.claims > 0 for r in reports)


def test_arxiv_id_of_a_duplicate_leads_to_the_paper() -> None:
    one, two = RecordId(Database.OPENALEX, 1), RecordId(Database.CROSSREF, 1)
    search = Search(
        "k",
        "q",
        NOW,
        (),
        answers=(
            Answer(Database.OPENALEX, "q", NOW, found=(Found(one, "T", doi="10.1/a"),)),
            Answer(Database.CROSSREF, "q", NOW, found=(Found(two, "T", doi="10.1/a", arxiv=PaperId(PAPERS[0])),)),
        ),
        duplicates=(Duplicate(two, one, "same DOI", 1.0),),
        decisions=(Decision(one, Fate.SOUGHT, Decider.PERSON, "picked"),),
    )
    counts = flow_counts(search, [Sought(PaperId(PAPERS[0]), Retrieval.RETRIEVED, claims=2)])

    assert vars_of(counts.databases) == (1, 0, 0, 1, 0, 1)
    assert counts.others.sought == 0


def test_reasons_are_counted_without_their_details() -> None:
    ids = [RecordId(Database.ARXIV, rank) for rank in (1, 2)]
    search = Search(
        "k",
        "q",
        NOW,
        (),
        answers=(Answer(Database.ARXIV, "q", NOW, found=tuple(Found(key, "T") for key in ids)),),
        decisions=tuple(
            Decision(key, Fate.REMOVED, Decider.AUTOMATION, f"outside the period ({year})")
            for key, year in zip(ids, ("1999", "2001"), strict=True)
        ),
    )

    assert flow_counts(search, []).why_removed == (("outside the period", 2),)
