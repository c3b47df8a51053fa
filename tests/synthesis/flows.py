"""Searches and workspaces of every kind, for what must hold of all of them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from synth.claims.types import PaperId
from synth.synthesis.flow import Retrieval, Sought
from synth.synthesis.literature import Answer, Database, Decider, Decision, Fate, Found, RecordId, Search
from synth.synthesis.merge import duplicates_of, merged

NOW = datetime(2026, 1, 2, tzinfo=UTC)
PAPERS = [f"2104.0000{number}" for number in range(8)]


@st.composite
def searches(draw: st.DrawFn) -> Search:
    """A search whose records share ids now and then, with some of them decided."""
    answers = []
    for database in draw(st.lists(st.sampled_from(list(Database)), unique=True)):
        rows = draw(st.lists(st.tuples(st.sampled_from([None, *PAPERS]), st.sampled_from(["", "10.1/a"])), max_size=8))
        records = tuple(
            Found(RecordId(database, rank), f"A title about {rank}", arxiv=PaperId(arxiv) if arxiv else None, doi=doi)
            for rank, (arxiv, doi) in enumerate(rows, 1)
        )
        answers.append(Answer(database, "q", NOW, len(rows), draw(st.sampled_from(["", "busy"])), records))
    search = Search("k", "q", NOW, (), answers=tuple(answers))
    duplicates = duplicates_of(search.found)
    decisions = []
    for record in merged(search.found, duplicates):
        fate = draw(st.sampled_from([None, *Fate]))
        if fate is Fate.SOUGHT and record.arxiv is None:
            fate = Fate.NOT_RETRIEVED
        if fate is not None:
            decisions.append(Decision(record.id, fate, draw(st.sampled_from(list(Decider))), f"reason {fate.value}"))
    return Search("k", "q", NOW, (), answers=tuple(answers), duplicates=duplicates, decisions=tuple(decisions))


REPORTS = st.lists(
    st.builds(
        Sought,
        paper=st.sampled_from([PaperId(paper) for paper in [*PAPERS, "local:1", "2201.00001"]]),
        retrieval=st.sampled_from(list(Retrieval)),
        reason=st.sampled_from(["", "no text"]),
        claims=st.integers(0, 3),
    ),
    unique_by=lambda report: report.paper,
)
