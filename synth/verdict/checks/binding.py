"""Binding: does each number stand with what the claim says it measures."""

from typing import Final

from synth.claims.document import Part
from synth.claims.quantities import Quantity
from synth.claims.verbs import form_of, is_noun_like
from synth.verdict.checks.amounts import are_comparable, differ, matches, shown
from synth.verdict.checks.context import Case, agree, conflict, silent
from synth.verdict.checks.crossing import crossing
from synth.verdict.checks.labels import Labelled, labelled
from synth.verdict.checks.names import is_ordinary, names_of, text_of
from synth.verdict.checks.neighbours import of_its_neighbour
from synth.verdict.checks.orders import HOLLOW, MEASURING
from synth.verdict.checks.places import misplaced_around_verb
from synth.verdict.checks.roles import misnamed, misplaced
from synth.verdict.checks.rows import place_of
from synth.verdict.types import Check, Outcome

NAME: Final = "binding"
_OWN: Final = frozenset({"our", "ours", "proposed"})
_OWN_REACH: Final = 4  # words on both sides of a number in which "our" makes it the authors'
_MEASURE: Final = 2  # words behind a number that may say what it measures
_BINDS: Final = frozenset({"for", "on", "in", "with", "by", "at"})
_RELATIVES: Final = frozenset({"who", "which", "that"})


def check(case: Case) -> Check:
    """Compare the labels of equal numbers on both sides."""
    claimed, found = labelled(case.claim.text), labelled(case.here.text)
    swapped = _swapped_ends(case, claimed, found)
    if swapped is not None:
        return swapped
    answers = [
        answer
        for number in claimed
        if (answer := _in_row(case, number.quantity) or _bound(case, number, claimed, found)) is not None
    ]
    against = [answer for answer in answers if answer.outcome is Outcome.CONFLICT]
    if 2 * len(against) > len(answers):
        return against[0]
    if case.passage.cells and case.context.grids:  # the place in its table is all that a row tells
        return answers[0] if answers and not against else silent(NAME, "its place in the table does not tell")
    elsewhere = _named_elsewhere(case, claimed, found) or _neighboured(case)
    if elsewhere is not None:
        return elsewhere
    if against:
        return silent(NAME, "some numbers stand with what the claim says, others do not")
    straight = answers[0] if answers else _crossed(case) or _owned(case)
    return _misplaced(case) or straight or silent(NAME, "nothing whose place could be compared")


def _named_elsewhere(case: Case, claimed: tuple[Labelled, ...], found: tuple[Labelled, ...]) -> Check | None:
    """Whether a number stands in a sentence on something named that the claim does not name; None if it does not.

    The claim's own name must stand in another sentence of the passage, with another number of the kind.
    """
    for number in claimed:
        homes = [item for item in found if matches(number.quantity, item.quantity)]
        sentences = {item.sentence for item in homes}
        rivals = {item.sentence for item in found if homes and differ(homes[0].quantity, item.quantity)} - sentences
        for name in names_of(case.claim, case.context) if len(sentences) == 1 and rivals else ():
            keys = frozenset[str]().union(*(word.keys for word in name))
            places = {word.sentence for word in case.here.words if word.keys & keys}
            others = _names_in(case, sentences) - case.claim.keys
            if not is_ordinary(name) and places and places <= rivals and others:
                told = shown(case.here.text, homes[0].quantity)
                return conflict(NAME, f"{told} is said of {_words(case, others)} here, the claim says {text_of(name)}")
    return None


def _neighboured(case: Case) -> Check | None:
    """Whether what the claim says of a number stands with a later one of the sentence; None if that cannot be told."""
    moved = of_its_neighbour(case)
    if moved is None:
        return None
    home, rival, keys = moved
    told, other = shown(case.here.text, home), shown(case.here.text, rival)
    return conflict(NAME, f"{_words(case, keys)} stands with {other} here, the claim says it of {told}")


def _names_in(case: Case, sentences: set[int]) -> frozenset[str]:
    """Keys of the names of some sentences."""
    names = [
        name for name in names_of(case.here, case.context) if name[0].sentence in sentences and not is_ordinary(name)
    ]
    return frozenset[str]().union(*(word.keys for name in names for word in name))


