"""Tables taken apart: headers, groups, numbers, and what a claim names of them."""

import dataclasses

import pytest

from synth.claims.document import Part
from synth.claims.types import Span
from synth.evidence.passages import passages_of
from synth.evidence.types import Passage
from synth.verdict.checks.analysis import analyse
from synth.verdict.checks.gaps import differences
from synth.verdict.checks.grids import Grid, grid_of, grids_of, value_of
from synth.verdict.checks.measures import goodness
from synth.verdict.checks.mentions import reading
from synth.verdict.checks.superlatives import superlatives
from tests.verdict.checks.test_tables import document


def grid(name: str) -> Grid:
    return grids_of(document(name))[0]


def named(name: str, claim: str) -> tuple[list[list[str]], list[list[str]]]:
    table = grid(name)
    told = reading(claim, table, frozenset())
    return (
        [[table.rows[at].text for at in item.lines] for item in told.rows],
        [[table.columns[at].text for at in item.lines] for item in told.columns],
    )


def test_row_without_values_heads_the_group_below_it() -> None:
    rows = grid("languages").rows

    assert [(row.text, row.group) for row in rows[:2]] == [("mEnc", "Zero-shot"), ("XEnc-base", "Zero-shot")]
    assert rows[-1].group == "Translate-train"


def test_headers_of_several_rows_are_joined() -> None:
    assert [column.text for column in grid("speech").columns] == [
        "System", "News P", "News R", "News F1", "Meetings P", "Meetings R", "Meetings F1",
    ]  # fmt: skip


def test_row_that_takes_something_away_is_known() -> None:
    assert [row.is_without for row in grid("ablation").rows] == [False, True, True, True]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("84.1", 84.1),
        ("**", None),
        ("1,386", 1386.0),
        ("−0.3", -0.3),
        ("4.7M (5.8%)", 4.7e6),
        ("71/79", None),
        ("", None),
    ],
)
def test_cell_with_one_number_has_a_value(cell: str, value: float | None) -> None:
    assert value_of(cell) == value


def test_row_and_caption_find_their_table() -> None:
    table = grid("taggers")
    passages = passages_of(document("taggers"))

    assert {passage.part for passage in passages} == {Part.CAPTION, Part.TABLE}
    assert all(grid_of(passage, (table,)) is table for passage in passages)


def test_row_of_an_unknown_table_is_a_table_of_its_own() -> None:
    row = passages_of(document("taggers"))[1]
    found = grid_of(dataclasses.replace(row, caption="Table 9: Others."), (grid("taggers"),))

    assert found is not None
    assert [head.text for head in found.rows] == ["Window"]


def test_running_text_has_no_table() -> None:
    assert grid_of(Passage("Width helps.", Span(0, 12)), (grid("taggers"),)) is None


@pytest.mark.parametrize(
    ("name", "claim", "rows", "columns"),
    [
        ("taggers", "BiTag + CRF is good on novels.", [["BiTag + CRF"]], [["Novels"]]),
        ("taggers", "BiTag is good.", [["BiTag"]], []),
        ("taggers", "Our tagger is good.", [["TinyTag (ours)"]], []),
        ("languages", "XEnc-large is better than mEnc in German.", [["XEnc-large"], ["mEnc", "mEnc"]], [["de"]]),
        ("languages", "Translate-train mEnc is better on average.", [["mEnc"]], [["Avg."]]),
        ("speech", "Kaldex has a high recall on news.", [["Kaldex"]], [["News R"]]),
        ("speech", "Kaldex has a high recall.", [["Kaldex"]], [["News R", "Meetings R"]]),
        ("ablation", "Query expansion is costly.", [], []),
        ("ablation", "Without query expansion it is cheap.", [["- query expansion"]], []),
    ],
)
def test_claim_names_rows_and_columns(name: str, claim: str, rows: list[list[str]], columns: list[list[str]]) -> None:
    assert named(name, claim) == (rows, columns)


@pytest.mark.parametrize(
    ("claim", "foreign"),
    [
        ("BiTag beats Window.", 0),
        ("BiTag-XL beats Window.", 1),
        ("On Slovak, BiTag beats Window.", 1),
        ("BiTag beats Window [Lee].", 0),
    ],
)
def test_name_that_the_table_does_not_hold_is_foreign(claim: str, foreign: int) -> None:
    assert reading(claim, grid("taggers"), frozenset()).is_foreign == foreign


@pytest.mark.parametrize(
    ("headers", "claim", "sign"),
    [
        ("Street ↓", "", -1),
        ("BLEU", "", 1),
        ("Perplexity", "", -1),
        ("#Params", "", 0),
        ("Novels", "", 1),
        ("Loss ρ", "", 1),
    ],
)
def test_header_tells_whether_more_is_better(headers: str, claim: str, sign: int) -> None:
    assert goodness(dataclasses.replace(grid("taggers"), caption="Table 1"), headers, claim) == sign


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("It is the second-best tagger.", [("second-best", 2, False)]),
        ("It does not reach the highest score.", [("highest", 1, True)]),
        ("The best tagger is not BiTag.", [("best", 1, True)]),
        ("It is one of the best taggers.", []),
        ("No tagger that we tried is, as far as we know, the best.", []),
        ("It outperforms all others.", [("outperforms", 1, False)]),
    ],
)
def test_superlatives_of_a_claim(claim: str, found: list[tuple[str, int, bool]]) -> None:
    assert [(item.word, item.rank, item.is_denied) for item in superlatives(analyse(claim))] == found


@pytest.mark.parametrize(
    ("claim", "numbers"),
    [
        ("It wins by 1.6 points.", [1.6]),
        ("It is 2 points better and reaches 81.2.", [2.0]),
        ("It is twice as fast.", [2.0]),
        ("It reaches 81.2 on news.", []),
        ("It wins by 0.3-0.9 points.", []),
    ],
)
def test_differences_of_a_claim(claim: str, numbers: list[float]) -> None:
    assert [item.value for item in differences(analyse(claim))] == numbers
