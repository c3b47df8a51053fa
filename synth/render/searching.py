"""What ``synth search`` shows: what is asked, what came back, what is chosen from."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from synth.render.layout import columns, elided
from synth.render.screen import WIDTH
from synth.render.words import counted, listed, plain
from synth.synthesis.flow import FlowCounts, Reasons
from synth.synthesis.literature import Found, RecordId, Search
from synth.synthesis.screen import Screened
from synth.synthesis.titles import Likeness

_MOST_PAIRS: Final = 8
_REASON_CHARS: Final = 70


def query_lines(search: Search, *, is_numbered: bool = False, width: int = WIDTH) -> str:
    """What each database is asked; a query is never cut, so that it can be copied and changed.

    Args:
        search: What is asked.
        is_numbered: Each query gets a number, for someone who is asked about them.
        width: Columns of the screen.
    """
    period = f"{search.period.since or 'the first'} to {search.period.until or 'now'}"
    dated = f", published {period}" if search.period.since or search.period.until else ""
    widest = max((len(name.title) for name, _ in search.queries), default=0)
    lines = [f"{name.title:<{widest}}  {plain(query)}" for name, query in search.queries]
    note = f"at most {search.limit} records from each{dated}"
    if is_numbered:
        lines = [f"{number}  {line}" for number, line in enumerate(lines, 1)]
    else:
        note += "; change a query with --query NAME='...'"
    return "\n".join([elided(f"Question: {search.question}", width), *lines, note])


def found_lines(search: Search, *, width: int = WIDTH) -> str:
    """How many records came from where, and which were taken for the same paper by their titles."""
    by_id = {found.id: found for found in search.found}
    came = [
        f"{answer.database.title} {len(answer.found)}" + ("" if answer.stated is None else f" of {answer.stated:,}")
        for answer in search.answers
    ]
    near = [pair for pair in search.duplicates if pair.why.startswith(Likeness.SAME.value)]
    lines = [f"{counted(len(search.found), 'record')}: {', '.join(came)}"]
    lines += [elided(f"! {answer.database.title}: {answer.failure}", width) for answer in search.failures]
    if search.failures:
        lines.append("  the same command asks again what failed, and keeps the rest")
    if search.duplicates:
        lines.append(
            f"{counted(len(search.duplicates), 'duplicate')}: {len(search.duplicates) - len(near)} by DOI or arXiv id,"
            f" {len(near)} by title"
        )
    for pair in near[:_MOST_PAIRS]:
        lines.append(f"  {pair.score:.2f}  {elided(by_id[pair.id].title, width - 8)}")
        lines.append(f"     =  {elided(by_id[pair.of].title, width - 8)}")
    if len(near) > _MOST_PAIRS:
        lines.append(f"  ... {len(near) - _MOST_PAIRS} more pairs: --json")
    return "\n".join(lines)


def choice_lines(rows: Sequence[Screened], *, chosen: Collection[RecordId] = (), width: int = WIDTH) -> str:
    """The screened records with their numbers; those that are kept, or were chosen, are ticked."""
    table = [
        (
            str(number),
            "✓" if (row.found.id in chosen if chosen else row.is_relevant) else "·",
            f"{row.relevance:.2f}",
            row.found.published[:4] or "????",
            row.found.arxiv or "no arXiv id",
            row.found.title,
        )
        for number, row in enumerate(rows, 1)
    ]
    lines = columns(table, width=width, right=(0,)).splitlines()
    reasons = [f"      {elided(row.reason, width - 6)}" for row in rows]
    return "\n".join(line for pair in zip(lines, reasons, strict=True) for line in pair)


def flow_lines(counts: FlowCounts, *, next_commands: Sequence[str] = ()) -> str:
    """The numbers of the search so far, and what to type next."""
    stream = counts.databases
    waiting = f", {counts.undecided} not decided" if counts.undecided else ""
    lines = [
        f"{counted(counts.identified, 'record')} identified, {counted(counts.duplicates, 'duplicate')},",
        f" {counts.removed} removed before screening{_because(counts.why_removed)}\n",
        f"{counts.screened} screened: {counts.excluded} excluded ({counts.excluded_by_automation} by the program,",
        f" {counts.excluded_by_person} by a person), {stream.sought} wanted{waiting}\n",
        f"{stream.sought} wanted: {stream.assessed} read, {stream.pending} to be fetched,",
        f" {stream.not_retrieved} not to be had{_because(stream.why_not_retrieved)}\n",
    ]
    return "".join([*lines, *(f"next: {command}\n" for command in next_commands)]).rstrip("\n")


def flow_sentences(counts: FlowCounts) -> tuple[str, ...]:
    """The numbers of the search as sentences without full stops, for the Methodology section."""
    stream, others = counts.databases, counts.others
    by = listed([f"{name} {count}" for name, count in counts.identified_by])
    removed = f"{counted(counts.duplicates, 'duplicate')} and {counted(counts.removed, 'other record')}"
    excluded = f"{counts.excluded_by_automation} by the program, {counts.excluded_by_person} by a person"
    undecided = f", {_are(counts.undecided)} not decided yet" if counts.undecided else ""
    pending = f", {_are(stream.pending)} not tried yet" if stream.pending else ""
    lost = f"{stream.not_retrieved} could not be retrieved{_because(stream.why_not_retrieved)}"
    sentences = [
        f"A literature search on {counts.searched_on} identified {counted(counts.identified, 'record')} ({by})",
        f"{removed} were removed before screening{_because(counts.why_removed)}",
        f"Of {counted(counts.screened, 'record')} screened, {_were(counts.excluded)} excluded ({excluded}){undecided}",
        f"Of {counted(stream.sought, 'report')} sought, {lost}{pending} and {_were(stream.assessed)} read",
        f"Claims were found in {stream.included} of those read; these are included",
    ]
    sentences += [f"{name} did not answer in full: {elided(failure, 200)}" for name, failure in counts.failed]
    if others.sought:
        came = f"{counted(others.sought, 'further report')} {'was' if others.sought == 1 else 'were'}"
        sentences.append(
            f"{came} named by hand or found by another search: {others.assessed} read, {others.included} included"
        )
    return tuple(sentences)


def _were(count: int) -> str:
    return f"{count} {'was' if count == 1 else 'were'}"


def _are(count: int) -> str:
    return f"{count} {'is' if count == 1 else 'are'}"


def _because(reasons: Reasons) -> str:
    if not reasons:
        return ""
    return f" ({'; '.join(f'{elided(reason, _REASON_CHARS)}: {count}' for reason, count in reasons[:3])})"


def search_document(search: Search, rows: Sequence[Screened], counts: FlowCounts) -> dict[str, Any]:
    """A search as one JSON document."""
    fates = {decision.id: decision for decision in search.decisions}
    return {
        "command": "search",
        "key": search.key,
        "question": search.question,
        "period": {"since": search.period.since, "until": search.period.until},
        "limit": search.limit,
        "edits": [
            {
                "source": edit.database.value,
                "before": edit.before,
                "after": edit.after,
                "at": edit.at.isoformat(),
            }
            for edit in search.edits
        ],
        "sources": [
            {
                "name": answer.database.value,
                "query": answer.query,
                "asked_at": answer.asked_at.isoformat(),
                "received": len(answer.found),
                "stated": answer.stated,
                "failure": answer.failure,
            }
            for answer in search.answers
        ],
        "records": [_record(found) for found in search.found],
        "duplicates": [
            {"id": str(pair.id), "of": str(pair.of), "why": pair.why, "score": pair.score} for pair in search.duplicates
        ],
        "screened": [
            {"id": str(row.found.id), "arxiv": row.found.arxiv, "relevance": row.relevance, "reason": row.reason}
            for row in rows
        ],
        "decisions": [
            {
                "id": str(key),
                "fate": decision.fate.value,
                "by": decision.by.value,
                "reason": decision.reason,
                "relevance": decision.relevance,
            }
            for key, decision in fates.items()
        ],
        "flow": flow_fields(counts),
    }


def flow_fields(counts: FlowCounts) -> dict[str, Any]:
    """The numbers of the flow diagram as JSON, with the search they were counted from."""
    streams = {
        name: {
            "sought": stream.sought,
            "not_retrieved": stream.not_retrieved,
            "pending": stream.pending,
            "assessed": stream.assessed,
            "excluded": stream.excluded,
            "included": stream.included,
            "why_not_retrieved": dict(stream.why_not_retrieved),
            "why_excluded": dict(stream.why_excluded),
        }
        for name, stream in (("databases", counts.databases), ("others", counts.others))
    }
    return {
        "search": counts.key,
        "searched_on": counts.searched_on,
        "failed": dict(counts.failed),
        "identified": counts.identified,
        "identified_by": dict(counts.identified_by),
        "duplicates": counts.duplicates,
        "why_duplicate": dict(counts.why_duplicate),
        "removed": counts.removed,
        "why_removed": dict(counts.why_removed),
        "screened": counts.screened,
        "undecided": counts.undecided,
        "excluded": counts.excluded,
        "excluded_by_automation": counts.excluded_by_automation,
        "excluded_by_person": counts.excluded_by_person,
        **streams,
        "included": counts.included,
    }


def _record(found: Found) -> dict[str, Any]:
    return {
        "id": str(found.id),
        "title": found.title,
        "authors": list(found.authors),
        "published": found.published,
        "arxiv": found.arxiv,
        "doi": found.doi,
        "url": found.url,
        "venue": found.venue,
        "has_abstract": bool(found.abstract),
        "retracted": found.retracted,
    }
