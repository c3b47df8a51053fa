"""Reports in Markdown or plain text, as a ``Draft``.

Markdown is read as far as reports use it: headings, paragraphs, lists, tables, links. Where no line begins with
``#``, headings are recognised as in plain text (``plain.py``). Tables are split by pipes or by tabs.
"""

import re
from typing import Final

from synth.claims.types import Span
from synth.sources.reports import plain
from synth.sources.reports.blocks import Blocks, blocks_of
from synth.sources.reports.draft import CLAIMS_HEADINGS, REFERENCES_HEADINGS, Draft, Mark, heading_words, is_label
from synth.sources.reports.markup import plain_inline, tidied
from synth.sources.reports.references import entries_in

_META: Final = re.compile(r"^(title|author|authors|date|abstract):\s*[\"']?(.*?)[\"']?\s*$", re.IGNORECASE)
_DATE: Final = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|(?:\d{1,2}\.? )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?: \d{1,2},?)? \d{4}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})\b"
)
_LONGEST_NAME: Final = 200  # characters of a line with an author or a date
_MARKS: Final = re.compile(
    r"""\s*(?P<open>\()?\s*(?:
        \[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?(?P<link>[^()\s>]+)>?\)            # [words](address)
      | <?(?P<bare>(?:https?://)?(?:[\w-]+\.)?arxiv\.org/[^\s<>()\[\]]+[^\s<>()\[\].,;])>?  # the address itself
      | (?P<id>arxiv:\s?[\w./-]*\d(?:v\d+)?)(?:\s\[[\w.-]+\])?                            # arXiv:2104.08645v2 [cs.CL]
      | \[(?P<pandoc>-?@[^\[\]]+)\]                                                        # [@smith2019; @lee2020]
      | \[\^(?P<note>[^\[\]\s]+)\]                                                         # [^1]
      | \\?\[(?P<numbers>\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\\?\](?!\()                       # [1, 3-5], \[1\]
    )\s*(?P<close>(?(open)\)))""",
    re.IGNORECASE | re.VERBOSE,
)


def parse_markdown(text: str) -> Draft:
    """A Markdown or plain text report, taken apart."""
    start, meta = _front_matter(text)
    blocks = blocks_of(text, start)
    headings = [heading_words(section.title) for section in blocks.sections]
    title, front = _title(blocks)
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
        prose=tuple(sorted(span for index, span in running if index not in {*references, *front})),
        items=tuple(span for index, span in blocks.items if headings[index] in CLAIMS_HEADINGS),
        tables=tuple(blocks.tables),
        entries=(*entries, *blocks.definitions),
        has_list=bool(references or blocks.definitions),
        marks=marks_in,
        readable=plain_inline,
    )


def marks_in(sentence: str) -> list[Mark]:
    """The links, ids, notes and numbers in a sentence that cite something."""
    marks = []
    for match in _MARKS.finditer(sentence):
        lead, tail = match[0][: -len(match[0].lstrip())], match[0][len(match[0].rstrip()) :]
        instead, label = tail, match["label"]
        if label is not None and not is_label(label):
            instead = f"{lead}{label}{tail}"  # the words of a link are words of the sentence
        keys = _keys(match)
        address = match["link"] or match["bare"] or match["id"] or ""
        if keys or address:
            marks.append(Mark(Span(*match.span()), keys, address, instead))
    return marks


def _keys(match: re.Match[str]) -> tuple[str, ...]:
    """What a mark refers to, by the keys of the list."""
    if match["pandoc"]:
        return tuple(key.lower() for key in re.findall(r"@([\w:./-]*\w)", match["pandoc"]))
    if match["note"]:
        return (match["note"].lower(),)
    return numbers_in(match["numbers"] or "")


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a mark, ranges spelt out.

    >>> numbers_in("1, 3-5")
    ('1', '3', '4', '5')
    """
    numbers: list[str] = []
    for first, last in re.findall(r"(\d+)(?:\s?[–-]\s?(\d+))?", text):
        numbers += [str(number) for number in range(int(first), min(int(last or first), int(first) + 50) + 1)]
    return () if "0" in numbers else tuple(numbers)  # nobody counts references from 0: [0, 1] is an interval


def _front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the text begins behind a YAML head, and what the head says."""
    match = re.match(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if match is None or ":" not in match[1]:
        return 0, {}
    found = (_META.match(line) for line in match[1].splitlines())
    return match.end(), {line[1].lower(): line[2] for line in found if line}


def _title(blocks: Blocks) -> tuple[str, set[int]]:
    """The title, and the sections that hold only title, author and date."""
    first = blocks.sections[1].title if len(blocks.sections) > 1 else ""
    opening = [span for index, span in blocks.paragraphs if index == 0]
    if opening and (not first or plain.is_known_heading(first)):
        line = blocks.text[opening[0].start : opening[0].end].split("\n")[0]
        return plain_inline(line), {0} if first else set()
    if first and not plain.is_known_heading(first):
        return plain_inline(first), {0, 1}
    return "", {0}


def _author_and_date(blocks: Blocks, front: set[int], title: str) -> tuple[str, str]:
    """Who wrote the report and when, from the lines under its title."""
    paragraphs = [blocks.text[span.start : span.end] for index, span in blocks.paragraphs if index in front]
    shown = [plain_inline(line) for paragraph in paragraphs for line in paragraph.split("\n")]
    lines = [line for line in shown if line and line != title and len(line) <= _LONGEST_NAME]
    date = next((match[0] for line in lines if (match := _DATE.search(line))), "")
    author = next((line for line in lines if not _DATE.search(line)), "")
    return re.sub(r"^(?:authors?|by|written by)\s*:?\s+", "", author, flags=re.IGNORECASE), date


def _abstract(blocks: Blocks) -> str:
    found = [span for index, span in blocks.paragraphs if heading_words(blocks.sections[index].title) == "abstract"]
    return tidied(" ".join(plain_inline(blocks.text[span.start : span.end]) for span in found))
