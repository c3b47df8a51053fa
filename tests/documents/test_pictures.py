import struct
import zlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from synth.claims.document import Box
from synth.claims.types import PaperId
from synth.documents.pictures import PIXELS_PER_POINT, REGION_SCALES, PdfPictures, png, shaded_png
from synth.documents.read import FileReader
from synth.errors import SourceError
from synth.ports import Paper, PaperStatus, SourceFile

PAPERS = Path(str(files("synth.demo"))) / "papers"


def make_paper(name: str = "overlap.pdf", kind: str = "pdf") -> Paper:
    return Paper(PaperId("2104.00001"), 1, "", PaperStatus.AVAILABLE, files=(SourceFile(kind, name, "h"),))


def pixels_of(picture: bytes) -> NDArray[np.uint8]:
    """(h, w, channels) of a PNG as we write them: one data chunk, no filter."""
    width, height, depth, colour = struct.unpack(">IIBB", picture[16:26])
    start = picture.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", picture[start - 8 : start - 4])
    channels = 3 if colour == 2 else 1
    rows = np.frombuffer(zlib.decompress(picture[start : start + length]), np.uint8).reshape(height, -1)
    assert depth == 8
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, channels)


def test_boxes_of_a_sentence_lie_on_its_ink() -> None:
    paper, reader, pictures = make_paper(), FileReader(PAPERS), PdfPictures(PAPERS)
    document = reader.read_document(paper)
    sentence = next(each for each in document.sentences if document.quote(each.span).startswith("Before a claim"))
    ink = pixels_of(pictures.page_png(paper, 1))[..., 0] < 128

    boxes = reader.boxes_of(paper, document, sentence.span)

    assert boxes
    for box in boxes:
        x0, y0, x1, y1 = (round(value * PIXELS_PER_POINT) for value in (box.x0, box.y0, box.x1, box.y1))
        assert 0.05 < ink[y0:y1, x0:x1].mean() < 0.6
    assert ink[: round(40 * PIXELS_PER_POINT)].sum() == 0  # the margin holds none


def test_picture_has_the_size_of_the_page() -> None:
    paper, pictures = make_paper(), PdfPictures(PAPERS)
    width, height = pictures.page_size(paper, 1)

    shape = pixels_of(pictures.page_png(paper, 1)).shape

    assert (round(width), round(height)) == (595, 842)
    assert shape[0] == pytest.approx(height * PIXELS_PER_POINT, abs=1)
    assert shape[1] == pytest.approx(width * PIXELS_PER_POINT, abs=1)


@pytest.mark.parametrize("colour", [(10, 10, 10), (200, 10, 30)])
def test_png_keeps_colours_and_spares_them_where_there_are_none(colour: tuple[int, int, int]) -> None:
    pixels = np.full((3, 5, 3), 255, np.uint8)
    pixels[1, 2] = colour

    back = pixels_of(png(pixels))

    assert back.shape[2] == (1 if len(set(colour)) == 1 else 3)
    np.testing.assert_array_equal(np.broadcast_to(back, pixels.shape), pixels)


@pytest.mark.parametrize("page", [0, 2, -1])
def test_page_that_is_not_there_is_a_source_error(page: int) -> None:
    with pytest.raises(SourceError, match="no page"):
        PdfPictures(PAPERS).page_size(make_paper(), page)


def test_paper_without_pdf_is_a_source_error() -> None:
    with pytest.raises(SourceError, match="has no PDF"):
        PdfPictures(PAPERS).page_png(make_paper("page.html", "html"), 1)


def test_pdf_deleted_after_it_was_drawn_is_a_source_error(tmp_path: Path) -> None:
    (tmp_path / "overlap.pdf").write_bytes((PAPERS / "overlap.pdf").read_bytes())
    pictures = PdfPictures(tmp_path)
    assert pictures.page_png(make_paper(), 1)
    (tmp_path / "overlap.pdf").unlink()

    with pytest.raises(SourceError, match="is gone") as failure:
        pictures.page_png(make_paper(), 1)

    assert "--refresh" in failure.value.hint


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and then nothing", b"\x00" * 100])
def test_unreadable_pdf_is_a_source_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "overlap.pdf").write_bytes(content)

    with pytest.raises(SourceError):
        PdfPictures(tmp_path).page_png(make_paper(), 1)


REGION = Box(1, 40.0, 60.0, 240.0, 120.0)


def shades_of(picture: bytes) -> NDArray[np.uint8]:
    """(h, w) of a PNG of four bits, of an even width."""
    width, height, depth, colour = struct.unpack(">IIBB", picture[16:26])
    assert (width % 2, depth, colour) == (0, 4, 0)
    start = picture.index(b"IDAT") + 4
    rows = np.frombuffer(zlib.decompress(picture[start:]), np.uint8).reshape(height, -1)[:, 1:]
    return np.stack([rows >> 4, rows & 15], axis=2).reshape(height, width)


def test_region_is_cut_out_of_its_page() -> None:
    paper, pictures = make_paper(), PdfPictures(PAPERS)
    page = pixels_of(pictures.page_png(paper, 1))[..., 0]

    (drawn,) = pictures.region_pngs(paper, [REGION], most_bytes=100_000)

    assert PIXELS_PER_POINT == REGION_SCALES[0] == 2.0
    shades, rows = shades_of(drawn).astype(int), page[120:240].astype(int) // 16
    alike = {shift: (np.abs(shades - rows[:, 80 + shift : 480 + shift]) <= 1).mean() for shift in (-2, -1, 0, 1, 2)}
    assert max(alike, key=lambda shift: float(alike[shift])) == 0
    assert alike[0] > 0.95  # glyphs stand on other fractions of a pixel


def test_region_is_drawn_as_sharp_as_its_bytes_allow() -> None:
    paper, pictures = make_paper(), PdfPictures(PAPERS)
    (sharp,) = pictures.region_pngs(paper, [REGION], most_bytes=100_000)

    (less,) = pictures.region_pngs(paper, [REGION], most_bytes=len(sharp) - 1)
    (none,) = pictures.region_pngs(paper, [REGION], most_bytes=10)

    assert 0 < len(less) < len(sharp)
    assert none == b""


def test_shades_are_packed_two_to_a_byte() -> None:
    pixels = np.array([[0, 255, 128], [17, 16, 15]], np.uint8)

    drawn = shaded_png(pixels)

    length = int.from_bytes(drawn[33:37], "big")
    assert zlib.decompress(drawn[41 : 41 + length]) == bytes([0, 0x0F, 0x80, 0, 0x11, 0x00])
