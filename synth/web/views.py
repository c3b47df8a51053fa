"""What the templates print: every word, number and link decided; texts are as their sources have them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final
from urllib.parse import urlencode

from synth.claims.types import PaperId
from synth.ports.review import Action, Candidate, Decision, Finder, Item, PageView, Place, Sheet, Stance, Wanted
from synth.verdict.types import Check, Label, Outcome, PaperVerdict
from synth.web.words import FILTERS, LABELS, MARKS, named, pieces_of, share

_STANCE_MARKS: Final = {Stance.OPEN: "", Stance.ACCEPTED: "accepted", Stance.REJECTED: "rejected"}
_FOUND_BY: Final = {Finder.DECIDED: "decided", Finder.VERDICT: "read for the verdict", Finder.SEARCH: "found by words"}


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the list."""

    id: str
    text: str
    label: str  # a word for CSS: supported, ..., unchecked
    words: str
    mark: str
    confidence: str
    review: str  # "accepted", "corrected: refuted", or empty
    has_note: bool
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage that may be the evidence."""

    number: int
    query: str  # its place, for an address
    place: dict[str, str]  # its place, for a form
    paper: str
    where: str
    quote: tuple[tuple[str, bool], ...]
    found_by: str
    cell: str
    scores: str
    is_chosen: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A box on a page, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The page in view."""

    number: int
    width: float
    height: float
    address: str
    boxes: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One decision in a claim's history."""

    when: str
    who: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """One claim, everything decided about it, and the passage in view."""

    row: Row
    revision: int
    type: str
    reason: str
    stated_by: tuple[str, ...]
    reported: str
    shares: tuple[tuple[str, str, float], ...]  # label, share in words, share
    checks: tuple[tuple[str, str, str], ...]
    silent: tuple[str, ...]
    attack: str
    passed: tuple[str, ...]
    by_paper: tuple[tuple[str, str, str, str], ...]  # title, label, confidence, reason
    passages: tuple[Passage, ...]
    shown: Passage | None
    before: str
    after: str
    warning: str
    pages: tuple[PagePicture, ...]
    withdrawn: str  # what is said of the withdrawal of the paper that decided
    note: str
    history: tuple[Event, ...]  # the newest first
    can_undo: bool
    can_accept: bool


def row_of(item: Item) -> Row:
    """A claim for the list."""
    verdict, opinion = item.verdict, item.opinion
    label = verdict.label.value if verdict.label else "unchecked"
    words = LABELS[label] if verdict.label else FILTERS[verdict.status.value]
    corrected = f"corrected: {LABELS[opinion.label.value]}" if opinion.label else ""
    return Row(
        id=verdict.claim.id,
        text=verdict.claim.text,
        label=label,
        words=words if not verdict.verified else f"{words}, verified",
        mark=("✓" if verdict.verified else "≈") if verdict.label is Label.SUPPORTED else MARKS.get(label, "·"),
        confidence=share(verdict.confidence),
        review=_STANCE_MARKS.get(opinion.stance, corrected),
        has_note=bool(opinion.note),
        is_outdated=item.is_outdated,
    )


def sheet_view(sheet: Sheet) -> SheetView:
    """A claim for the right side of the page."""
    item, verdict = sheet.item, sheet.item.verdict
    claim, shown = verdict.claim, sheet.shown
    passages = tuple(
        _passage(number, each, is_shown=shown is not None and each.place == shown.candidate.place)
        for number, each in enumerate(sheet.candidates, start=1)
    )
    reported = claim.reported
    flag = "" if reported is None or reported.verified is None else "✓ " if reported.verified else "× "
    attack, passed = _attack(verdict.attack)
    return SheetView(
        row=row_of(item),
        revision=item.revision,
        type=claim.type.value,
        reason=named(verdict.reason, sheet.titles),
        stated_by=tuple(sheet.titles.get(paper, paper) for paper in claim.stated_by),
        reported="" if reported is None else f"{flag}{share(reported.confidence)}".strip(),
        shares=()
        if verdict.probabilities is None
        else tuple((LABELS[each.value], share(part := verdict.probabilities.of(each)), part) for each in Label),
        checks=_checks(verdict.checks),
        silent=tuple(check.name for check in verdict.checks if check.outcome is Outcome.SILENT),
        attack=attack,
        passed=passed,
        by_paper=tuple(_paper(each, sheet.titles) for each in verdict.by_paper),
        passages=passages,
        shown=next((each for each in passages if each.is_shown), None),
        before=shown.before if shown else "",
        after=shown.after if shown else "",
        warning=shown.warning if shown else "",
        pages=_pages(sheet),
        withdrawn=sheet.withdrawn,
        note=item.opinion.note,
        history=tuple(_event(each) for each in reversed(sheet.history)),
        can_undo=sheet.can_undo,
        can_accept=verdict.label is not None,
    )


