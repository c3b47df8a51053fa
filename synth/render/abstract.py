"""The abstract and the headline, written from verdicts and verified claims; nothing is copied from an abstract."""

from collections.abc import Sequence
from typing import Final

from synth.claims.types import Claim, ClaimType
from synth.render.data import ReportData
from synth.render.layout import elided
from synth.render.prose import Statement, against, missing
from synth.render.references import Reference
from synth.render.synthesis_view import numbers_of
from synth.render.withdrawn import resting_on
from synth.render.words import Standing, counted, is_clear, listed, quoted, standing_of
from synth.synthesis.bare import bare
from synth.verdict.types import ClaimVerdict, Label, Status

_ABSTRACT_CLAIMS: Final = 4  # of each kind: what holds, what is contradicted, what single papers state
_QUESTION_CHARS: Final = 240  # a question of a page is cut
_NAMED_PAPERS: Final = 2  # in one sentence; more are counted
_TELLING: Final = (ClaimType.COMPARISON, ClaimType.RESULT, ClaimType.METHOD, ClaimType.SETTING, ClaimType.BACKGROUND)


def abstract(data: ReportData) -> tuple[Statement, ...]:
    """What was done, the answer, what holds, what is contradicted, what is left open, each with its citations."""
    if not data.verdicts:
        return (Statement(_scope(data)), Statement("No claim was found in what could be read"))
    if data.counts.standing[Standing.UNCHECKED] == data.counts.claims:
        return (Statement(_scope(data)), Statement(_nothing_checked(data)))
    return (
        *(Statement(_scope(data)), *_answered(data), *_withdrawn(data)),
        *(*_holding(data), *_contradicted(data), *_open(data)),
    )


def headline(data: ReportData) -> str:
    """The finding in one sentence."""
    counts = data.counts
    claims = counted(counts.claims, "claim")
    if not counts.claims:
        return "There was no claim to check."
    if counts.standing[Standing.UNCHECKED] == counts.claims:
        return f"None of {claims} could be checked: {missing(data)}."
    refuted, papers = counts.standing[Standing.REFUTED], against(data)
    start = f"{refuted} of {claims} {'is' if refuted == 1 else 'are'} refuted by {papers}" if refuted else ""
    end = f"{counts.verified} of {claims} {'is' if counts.verified == 1 else 'are'} verified against {papers}"
    return f"{start}; {counts.verified} {'is' if counts.verified == 1 else 'are'} verified." if start else f"{end}."


def _scope(data: ReportData) -> str:
    """What was checked against what."""
    claims = counted(data.counts.claims, "claim")
    if data.report is not None:
        return f"This report checks {claims} of {quoted(data.report.title or data.report.id)} against {against(data)}"
    return f"This report checks {claims} from {counted(data.counts.read, 'paper')} against {against(data)}"


def _answered(data: ReportData) -> list[Statement]:
    """The research question and what the papers together say to it, where a synthesis was made."""
    if data.synthesis is None or not data.question_asked:
        return []
    summary = data.synthesis.answer.summary
    question = elided(data.question_asked.rstrip("?. "), _QUESTION_CHARS)
    return [Statement(f"{question}? {summary.text}", numbers_of(summary.papers, data.references))]


def _withdrawn(data: ReportData) -> list[Statement]:
    """That verdicts rest on withdrawn papers, before what they say."""
    withdrawn = {paper.id: paper for paper in data.papers if paper.withdrawn}
    resting = resting_on(data.verdicts, withdrawn)
    if not resting:
        return []
    used = {verdict.evidence[0].paper: verdict.evidence[0].version for verdict in resting}
    cites = tuple(sorted({data.references.of(paper, version).number for paper, version in used.items()}))
    one = len(resting) == 1
    what = "a withdrawn paper" if len(used) == 1 else f"{len(used)} withdrawn papers"
    return [Statement(f"{len(resting)} of these verdicts {'rests' if one else 'rest'} on {what}", cites)]


def _nothing_checked(data: ReportData) -> str:
    waiting = sum(verdict.status is Status.SOURCE_UNAVAILABLE for verdict in data.verdicts)
    if waiting:
        return f"None could be checked, because {missing(data)}; none is verified and none is refuted"
    return "None of them is a statement that can be checked"


def _telling(verdicts: Sequence[ClaimVerdict]) -> list[ClaimVerdict]:
    """The most telling ones: results before methods, important before unimportant, whole before cut off."""
    return sorted(
        (verdict for verdict in verdicts if not verdict.claim.truncated),
        key=lambda verdict: (_TELLING.index(verdict.claim.type), -verdict.claim.importance),
    )[:_ABSTRACT_CLAIMS]


