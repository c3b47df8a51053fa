"""Markdown and HTML inside a line, as plain characters. Nothing is ever interpreted beyond that."""

import re
from typing import Final

from synth.claims.text import readable_latex, strip_html

_MATH: Final = re.compile(r"(?<![\\$])\$[^$\n]+\$")
_LINK: Final = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\\]|\\.)*)\]\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
)
_AUTOLINK: Final = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE: Final = re.compile(r"(`{1,3})(.{1,400}?)\1")
_STRONG: Final = re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.{1,400}?)(?<=\S)\1(?!\w)")
_STRUCK: Final = re.compile(r"~~(?=\S)(.{1,400}?)(?<=\S)~~")
_HELD: Final = range(0xF0000, 0x10FFFE)  # private use: stand for characters that must not be read as markup
_IS_HELD: Final = re.compile("[\U000f0000-\U0010fffd]")


def plain_inline(text: str) -> str:
    r"""One line of Markdown, with the HTML and mathematics in it, in plain characters.

    >>> plain_inline(r'**Robust** [training](https://x.org) of `a_b` with $\lambda$ = 1 \| 2 &amp; <a href="y">z</a> .')
    'Robust training of a_b with λ = 1 | 2 & z.'
    """
    held: list[str] = []

    def hold(plain: str) -> str:
        if len(held) == len(_HELD):
            return plain
        held.append(plain)
        return chr(_HELD[len(held) - 1])

    text = _IS_HELD.sub("\ufffd", text)
    text = _MATH.sub(lambda match: hold(readable_latex(match[0])), text)
    text = _CODE.sub(lambda match: hold(match[2].strip()), text)
    text = _ESCAPE.sub(lambda match: hold(match[1]), text)
    text = _AUTOLINK.sub(lambda match: hold(match[1]), text)
    text = strip_html(text)
    text = _LINK.sub(lambda match: match["text"], text)
    for pattern, group in ((_STRONG, 2), (_STRONG, 2), (_STRUCK, 1)):
        text = pattern.sub(lambda match, group=group: match[group], text)  # type: ignore[misc]  # the group is bound
    text = _IS_HELD.sub(lambda match: held[_HELD.index(ord(match[0]))], text)
    return tidied(text)


def tidied(text: str) -> str:
    """Single spaces, and none before punctuation.

    >>> tidied("at  https://x.org .")
    'at https://x.org.'
    """
    return re.sub(r"\s+([,.;:!?)](?:\s|$))", r"\1", " ".join(text.split()))
