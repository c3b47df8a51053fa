"""Order on the page: what is in the margins, what stands in one row, which column is read first."""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from synth.documents.pdf_lines import Line, RawPage

MARGIN = 0.1  # of a page's height, at the top and at the bottom: where running heads stand
MIN_HEIGHT = 1.0  # of type, in points: damaged fonts have none
MIN_REPEATS = 3  # a margin line that comes back so often is a running head
MAX_ZIGZAGS = 6  # more changes between the columns of a page than floats explain: order by place
_STAMP = re.compile(r"^arXiv:\S+(?:\s+\[[\w.-]+\])?", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"^(?:page\s*)?[-–—\[(]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—\])]?(?:\s*of\s*\d+)?$", re.IGNORECASE
)
_IMPRINT = re.compile(
    r"^Proceedings of |^Proc\. of |©|\(c\)\s*(?:19|20)\d\d|^c\s?(?:19|20)\d\d |Association for Comput"
    r"|Permission to make digital|^Copyright |All rights reserved|^Preprint\b|^Under review\b"
    r"|^Published as a conference|\bpages \d+\s*[–-]\s*\d+"
    r"|^(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d"
)
_MARKED = re.compile(r"[^\W\d_]{2}$|[.,;:)\]”’\"']$")  # what a footnote mark may stand behind
_CUT = re.compile(r"[a-z]{2}-$")
_MARK = re.compile(r"^[\d,*∗†‡§¶⋆♠♣♥♦]{1,4}$")


@dataclass(frozen=True, slots=True)
class Style:
    """What the body of a paper looks like: type size, line distance and width of a character in points, font."""

    height: float
    font: str
    leading: float
    pitch: float = 5.0  # a line's width for each of its characters, spaces included


def style_of(pages: Sequence[RawPage]) -> Style:
    """The commonest size, font, line distance and width of a character, by characters."""
    heights: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    steps: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            heights[max(round(line.height, 1), MIN_HEIGHT)] += len(line.text)
            fonts[line.font] += len(line.text)
        for above, below in pairwise(page.lines):
            is_alike = abs(below.height - above.height) < 0.03 * above.height
            if is_alike and 0 < below.y0 - above.y0 < 3 * above.height:
                steps[round(below.y0 - above.y0, 1)] += len(below.text)
    height = heights.most_common(1)[0][0] if heights else 10.0
    leading = _middle(steps) if steps else height
    alike = [line for page in pages for line in page.lines if abs(line.height - height) < 0.03 * height]
    pitch = statistics.median([line.width / len(line.text) for line in alike if len(line.text) > 20] or [5.0])
    return Style(height, fonts.most_common(1)[0][0] if fonts else "", leading, pitch)


def evened(pages: Sequence[RawPage]) -> list[RawPage]:
    """Pages on which lines of fonts drawn glyph by glyph, as high as their letters happen to be, are of one height."""
    heights = Counter(
        round(line.height, 1) for page in pages for line in page.lines if not line.font for _ in line.text
    )
    if not heights:
        return list(pages)
    usual = heights.most_common(1)[0][0]
    low, high = 0.55 * usual, 1.12 * usual  # from a line without tall letters to one with brackets
    return [
        replace(page, lines=tuple(_of_height(line, usual) if low < line.height < high else line for line in page.lines))
        for page in pages
    ]


def _of_height(line: Line, height: float) -> Line:
    """A line of a font without a name, its lower edge where the height puts it."""
    return line if line.font else replace(line, y1=line.y0 + height, tail=(line.y0, line.y0 + height))


