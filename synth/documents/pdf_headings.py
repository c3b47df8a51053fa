"""Headings of a PDF: lines that are set apart, numbered in order, or named as papers name their parts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synth.claims.document import Part
from synth.claims.sections import MAX_HEADING_CHARS, heading_number, is_standard_heading, part_of
from synth.documents.pdf_layout import Style
from synth.documents.pdf_lines import Line
from synth.documents.pdf_roles import Role, is_below

MAX_WRAPPED = 1.1  # how much longer than a heading's first line its second one may be
LARGE = 1.08  # of the body's height: from here on a line is set in larger type
SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*\d{0,2}$")
_RUN_IN_ABSTRACT = re.compile(r"^Abstract\s*[.:—–-]+\s*(?=\S)", re.IGNORECASE)
_RUN_IN = re.compile(r"^((?:\d{1,2}\.){1,3}\d{1,2}\.?\s[^.]{3,70}\.)\s+[A-Z].{8,}$")
_BROKEN_OFF = re.compile(r"[,;:.](?:\s|$)")


@dataclass(slots=True)
class Headings:
    """Tells headings, and remembers where in the paper the last one led.

    Attributes:
        part: The role of the text under the last heading.
        number: The number of the last numbered heading, as its parts.
        is_dotted: Whether section numbers end in a point; None before the first.
    """

    style: Style
    roles: Mapping[int, Role]
    part: Part = Part.FRONT
    number: tuple[str, ...] = ()
    is_dotted: bool | None = None

    def count_at(self, lines: Sequence[Line], index: int) -> int:
        """How many lines the heading that begins at a line has; 0 where none begins."""
        line = lines[index]
        last = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        if _RUN_IN_ABSTRACT.match(line.text) or self._is_standard(line, last):
            return 1
        number = self._number(line)
        if number is None and after is not None and self._is_unnumbered(line, last, after):
            return 2 if self._is_wrapped(line, after) else 1
        if number is None or line.hyphen or line.height < self.style.height * 0.9 or not follows(number, self.number):
            return 0
        if not self._stands_out(line) and not self._stands_apart(line, last, after):
            return 0
        return 2 if self._stands_out(line) and after is not None and self._is_wrapped(line, after) else 1

    def enter(self, title: str) -> None:
        """Remember a heading that was passed."""
        self.part = part_of(title, self.part)
        number = heading_number(title)
        if number is not None:
            self.number, self.is_dotted = number, _is_dotted(title)

    def _stands_out(self, line: Line) -> bool:
        """Whether a line is set in another font than the body, or larger."""
        return line.font != self.style.font or line.height > self.style.height * LARGE

    def _is_standard(self, line: Line, last: Line | None) -> bool:
        """Whether a line is a heading by its words; the last word of a paragraph is none."""
        if not is_standard_heading(line.text) or line.text[:1].islower():
            return False
        runs_on = last is not None and is_below(last, line, self.style.leading) and not SENTENCE_END.search(last.text)
        return self._stands_out(line) or line.text.isupper() or not (runs_on or line.text.endswith("."))

    def _number(self, line: Line) -> tuple[str, ...] | None:
        """The section number that a line begins with; letters count in the appendix, Roman ones over capitals."""
        title = run_in_title(line.text)
        number = heading_number(title)
        if number is None or number[0].isdigit() or title.startswith("Appendix"):
            return number
        if self.part in {Part.REFERENCES, Part.APPENDIX}:
            return number
        return number if title.isupper() and set(number[0]) <= set("IVX") else None

    def _stands_apart(self, line: Line, last: Line | None, after: Line | None) -> bool:
        """Whether a line in the body's type is a heading all the same: alone between finished sentences."""
        if last is not None and not SENTENCE_END.search(last.text):
            return False
        goes_on = after is not None and after.text[:1].islower() and is_below(line, after, self.style.leading)
        words = [word for word in line.text.split() if len(word) > 3]
        is_titled = 2 * sum(word[0].isupper() or not word[0].isalpha() for word in words) >= len(words)
        return not goes_on and is_titled and (self.is_dotted is None or self.is_dotted == _is_dotted(line.text))

    def _is_unnumbered(self, line: Line, last: Line | None, after: Line) -> bool:
        """Whether a line without number is a heading: bold or capitals, short, set off from finished text."""
        text = line.text
        is_set_off = last is None or not is_below(last, line, 0.85 * self.style.leading)
        is_bold = line.is_bold and line.font not in {self.style.font, after.font}
        is_strong = is_bold or (text.isupper() and len(text) > 5 and not self.number)
        return (
            self.part not in {Part.FRONT, Part.REFERENCES}
            and is_strong
            and is_set_off
            and line.height > 0.95 * self.style.height
            and text[:1].isupper()
            and len(text) < MAX_HEADING_CHARS * 2 // 3
            and not _BROKEN_OFF.search(text)
            and sum(c.isalpha() or c == " " for c in text) > 0.85 * len(text)
            and (last is None or self._ends(last))
            and is_below(line, after, 1.6 * self.style.leading)
        )

    def _is_wrapped(self, line: Line, after: Line) -> bool:
        """Whether a heading goes on in the line after it."""
        return (
            after.font == line.font
            and abs(after.height - line.height) < 0.05 * line.height
            and is_below(line, after, self.style.leading)
            and heading_number(after.text) is None
            and not is_standard_heading(after.text)
            and after.start not in self.roles
            and line.text == run_in_title(line.text)
            and after.width < MAX_WRAPPED * line.width
        )

    def _ends(self, line: Line) -> bool:
        """Whether a line ends a sentence, or is none: a heading, a caption, a cell."""
        return SENTENCE_END.search(line.text) is not None or line.start in self.roles or line.is_bold


def lead_of(line: Line) -> tuple[str, int]:
    """The heading at the start of a line, and where in the line the text goes on; its length where nothing does."""
    abstract = _RUN_IN_ABSTRACT.match(line.text)
    if abstract:
        return "Abstract", abstract.end()
    title = run_in_title(line.text)
    return title.rstrip("."), len(title) + (len(line.text) > len(title))


def run_in_title(text: str) -> str:
    """The heading at the start of a line: all of it, or the part before the text that goes on there.

    >>> run_in_title("5.1.1 True Words. Assuming that the words"), run_in_title("2. Data")
    ('5.1.1 True Words.', '2. Data')
    """
    match = _RUN_IN.match(text)
    return match[1] if match else text


def follows(number: tuple[str, ...], last: tuple[str, ...]) -> bool:
    """Whether a section number can come after the last one, of which one may have been missed.

    >>> follows(("3", "1"), ("2", "4")), follows(("3", "1"), ("3",)), follows(("2",), ("5",))
    (True, True, False)
    """
    if not last or not number[0].isdigit() or not last[0].isdigit():
        return number[0] in {"0", "1", "I", "A"} or (bool(last) and not number[0].isdigit())
    here, there = [int(part) for part in number], [int(part) for part in last]
    shared = next((i for i, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    rest = here[shared:]
    if not rest:
        return False
    step = rest[0] - (there[shared] if shared < len(there) else 0)
    return 1 <= step <= 2 and all(part <= 2 for part in rest[1:])


def _is_dotted(text: str) -> bool:
    """Whether a heading's number ends in a point."""
    return text.lstrip("0123456789.ABCDEFGHIVX").startswith((" ", "\t")) and text.split(maxsplit=1)[0].endswith(".")
