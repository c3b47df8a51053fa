"""Where the boxes and arrows of a flow diagram stand, and which words are in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from synth.render.layout import elided, seen_width
from synth.render.words import counted, plain
from synth.synthesis.flow import FlowCounts, Reasons, Stream

_MOST_REASONS: Final = 4  # in a box; the others are counted together
_WIDTH: Final = 270.0  # of a box, in px
_GAP: Final = 44.0  # between boxes; the arrows need room
_LINE: Final = 17.0
_PAD: Final = 11.0
_FONT: Final = 12.0
_WIDEST: Final = frozenset("mwMW@%")
_NARROW: Final = frozenset("fijlt.,;:()'| \u00a0")
_SMALL: Final = (0.61, 0.34)  # em of other letters and of narrow ones, bold
_REASON_COLUMNS: Final = 70
_LEAST: Final = 66.0  # height of a row: the name of its stage must fit
_STAGE: Final = 34.0  # width of the bar with the name of a stage
_HEAD: Final = 30.0


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines of text; the first is bold."""

    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    width: float = _WIDTH

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A straight line, with a head at its end unless another one goes on from there."""

    x1: float
    y1: float
    x2: float
    y2: float
    has_head: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """The bar at the side that names what the boxes beside it are part of."""

    name: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template draws."""

    width: float
    height: float
    title: str
    heads: tuple[Box, ...]
    stages: tuple[Stage, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    line: float = _LINE
    pad: float = _PAD


def drawing_of(counts: FlowCounts) -> Drawing:
    """The boxes and arrows; the column of other methods is left out where nothing came that way."""
    has_others = counts.others.sought > 0
    columns = [_STAGE + _GAP / 2 + place * (_WIDTH + _GAP) for place in range(4 if has_others else 2)]
    rows = _rows(counts)
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    stages: list[Stage] = []
    y = _HEAD + _GAP
    above: dict[int, Box] = {}
    for name, cells in rows:
        shown = {column: lines for column, lines in cells.items() if column < len(columns)}
        height = max(max(len(lines) for lines in shown.values()) * _LINE + 2 * _PAD, _LEAST)
        row = {column: Box(columns[column], y, height, lines) for column, lines in shown.items()}
        boxes += row.values()
        arrows += [_down(above[column], box) for column, box in row.items() if column in above and column in {0, 2}]
        arrows += [_across(row[column], row[column + 1]) for column in (0, 2) if column in row and column + 1 in row]
        above |= row
        stages = _grown(stages, name, y, height)
        y += height + _GAP
    last = boxes[-1]
    if has_others:
        side = above[2]
        arrows.append(Arrow(side.x + _WIDTH / 2, side.bottom, side.x + _WIDTH / 2, last.middle, has_head=False))
        arrows.append(Arrow(side.x + _WIDTH / 2, last.middle, last.x + _WIDTH, last.middle))
    heads = [Box(columns[0], _GAP / 2, _HEAD, ("Identification by databases",), 2 * _WIDTH + _GAP)]
    if has_others:
        heads.append(Box(columns[2], _GAP / 2, _HEAD, ("Identification by other methods",), 2 * _WIDTH + _GAP))
    width = columns[-1] + _WIDTH + _GAP / 2
    title = f"Flow of records for the question: {elided(counts.question, 160)}"
    return Drawing(width, y - _GAP / 2, title, tuple(heads), tuple(stages), tuple(boxes), tuple(arrows))


def _rows(counts: FlowCounts) -> Sequence[tuple[str, Mapping[int, tuple[str, ...]]]]:
    """The rows of boxes from above: the name of the stage, and the text of the box in each column."""
    one, two = counts.databases, counts.others
    assessed = "Reports assessed for eligibility"
    return (
        ("Identification", _identified(counts)),
        ("Screening", _screened(counts)),
        ("Screening", _sought(one, two)),
        (
            "Screening",
            {
                0: _text(assessed, one.assessed),
                1: _text("Reports excluded", one.excluded, one.why_excluded),
                2: _text(assessed, two.assessed),
                3: _text("Reports excluded", two.excluded, two.why_excluded),
            },
        ),
        ("Included", {0: _text("Reports included", counts.included, _included(counts))}),
    )


def _identified(counts: FlowCounts) -> Mapping[int, tuple[str, ...]]:
    failed = {name for name, _ in counts.failed}
    by = [(f"{name}, incomplete" if name in failed else name, count) for name, count in counts.identified_by]
    removed = [("duplicate records", counts.duplicates), *counts.why_removed]
    return {
        0: _text("Records identified", counts.identified, by),
        1: _text("Records removed before screening", counts.duplicates + counts.removed, removed),
        2: _text("Reports named by hand or found by another search", counts.others.sought),
    }


def _screened(counts: FlowCounts) -> Mapping[int, tuple[str, ...]]:
    waiting = [("not decided yet", counts.undecided)] if counts.undecided else []
    excluded = [("by automation", counts.excluded_by_automation), ("by a person", counts.excluded_by_person)]
    return {
        0: _text("Records screened", counts.screened, waiting),
        1: _text("Records excluded", counts.excluded, excluded),
    }


def _sought(one: Stream, two: Stream) -> Mapping[int, tuple[str, ...]]:
    """The boxes of retrieval: what was not tried yet is said where it is counted."""
    cells = {}
    for column, stream in ((0, one), (2, two)):
        waiting = (("not tried yet", stream.pending),) if stream.pending else ()
        cells[column] = _text("Reports sought for retrieval", stream.sought, waiting)
        cells[column + 1] = _text("Reports not retrieved", stream.not_retrieved, stream.why_not_retrieved)
    return cells


def _included(counts: FlowCounts) -> Reasons:
    if not counts.others.included:
        return ()
    return (("by databases", counts.databases.included), ("by other methods", counts.others.included))


def _text(title: str, count: int, parts: Sequence[tuple[str, int]] = ()) -> tuple[str, ...]:
    """The lines of a box: what is counted with its number, and its parts with theirs."""
    shown = parts[:_MOST_REASONS]
    rest = sum(number for _, number in parts[len(shown) :])
    lines = _wrapped(f"{title} (n = {count})")
    for name, number in shown:
        lines += _wrapped(f"{elided(plain(name), _REASON_COLUMNS)} (n = {number})", indent="  ")
    if rest:
        lines += _wrapped(f"{counted(len(parts) - len(shown), 'other reason')} (n = {rest})", indent="  ")
    return tuple(lines)


def _wrapped(text: str, indent: str = "") -> list[str]:
    """A text as lines that fit a box, whatever its letters; a word that is too long for a line is broken."""
    room = (_WIDTH - 2 * _PAD) / _FONT - len(indent)  # in em
    lines = [""]
    for word in text.replace("n = ", "n\u00a0=\u00a0").split(" "):
        for piece in _pieces(word, room):
            whole = f"{lines[-1]} {piece}".lstrip(" ")
            lines = [*lines[:-1], whole] if _em(whole) <= room else [*lines, piece]
    return [indent + line for line in lines if line]


def _pieces(word: str, room: float) -> list[str]:
    """A word, broken where it does not fit a line."""
    pieces = [""]
    for letter in word:
        pieces = [*pieces, letter] if _em(pieces[-1] + letter) > room else [*pieces[:-1], pieces[-1] + letter]
    return pieces


def _em(text: str) -> float:
    """How wide a text is at most, in units of its size."""
    return sum(
        1.0 if letter in _WIDEST or seen_width(letter) > 1 else 0.76 if letter.isupper() else _SMALL[letter in _NARROW]
        for letter in text
    )


def _down(above: Box, below: Box) -> Arrow:
    return Arrow(above.x + _WIDTH / 2, above.bottom, below.x + _WIDTH / 2, below.y)


def _across(left: Box, right: Box) -> Arrow:
    return Arrow(left.x + _WIDTH, left.middle, right.x, right.middle)


def _grown(stages: Sequence[Stage], name: str, y: float, height: float) -> list[Stage]:
    """The stages with one more row: a new one, or the last one longer."""
    if stages and stages[-1].name == name:
        return [*stages[:-1], Stage(name, stages[-1].y, y + height - stages[-1].y)]
    return [*stages, Stage(name, y, height)]
