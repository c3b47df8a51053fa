import contextlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synth.claims.ids import claim_id
from synth.claims.types import ClaimType, Reported
from synth.errors import SourceError
from synth.ports import Report
from synth.sources.reports import parse_report, read_report

DATA = Path(__file__).parents[2] / "data" / "reports"
FORMATS = sorted(path.name for path in DATA.glob("*.*") if path.suffix not in {".bib", ".html"})
CUT = (
    "There is a line of work making models aware of noise by adding yet another loss to the training which has "
    "been seen to b"
)


def versions(report: Report) -> list[str]:
    return [f"{item.paper}v{item.version}" if item.version else item.paper for item in report.references]


def flags(report: Report) -> list[tuple[bool | None, float | None] | None]:
    said = [claim.reported for claim in report.claims]
    return [None if item is None else (item.verified, item.confidence) for item in said]


def test_plain_text_with_tabs_is_read_whole() -> None:
    report = read_report(DATA / "tabs.txt")

    assert (report.title, report.author, report.date) == ("Narrow models and noise", "Ada Example", "3 March 2026")
    assert report.abstract == "We ask whether width helps."
    assert (report.topic, report.question) == ("Width under noise", "Does width help against noise?")
    assert report.stated_counts == {"papers": 1204.0, "claims": 6.0, "verified": 3.0, "quality_score": 7.6}
    assert versions(report) == ["2104.08645v2", "2210.09934v1", "hep-th/9901001v3"]
    assert [claim.text for claim in report.claims] == [
        "Width helps against noise.",
        "Noise of 5% costs 2.1 points.",
        "The value of λ is set to 1.",
        "The code is available at https://example.org/x_y.",
        CUT,
        "A pipe | in a claim is no column.",
    ]
    assert flags(report) == [(True, 0.16), (False, 0.14), (False, 0.03), (True, 0.2), (None, None), (True, 0.5)]
    assert [claim.truncated for claim in report.claims] == [False] * 4 + [True, False]
    assert report.warnings == ("1 of 6 claims is cut off in the report",)


def test_markdown_with_pipes_is_read_whole() -> None:
    report = read_report(DATA / "pipes.md")

    assert (report.title, report.author, report.date) == ("Narrow models and noise", "Ada Example", "July 8, 2026")
    assert report.question == "Does width help?"
    assert [(claim.text, claim.reported) for claim in report.claims] == [
        ("Width helps against noise.", Reported(verified=True, confidence=0.91)),
        ("The input is W ∈ R^B × T, not ‖x‖.", Reported(verified=False, confidence=0.88)),
        ("Noise | clutter is rare_thing in all <data>.", Reported(verified=False, confidence=0.5)),
    ]
    assert report.claims[0].cites == ("2105.01234",)
    assert versions(report) == ["2105.01234v3", "2001.00007v1", "1901.00001"]
    assert report.unresolved_references == ("Moe, M. (2018). In print only, 10.1162/2104.12345.",)


def test_latex_table_and_its_list_of_references_are_read() -> None:
    report = read_report(DATA / "table.tex")

    assert (report.title, report.author, report.date) == ("Narrow models", "Ada Example", "")
    assert [(claim.text, claim.reported) for claim in report.claims] == [
        ("Width helps R&D against noise of 5 %.", Reported(verified=True, confidence=0.16)),
        ("The value of λ is set to 1.", Reported(verified=False, confidence=0.03)),
        ("It holds for “all” languages.", Reported(verified=False, confidence=0.2)),
    ]
    assert versions(report) == ["2105.01234v3", "2001.00007"]


def test_list_of_claims_is_read_with_ticks_and_scores() -> None:
    report = read_report(DATA / "list.md")

    assert [claim.text for claim in report.claims] == [
        "Width helps against noise.",
        "Noise costs 2.1 points on the second data set.",
        "Depth does not matter",
        "Smaller models gain more",
    ]
    assert flags(report) == [(True, None), (False, 0.14), None, (False, 0.12)]
    assert [claim.truncated for claim in report.claims] == [False, False, True, False]
    assert (report.author, report.date) == ("Ada Example", "2026-07-08")
    assert versions(report) == ["2104.08645v2"]
    assert report.unresolved_references == ("Nobody, N. In print only.",)


