"""What evidence is chosen from."""

from dataclasses import dataclass

from synth.claims.document import Part
from synth.claims.types import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, a caption, a table row or a short window of sentences that may carry a verdict.

    Attributes:
        text: What is compared with the claim; for a table row "row header: column header = value; ...".
        span: The characters of the document it stands for; the quote is ``document.text[span]``.
        before: The sentence before it in the same section, for "it", "this" and "these results".
        cells: For a table row: (column header, value) from left to right, the row header first.
        table: "Table 3", for a table row or caption; else empty.
        caption: The table's caption, for a table row; else empty.
    """

    text: str
    span: Span
    section: str = ""
    part: Part = Part.BODY
    before: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    table: str = ""
    caption: str = ""
