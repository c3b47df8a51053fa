"""Reports in Markdown or plain text, as a ``Draft``.

Markdown is read as far as reports use it: headings, paragraphs, lists, tables, links. Where no line begins with
``#``, headings are recognised as in plain text (``plain.py``). Tables are split by pipes or by tabs.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Final

from synth.claims.types import Span
from synth.sources.reports import plain
from synth.sources.reports.blocks import Blocks, blocks_of
from synth.sources.reports.draft import CLAIMS_HEADINGS, DATE, REFERENCES_HEADINGS, Draft, heading_words
from synth.sources.reports.marks import marks_in
from synth.sources.reports.markup import plain_inline, tidied
from synth.sources.reports.references import entries_in

_META: Final = re.compile(r"^(title|author|authors|date|abstract):\s*[\"']?(.*?)[\"']?\s*$", re.IGNORECASE)
_LONGEST_NAME: Final = 200  # characters of a title, an author or a date
_ABSTRACTS: Final = frozenset({"abstract", "summary", "executive summary"})


def parse_markdown(text: str) -> Draft:
    """A Markdown or plain text report, taken apart."""
    start, meta = _front_matter(text)
    blocks = blocks_of(text, start)
    headings = [heading_words(section.title) for section in blocks.sections]
    title, front = _front(blocks)
    title = meta.get("title") or title
    author, date = _author_and_date(blocks, front, title)
    references = [index for index, words in enumerate(headings) if words in REFERENCES_HEADINGS]
    running = blocks.paragraphs + [item for item in blocks.items if headings[item[0]] not in CLAIMS_HEADINGS]
    entries = [entry for index in references for entry in entries_in(blocks.body_of(index))]
    return Draft(
        text=text,
        title=title,
        author=meta.get("author") or meta.get("authors") or author,
        date=meta.get("date") or date,
        abstract=meta.get("abstract") or _abstract(blocks),
        prose=tuple(sorted(span for index, span in running if index not in references and span not in front)),
        items=tuple(span for index, span in blocks.items if headings[index] in CLAIMS_HEADINGS),
        tables=tuple(blocks.tables),
        entries=(*entries, *blocks.definitions),
        has_list=bool(references or blocks.definitions),
        marks=marks_in,
        readable=plain_inline,
    )


def _front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the text begins behind a YAML head, and what the head says."""
    match = re.match(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if match is None or ":" not in match[1]:
        return 0, {}
    found = (_META.match(line) for line in match[1].splitlines())
    return match.end(), {line[1].lower(): line[2] for line in found if line}


def _front(blocks: Blocks) -> tuple[str, list[Span]]:
    """The title, and the short paragraphs before the first real one: author, date."""
    first = blocks.sections[1].title if len(blocks.sections) > 1 else ""
    has_heading = bool(first) and not plain.is_known_heading(first)
    opening = [span for index, span in blocks.paragraphs if index <= has_heading]
    title, rest = ([], opening) if has_heading else (opening[:1], opening[1:])
    if any(len(span) > _LONGEST_NAME for span in title):
        title, rest = [], []
    names = itertools.takewhile(lambda span: _is_name(blocks.text[span.start : span.end]), rest)
    front = [*title, *names]
    if title:
        return plain_inline(blocks.text[title[0].start : title[0].end].split("\n")[0]), front
    return plain_inline(first) if has_heading else "", front


def _is_name(paragraph: str) -> bool:
    """Whether a paragraph is an author or a date rather than prose."""
    return len(paragraph) <= _LONGEST_NAME and not paragraph.rstrip().endswith((".", "!", "?", ":"))


def _author_and_date(blocks: Blocks, front: Sequence[Span], title: str) -> tuple[str, str]:
    """Who wrote the report and when, from the lines under its title."""
    shown = [plain_inline(line) for span in front for line in blocks.text[span.start : span.end].split("\n")]
    lines = [line for line in shown if line and line != title]
    date = next((match[0] for line in lines if (match := DATE.search(line))), "")
    author = next((line for line in lines if not DATE.search(line)), "")
    return re.sub(r"^(?:authors?|by|written by)\s*:?\s+", "", author, flags=re.IGNORECASE), date


def _abstract(blocks: Blocks) -> str:
    found = [span for index, span in blocks.paragraphs if heading_words(blocks.sections[index].title) in _ABSTRACTS]
    return tidied(" ".join(plain_inline(blocks.text[span.start : span.end]) for span in found))
