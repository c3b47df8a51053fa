"""Search the literature: ask each database, merge what comes back, screen it, and keep every step."""

import dataclasses
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from synth.claims.types import PaperId
from synth.errors import SourceError, UsageError
from synth.pipeline.judging import cached_encode
from synth.ports import Clock, Encoder, Paper, PaperRequest, PaperStatus, Progress, Store
from synth.ports.search import LiteratureSource, Page, Searches
from synth.synthesis.literature import (
    Answer,
    Database,
    Decider,
    Decision,
    Edit,
    Fate,
    Found,
    Period,
    RecordId,
    Search,
)
from synth.synthesis.merge import duplicates_of, merged
from synth.synthesis.queries import checked_query, checked_question, concepts_of, query_for
from synth.synthesis.screen import Screened, decided, removed_before_screening, screened, screening_text

NOT_ASKED = "not asked before, and --offline is set"
_KEY_DIGITS = 12
_CHUNK = 64  # records embedded and kept together


def plan_search(
    question: str,
    *,
    databases: Sequence[Database],
    given: Mapping[Database, str],
    period: Period,
    limit: int,
    clock: Clock,
) -> Search:
    """A search that nobody was asked for yet, with a query for each database.

    Args:
        question: The research question.
        databases: Those to ask.
        given: Queries that a person wrote; the others are derived from the question.
        period: When the papers were published.
        limit: The most records from one database.
        clock: When it starts.

    Raises:
        UsageError: If the question is empty or too long, or a query is needed and cannot be derived from it.
    """
    asked = checked_question(question)
    concepts = concepts_of(asked) if set(databases) - set(given) else ()
    queries = tuple((name, given.get(name) or query_for(name, concepts)) for name in Database if name in databases)
    now = clock()
    edits = tuple(Edit(name, query_for(name, concepts), given[name], now) for name, _ in queries if name in given)
    return _keyed(Search("", asked, now, queries, period, limit, edits=edits))


def with_query(plan: Search, database: Database, query: str, *, clock: Clock) -> Search:
    """The plan with another query for a database, and the change kept as an edit.

    Args:
        plan: What nobody was asked yet.
        database: Which query is changed; one that had none is added.
        query: What to ask; empty leaves the database out.
        clock: When it was changed.

    Raises:
        UsageError: If the query cannot be asked, or no query would be left.
    """
    queries = dict(plan.queries)
    before, after = queries.pop(database, ""), checked_query(query) if query else ""
    if before == after:
        return plan
    if after:
        queries[database] = after
    if not queries:
        raise UsageError("this is the last query; somebody must be asked")
    in_order = tuple((name, queries[name]) for name in Database if name in queries)
    edit = Edit(database, before, after, clock())
    return _keyed(dataclasses.replace(plan, queries=in_order, edits=(*plan.edits, edit)))


def _keyed(search: Search) -> Search:
    """The search under the key of what it asks: however its queries came about, equal ones are one search."""
    cause = json.dumps([search.question, search.queries, dataclasses.astuple(search.period), search.limit])
    return dataclasses.replace(search, key=hashlib.sha256(cause.encode()).hexdigest()[:_KEY_DIGITS])


def ask_databases(
    plan: Search,
    *,
    sources: Mapping[Database, LiteratureSource],
    searches: Searches,
    clock: Clock,
    progress: Progress,
    again: bool = False,
    offline: bool = False,
) -> Search:
    """The search with the answer of each database, saved as each of them answers.

    What a database answered in full on the same day is not asked for again, so a search that was cut short, or in which
    a database failed, goes on from there.

    Args:
        plan: What to ask.
        sources: The databases that can be asked.
        searches: Where searches are kept.
        clock: When each was asked.
        progress: Told of each database and how many records came.
        again: Ask all of them anew.
        offline: Ask nobody; take what was answered before, whenever that was.
    """
    known = next((search for search in searches.searches() if search.key == plan.key), None)
    today = clock().date()

    def stands(answer: Answer) -> bool:
        return offline or not (again or answer.failure or answer.asked_at.date() != today)

    kept = {answer.database for answer in (known.answers if known else ()) if stands(answer)}
    if known and len(kept) == len(plan.queries):
        return known
    search = dataclasses.replace(known, started_at=plan.started_at) if known else plan
    for number, (name, query) in enumerate(plan.queries):
        if name in kept:
            continue
        progress(f"asking {name.title}", number, len(plan.queries))
        answer = (
            Answer(name, query, clock(), failure=NOT_ASKED)
            if offline
            else _asked(name, query, plan, sources[name], clock)
        )
        search = _with_answer(search, answer)
        searches.save_search(search)
        progress(f"asked {name.title}: {_words(answer)}", number + 1, len(plan.queries))
    return search


def _with_answer(search: Search, answer: Answer) -> Search:
    """The search with a database's new answer in place of an old one; what was decided of other records stays."""
    answers = {old.database: old for old in search.answers} | {answer.database: answer}
    new = answer.database
    return dataclasses.replace(
        search,
        answers=tuple(answers[name] for name, _ in search.queries if name in answers),
        duplicates=tuple(pair for pair in search.duplicates if new not in (pair.id.database, pair.of.database)),
        decisions=tuple(decision for decision in search.decisions if decision.id.database is not new),
    )


