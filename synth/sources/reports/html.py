"""Reports in HTML: turned into Markdown, then read as such. Nothing is fetched, run or expanded."""

import re
from typing import Final

import lxml.html

_DROPPED: Final = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "nav", "button", "select", "title"}
)
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "ul", "ol", "dl", "dt", "dd", "figure", "pre"}
    | {"blockquote", "details", "summary", "table", "body", "address", "hr", "figcaption", "caption"}
)
_AROUND: Final = {
    "tr": ("\n|", "\n"),
    "td": (" ", " |"),
    "th": (" ", " |"),
    "li": ("\n\n- ", "\n\n"),
    "br": ("\n", ""),
}
_HEADING: Final = re.compile(r"h([1-6])")
_MARKUP: Final = re.compile(r"([\\`*_|<\[\]#~])")


def is_html(text: str, name: str) -> bool:
    """Whether a report is HTML, by its name or its first lines."""
    return name.lower().endswith((".html", ".htm", ".xhtml")) or bool(
        re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", text, re.IGNORECASE)
    )


def markdown_of(text: str) -> str:
    r"""The words of a page as Markdown: headings, paragraphs, lists, tables, and links to papers.

    >>> markdown_of("<h1>A</h1><p>Width <b>helps</b> &amp; more</p>")
    '# A\n\nWidth helps & more\n'
    """
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", "\ufffd"))
    if not bare.strip():
        return ""
    pieces: list[str] = []
    _write(lxml.html.document_fromstring(f"<div>{bare}</div>" if "<" not in bare else bare), pieces)
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _write(top: lxml.html.HtmlElement, pieces: list[str]) -> None:
    """Append what an element and all in it say; with a stack of our own, for pages nest without end."""
    todo: list[lxml.html.HtmlElement | str] = [top]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        before, after = _around(item)
        todo += [_MARKUP.sub(r"\\\1", _flat(item.tail)) if item is not top else "", after]
        if isinstance(item.tag, str) and item.tag not in _DROPPED:
            todo += [*reversed(item), _MARKUP.sub(r"\\\1", _flat(item.text)), before]


def _flat(text: str | None) -> str:
    """Text on one line: a line's end means nothing in HTML."""
    return (text or "").replace("\n", " ")


def _around(element: lxml.html.HtmlElement) -> tuple[str, str]:
    """What stands before and after an element's words in Markdown."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if match := _HEADING.fullmatch(tag):
        return f"\n\n{'#' * int(match[1])} ", "\n\n"
    if tag == "a" and "arxiv.org/" in (address := element.get("href") or "") and not re.search(r"[\s<>()]", address):
        return "[", f"]({address})"
    return _AROUND.get(tag, ("\n\n", "\n\n") if tag in _BLOCKS else ("", ""))
