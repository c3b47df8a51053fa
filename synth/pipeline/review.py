"""What people decide about verdicts: what a decision changes, and what reports and calibration take from it."""

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from synth.claims.document import Document
from synth.claims.types import ClaimId, PaperId
from synth.errors import UsageError
from synth.ports.review import Action, Chosen, Decision, Judged, Opinion, Stance
from synth.training.data import LabelledClaim, LabelledSet
from synth.verdict.types import ClaimVerdict, Label

MOST_WORDS: Final = 10_000  # characters of a note or a reason
MOST_NAME: Final = 100  # characters of a reviewer's name
_EMPTY: Final = Opinion()
_JUDGING: Final = frozenset({Action.ACCEPT, Action.REJECT, Action.RELABEL})


def decided(
    verdict: ClaimVerdict,
    action: Action,
    *,
    history: Sequence[Decision],
    at: datetime,
    reviewer: str,
    label: Label | None = None,
    evidence: Chosen | None = None,
    why: str = "",
) -> Decision:
    """The decision that an action on a claim makes.

    Args:
        verdict: What the person looked at.
        action: What they did.
        history: The earlier decisions on this claim, oldest first.
        at: When.
        reviewer: Who.
        label: For ``RELABEL``.
        evidence: For ``EVIDENCE``.
        why: Their reason; for ``NOTE`` the note itself.

    Raises:
        UsageError: If the action makes no sense here, the name is empty, or a text is too long.
    """
    why, reviewer = why.strip(), " ".join(reviewer.split())
    _refuse_texts(why, reviewer)
    before = history[-1].after if history else _EMPTY
    taken_back = undoable(history) if action is Action.UNDO else None
    after = _after(action, before, verdict, label=label, evidence=evidence, why=why, taken_back=taken_back)
    is_said_again = after == before and taken_back is None and (action is Action.NOTE or not why)
    if is_said_again and not (history and is_outdated(verdict, history[-1])):
        raise UsageError("that is how it stands already")
    return Decision(
        claim=verdict.claim.id,
        revision=(history[-1].revision if history else 0) + 1,
        at=at,
        reviewer=reviewer,
        action=action,
        before=before,
        after=after,
        judged=Judged.of(verdict),
        why=why,
        text=verdict.claim.text,
        undoes=taken_back.revision if taken_back else None,
    )


def _refuse_texts(why: str, reviewer: str) -> None:
    if not reviewer:
        raise UsageError("who decides? the name is empty", hint="type it into the field at the top")
    if len(reviewer) > MOST_NAME:
        raise UsageError(f"a name of {len(reviewer)} characters; {MOST_NAME} is the most")
    if len(why) > MOST_WORDS:
        raise UsageError(f"a note of {len(why)} characters; {MOST_WORDS} is the most")


def _after(
    action: Action,
    before: Opinion,
    verdict: ClaimVerdict,
    *,
    label: Label | None,
    evidence: Chosen | None,
    why: str,
    taken_back: Decision | None,
) -> Opinion:
    """What the person holds after the action."""
    match action:
        case Action.ACCEPT:
            if verdict.label is None:
                raise UsageError("this claim was not checked: there is no verdict to accept", hint="give it a label")
            return dataclasses.replace(before, stance=Stance.ACCEPTED, label=verdict.label)
        case Action.REJECT:
            return dataclasses.replace(before, stance=Stance.REJECTED, label=None)
        case Action.RELABEL:
            if label is None:
                raise UsageError("which label?", hint=f"one of {', '.join(Label)}")
            stance = Stance.ACCEPTED if label is verdict.label else Stance.CORRECTED
            return dataclasses.replace(before, stance=stance, label=label)
        case Action.EVIDENCE:
            if evidence is None:
                raise UsageError("which passage?", hint="choose one of those listed")
            return dataclasses.replace(before, evidence=evidence)
        case Action.NOTE:
            return dataclasses.replace(before, note=why)
        case Action.UNDO:
            if taken_back is None:
                raise UsageError("there is nothing to undo")
            return taken_back.before


def standing(history: Sequence[Decision]) -> list[Decision]:
    """The decisions on a claim that were not undone, oldest first."""
    found: list[Decision] = []
    for decision in history:
        if decision.action is not Action.UNDO:
            found.append(decision)
        elif found:
            found.pop()
    return found


def undoable(history: Sequence[Decision]) -> Decision | None:
    """The newest decision on a claim that was not undone yet; None if there is none."""
    return next(reversed(standing(history)), None)


def by_claim(decisions: Iterable[Decision]) -> dict[ClaimId, list[Decision]]:
    """Each claim's decisions, oldest first."""
    found: dict[ClaimId, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.claim, []).append(decision)
    return found