def _misplaced(case: Case) -> Check | None:
    """Whether things around a verb stand in other places than in the passage; None if that cannot be told."""
    if case.passage.part is Part.TABLE:
        return None
    found = misplaced_around_verb(case.claim.text, case.here.text)
    if found is None:
        return None
    here, verb, claimed = found
    ours = dict.fromkeys(word.text for word in case.claim.words if word.keys & claimed or word.number in claimed)
    theirs = dict.fromkeys(word.text for word in case.here.words if word.keys & here or word.number in here)
    return conflict(
        NAME, f"{' '.join(theirs)!r} goes with {verb!r} in the passage, {' '.join(ours)!r} does in the claim"
    )


def _owned(case: Case) -> Check | None:
    """Whether a thing is said to be of another than in the passage; None if that cannot be told."""
    if (named := misnamed(case.claim.text, case.here.text)) is not None:
        return conflict(NAME, f"{_words(case, named[1])} is said of another here, the claim says it of {named[0]}")
    found = misplaced(case.claim.text, case.here.text)
    if found is None:
        return None
    here, claimed = (_words(case, keys) for keys in found)
    return conflict(NAME, f"the passage says it of {here}, the claim of {claimed}")


def _crossed(case: Case) -> Check | None:
    """Whether the claim's two halves go with the passage's two parts, or across; None if that cannot be told."""
    found = crossing(case.claim.text, case.here.text)
    if found is None:
        return None
    one, other = _words(case, found.one), _words(case, found.other)
    if found.is_crossed:
        return conflict(NAME, f"the claim puts {one} and {other} together, the passage keeps them apart")
    return agree(NAME, f"{one} and {other} are kept apart here too")


def _swapped_ends(case: Case, claimed: tuple[Labelled, ...], found: tuple[Labelled, ...]) -> Check | None:
    """Whether a change runs the other way: "from 54 to 82" against "from 82 to 54"."""
    ends = {number.edge: number for number in claimed if number.edge}
    if set(ends) != {"from", "to"}:
        return None
    places = {
        edge: {item.edge for item in found if matches(number.quantity, item.quantity)} for edge, number in ends.items()
    }
    if places["from"] == {"to"} and places["to"] == {"from"}:
        end, start = (shown(case.claim.text, ends[edge].quantity) for edge in ("from", "to"))
        return conflict(NAME, f"the change runs from {start} to {end} here, in the claim the other way")
    return None


def _in_row(case: Case, number: Quantity) -> Check | None:
    """Whether a number stands in the row and column that the claim names; None if that cannot be told."""
    place = place_of(case, number)
    if place is None:
        return None
    table = case.passage.table or "the table"
    if place.is_there:
        return agree(NAME, f"{shown(case.claim.text, number)} stands at {place.here} in {table}")
    return conflict(
        NAME, f"{shown(case.claim.text, number)} stands at {place.here} in {table}, the claim says {place.claimed}"
    )


def _bound(case: Case, number: Labelled, claimed: tuple[Labelled, ...], found: tuple[Labelled, ...]) -> Check | None:
    """How one number of the claim is labelled in the passage; None if that cannot be told."""
    if case.passage.cells and case.context.grids:
        return None  # a row of a known table: its place tells, not the words beside it
    homes = [item for item in found if matches(number.quantity, item.quantity)]
    equal = [item for item in homes if item.quantity.value == number.quantity.value]
    homes = equal or homes  # of 1.1 and 1.3 "up to 1.3" is the second
    siblings = [item for item in claimed if item is not number]
    alike = [item for item in siblings if are_comparable(number.quantity, item.quantity)]
    labels = number.own - frozenset[str]().union(*(item.own for item in alike or siblings))
    if any(item.own == number.own for item in alike):  # nothing parts them, so both are said of all of it
        labels = number.own | number.shared
        homes = [home for home in homes if _is_named(case, home.own)]
    if not alike:
        labels |= number.shared
    labels -= HOLLOW
    answers = [_at_home(case, labels, home, found) for home in homes]
    told = [answer for answer in answers if answer is not None]
    good = [answer for answer in told if answer.outcome is Outcome.AGREE]
    if good:
        return good[0]
    return told[0] if told and len(told) == len(homes) else None


