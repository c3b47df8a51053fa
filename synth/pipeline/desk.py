"""The reviewer's desk: the verdicts of a workspace, what people hold of them, and the passages to look at."""

import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from synth.claims.document import Document
from synth.claims.ids import text_hash
from synth.claims.types import ClaimId, PaperId, Span
from synth.errors import ConflictError, SourceError, UsageError
from synth.pipeline.report import place_of
from synth.pipeline.review import decided, is_outdated, undoable
from synth.ports import Clock, Paper, Reader, Store
from synth.ports.review import (
    Action,
    Candidate,
    Chosen,
    Decision,
    Finder,
    Item,
    Listing,
    Opinion,
    PagePictures,
    PageView,
    Place,
    Reviews,
    Sheet,
    Shown,
    Stance,
    Wanted,
)
from synth.render.withdrawn import resting_on
from synth.verdict.quote import marks_of
from synth.verdict.types import ClaimVerdict, Evidence, Label

NOTED: Final = "noted"  # besides the stances: claims with a note
_FOUND: Final = 5  # passages that a full-text search adds to those of the verdict
_SEARCHED: Final = 40  # sentences it looks at: those of other papers are left out
_DOCUMENTS: Final = 8  # kept at hand
_AROUND: Final = 3  # sentences shown before and after the passage


