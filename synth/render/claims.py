"""One claim as a report shows it: its row in the table and everything behind its verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from synth.claims.ids import parse_arxiv_id
from synth.claims.types import Span
from synth.errors import UsageError
from synth.render.attack import AttackView, attack_view
from synth.render.references import Reference, References, key_of
from synth.render.rerun_view import RerunRow, rerun_row
from synth.render.reviewed import ReviewView, review_view
from synth.render.scenes import PictureView, Place, RegionView, Scene, picture_views, region_view
from synth.render.scenes import place_of as scene_place
from synth.render.words import Standing, is_clear, label_of, share, standing_of, symbol_of
from synth.verdict.types import Check, ClaimVerdict, Evidence, Label, Outcome, Probabilities

_NO_SCENE: Final = Scene("", "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote; the marked ones carry the verdict."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote and where it stands."""

    reference: Reference
    place: str  # "section 4.2 Results, page 6"
    link: str  # to the page of the paper's version, or empty
    pieces: tuple[Piece, ...]
    cell: str  # "Table 3, row mBERT, column XNLI: 65.4", or empty
    scores: tuple[tuple[str, str], ...]
    hash: str
    characters: str  # "characters 1200 to 1290"
    before: str  # of the paragraph; with its space at the end
    after: str
    region: RegionView | None