def is_outdated(verdict: ClaimVerdict, decision: Decision) -> bool:
    """Whether the verdict says something else now than when it was decided about."""
    then, now = decision.judged, Judged.of(verdict)
    return (then.status, then.label, then.verified) != (now.status, now.label, now.verified)


def with_reviews(verdicts: Iterable[ClaimVerdict], decisions: Iterable[Decision]) -> tuple[ClaimVerdict, ...]:
    """The verdicts, those of claims that a person spoke about with what they hold, as ``review``.

    Labels and ticks stay those of the machine.
    """
    known = by_claim(decisions)
    return tuple(
        dataclasses.replace(verdict, review=review_fields(verdict, known[verdict.claim.id]))
        if verdict.claim.id in known
        else verdict
        for verdict in verdicts
    )


def review_fields(verdict: ClaimVerdict, history: Sequence[Decision]) -> Mapping[str, Any] | None:
    """The ``review`` of a CLAIM record; None where all was undone.

    Who, when and why are those of the newest decision about the label, else of the newest of any kind.
    """
    last, opinion = history[-1], history[-1].after
    if opinion.is_empty:
        return None
    valid = standing(history)
    spoke = next((each for each in reversed(valid) if each.action in _JUDGING), valid[-1])
    return {
        "stance": opinion.stance.value,
        "label": opinion.label.value if opinion.label else None,
        "reviewer": spoke.reviewer,
        "at": spoke.at.isoformat(timespec="seconds"),
        "why": "" if spoke.action is Action.NOTE else spoke.why,
        "note": opinion.note,
        "evidence": _chosen_fields(opinion.evidence),
        "revision": last.revision,
        "outdated": is_outdated(verdict, last),
    }


def decision_fields(decision: Decision) -> dict[str, Any]:
    """A decision for other programs, as JSON can carry it."""
    return {
        "number": decision.number,
        "claim": decision.claim,
        "text": decision.text,
        "revision": decision.revision,
        "at": decision.at.isoformat(),
        "reviewer": decision.reviewer,
        "action": decision.action.value,
        "before": _opinion_fields(decision.before),
        "after": _opinion_fields(decision.after),
        "why": decision.why,
        "undoes": decision.undoes,
        "judged": {
            "status": decision.judged.status.value,
            "label": decision.judged.label.value if decision.judged.label else None,
            "verified": decision.judged.verified,
            "confidence": decision.judged.confidence,
        },
    }


def decisions_jsonl(decisions: Iterable[Decision]) -> str:
    """One decision a line, in the order in which they were made."""
    return "".join(json.dumps(decision_fields(decision)) + "\n" for decision in decisions)


def _opinion_fields(opinion: Opinion) -> dict[str, Any]:
    return {
        "stance": opinion.stance.value,
        "label": opinion.label.value if opinion.label else None,
        "evidence": _chosen_fields(opinion.evidence),
        "note": opinion.note,
    }


def _chosen_fields(chosen: Chosen | None) -> dict[str, Any] | None:
    if chosen is None:
        return None
    place = chosen.place
    return {
        "paper": place.paper,
        "version": place.version,
        "start": place.span.start,
        "end": place.span.end,
        "quote": chosen.quote,
        "hash": chosen.hash,
    }


def labelled_by_people(
    verdicts: Iterable[ClaimVerdict], decisions: Iterable[Decision], documents: Mapping[PaperId, Document]
) -> LabelledSet:
    """The claims to which people gave or left a label, each with the one paper that the label is about.

    That is the paper of the passage they chose, else of the passage that decided. A claim whose paper is not at
    hand, or that was rejected without a label, is left out.

    Args:
        verdicts: The newest of each claim.
        decisions: All of them.
        documents: The papers at hand.

    Raises:
        UsageError: If no claim is left.
    """
    known = by_claim(decisions)
    claims: list[LabelledClaim] = []
    for verdict in verdicts:
        opinion = known[verdict.claim.id][-1].after if verdict.claim.id in known else _EMPTY
        paper = _judged_paper(verdict, opinion)
        if opinion.label is not None and paper is not None and paper in documents:
            claims.append(LabelledClaim(verdict.claim.id, verdict.claim.text, paper, opinion.label))
    if not claims:
        raise UsageError("no claim was given a label by a person yet", hint="accept or correct some: synth review")
    used = {PaperId(claim.document) for claim in claims}
    return LabelledSet("reviews", "people", tuple(claims), {paper: documents[paper] for paper in sorted(used)})


def _judged_paper(verdict: ClaimVerdict, opinion: Opinion) -> PaperId | None:
    if opinion.evidence is not None:
        return opinion.evidence.place.paper
    return verdict.evidence[0].paper if verdict.evidence else None