class ReviewDesk:
    """Implements ``ports.review.Desk``; several threads may use it at once."""

    def __init__(self, *, store: Store, reviews: Reviews, reader: Reader, pictures: PagePictures, clock: Clock) -> None:
        self._store = store
        self._reviews = reviews
        self._reader = reader
        self._pictures = pictures
        self._clock = clock
        self._lock = threading.Lock()
        self._pdf = threading.Lock()  # pdfium is not for several threads
        self._state = ""
        self._verdicts: dict[ClaimId, ClaimVerdict] = {}
        self._papers: dict[tuple[PaperId, int | None], Paper] = {}
        self._history: dict[ClaimId, list[Decision]] = {}
        self._newest = 0
        self._document = lru_cache(maxsize=_DOCUMENTS)(store.document_of)

    def listing(self, wanted: Wanted) -> Listing:
        """The claims to list, those that ask for attention first."""
        self._refresh()
        items = [self._item(verdict) for verdict in self._verdicts.values()]
        shown = tuple(item for item in items if _is_wanted(item, wanted))
        return Listing(shown, len(items), sum(item.opinion.stance is not Stance.OPEN for item in items))

    def sheet(self, claim: str, place: Place | None = None) -> Sheet:
        """One claim with the passage at ``place`` in view, else the one chosen, else the one that decided."""
        self._refresh()
        verdict = self._verdict(claim)
        item = self._item(verdict)
        candidates = tuple(self._candidates(verdict, item.opinion))
        wanted = place or (item.opinion.evidence.place if item.opinion.evidence else None)
        chosen = next((each for each in candidates if each.place == wanted), candidates[0] if candidates else None)
        titles = {paper.id: paper.title or paper.id for paper in self._papers.values()}
        history = tuple(self._history.get(verdict.claim.id, ()))
        return Sheet(
            item=item,
            candidates=candidates,
            shown=self._shown(chosen) if chosen else None,
            history=history,
            titles=titles,
            can_undo=undoable(history) is not None,
            withdrawn=self._withdrawn(verdict),
        )

    def decide(
        self,
        claim: str,
        action: Action,
        *,
        seen: int,
        reviewer: str,
        label: Label | None = None,
        place: Place | None = None,
        why: str = "",
    ) -> Decision:
        """Keep what a person did; see ``pipeline.review.decided``.

        Raises:
            ConflictError: If ``seen`` is not the claim's newest revision.
            UsageError: If there is no such claim or passage, or the action makes no sense for it.
        """
        self._refresh()
        verdict = self._verdict(claim)
        history = self._history.get(verdict.claim.id, [])
        if seen != len(history):
            last = history[-1] if history else None
            raise ConflictError(
                f"{last.reviewer} decided meanwhile: {last.action.value}" if last else "that decision is gone",
                hint="yours was not kept; this is how the claim stands now",
            )
        decision = decided(
            verdict,
            action,
            history=history,
            at=self._clock(),
            reviewer=reviewer,
            label=label,
            evidence=self._chosen(place) if place and action is Action.EVIDENCE else None,
            why=why,
        )
        self._reviews.save_decision(decision)
        self._refresh()
        return decision

    def page_png(self, paper: str, version: int | None, page: int) -> bytes:
        """A page as a picture."""
        self._refresh()
        known = self._papers.get((PaperId(paper), version))
        if known is None:
            raise SourceError(f"no paper {paper} in the workspace")
        with self._pdf:
            return self._pictures.page_png(known, page)

    def _refresh(self) -> None:
        """Take in what was decided, and what was verified, since the last look."""
        with self._lock:
            state = self._reviews.state_of_verdicts()
            if state != self._state:
                self._verdicts = {each.claim.id: each for each in sorted(self._store.verdicts(), key=place_of)}
                self._papers = {(paper.id, paper.version): paper for paper in self._store.papers()}
                self._document.cache_clear()
                self._state = state
            for decision in self._reviews.decisions(after=self._newest):
                self._history.setdefault(decision.claim, []).append(decision)
                self._newest = decision.number

    def _verdict(self, claim: str) -> ClaimVerdict:
        verdict = self._verdicts.get(ClaimId(claim))
        if verdict is None:
            raise UsageError(f"no claim {claim[:16]!r} with a verdict", hint="was it removed? load the page again")
        return verdict

    def _item(self, verdict: ClaimVerdict) -> Item:
        history = self._history.get(verdict.claim.id)
        if not history:
            return Item(verdict, Opinion(), 0, is_outdated=False)
        last = history[-1]
        outdated = not last.after.is_empty and is_outdated(verdict, last)
        return Item(verdict, last.after, last.revision, is_outdated=outdated)

    def _candidates(self, verdict: ClaimVerdict, opinion: Opinion) -> Iterator[Candidate]:
        """The passages of the verdict, that of a person, and what a search for the claim's words adds."""
        chosen = opinion.evidence.place if opinion.evidence else None
        pieces = [*verdict.evidence, *(piece for each in verdict.by_paper for piece in each.evidence)]
        known: dict[Place, Candidate] = {}
        for piece in pieces:
            found_by = Finder.DECIDED if piece is pieces[0] else Finder.VERDICT
            candidate = self._candidate(piece, found_by, chosen)
            known.setdefault(candidate.place, candidate)
        places = [*([chosen] if chosen else ()), *self._found(verdict)]
        for place in places:
            found = None if place in known else self._piece(place, verdict.claim.text)
            if found is not None:
                known[place] = self._candidate(found, Finder.SEARCH, chosen)
        yield from known.values()

    def _candidate(self, piece: Evidence, found_by: Finder, chosen: Place | None) -> Candidate:
        place = Place(piece.paper, piece.version, piece.span)
        paper = self._papers.get((piece.paper, piece.version))
        return Candidate(piece, (paper.title if paper else "") or piece.paper, found_by, is_chosen=place == chosen)

    def _withdrawn(self, verdict: ClaimVerdict) -> str:
        """What is said of the withdrawal of the paper whose quote decided."""
        paper = self._papers.get((verdict.evidence[0].paper, verdict.evidence[0].version)) if verdict.evidence else None
        return paper.withdrawn if paper and resting_on([verdict], {paper.id}) else ""

    def _found(self, verdict: ClaimVerdict) -> list[Place]:
        """Other sentences of the papers asked that hold words of the claim, best first."""
        versions = {item.paper: item.version for item in verdict.by_paper}
        taken = [(piece.paper, piece.span) for item in verdict.by_paper for piece in item.evidence]
        found: list[Place] = []
        for paper, span, text in self._store.search_sentences(verdict.claim.text, limit=_SEARCHED):
            if paper not in versions or any(paper == other and span.overlaps(there) for other, there in taken):
                continue
            document = self._document(paper, versions[paper])
            if document is not None and document.quote(span) == text:  # the index may hold another version
                found.append(Place(paper, versions[paper], span))
        return found[:_FOUND]

    def _piece(self, place: Place, claim: str) -> Evidence | None:
        """A passage as evidence, with its place on the page."""
        document = self._document(place.paper, place.version)
        if document is None or place.span.end > len(document.text):
            return None
        section, quote = document.section_of(place.span.start), document.quote(place.span)
        return Evidence(
            paper=place.paper,
            version=place.version,
            section=section.title if section else "",
            page=document.page_of(place.span.start),
            span=place.span,
            quote=quote,
            hash=text_hash(quote),
            marks=marks_of(claim, quote),
        )

    def _chosen(self, place: Place) -> Chosen:
        document = self._document(place.paper, place.version)
        if document is None or not len(place.span) or place.span.end > len(document.text):
            raise UsageError("there is no such passage", hint="choose one of those listed")
        quote = document.quote(place.span)
        return Chosen(place, quote, text_hash(quote))

    def _shown(self, candidate: Candidate) -> Shown:
        """A passage with the words around it and its pages."""
        piece = candidate.evidence
        document = self._document(piece.paper, piece.version)
        if document is None or document.quote(piece.span) != piece.quote:
            renew = "the paper's text has changed since; verify again to renew the quote"
            return Shown(candidate, "", "", warning=renew)
        before, after = around(document, piece.span)
        paper = self._papers.get((piece.paper, piece.version))
        if paper is None or not any(file.kind == "pdf" for file in paper.files):
            return Shown(candidate, before, after)
        try:
            with self._pdf:
                pages = self._pages(paper, document, piece)
        except SourceError as error:
            return Shown(candidate, before, after, warning=f"{error} ({error.hint})" if error.hint else str(error))
        warning = "" if pages else "the passage was not found on the pages of the PDF"
        return Shown(candidate, before, after, pages, warning)

    def _pages(self, paper: Paper, document: Document, piece: Evidence) -> tuple[PageView, ...]:
        """The pages that a passage stands on; where it was not found, the one its text begins on."""
        boxes = piece.boxes or self._reader.boxes_of(paper, document, piece.span)
        numbers = sorted({box.page for box in boxes}) or ([piece.page] if piece.page else [])
        return tuple(
            PageView(
                number, *self._pictures.page_size(paper, number), tuple(box for box in boxes if box.page == number)
            )
            for number in numbers
        )


def around(document: Document, span: Span) -> tuple[str, str]:
    """The sentences before and after a passage in its section, as far as they help to read it."""
    section = document.section_of(span.start)
    inside = section.span if section else Span(0, len(document.text))
    here = [each.span for each in document.sentences if each.span.overlaps(inside)]
    earlier = [each.start for each in here if each.end <= span.start][-_AROUND:]
    later = [each.end for each in here if each.start >= span.end][:_AROUND]
    start = max(earlier[0] if earlier else span.start, inside.start)
    end = min(later[-1] if later else span.end, max(inside.end, span.end))
    return document.text[start : span.start], document.text[span.end : end]


def _is_wanted(item: Item, wanted: Wanted) -> bool:
    verdict = item.verdict
    label = verdict.status.value if verdict.label is None else verdict.label.value
    stance = (item.opinion.stance.value, NOTED if item.opinion.note else "")
    words = wanted.words.casefold().split()
    text = verdict.claim.text.casefold()
    return (
        wanted.label in ("", label)
        and (not wanted.stance or wanted.stance in stance)
        and (all(word in text for word in words) or verdict.claim.id.startswith(wanted.words.strip().lower()))
    )
