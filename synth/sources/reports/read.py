"""A written report as ``ports.Report``: what it says of itself, its claims, its references."""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from synth.claims.citations import without_citations
from synth.claims.ids import claim_id, content_hash
from synth.claims.places import Place
from synth.claims.rules import judged
from synth.claims.types import Claim, ClaimType, Origin, Reported
from synth.errors import SourceError
from synth.ports import PaperRequest, Report
from synth.sources.formats import kind_of
from synth.sources.reports.citing import Statement, citing_sentences, without_marks
from synth.sources.reports.draft import Draft
from synth.sources.reports.facts import stated_counts, topic_and_question
from synth.sources.reports.html import is_html, markdown_of
from synth.sources.reports.latex import bibliography_files, parse_latex
from synth.sources.reports.markdown import parse_markdown
from synth.sources.reports.references import request_in
from synth.sources.reports.table import ReportedClaim, claims_in, flagged_item

_CUT_CHARS: Final = frozenset({119, 120})  # such reports cut claims at 120 characters; a space at the end falls away
_LONGEST: Final = 20_000_000  # bytes; a report of a thousand pages has two million
_LIST_HINT: Final = (
    "synth reads a table with a column 'Claim', a list under the heading 'Extracted Claims', or else the sentences "
    "that cite something"
)


def read_report(path: Path) -> Report:
    """Read a report in Markdown, plain text, HTML or LaTeX, with the bibliography beside it.

    Raises:
        SourceError: If the file cannot be read, is no text, or makes no claims.
    """
    text = _read_text(path)
    beside = {}
    if _is_latex(text, path.name):
        for name in bibliography_files(text, path.stem):
            file = path.parent / name
            if file.is_file() and file.resolve().is_relative_to(path.parent.resolve()):
                beside[name] = _read_text(file)
    return parse_report(text, path=str(path), beside=beside)


