from pathlib import Path

import pytest

from synth.claims.ids import local_paper_id
from synth.errors import UsageError
from synth.ports import PaperRequest
from synth.sources.requests import parse_requests
from tests.sources.conftest import make_pdf

BIB = r"""
@comment{nothing}
@string{corr = "CoRR"}
@article{a, title = {The {\"O} of {BERT} \& Co.}, eprint = {2104.08645}, archivePrefix = {arXiv}}
@article{b, title = "Attention", journal = {arXiv preprint arXiv:1706.03762v5}}
@misc{c, url = {https://arxiv.org/abs/hep-th/9901001v2}}
@misc{d, doi = {10.48550/arXiv.2205.08497}}
@article{e, journal = corr, volume = {abs/2106.01732}}
@misc{f, note = {Preprint, arXiv: 2001.00001 [cs.CL]}}
@misc{g, eprint = {2001.00002v3}}
@article{h, title = {On Paper Only}, journal = {Nature}, pages = {2104.0864--2104.0870}, volume = 2104}
@misc{j, note = {our ledger, arXiv:2104.086451 and 2104.08645}}
@misc{i, title = {In HAL}, eprint = {2001.00003}, archivePrefix = {HAL}}
"""


def parse(*arguments: object) -> tuple[tuple[PaperRequest, ...], tuple[str, ...]]:
    return parse_requests([str(argument) for argument in arguments], max_bytes=1_000_000)


def asked(*arguments: object) -> list[tuple[str, int | None]]:
    return [(request.paper, request.version) for request in parse(*arguments)[0]]


@pytest.mark.parametrize(
    ("argument", "paper", "version"),
    [
        ("2104.08645", "2104.08645", None),
        ("2205.08497v1", "2205.08497", 1),
        ("arXiv:2104.08645v2", "2104.08645", 2),
        ("https://arxiv.org/abs/2106.01732", "2106.01732", None),
        ("https://arxiv.org/pdf/2106.01732v2.pdf", "2106.01732", 2),
        ("https://doi.org/10.48550/arXiv.2106.01732", "2106.01732", None),
        ("hep-th/9901001", "hep-th/9901001", None),
    ],
)
def test_id_is_taken_in_every_form(argument: str, paper: str, version: int | None) -> None:
    [request], unresolved = parse(argument)

    assert (request.paper, request.version, request.path, request.cited_as) == (paper, version, None, argument)
    assert unresolved == ()


def test_each_paper_and_version_is_asked_for_once_in_order() -> None:
    arguments = ("2205.08497", "2104.08645v2", "arXiv:2205.08497", "2104.08645v1", "2104.08645v2")

    assert asked(*arguments) == [("2205.08497", None), ("2104.08645", 2), ("2104.08645", 1)]


def test_existing_file_is_a_local_paper(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(make_pdf())
    [request], _ = parse(path)

    assert (request.paper, request.path) == (local_paper_id(make_pdf()), str(path))


def test_file_named_like_an_id_is_a_local_copy_of_that_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "2104.08645v2.pdf").write_bytes(make_pdf())
    monkeypatch.chdir(tmp_path)
    [request], _ = parse("2104.08645v2.pdf")

    assert (request.paper, request.version, request.path) == ("2104.08645", 2, str(tmp_path / "2104.08645v2.pdf"))


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("21040.8645", "not an arXiv id"),
        ("2113.08645", "not an arXiv id"),
        ("", "not an arXiv id"),
        ("https://example.org/paper.pdf", "not an arXiv id"),
        ("nowhere/paper.pdf", "no such file: nowhere/paper.pdf"),
        ("refs.bib", "no such file: refs.bib"),
        ("ids.txt", "no such file: ids.txt"),
        ("x" * 5000, "not an arXiv id"),
        ("\0", "not an arXiv id"),
        (".", ". is a folder"),
    ],
)
def test_argument_that_is_nothing_is_a_usage_error_with_a_hint(argument: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as failure:
        parse("2104.08645", argument)

    assert failure.value.hint


def test_nothing_at_all_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no papers named"):
        parse()


# Lists


def test_list_may_have_comments_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_text("# my papers\n\n2104.08645v2\n  https://arxiv.org/abs/2106.01732  # the second\n2104.08645v2\n")

    assert asked(path) == [("2104.08645", 2), ("2106.01732", None)]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n"])
def test_empty_list_is_a_usage_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ids.txt"
    path.write_text(text)
    with pytest.raises(UsageError, match="names no papers") as failure:
        parse(path)

    assert failure.value.hint


@pytest.mark.parametrize("text", ["2104.08645\n2113.08645\n", "2104.08645\nsome words\nmore words\n", "not-an-id\n"])
def test_malformed_line_of_a_list_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ids.txt"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"ids.txt, line [12]: not an arXiv id"):
        parse(path)


@pytest.mark.parametrize(
    "text", ["Width helps.\n", "We follow\nhttps://arxiv.org/abs/2104.08645\n" + "and find that width helps.\n" * 30]
)
def test_text_file_of_words_is_a_paper(tmp_path: Path, text: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(text)

    assert asked(path) == [(local_paper_id(text.encode()), None)]


# Bibliographies


def test_bibliography_gives_arxiv_papers_and_names_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(BIB)
    requests, unresolved = parse(path)

    assert [(request.paper, request.version) for request in requests] == [
        ("2104.08645", None),
        ("1706.03762", 5),
        ("hep-th/9901001", 2),
        ("2205.08497", None),
        ("2106.01732", None),
        ("2001.00001", None),
        ("2001.00002", 3),
    ]
    assert requests[0].title == "The Ö of BERT & Co."
    assert requests[0].cited_as == "refs.bib: a"
    assert unresolved == ("refs.bib: h, On Paper Only", "refs.bib: j", "refs.bib: i, In HAL")


def test_entry_with_a_mistake_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(
        "@misc{a, eprint={2104.08645}}\n@misc{a, eprint={2205.08497}}\n"
        "@misc{b, eprint={2106.01732}, eprint={2106.01733}}\n@misc{c, title={broken, url={arxiv.org/abs/2001.00001}\n"
        "@misc{d, title={lost\n@misc{e, eprint={2001.00004}}\n"
    )
    requests, unresolved = parse(path)

    assert {"2104.08645", "2205.08497", "2106.01732", "2001.00001", "2001.00004"} <= {
        request.paper for request in requests
    }
    assert [name.partition(":")[0] for name in unresolved] == ["refs.bib"]


@pytest.mark.parametrize(
    ("text", "message"), [("", "it has no entries"), ("@misc{a, title={X}}", "none of its 1 entries has an arXiv id")]
)
def test_bibliography_without_arxiv_ids_is_a_usage_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(text)
    with pytest.raises(UsageError, match=message) as failure:
        parse(path)

    assert "eprint" in failure.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_bibliography_may_be_in_an_old_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@misc{a, title={Größe}, eprint={2104.08645}}", encoding=encoding)

    assert parse(path)[0][0].title == "Größe"


def test_bibliography_beyond_the_limit_is_refused_and_never_cut(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@misc{a, eprint={2104.08645}}\n" * 200)
    with pytest.raises(UsageError, match="is larger than"):
        parse_requests([str(path)], max_bytes=1000)


def test_text_too_long_for_a_list_is_a_paper(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("2104.08645\n" * 100_000)
    [request], _ = parse(path)

    assert request.path
