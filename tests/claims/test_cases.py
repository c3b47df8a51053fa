"""Case files: sentences in, claims out. Adding a case is adding a file under ``cases/``.

``name: value`` lines first (title, authors, also: words that stand elsewhere in the paper), then ``## Section``
lines with one sentence a line, then ``=>`` and one ``type | claim`` a line, in the order of the text.
"""

from pathlib import Path

import pytest

from synth.claims.document import Document, Part, Section, Sentence, SourceFormat
from synth.claims.extract import extract_claims
from synth.claims.types import PaperId, Span

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
ENOUGH = 50  # more claims than any case holds


def document_of(head: dict[str, str], sections: list[tuple[str, list[str]]]) -> Document:
    """A paper of headed sections, one sentence a line."""
    placed: list[Section] = []
    sentences: list[Sentence] = []
    text = ""
    for title, lines in sections:
        start = len(text)
        for line in lines:
            sentences.append(Sentence(Span(len(text), len(text) + len(line)), len(placed), Part.BODY))
            text += f"{line} "
        placed.append(Section(title, Span(start, len(text)), Part.BODY))
    return Document(
        paper=PaperId("2104.08645"),
        version=1,
        format=SourceFormat.TEXT,
        title=head.get("title", ""),
        text=text + head.get("also", ""),
        sections=tuple(placed),
        sentences=tuple(sentences),
        authors=tuple(head["authors"].split(", ")) if "authors" in head else (),
    )


def read_case(path: Path) -> tuple[Document, list[str]]:
    """The paper of a case and the claims expected of it."""
    given, _, expected = path.read_text(encoding="utf-8").partition("=>\n")
    head: dict[str, str] = {}
    sections: list[tuple[str, list[str]]] = []
    for line in given.splitlines():
        if line.startswith("## "):
            sections.append((line[3:], []))
        elif sections:
            sections[-1][1].append(line)
        else:
            name, _, value = line.partition(": ")
            head[name] = value
    return document_of(head, sections), expected.splitlines()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_gives_its_claims(path: Path) -> None:
    document, expected = read_case(path)

    claims = sorted(enumerate(extract_claims(document, limit=ENOUGH)), key=lambda item: (item[1].origin.span, item[0]))

    assert [f"{claim.type} | {claim.text}" for _, claim in claims] == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_claim_knows_its_paper_and_sentence(path: Path) -> None:
    document, _ = read_case(path)

    for claim in extract_claims(document, limit=ENOUGH):
        assert claim.origin.paper == document.paper
        assert claim.stated_by == (document.paper,)
        assert claim.origin.span in {sentence.span for sentence in document.sentences}
        assert 0.0 <= claim.importance <= 1.0
