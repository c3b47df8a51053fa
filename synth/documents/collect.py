"""What a reader of HTML or TeX has gathered so far: the open block, its footnotes, blocks and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from synth.claims.document import Part, Table
from synth.claims.types import Span
from synth.documents.build import Block, Kind
from synth.documents.grids import Cell, grid_of, header_rows_of, label_of
from synth.documents.pieces import Piece

CELL_GAP = " | "  # between two cells of a row in the text


@dataclass(slots=True)
class Collector:
    """Gathers text into blocks.

    Attributes:
        piece: The open block's text.
        kind: What the open block will be.
        notes: Footnotes met in the open block; they are emitted behind it.
    """

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    piece: Piece = field(default_factory=Piece)
    kind: Kind = Kind.TEXT
    notes: list[Piece] = field(default_factory=list)

    def flush(self) -> None:
        """Close the open block, and emit the footnotes met in it."""
        piece, kind, notes = self.piece, self.kind, self.notes
        self.piece, self.kind, self.notes = Piece(), Kind.TEXT, []
        self.emit(piece, kind)
        for note in notes:
            self.emit(note, Kind.NOTE)

    def emit(self, piece: Piece, kind: Kind, *, table: int | None = None, part: Part | None = None) -> None:
        """Add a block, unless it holds no text."""
        text, source = piece.finished()
        if text:
            self.blocks.append(Block(kind, text, source, table=table, part=part))

    def taken(self) -> Piece:
        """The open block's text, taken out of it."""
        piece, self.piece = self.piece, Piece()
        return piece

    def new_table(self) -> int:
        """The index of a table of which nothing is known yet."""
        self.tables.append(Table("", (), 0, Span(0, 0)))
        return len(self.tables) - 1

    def emit_caption(self, piece: Piece, table: int | None) -> None:
        """Add a caption; that of a table gives it its label."""
        if table is not None:
            text = piece.text.strip()
            self.tables[table] = replace(self.tables[table], caption=text, label=label_of(text))
        self.emit(piece, Kind.CAPTION, table=table)

    def emit_rows(self, table: int | None, rows: Sequence[Sequence[tuple[Cell, Piece]]]) -> None:
        """Add the rows of a table, and the grid they make.

        Args:
            table: Which table they belong to; None, or one that has its rows, for a new one.
            rows: Cells as they are written, with their text's places.
        """
        index = self.new_table() if table is None or self.tables[table].rows else table
        for row in rows:
            line = Piece()
            for _, text in row:
                if text.text.strip():
                    line.append(CELL_GAP if line.length else "", text.source[0][1])
                    line.join(text)
            self.emit(line, Kind.ROW, table=index)
        written = [[cell for cell, _ in row] for row in rows]
        grid = grid_of(written)
        flagged = next(
            (place for place, row in enumerate(written) if any(cell.text and not cell.is_header for cell in row)), 0
        )
        self.tables[index] = replace(self.tables[index], rows=grid, header_rows=flagged or header_rows_of(grid))
