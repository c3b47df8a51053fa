from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synth.claims.document import Document, Part, Reference, Section, Sentence, SourceFormat, Table
from synth.claims.types import PaperId, Span
from synth.errors import StoreError
from synth.ports import Paper, PaperRequest, PaperStatus, Run, SourceFile
from synth.store.codec import dumps, loads


@dataclass(frozen=True)
class Old:
    name: str


@dataclass(frozen=True)
class New:
    name: str
    pairs: tuple[tuple[str, float], ...] = ()
    when: datetime | None = None
    options: Mapping[str, int] = field(default_factory=dict)


def test_value_written_before_a_field_was_added_is_read_with_its_default() -> None:
    assert loads(New, dumps(Old("a"))) == New("a")


def test_value_with_a_field_that_is_gone_is_our_error() -> None:
    with pytest.raises(StoreError, match="stored Old cannot be read") as caught:
        loads(Old, dumps(New("a")))
    assert caught.value.hint


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"name": "a", "other": 1}', '{"title": 1}'])
def test_text_that_is_no_such_value_is_our_error(text: str) -> None:
    with pytest.raises(StoreError):
        loads(Old, text)


def test_what_cannot_be_stored_is_a_bug() -> None:
    with pytest.raises(TypeError, match="set"):
        dumps({"a": {1, 2}})


def test_paper_and_run_come_back_equal() -> None:
    paper = Paper(
        PaperId("2104.08645"),
        None,
        "A “Title” λ",
        PaperStatus.UNAVAILABLE,
        files=(SourceFile("pdf", "a.pdf", "0"),),
        request=PaperRequest(PaperId("2104.08645"), 3, title="T"),
    )
    run = Run("a" * 12, "verify", datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC), settings={"boxes": True, "gap": 3.0})

    assert loads(Paper, dumps(paper)) == paper
    assert loads(Run, dumps(run)) == run


spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(min(pair), max(pair)))
documents = st.builds(
    Document,
    paper=st.text(max_size=9).map(PaperId),
    version=st.none() | st.integers(1, 9),
    format=st.sampled_from(SourceFormat),
    title=st.text(max_size=9),
    text=st.text(st.characters(), max_size=40),
    sections=st.lists(st.builds(Section, st.text(max_size=5), spans, st.sampled_from(Part)), max_size=3).map(tuple),
    sentences=st.lists(st.builds(Sentence, spans, st.integers(0, 9), st.sampled_from(Part)), max_size=3).map(tuple),
    pages=st.just(()),
    tables=st.lists(
        st.builds(
            Table,
            caption=st.text(max_size=5),
            rows=st.just((("a", "b"), ("c", "d"))),
            header_rows=st.integers(0, 2),
            span=spans,
            page=st.none() | st.integers(1, 9),
            label=st.text(max_size=5),
        ),
        max_size=2,
    ).map(tuple),
    references=st.lists(st.builds(Reference, st.text(max_size=5), spans, st.none() | st.just("x")), max_size=2).map(
        tuple
    ),
    source_map=st.just(((0, 0), (3, 5))),
    abbreviations=st.just((("SF", "short form"),)),
)


@given(documents)
def test_any_document_comes_back_equal(document: Document) -> None:
    assert loads(Document, dumps(document)) == document
