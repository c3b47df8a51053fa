"""What kind of file a stretch of bytes is, and whether it is whole."""

import re
from typing import Final

_PDF_HEAD: Final = 1024  # readers look for %PDF within this many bytes (ISO 32000-1, annex H.3.4.1)
_PDF_TAIL: Final = 2048  # and for %%EOF in about this many; some mailers append a little
_HTML: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_TEX: Final = re.compile(rb"\\(?:documentclass|documentstyle|begin|input|section|def|magnification)\b")
_TITLE: Final = re.compile(rb"<(title|h1)[^<>]*>(.{0,300}?)</\1>", re.IGNORECASE | re.DOTALL)
_ERROR_TITLE: Final = re.compile(
    r"\W*(?:[45]\d\d\b|error(?:\s+page)?(?:\W*\d.*|:.*|\W*$)|access denied|(?:\w+ )?forbidden\W*$"
    r"|(?:page )?not found\W*$"
    r"|service (?:temporarily )?unavailable|too many requests|rate (?:limit )?exceeded|bad gateway|gateway time-?out"
    r"|internal server error|attention required!|just a moment\.\.\.|.*\brecaptcha|.*verify you are human"
    r"|.*\bmaintenance\W*$)",
    re.IGNORECASE,
)
_NO_HTML: Final = re.compile(rb"<h1>\s*No HTML for|HTML is not available for the source", re.IGNORECASE)
_LATEXML: Final = re.compile(rb"class=[\"'][^\"']*\bltx_(?:page|document|title|para|abstract)")
_BROKEN_HTML: Final = b"Conversion to HTML had a Fatal error"  # what LaTeXML writes where it gave up
_TAG: Final = re.compile(rb"<[^<>]*>")
_LEAST_PAGE_CHARS: Final = 400  # shorter than any paper, longer than most error pages

SUFFIXES: Final = {"html": "html", "pdf": "pdf", "text": "txt"}


def kind_of(data: bytes) -> str:
    r"""``pdf``, ``latex`` (bare, gzipped, tar or zip), ``html``, ``text``, or ``""`` for anything else.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"Width helps."), kind_of(b"\x89PNG\x00")
    ('pdf', 'text', '')
    """
    head = data[:_PDF_HEAD]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith((b"\x1f\x8b", b"PK\x03\x04")) or data[257:262] == b"ustar":
        return "latex"
    if b"\0" in data[:65_536] or data.startswith(b"%!PS"):
        return ""
    if _HTML.search(data[:4096]):
        return "html"
    return "latex" if _TEX.search(data[:65_536]) else "text"


def suffix_of(kind: str, data: bytes) -> str:
    """The file name suffix under which such a file is kept, so that a person can open it."""
    if kind != "latex":
        return SUFFIXES[kind]
    if data.startswith(b"\x1f\x8b"):
        return "gz"
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    return "tar" if data[257:262] == b"ustar" else "tex"


def problem_of(kind: str, data: bytes) -> str:
    """Why a file of this kind is of no use, in words; empty if nothing is wrong with it.

    Args:
        kind: What the file should be: ``pdf``, ``html``, ``latex`` or ``text``.
        data: All of it.
    """
    if not data.strip():
        return f"the file is empty ({len(data)} bytes)"
    if kind == "pdf":
        return _problem_of_pdf(data)
    found = kind_of(data)
    if kind == "html":
        return problem_of_page(data) if found == "html" else "it is not HTML"
    if kind == "latex":
        return problem_of_page(data) or "it is a web page, not TeX" if found == "html" else _not_text(data, found)
    return _not_text(data, found)


def _not_text(data: bytes, found: str) -> str:
    """Whether what should be read as text is something binary."""
    if found == "pdf":
        return "it is a PDF"
    if found:
        return ""
    return "it is PostScript" if data.startswith(b"%!PS") else "it is neither PDF, HTML, TeX nor text"


def problem_of_page(data: bytes) -> str:
    """Why a web page is no paper, in words; empty if it may be one.

    A page made by LaTeXML is one, unless LaTeXML gave up. Any other must not call itself an error
    and must hold some text.

    Source:
        The page that arXiv sends when there is no HTML:
        https://github.com/arXiv/arxiv-browse, browse/templates/dissemination/no_html.html.
    """
    if _BROKEN_HTML in data:
        return "its HTML breaks off: the conversion failed"
    if _LATEXML.search(data):
        return ""
    if _NO_HTML.search(data):
        return "arXiv has no HTML for it"
    for match in _TITLE.finditer(data[:65_536]):
        title = " ".join(_TAG.sub(b" ", match[2]).decode("utf-8", "replace").split())
        if _ERROR_TITLE.match(title):
            return f"it is an HTML error page: {title[:80]!r}"
    chars = _text_chars(data)
    return "" if chars >= _LEAST_PAGE_CHARS else f"the HTML page holds only {chars} characters of text"


def _text_chars(data: bytes) -> int:
    """How many bytes of a page are text, in one pass however broken its tags are."""
    chars = 0
    is_hidden = False
    for piece in data.split(b"<"):
        tag, _, text = piece.partition(b">")
        if tag[:7].lower().startswith((b"script", b"style")):
            is_hidden = True
        elif tag[:8].lower().startswith((b"/script", b"/style")):
            is_hidden = False
        chars += 0 if is_hidden else len(text.strip())
    return chars


def _problem_of_pdf(data: bytes) -> str:
    """Why a PDF cannot be read: none at all, cut off, locked or broken."""
    import pypdfium2

    if b"%PDF-" not in data[:_PDF_HEAD]:
        return problem_of_page(data) or "it is a web page, not a PDF" if kind_of(data) == "html" else "it is no PDF"
    if b"%%EOF" not in data[-_PDF_TAIL:]:
        return "the PDF is cut off: its end is missing"
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            return "" if len(pdf) else "the PDF has no pages"
    except pypdfium2.PdfiumError as error:
        return "the PDF is encrypted" if "password" in str(error).lower() else f"the PDF is broken: {error}"