def test_citing_sentences_are_the_claims_of_a_markdown_report_without_a_table() -> None:
    report = read_report(DATA / "cites.md")

    assert [(claim.text, list(claim.cites)) for claim in report.claims] == [
        ("Wider encoders lose less accuracy under token noise.", ["2105.01234", "hep-th/9901001"]),
        ("Doe et al. show that noise costs 2.1 points.", ["2001.00007"]),
        ("Robust training helps in all eight languages.", ["2105.01234", "2001.00007"]),
        ("Robust training halves the gap between languages.", ["2104.08645"]),
        ("Smaller models gain more from it.", ["hep-th/9901001"]),
        ("Frozen layers suffice for retrieval.", ["2205.08497"]),
        ("Scaling holds up to 10B parameters.", []),
    ]
    assert versions(report)[:3] == ["2105.01234v3", "2001.00007", "hep-th/9901001v2"]
    assert all(claim.reported is None and not claim.truncated for claim in report.claims)


def test_citing_sentences_of_latex_follow_the_bibliography_beside_it() -> None:
    report = read_report(DATA / "cites.tex")

    assert report.title == "Narrow models and noise"
    assert report.abstract == "We ask whether width helps against λ-noise."
    assert (report.topic, report.question) == ("Width under noise", "Does width help against noise?")
    assert [(claim.text, list(claim.cites)) for claim in report.claims] == [
        ("Wider encoders lose less accuracy under token noise.", ["2105.01234"]),
        ("Doe and Moe show that noise of 5 % costs 2.1 points.", ["2001.00007"]),
        ("As an aside, robust training helps in all eight languages.", ["2001.00007"]),
        ("A later study confirms the gain of 1/2 points.", ["2104.08645"]),
    ]
    assert report.references[0].title == "Wide Encoders under Noise"
    assert report.unresolved_references == ("Page, Ann. 1999. Only in Print",)
    assert "1901.00001" not in versions(report)  # in the .bib, but never cited


def test_html_is_read_as_what_it_shows() -> None:
    report = read_report(DATA / "page.html")

    assert (report.title, report.author, report.date) == ("Narrow models and noise", "Ada Example", "July 8, 2026")
    assert report.abstract == "We ask whether width helps."
    assert [(claim.text, claim.reported) for claim in report.claims] == [
        ("Width helps | hurts in snake_case <mode>.", Reported(verified=True, confidence=0.91)),
        ("Noise costs 2.1 points.", Reported(verified=False, confidence=0.12)),
    ]
    assert report.claims[0].cites == ("2105.01234",)
    assert versions(report) == ["2105.01234v3"]
    assert report.unresolved_references == ("Doe, J. In print only.",)


def test_bibliography_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    text = (DATA / "cites.tex").read_text(encoding="utf-8").replace(r"\bibliography{cites}", r"\bibliography{../cites}")
    (tmp_path / "cites.bib").write_bytes((DATA / "cites.bib").read_bytes())
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "report.tex").write_text(text, encoding="utf-8")

    report = read_report(tmp_path / "inner" / "report.tex")

    assert "2105.01234v3" not in versions(report)


@pytest.mark.parametrize("name", FORMATS)
def test_span_of_a_claim_is_where_the_report_says_it(name: str) -> None:
    report = read_report(DATA / name)
    text = (DATA / name).read_text(encoding="utf-8")

    for claim in report.claims:
        there = text[claim.origin.span.start : claim.origin.span.end]
        words = re.findall(r"[a-z]{3,}", claim.text)
        assert sum(word in there for word in words) >= 0.8 * len(words)
        assert len(there) < 3 * len(claim.text)
        assert claim.origin.report == report.id
        assert claim.origin.paper is None
        assert claim.id == claim_id(claim.text)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_byte_order_marks_change_nothing(name: str, change: Callable[[str], str], tmp_path: Path) -> None:
    copy = tmp_path / name
    copy.write_bytes(change((DATA / name).read_text(encoding="utf-8")).encode())
    (tmp_path / "cites.bib").write_bytes((DATA / "cites.bib").read_bytes())

    assert [claim.text for claim in read_report(copy).claims] == [
        claim.text for claim in read_report(DATA / name).claims
    ]


def test_report_without_claims_is_refused_with_a_hint() -> None:
    with pytest.raises(SourceError, match=r"notes\.md: no claims found") as caught:
        parse_report("# Notes\n\nNothing is cited here.\n", path="notes.md")
    assert "Claim" in caught.value.hint


def test_report_without_references_is_read_and_says_so() -> None:
    report = parse_report("# R\n\n| Claim | Verified |\n|---|---|\n| Width helps a lot. | yes |\n", path="r.md")

    assert report.references == ()
    assert report.warnings == ("the report has no list of references",)


def test_references_that_lead_nowhere_are_kept_and_said() -> None:
    report = parse_report("# R\n\nWidth helps a lot [1].\n\n## References\n\n1. In print only.\n", path="r.md")

    assert report.unresolved_references == ("In print only.",)
    assert report.warnings == (
        "no entry of the list of references names an arXiv paper",
        "1 of 1 references names no arXiv paper",
    )


