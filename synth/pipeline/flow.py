"""Count how far each paper of a search came, for the flow diagram and the Methodology."""

from collections.abc import Iterable, Sequence

from synth.claims.types import Claim, PaperId
from synth.ports import Paper, PaperStatus
from synth.synthesis.flow import FlowCounts, Retrieval, Sought, flow_counts
from synth.synthesis.literature import Search


def flow_of(search: Search, papers: Iterable[Paper], claims: Iterable[Claim]) -> FlowCounts:
    """The numbers of the flow diagram of a search, in a workspace with these papers and claims."""
    by_id: dict[PaperId, list[Paper]] = {}
    for paper in papers:
        by_id.setdefault(paper.id, []).append(paper)
    counts = dict.fromkeys(by_id, 0)
    for claim in claims:
        for stating in {*claim.stated_by, claim.origin.paper} & counts.keys():
            counts[PaperId(str(stating))] += 1
    return flow_counts(search, [_sought(name, versions, counts[name]) for name, versions in by_id.items()])


def _sought(name: PaperId, versions: Sequence[Paper], claims: int) -> Sought:
    """How far one paper came; one version that could be had is enough."""
    statuses = {paper.status for paper in versions}
    if PaperStatus.AVAILABLE in statuses:
        return Sought(name, Retrieval.RETRIEVED, claims=claims)
    if statuses == {PaperStatus.WANTED}:
        return Sought(name, Retrieval.PENDING)
    tried = next(paper for paper in versions if paper.status is not PaperStatus.WANTED)
    return Sought(name, Retrieval.FAILED, tried.reason or tried.status.value.replace("_", " "))
