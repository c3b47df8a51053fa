"""The tree of an HTML page: names, classes, rows and cells."""

from lxml import etree

from synth.documents.grids import Cell

Element = etree._Element  # noqa: SLF001 - lxml's own name for the type
HEADING_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCK_TAGS = HEADING_TAGS | {
    "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "hr", "li", "main", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip


def text_of(element: Element) -> str:
    """All characters below an element, white space as single spaces."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def tag_of(element: Element) -> str:
    """An element's name; "" for comments and the like."""
    name = str(element.tag).rpartition("}")[2].lower()
    return name if name.isalnum() else ""


def classes_of(element: Element) -> set[str]:
    """An element's classes."""
    return set((element.get("class") or "").split())


def with_class(element: Element, name: str) -> list[Element]:
    """The elements of a class, below an element."""
    return [item for item in element.iter() if name in classes_of(item)]


def has_blocks(element: Element) -> bool:
    """Whether there is structure below an element."""
    return any(
        tag_of(item) in BLOCK_TAGS or classes_of(item) & {"ltx_tabular", "ltx_para", "ltx_bibitem"}
        for item in element.iterdescendants()
    )


def is_nested(element: Element, top: Element) -> bool:
    """Whether a table stands in another one below ``top``."""
    above = element.getparent()
    while above is not None and above is not top:
        if "ltx_tabular" in classes_of(above) or tag_of(above) == "table":
            return True
        above = above.getparent()
    return False


def rows_of(element: Element) -> list[Element]:
    """The rows of a table, those of tables in its cells aside."""
    found = [item for item in element.iterdescendants() if tag_of(item) == "tr" or "ltx_tr" in classes_of(item)]
    return [item for item in found if not is_nested(item, element)]


def is_cell(element: Element) -> bool:
    """Whether an element is a cell of a table."""
    return tag_of(element) in {"td", "th"} or bool(classes_of(element) & {"ltx_td", "ltx_th"})


def cell_of(element: Element, text: str) -> Cell:
    """A cell with the columns and rows it covers."""
    is_header = "ltx_th_column" in classes_of(element) or (
        tag_of(element) == "th" and "ltx_th" not in classes_of(element)
    )
    return Cell(text, columns=_count(element, "colspan"), rows=_count(element, "rowspan"), is_header=is_header)


def _count(element: Element, name: str) -> int:
    """A span as the page states it; 1 for what is no number."""
    value = element.get(name) or "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
