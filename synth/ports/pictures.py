"""Regions of pages as small pictures, for reports."""

from collections.abc import Sequence
from typing import Protocol

from synth.claims.document import Box
from synth.ports.papers import Paper


class RegionPictures(Protocol):
    """Draws regions of a paper's pages."""

    def page_size(self, paper: Paper, page: int) -> tuple[float, float]:
        """Width and height of a page (from 1) as it is shown, in points.

        Raises:
            SourceError: If the paper has no PDF, or it is gone or unreadable, or has no such page.
        """
        ...

    def region_pngs(self, paper: Paper, regions: Sequence[Box], *, most_bytes: int) -> list[bytes]:
        """Each region as a PNG in shades of gray, as sharp as ``most_bytes`` allow; empty where they allow none.

        Raises:
            SourceError: As ``page_size``.
        """
        ...
