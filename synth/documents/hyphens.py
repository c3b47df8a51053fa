"""Words that were cut at a line's end, put together again."""

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TAIL = re.compile(r"(?:[^\W\d_]+-)*[^\W\d_]+$")
_HEAD = re.compile(r"^[^\W\d_]+(?:-[^\W\d_]+)*")
_PREFIXES = frozenset([
    "self", "cross", "non", "state", "well", "high", "low", "real", "large", "small", "fine", "long", "short", "end",
    "semi", "multi", "pre", "co", "inter", "intra", "sub", "one", "two", "three", "four", "single", "first", "second",
    "feed", "word", "task", "domain",
])  # fmt: skip
"""First halves that keep their hyphen unless the paper itself writes the word in one."""

_GLUED = frozenset(["non", "semi", "multi", "pre", "co", "inter", "intra", "sub"])
_ELLIPSIS = frozenset(["and", "or", "und", "to"])


def vocabulary(lines: Iterable[str]) -> Counter[str]:
    """How often each word, hyphens included, stands inside the lines."""
    return Counter(word for line in lines for word in _WORD.findall(line.lower()))


def is_suspended(after: str) -> bool:
    """Whether a hyphen at a line's end stands for a word that comes later ("sentence- / and token-level").

    >>> is_suspended("and token-level"), is_suspended("andesite")
    (True, False)
    """
    head = _HEAD.match(after)
    return head is not None and head[0] in _ELLIPSIS and after[head.end() : head.end() + 1] == " "


def keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:
    """Whether a word cut between two lines is written with a hyphen.

    Args:
        before: The text up to the cut, without the hyphen.
        after: The text that goes on.
        words: The paper's own vocabulary, which decides where it can.

    >>> keeps_hyphen("beyond the state", "of-the-art model", Counter()), keeps_hyphen("learn", "ing", Counter())
    (True, False)
    """
    tail, head = _TAIL.search(before), _HEAD.match(after)
    if tail is None or head is None:
        return True
    first, second = tail[0].lower(), head[0].lower()
    glued, hyphened = words[first + second], words[f"{first}-{second}"]
    if glued != hyphened:
        return hyphened > glued
    if "-" in second:  # "state" + "of-the-art", but "fea" + "ture-based"
        start = second.partition("-")[0]
        return not words[first.rpartition("-")[2] + start] and (bool(words[first]) or first in _PREFIXES)
    if head[0][0].isupper():
        return first in words and not tail[0].isupper()
    return first in _PREFIXES - _GLUED and bool(words[second])
