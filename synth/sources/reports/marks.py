"""Citation marks in Markdown: links, arXiv ids, notes, keys and numbers."""

import re
from typing import Final

from synth.claims.types import Span
from synth.sources.reports.draft import Mark, is_label

_MARKS: Final = re.compile(
    r"""\s{0,3}(?:[;,]?\s?\b(?:see(?:\salso)?|cf\.)\s(?=\(?(?:https?:|arxiv|\[|<)))?(?P<open>\()?(?:
        \[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?(?P<link>[^()\s>]+)>?\)            # [words](address)
      | <?(?P<bare>(?:https?://)?(?:[\w-]+\.)?arxiv\.org/[^\s<>()\[\]]+[^\s<>()\[\].,;])>?  # the address itself
      | (?P<id>arxiv:\s?[\w./-]*\d(?:v\d+)?)(?:\s\[[\w.-]+\])?                            # arXiv:2104.08645v2 [cs.CL]
      | \[(?P<pandoc>-?@[^\[\]]+)\]                                                        # [@smith2019; @lee2020]
      | \[\^(?P<note>[^\[\]\s]+)\]                                                         # [^1]
      | \\?\[(?P<numbers>\d{1,3}(?:\\?\]?\s?[,;–-]\s?\\?\[?\d{1,3})*)\\?\](?!\()           # [1, 3-5], \[1\], [1]-[3]
    )(?P<close>(?(open)\)))""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_YEAR: Final = re.compile(r"[A-Z][^()]*[^\s(,],?\s\(?(?:19|20)\d\d[a-z]?\)?")


def marks_in(sentence: str) -> list[Mark]:
    """The marks in a sentence, from left to right."""
    marks = []
    for match in _MARKS.finditer(sentence):
        keys = _keys(match)
        address = match["link"] or match["bare"] or match["id"] or ""
        if keys or address:
            marks.append(Mark(Span(*match.span()), keys, address, _instead(match)))
    return marks


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a mark, ranges spelt out.

    >>> numbers_in("1, 3-5"), numbers_in("1]–[3")
    (('1', '3', '4', '5'), ('1', '2', '3'))
    """
    numbers: list[str] = []
    for first, last in re.findall(r"(\d+)(?:\s?[–-]\s?(\d+))?", re.sub(r"[\[\]\\]", "", text)):
        numbers += [str(number) for number in range(int(first), min(int(last or first), int(first) + 50) + 1)]
    return () if "0" in numbers else tuple(numbers)  # nobody counts references from 0: [0, 1] is an interval


def _keys(match: re.Match[str]) -> tuple[str, ...]:
    """What a mark refers to, by the keys of the list."""
    if match["pandoc"]:
        return tuple(key.lower() for key in re.findall(r"@([\w:./-]*\w)", match["pandoc"]))
    if match["note"]:
        return (f"^{match['note'].lower()}",)
    return numbers_in(match["numbers"] or "")


def _instead(match: re.Match[str]) -> str:
    """What of a mark is a part of the sentence: the words of a link, unless they only name its source."""
    label = match["label"]
    if label is None:
        return ""
    lead = match[0][: len(match[0]) - len(match[0].lstrip())]
    shown = f"({label})" if match["open"] else label
    if not is_label(label):
        return lead + shown
    if not _NAMED_YEAR.fullmatch(label):
        return ""
    before = match.string[: match.start()]
    is_inside = bool(match["open"]) or before.count("(") > before.count(")") or "(" in label
    return lead + (shown if is_inside else f"({label})")  # an author and a year go, or stay, like any others