def _holding(data: ReportData) -> list[Statement]:
    """The verified claims themselves; where there are none, what single papers state, attributed."""
    verified = [verdict for verdict in data.verdicts if verdict.verified]
    if verified:
        return [_agreement(data, verdict) for verdict in _telling(verified)]
    stated = [verdict for verdict in data.verdicts if verdict.claim.stated_by]
    if data.is_audit or not stated:
        whose = "its" if data.is_audit else "these"
        return [Statement(f"None of {whose} claims is verified by the papers that could be read")]
    return [
        Statement("None of these claims is corroborated by another paper, so they are given as what single papers say"),
        *(_attributed(data, verdict) for verdict in _telling(stated)),
    ]


def _contradicted(data: ReportData) -> list[Statement]:
    refuted = [verdict for verdict in data.verdicts if standing_of(verdict) is Standing.REFUTED]
    surest = sorted(refuted, key=lambda verdict: -(verdict.confidence or 0.0))[:_ABSTRACT_CLAIMS]
    return [_disagreement(data, verdict) for verdict in surest]


def _agreement(data: ReportData, verdict: ClaimVerdict) -> Statement:
    """A verified claim, and who contradicts it nevertheless."""
    against = _saying(data, verdict, Label.REFUTED)
    but = f"; but {_contradicts(against)} this" if against else ""
    numbers = {*_cites(data, verdict), *(item.number for item in against)}
    return Statement(_bare(bare(verdict.claim.text)) + but, tuple(sorted(numbers)))


def _disagreement(data: ReportData, verdict: ClaimVerdict) -> Statement:
    """Who states a refuted claim, and who contradicts it."""
    claim = verdict.claim
    source = f"{_states(data, claim)}: " if claim.stated_by else "The report says: " if data.is_audit else ""
    against = [item for item in _deciding(data, verdict) if item.paper not in claim.stated_by]
    return Statement(f"{source}{quoted(_bare(bare(claim.text)))}; {_contradicts(against)} this", _cites(data, verdict))


def _contradicts(against: Sequence[Reference]) -> str:
    """Who contradicts, with the verb."""
    if not against:
        return "a paper read here contradicts"
    if len(against) > _NAMED_PAPERS:
        return f"{len(against)} papers contradict"
    verb = "contradict" if len(against) > 1 or against[0].is_plural else "contradicts"
    return f"{listed([item.who for item in against])} {verb}"


def _open(data: ReportData) -> list[Statement]:
    unsupported, alone = data.counts.standing[Standing.UNSUPPORTED], data.counts.standing[Standing.ALONE]
    sentences = []
    if unsupported:
        sentences.append(f"For {counted(unsupported, 'claim')} neither support nor contradiction was found")
    if alone:
        verb = "is" if alone == 1 else "are"
        sentences.append(
            f"{counted(alone, 'claim')} {verb} neither clearly confirmed nor clearly contradicted by {against(data)}"
        )
    return [Statement(sentence) for sentence in sentences]


def _attributed(data: ReportData, verdict: ClaimVerdict) -> Statement:
    claim = verdict.claim
    numbers = (data.references.of(claim.stated_by[0]).number,)
    return Statement(f"{_states(data, claim)}: {quoted(_bare(bare(claim.text)))}", numbers)


def _states(data: ReportData, claim: Claim) -> str:
    """Who says it: "Huang et al. state"."""
    source = data.references.of(claim.stated_by[0])
    return f"{source.who} {'state' if source.is_plural else 'states'}"


def _bare(text: str) -> str:
    """A claim without its full stop."""
    return text.strip().rstrip(".")


def _deciding(data: ReportData, verdict: ClaimVerdict) -> list[Reference]:
    """The papers that clearly say what the label says, else the one whose passage decided."""
    if verdict.label is None or verdict.label is Label.NOT_ENOUGH_INFO:
        return []
    passages = [data.references.of(item.paper, item.version) for item in verdict.evidence[:1]]
    return _saying(data, verdict, verdict.label) or passages


def _saying(data: ReportData, verdict: ClaimVerdict, label: Label) -> list[Reference]:
    """The papers that clearly give a claim this label, other than those that state it."""
    return [
        data.references.of(item.paper, item.version)
        for item in verdict.by_paper
        if item.label is label and is_clear(item) and item.paper not in verdict.claim.stated_by
    ]


def _cites(data: ReportData, verdict: ClaimVerdict) -> tuple[int, ...]:
    """Who states a claim and who decided it."""
    stating = {data.references.of(paper).number for paper in verdict.claim.stated_by}
    return tuple(sorted(stating | {item.number for item in _deciding(data, verdict)}))
