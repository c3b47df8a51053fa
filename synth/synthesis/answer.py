"""An answer to the research question out of verified findings: extractive, deterministic, with what would settle it."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from synth.claims.types import Claim, ClaimId, ClaimType, PaperId
from synth.synthesis.bare import bare
from synth.synthesis.findings import Finding, Says
from synth.synthesis.relevance import Relevance, listed
from synth.synthesis.stance import Form, Side, asked, side_of
from synth.verdict.types import ClaimVerdict, Status

MOST_SENTENCES: Final = 5  # of each side; more would not be an answer
_ANSWERS: Final = (Side.YES, Side.NO)
_RESULTS: Final = (ClaimType.RESULT, ClaimType.COMPARISON)
MOST_OPEN: Final = 3  # of those that bear on the question and do not answer it
STRONG: Final = 3  # papers that agree
MODERATE: Final = 2


class Outcome(StrEnum):
    """What the papers together say to the question."""

    YES = "yes"
    NO = "no"
    MIXED = "mixed"
    NOT_ANSWERED = "not_answered"
    UNAVAILABLE = "sources_unavailable"


class Strength(StrEnum):
    """How much stands behind an answer: one paper, two, three and more without an opponent."""

    NONE = "none"
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the answer.

    Attributes:
        claims: The claims it repeats; empty for a sentence that only counts.
        papers: The papers that it cites.
        side: What it says to the question.
    """

    text: str
    papers: tuple[PaperId, ...] = ()
    claims: tuple[ClaimId, ...] = ()
    side: Side = Side.NEITHER
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the papers together say to a question.

    Attributes:
        summary: The outcome in one sentence, with its counts.
        sentences: Claims of the papers, without the titles that the citations name.
        strength_reason: Which papers make it as strong as it is.
        would_settle: What is missing, one thing each.
    """

    question: str
    outcome: Outcome
    strength: Strength
    summary: Sentence
    sentences: tuple[Sentence, ...] = ()
    strength_reason: str = ""
    would_settle: tuple[str, ...] = ()


def answer(
    question: str,
    found: Sequence[Finding],
    relevance: Mapping[ClaimId, Relevance],
    verdicts: Sequence[ClaimVerdict],
) -> Answer:
    """Answer a question from verified findings that bear on it, and from those that papers state and others deny.

    Args:
        question: The research question; empty gives an answer that says so.
        found: The findings of the verdicts.
        relevance: Of each claim to the question.
        verdicts: All verdicts, for what could not be had.
    """
    if not question:
        return _nothing(question, Outcome.NOT_ANSWERED, "No research question was given", ())
    if verdicts and all(verdict.status is Status.SOURCE_UNAVAILABLE for verdict in verdicts):
        why = "None of the papers could be read, so these papers neither answer the question nor leave it open"
        return _nothing(question, Outcome.UNAVAILABLE, why, ("the text of the papers",))
    bearing = sorted(
        ((finding, score) for finding in found if _is_heard(finding) and (score := _relevance(finding, relevance))),
        key=lambda item: -item[1],
    )
    good = {verdict.claim.id: verdict.claim for verdict in verdicts if verdict.verified or verdict.claim.stated_by}
    read = [
        _reading(question, finding, [good[claim] for claim in finding.claims if claim in good])
        for finding, _ in bearing
    ]
    by_side = {side: [item.finding for item in read if item.side is side] for side in Side}
    outcome = _outcome(by_side)
    sentences = _sentences(read)
    strength, reason = _strength(outcome, by_side)
    return Answer(
        question,
        outcome,
        strength,
        _summary(question, outcome, by_side),
        sentences,
        reason,
        _would_settle(question, outcome, by_side, verdicts),
    )


def _nothing(question: str, outcome: Outcome, why: str, missing: tuple[str, ...]) -> Answer:
    return Answer(question, outcome, Strength.NONE, Sentence(why), would_settle=missing)


def _is_heard(finding: Finding) -> bool:
    """Whether a finding counts: it is verified, or papers state it and its contrary, which makes the answer mixed."""
    is_stated = any(voice.says is Says.STATES for voice in finding.voices)
    return finding.is_verified or (is_stated and bool(finding.opponents))


def _relevance(finding: Finding, relevance: Mapping[ClaimId, Relevance]) -> float:
    """The best relevance of its wordings; 0 if none is on topic."""
    return max(
        (relevance[claim].score for claim in finding.claims if claim in relevance and relevance[claim].on_topic),
        default=0.0,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a finding says to a question, in the wording that says it."""

    finding: Finding
    text: str
    side: Side
    why: str


