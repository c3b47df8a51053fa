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


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """A sentence in plain characters, without its marks, and what the marks lead to."""

    text: str
    span: Span
    cites: tuple[PaperId, ...]
    requests: tuple[PaperRequest, ...]


def citing_sentences(draft: Draft) -> Iterator[CitingSentence]:
    """The sentences with citation marks, in the order of the text."""
    for paragraph in draft.prose:
        raw = draft.text[paragraph.start : paragraph.end].replace("\n", " ")
        raw = _ITEM.sub(lambda match: " " * len(match[0]), raw)
        raw = _LATE_MARK.sub(r"\2\1", raw)  # as long as before, so that spans stay right
        for span in split_sentences(raw):
            found = _uncited(raw[span.start : span.end], draft)
            if found is not None:
                text, requests = found
                place = Span(paragraph.start + span.start, paragraph.start + span.end)
                yield CitingSentence(text, place, tuple(dict.fromkeys(item.paper for item in requests)), requests)


def _uncited(raw: str, draft: Draft) -> tuple[str, tuple[PaperRequest, ...]] | None:
    """A sentence without its marks, and the papers they lead to; None if it cites nothing."""
    requests: list[PaperRequest] = []
    bare, end, is_citing = "", 0, False
    for mark in draft.marks(raw):
        leads_to = list(_of_mark(mark, draft.entries))
        is_known = any(by_key(draft.entries, key) for key in mark.keys)
        # a link to anything but a paper cites nothing; nor does a number that no reference has
        is_named = any(not key.isdigit() for key in mark.keys)
        cites = bool(leads_to or is_known or is_named or (mark.keys and not draft.entries))
        is_citing = is_citing or cites
        requests += leads_to
        bare += raw[end : mark.span.start] + (mark.instead if cites else raw[mark.span.start : mark.span.end])
        end = mark.span.end
    bare += raw[end:]
    plain = _NO_MARK.sub(_HELD, draft.readable(bare))  # the format's own marks are gone: what is left is an interval
    uncited = without_citations(plain)
    if uncited.has_marks:
        requests += [entry.request for entry in by_authors(draft.entries, plain) if entry.request]
    if not (is_citing or uncited.has_marks) or len(re.findall(r"\w+", uncited.text)) < _FEWEST_WORDS:
        return None
    return uncited.text.replace(_HELD, "["), tuple(dict.fromkeys(requests))


def _of_mark(mark: Mark, entries: Sequence[Entry]) -> Iterator[PaperRequest]:
    """The papers that a mark leads to."""
    for key in mark.keys:
        entry = by_key(entries, key)
        if entry is not None and entry.request is not None:
            yield entry.request
    if mark.address and (request := request_in(mark.address, cited_as=mark.address)):
        yield request
