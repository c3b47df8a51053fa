"""What a report says of itself, held against its own table, its own references and its own scores."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from synth.claims.types import Claim, PaperId
from synth.synthesis.concepts import MEASURE, question_concepts
from synth.synthesis.relevance import listed

_LEAST_COMMON: Final = 0.5  # of a title's concepts that the question must share
_FEW_ON_TOPIC: Final = 0.5  # share of the claims that should bear on the question
_SHOWN: Final = 3
_OWN_WORK: Final = re.compile(r"\b(?:[Ww]e|[Oo]ur) \w+")
_CUT: Final = re.compile(r"[\w,]\s*$")  # an abstract that ends without a mark


@dataclass(frozen=True, slots=True)
class Written:
    """A report as it was read, without what was found about it.

    Attributes:
        counts: Papers, claims, verified and quality_score as the text states them; any may be missing.
        listed: Entries of the reference list, resolved or not.
        references: The papers that entries name.
        cited_titles: Titles of the cited papers, as far as they are known.
        on_topic: How many claims bear on the question; None if there is none.
    """

    title: str
    topic: str
    question: str
    abstract: str
    counts: Mapping[str, float]
    claims: tuple[Claim, ...]
    listed: int
    references: tuple[PaperId, ...] = ()
    cited_titles: tuple[str, ...] = field(default=())
    on_topic: int | None = None


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Something in a report that does not fit with something else in it.

    Attributes:
        kind: A stable name for scripts.
        text: One sentence for people.
        facts: What stands against what, as it is printed.
    """

    kind: str
    text: str
    facts: tuple[str, ...] = ()


def inconsistencies(report: Written) -> tuple[Inconsistency, ...]:
    """All that does not fit, in the order of ``CHECKS``."""
    return tuple(found for check in CHECKS for found in check(report))


def _counts(report: Written) -> list[Inconsistency]:
    """Stated counts against the report's own table and list."""
    ticks = sum(claim.reported is not None and claim.reported.verified is True for claim in report.claims)
    has_flags = any(claim.reported is not None and claim.reported.verified is not None for claim in report.claims)
    pairs = [("papers", "retrieved", report.listed, "references are listed")]
    if has_flags:
        pairs += [("claims", "extracted", len(report.claims), "stand in its table")]
        pairs += [("verified", "verified", ticks, "have a tick in its table")]
    return [
        Inconsistency(
            f"count of {name}",
            f"The text says {stated:g} {'claims' if name == 'verified' else name} {said}, {here} {where}",
            (f"{stated:g}", f"{here}"),
        )
        for name, said, here, where in pairs
        if (stated := report.counts.get(name)) is not None and stated != here
    ]


def _flags(report: Written) -> list[Inconsistency]:
    """Flags against scores: the same score ticked and crossed, and ticks on scores below one half."""
    scored = [
        (claim.reported.confidence, claim.reported.verified)
        for claim in report.claims
        if claim.reported and claim.reported.confidence is not None and claim.reported.verified is not None
    ]
    ticked, crossed = ({score for score, flag in scored if flag is which} for which in (True, False))
    found = []
    if both := sorted(ticked & crossed):
        shown = listed([f"{score:.2f}" for score in both])
        found.append(Inconsistency("flags against scores", f"The score {shown} is both ticked and crossed", (shown,)))
    if ticked and crossed and min(ticked) < max(crossed) and not both:
        text = f"A claim with {min(ticked):.2f} is ticked and one with {max(crossed):.2f} is crossed"
        found.append(Inconsistency("flags against scores", text, (f"{min(ticked):.2f}", f"{max(crossed):.2f}")))
    low = sum(flag and score < 0.5 for score, flag in scored)
    if low:
        ticks = sum(flag for _, flag in scored)
        text = f"{low} of {ticks} ticks stand on a score below one half, the highest {max(ticked):.2f}"
        found.append(Inconsistency("ticks on low scores", text, (f"{max(ticked):.2f}",)))
    return found


def _subject(report: Written) -> list[Inconsistency]:
    """Whether title, topic, question and claims are about the same."""
    found = []
    if report.topic and any(_same_title(report.topic, title) for title in report.cited_titles):
        found.append(
            Inconsistency(
                "topic is a paper", f"What it says to examine is the title of one cited paper: “{report.topic}”"
            )
        )
    concepts = question_concepts(report.question) if report.question else ()
    asked = [concept for concept in concepts if concept.weight > MEASURE and not concept.stems]  # not its loose words
    if asked and report.topic:
        absent = [concept.name for concept in asked if not concept.is_in(report.topic)]
        if len(absent) > _LEAST_COMMON * len(asked):
            text = f"What it says to examine does not speak of {listed(absent)}, which the question asks about"
            found.append(Inconsistency("topic against question", text, tuple(absent)))
    if report.on_topic is not None and report.claims and report.on_topic < _FEW_ON_TOPIC * len(report.claims):
        text = f"{report.on_topic} of its {len(report.claims)} claims bear on its question"
        found.append(Inconsistency("claims against question", text, (f"{report.on_topic}", f"{len(report.claims)}")))
    if asked and report.claims:
        never = [concept.name for concept in asked if not any(concept.is_in(claim.text) for claim in report.claims)]
        if never:
            text = f"No claim speaks of {listed(never)}, which the question asks about"
            found.append(Inconsistency("question not covered", text, tuple(never)))
    return found


def _same_title(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold() != ""


def _references(report: Written) -> list[Inconsistency]:
    """References that no claim rests on."""
    cited = {paper for claim in report.claims for paper in claim.cites}
    lost = [paper for paper in report.references if paper not in cited]
    if not report.references or not report.claims or not lost:
        return []
    if not cited:
        text = f"No claim says which of the {len(report.references)} references it rests on"
        return [Inconsistency("claims without citation", text)]
    shown = listed(lost[:_SHOWN]) + (" and others" if len(lost) > _SHOWN else "")
    return [
        Inconsistency("references not cited", f"{len(lost)} references are cited by no claim: {shown}", tuple(lost))
    ]


def _writing(report: Written) -> list[Inconsistency]:
    """An abstract that speaks for somebody else or breaks off, and claims that break off."""
    found = []
    if own := _OWN_WORK.search(report.abstract):
        text = f"The abstract speaks as the authors of one study (“{own[0]}”), not of a synthesis"
        found.append(Inconsistency("abstract of one study", text, (own[0],)))
    if report.abstract and _CUT.search(report.abstract) and report.abstract[-1] not in ".!?)”\"'":
        found.append(
            Inconsistency("abstract breaks off", f"The abstract breaks off: “…{report.abstract[-40:].strip()}”")
        )
    cut = sum(claim.truncated for claim in report.claims)
    if cut:
        found.append(
            Inconsistency(
                "claims cut off",
                f"{cut} of its claims {'breaks' if cut == 1 else 'break'} off in the middle",
                (f"{cut}",),
            )
        )
    return found


CHECKS: Final[Sequence[Callable[[Written], list[Inconsistency]]]] = (_counts, _flags, _subject, _references, _writing)