def _reading(question: str, finding: Finding, wordings: Sequence[Claim]) -> _Reading:
    """What a finding says to a question, as far as its paper says so in its own words.

    A claim that a report makes takes a side only where the sentence it stands on takes the same one: a tick says that
    the claim is like its source, and here the two must come out alike. What tells neither way is listed only if it is
    a result; how a study was set up bears on no answer.

    Args:
        wordings: Those of its claims that are verified, or that a paper states.
    """
    if not finding.supporters:
        return _Reading(finding, finding.text, Side.NEITHER, "no sentence at hand is about the same")
    texts = [bare(claim.text) for claim in wordings]
    told = [_Reading(finding, text, *side_of(question, text)) for text in texts]
    best = next((item for item in told if item.side in _ANSWERS), told[0])
    if best.side in _ANSWERS and not _is_in_source(question, best):
        return dataclasses.replace(best, side=Side.OPEN, why="the sentence it stands on does not say which way")
    if best.side is Side.OPEN and wordings[texts.index(best.text)].type not in _RESULTS:
        return dataclasses.replace(best, side=Side.NEITHER, why="tells how something was done, not how it came out")
    return best


def _is_in_source(question: str, reading: _Reading) -> bool:
    """Whether a paper states what a reading says, or a sentence that supports it says the same to the question."""
    voices = reading.finding.voices
    return any(voice.says is Says.STATES for voice in voices) or any(
        voice.says is Says.SUPPORTS and side_of(question, voice.quote)[0] is reading.side for voice in voices
    )


def _outcome(by_side: Mapping[Side, Sequence[Finding]]) -> Outcome:
    yes, no = by_side[Side.YES], by_side[Side.NO]
    if yes and no:
        return Outcome.MIXED
    if yes or no:
        is_opposed = any(finding.opponents for finding in (*yes, *no))
        return Outcome.MIXED if is_opposed else Outcome.YES if yes else Outcome.NO
    return Outcome.NOT_ANSWERED


def _backing(found: Sequence[Finding]) -> tuple[PaperId, ...]:
    return tuple(dict.fromkeys(paper for finding in found for paper in finding.supporters))


def _sentences(read: Sequence[_Reading]) -> tuple[Sentence, ...]:
    """What says yes, what says no, what bears on it otherwise; the most relevant of each."""
    kept: list[Sentence] = []
    for side, most in ((Side.YES, MOST_SENTENCES), (Side.NO, MOST_SENTENCES), (Side.OPEN, MOST_OPEN)):
        some = _foremost([item for item in read if item.side is side], most)
        kept += [Sentence(item.text, item.finding.supporters, item.finding.claims, side, item.why) for item in some]
    return tuple(kept)


def _foremost(read: Sequence[_Reading], most: int) -> list[_Reading]:
    """The most relevant readings, first one of each paper, so that every paper that is counted is heard."""
    first: dict[tuple[PaperId, ...], _Reading] = {}
    for item in read:
        first.setdefault(item.finding.supporters, item)
    others = [item for item in read if first[item.finding.supporters] is not item]
    return [*first.values(), *others][:most]


