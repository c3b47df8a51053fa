"""Running text into words, for scripts with and without spaces."""

import re
import unicodedata
from typing import Final, NamedTuple

# Scripts that put no space between words: each character, with the marks on it, counts as a word.
UNSPACED: Final = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u1000", "\u109f"),  # Myanmar
    ("\u1780", "\u17ff"),  # Khmer
    ("\u3040", "\u30ff"),  # Hiragana, Katakana
    ("\u3400", "\u9fff"),  # Han
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_CLASS: Final = "".join(f"{first}-{last}" for first, last in UNSPACED)
# Accents and vowel signs, which Python's \w leaves out; all of them are below U+20000.
_MARKS: Final = "".join(c for c in map(chr, range(0x20000)) if unicodedata.category(c).startswith("M"))
_LETTERS: Final = rf"(?:[^\W{_CLASS}][{_MARKS}]*)+"
_WORD: Final = re.compile(rf"[{_CLASS}][{_MARKS}]*|{_LETTERS}(?:['’\-]{_LETTERS})*|[^\w\s]")


class Word(NamedTuple):
    """A word and its half-open range of characters."""

    text: str
    start: int
    end: int


def split_words(text: str) -> list[Word]:
    """Words and punctuation marks; marks on a letter stay with it.

    >>> [word.text for word in split_words("It's 3.5 km, 中文。")]
    ["It's", '3', '.', '5', 'km', ',', '中', '文', '。']
    """
    return [Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def words_of(text: str) -> tuple[str, ...]:
    """The words alone."""
    return tuple([word.text for word in split_words(text)])


def word_range(words: list[Word], start: int, end: int) -> tuple[int, int] | None:
    """The half-open range of the words that share characters with [start, end); None if none does."""
    touched = [i for i, word in enumerate(words) if word.start < end and start < word.end]
    return (touched[0], touched[-1] + 1) if touched else None
