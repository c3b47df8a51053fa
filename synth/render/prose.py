"""The sentences of a report, written from counts and verified claims; nothing is copied from an abstract."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from synth.claims.types import Claim, ClaimType
from synth.render.data import ReportData
from synth.render.references import Reference
from synth.render.words import Standing, counted, listed, standing_of
from synth.verdict.types import ClaimVerdict, Label, Status

_ABSTRACT_CLAIMS: Final = 4  # of each kind: what holds, what is contradicted, what single papers state
_NAMED_PAPERS: Final = 2  # in one sentence; more are counted
_TELLING: Final = (ClaimType.COMPARISON, ClaimType.RESULT, ClaimType.METHOD, ClaimType.SETTING, ClaimType.BACKGROUND)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence without its full stop, and the numbers of the references it rests on."""

    text: str
    cites: tuple[int, ...] = ()

    @property
    def stop(self) -> str:
        """What ends it: nothing after a question mark, else a full stop."""
        return "" if self.text.endswith(("?", "!")) and not self.cites else "."


def abstract(data: ReportData) -> tuple[Statement, ...]:
    """What was done, what holds, what is contradicted, what is left open, each with its citations."""
    if not data.verdicts:
        return (Statement(_scope(data)), Statement("No claim was found in what could be read"))
    if data.counts.standing[Standing.UNCHECKED] == data.counts.claims:
        return (Statement(_scope(data)), Statement(_nothing_checked(data)))
    return (Statement(_scope(data)), *_holding(data), *_contradicted(data), *_open(data))


def introduction(data: ReportData) -> tuple[Statement, ...]:
    """What is examined, in the words the reports of this kind use, and the question."""
    report = data.report
    topic = data.topic or (report.topic if report else "") or _topic(data)
    question = data.question_asked
    sentences = [Statement(f"This paper examines: {topic.rstrip(' .')}")]
    sentences.append(
        Statement(f"Research question: {question.rstrip(' .')}")
        if question
        else Statement("No research question was given")
    )
    if report is not None:
        written = f", written by {report.author}" if report.author else ""
        dated = f" and dated {report.date}" if report.date else ""
        sentences.append(Statement(f"It checks the report “{report.title or report.id}”{written}{dated}"))
    return tuple(sentences)


def methodology(data: ReportData) -> tuple[Statement, ...]:
    """Where the papers came from with real counts, and how claims were checked."""
    counts, report = data.counts, data.report
    named = (
        f"The report names {counted(counts.named, 'reference')}"
        if report
        else f"{counted(counts.named, 'paper')} {'was' if counts.named == 1 else 'were'} asked for"
    )
    sentences = [
        Statement(
            f"{named}: {counts.found} found, {counts.cited} cited here, {counts.read} read in full text,"
            f" {counts.unavailable} unavailable"
        )
    ]
    if report and report.unresolved_references:
        sentences.append(
            Statement(f"{counted(len(report.unresolved_references), 'reference')} could not be resolved to a paper")
        )
    source = "taken from the report as they stand" if report else "extracted from the papers by rules"
    sentences.append(Statement(f"Claims were {source} and compared with the text of {_against(data)}"))
    sentences.append(
        Statement(
            "For each claim the closest passages were found by shared words and by meaning; numbers, names, direction"
            " and negation were compared one by one; and each label was given its probability"
        )
    )
    if data.run.models:
        sentences.append(Statement(f"Models: {listed(sorted(data.run.models))}"))
    if data.calibration:
        note = data.calibration[0]
        sentences.append(
            Statement(
                f"The probabilities were calibrated on {note.set} ({counted(note.n, 'claim')}; expected calibration"
                f" error {note.ece:.3f}, where perfect calibration would show {note.ece_expected:.3f})"
            )
        )
    return tuple(sentences)


def results(data: ReportData) -> tuple[Statement, ...]:
    """The counts by outcome; they sum to the number of claims."""
    counts = data.counts
    ways = [
        (Standing.VERIFIED, "verified"),
        (Standing.PARTIAL, "partly or not surely supported"),
        (Standing.REFUTED, "refuted"),
        (Standing.UNSUPPORTED, "neither supported nor refuted by the papers read"),
        (Standing.ALONE, "stated by a paper and neither clearly confirmed nor contradicted by the others"),
        (Standing.UNCHECKED, "not checked"),
    ]
    split = listed([f"{_are(counts.standing[way])} {words}" for way, words in ways if counts.standing[way]])
    sentences = [
        Statement(f"{counted(counts.read, 'paper')} retrieved"),
        Statement(f"{counted(counts.claims, 'claim')} extracted; {counts.verified} independently verified"),
    ]
    if split:
        sentences.append(Statement(f"Of these claims, {split}"))
    return tuple(sentences) + _flags(data)


def limitations(data: ReportData) -> tuple[Statement, ...]:
    """What a reader must know before relying on the report."""
    sentences = [
        "This report is machine-generated and does not constitute original research",
        "Automated retrieval and verification may introduce errors or omissions",
        "“Not found in the papers” does not mean “false”",
        "A verified claim is one that the papers state, not one that is known to be true",
        "A confidence is the probability that a careful reader of the papers would give the label shown",
    ]
    if not data.calibration:
        sentences.append("No calibration is recorded for this run: the confidences are not calibrated")
    truncated = sum(verdict.claim.truncated for verdict in data.verdicts)
    if truncated:
        sentences.append(
            f"{counted(truncated, 'claim')} {'was' if truncated == 1 else 'were'} cut off in the report and checked"
            " as far as the words go"
        )
    if data.counts.unavailable:
        sentences.append(
            f"{counted(data.counts.unavailable, 'paper')} could not be read, so what they say is not known here"
        )
    sentences.append("Readers should consult the papers themselves")
    return tuple(Statement(sentence) for sentence in sentences)