def _middle(steps: Counter[float]) -> float:
    """The weighted median."""
    return statistics.median(value for value, count in steps.items() for _ in range(1 + count // 20))


def ordered_lines(pages: Sequence[RawPage]) -> list[list[Line]]:
    """The lines of each page in reading order, without what stands in the margins, fragments joined."""
    heads = _running_heads(pages)
    result: list[list[Line]] = []
    for page in pages:
        lines = [line for line in page.lines if line.start not in heads]
        gutter = _gutter(lines, page.width)
        if gutter is not None and _zigzags(lines, gutter) > MAX_ZIGZAGS:
            lines = _by_columns(lines, gutter)
        result.append(_joined(lines))
    return result


def _running_heads(pages: Sequence[RawPage]) -> set[int]:
    """Offsets of the lines that are page numbers, running heads, feet and imprints."""
    edge = [(page, line) for page in pages for line in page.lines if _is_in_margin(line, page)]
    seen = Counter(_key(line.text) for _, line in edge)
    marginal = {line.start for page in pages for line in _outermost(page) if _PAGE_NUMBER.match(line.text)}
    marginal |= {
        line.start
        for page, line in edge
        if _PAGE_NUMBER.match(line.text)
        or seen[_key(line.text)] >= min(MIN_REPEATS, max(len(pages), 2))
        or (page.number == 1 and _IMPRINT.search(line.text))
    }
    return marginal | {
        line.start for page in pages for line in page.lines if _STAMP.match(line.text) and page.number == 1
    }


def _outermost(page: RawPage) -> list[Line]:
    """The uppermost and the lowest line of a page."""
    by_height = sorted(page.lines, key=lambda line: line.y0)
    return [by_height[0], by_height[-1]] if by_height else []


def _key(text: str) -> str:
    """A margin line as it comes back: its numbers aside."""
    return re.sub(r"\d+", "#", text).strip().casefold()


def _is_in_margin(line: Line, page: RawPage) -> bool:
    """Whether a line stands near the upper or lower edge, or beyond the text that is farthest out there."""
    return line.y1 < page.height * MARGIN or line.y0 > page.height * (1 - MARGIN)


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """The middle between two columns; None for a page in one column."""
    wide = [line for line in lines if line.width > 0.25 * width]
    best = None
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        x = share * width
        left = sum(line.x1 <= x for line in wide)
        right = sum(line.x0 >= x for line in wide)
        crossing = len(wide) - left - right
        if min(left, right) >= 4 and crossing < (left + right) / 2 and (best is None or crossing < best[0]):
            best = (crossing, x)
    return None if best is None else best[1]


def _side(line: Line, gutter: float) -> int:
    """0 for the left column, 1 for the right one, -1 for a line across both."""
    if line.x1 <= gutter + 2:
        return 0
    return 1 if line.x0 >= gutter - 2 else -1


def _zigzags(lines: Sequence[Line], gutter: float) -> int:
    """How often the file goes back from the right column to the left one."""
    sides = [side for line in lines if (side := _side(line, gutter)) >= 0 and line.width > 20]
    return sum(before == 1 and after == 0 for before, after in pairwise(sides))


def _by_columns(lines: Sequence[Line], gutter: float) -> list[Line]:
    """Lines by place: what crosses the gutter cuts the page into bands, each read left, then right."""
    across = sorted((line for line in lines if _side(line, gutter) < 0), key=lambda line: line.y0)
    rest = [line for line in lines if _side(line, gutter) >= 0]
    result: list[Line] = []
    top = float("-inf")
    for bound in [*(line.y0 for line in across), float("inf")]:
        band = [line for line in rest if top <= line.y0 < bound]
        result += sorted(band, key=lambda line: (_side(line, gutter), round(line.y0), line.x0))
        result += [line for line in across if line.y0 == bound]
        top = bound
    return result


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Lines with the pieces of one printed line put together and footnote marks left out."""
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        if before is not None and _is_same_row(before, line):
            if _is_raised_mark(line, before):
                continue
            if len(line.text) > 1 or not before.hyphen:
                result[-1] = _merged(before, line)
                continue
        result.append(line)
    return [_uncut(line) for line in result]


def _uncut(line: Line) -> Line:
    """A line whose last word goes on in the next, without the hyphen that was printed."""
    is_cut = not line.hyphen and _CUT.search(line.text) is not None
    return replace(line, text=line.text[:-1], hyphen=True) if is_cut else line


def _is_same_row(before: Line, line: Line) -> bool:
    """Whether a piece goes on where the one before ends, on the same height."""
    overlap = min(before.tail[1], line.y1) - max(before.tail[0], line.y0)
    return (
        not before.hyphen
        and overlap > 0.4 * min(before.tail[1] - before.tail[0], line.height)
        and -2 <= line.x0 - before.x1 < 1.2 * max(before.height, line.height)
    )


def _is_raised_mark(line: Line, before: Line) -> bool:
    """Whether a piece is a footnote mark behind a word."""
    return (
        bool(_MARK.match(line.text) and _MARKED.search(before.text))
        and line.height < 0.85 * before.height
        and line.y1 < before.tail[1] - 1
    )


def _merged(before: Line, line: Line) -> Line:
    """Two pieces of one printed line as one; what lies between them in the file is kept apart by a space."""
    here, there = before.pieces[-1] if before.pieces else (0, before.start)
    gap = min(max(line.start - there - (len(before.text) - here), 0), 1)
    longer = line if len(line.text) > len(before.text) else before
    return replace(
        before,
        text=before.text + " " * gap + line.text,
        pieces=(*before.pieces, (len(before.text) + gap, line.start)),
        y0=longer.y0,
        y1=longer.y1,
        x1=line.x1,
        tail=line.tail,
        hyphen=line.hyphen,
    )


def pieces_of(line: Line) -> Iterator[tuple[str, int]]:
    """The raw text of a line with its offset in the original, piece by piece."""
    bounds = [(0, line.start), *line.pieces]
    for (here, origin), (end, _) in zip(bounds, [*bounds[1:], (len(line.text), 0)], strict=True):
        yield line.text[here:end], origin


def tail_of(line: Line, place: int) -> Line:
    """A line from a place in its text on."""
    before = [(here, there) for here, there in [(0, line.start), *line.pieces] if here <= place]
    start = before[-1][1] + place - before[-1][0]
    pieces = tuple((here - place, there) for here, there in line.pieces if here > place)
    return replace(line, text=line.text[place:], start=start, pieces=pieces, lead=0)
