import pytest

from synth.claims.names import PaperNames, author_names, names_of
from tests.claims.test_cases import document_of


@pytest.mark.parametrize(
    ("authors", "cited"),
    [
        (["Ann Roe", "Bob Doe", "Carl Poe"], "Roe et al."),
        (["Ann Roe", "Bob Doe"], "Roe and Doe"),
        (["Ann Roe"], ""),  # "we" takes a plural verb
        ([], ""),
        (["Ann Roe", "University of X, ann@x.org"], ""),  # not names
    ],
)
def test_authors_are_cited_by_surname(authors: list[str], cited: str) -> None:
    assert author_names(authors) == cited


def abstract(*sentences: str, title: str = "A Paper") -> PaperNames:
    elsewhere = "TreeNet TreeNet TreeNet LetterBank LetterBank LetterBank"
    return names_of(document_of({"title": title, "also": elsewhere}, [("Abstract", list(sentences))]))


@pytest.mark.parametrize(
    "sentence",
    [
        "We propose TreeNet, a parser for letters.",
        "We present a new parser called TreeNet that reads letters.",
        "We introduce Tree Networks (TreeNet) for letters.",
        "Our parser, which we call TreeNet, reads letters.",
    ],
)
def test_coined_method_is_found(sentence: str) -> None:
    assert abstract(sentence).method == "TreeNet"


def test_coined_data_are_found_beside_the_method() -> None:
    names = abstract("We propose TreeNet, a parser.", "We release LetterBank, a corpus of letters.")

    assert (names.method, names.resource) == ("TreeNet", "LetterBank")


def test_title_names_the_method() -> None:
    assert abstract("It reads letters.", title="TreeNet: Reading Letters").method == "TreeNet"


def test_name_that_does_not_recur_is_no_name() -> None:
    assert abstract("We propose a parser called RareNet.").method == ""


def test_acronym_in_passing_is_no_name() -> None:
    assert abstract("We propose a parser trained with SGD (SVM).").method == ""
