"""From PDF coordinates to the page as it is shown: points from the top left corner, crop and rotation applied."""

from dataclasses import dataclass

import pypdfium2

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is shown.

    Attributes:
        left: Left edge of what is shown, in PDF coordinates (before rotation).
        bottom: Lower edge of what is shown, likewise.
        width: Width of what is shown before rotation.
        height: Height of what is shown before rotation.
        rotation: Clockwise, in degrees: 0, 90, 180 or 270.
    """

    left: float
    bottom: float
    width: float
    height: float
    rotation: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        return (self.height, self.width) if self.rotation in {90, 270} else (self.width, self.height)

    def place(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """A rectangle of PDF coordinates as (x0, y0, x1, y1) on the shown page.

        >>> Frame(0, 0, 600, 800).place(10, 20, 30, 50), Frame(0, 0, 600, 800, 90).place(10, 20, 30, 50)
        ((10, 750, 30, 780), (20, 10, 50, 30))
        """
        x0, x1, y0, y1 = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if self.rotation == 90:
            return (y0, x0, y1, x1)
        if self.rotation == 180:
            return (self.width - x1, y0, self.width - x0, y1)
        if self.rotation == 270:
            return (self.height - y1, self.width - x1, self.height - y0, self.width - x0)
        return (x0, self.height - y1, x1, self.height - y0)


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """How a page is shown: its crop box inside its media box, and its rotation."""
    left, bottom, right, top = page.get_cropbox()
    rotation = page.get_rotation() % 360
    width, height = page.get_size()
    if rotation in {90, 270}:
        width, height = height, width
    if abs((right - left) - width) > 1 or abs((top - bottom) - height) > 1:  # a crop box beyond the sheet
        left, bottom, _, _ = page.get_mediabox()
    return Frame(left, bottom, width, height, rotation)
