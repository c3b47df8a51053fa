"""The workspace's memory."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from synth.claims.document import Document
from synth.claims.types import Claim, ClaimId, PaperId, Span
from synth.ports.models import Matrix
from synth.ports.papers import Paper, Report
from synth.ports.runs import Failure, Run
from synth.verdict.types import ClaimVerdict


class VectorCache(Protocol):
    """Vectors kept by model and text hash, so that nothing is embedded twice."""

    def vectors_of(self, model: str, hashes: Sequence[str]) -> Mapping[str, Matrix]:
        """The vectors known, by text hash."""
        ...

    def save_vectors(self, model: str, vectors: Mapping[str, Matrix]) -> None:
        """Keep vectors; existing ones stay as they are."""
        ...


class Store(VectorCache, Protocol):
    """The workspace's memory. Each ``save_`` is one transaction and may be repeated without effect."""

    def save_papers(self, papers: Sequence[Paper]) -> None:
        """Insert or replace papers by id and version."""
        ...

    def papers(self) -> Sequence[Paper]:
        """All papers, in the order they were first asked for."""
        ...

    def save_document(self, document: Document) -> None:
        """Insert or replace the document of a paper's version, with its sentences in the search index.

        The paper must be there.
        """
        ...

    def document_of(self, paper: PaperId, version: int | None) -> Document | None:
        """The stored document, or None."""
        ...

    def save_claims(self, claims: Sequence[Claim]) -> int:
        """Insert claims; how many were new. ``stated_by`` of known claims is extended."""
        ...

    def claims(self, *, prefix: str = "") -> Sequence[Claim]:
        """All claims whose id starts with ``prefix``, in the order of their sources."""
        ...

    def delete_claims(self, ids: Sequence[ClaimId]) -> int:
        """Remove claims with their verdicts; how many there were."""
        ...

    def save_report(self, report: Report) -> None:
        """Keep a report that was read, with its claims."""
        ...

    def reports(self) -> Sequence[Report]:
        """All reports that were audited, oldest first."""
        ...

    def save_verdicts(self, run_key: str, verdicts: Sequence[ClaimVerdict]) -> None:
        """Insert or replace the verdicts of a run, by claim; the run and the claims must be there."""
        ...

    def verdicts(self, *, run_key: str | None = None) -> Sequence[ClaimVerdict]:
        """The verdicts of a run, or the newest of each claim."""
        ...

    def verdicts_by_key(self, keys: Sequence[str]) -> Mapping[str, dict[str, Any]]:
        """The records kept by ``save_keyed``, of those keys that are known."""
        ...

    def save_keyed(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep what one paper says of one claim by the hash of all it depends on; existing ones stay as they are."""
        ...

    def save_run(self, run: Run) -> None:
        """Insert or replace a run by its key."""
        ...

    def runs(self) -> Sequence[Run]:
        """All runs, oldest first."""
        ...

    def save_failures(self, command: str, failures: Sequence[Failure]) -> None:
        """Replace the failures of a command."""
        ...

    def failures(self) -> Sequence[Failure]:
        """What failed and was not done since."""
        ...

    def save_note(self, key: str, value: str) -> None:
        """Keep a word about the workspace itself (the research question)."""
        ...

    def note(self, key: str) -> str:
        """The word kept under ``key``, or an empty string."""
        ...

    def search_sentences(self, query: str, *, limit: int = 20) -> Sequence[tuple[PaperId, Span, str]]:
        """Sentences that hold words of the query, best first (full-text search)."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
