"""Tables as grids, written or found by the places of words."""

from synth.documents.grids import MAX_CELLS, Cell, grid_of, header_rows_of, label_of
from synth.documents.pdf_tables import Word, grid_in


def words(*rows: str, tops: float = 12.0) -> list[Word]:
    """Words of a table set like a typewriter's, five points a character."""
    found = []
    for row, text in enumerate(rows):
        place = 0
        for word in text.split():
            place = text.index(word, place)
            found.append(Word(word, place * 5.0, (place + len(word)) * 5.0, row * tops, 10.0))
            place += len(word)
    return found


def test_merged_cells_stand_in_every_place_they_cover() -> None:
    assert grid_of([[Cell("a", rows=2), Cell("b", columns=2)], [Cell("c")]]) == (("a", "b", "b"), ("a", "c", ""))


def test_table_too_large_to_be_one_has_no_cells() -> None:
    assert grid_of([[Cell("x", columns=100, rows=100)] * 3] * (MAX_CELLS // 100)) == ()


def test_headers_end_where_numbers_begin() -> None:
    assert header_rows_of([["", "BLEU", "BLEU"], ["Model", "A", "B"], ["x", "1.0", "2"], ["y", "1", "2"]]) == 2
    assert header_rows_of([["x", "1.0"], ["y", "2.0"]]) == 0


def test_label_is_taken_from_the_caption() -> None:
    assert label_of("TABLE IV. Results") == "Table IV"
    assert label_of("Fig. 2: Gates") == "Figure 2"


def test_words_that_stand_below_each_other_make_columns() -> None:
    rows, headers = grid_in(
        words(
            "Model            WMT    IWSLT",
            "Dense model      27.3   34.1",
            "Sparse           27.1   34.4",
        )
    )

    assert rows == (("Model", "WMT", "IWSLT"), ("Dense model", "27.3", "34.1"), ("Sparse", "27.1", "34.4"))
    assert headers == 1


def test_heading_over_two_columns_is_repeated_in_both() -> None:
    rows, headers = grid_in(
        words(
            "                    BLEU",
            "Model            A       B",
            "Dense           27.3    34.1",
            "Sparse          27.1    34.4",
        )
    )

    assert rows[0] == ("", "BLEU", "BLEU")
    assert headers == 2


def test_numbers_set_close_together_are_columns_of_their_own() -> None:
    texts = [["abc", "1.0", "2.0"], ["xyz", "3.0", "4.0"]]
    close = [
        Word(text, x, x + 18, row * 12.0, 10.0)
        for row, cells in enumerate(texts)
        for x, text in zip((0.0, 60.0, 80.0), cells, strict=True)
    ]

    rows, _ = grid_in(close)

    assert rows == (("abc", "1.0", "2.0"), ("xyz", "3.0", "4.0"))


def test_one_row_is_no_table() -> None:
    assert grid_in(words("Dense   27.3   34.1")) == ((), 0)