def parse_report(text: str, *, path: str, beside: Mapping[str, str] | None = None) -> Report:
    """Read a report that is at hand.

    Args:
        text: The report. The spans of its claims count these characters; those of HTML count ``markdown_of`` it.
        path: Where it comes from; its suffix tells LaTeX from the rest where the text does not.
        beside: Bibliographies (.bib, .bbl) that a LaTeX report names, by file name.

    Raises:
        SourceError: If it makes no claims.
    """
    text = re.sub(r"[\ud800-\udfff]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    report = content_hash(text.encode(), digits=12)
    if is_html(text, path):
        draft = parse_markdown(markdown_of(text))
    else:
        draft = parse_latex(text, beside or {}) if _is_latex(text, path) else parse_markdown(text)
    claims, cited = _claims(draft, report)
    if not claims:
        raise SourceError(f"{path}: no claims found in this report", hint=_LIST_HINT)
    listed = [entry.request for entry in draft.entries if entry.request is not None]
    references = _unique([*listed, *cited] if draft.entries else [*cited, *_mentioned(draft)])
    topic, question = topic_and_question(_facts_text(draft))
    return Report(
        id=report,
        path=path,
        title=draft.title,
        author=draft.author,
        date=draft.date,
        abstract=draft.abstract,
        topic=topic,
        question=question,
        stated_counts=stated_counts(_facts_text(draft)),
        claims=claims,
        references=references,
        unresolved_references=tuple(entry.text for entry in draft.entries if entry.request is None),
        warnings=_warnings(draft, references, claims),
    )


def _read_text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > _LONGEST:
            raise SourceError(f"{path}: {size} bytes are too many for a report", hint="is this the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be read: {error.strerror}", hint="check the name and the permissions"
        ) from error
    if not data.strip():
        raise SourceError(f"{path}: the file is empty", hint="is this the right file?")
    if kind_of(data) in {"", "pdf"} or data.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        raise SourceError(
            f"{path}: not a text file",
            hint="give the report as Markdown, plain text, HTML or LaTeX; a PDF holds no table of claims",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what else old editors on Windows write


def _is_latex(text: str, name: str) -> bool:
    return name.lower().endswith((".tex", ".latex")) or bool(re.search(r"\\documentclass|\\begin\{document\}", text))


def _claims(draft: Draft, report: str) -> tuple[tuple[Claim, ...], list[PaperRequest]]:
    """The claims of the table, else of the list, else the citing sentences; and the papers that marks lead to."""
    listed = list(claims_in(draft.tables, draft.text, draft.readable)) or [
        flagged_item(draft.text, span) for span in draft.items
    ]
    if listed:
        found = [_listed(draft, report, item) for item in listed]
    else:
        found = [(_claim(report, statement), statement) for statement in citing_sentences(draft)]
    kept: dict[str, Claim] = {}
    for claim, _ in found:  # each claim once, where it is first made, with all that is cited for it
        first = kept.setdefault(claim.id, claim)
        kept[claim.id] = dataclasses.replace(first, cites=tuple(dict.fromkeys((*first.cites, *claim.cites))))
    return tuple(kept.values()), [request for _, statement in found for request in statement.requests]


def _listed(draft: Draft, report: str, item: ReportedClaim) -> tuple[Claim, Statement]:
    """A claim that stands alone in a cell or list item; such claims may have been cut."""
    raw = draft.text[item.span.start : item.span.end].replace("\n", " ")
    whole = draft.readable(raw)
    has_ellipsis = whole.endswith(("…", "..."))
    is_cut = has_ellipsis or (
        not whole.endswith((".", "!", "?", ":", '"', "”", ")")) and not _CUT_CHARS.isdisjoint({len(whole), len(raw)})
    )
    statement = without_marks(raw, item.span, draft)
    if has_ellipsis:
        statement = dataclasses.replace(statement, text=statement.text.rstrip("….").rstrip())
    return _claim(report, statement, reported=item.reported, truncated=is_cut), statement


def _claim(report: str, said: Statement, *, reported: Reported | None = None, truncated: bool = False) -> Claim:
    return Claim(
        id=claim_id(said.text),
        text=said.text,
        type=_type_of(said.text),
        origin=Origin(None, report, said.span),
        truncated=truncated,
        cites=said.cites,
        reported=reported,
    )


def _type_of(text: str) -> ClaimType:
    """The kind of statement, by the rules for papers' own claims; what none of them knows describes a method."""
    found = judged(text, Place.RESULTS, about_others=without_citations(text).is_led)
    is_unknown = found.type is ClaimType.BACKGROUND and not found.rules and not without_citations(text).is_led
    return ClaimType.METHOD if is_unknown else found.type


def _facts_text(draft: Draft) -> str:
    """The prose in plain characters, one paragraph after another."""
    return "\n\n".join(draft.readable(draft.text[span.start : span.end]) for span in draft.prose)


def _mentioned(draft: Draft) -> list[PaperRequest]:
    """The arXiv papers that the prose of a report without a list of references names."""
    found = (
        request_in(draft.text[span.start : span.end], cited_as="the text", is_reference=False) for span in draft.prose
    )
    return [request for request in found if request is not None]


def _unique(requests: Iterable[PaperRequest]) -> tuple[PaperRequest, ...]:
    """The requests in order, each paper's version once; whoever names no version means one that is named elsewhere."""
    kept: dict[tuple[str, int | None], PaperRequest] = {}
    for request in requests:
        kept.setdefault((request.paper, request.version), request)
    versioned = {paper for paper, version in kept if version is not None}
    return tuple(item for item in kept.values() if item.version is not None or item.paper not in versioned)


def _warnings(draft: Draft, references: Sequence[PaperRequest], claims: Sequence[Claim]) -> tuple[str, ...]:
    """What a reader of the audit should know about how the report was read."""
    said = []
    if not draft.has_list:
        said.append("the report has no list of references")
    elif not references:
        said.append("no entry of the list of references names an arXiv paper")
    if missing := sum(entry.request is None for entry in draft.entries):
        said.append(
            f"{missing} of {len(draft.entries)} references {'names' if missing == 1 else 'name'} no arXiv paper"
        )
    if cut := sum(claim.truncated for claim in claims):
        said.append(f"{cut} of {len(claims)} claims {'is' if cut == 1 else 'are'} cut off in the report")
    return tuple(said)
