"""``synth fetch``."""

import os
from collections.abc import Sequence

import click

from synth.claims.document import Document
from synth.claims.types import Claim
from synth.cli.output import echo_json, exit_with, failure_fields, paper_fields
from synth.cli.workspace import Workspace, workspace_options
from synth.errors import SourceError, UsageError
from synth.models.chat import ChatServer
from synth.models.llm_extract import extract_claims_by
from synth.pipeline.extract import extract_from
from synth.pipeline.fetch import FetchResult, due_requests, fetch_all
from synth.ports import PaperRequest, PaperStatus, Store
from synth.render.fetched import fetch_screen
from synth.sources.requests import parse_requests
from synth.synthesis.queries import checked_question


@click.command(
    epilog="\b\nExample: synth fetch 2104.08645 2205.08497v1 paper.pdf refs.bib --question 'Does model size help?'"
)
@click.argument("what", nargs=-1, metavar="[ID|URL|FILE]...")
@click.option("--question", default=None, help="The research question, kept for verify and render.")
@click.option("--offline", is_flag=True, help="Use what was received before; ask no server.")
@click.option("--refresh", is_flag=True, help="Fetch again what is at hand.")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="At most this many papers in this run.")
@click.option("--dry-run", is_flag=True, help="Say what would be fetched, and stop.")
@click.option("--claims-per-paper", type=click.IntRange(min=1), default=None, help="Keep the most important claims.")
@click.option("--boxes/--no-boxes", default=None, help="Fetch the PDF too, for pages and boxes of the evidence.")
@click.option("--llm", nargs=2, default=None, metavar="URL MODEL", help="Let a model behind this server find claims.")
@workspace_options
def fetch(
    workspace: Workspace,
    what: tuple[str, ...],
    question: str | None,
    offline: bool,
    refresh: bool,
    limit: int | None,
    dry_run: bool,
    llm: tuple[str, str] | None,
) -> None:
    """Fetch papers and extract their claims.

    Papers are named by arXiv id or URL (the version you name is kept), by a local PDF, HTML, TeX (also .tar.gz)
    or text file, by a BibTeX file, or by a text file with an id on each line. What failed before is tried again.
    With --llm a model behind any OpenAI-compatible server finds the claims (key: OPENAI_API_KEY); a claim whose
    quote does not stand in the paper is dropped.
    """
    server = ChatServer(*llm, key=os.environ.get("OPENAI_API_KEY", "")) if llm else None
    asked, unresolved = parse_requests(what, max_bytes=workspace.settings.max_bytes) if what else ((), ())
    if dry_run:
        _show_plan(workspace, asked[:limit], unresolved, refresh=refresh)
        return
    asked_for = None if question is None else checked_question(question)
    with workspace.store(writes=True) as store:
        if asked_for is not None:
            store.save_note("question", asked_for)
        due = due_requests(asked, store.papers(), refresh=refresh)[:limit]
        if not due and not store.papers():
            raise UsageError("nothing to fetch", hint="name papers: synth fetch 2104.08645 paper.pdf refs.bib")
        result = fetch_all(
            due,
            source=workspace.source(offline=offline, refresh=refresh),
            reader=workspace.reader(),
            store=store,
            extract=lambda document: _extract(document, workspace, store, server),
            progress=workspace.progress,
        )
        _show_result(workspace, store, result, unresolved)


def _extract(document: Document, workspace: Workspace, store: Store, server: ChatServer | None) -> int:
    """Extract by our own rules, or by the model behind a server; how many claims were new."""

    def ask(document: Document, limit: int) -> tuple[Claim, ...]:
        return extract_claims_by(server, document, limit=limit) if server else ()

    limit = workspace.settings.claims_per_paper
    return extract_from([document], store=store, limit=limit, extract=ask if server else None).new


def _show_plan(
    workspace: Workspace, asked: Sequence[PaperRequest], unresolved: Sequence[str], *, refresh: bool
) -> None:
    """What a fetch would ask for; nothing is made or changed."""
    try:
        with workspace.store() as store:
            known = store.papers()
    except UsageError:  # no workspace yet: everything is due
        known = ()
    due = due_requests(asked, known, refresh=refresh)
    names = [request.cited_as or request.paper for request in due]
    if workspace.is_json:
        echo_json({"command": "fetch", "dry_run": True, "would_fetch": names, "unresolved": list(unresolved)})
        return
    for name in names:
        click.echo(f"would fetch {name}")
    for entry in unresolved:
        click.echo(f"no arXiv paper named in: {entry}")
    click.echo(f"{len(names)} to fetch, {len(asked) - len(set(asked) & set(due))} of those named are at hand")


def _show_result(workspace: Workspace, store: Store, result: FetchResult, unresolved: Sequence[str]) -> None:
    """Print what was done, and end with the code that says it."""
    workspace.line.end()
    papers = store.papers()
    if workspace.is_json:
        echo_json(
            {
                "command": "fetch",
                "papers": [paper_fields(paper) for paper in papers],
                "claims_new": result.claims_new,
                "unresolved": list(unresolved),
                "failures": [failure_fields(failure) for failure in result.failures],
            }
        )
    elif not workspace.is_quiet:
        click.echo(
            fetch_screen(
                result.papers,
                claims=store.claims(),
                claims_by_paper=result.claims_by_paper,
                failures=result.failures,
                unresolved=unresolved,
                at_hand=sum(paper.status is PaperStatus.AVAILABLE for paper in papers),
            )
        )
    had = [paper for paper in result.papers if paper.status is PaperStatus.AVAILABLE]
    if result.papers and not had:
        raise SourceError("none of the papers could be had", hint="the reasons are above; synth fetch tries them again")
    exit_with(some_failed=bool(result.failures))