def _asked(name: Database, query: str, plan: Search, source: LiteratureSource, clock: Clock) -> Answer:
    """What one database answers; one that breaks off leaves what it gave before."""
    found: list[Found] = []
    page, failure, asked_at = Page(()), "", clock()
    try:
        for page in source.search(query, plan.period, plan.limit):
            found += [
                dataclasses.replace(record, id=RecordId(name, rank))
                for rank, record in enumerate(page.found, len(found) + 1)
            ]
    except SourceError as error:
        failure = str(error)
    return Answer(name, query, asked_at, page.stated, failure, tuple(found))


def _words(answer: Answer) -> str:
    had = f"{len(answer.found)} records" + (f" of {answer.stated:,}" if answer.stated is not None else "")
    return f"{had}; {answer.failure}" if answer.failure else had


def screen_search(
    search: Search, *, encoder: Encoder, store: Store, progress: Progress
) -> tuple[Search, tuple[Screened, ...]]:
    """The search with its duplicates found and the unusable removed, and the rest by relevance to the question.

    Raises:
        SourceError: If no database could be asked.
    """
    if search.failures and not search.found:
        reasons = "; ".join(f"{answer.database.title}: {answer.failure}" for answer in search.failures)
        raise SourceError(f"no database gave a record: {reasons}", hint="the same command tries again")
    duplicates = duplicates_of(search.found)
    records = merged(search.found, duplicates)
    removed = removed_before_screening(records, search.period)
    out = {decision.id for decision in removed}
    left = [record for record in records if record.id not in out]
    here = {record.id for record in left}
    kept = tuple(decision for decision in search.decisions if decision.id in here)
    search = dataclasses.replace(search, duplicates=duplicates, decisions=(*removed, *kept))
    if not left:
        return search, ()
    encode = cached_encode(encoder, store)
    parts = [encode([search.question])]
    for start in range(0, len(left), _CHUNK):
        progress("records screened", start, len(left))
        parts.append(encode([screening_text(record) for record in left[start : start + _CHUNK]]))
    progress("records screened", len(left), len(left))
    return search, screened(search.question, left, parts[0], np.concatenate(parts[1:]))


def settle_search(
    search: Search,
    rows: Sequence[Screened],
    *,
    chosen: Collection[RecordId] | None,
    searches: Searches,
    store: Store,
) -> Search:
    """The search with what becomes of each record; papers that are wanted are left for ``synth fetch``.

    Args:
        search: As ``screen_search`` gave it.
        rows: Likewise.
        chosen: The records that a person picked; None takes all that are relevant, and leaves what a person decided
            of the same search before.
        searches: Where the search is kept.
        store: Where the wanted papers and the question are kept.
    """
    by = Decider.AUTOMATION if chosen is None else Decider.PERSON
    decisions = decided(rows, chosen=None if chosen is None else frozenset(chosen), by=by)
    if chosen is None:
        by_hand = {decision.id: decision for decision in search.decisions if decision.by is Decider.PERSON}
        decisions = tuple(by_hand.get(decision.id, decision) for decision in decisions)
    removed = [decision for decision in search.decisions if decision.fate is Fate.REMOVED]
    search = dataclasses.replace(search, decisions=(*removed, *decisions))
    known = {paper.id for paper in store.papers()}
    store.save_papers([_wanted(found) for found in sought(rows, decisions) if found.arxiv not in known])
    searches.save_search(search)
    store.save_note("question", search.question)
    return search


def sought(rows: Iterable[Screened], decisions: Iterable[Decision]) -> list[Found]:
    """The records whose papers are wanted, the most relevant first."""
    wanted = {decision.id for decision in decisions if decision.fate is Fate.SOUGHT}
    return [row.found for row in rows if row.found.id in wanted]


def _wanted(found: Found) -> Paper:
    paper = PaperId(found.arxiv or "")
    request = PaperRequest(paper, cited_as=paper, title=found.title)
    return Paper(paper, None, found.title, PaperStatus.WANTED, "not tried yet", request=request)


def newest_search(searches: Searches) -> Search | None:
    """The search that was made last; None if there was none."""
    return max(searches.searches(), key=lambda search: search.started_at, default=None)


def search_of_prefix(searches: Searches, prefix: str = "") -> Search:
    """The search whose key starts with a prefix; without one the newest.

    Raises:
        UsageError: If there is none, or several.
    """
    known, newest = searches.searches(), newest_search(searches)
    if newest is None:
        raise UsageError("no literature search is recorded here", hint="synth search QUESTION")
    if not prefix:
        return newest
    found = [search for search in known if search.key.startswith(prefix.lower())]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{search.key[:8]} {search.question[:60]}" for search in known)
    raise UsageError(f"{len(found) or 'no'} searches fit {prefix!r}", hint=f"recorded: {listed}")
