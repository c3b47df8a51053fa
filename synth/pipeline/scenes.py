"""Show each quote of a report where it stands: in its paragraph, and on its page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from synth.claims.document import Box
from synth.claims.types import PaperId
from synth.errors import SourceError
from synth.pipeline.desk import around
from synth.ports import Paper, Store
from synth.ports.pictures import RegionPictures
from synth.render.scenes import Place, Region, Scene, place_of
from synth.verdict.types import ClaimVerdict, Evidence

MOST_BYTES: Final = 1_400_000  # of all pictures of a report; with the text around them it stays under 3 MB
MOST_BYTES_EACH: Final = 24_000
LEAST_BYTES_EACH: Final = 2_000  # with less there is nothing to recognise, and no picture is drawn
_MARGIN: Final = 26.0  # points above and below the quote: about two lines
_SIDE: Final = 14.0  # points beside it
_WORDS_CHARS: Final = 420  # of the paragraph before a quote, and after it

_Version = tuple[PaperId, int | None]


def scenes_of(
    verdicts: Sequence[ClaimVerdict],
    papers: Sequence[Paper],
    *,
    store: Store,
    pictures: RegionPictures | None = None,
) -> Mapping[Place, Scene]:
    """The scene of the quote that decided each claim; a quote of two claims has one.

    Args:
        pictures: Draws the pages; None leaves the pictures out, and so does a PDF that is gone.
    """
    quotes = {place_of(item): item for verdict in verdicts for item in verdict.evidence[:1]}
    by_paper: dict[_Version, list[Evidence]] = defaultdict(list)
    for item in quotes.values():
        by_paper[item.paper, item.version].append(item)
    known = {(paper.id, paper.version): paper for paper in papers}
    each = min(MOST_BYTES // max(len(quotes), 1), MOST_BYTES_EACH)
    scenes: dict[Place, Scene] = {}
    for version, items in by_paper.items():
        words = _words(store, version, items)
        paper = known.get(version)
        drawn = _regions(paper, items, pictures, each) if pictures and paper and each >= LEAST_BYTES_EACH else {}
        for item in items:
            place = place_of(item)
            scenes[place] = Scene(*words.get(place, ("", "")), drawn.get(place))
    return scenes


def _words(store: Store, version: _Version, items: Sequence[Evidence]) -> Mapping[Place, tuple[str, str]]:
    document = store.document_of(*version)
    if document is None:
        return {}
    found = {}
    for item in items:
        if document.quote(item.span) != item.quote:  # the paper was read anew since
            continue
        before, after = around(document, item.span)
        found[place_of(item)] = (_cut_start(before), _cut_end(after))
    return found


def _cut_start(text: str) -> str:
    """The end of a text, from a word on."""
    if len(text) <= _WORDS_CHARS:
        return text
    return "…" + text[-_WORDS_CHARS:].partition(" ")[2]


def _cut_end(text: str) -> str:
    """The start of a text, up to a word."""
    return text if len(text) <= _WORDS_CHARS else text[:_WORDS_CHARS].rpartition(" ")[0] + "…"


def _regions(
    paper: Paper, items: Sequence[Evidence], pictures: RegionPictures, most_bytes: int
) -> Mapping[Place, Region]:
    """The regions of one paper's quotes; none where its PDF cannot be drawn."""
    boxed = [item for item in items if item.boxes]
    try:
        areas = [_area(_first_page(item.boxes), paper, pictures) for item in boxed]
        drawn = pictures.region_pngs(paper, areas, most_bytes=most_bytes) if areas else []
    except SourceError:
        return {}
    return {
        place_of(item): Region(area, png, _first_page(item.boxes))
        for item, area, png in zip(boxed, areas, drawn, strict=True)
        if png
    }


def _first_page(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes on the page where a quote begins."""
    return tuple(box for box in boxes if box.page == boxes[0].page)


def _area(boxes: Sequence[Box], paper: Paper, pictures: RegionPictures) -> Box:
    """What is shown of a page: the quote with some lines around it."""
    page = boxes[0].page
    width, height = pictures.page_size(paper, page)
    return Box(
        page,
        max(min(box.x0 for box in boxes) - _SIDE, 0.0),
        max(min(box.y0 for box in boxes) - _MARGIN, 0.0),
        min(max(box.x1 for box in boxes) + _SIDE, width),
        min(max(box.y1 for box in boxes) + _MARGIN, height),
    )
