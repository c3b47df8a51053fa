"""What the papers together say, as templates see it: answer, shared findings, tables, consistency, reviewers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from synth.claims.types import PaperId
from synth.render.data import ReportData
from synth.render.prose import Statement
from synth.render.references import References
from synth.render.rerun_view import rerun_row
from synth.render.words import counted, quoted
from synth.synthesis.answer import Answer, Outcome, Sentence
from synth.synthesis.facts import ID_DIGITS
from synth.synthesis.findings import Finding, NumberTable, Says, Voice
from synth.synthesis.reviewers import Panel, Point, Review
from synth.synthesis.stance import Side
from synth.synthesis.types import Synthesis

OUTCOMES: Final = {
    Outcome.YES: "Yes",
    Outcome.NO: "No",
    Outcome.MIXED: "Mixed",
    Outcome.NOT_ANSWERED: "Not answered by these papers",
    Outcome.UNAVAILABLE: "Sources unavailable",
}
SIDES: Final = {
    Side.YES: "For yes",
    Side.NO: "For no",
    Side.OPEN: "Bears on the question without saying yes or no",
}
_SAYS: Final = {
    Says.STATES: "states it",
    Says.SUPPORTS: "says the same",
    Says.PARTLY: "says part of it",
    Says.OPPOSES: "says otherwise",
}
MOST_FINDINGS: Final = 12
_MOST_MISSING: Final = 4  # facts named behind a reviewer's point; all of them stand in the JSON
PANEL_NOTE: Final = (
    "Arithmetic over facts by fixed rubrics in which a refuted claim counts for nothing; not peer review"
)


@dataclass(frozen=True, slots=True)
class SideView:
    """The sentences of one side of an answer."""

    title: str
    sentences: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The answer to the research question.

    Attributes:
        rephrased: The same in a model's words; every sentence was verified. Empty without a model.
        dropped: Sentences of the model that were not verified.
        rerun: What an experiment of the lab says of the question, or how to run it; empty where none bears on it.
    """

    outcome: str
    outcome_key: str
    summary: Statement
    sides: tuple[SideView, ...]
    strength: str
    would_settle: tuple[str, ...]
    rephrased: tuple[str, ...]
    dropped: int
    rerun: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One paper on a finding, in its own words."""

    says: str
    number: int
    who: str
    quote: str
    place: str
    why: str
    opposes: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding of several papers."""

    text: str
    conditions: tuple[tuple[str, str], ...]
    voices: tuple[VoiceView, ...]
    is_contested: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """Numbers of several papers for one data set and metric: (reference number, who, number, level or gain)."""

    title: str
    rows: tuple[tuple[int, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ReviewerView:
    """One reviewer: score, rubric, and the points it is made of."""

    name: str
    score: str
    rubric: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SynthesisView:
    """All that a report says beyond single claims."""

    answer: AnswerView
    relevance: str
    findings: tuple[FindingView, ...]
    left_out: int
    tables: tuple[TableView, ...]
    faults: tuple[str, ...]
    copied: tuple[str, ...]
    score: str
    reviewers: tuple[ReviewerView, ...]
    note: str


def synthesis_view(data: ReportData) -> SynthesisView | None:
    """The view of a report's synthesis; None where none was made."""
    synthesis = data.synthesis
    if synthesis is None:
        return None
    shared = synthesis.shared
    numbers = {verdict.claim.id[:ID_DIGITS]: at for at, verdict in enumerate(data.verdicts, start=1)}
    return SynthesisView(
        answer=_answer(data, synthesis),
        relevance=relevance_words(synthesis, len(data.verdicts)),
        findings=tuple(_finding(item, data.references) for item in shared[:MOST_FINDINGS]),
        left_out=max(len(shared) - MOST_FINDINGS, 0),
        tables=tuple(_table(table, data.references) for table in synthesis.tables),
        faults=tuple(item.text for item in synthesis.inconsistencies),
        copied=copied_words(synthesis),
        score=panel_words(synthesis.panel),
        reviewers=tuple(_reviewer(review, numbers) for review in synthesis.panel.reviews),
        note=PANEL_NOTE,
    )


def relevance_words(synthesis: Synthesis, claims: int) -> str:
    """How many claims bear on the question; empty without a question."""
    if synthesis.on_topic is None:
        return ""
    verb = "bears" if synthesis.on_topic == 1 else "bear"
    words = f"{synthesis.on_topic} of {counted(claims, 'claim')} {verb} on the question"
    return words + (f"; {synthesis.beside} verified but beside the point" if synthesis.beside else "")


def copied_words(synthesis: Synthesis) -> tuple[str, ...]:
    """What stands word for word elsewhere: the abstract first, then the claims by where they stand."""
    rows = [
        f"The abstract stands word for word in {_source(item.source, item.id, item.title)} ({item.share:.0%} of it)"
        for item in synthesis.copied
        if item.what == "abstract"
    ]
    claims = [item for item in synthesis.copied if item.what == "claim"]
    for source in dict.fromkeys((item.source, item.id, item.title) for item in claims):
        number = sum((item.source, item.id, item.title) == source for item in claims)
        verb = "stands" if number == 1 else "stand"
        rows.append(f"{counted(number, 'claim')} {verb} word for word in {_source(*source)}")
    return tuple(rows)


def panel_words(panel: Panel) -> str:
    """The score with its spread: "5.4/10 (spread 2.1 over 7 reviewers)"."""
    if panel.score is None:
        return "no score: there was nothing to look at"
    return f"{panel.score:.1f}/10 (spread {panel.spread:.1f} over {counted(len(panel.scores), 'reviewer')})"


def point_words(point: Point) -> str:
    """One line of a rubric: "3 of 12 references read in full text"."""
    return f"{point.good} of {point.of} {point.what}"


def review_words(review: Review) -> str:
    """A reviewer's score: "4.0", or why there is none."""
    return "not scored" if review.score is None else f"{review.score:.1f}"


def _source(kind: str, name: str, title: str) -> str:
    return f"the {kind} {quoted(title)}" if title else f"{kind} {name}"


def _answer(data: ReportData, synthesis: Synthesis) -> AnswerView:
    answer: Answer = synthesis.answer
    return AnswerView(
        outcome=OUTCOMES[answer.outcome],
        outcome_key=answer.outcome.value,
        summary=_statement(answer.summary, data.references),
        sides=tuple(
            SideView(title, tuple(_statement(item, data.references) for item in answer.sentences if item.side is side))
            for side, title in SIDES.items()
            if any(item.side is side for item in answer.sentences)
        ),
        strength=f"{answer.strength.value}: {answer.strength_reason}" if answer.strength_reason else "",
        would_settle=answer.would_settle,
        rephrased=synthesis.rephrased,
        dropped=synthesis.dropped,
        rerun=_rerun(data),
    )


def _rerun(data: ReportData) -> str:
    """What the lab says of the question, in words; the command where an experiment bears on it and was not run."""
    rerun = data.question_rerun
    if rerun is None or not rerun["experiment"]:
        return ""
    row = rerun_row(0, data.question_asked, rerun)
    if not rerun.get("verdict"):
        return f"No rerun yet, but an experiment bears on it: synth reproduce --experiment {row.experiment}"
    return f"Rerun in the lab ({row.experiment}): {row.verdict}; {row.said}"


def _statement(sentence: Sentence, references: References) -> Statement:
    return Statement(sentence.text.strip().rstrip("."), numbers_of(sentence.papers, references))


def numbers_of(papers: Iterable[PaperId], references: References) -> tuple[int, ...]:
    """The numbers of papers in the reference list."""
    listed = {item.paper: item.number for item in reversed(references.items)}
    return tuple(sorted({listed[paper] for paper in papers if paper in listed}))


def _finding(finding: Finding, references: References) -> FindingView:
    return FindingView(
        text=finding.text,
        conditions=finding.conditions.words,
        voices=tuple(_voice(voice, references) for voice in finding.voices),
        is_contested=bool(finding.opponents),
    )


def _voice(voice: Voice, references: References) -> VoiceView:
    source = references.of(voice.paper, voice.version)
    parts = (f"section {voice.section}" if voice.section else "", f"page {voice.page}" if voice.page else "")
    return VoiceView(
        says=_SAYS[voice.says],
        number=source.number,
        who=source.who,
        quote=voice.quote,
        place=", ".join(part for part in parts if part),
        why=references.named(voice.why),
        opposes=voice.says is Says.OPPOSES,
    )


def _table(table: NumberTable, references: References) -> TableView:
    rows = []
    for paper, _, score in table.rows:
        source = references.of(paper)
        rows.append((source.number, source.who, score.printed, "difference" if score.is_gain else "level"))
    return TableView(f"{table.metric} on {table.dataset}", tuple(rows))


def _reviewer(review: Review, numbers: Mapping[str, int]) -> ReviewerView:
    """A reviewer with its points; claims that count against it are named by their numbers in the report."""
    points = []
    for point in review.points:
        if point.of:
            shown = _missing_words(point.missing, numbers)
            points.append(point_words(point) + (f" (not: {shown})" if shown else ""))
    return ReviewerView(review.reviewer, review_words(review), review.rubric, tuple(points))


def _missing_words(missing: Sequence[str], numbers: Mapping[str, int]) -> str:
    """The first of those that count against a reviewer's point: "claims 2, 4, 5 …"."""
    named = [str(numbers.get(each, each)) for each in missing[:_MOST_MISSING]]
    kind = "" if not set(missing) & numbers.keys() else "claim " if len(missing) == 1 else "claims "
    return kind + ", ".join(named) + (" …" if len(missing) > _MOST_MISSING else "")
