"""Extract the claims of documents and keep them; the same claim of two papers is kept once, stated by both."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from synth.claims.dedupe import merge_claims
from synth.claims.document import Document
from synth.claims.extract import extract_claims
from synth.claims.types import Claim, PaperId
from synth.ports import Progress, Store

Extract = Callable[[Document, int], tuple[Claim, ...]]
"""The claims of a document, at most so many, most important first."""


@dataclass(frozen=True, slots=True)
class ExtractResult:
    """What an extraction did.

    Attributes:
        claims: Every claim found in the documents, merged with equal ones of other papers, most important first.
        new: How many of them the store did not know.
        by_paper: How many claims were found in each paper.
    """

    claims: tuple[Claim, ...] = ()
    new: int = 0
    by_paper: dict[PaperId, int] = field(default_factory=dict)


def extract_from(
    documents: Iterable[Document],
    *,
    store: Store,
    limit: int,
    progress: Progress | None = None,
    extract: Extract | None = None,
) -> ExtractResult:
    """Extract the claims of each document and save them before the next document is read.

    A claim that says the same as a stored one of another paper in other words extends that one's ``stated_by``.

    Args:
        documents: May be lazy; each is let go of once its claims are saved.
        store: Where known claims are looked up and new ones kept.
        limit: Claims to keep for each paper, at least 1.
        extract: What finds the claims; None is our own rules.
        progress: Told after each document; the total is 0 where the number of documents is not known.
    """
    total = len(documents) if isinstance(documents, Sequence) else 0
    known = [claim for claim in store.claims() if claim.origin.paper is not None]
    found: dict[str, Claim] = {}
    by_paper: dict[PaperId, int] = {}
    new = 0
    for done, document in enumerate(documents, 1):
        claims = extract(document, limit) if extract else extract_claims(document, limit=limit)
        by_paper[document.paper] = len(claims)
        before = {claim.id: claim for claim in known}
        merged = merge_claims((*known, *claims))
        changed = [claim for claim in merged if before.get(claim.id) != claim]
        new += store.save_claims(changed)
        known = list(merged)
        found |= {claim.id: claim for claim in merged if document.paper in claim.stated_by}
        if progress:
            progress("extracting claims", done, total)
    ranked = sorted(found.values(), key=lambda claim: -claim.importance)
    return ExtractResult(tuple(ranked), new, by_paper)