@dataclass(frozen=True, slots=True)
class PaperView:
    """What one paper says of the claim."""

    reference: Reference
    label: str
    confidence: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim; all texts are as their sources have them and still to be escaped."""

    number: int
    id: str  # 8 hex digits
    text: str
    type: str
    truncated: bool
    symbol: str
    standing: str
    label: str
    confidence: str
    reported: str  # "✓ 0.16", or empty
    reason: str
    stated_by: tuple[Reference, ...]
    shares: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str, str], ...]  # name, outcome, why; conflicts first, silent ones left out
    silent: tuple[str, ...]  # names of the checks that had nothing to say
    quotes: tuple[QuoteView, ...]  # the first decided
    by_paper: tuple[PaperView, ...]
    attack: AttackView | None  # only where a verified claim was attacked
    review: ReviewView | None  # only where a person spoke
    rerun: RerunRow | None  # only where somebody asked for one
    relevance: str  # to the research question, with the reason; empty without a question
    scope: tuple[str, ...]  # in what the claim is broader than its evidence

    @property
    def papers_by_side(self) -> tuple[tuple[str, tuple[PaperView, ...]], ...]:
        """The papers that speak of the claim, under what they say; only sides that somebody takes."""
        sides = (
            ("Corroborated by", _words(Label.SUPPORTED)),
            ("Supported in part by", _words(Label.PARTIAL)),
            ("Contradicted by", _words(Label.REFUTED)),
        )
        found = ((title, tuple(item for item in self.by_paper if item.label == label)) for title, label in sides)
        return tuple((title, items) for title, items in found if items)

    @property
    def needs_attention(self) -> bool:
        """Whether a reader should look at it first."""
        return self.standing in {Standing.REFUTED, Standing.PARTIAL} or self.symbol == "×"


class Quoting:
    """Turns evidence into quotes: with their references, the words around them and their pictures."""

    def __init__(self, references: References, scenes: Mapping[Place, Scene]) -> None:
        self.references = references
        self._scenes = scenes
        self._pictures = picture_views(scenes.values())

    @property
    def pictures(self) -> tuple[PictureView, ...]:
        """Each picture once."""
        return tuple(self._pictures.values())

    def quote(self, item: Evidence) -> QuoteView:
        """A piece of evidence as it is shown."""
        cell = item.cell
        scene = self._scenes.get(scene_place(item), _NO_SCENE)
        return QuoteView(
            reference=self.references.of(item.paper, item.version),
            place=place_of(item),
            link=_page_link(item),
            pieces=pieces_of(item.quote, item.marks),
            cell=f"{cell.table}, row {cell.row}, column {cell.column}: {cell.value}" if cell else "",
            scores=tuple((name.replace("_", " "), f"{score:.2f}") for name, score in item.scores.items()),
            hash=item.hash,
            characters=f"characters {item.span.start} to {item.span.end}",
            before=scene.before,
            after=scene.after,
            region=region_view(scene.region, self._pictures) if scene.region else None,
        )


def claim_views(verdicts: tuple[ClaimVerdict, ...], quoting: Quoting) -> tuple[ClaimView, ...]:
    """All claims, numbered from 1 in the order given."""
    return tuple(_claim_view(number, verdict, quoting) for number, verdict in enumerate(verdicts, start=1))


def _claim_view(number: int, verdict: ClaimVerdict, quoting: Quoting) -> ClaimView:
    references = quoting.references
    claim = verdict.claim
    checks = sorted(
        (check for check in verdict.checks if check.outcome is not Outcome.SILENT),
        key=lambda check: check.outcome is not Outcome.CONFLICT,
    )
    return ClaimView(
        number=number,
        id=claim.id[:8],
        text=claim.text,
        type=claim.type.value,
        truncated=claim.truncated,
        symbol=symbol_of(verdict),
        standing=standing_of(verdict).value,
        label=label_of(verdict),
        confidence=share(verdict.confidence),
        reported=reported_words(verdict),
        reason=references.named(verdict.reason),
        stated_by=tuple(references.of(paper) for paper in claim.stated_by),
        shares=_shares(verdict.probabilities),
        checks=tuple((check.name, check.outcome.value, check.why) for check in checks),
        silent=tuple(_silent(verdict.checks)),
        quotes=tuple(map(quoting.quote, verdict.evidence)),
        by_paper=_by_paper(verdict, references),
        attack=attack_view(verdict),
        review=review_view(verdict),
        relevance=_relevance(verdict),
        scope=tuple(item["why"] for item in (verdict.scope or {}).get("too_broad", ())),
        rerun=None if verdict.rerun is None else rerun_row(number, claim.text, verdict.rerun),
    )


def _relevance(verdict: ClaimVerdict) -> str:
    """Whether the claim bears on the question; a tick beside the point is called that."""
    found = verdict.relevance
    if found is None:
        return ""
    beside = "verified, but beside the point" if verdict.verified else "beside the point"
    where = "bears on the question" if found["on_topic"] else beside
    return f"{where} ({share(found['score'])}): {found['reason']}"


def _by_paper(verdict: ClaimVerdict, references: References) -> tuple[PaperView, ...]:
    """What each paper clearly says that does not state the claim itself, where more than one does."""
    saying = [item for item in verdict.by_paper if item.paper not in verdict.claim.stated_by and is_clear(item)]
    if len(saying) < 2:
        return ()
    return tuple(
        PaperView(
            references.of(item.paper, item.version),
            _words(item.label),
            share(item.confidence),
            references.named(item.reason),
        )
        for item in saying
    )


def reported_words(verdict: ClaimVerdict) -> str:
    """What the audited report itself says: its tick or cross and its score as it printed them."""
    reported = verdict.claim.reported
    if reported is None:
        return ""
    flag = "" if reported.verified is None else "✓" if reported.verified else "×"
    score = "" if reported.confidence is None else f"{reported.confidence:.2f}"
    return f"{flag} {score}".strip()


def pieces_of(quote: str, marks: tuple[Span, ...]) -> tuple[Piece, ...]:
    """A quote cut at its marks; joined again the pieces are the quote.

    >>> [piece.text for piece in pieces_of("1.6 on XNLI", (Span(7, 11),))]
    ['1.6 on ', 'XNLI']
    """
    pieces, at = [], 0
    for mark in sorted(marks):
        start, end = max(mark.start, at), min(mark.end, len(quote))
        start += len(quote[start:end]) - len(quote[start:end].lstrip())
        end -= len(quote[start:end]) - len(quote[start:end].rstrip())
        if start < end:
            pieces += [Piece(quote[at:start], marked=False), Piece(quote[start:end], marked=True)]
            at = end
    pieces.append(Piece(quote[at:], marked=False))
    return tuple(piece for piece in pieces if piece.text)


def place_of(item: Evidence) -> str:
    """Section and page of a quote, as far as they are known, and the part of the claim that it was found for."""
    parts = [
        f"section {item.section}" if item.section else "",
        f"page {item.page}" if item.page else "",
        f'for the part "{item.part}"' if item.part else "",
    ]
    return ", ".join(part for part in parts if part)


def _page_link(item: Evidence) -> str:
    """The page of the paper's PDF at arXiv; empty for other papers and unknown pages."""
    try:
        parse_arxiv_id(item.paper)
    except UsageError:
        return ""
    return f"http://arxiv.org/pdf/{key_of(item.paper, item.version)}#page={item.page}" if item.page else ""


def _shares(probabilities: Probabilities | None) -> tuple[tuple[str, str], ...]:
    if probabilities is None:
        return ()
    return tuple((_words(label), share(probabilities.of(label))) for label in Label)


def _words(label: Label) -> str:
    return label.value.replace("_", " ")


def _silent(checks: tuple[Check, ...]) -> list[str]:
    return [check.name for check in checks if check.outcome is Outcome.SILENT]
