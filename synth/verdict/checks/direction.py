"""Direction: does something rise or fall, help or hurt, or stay as it is."""

from typing import Final

from synth.verdict.checks import comparison
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.tables import removed
from synth.verdict.checks.trends import SOME, Trend, trends
from synth.verdict.types import Check, Outcome

NAME: Final = "direction"
_MIN_SHARED: Final = 1
_MIN_SHARED_FAR: Final = 2
"""Content words that two directions must have in common; more where one of them says that nothing changes or where
they only share a subject."""
_BOTH: Final = "both say"
_STEM: Final = 6  # letters of "differ" in "difference"


def check(case: Case) -> Check:
    """Compare the directions of what both sides speak about; silent where the comparison check has spoken."""
    if comparison.check(case).outcome is not Outcome.SILENT:
        return silent(NAME, "the comparison says more")
    if (change := removed(case)) is not None:
        return agree(NAME, change[1]) if change[0] else conflict(NAME, change[1])
    if case.passage.cells:
        return silent(NAME, "a row says nothing of directions by itself")
    told: list[Check] = []
    found = trends(case.here.text)
    for ours in trends(case.claim.text):
        best = 0
        answers: list[Check] = []
        fitting: list[Trend] = []
        for theirs in found:
            shared = _shared(ours, theirs)
            if shared < max(best, 1) or not _is_same_side(ours, theirs):
                continue
            answer = _answer(ours, theirs)
            if answer is None:
                continue
            if shared > best:
                best, answers, fitting = shared, [], []
            answers.append(answer)
            fitting.append(theirs)
        if len({answer.outcome for answer in answers}) == 1 and not _is_evened(ours, found, answers[0]):
            is_agreed = answers[0].outcome is Outcome.AGREE
            told.append((_turned_part(ours, fitting, found) if is_agreed else None) or answers[0])
    told = _without_echoes(told)
    outcomes = {answer.outcome for answer in told}
    return told[0] if len(outcomes) == 1 else silent(NAME, "no direction that both speak of")


def _turned_part(ours: Trend, fitting: list[Trend], found: tuple[Trend, ...]) -> Check | None:
    """A conflict where the passage says the reverse of a part: "helps A and B" before "helps A but hurts B"."""
    rest = ours.about - ours.before - frozenset[str]().union(*(item.about for item in fitting))
    for item in found:
        is_reverse = ours.sign * item.sign == -1 and ours.is_judged == item.is_judged
        if is_reverse and not (ours.denied or item.denied) and item.object & rest and item.before & ours.before:
            return conflict(NAME, f"the passage says {item.word!r} of a part of it where the claim says {ours.word!r}")
    return None


def _without_echoes(told: list[Check]) -> list[Check]:
    """The answers without agreements by the very same word where other words conflict: those say too little."""
    if {answer.outcome for answer in told} == {Outcome.AGREE, Outcome.CONFLICT}:
        return [answer for answer in told if not answer.why.startswith(_BOTH)]
    return told


def _shared(ours: Trend, theirs: Trend) -> int:
    """How many content words two directions have in common; 0 if those are too few to compare them."""
    near = ours.about & theirs.about
    shared = len((ours.about | ours.before - ours.against) & (theirs.about | theirs.before - theirs.against))
    is_one_word = ours.word[:_STEM] == theirs.word[:_STEM]
    is_near = bool(ours.about & theirs.about) and (is_one_word or bool(ours.sign * theirs.sign))
    return (
        shared + len(near) + len(ours.object & theirs.object)
        if shared >= (_MIN_SHARED if is_near else _MIN_SHARED_FAR)
        else 0
    )


def _is_evened(ours: Trend, found: tuple[Trend, ...], answer: Check) -> bool:
    """Whether a conflict with "no change" falls because the passage says elsewhere that nothing changes."""
    is_even = ours.sign == 0 and not ours.denied
    return answer.outcome is Outcome.CONFLICT and is_even and any(item.sign == 0 for item in found)


def _is_same_side(ours: Trend, theirs: Trend) -> bool:
    """Whether two trends can be compared: of one kind, and not about what the claim only holds its subject against."""
    if SOME in {ours.sign, theirs.sign}:
        return True
    is_mixed = ours.is_judged != theirs.is_judged and not ours.object & theirs.object  # "lowers it", "helps it"
    is_mixed = is_mixed or ours.is_pace != theirs.is_pace
    if is_mixed and (ours.sign or ours.denied) and (theirs.sign or theirs.denied):
        return False
    subject, other = ours.before - ours.against, ours.against - ours.before
    around = theirs.about | theirs.before
    return not around & other or bool(around & subject) or bool(theirs.against & subject)


def _answer(ours: Trend, theirs: Trend) -> Check | None:
    """Two trends of the same thing, turned round where the passage holds the claim's subject against the other.

    None where what one denies leaves open what the other says.
    """
    if SOME in {ours.sign, theirs.sign}:
        return _of_change(ours, theirs)
    subject, other = ours.before - ours.against, ours.against - ours.before
    is_turned = bool(other and theirs.against & subject) and not theirs.against & other
    turn = -1 if is_turned else 1
    is_same = ours.sign == turn * theirs.sign and ours.denied == turn * theirs.denied
    is_against = ours.sign != turn * theirs.sign
    if ours.denied or theirs.denied:
        is_against = turn * (ours.denied * theirs.sign + ours.sign * theirs.denied) > 0
    if is_same:
        return agree(
            NAME, f"{_BOTH} {theirs.word!r}" if ours.word == theirs.word else f"{theirs.word!r} fits {ours.word!r}"
        )
    if is_against:
        if is_turned and theirs.word == ours.word:
            return conflict(NAME, f"{theirs.word!r} is said here of what the claim compares with")
        if theirs.word == ours.word:
            return conflict(NAME, f"one side says {theirs.word!r}, the other the reverse")
        return conflict(NAME, f"the passage says {theirs.word!r} where the claim says {ours.word!r}")
    return None


def _of_change(ours: Trend, theirs: Trend) -> Check | None:
    """Two trends of which one says that something differs; None unless the other says so too or denies it."""
    if ours.sign == theirs.sign:
        return agree(NAME, f"{_BOTH} {theirs.word!r}")
    if any(item.sign == 0 and not item.denied for item in (ours, theirs)):
        return conflict(NAME, f"one side says {theirs.word!r}, the other denies it")
    return None
