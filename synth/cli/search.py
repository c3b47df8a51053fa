"""``synth search``."""

import sys
from collections.abc import Sequence

import click

from synth.cli.output import echo_json, exit_with
from synth.cli.picking import edit_queries, pick
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import UsageError
from synth.pipeline.flow import flow_of
from synth.pipeline.report import asked_papers
from synth.pipeline.search import ask_databases, plan_search, screen_search, settle_search
from synth.render.searching import choice_lines, flow_lines, found_lines, query_lines, search_document
from synth.sources.search import MOST_RECORDS, build_sources
from synth.store.engine import SqlStore
from synth.store.searches import SqlSearches
from synth.synthesis.literature import Database, Fate, Period, RecordId, Search
from synth.synthesis.queries import checked_query
from synth.synthesis.screen import Screened

_NAMES = ", ".join(name.value for name in Database)


@click.command(epilog="\b\nExample: synth search 'Does model size reduce the effect of noise?' --since 2019 --yes")
@click.argument("question")
@click.option("--since", default="", metavar="DATE", help="Published then or later: 2019, 2019-03 or 2019-03-15.")
@click.option("--until", default="", metavar="DATE", help="Published then or earlier.")
@click.option(
    "--max",
    "limit",
    type=click.IntRange(1, MOST_RECORDS),
    default=50,
    show_default=True,
    help="At most this many records from each database.",
)
@click.option("--sources", default="", metavar="NAME,...", help=f"Ask only these: {_NAMES}.")
@click.option("--query", "given", multiple=True, metavar="NAME=TEXT", help="Ask a database this instead.")
@click.option("--yes", "takes_all", is_flag=True, help="Take what the screening keeps; ask nobody.")
@click.option("--offline", is_flag=True, help="Use what was answered before; ask no database.")
@click.option("--refresh", is_flag=True, help="Ask again what was already answered today.")
@click.option("--dry-run", is_flag=True, help="Show the queries, and stop.")
@click.option("--encoder", default=None, metavar="NAME", help="minilm, or a sentence-transformers model.")
@workspace_options
def search(
    workspace: Workspace,
    question: str,
    since: str,
    until: str,
    limit: int,
    sources: str,
    given: tuple[str, ...],
    takes_all: bool,
    offline: bool,
    refresh: bool,
    dry_run: bool,
) -> None:
    """Search arXiv, Semantic Scholar, OpenAlex and Crossref for papers that bear on QUESTION.

    The queries are made from the question and shown; you change them before anybody is asked. What comes back is
    merged (by DOI, arXiv id and title), ranked and screened by relevance. You pick from the list. --yes asks nothing:
    it takes the queries as they are and what the screening keeps. Then synth fetch gets the papers. Every step is
    kept, each changed query too: synth render flow draws it. Keys: SEMANTIC_SCHOLAR_API_KEY, OPENALEX_API_KEY;
    for Crossref your e-mail in CROSSREF_MAILTO.
    """
    databases = _databases(sources) or tuple(Database)
    plan = plan_search(
        question,
        databases=databases,
        given=_given(given, databases),
        period=Period(since, until),
        limit=limit,
        clock=workspace.clock,
    )
    if dry_run:
        _show_plan(workspace, plan)
        return
    if not takes_all:
        plan = _edited(workspace, plan)
    elif not workspace.is_quiet:
        click.echo(query_lines(plan), err=True)
    with workspace.store(writes=True) as store:
        found, rows = _found(workspace, store, plan, offline=offline, refresh=refresh)
    chosen = _picked(rows) if rows and not takes_all else None  # nobody else waits for the database meanwhile
    with workspace.store(writes=True) as store:
        if chosen is not None or takes_all or not rows:
            found = settle_search(found, rows, chosen=chosen, searches=SqlSearches(store), store=store)
        _show(workspace, store, found, rows)
    exit_with(some_failed=bool(found.failures))


def _found(
    workspace: Workspace, store: SqlStore, plan: Search, *, offline: bool, refresh: bool
) -> tuple[Search, tuple[Screened, ...]]:
    """What the databases answer, merged and screened; people see what came."""
    searches = SqlSearches(store)
    found = ask_databases(
        plan,
        sources=build_sources(workspace.settings, [name for name, _ in plan.queries]),
        searches=searches,
        clock=workspace.clock,
        progress=workspace.progress,
        again=refresh,
        offline=offline,
    )
    found, rows = screen_search(found, encoder=workspace.encoder(), store=store, progress=workspace.progress)
    searches.save_search(found)
    workspace.line.end()
    if not workspace.is_quiet:
        click.echo(found_lines(found), err=True)
    return found, rows


def _edited(workspace: Workspace, plan: Search) -> Search:
    """The plan with the queries that a person wants; leaves the command if they want none."""
    if workspace.is_json or not sys.stdin.isatty():
        raise UsageError("nobody is here to pick from the list", hint="--yes takes what the screening keeps")
    edited = edit_queries(plan, clock=workspace.clock)
    if edited is None:
        click.echo("nobody was asked, and nothing was kept", err=True)
        click.get_current_context().exit()
    return edited


def _given(texts: Sequence[str], databases: Sequence[Database]) -> dict[Database, str]:
    """The queries that the user wrote, by database."""
    queries = {}
    for text in texts:
        name, equals, query = text.partition("=")
        if not equals or not query.strip():
            raise UsageError(f"not a query for a database: {text[:60]!r}", hint="write it like arxiv='all:noise'")
        database = _database(name)
        if database not in databases:
            raise UsageError(f"a query for {database.value}, which --sources leaves out")
        queries[database] = checked_query(query)
    return queries


def _databases(text: str) -> tuple[Database, ...]:
    return tuple(dict.fromkeys(_database(name) for name in text.replace(",", " ").split()))


def _database(name: str) -> Database:
    try:
        return Database(name.strip().lower().replace("-", "_"))
    except ValueError:
        raise UsageError(f"no such database: {name[:40]!r}", hint=f"known: {_NAMES}") from None


def _picked(rows: Sequence[Screened]) -> frozenset[RecordId] | None:
    """What a person picks from the list; None leaves it undecided."""
    click.echo(choice_lines(rows), err=True)
    chosen = pick(rows)
    if chosen is None:
        click.echo("nothing was decided; the same command goes on from here", err=True)
    return chosen


def _show_plan(workspace: Workspace, plan: Search) -> None:
    if workspace.is_json:
        queries = {name.value: query for name, query in plan.queries}
        echo_json({"command": "search", "dry_run": True, "key": plan.key, "queries": queries, "limit": plan.limit})
    else:
        click.echo(query_lines(plan))


def _show(workspace: Workspace, store: SqlStore, found: Search, rows: Sequence[Screened]) -> None:
    """What was chosen, the numbers so far, and what to do next."""
    counts = flow_of(found, asked_papers(store), store.claims())
    if workspace.is_json:
        echo_json(search_document(found, rows, counts))
    elif not workspace.is_quiet:
        chosen = {item.id for item in found.decisions if item.fate in {Fate.SOUGHT, Fate.NOT_RETRIEVED}}
        kept = [row for row in rows if row.found.id in chosen]
        if kept:
            click.echo(choice_lines(kept, chosen=chosen))
        steps = ("synth fetch",) if counts.databases.pending else ()
        click.echo(flow_lines(counts, next_commands=(*steps, "synth render flow")))