def query_of(wanted: Wanted, claim: str = "") -> str:
    """The address of the page with these filters and this claim."""
    fields = {"claim": claim, "label": wanted.label, "stance": wanted.stance, "q": wanted.words}
    return urlencode({name: value for name, value in fields.items() if value})


def _place(place: Place) -> dict[str, str]:
    version = "" if place.version is None else str(place.version)
    span = place.span
    return {"paper": place.paper, "version": version, "start": str(span.start), "end": str(span.end)}


def _passage(number: int, candidate: Candidate, *, is_shown: bool) -> Passage:
    piece = candidate.evidence
    where = [f"section {piece.section}" if piece.section else "", f"page {piece.page}" if piece.page else ""]
    cell = piece.cell
    place = _place(candidate.place)
    return Passage(
        number=number,
        query=urlencode(place),
        place=place,
        paper=candidate.title,
        where=", ".join(part for part in where if part),
        quote=pieces_of(piece.quote, piece.marks),
        found_by=_FOUND_BY[candidate.found_by],
        cell=f"{cell.table}, row {cell.row}, column {cell.column}: {cell.value}" if cell else "",
        scores=", ".join(f"{name.replace('_', ' ')} {score:.2f}" for name, score in piece.scores.items()),
        is_chosen=candidate.is_chosen,
        is_shown=is_shown,
    )


def _checks(checks: Iterable[Check]) -> tuple[tuple[str, str, str], ...]:
    """Name, outcome and reason of the checks that spoke, conflicts first."""
    spoke = sorted(
        (check for check in checks if check.outcome is not Outcome.SILENT),
        key=lambda check: check.outcome is not Outcome.CONFLICT,
    )
    return tuple((check.name, check.outcome.value, check.why) for check in spoke)


def _attack(attack: Any) -> tuple[str, tuple[str, ...]]:
    """What came of the attack on a verified claim, and the altered claims that passed."""
    if attack is None:
        return "", ()
    if not attack["mutants"]:
        return "the claim holds nothing that could be altered", ()
    words = f"{attack['caught']} of {attack['mutants']} altered claims were caught"
    if attack["discriminating"] is False:
        words += ": the tick says little"
    return words, tuple(item["text"] for item in attack["items"] if not item["caught"])


def _paper(item: PaperVerdict, titles: dict[PaperId, str]) -> tuple[str, str, str, str]:
    return (titles.get(item.paper, item.paper), item.label.value, share(item.confidence), named(item.reason, titles))


def _pages(sheet: Sheet) -> tuple[PagePicture, ...]:
    return tuple(_page(sheet.shown.candidate.place, page) for page in sheet.shown.pages) if sheet.shown else ()


def _page(place: Place, page: PageView) -> PagePicture:
    fields = {"paper": place.paper, "version": place.version or "", "page": page.number}
    boxes = tuple(Rectangle(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0) for box in page.boxes)
    return PagePicture(page.number, page.width, page.height, f"/page.png?{urlencode(fields)}", boxes)


def _event(decision: Decision) -> Event:
    after = decision.after
    what = {
        Action.ACCEPT: f"accepted: {LABELS[after.label.value]}" if after.label else "accepted",
        Action.REJECT: "rejected",
        Action.RELABEL: f"label: {LABELS[after.label.value]}" if after.label else "label",
        Action.EVIDENCE: f"evidence: {after.evidence.quote}" if after.evidence else "evidence",
        Action.NOTE: f"note: {after.note}" if after.note else "note removed",
        Action.UNDO: f"undid decision {decision.undoes}",
    }[decision.action]
    when = decision.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return Event(when, decision.reviewer, what, "" if decision.action is Action.NOTE else decision.why)
