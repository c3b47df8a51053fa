"""Clean text that knows where it came from."""

import re
import unicodedata
from dataclasses import dataclass, field

_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
# Spacing accents that TeX fonts print before (sometimes after) their letter, as combining marks.
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "¸": "\u0327"}
_ACCENTS |= {"˚": "\u030a", "¯": "\u0304", "˙": "\u0307", "˝": "\u030b", "˘": "\u0306"}
# Where old TeX fonts without a map keep their ligatures.
_TEX_LIGATURES = {"\x0b": "ff", "\x0c": "fi", "\r": "fl", "\x0e": "ffi", "\x0f": "ffl"}
_DOTLESS = {"ı": "i", "ȷ": "j"}


@dataclass(slots=True)
class Piece:
    """Text under construction, with break points back to the original."""

    parts: list[str] = field(default_factory=list)
    source: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    @property
    def last(self) -> str:
        """The last character, or an empty string."""
        return self.parts[-1][-1:] if self.parts else ""

    def tail(self, count: int) -> str:
        """About the last ``count`` characters."""
        taken: list[str] = []
        for part in reversed(self.parts):
            taken.append(part)
            count -= len(part)
            if count <= 0:
                break
        return "".join(reversed(taken))

    def append(self, text: str, origin: int) -> None:
        """Add text as it stands, whose first character stands at ``origin``."""
        if text:
            self.source.append((self.length, origin))
            self.parts.append(text)
            self.length += len(text)

    def append_clean(self, raw: str, origin: int) -> None:
        """Add NFKC-normalised text, control characters dropped, white space as single spaces.

        White space at the start is dropped after white space or at the piece's start.
        """
        if _PLAIN.fullmatch(raw):
            self.append(raw, origin)
            return
        index = 0
        while index < len(raw):
            used, clean = _next_clean(raw, index)
            if raw[index] in _ACCENTS and not clean and (accented := _accented(self.last, raw[index])):
                self.parts[-1] = self.parts[-1][:-1] + accented
            if clean == " " and self.last in ("", " "):
                clean = ""
            if clean and used == len(clean) == 1 and self.source and self._advances(origin + index):
                self.parts.append(clean)
                self.length += 1
            else:
                self.append(clean, origin + index)
            index += used

    def finished(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The text without white space at its end, and its break points."""
        text = self.text.rstrip()
        return text, tuple(item for item in self.source if item[0] < len(text))

    def join(self, other: "Piece") -> None:
        """Add another piece with its break points."""
        self.source += [(self.length + here, there) for here, there in other.source]
        self.parts += other.parts
        self.length += other.length

    def _advances(self, origin: int) -> bool:
        """Whether the last break point already maps the next character to ``origin``."""
        here, there = self.source[-1]
        return there + self.length - here == origin


def _next_clean(raw: str, index: int) -> tuple[int, str]:
    """How many raw characters to take at ``index``, and the clean text they stand for."""
    char = raw[index]
    if char in _ACCENTS:
        accented = _accented(raw[index + 1 : index + 2], char)
        return (2, accented) if accented else (1, "")  # else one that was set behind its letter, or beside its word
    if char in _TEX_LIGATURES and raw[index + 1 : index + 2].islower():
        return 1, _TEX_LIGATURES[char]
    if char.isspace():
        return 1, " "
    if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs"} or char == "\ufffd":
        return 1, ""
    return 1, unicodedata.normalize("NFKC", char)


def _accented(base: str, accent: str) -> str:
    """A letter with an accent as one character; empty if there is none."""
    composed = unicodedata.normalize("NFC", _DOTLESS.get(base, base) + _ACCENTS[accent])
    return composed if base.isalpha() and len(composed) == 1 else ""
