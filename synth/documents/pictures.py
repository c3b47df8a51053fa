"""Pages of papers as pictures; implements ``ports.review.PagePictures`` and ``ports.pictures.RegionPictures``."""

import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from synth.claims.document import Box
from synth.documents.pdf_frame import frame_of
from synth.documents.pdf_lines import opened_pdf
from synth.errors import SourceError
from synth.ports import Paper

PIXELS_PER_POINT: Final = 2.0  # sharp on a screen of twice the usual density, at the width of half a screen
MOST_PIXELS: Final = 16_000_000  # of one page; a poster is drawn smaller
KEPT: Final = 24  # pictures at hand, about 300 kB each
_PNG: Final = b"\x89PNG\r\n\x1a\n"
REGION_SCALES: Final = (2.0, 1.5, 1.25, 1.0, 0.8)  # pixels per point, the sharpest first; below .8 nobody reads it
_SHADES: Final = 16  # of a region: print stays readable, at a third of the bytes
_GRAY: Final = 0  # PNG's colour types
_RGB: Final = 2
_ZLIB_LEVEL: Final = 3  # pages are mostly white: higher levels cost time and save little


class PdfPictures:
    """Draws pages of the PDFs in the workspace's cache. Not for several threads at once: pdfium is not."""

    def __init__(self, cache_dir: Path) -> None:
        self._cache_dir = cache_dir
        self._drawn = lru_cache(maxsize=KEPT)(self._draw)
        self._sizes = lru_cache(maxsize=1000)(self._size)

    def page_size(self, paper: Paper, page: int) -> tuple[float, float]:
        """Width and height of a page (from 1) as it is shown, in points.

        Raises:
            SourceError: If the paper has no PDF, or it is gone or unreadable, or has no such page.
        """
        return self._sizes(*self._file(paper), page)

    def page_png(self, paper: Paper, page: int) -> bytes:
        """The page (from 1) as a PNG of ``PIXELS_PER_POINT``.

        Raises:
            SourceError: As ``page_size``.
        """
        return self._drawn(*self._file(paper), page)

    def region_pngs(self, paper: Paper, regions: Sequence[Box], *, most_bytes: int) -> list[bytes]:
        """Each region as a PNG of ``_SHADES`` grays, as sharp as ``most_bytes`` allow; empty where they allow none.

        Raises:
            SourceError: As ``page_size``.
        """
        path, _ = self._file(paper)
        with opened_pdf(_bytes(path)) as opened:
            return [_region_png(_page(opened, region.page, path), region, most_bytes) for region in regions]

    def _file(self, paper: Paper) -> tuple[Path, str]:
        """The paper's PDF and its hash, which is part of what is remembered; the file must be there."""
        pdf = next((file for file in paper.files if file.kind == "pdf"), None)
        if pdf is None:
            raise SourceError(f"{paper.id} has no PDF", hint="fetch it again with boxes = true")
        path = self._cache_dir / pdf.path
        if not path.is_file():
            raise SourceError(f"the PDF of {paper.id} is gone: {pdf.path}", hint="fetch it again with --refresh")
        return path, pdf.sha256

    def _size(self, path: Path, sha256: str, page: int) -> tuple[float, float]:  # noqa: ARG002 - part of the key
        with opened_pdf(_bytes(path)) as opened:
            return frame_of(_page(opened, page, path)).size

    def _draw(self, path: Path, sha256: str, page: int) -> bytes:  # noqa: ARG002 - part of the key
        with opened_pdf(_bytes(path)) as opened:
            drawn = _page(opened, page, path)
            width, height = drawn.get_size()
            scale = min(PIXELS_PER_POINT, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
            return png(drawn.render(scale=scale, rev_byteorder=True).to_numpy())


def _region_png(page: pypdfium2.PdfPage, region: Box, most_bytes: int) -> bytes:
    width, height = page.get_size()
    cut = (region.x0, height - region.y1, width - region.x1, region.y0)  # from left, bottom, right, top
    crop = tuple(max(side, 0.0) for side in cut)
    for scale in REGION_SCALES:
        drawn = shaded_png(page.render(scale=scale, crop=crop, grayscale=True).to_numpy())
        if len(drawn) <= most_bytes:
            return drawn
    return b""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path.name}: {error.strerror}", hint="fetch it again with --refresh") from error


def _page(opened: pypdfium2.PdfDocument, page: int, path: Path) -> pypdfium2.PdfPage:
    if not 1 <= page <= len(opened):
        raise SourceError(f"{path.name} has {len(opened)} pages, and no page {page}")
    try:
        return opened[page - 1]
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"{path.name}: page {page} cannot be drawn: {error}") from error


def png(pixels: NDArray[np.uint8]) -> bytes:
    """(h, w, 3) or (h, w, 1) bytes of red, green and blue, or of gray, as a PNG; where all three are equal, as gray.

    Source:
        https://www.w3.org/TR/png-3/
    """
    height, width, channels = pixels.shape
    if channels >= 3 and (pixels[..., :1] == pixels[..., 1:3]).all():
        pixels = pixels[..., :1]
    is_gray = pixels.shape[2] == 1
    shown = pixels if is_gray else pixels[..., :3]
    rows = np.zeros((height, 1 + width * shown.shape[2]), np.uint8)  # each row begins with its filter: 0, none
    rows[:, 1:] = shown.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, _GRAY if is_gray else _RGB, 0, 0, 0)
    body = zlib.compress(rows.tobytes(), _ZLIB_LEVEL)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def shaded_png(pixels: NDArray[np.uint8]) -> bytes:
    """(h, w) or (h, w, 1) gray bytes as a PNG of 16 shades: four bits each, two pixels a byte.

    Source:
        https://www.w3.org/TR/png-3/#7Scanline
    """
    height, width = pixels.shape[0], pixels.shape[1]
    shades = pixels.reshape(height, width) // (256 // _SHADES)
    even = np.zeros((height, width + width % 2), np.uint8)
    even[:, :width] = shades
    rows = np.zeros((height, 1 + even.shape[1] // 2), np.uint8)
    rows[:, 1:] = even[:, 0::2] << 4 | even[:, 1::2]
    header = struct.pack(">IIBBBBB", width, height, 4, _GRAY, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
