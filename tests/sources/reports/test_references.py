import pytest

from synth.sources.reports.draft import Entry, heading_words, is_label
from synth.sources.reports.facts import stated_counts, topic_and_question
from synth.sources.reports.marks import numbers_in
from synth.sources.reports.markup import plain_inline
from synth.sources.reports.plain import is_heading
from synth.sources.reports.references import by_authors, entries_in, request_in
from synth.sources.reports.table import flag_of, score_of


@pytest.mark.parametrize(
    ("written", "paper", "version"),
    [
        ("<http://arxiv.org/abs/2104.08645v2>", "2104.08645", 2),
        ("https://www.arxiv.org/pdf/2104.08645v2.pdf.", "2104.08645", 2),
        ("https://export.arxiv.org/abs/2104.08645", "2104.08645", None),
        ("https://ar5iv.labs.arxiv.org/html/2104.08645", "2104.08645", None),
        ("https://ar5iv.org/abs/2104.08645", "2104.08645", None),
        ("https://www.alphaxiv.org/abs/2104.08645v3", "2104.08645", 3),
        ("[PDF](https://arxiv.org/pdf/2104.08645)", "2104.08645", None),
        ("arXiv:2104.08645v2 [cs.CL]", "2104.08645", 2),
        ("ArXiv 2104.08645 v2", "2104.08645", 2),
        ("arXiv preprint arXiv:2104.08645, 2021.", "2104.08645", None),
        ("arXiv e-print 2104.08645", "2104.08645", None),
        ("CoRR, abs/2104.08645.", "2104.08645", None),
        ("https://doi.org/10.48550/arXiv.2104.08645", "2104.08645", None),
        ("doi:10.48550/ARXIV.2104.08645.", "2104.08645", None),
        ("Roe. Wide. 2104.08645v1.", "2104.08645", 1),
        ("hep-th/9901001v2", "hep-th/9901001", 2),
        ("arXiv:math.GT/0309136", "math.GT/0309136", None),
        ("https://arxiv.org/abs/hep-th/9901001v3#section", "hep-th/9901001", 3),
    ],
)
def test_arxiv_paper_is_found_however_it_is_written(written: str, paper: str, version: int | None) -> None:
    found = request_in(written, cited_as=written)

    assert found is not None
    assert (found.paper, found.version, found.cited_as) == (paper, version, written)


@pytest.mark.parametrize(
    "written",
    [
        "Roe, J. 2021. In print only, pp. 1234-5678.",
        "https://doi.org/10.1162/2104.12345",
        "arXiv:2199.99999",  # no such month
        "https://example.org/abs/2104.08645x",
        "ISBN 9780.12345",
        "https://arxiv.org/list/cs.CL/recent",
    ],
)
def test_what_only_looks_like_an_arxiv_paper_is_none(written: str) -> None:
    assert request_in(written, cited_as=written) is None


def test_bare_number_in_prose_is_no_paper() -> None:
    assert request_in("It cost 2104.08645 points.", cited_as="", is_reference=False) is None


@pytest.mark.parametrize(
    "listed",
    [
        "\n- Roe 2021\n\n- Doe 2020\n  Noise\n",
        "\n1. Roe 2021\n2. Doe 2020\n   Noise\n",
        "\n[1] Roe 2021\n\n[2] Doe 2020\nNoise\n",
        "\n- [1] Roe 2021\n- [2] Doe 2020 Noise\n",
        "\n\\[1\\] Roe 2021\n\n\\[2\\] Doe 2020 Noise\n",
        "\n[1]: Roe 2021\n[2]: Doe 2020 Noise\n",
        "\nRoe 2021\n\nDoe 2020\nNoise\n",
        "\n- Roe 2021\n- Doe 2020\n  Noise\n",
        "\nRoe 2021\nDoe 2020 Noise",
    ],
)
def test_entries_are_told_apart_in_every_kind_of_list(listed: str) -> None:
    entries = list(entries_in(listed))

    assert [(entry.text, sorted(entry.keys)) for entry in entries] == [("Roe 2021", ["1"]), ("Doe 2020 Noise", ["2"])]


def test_number_under_a_link_is_part_of_its_entry() -> None:
    entries = list(entries_in("- <https://arxiv.org/abs/2104.08645v2>\n  [1] Roe.\n- <https://x.org>\n  [2] Doe.\n"))

    assert [entry.text for entry in entries] == [
        "https://arxiv.org/abs/2104.08645v2 [1] Roe.",
        "https://x.org [2] Doe.",
    ]


