"""Where a quote stands: the words around it, and the region of its page as a picture."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from synth.claims.document import Box
from synth.claims.types import PaperId, Span
from synth.verdict.types import Evidence

Place = tuple[PaperId, int | None, Span]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page: where it lies, its picture (PNG), and the lines of the quote in points of the page."""

    area: Box
    png: bytes
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The words of the paragraph before and after a quote, and its region where the paper is a PDF."""

    before: str
    after: str
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture that stands once in a page and is shown in several places; sizes in points."""

    id: str
    address: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class RegionView:
    """A picture with the boxes of one quote: (x, y, width, height) in points from its top left corner."""

    picture: PictureView
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


def place_of(item: Evidence) -> Place:
    """What a piece of evidence is looked up by."""
    return (item.paper, item.version, item.span)


def picture_views(scenes: Iterable[Scene]) -> Mapping[bytes, PictureView]:
    """Each picture once, by its bytes, in the order of the scenes."""
    views: dict[bytes, PictureView] = {}
    for scene in scenes:
        if (region := scene.region) and region.png not in views:
            address = f"data:image/png;base64,{base64.b64encode(region.png).decode()}"
            area = region.area
            size = (round(area.x1 - area.x0, 1), round(area.y1 - area.y0, 1))
            views[region.png] = PictureView(f"region-{len(views) + 1}", address, *size)
    return views


def region_view(region: Region, pictures: Mapping[bytes, PictureView]) -> RegionView:
    """The boxes of a quote on its picture, a little wider than the words."""
    area = region.area
    boxes = tuple(
        (
            round(box.x0 - area.x0 - 1.5, 1),
            round(box.y0 - area.y0 - 1.0, 1),
            round(box.x1 - box.x0 + 3.0, 1),
            round(box.y1 - box.y0 + 2.0, 1),
        )
        for box in region.boxes
    )
    return RegionView(pictures[region.png], area.page, boxes)
