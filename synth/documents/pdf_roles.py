"""What each line of a PDF is: body, heading, caption, table, figure or footnote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import zip_longest

from synth.claims.sections import heading_number, is_standard_heading
from synth.documents.pdf_layout import Style
from synth.documents.pdf_lines import Line

_CAPTION = re.compile(
    r"^(?P<label>(?P<kind>Table|Tab\.|TABLE|Figure|Fig\.|FIGURE|Algorithm)\s*(?P<number>\d+|[A-H]\.?\d+|[IVX]+))\s*(?P<mark>[:.|—]|$)"
)
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_NOTE = re.compile(r"^(?:\d{1,2}|[*∗†‡§¶⋆])\s*(?=[A-Za-z“\"(])")
_PROSE_WORD = re.compile(r"^[(\[“\"‘']?[A-Za-z][a-z’'-]+[,.;:)\]”\"’]*$")
SMALL = 0.95  # of the body's height: below this a line is set in smaller type

MAX_SPREAD = 1.4  # how much wider than running text a line may be; rows of a table have gaps
SHORT = 0.7  # of the next line's width: a caption's line that is shorter is its last
MAX_CAPTION_STEP = 1.15  # of the body's line distance, in proportion: what stands farther below a caption is none of it


class Role(Enum):
    """What a line is."""

    BODY = auto()
    CAPTION_START = auto()
    CAPTION = auto()
    TABLE = auto()  # also what stands inside figures: text that is no prose
    NOTE_START = auto()
    NOTE = auto()


@dataclass(slots=True)
class Cluster:
    """Lines that stand close below each other.

    Attributes:
        caption: The label of the caption that its first line begins, if it is one.
        prose_chars: How many of its characters stand in running text.
        small: How many of its lines are set in smaller type than the body.
    """

    caption: re.Match[str] | None = None
    lines: list[Line] = field(default_factory=list)
    chars: int = 0
    prose_chars: int = 0
    small: int = 0

    def add(self, line: Line, style: Style, *, runs: bool) -> None:
        """Append a line, of which is known whether it is running text."""
        self.lines.append(line)
        self.chars += len(line.text)
        self.prose_chars += runs * len(line.text)
        self.small += line.height < SMALL * style.height

    @property
    def is_prose(self) -> bool:
        """Whether at least half of it is running text, or it is a caption."""
        return self.caption is not None or 2 * self.prose_chars >= self.chars

    @property
    def is_small(self) -> bool:
        """Whether most of it is set in smaller type than the body."""
        return 2 * self.small > len(self.lines)


def caption_of(line: Line) -> re.Match[str] | None:
    """The label that a line begins with, if it looks like a caption's first line."""
    return _CAPTION.match(line.text)


def is_below(above: Line, line: Line, leading: float) -> bool:
    """Whether a line stands right below another one, in the same column and on the same page."""
    return (
        above.page == line.page
        and 0 < line.y0 - above.y0 < 1.45 * leading + abs(line.height - above.height)
        and min(above.x1, line.x1) - max(above.x0, line.x0) > 0
    )


def is_prose(line: Line) -> bool:
    """Whether a line reads like running text: mostly whole words.

    >>> is_prose(Line(1, 0, "we show that the larger model wins", 0, 0, 9, 9))
    True
    >>> is_prose(Line(1, 0, "BERT 84.6 71.2 90.5", 0, 0, 9, 9))
    False
    """
    tokens = line.text.split()
    words = sum(bool(_PROSE_WORD.match(token)) for token in tokens)
    return words >= 3 and words >= 0.6 * len(tokens)


@dataclass(slots=True)
class Roles:
    """What the lines of a paper are.

    Attributes:
        of: The role of each line that is not body, by the line's offset.
        tables: The lines of each table, by the offset of its caption's first line.
    """

    of: dict[int, Role] = field(default_factory=dict)
    tables: dict[int, list[Line]] = field(default_factory=dict)


def is_running(line: Line, style: Style) -> bool:
    """Whether a line reads like running text and is set like it: words one space apart, not in columns."""
    pitch = style.pitch * line.height / style.height
    return is_prose(line) and line.width < MAX_SPREAD * pitch * len(line.text)


def roles_of(pages: Sequence[Sequence[Line]], style: Style) -> Roles:
    """The roles of all lines, and which of them make a table."""
    roles = Roles()
    around: dict[int, tuple[list[Line], list[Line]]] = {}
    for lines in pages:
        clusters = _clusters(lines, style)
        for index, cluster in enumerate(clusters):
            if cluster.caption is not None:
                sides = _spread(clusters, index, roles.of, style)
                if cluster.caption["kind"].lower().startswith("tab"):
                    around[cluster.lines[0].start] = sides
        _notes(lines, roles.of, style)
        for cluster in clusters:
            if _is_scattered(cluster):
                for line in cluster.lines:
                    roles.of.setdefault(line.start, Role.TABLE)
    roles.tables = _owned(around)
    return roles


def _is_scattered(cluster: Cluster) -> bool:
    """Whether a cluster is no running text wherever it stands: small and wordless lines, or nothing but numbers."""
    has_words = any(word.isalpha() for line in cluster.lines for word in line.text.split())
    return not cluster.is_prose and (not has_words or (cluster.is_small and len(cluster.lines) > 1))


def _owned(around: dict[int, tuple[list[Line], list[Line]]]) -> dict[int, list[Line]]:
    """The lines of each table, where captions stand between two: on the side where the paper puts its tables."""
    only_above = sum(bool(above) and not below for above, below in around.values())
    only_below = sum(bool(below) and not above for above, below in around.values())
    first = 0 if only_above >= only_below else 1
    taken: set[int] = set()
    owned: dict[int, list[Line]] = {}
    for side in (first, 1 - first):
        for caption, sides in around.items():
            lines = [line for line in sides[side] if line.start not in taken]
            if lines and caption not in owned:
                owned[caption] = lines
                taken |= {line.start for line in lines}
    return owned


