"""Text made comparable: one form for characters that mean the same, markup resolved."""

import html
import re
import unicodedata

from synth.claims.latex import readable_latex, readable_math

__all__ = ["normalise", "readable_latex", "readable_math", "strip_html"]

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\u0002", ""),
        **dict.fromkeys("\u22c5\u2219\u2022", "·"),
        "\u2206": "Δ",
        "\u2217": "*",
        "\u223c": "~",
        "\u03f5": "ε",
        "\u2208": "∈",
    }
)
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,300}|!--.*?--)>", re.DOTALL)
_BLOCK_TAG = re.compile(r"<(?:br|/?p|/?div|/?li|/?td|/?tr)\b[^<>]*>", re.IGNORECASE)
_DROPPED_ELEMENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)


def normalise(text: str) -> str:
    """A text for comparing, not for showing: NFKC, plain quotes and hyphens, single spaces; case is kept.

    >>> normalise("the  “eﬃcient” state\u2010of\u2010the\u2010art −3 %")
    'the "efficient" state-of-the-art -3 %'
    """
    return " ".join(unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME).split())


def strip_html(text: str) -> str:
    """Text without HTML tags and with entities resolved once; a lone ``<`` is no tag and stays.

    >>> strip_html('see <a href="https://x.org">Li &amp; Wu</a>: p < .05')
    'see Li & Wu: p < .05'
    """
    if "<" in text:
        text = _DROPPED_ELEMENT.sub("", text)
        text = _TAG.sub("", _BLOCK_TAG.sub(" ", text))
    return html.unescape(text)
