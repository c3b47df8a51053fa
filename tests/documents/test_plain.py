"""Plain text and Markdown."""

import pytest

from synth.claims.document import Part
from synth.errors import SourceError
from tests.documents.conftest import Read, texts

PAPER = """# Gates

Abstract

We study sparse gates in trans-
lation models.  They work.

1 Introduction
We ask a question
that spans lines.

References

A. Hale. 2019. Gates. arXiv:1905.01234.
"""


def test_paragraphs_sections_and_references_are_told_apart(read: Read) -> None:
    document = read("text", PAPER)

    assert [section.title for section in document.sections] == ["Gates", "Abstract", "1 Introduction", "References"]
    assert texts(document, Part.ABSTRACT) == ["We study sparse gates in translation models.", "They work."]
    assert texts(document, Part.BODY) == ["We ask a question that spans lines."]
    assert document.references[0].arxiv == "1905.01234"


def test_offsets_lead_back_to_the_file(read: Read) -> None:
    document = read("text", PAPER)

    for start in ("We study", "They work", "that spans", "A. Hale"):
        assert PAPER[document.original_offset(document.text.index(start)) :].startswith(start)


def test_text_without_headings_is_body(read: Read) -> None:
    assert texts(read("text", "Gates work. They are cheap."), Part.BODY) == ["Gates work.", "They are cheap."]


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\x00\x01\x02binary"])
def test_empty_and_binary_files_are_refused(read: Read, data: bytes) -> None:
    with pytest.raises(SourceError):
        read("text", data)