def test_mark_leads_to_the_entries_of_its_authors_and_years() -> None:
    entries = [
        Entry(frozenset("1"), "Roe, J., Poe, E. and Low, L. 2021. Wide."),
        Entry(frozenset("2"), "J. Doe and M. Moe (2020). Noise."),
        Entry(frozenset("3"), "Poe, E. 2021. Alone."),
        Entry(frozenset("4"), "Roe, J. 2019. Before."),
    ]

    def cited(mark: str) -> list[str]:
        return [min(entry.keys) for entry in by_authors(entries, mark)]

    assert cited("(Roe et al., 2021; Doe and Moe, 2020)") == ["1", "2"]
    assert cited("As Doe and Moe (2020) show") == ["2"]
    assert cited("Moe (2022) and Nobody (2020)") == []


@pytest.mark.parametrize("cell", ["✓", "✔️", "Yes", "TRUE", "**✓**", "✓ supported", "verified", "1"])
def test_tick_is_understood(cell: str) -> None:
    assert flag_of(cell) is True


@pytest.mark.parametrize("cell", ["×", "✗", "x", "No", "not verified", "✗ refuted", "❌", "0"])
def test_cross_is_understood(cell: str) -> None:
    assert flag_of(cell) is False


@pytest.mark.parametrize("cell", ["", "?", "n/a", "partial", "—"])
def test_anything_else_is_neither_tick_nor_cross(cell: str) -> None:
    assert flag_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "score"),
    [("0.16", 0.16), ("1", 1.0), (".5", 0.5), ("16 %", 0.16), ("7/10", 0.7), ("1/0", 1.0), ("-", None)],
)
def test_scores_are_understood(cell: str, score: float | None) -> None:
    assert score_of(cell) == score


def test_ranges_of_numbers_are_spelt_out_and_intervals_are_none() -> None:
    assert numbers_in("2–4, 9") == ("2", "3", "4", "9")
    assert numbers_in("0, 1") == ()


@pytest.mark.parametrize("line", ["5 Extracted Claims", "Abstract", "3.1. Further Results", "IV. Results"])
def test_heading_of_plain_text_is_recognised(line: str) -> None:
    assert is_heading(line, before="", after="")


@pytest.mark.parametrize(
    "line", ["3 March 2026", "12 papers were read.", "Claim\tVerified", "Ada Example", "", "5 points, ten"]
)
def test_other_short_line_is_no_heading(line: str) -> None:
    assert not is_heading(line, before="", after="")


def test_heading_stands_alone() -> None:
    assert not is_heading("Abstract", before="The word", after="")
    assert not is_heading("Abstract", before="", after="is a word")
    assert heading_words("## 5. Extracted Claims".lstrip("# ")) == "extracted claims"


def test_facts_are_found_in_other_wordings_too() -> None:
    said = "We found 7 papers: 7 papers were included, 20 claims were extracted and 12 of 20 claims were verified."

    assert stated_counts(said) == {"papers": 7.0, "claims": 20.0, "verified": 12.0}
    assert stated_counts("Nothing is counted here.") == {}
    assert topic_and_question("**Research question:** Does it help?\n\nMore.") == ("", "Does it help?")
    assert topic_and_question("This paper examines: Width.\n\nMore.") == ("Width", "")
    more = "This paper examines: Width. Research question: Does it help? It was read in full."
    assert topic_and_question(more) == ("Width", "Does it help?")


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("[a](https://x.org/b_(c)) and ![d](e.png)", "a and d"),
        ("5 < 6 and 7 > 3, costs $5 and $6", "5 < 6 and 7 > 3, costs $5 and $6"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("***all*** of ~~it~~ `x*y*z`", "all of it x*y*z"),
        (r"$a_1 < b$ \*not bold\* <!-- hidden -->", "a1 < b *not bold*"),
        ("<https://arxiv.org/abs/1> &amp;lt;", "https://arxiv.org/abs/1 &lt;"),
    ],
)
def test_markup_in_a_line_is_taken_off_once(markup: str, plain: str) -> None:
    assert plain_inline(markup) == plain


def test_words_of_a_link_that_only_name_a_source_can_go() -> None:
    assert is_label("2104.08645v2")
    assert is_label("[3]")
    assert not is_label("Robust Training of Encoders")
