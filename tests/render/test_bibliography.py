import dataclasses
import json
import re

import bibtexparser
import pytest

from synth.claims.types import PaperId
from synth.ports import Paper, PaperRequest, PaperStatus
from synth.render.bibliography import bibtex, csl, ris
from tests.render.samples import HOSTILE, PAPERS, WIDE

HOSTILE_PAPER = dataclasses.replace(
    PAPERS[0],
    title=" ".join(HOSTILE),
    authors=("Ada {Example", "Barnes and Noble", "Smith, Jr., John", "\\input{x}"),
    abstract="\nER  - \nTY  - JOUR\n" + " ".join(HOSTILE),
    doi="10.1000/a_b",
)


def test_bibtex_names_the_version_that_was_read() -> None:
    (entry,) = bibtexparser.parse_string(bibtex(PAPERS[:1])).entries

    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("misc", "2101.00001v2")
    assert fields["eprint"] == "2101.00001v2"
    assert fields["archiveprefix"] == "arXiv"
    assert fields["author"] == "Ada Example and Bo Sample"
    assert fields["title"] == "{Wide Encoders Tolerate Noise}"
    assert fields["url"] == "http://arxiv.org/abs/2101.00001v2"


def test_bibtex_of_hostile_titles_and_names_is_still_one_entry_each() -> None:
    library = bibtexparser.parse_string(bibtex([HOSTILE_PAPER, *PAPERS]))

    assert not library.failed_blocks
    assert len(library.entries) == 4
    names = next(field.value for field in library.entries[0].fields if field.key == "author")
    assert len(re.split(r" and (?![^{}]*\})", str(names))) == 4


def test_bibtex_leaves_nothing_that_latex_would_run() -> None:
    text = bibtex([HOSTILE_PAPER])

    commands = set(re.findall(r"\\[A-Za-z]+", text))
    assert commands <= {"\\textbackslash", "\\textasciitilde", "\\textasciicircum"}
    assert not re.search(r"(?<!\\)[$%#&_]", text.replace(HOSTILE_PAPER.doi, "").split("url")[0])
    assert text.count("{") - text.count("\\{") == text.count("}") - text.count("\\}")


def test_paper_without_anything_known_is_an_entry_with_its_address() -> None:
    assert "url = {http://arxiv.org/abs/2103.00003}" in bibtex(PAPERS[2:])


def test_local_paper_without_a_title_is_known_by_its_file() -> None:
    paper = Paper(
        PaperId("local:0123456789ab"),
        None,
        "",
        PaperStatus.AVAILABLE,
        request=PaperRequest(PaperId("local:0123456789ab"), path="/home/someone/a_b.pdf"),
    )

    assert "title = {{a\\_b.pdf}}," in bibtex([paper])
    assert "TI  - a_b.pdf" in ris([paper])
    assert csl([paper])[0]["title"] == "a_b.pdf"


def test_keys_are_unique() -> None:
    papers = [Paper(PaperId(name), None, "T", PaperStatus.AVAILABLE) for name in ("a/b", "a-b", "a:b")]

    assert len(set(re.findall(r"@misc\{(.*),", bibtex(papers)))) == 3


def test_keys_are_what_every_tool_allows() -> None:
    papers = [
        Paper(PaperId(name), None, "T", PaperStatus.AVAILABLE) for name in ("hep-th/9901001", "local:0123", "a{b}c")
    ]

    assert re.findall(r"@misc\{(.*),", bibtex(papers)) == ["hep-th-9901001", "local-0123", "a-b-c"]


def test_ris_record_ends_once_whatever_the_abstract_holds() -> None:
    lines = ris([HOSTILE_PAPER]).splitlines()

    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line[:2] for line in lines].count("ER") == 1
    assert [line[:2] for line in lines].count("TY") == 1


def test_ris_turns_names_around() -> None:
    assert "AU  - van Test, Cy" in ris(PAPERS[1:2])


def test_csl_items_carry_names_date_and_version() -> None:
    (item,) = csl(PAPERS[:1])

    assert item["author"] == [{"family": "Example", "given": "Ada"}, {"family": "Sample", "given": "Bo"}]
    assert item["issued"] == {"date-parts": [[2021, 1, 4]]}
    assert item["number"] == "arXiv:2101.00001v2"
    json.dumps(item)


@pytest.mark.parametrize("published", ["", "unknown", "2021", "2021-05", "2021-05-06T00:00:00"])
def test_dates_are_taken_as_far_as_they_are_known(published: str) -> None:
    paper = Paper(WIDE, 2, "T", PaperStatus.AVAILABLE, published=published)

    parts = csl([paper])[0].get("issued", {}).get("date-parts", [[]])[0]
    assert parts == [int(part) for part in re.findall(r"\d+", published)[:3]]


def test_publication_and_withdrawal_are_a_note_in_every_format() -> None:
    paper = dataclasses.replace(PAPERS[0], journal="TACL 9", withdrawn="withdrawn by the authors: 5 % \nER  - ")
    (entry,) = bibtexparser.parse_string(bibtex([paper])).entries
    fields = {field.key: field.value for field in entry.fields}

    assert fields["note"] == "WITHDRAWN: withdrawn by the authors: 5 \\% ER -. Published in TACL 9"
    assert "\nN1  - WITHDRAWN: withdrawn by the authors: 5 % ER -. Published in TACL 9\n" in ris([paper])
    assert csl([paper])[0]["note"].startswith("WITHDRAWN: ")
    assert "note" not in csl(PAPERS[:1])[0]
