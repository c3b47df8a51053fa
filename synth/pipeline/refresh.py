"""What became of the papers since they were fetched, and which verdicts that changes."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from synth.claims.types import Claim, PaperId
from synth.pipeline.fetch import current_papers
from synth.ports import Failure, Paper, PaperRequest, PaperStatus, Progress, Store
from synth.ports.search import Latest, Register
from synth.verdict.types import ClaimVerdict, PaperVerdict

UNKNOWN = "arXiv does not know it any more"


@dataclass(frozen=True, slots=True)
class News:
    """What is new about a paper.

    Attributes:
        paper: As it is at hand, in its newest version.
        latest: As arXiv has it now.
    """

    paper: Paper
    latest: Latest

    @property
    def is_newer(self) -> bool:
        """Whether there is a later version than the one at hand; a mere notice of withdrawal is none."""
        return self.latest.version > (self.paper.version or 0) and not self.latest.withdrawn

    @property
    def is_withdrawn(self) -> bool:
        """Whether arXiv speaks of a withdrawal, and did not when it was asked before."""
        return bool(self.latest.withdrawn) and not self.paper.withdrawn

    @property
    def is_restored(self) -> bool:
        """Whether arXiv spoke of a withdrawal, and does so no more."""
        return bool(self.paper.withdrawn) and not self.latest.withdrawn

    @property
    def is_published(self) -> bool:
        """Whether there is a DOI or a journal that was not known."""
        doi, journal = self.latest.doi, self.latest.journal
        return bool((doi and doi != self.paper.doi) or (journal and journal != self.paper.journal))

    @property
    def is_pinned(self) -> bool:
        """Whether this version was asked for by its number; then no other one takes its place."""
        return self.paper.request is not None and self.paper.request.version is not None

    @property
    def is_fetched(self) -> bool:
        """Whether the later version takes the place of the one at hand."""
        return self.is_newer and not self.is_pinned

    @property
    def words(self) -> tuple[str, ...]:
        """What is new, in words; a withdrawal is told by itself."""
        words = []
        if self.is_newer:
            stays = "; this version was asked for by its number, and stays" if self.is_pinned else ""
            words.append(f"there is a version {self.latest.version} now{stays}")
        if self.is_restored:
            words.append("it is withdrawn no more")
        if self.is_published:
            place = ", ".join(filter(None, (self.latest.journal, self.latest.doi and f"doi:{self.latest.doi}")))
            words.append(f"it was published: {place}")
        return tuple(words)


def looked_up(papers: Iterable[Paper]) -> list[Paper]:
    """The papers that arXiv is asked about: those of its own whose text is at hand."""
    return [
        paper
        for paper in current_papers(papers)
        if paper.status is PaperStatus.AVAILABLE and not paper.id.startswith("local:")
    ]


def find_news(
    papers: Iterable[Paper], *, register: Register, progress: Progress
) -> tuple[tuple[News, ...], tuple[Failure, ...]]:
    """What arXiv knows of the papers at hand that is not known here, and the papers it does not know any more.

    Raises:
        SourceError: If arXiv cannot be asked.
    """
    at_hand = looked_up(papers)
    progress("asking arXiv what is new", 0, len(at_hand))
    latest = register.fetch_latest(list(dict.fromkeys(paper.id for paper in at_hand)))
    progress("asked arXiv what is new", len(at_hand), len(at_hand))
    known = [News(paper, latest[paper.id]) for paper in at_hand if paper.id in latest]
    news = tuple(item for item in known if item.is_withdrawn or item.words)
    gone = tuple(Failure("refresh", paper.id, UNKNOWN) for paper in at_hand if paper.id not in latest)
    return news, gone


def save_news(news: Iterable[News], *, store: Store) -> None:
    """Keep what arXiv says of withdrawal and publication with the papers at hand."""
    store.save_papers([_informed(item) for item in news])


def _informed(item: News) -> Paper:
    paper, latest = item.paper, item.latest
    return dataclasses.replace(
        paper, doi=latest.doi or paper.doi, journal=latest.journal or paper.journal, withdrawn=latest.withdrawn
    )


def later_versions(news: Iterable[News]) -> tuple[PaperRequest, ...]:
    """The requests for the versions that take the place of those at hand."""
    return tuple(
        PaperRequest(item.paper.id, cited_as=item.paper.id, title=item.paper.title) for item in news if item.is_fetched
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that the new texts change.

    Attributes:
        papers: The papers with a new version that say something else of the claim now; empty if the change comes
            from how they are weighed.
    """

    before: ClaimVerdict
    after: ClaimVerdict
    papers: tuple[tuple[PaperVerdict, PaperVerdict], ...]

    @property
    def is_overall(self) -> bool:
        """Whether the verdict itself is another one."""
        return _gist(self.before) != _gist(self.after)


def affected_claims(verdicts: Iterable[ClaimVerdict], papers: Collection[PaperId]) -> list[ClaimVerdict]:
    """The verdicts for which one of the papers was read, or should have been."""
    return [
        verdict
        for verdict in verdicts
        if any(item.paper in papers for item in verdict.by_paper)
        or any(paper in papers for paper in verdict.claim.cites)
    ]


def verify_again(
    before: Sequence[ClaimVerdict],
    papers: Collection[PaperId],
    *,
    verify: Callable[[Sequence[Claim]], Sequence[ClaimVerdict]],
) -> tuple[tuple[ClaimVerdict, ...], tuple[Change, ...]]:
    """The new verdicts of some claims, and those that changed.

    Args:
        before: What was decided with the old texts.
        papers: Those that have a new text.
        verify: Decides claims with the texts at hand now.
    """
    after = tuple(verify([verdict.claim for verdict in before])) if before else ()
    changes = [Change(old, new, _turned(old, new, papers)) for old, new in zip(before, after, strict=True)]
    return after, tuple(change for change in changes if change.is_overall or change.papers)


def _turned(
    before: ClaimVerdict, after: ClaimVerdict, papers: Collection[PaperId]
) -> tuple[tuple[PaperVerdict, PaperVerdict], ...]:
    """What each of the papers said of the claim and says now, where the label is another one."""
    now = {item.paper: item for item in after.by_paper}
    return tuple(
        (item, now[item.paper])
        for item in before.by_paper
        if item.paper in papers and item.paper in now and item.label is not now[item.paper].label
    )


def _gist(verdict: ClaimVerdict) -> tuple[object, ...]:
    return (verdict.status, verdict.label, verdict.verified)