def _summary(question: str, outcome: Outcome, by_side: Mapping[Side, Sequence[Finding]]) -> Sentence:
    yes, no = _backing(by_side[Side.YES]), _backing(by_side[Side.NO])
    if outcome is Outcome.MIXED and not (yes and no):
        said, side = (yes, "yes") if yes else (no, "no")
        return Sentence(f"Mixed: {_count(said)} {_verb(said)} {side}, and other passages contradict this", said)
    if outcome is Outcome.MIXED:
        text = f"Mixed: {_count(yes)} {_verb(yes)} yes and {_count(no)} {_verb(no)} no"
        return Sentence(text, tuple(dict.fromkeys((*yes, *no))))
    if outcome is Outcome.NOT_ANSWERED:
        bearing = len(by_side[Side.OPEN])
        unsaid = len(by_side[Side.NEITHER])
        if not bearing and unsaid:
            which = "the verified claim" if unsaid == 1 else f"none of {unsaid} verified claims"
            verb = "does not say" if unsaid == 1 else "says"
            return Sentence(f"Not answered by these papers: {which} near the question {verb} how it came out")
        if not bearing:
            return Sentence("Not answered by these papers: no verified claim bears on the question")
        verb = "claim bears" if bearing == 1 else "claims bear"
        more = " as yes or no" if asked(question).form is not Form.OPEN else ""
        return Sentence(
            f"Not answered by these papers: {bearing} verified {verb} on the question, none answers it{more}"
        )
    said, word = (yes, "Yes") if outcome is Outcome.YES else (no, "No")
    effect = ", there is an effect" if word == "Yes" else ", no effect was found"
    form = effect if asked(question).form is Form.EFFECT else ""
    return Sentence(f"{word}{form}, as far as these papers go: {_count(said)} {_verb(said)} so, none otherwise", said)


def _count(papers: Sequence[PaperId]) -> str:
    return "1 paper" if len(papers) == 1 else f"{len(papers)} papers"


def _verb(papers: Sequence[PaperId]) -> str:
    return "says" if len(papers) == 1 else "say"


def _strength(outcome: Outcome, by_side: Mapping[Side, Sequence[Finding]]) -> tuple[Strength, str]:
    """How strong the evidence is: papers that agree, less what opposes."""
    papers = max(_backing(by_side[Side.YES]), _backing(by_side[Side.NO]), key=len)
    if not papers:
        return Strength.NONE, "no verified claim says yes or no"
    confirmed = [finding for side in (Side.YES, Side.NO) for finding in by_side[side] if len(finding.supporters) > 1]
    verb = "finding is" if len(confirmed) == 1 else "findings are"
    shared = f"; {len(confirmed)} {verb} made by more than one paper" if confirmed else ""
    if outcome is Outcome.MIXED:
        return Strength.WEAK, f"the papers disagree{shared}"
    if len(papers) >= STRONG:
        return Strength.STRONG, f"{_count(papers)} agree and none says otherwise{shared}"
    if len(papers) >= MODERATE:
        return Strength.MODERATE, f"{_count(papers)} agree{shared}"
    return Strength.WEAK, f"only one paper says so{shared}"


def _would_settle(
    question: str, outcome: Outcome, by_side: Mapping[Side, Sequence[Finding]], verdicts: Sequence[ClaimVerdict]
) -> tuple[str, ...]:
    """What would make the answer surer, from what is missing."""
    missing = list[str]()
    if outcome is Outcome.NOT_ANSWERED and (what := _unmeasured(question)):
        missing.append(what)
    if outcome is Outcome.MIXED:
        differing = [name for name, _ in _conditions((*by_side[Side.YES], *by_side[Side.NO]))]
        held = f" with the same {listed(differing)}" if differing else " under the same conditions"
        missing.append(f"one experiment that compares both{held}")
    if outcome in (Outcome.YES, Outcome.NO) and len(_backing((*by_side[Side.YES], *by_side[Side.NO]))) < MODERATE:
        missing.append("a second paper that measures it independently")
    lost = sum(verdict.status is Status.SOURCE_UNAVAILABLE for verdict in verdicts)
    if lost:
        missing.append(f"the sources of {lost} claim{'s' if lost > 1 else ''} that could not be read")
    return tuple(missing)


def _unmeasured(question: str) -> str:
    """The paper that a question lacks; empty where the question names nothing."""
    it = asked(question)
    if it.form is Form.ABLE and it.subjects:
        return f"a paper that measures how well this works: {listed([concept.name for concept in it.subjects])}"
    if any(concept and concept.stems for concept in (it.cause, it.outcome)):
        return "a paper that measures just this"  # the question's own words, torn apart, would say less
    sides = [f"“{concept.name}”" for concept in (it.cause, it.outcome) if concept]
    if len(sides) > 1:
        return f"a paper that varies {sides[0]} and measures {sides[1]}"
    return f"a paper that varies {sides[0]}" if sides else ""


def _conditions(found: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    """What kinds of conditions the findings name."""
    return tuple({name: value for finding in found for name, value in finding.conditions.words}.items())
