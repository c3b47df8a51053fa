"""The sentences of a report's sections, written from its counts."""

from dataclasses import dataclass

from synth.claims.types import Origin
from synth.render.attack import attack_sentences
from synth.render.data import ReportData
from synth.render.searching import flow_sentences
from synth.render.words import Standing, counted, listed, quoted, standing_of


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence without its full stop, and the numbers of the references it rests on."""

    text: str
    cites: tuple[int, ...] = ()

    @property
    def stop(self) -> str:
        """What ends it: nothing after a question mark, else a full stop."""
        return "" if self.text.endswith(("?", "!")) and not self.cites else "."


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
        sentences.append(Statement(f"It checks the report {quoted(report.title or report.id)}{written}{dated}"))
    return tuple(sentences)


def methodology(data: ReportData) -> tuple[Statement, ...]:
    """Where the papers came from with real counts, and how claims were checked."""
    counts, report = data.counts, data.report
    named = f"{counted(counts.named, 'paper')} {'was' if counts.named == 1 else 'were'} asked for"
    if report:
        given = f", and {counted(counts.given, 'other paper')} {'was' if counts.given == 1 else 'were'} given"
        named = f"The report names {counted(counts.named - counts.given, 'reference')}{given if counts.given else ''}"
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
    searched = [Statement(sentence) for sentence in flow_sentences(data.flow)] if data.flow else []
    return (*searched, *sentences, *_checking(data))


def _checking(data: ReportData) -> list[Statement]:
    """Where the claims came from and how they were checked, if they were."""
    by_hand = sum(verdict.claim.origin == Origin() for verdict in data.verdicts)
    source = "taken from the report as they stand" if data.is_audit else "extracted from the papers by rules"
    sentences = [f"Claims were {source}"]
    if by_hand:
        sentences.append(f"{counted(by_hand, 'claim')} {'was' if by_hand == 1 else 'were'} added by hand")
    if not _is_any_checked(data):
        sentences.append("None of them was compared with a text")
        return [Statement(sentence) for sentence in sentences]
    sentences += [
        f"Each claim was compared with the text of {against(data)}",
        "The closest passages were found by shared words and by meaning",
        "Numbers, names, direction and negation were compared one by one, and each label was given its probability",
        *([f"Models: {listed(sorted(data.run.models))}"] if data.run.models else []),
    ]
    for note in data.calibration[:1]:
        sentences.append(
            f"The probabilities were calibrated on {note.set} ({counted(note.n, 'claim')}; expected calibration error"
            f" {note.ece:.3f}, where perfect calibration would show {note.ece_expected:.3f})"
        )
    return [Statement(sentence) for sentence in sentences]


def _is_any_checked(data: ReportData) -> bool:
    return data.counts.standing[Standing.UNCHECKED] < data.counts.claims


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
    sentences += [Statement(sentence) for sentence in attack_sentences(data.verdicts)]
    return tuple(sentences) + _flags(data)


def limitations(data: ReportData) -> tuple[Statement, ...]:
    """What a reader must know before relying on the report."""
    sentences = [
        "This report is machine-generated and does not constitute original research",
        "Automated retrieval and verification may introduce errors or omissions",
        "“Not found in the papers” does not mean “false”",
        "A verified claim is one that the papers state, not one that is known to be true",
    ]
    if _is_any_checked(data):
        sentences.append(
            "A confidence is the probability that a careful reader of the papers would give the label shown"
        )
    if _is_any_checked(data) and not data.calibration:
        sentences.append("No calibration is recorded for this run: the confidences are not calibrated")
    truncated = sum(verdict.claim.truncated for verdict in data.verdicts)
    if truncated:
        verb = "is" if truncated == 1 else "are"
        sentences.append(
            f"{counted(truncated, 'claim')} {verb} cut off in the report: only the words there can be checked"
        )
    if data.counts.unavailable:
        sentences.append(
            f"{counted(data.counts.unavailable, 'paper')} could not be read, so what they say is not known here"
        )
    sentences.append("Readers should consult the papers themselves")
    return tuple(Statement(sentence) for sentence in sentences)


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


def against(data: ReportData) -> str:
    """What the claims were held against, as words."""
    if data.report is not None:
        return "the papers at hand" if data.counts.given else "the papers that the report cites"
    return "the other papers" if data.counts.read != 2 else "the other paper"


def _topic(data: ReportData) -> str:
    titles = [item.title for item in data.references.items if item.title]
    return "; ".join(titles[:3]) + (" and others" if len(titles) > 3 else "") if titles else data.heading


def missing(data: ReportData) -> str:
    """Why no claim could be checked, as words."""
    if not data.counts.read:
        return f"none of {counted(data.counts.named, 'paper')} could be read"
    return "no source at hand says anything to hold against them"