def _at_home(case: Case, labels: frozenset[str], home: Labelled, found: tuple[Labelled, ...]) -> Check | None:
    """Whether the claim's labels stand with the number's place in the passage or with another number's."""
    kept: frozenset[str] = frozenset()
    is_mixed = False
    for rival in found:
        if rival is home or not differ(home.quantity, rival.quantity):
            continue
        same = [item for item in found if item.sentence == home.sentence and item.own == home.own]  # "from 2 to 3"
        ours = home.own - rival.own - rival.shared
        ours -= frozenset[str]().union(*(_measured(case, item, rival) for item in same))
        theirs = rival.own - home.own - home.shared - _measured(case, rival, home)
        if not theirs or (not ours and not _is_of_named_rival(case, theirs & labels, home, rival)):
            continue
        mine, foreign = _weightiest(case, ours & labels, theirs & labels)
        if theirs <= labels and not ours <= labels and _is_gapped(case, home, rival):
            mine, foreign = frozenset(), theirs & case.here.keys  # the verb and the noun of both are said once
        if (
            foreign
            and not mine
            and (home.sentence == rival.sentence or (_is_named(case, foreign) and not ours & labels))
        ):
            return conflict(
                NAME,
                f"{shown(case.here.text, home.quantity)} stands with {_words(case, ours) or 'the own system'} here, "
                f"the claim says {_words(case, foreign)}",
            )
        is_mixed = is_mixed or bool(foreign)
        kept |= mine
    if not kept or is_mixed:  # half of what the claim says it of is said of another number
        return None
    return agree(NAME, f"{shown(case.here.text, home.quantity)} stands with {_words(case, kept)} here too")


def _measured(case: Case, home: Labelled, rival: Labelled) -> frozenset[str]:
    """Keys of what is measured, said once behind the first of two numbers: "0.26 EAO for A and 0.33 for B"."""
    if home.sentence != rival.sentence or home.quantity.span.start > rival.quantity.span.start:
        return frozenset()
    words = case.here.words
    behind = case.here.index_at(home.quantity.span.end - 1) + 1
    past = next((at for at in range(behind, len(words)) if not words[at].keys), behind)
    is_followed = behind < past <= behind + _MEASURE and past < len(words) and words[past].low in _BINDS
    return frozenset[str]().union(*(word.keys for word in words[behind:past])) if is_followed else frozenset()


def _is_of_named_rival(case: Case, foreign: frozenset[str], home: Labelled, rival: Labelled) -> bool:
    """Whether a number is the authors' own and the claim gives it to what is named: "84 for ours and 79 for XNet"."""
    if home.sentence != rival.sentence or not foreign or not _is_named(case, foreign):
        return False
    first = case.here.index_at(home.quantity.span.start)
    return any(word.low in _OWN for word in case.here.words[max(first - _OWN_REACH, 0) : first + _OWN_REACH])


def _is_gapped(case: Case, home: Labelled, rival: Labelled) -> bool:
    """Whether two numbers of a sentence share a verb that stands before the first: "sold 41 pears, the other 29"."""
    first, last = sorted((home.quantity.span, rival.quantity.span))
    between = case.here.words[case.here.index_at(first.end) : case.here.index_at(last.start)]
    main = [at for at, word in enumerate(between) if form_of(word.low) is not None and not is_noun_like(word.low)]
    in_clause = all(at and between[at - 1].low in _RELATIVES for at in main)
    has_mark = any(word.level for word in between)
    has_unit = bool(home.quantity.unit or rival.quantity.unit)
    return home.sentence == rival.sentence and has_unit and has_mark and in_clause


def _is_named(case: Case, keys: frozenset[str]) -> bool:
    """Whether keys come from a name: what another sentence must have to speak against a binding."""
    return any(word.is_name and word.keys & keys for word in case.here.words)


def _weightiest(case: Case, ours: frozenset[str], theirs: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What speaks for each side in the heaviest class that says anything: names, other words, words of measuring.

    "The error falls to 9.4% on A, on B it stays at 30.1%" says nothing against an error of 30.1% on B.
    """
    ours, theirs = ours & case.here.keys, theirs & case.here.keys  # without the values of other numbers
    both = ours | theirs
    named = frozenset[str]().union(*(word.keys for word in case.here.words if word.is_name)) & both - MEASURING
    for kind in (named, both - named - MEASURING, both):
        if (ours | theirs) & kind:
            return ours & kind, theirs & kind
    return frozenset(), frozenset()


def _words(case: Case, keys: frozenset[str]) -> str:
    """The words of the passage that keys came from, in order."""
    texts = dict.fromkeys(word.text for word in case.here.words if word.keys & keys)
    return " ".join(list(texts)[:5])
