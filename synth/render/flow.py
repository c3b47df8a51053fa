"""The PRISMA 2020 flow diagram as a picture (SVG) and as a table (CSV), from counted records.

Source:
    Page et al. (2021), figure 1: https://www.prisma-statement.org/prisma-2020-flow-diagram, for new systematic reviews
    which included searches of databases and other sources.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from synth.errors import RenderError
from synth.render.engine import rendered
from synth.render.flow_drawing import drawing_of
from synth.synthesis.flow import FlowCounts, Stream


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


def _cell(value: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value


def write_flow(counts: FlowCounts, folder: Path, *, templates: Path | None = None) -> Mapping[str, Path]:
    """Write ``flow.svg`` and ``flow.csv`` into ``folder/flow-<search key>/`` and return them by name.

    Raises:
        RenderError: If the template is wrong or a file cannot be written.
    """
    texts = {"flow.svg": flow_svg(counts, templates=templates), "flow.csv": flow_csv(counts)}
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