def _clusters(lines: Sequence[Line], style: Style) -> list[Cluster]:
    """Lines of a page in groups that white space, captions, headings or a change of type size separates."""
    groups: list[Cluster] = []
    last: Line | None = None
    was_heading = False
    for line in lines:
        caption, is_heading, runs = (
            _starts_caption(line, last, style),
            _is_heading_like(line, style),
            is_running(line, style),
        )
        goes_on = last is not None and caption is None and not is_heading and not was_heading
        if last is None or not goes_on or not _joins(groups[-1], last, line, style, runs=runs):
            groups.append(Cluster(caption))
        groups[-1].add(line, style, runs=runs)
        last, was_heading = line, is_heading
    return groups


def _joins(group: Cluster, last: Line, line: Line, style: Style, *, runs: bool) -> bool:
    """Whether a line belongs to the group that ends with ``last``."""
    if not is_below(last, line, style.leading):
        return False
    if group.caption is not None:
        return not _ends_caption(group, last, line, style)
    return runs == group.is_prose or _is_like(last, line)


def _is_heading_like(line: Line, style: Style) -> bool:
    """Whether a line is set apart as a heading is, and worded as one: no part of a float."""
    if line.height < SMALL * style.height:
        return False
    stands_out = line.font != style.font or line.height > 1.08 * style.height
    return is_standard_heading(line.text) or (stands_out and heading_number(line.text) is not None)


def _is_like(above: Line, line: Line) -> bool:
    """Whether two lines are set alike: same size, same left edge within an indent."""
    return abs(above.height - line.height) < 0.06 * line.height and abs(above.x0 - line.x0) < 2 * line.height


def _starts_caption(line: Line, last: Line | None, style: Style) -> re.Match[str] | None:
    """A caption's label, unless the line goes on with a sentence ("... as shown in / Table 3. We ...")."""
    match = caption_of(line)
    if match is None or last is None:
        return match
    is_next = is_below(last, line, style.leading) or match["mark"] == "."  # a colon is no end of a sentence's part
    runs_on = (
        is_next
        and abs(last.height - line.height) < 0.03 * line.height
        and line.height > SMALL * style.height
        and is_prose(last)
        and not _SENTENCE_END.search(last.text)
    )
    return None if runs_on else match


def _ends_caption(group: Cluster, last: Line, line: Line, style: Style) -> bool:
    """Whether the caption is over before ``line``: a row of cells follows, or another type size."""
    if len(group.lines) == 1 and caption_of(last) and caption_of(last)["mark"] == "":  # type: ignore[index]  # just matched
        return False  # "Table 2" alone: its text stands on the next line
    if abs(last.height - line.height) > 0.08 * line.height:
        return True
    is_over = bool(_SENTENCE_END.search(last.text))
    is_last = is_over or last.width < SHORT * line.width  # "training data" in the middle below a full line
    if is_last and line.y0 - last.y0 > MAX_CAPTION_STEP * style.leading * line.height / style.height:
        return True
    return not is_running(line, style) and (is_over or _number_share(line) > 0.3)


def _number_share(line: Line) -> float:
    """The share of tokens that hold a digit."""
    tokens = line.text.split()
    return sum(any(c.isdigit() for c in token) for token in tokens) / len(tokens)


def _spread(
    clusters: Sequence[Cluster], index: int, roles: dict[int, Role], style: Style
) -> tuple[list[Line], list[Line]]:
    """Mark a caption, and the clusters around it that are no prose; the lines above it and below it."""
    caption = clusters[index]
    for place, line in enumerate(caption.lines):
        roles[line.start] = Role.CAPTION if place else Role.CAPTION_START
    sides: tuple[list[Line], list[Line]] = ([], [])
    for step in (-1, 1):
        near, place = caption.lines[0 if step < 0 else -1], index + step
        while 0 <= place < len(clusters) and _is_float(clusters[place], near, style):
            for line in clusters[place].lines:
                roles.setdefault(line.start, Role.TABLE)
            sides[step > 0].extend(clusters[place].lines)
            near = clusters[place].lines[0 if step < 0 else -1]
            place += step
    return sides


def _is_float(cluster: Cluster, near: Line, style: Style) -> bool:
    """Whether a cluster belongs to the float whose line ``near`` is."""
    if cluster.caption is not None or cluster.is_prose or _is_heading_like(cluster.lines[0], style):
        return False
    first, last = cluster.lines[0], cluster.lines[-1]
    gap = min(abs(near.y0 - last.y1), abs(first.y0 - near.y1), abs(first.y0 - near.y0))
    is_cells = any(_number_share(line) >= 0.3 for line in cluster.lines)
    return (
        first.page == near.page and gap < 4 * style.leading and (cluster.is_small or len(cluster.lines) > 1 or is_cells)
    )


def _notes(lines: Sequence[Line], roles: dict[int, Role], style: Style) -> None:
    """Mark footnotes: small lines at a column's foot, from one that begins with a mark."""
    run: list[Line] = []
    for line, below in zip_longest(lines, lines[1:]):
        is_small = min(line.height, line.tail[1] - line.tail[0]) <= SMALL * style.height
        if line.start in roles or not is_small:
            run = []
            continue
        run.append(line)
        is_foot = below is None or below.y0 < line.y0 or below.x0 > line.x1
        if is_foot:
            starts = [place for place, item in enumerate(run) if _NOTE.match(item.text)]
            for place, item in enumerate(run[starts[0] :] if starts else [], start=starts[0] if starts else 0):
                roles[item.start] = Role.NOTE_START if place in starts else Role.NOTE
            run = []
