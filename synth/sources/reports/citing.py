"""Sentences of a report's prose that cite something: its claims, when it has no table of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from synth.claims.citations import without_citations
from synth.claims.sentences import split_sentences
from synth.claims.types import PaperId, Span
from synth.ports import PaperRequest
from synth.sources.reports.draft import Draft, Entry, Mark
from synth.sources.reports.references import by_authors, by_key, request_in

_FEWEST_WORDS: Final = 4  # fewer are a caption or a remark
_LATE_MARK: Final = re.compile(
    r"(?<!\bal)([.!?])([\s~]?(?:\\?\[(?:\d|\^|-?@)[^\[\]]*\]|\\(?:cite|citep|parencite|autocite|footcite)\*?\{[^{}]*\}))"
    r"(?=\s+[A-Z]|\s*$)"
)
"""A mark behind the full stop: it belongs to the sentence before it."""
_NO_MARK: Final = re.compile(r"\[(?=\s?\d)")
_HELD: Final = "\ue000"  # private use: a bracket that is no mark
_ITEM: Final = re.compile(r"^\s*(?:[-*+•>]|\d+[.)])\s+")
_RUN_IN: Final = re.compile(
    r"^\s*(?:(\*\*|__)[^*_]{1,60}(?:[.:]\1|\1[.:])|\\(?:textbf|emph|paragraph\*?)\{[^{}]{1,60}[.:]\}:?)(?=\s)"
)
"""A heading at the head of a paragraph: "**Cost.** Latency grows"."""
_DANGLES: Final = re.compile(
    r"(?:^|\b(?:in|to|of|by|with|from|on|than|as|following|unlike|like|see|per|over|against|and|or))\s*$", re.IGNORECASE
)
_CITED: Final = "the cited work"
_LEAD_IN: Final = re.compile(
    rf"^(?:As (?:\w+ )?\w+ (?:in|by)|According to|Following|Per|Based on|In) {_CITED}(?: and {_CITED})*,?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a report in plain characters, without citation marks, and what the marks lead to."""

    text: str
    span: Span
    is_citing: bool
    requests: tuple[PaperRequest, ...]

    @property
    def cites(self) -> tuple[PaperId, ...]:
        """The papers, each once."""
        return tuple(dict.fromkeys(request.paper for request in self.requests))


def citing_sentences(draft: Draft) -> Iterator[Statement]:
    """The sentences with citation marks, in the order of the text."""
    for paragraph in draft.prose:
        raw = draft.text[paragraph.start : paragraph.end].replace("\n", " ")
        raw = _ITEM.sub(lambda match: " " * len(match[0]), raw)
        raw = _RUN_IN.sub(lambda match: " " * len(match[0]), raw)
        raw = _LATE_MARK.sub(r"\2\1", raw)  # as long as before, so that spans stay right
        for span in split_sentences(raw):
            place = Span(paragraph.start + span.start, paragraph.start + span.end)
            statement = without_marks(raw[span.start : span.end], place, draft)
            if statement.is_citing and len(re.findall(r"\w+", statement.text)) >= _FEWEST_WORDS:
                yield statement


def without_marks(raw: str, span: Span, draft: Draft) -> Statement:
    """What the report says at a place, its citation marks taken out and followed; without any it stays as it is."""
    requests: list[PaperRequest] = []
    bare, end, is_citing = "", 0, False
    for mark in draft.marks(raw):
        leads_to = list(_of_mark(mark, draft.entries))
        is_known = any(by_key(draft.entries, key) for key in mark.keys)
        is_named = any(not key.isdigit() for key in mark.keys)
        if not (leads_to or is_known or is_named or (mark.keys and not draft.entries)):
            continue  # a link to anything but a paper cites nothing; nor does a number that no reference has
        is_citing = True
        requests += leads_to
        bare += raw[end : mark.span.start]
        is_needed = not mark.instead and _DANGLES.search(bare) is not None
        bare += f" {_CITED}" if is_needed else mark.instead
        end = mark.span.end
    plain = _NO_MARK.sub(_HELD, draft.readable(bare + raw[end:]))  # brackets that are left hold an interval
    uncited = without_citations(plain)
    if uncited.has_marks:
        requests += [entry.request for entry in by_authors(draft.entries, plain) if entry.request]
    text = (uncited.text if uncited.has_marks else plain).replace(_HELD, "[")
    if is_citing and _CITED in text:
        text = _LEAD_IN.sub("", text)
        text = f"{text[:1].upper()}{text[1:]}"
    return Statement(text, span, is_citing or uncited.has_marks, tuple(dict.fromkeys(requests)))


def _of_mark(mark: Mark, entries: Sequence[Entry]) -> Iterator[PaperRequest]:
    """The papers that a mark leads to."""
    for key in mark.keys:
        entry = by_key(entries, key)
        if entry is not None and entry.request is not None:
            yield entry.request
    if mark.address and (request := request_in(mark.address, cited_as=mark.address)):
        yield request
