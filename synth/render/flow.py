"""The PRISMA 2020 flow diagram as a picture (SVG) and as a table (CSV), from counted records.

Source:
    Page et al. (2021), figure 1: https://www.prisma-statement.org/prisma-2020-flow-diagram, for new systematic reviews
    which included searches of databases and other sources.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from synth.errors import RenderError
from synth.render.engine import rendered
from synth.render.flow_drawing import drawing_of
from synth.render.words import plain
from synth.synthesis.flow import FlowCounts, Stream
from synth.synthesis.literature import Search

_QUERY_HEADS: Final = (
    *("database", "query", "written by", "derived query", "asked at", "received", "stated", "failure"),
    *("since", "until"),
)
_RECORD_HEADS: Final = (
    *("record", "title", "authors", "published", "arxiv", "doi", "url"),
    *("fate", "duplicate of", "decided by", "reason", "title similarity", "relevance"),
)


def flow_svg(counts: FlowCounts, *, templates: Path | None = None) -> str:
    """The diagram as SVG; ``templates`` may hold a ``flow.svg.j2`` that replaces the shipped one.

    Raises:
        RenderError: If the template is wrong.
    """
    return rendered("flow.svg.j2", {"flow": drawing_of(counts)}, workspace=templates)


def flow_csv(counts: FlowCounts) -> str:
    """Every number of the diagram: stage, what is counted, reason (or database) and count."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("stage", "what", "detail", "count"))
    for row in flow_rows(counts):
        writer.writerow([_cell(value) for value in row])
    return text.getvalue()


def flow_rows(counts: FlowCounts) -> tuple[tuple[str, str, str, int], ...]:
    """The rows of the table; a row with a detail is a part of the row above it without one."""
    rows = [("identification", "records identified", "", counts.identified)]
    rows += [("identification", "records identified", name, count) for name, count in counts.identified_by]
    rows += [("identification", "duplicate records removed", "", counts.duplicates)]
    rows += [("identification", "duplicate records removed", why, count) for why, count in counts.why_duplicate]
    rows += [("identification", "records removed before screening", "", counts.removed)]
    rows += [("identification", "records removed before screening", why, count) for why, count in counts.why_removed]
    rows += [
        ("screening", "records screened", "", counts.screened),
        ("screening", "records excluded", "", counts.excluded),
        ("screening", "records excluded", "by automation", counts.excluded_by_automation),
        ("screening", "records excluded", "by a person", counts.excluded_by_person),
        ("screening", "records not decided", "", counts.undecided),
    ]
    rows += _stream_rows("databases", counts.databases) + _stream_rows("other methods", counts.others)
    return (*rows, ("included", "reports included", "", counts.included))


def _stream_rows(name: str, stream: Stream) -> list[tuple[str, str, str, int]]:
    rows = [
        ("retrieval", f"reports sought ({name})", "", stream.sought),
        ("retrieval", f"reports not retrieved ({name})", "", stream.not_retrieved),
    ]
    rows += [("retrieval", f"reports not retrieved ({name})", why, count) for why, count in stream.why_not_retrieved]
    rows += [
        ("retrieval", f"reports not tried yet ({name})", "", stream.pending),
        ("eligibility", f"reports assessed ({name})", "", stream.assessed),
        ("eligibility", f"reports excluded ({name})", "", stream.excluded),
    ]
    rows += [("eligibility", f"reports excluded ({name})", why, count) for why, count in stream.why_excluded]
    return [*rows, ("included", f"reports included ({name})", "", stream.included)]


def records_csv(search: Search) -> str:
    """Every record of a search with what became of it, one row each: the supplement that PRISMA asks for."""
    duplicates = {pair.id: pair for pair in search.duplicates}
    decisions = {decision.id: decision for decision in search.decisions}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_RECORD_HEADS)
    for found in search.found:
        pair, decision = duplicates.get(found.id), decisions.get(found.id)
        known = (found.title, "; ".join(found.authors), found.published, found.arxiv or "", found.doi, found.url)
        if pair is not None:
            fate = ("duplicate", str(pair.of), "automation", pair.why, f"{pair.score:.3f}", "")
        elif decision is not None:
            relevance = "" if decision.relevance is None else f"{decision.relevance:.3f}"
            fate = (decision.fate.value, "", decision.by.value, decision.reason, "", relevance)
        else:
            fate = ("undecided", "", "", "", "", "")
        writer.writerow([_cell(plain(value)) for value in (str(found.id), *known, *fate)])
    return text.getvalue()


def queries_csv(search: Search) -> str:
    """What each database was asked and when, what came, and who wrote the query: what retracing the search needs."""
    changed = {edit.database: edit for edit in reversed(search.edits)}  # the first edit knows what was derived
    left_out = [name for name in changed if name not in dict(search.queries)]
    answers = {answer.database: answer for answer in search.answers}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_QUERY_HEADS)
    for name, query in (*search.queries, *((name, "") for name in left_out)):
        answer, edit = answers.get(name), changed.get(name)
        row = (
            name.title,
            query,
            "a person" if edit else "the program",
            edit.before if edit else "",
            answer.asked_at.isoformat() if answer else "",
            str(len(answer.found)) if answer else "",
            "" if answer is None or answer.stated is None else str(answer.stated),
            answer.failure if answer else "",
        )
        writer.writerow([_cell(plain(value)) for value in (*row, search.period.since, search.period.until)])
    return text.getvalue()


def _cell(value: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value


def write_flow(
    search: Search, counts: FlowCounts, folder: Path, *, templates: Path | None = None
) -> Mapping[str, Path]:
    """Write the diagram, its numbers, the queries and the records into ``folder/flow-<search key>/``; paths by name.

    Each file appears whole; one of an earlier time is replaced.

    Raises:
        RenderError: If the template is wrong or a file cannot be written.
    """
    texts = {
        "flow.svg": flow_svg(counts, templates=templates),
        "flow.csv": flow_csv(counts),
        "queries.csv": queries_csv(search),
        "records.csv": records_csv(search),
    }
    target = folder / f"flow-{counts.key}"
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            part = target / f".{name}.part"
            part.write_text(text, encoding="utf-8")
            part.replace(target / name)
    except OSError as error:
        raise RenderError(
            f"cannot write the diagram to {target}: {error.strerror or error}", hint="is the disk full or read-only?"
        ) from error
    return {name: target / name for name in texts}
