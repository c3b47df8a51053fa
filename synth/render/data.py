"""What a report is made from, and its counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from synth import __version__
from synth.claims.types import PaperId
from synth.ports import Failure, Paper, PaperStatus, Report, Run
from synth.ports.lab import LabResult
from synth.render.layout import elided
from synth.render.references import References
from synth.render.scenes import Place, Scene
from synth.render.words import Standing, counted, quoted, standing_of
from synth.synthesis.flow import FlowCounts
from synth.synthesis.types import Synthesis
from synth.verdict.types import CalibrationNote, ClaimVerdict

_HEADING_CHARS: Final = 200


@dataclass(frozen=True, kw_only=True)
class ReportData:
    """Everything one report is written from; nothing else flows into it.

    Attributes:
        verdicts: In the order in which the claims are shown.
        calibration: One note for each kind of document; the first is the main one.
        report: The report that was audited; None when papers were checked against each other.
        rerun: Commands that give this report again, one each.
        title: What may be missing is put in words made from the rest: see ``heading`` and ``byline``.
        topic: What the papers are about, for "This paper examines".
        question_rerun: What a rerun says of the research question, as the ``rerun`` of a CLAIM record.
        scenes: Where quotes stand, as far as it is to be shown.
        rerun_results: The results behind all reruns shown, for their figures.
        synthesis: What the claims together say; None leaves its sections out.
        flow: The numbers of the literature search that found the papers, if one is recorded.
    """

    run: Run
    date: date
    papers: tuple[Paper, ...] = ()
    verdicts: tuple[ClaimVerdict, ...] = ()
    failures: tuple[Failure, ...] = ()
    calibration: tuple[CalibrationNote, ...] = ()
    report: Report | None = None
    title: str = ""
    author: str = ""
    topic: str = ""
    question: str = ""
    rerun: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    flow: FlowCounts | None = None
    question_rerun: Mapping[str, Any] | None = None
    rerun_results: tuple[LabResult, ...] = ()
    synthesis: Synthesis | None = None
    scenes: Mapping[Place, Scene] = field(default_factory=dict)

    @property
    def is_audit(self) -> bool:
        """Whether a report that someone else wrote was checked."""
        return self.report is not None

    @property
    def heading(self) -> str:
        """The title, or one made from what was done; a question of a page is cut to a line or two."""
        if self.title:
            return elided(self.title, _HEADING_CHARS)
        if self.report is not None:
            return f"Audit of {quoted(elided(self.report.title or self.report.id, _HEADING_CHARS))}"
        return f"{counted(len(self.verdicts), 'claim')} from {counted(self.counts.read, 'paper')}, checked"

    @property
    def byline(self) -> str:
        """The author, or the program."""
        return self.author or f"synth {__version__}"

    @property
    def question_asked(self) -> str:
        """The research question, else that of the audited report, else nothing."""
        return self.question or (self.report.question if self.report else "")

    @cached_property
    def references(self) -> References:
        """The numbered reference list."""
        return References(self.papers, self.verdicts, self.report)

    @cached_property
    def counts(self) -> "Counts":
        """How many papers and claims there are of each kind."""
        return _counts(self)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers a report states; they add up by construction.

    Attributes:
        named: Papers asked for; in an audit the report's references (those that name no paper too) and what was given.
        given: In an audit, those of them that the report does not name.
        found: Those of them that their source knows.
        read: Those whose text was at hand; ``read + unavailable == named``.
        cited: Entries of the reference list.
        standing: Claims by where they stand; they sum to ``claims``.
    """

    named: int
    given: int
    found: int
    read: int
    unavailable: int
    cited: int
    claims: int
    standing: Counter[Standing]

    @property
    def verified(self) -> int:
        """Claims with the tick."""
        return self.standing[Standing.VERIFIED]


def _counts(data: ReportData) -> Counts:
    unresolved = len(data.report.unresolved_references) if data.report else 0
    untried = {item.paper for item in data.references.items} - {paper.id for paper in data.papers}
    read = sum(paper.status is PaperStatus.AVAILABLE for paper in data.papers)
    named = len(data.papers) + len(untried) + unresolved
    return Counts(
        named=named,
        given=len({paper.id for paper in data.papers} - _listed(data.report)) if data.report else 0,
        found=sum(_is_found(paper) for paper in data.papers),
        read=read,
        unavailable=named - read,
        cited=len(data.references),
        claims=len(data.verdicts),
        standing=Counter(standing_of(verdict) for verdict in data.verdicts),
    )


def _listed(report: Report) -> set[PaperId]:
    return {request.paper for request in report.references}


def _is_found(paper: Paper) -> bool:
    """Whether the source knows the paper: it gave its text, or at least its metadata."""
    told = bool(paper.authors or paper.published or paper.abstract)
    return paper.status in {PaperStatus.AVAILABLE, PaperStatus.WITHDRAWN} or (
        told and paper.status is not PaperStatus.NOT_FOUND
    )