def headline(data: ReportData) -> str:
    """The finding in one sentence."""
    counts = data.counts
    claims = counted(counts.claims, "claim")
    if not counts.claims:
        return "There was no claim to check."
    if counts.standing[Standing.UNCHECKED] == counts.claims:
        return f"None of {claims} could be checked: {_missing(data)}."
    refuted, papers = counts.standing[Standing.REFUTED], _against(data)
    start = f"{refuted} of {claims} {'is' if refuted == 1 else 'are'} refuted by {papers}" if refuted else ""
    end = f"{counts.verified} of {claims} {'is' if counts.verified == 1 else 'are'} verified against {papers}"
    return f"{start}; {counts.verified} {'is' if counts.verified == 1 else 'are'} verified." if start else f"{end}."


def _flags(data: ReportData) -> tuple[Statement, ...]:
    """How the audited report's own ticks and crosses compare with ours."""
    flagged = [verdict for verdict in data.verdicts if verdict.claim.reported is not None]
    ticked = [verdict for verdict in flagged if verdict.claim.reported and verdict.claim.reported.verified]
    if not flagged:
        return ()
    ways = [
        (sum(verdict.verified for verdict in ticked), "verified here"),
        (sum(standing_of(verdict) is Standing.REFUTED for verdict in ticked), "refuted"),
        (sum(standing_of(verdict) is Standing.UNCHECKED for verdict in ticked), "not checked"),
    ]
    split = listed([f"{_are(number)} {words}" for number, words in ways])
    return (Statement(f"Of the {counted(len(ticked), 'claim')} that the report itself ticks, {split}"),)


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def _scope(data: ReportData) -> str:
    """What was checked against what."""
    claims = counted(data.counts.claims, "claim")
    if data.report is not None:
        return f"This report checks {claims} of “{data.report.title or data.report.id}” against {_against(data)}"
    return f"This report checks {claims} from {counted(data.counts.read, 'paper')} against {_against(data)}"


def _against(data: ReportData) -> str:
    if data.report is not None:
        return "the papers it cites"
    return "the other papers" if data.counts.read != 2 else "the other paper"


def _topic(data: ReportData) -> str:
    titles = [item.title for item in data.references.items if item.title]
    return "; ".join(titles[:3]) + (" and others" if len(titles) > 3 else "") if titles else data.heading


def _missing(data: ReportData) -> str:
    if not data.counts.read:
        return f"none of {counted(data.counts.named, 'paper')} could be read"
    return "no source at hand says anything to hold against them"


def _nothing_checked(data: ReportData) -> str:
    waiting = sum(verdict.status is Status.SOURCE_UNAVAILABLE for verdict in data.verdicts)
    if waiting:
        return f"None could be checked, because {_missing(data)}; none is verified and none is refuted"
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
        return [Statement(_bare(verdict.claim.text), _cites(data, verdict)) for verdict in _telling(verified)]
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


def _disagreement(data: ReportData, verdict: ClaimVerdict) -> Statement:
    """Who states a refuted claim, and who contradicts it."""
    claim = verdict.claim
    against = [item for item in _deciding(data, verdict) if item.paper not in claim.stated_by]
    who = listed([item.who for item in against]) or "a paper read here"
    if len(against) > _NAMED_PAPERS:
        who = f"{len(against)} papers"
    verb = "contradict" if len(against) > 1 or any(item.is_plural for item in against) else "contradicts"
    source = f"{_states(data, claim)}: " if claim.stated_by else "The report says: "
    return Statement(f"{source}“{_bare(claim.text)}”; {who} {verb} this", _cites(data, verdict))


def _open(data: ReportData) -> list[Statement]:
    unsupported, alone = data.counts.standing[Standing.UNSUPPORTED], data.counts.standing[Standing.ALONE]
    sentences = []
    if unsupported:
        sentences.append(f"For {counted(unsupported, 'claim')} neither support nor contradiction was found")
    if alone:
        verb = "is" if alone == 1 else "are"
        sentences.append(
            f"{counted(alone, 'claim')} {verb} neither clearly confirmed nor clearly contradicted by {_against(data)}"
        )
    return [Statement(sentence) for sentence in sentences]


def _attributed(data: ReportData, verdict: ClaimVerdict) -> Statement:
    claim = verdict.claim
    numbers = (data.references.of(claim.stated_by[0]).number,)
    return Statement(f"{_states(data, claim)}: “{_bare(claim.text)}”", numbers)


def _states(data: ReportData, claim: Claim) -> str:
    """Who says it: "Huang et al. state"."""
    source = data.references.of(claim.stated_by[0])
    return f"{source.who} {'state' if source.is_plural else 'states'}"


def _bare(text: str) -> str:
    """A claim without its full stop."""
    return text.strip().rstrip(".")


def _deciding(data: ReportData, verdict: ClaimVerdict) -> list[Reference]:
    """The papers that say what the label says, else the one whose passage decided."""
    if verdict.label is Label.NOT_ENOUGH_INFO:
        return []
    same = [item for item in verdict.by_paper if item.label is verdict.label]
    items = [(item.paper, item.version) for item in same or verdict.evidence[:1]]
    return [data.references.of(paper, version) for paper, version in items]


def _cites(data: ReportData, verdict: ClaimVerdict) -> tuple[int, ...]:
    """Who states a claim and who decided it."""
    stating = {data.references.of(paper).number for paper in verdict.claim.stated_by}
    return tuple(sorted(stating | {item.number for item in _deciding(data, verdict)}))
