import dataclasses

import pytest

from synth.claims.types import PaperId
from synth.ports import Paper, PaperRequest, PaperStatus
from synth.render.references import References, link_of
from tests.render.samples import ALONE, AUDITED, LOST, NARROW, PAPERS, WIDE, make_evidence, make_verdict


def test_references_of_an_audit_keep_the_order_and_versions_of_the_report() -> None:
    report = dataclasses.replace(
        AUDITED, references=(PaperRequest(LOST, 1), PaperRequest(NARROW, 3), PaperRequest(WIDE, 2))
    )

    entries = References(PAPERS, (), report).items
    assert [entry.key for entry in entries] == ["2103.00003v1", "2102.00002v3", "2101.00001v2"]
    assert [entry.number for entry in entries] == [1, 2, 3]


def test_paper_cited_twice_has_one_number() -> None:
    report = dataclasses.replace(AUDITED, references=(PaperRequest(WIDE, 2), PaperRequest(WIDE, 2)))

    assert len(References(PAPERS, (), report)) == 1


def test_two_versions_of_a_paper_are_two_references() -> None:
    report = dataclasses.replace(AUDITED, references=(PaperRequest(WIDE, 1), PaperRequest(WIDE, 2)))
    references = References(PAPERS, (), report)

    assert references.of(WIDE, 2).number == 2
    assert references.of(WIDE).number == 1


def test_papers_that_bear_on_no_claim_are_not_cited() -> None:
    assert [entry.paper for entry in References(PAPERS, (ALONE,), None).items] == [NARROW]


def test_evidence_from_a_paper_nobody_listed_is_cited_by_its_id() -> None:
    verdict = make_verdict("Width helps.", evidence=(make_evidence("yes", PaperId("2201.00009")),))

    (entry,) = References((), (verdict,), None).items
    assert (entry.key, entry.title, entry.who, entry.read) == ("2201.00009v1", "", "2201.00009v1", False)


@pytest.mark.parametrize(
    ("authors", "who"),
    [
        (("Ada Example",), "Example"),
        (("Ada Example", "Bo Sample"), "Example and Sample"),
        (("Ada Example", "Bo Sample", "Cy Test"), "Example et al."),
        ((), "“A Title”"),
    ],
)
def test_paper_is_named_by_its_authors_else_by_its_title(authors: tuple[str, ...], who: str) -> None:
    paper = Paper(NARROW, 1, "A Title", PaperStatus.AVAILABLE, authors=authors)

    assert References((paper,), (ALONE,), None).items[0].who == who


def test_long_title_is_cut_inside_a_sentence() -> None:
    title = "Estimation of Conditional Probabilities With Decision Trees and an Application to Fine-Grained POS Tagging"
    paper = Paper(NARROW, 1, title, PaperStatus.AVAILABLE)

    entry = References((paper,), (ALONE,), None).items[0]
    assert entry.who == "“Estimation of Conditional Probabilities With…”"
    assert entry.entry == f"{title}."


def test_unread_paper_says_why() -> None:
    paper = Paper(NARROW, None, "A Title", PaperStatus.WITHDRAWN)

    assert References((paper,), (ALONE,), None).items[0].entry == "A Title. Not read: withdrawn."


def test_local_paper_shows_the_name_of_its_file_and_not_its_folder() -> None:
    paper = dataclasses.replace(PAPERS[1], request=PaperRequest(NARROW, path="/home/someone/secret/paper.pdf"))

    entry = References((paper,), (ALONE,), None).items[0].entry
    assert entry.endswith("Local file paper.pdf.")
    assert "secret" not in entry


@pytest.mark.parametrize(
    ("paper", "doi", "link"),
    [
        ("2104.08645", "", "http://arxiv.org/abs/2104.08645v2"),
        ("hep-th/9901001", "", "http://arxiv.org/abs/hep-th/9901001v2"),
        ("local:0123456789ab", "10.1000/xyz(1)", "https://doi.org/10.1000/xyz(1)"),
        ("local:0123456789ab", '10.1000/a"><script>', "https://doi.org/10.1000/a%22%3E%3Cscript%3E"),
        ("local:0123456789ab", "10.1000/a b", ""),
        ("local:0123456789ab", "javascript:alert(1)", ""),
        ("javascript:alert(1)", "", ""),
    ],
)
def test_link_is_made_from_the_id_or_doi_and_from_nothing_else(paper: str, doi: str, link: str) -> None:
    assert link_of(PaperId(paper), 2, doi) == link


def test_reference_whose_other_version_was_read_says_so() -> None:
    report = dataclasses.replace(AUDITED, references=(PaperRequest(WIDE, 1),))

    assert References(PAPERS, (), report).items[0].entry.endswith("2021. Version 2 was read.")