def test_papers_named_in_the_prose_stand_in_for_a_missing_list() -> None:
    report = parse_report("# R\n\nWidth helps a lot (arXiv:2104.08645v2). Depth does not.\n", path="r.md")

    assert versions(report) == ["2104.08645v2"]
    assert [claim.text for claim in report.claims] == ["Width helps a lot."]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"%PDF-1.7\n...", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
        (b"PK\x03\x04 docx", "not a text file"),
    ],
)
def test_file_that_is_no_report_is_refused_with_a_hint(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "report.md"
    file.write_bytes(data)

    with pytest.raises(SourceError, match=said) as caught:
        read_report(file)
    assert caught.value.hint


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(SourceError, match="cannot be read"):
            read_report(path)


def test_old_encoding_is_read(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes("Claim\tVerified\nThe model’s naïve form wins.\tyes\n".encode("cp1252"))

    assert read_report(file).claims[0].text == "The model’s naïve form wins."


def test_nothing_in_a_report_is_interpreted() -> None:
    text = "# R\n\nClaim\tVerified\n{{ 7 * 7 }} <script>alert(1)</script> equals =SUM(A1) today.\tyes\n"
    report = parse_report(text, path="r.md")

    assert report.claims[0].text == "{{ 7 * 7 }} equals =SUM(A1) today."


def test_types_come_from_the_rules_for_claims() -> None:
    types = {
        "Early works focus on words (Doe, 2001).": ClaimType.BACKGROUND,
        "A outperforms B on XNLI.": ClaimType.COMPARISON,
        "The learning rate is set to 1.": ClaimType.SETTING,
        "F1 rises by 2.1 points.": ClaimType.RESULT,
    }
    table = "Claim\tVerified\n" + "".join(f"{claim}\tyes\n" for claim in types)

    assert [claim.type for claim in parse_report(table, path="r.txt").claims] == list(types.values())


def test_claim_made_twice_is_one_claim_with_all_that_is_cited_for_it() -> None:
    text = "# R\n\nWidth helps a lot (arXiv:2104.08645). Again: nothing.\n\nWidth helps a lot (arXiv:2205.08497).\n"
    (claim,) = parse_report(text, path="r.md").claims

    assert claim.cites == ("2104.08645", "2205.08497")


_PIECES = (
    *(
        "# R",
        "## References",
        "- [1] x",
        "|",
        "Claim",
        "Verified",
        "Doe et al. (2020)",
        "arXiv:2104.08645v2",
        "[1]",
        "x.",
        " ",
    ),
    *(
        "(",
        "$",
        "\\",
        "{",
        "}",
        "&",
        "`",
        "*",
        "<",
        ">",
        "---",
        "```",
        "[^1]:",
        "[a](b)",
        "✓",
        "0.5",
        "\\\\",
        "\\cite{a}",
    ),
    *("\\begin{tabular}", "\\end{tabular}", "\\bibitem{a}", "\n", "\n\n", "\t", "\ud800", "\0", "\x0c", "\u2028"),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(_PIECES), max_size=60),
    st.sampled_from(["r.md", "r.tex", "r.html"]),
)
def test_any_text_is_a_report_or_refused(pieces: list[str], path: str) -> None:
    text = "".join(pieces)
    try:
        report = parse_report(text, path=path)
    except SourceError:
        return
    assert all(claim.origin.span.end <= len(text) for claim in report.claims) or path == "r.html"


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "(",
        "![[",
        "*a",
        "`",
        "| a ",
        "\\begin{table}",
        "{",
        "A, B and ",
        "$x",
        "<a ",
        "~~",
        "[1",
        "a\t",
        " ",
        "__",
        "<div>",
        "<td>",
    ],
)
@pytest.mark.parametrize("path", ["r.md", "r.tex", "r.html"])
def test_monotonous_text_is_no_burden(piece: str, path: str) -> None:
    text = piece * 1500 + "\n\nWidth helps a lot (arXiv:2104.08645).\n"

    with contextlib.suppress(SourceError):
        parse_report(text, path=path)


@pytest.mark.parametrize("separator", ["|", "\t"])
def test_separator_inside_a_claim_is_part_of_it(separator: str) -> None:
    rows = [["No.", "Claim", "Verified", "Score"], ["1", "The norm ", "x", " is small.", "✗", "0.5"]]
    table = "\n".join(f"{separator}{separator.join(row)}{separator}".strip("\t") for row in rows)

    (claim,) = parse_report(f"# R\n\n{table}\n", path="r.md").claims

    assert claim.text in {"The norm |x| is small.", "The norm x is small."}
    assert claim.reported == Reported(verified=False, confidence=0.5)
